import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openKeptAnswers } from './kept-answers.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kept-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const ever = Number.POSITIVE_INFINITY
const answer = (tag: string, until = ever) => ({ tag, headers: ['vary', 'Cookie'], route: '/x', until })

test('gives back what was kept, byte for byte, and leaves no file behind', () => {
  const kept = openKeptAnswers(folder, 1000)
  kept.set('a', answer('W/"1"'), Buffer.from('公开'))
  kept.set('b', answer('W/"2"'), Buffer.from('二'))
  expect(kept.get('a', 0)).toMatchObject({ tag: 'W/"1"', route: '/x', headers: ['vary', 'Cookie'] })
  expect(kept.get('a', 0)!.body()!.toString()).toBe('公开')
  expect(kept.get('b', 0)!.body()!.toString()).toBe('二')
  expect(kept.get('c', 0)).toBeUndefined()
  expect(readdirSync(folder)).toEqual([])
  kept.close()
})

test('an answer kept for a time is gone after it, the newer of two under one key counts', () => {
  const kept = openKeptAnswers(folder, 1000)
  kept.set('a', answer('1', 60_000), Buffer.from('alt'))
  expect(kept.get('a', 59_999)).toBeDefined()
  expect(kept.get('a', 60_000)).toBeUndefined()
  kept.set('a', answer('2'), Buffer.from('neu'))
  expect(kept.get('a', 60_000)!.body()!.toString()).toBe('neu')
  kept.close()
})

test('a full file is emptied; what is emptied cannot be read any more; what is too large is not kept', () => {
  const kept = openKeptAnswers(folder, 10)
  kept.set('a', answer('1'), Buffer.from('123456'))
  const before = kept.get('a', 0)!
  kept.set('b', answer('2'), Buffer.from('abcdef'))
  expect(kept.get('a', 0)).toBeUndefined()
  expect(kept.get('b', 0)!.body()!.toString()).toBe('abcdef')
  kept.clear()
  expect(before.body()).toBeUndefined()
  expect(kept.get('b', 0)).toBeUndefined()
  kept.set('c', answer('3'), Buffer.alloc(11))
  expect(kept.get('c', 0)).toBeUndefined()
  kept.close()
})
