import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openKeptWork } from './kept-work.ts'

const folder = mkdtempSync(join(tmpdir(), 'gongkai-work-'))
const always = () => true
const made = (text: string) => async () => Buffer.from(text)
const of = (recordId: number, hash: string) => ({ recordId, made: hash, how: 'preview 1' })

test('is made once, kept, and in no file that has a name', async () => {
  const work = openKeptWork(folder, 1000)
  const [first, second] = await Promise.all([
    work.of(of(1, 'a'), always, made('甲')),
    work.of(of(1, 'a'), always, made('乙')),
  ])
  expect([first, second].map(String)).toEqual(['甲', '甲'])
  expect(String(await work.of(of(1, 'a'), always, made('丙')))).toBe('甲')
  expect(readdirSync(folder)).toEqual([])
  work.close()
})

test('what no longer holds is forgotten and overwritten; the rest stays', async () => {
  const work = openKeptWork(folder, 1000)
  await work.of(of(1, 'a'), always, made('withdrawn words'))
  await work.of(of(2, 'b'), always, made('public words'))
  work.sweep((recordId) => recordId === 2)
  expect(work.holding('withdrawn words')).toBe(false)
  expect(work.holding('public words')).toBe(true)
  expect(String(await work.of(of(1, 'a'), always, made('new')))).toBe('new')
  work.close()
})

test('what was withdrawn while it was made is not kept', async () => {
  const work = openKeptWork(folder, 1000)
  await work.of(of(1, 'a'), () => false, made('late words'))
  expect(work.holding('late words')).toBe(false)
  work.close()
})

test('a full file is emptied; what is larger than it is given and not kept', async () => {
  const work = openKeptWork(folder, 30)
  await work.of(of(1, 'a'), always, made('x'.repeat(20)))
  await work.of(of(2, 'b'), always, made('y'.repeat(20)))
  expect([work.holding('x'), work.holding('y')]).toEqual([false, true])
  expect((await work.of(of(3, 'c'), always, made('z'.repeat(40))))?.length).toBe(40)
  expect(work.holding('z')).toBe(false)
  work.close()
})
