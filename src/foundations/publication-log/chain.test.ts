import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { entryLine, genesis, nextHash, payloadHash, verifyEntry } from './chain.ts'
import type { LogEntry } from './entries.ts'

const sector = { id: 1, code: 'water', name: '水利', position: 1, leadUnitId: null }
const first: LogEntry<'sector.changed'> = {
  seq: 1,
  kind: 'sector.changed',
  subject: 'sector/1',
  at: '2026-03-02T01:00:00.000Z',
  payload: sector,
  payloadHash: payloadHash(JSON.stringify(sector)),
  hash: '',
}
first.hash = nextHash(genesis, entryLine(first))

test('the line is the five fields in the order a reader is told', () => {
  expect(entryLine(first)).toBe(
    `{"seq":1,"kind":"sector.changed","subject":"sector/1","at":"2026-03-02T01:00:00.000Z","payloadHash":"${first.payloadHash}"}`,
  )
})

test('a hash is SHA-256 over the raw bytes before it and the line', () => {
  const byHand = createHash('sha256')
    .update(Buffer.concat([Buffer.alloc(32), Buffer.from(entryLine(first), 'utf8')]))
    .digest('hex')
  expect(first.hash).toBe(byHand)
  expect(verifyEntry(genesis, first)).toBeUndefined()
})

test('a changed payload, a changed field and a wrong predecessor are all seen', () => {
  expect(verifyEntry(genesis, { ...first, payload: { ...sector, name: '水务' } })).toBe('payload')
  expect(verifyEntry(genesis, { ...first, subject: 'sector/2' })).toBe('hash')
  expect(verifyEntry(first.hash, first)).toBe('hash')
})

test('an entry whose payload was blanked by a withdrawal still holds', () => {
  expect(verifyEntry(genesis, { ...first, payload: null })).toBeUndefined()
})
