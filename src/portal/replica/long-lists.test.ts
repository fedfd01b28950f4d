import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { chained, type Said } from '../../foundations/publication-log/chained.ts'
import { type OpenReplica, openReplica } from './open-replica.ts'
import { publish, record, withdraw } from './testing.ts'
import { openReplicaWriter, type ReplicaWriter } from './writer.ts'

let dir: string
let path: string
let writer: ReplicaWriter
let replica: OpenReplica
const many = 2_100
const say = (...said: Said[]) => writer.apply([...chained(said, writer.position())])
const total = (q: string) => replica.search({ q, sort: 'relevance', page: 1, size: 1 }).total
const pack = () => {
  let slices = 0
  while (!writer.pack()) expect(++slices).toBeLessThan(10_000)
}
const inFile = <T>(read: (db: DatabaseSync) => T): T => {
  const db = new DatabaseSync(path, { readOnly: true })
  try {
    return read(db)
  } finally {
    db.close()
  }
}
const ready = () =>
  inFile((db) => db.prepare('SELECT term, passages, size, list FROM long_list ORDER BY term').all()) as {
    term: string
    passages: number
    size: number
    list: Uint8Array
  }[]

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'long-'))
  path = join(dir, 'r.sqlite')
  writer = openReplicaWriter(path)
  replica = openReplica(path, { today: () => '2026-05-01' })
  say(...Array.from({ length: many }, (_, i) => publish(record(i + 1, '关于节水的通知', `第${i + 1}号水库的说明`))))
})
afterEach(() => {
  replica.close()
  writer.close()
  rmSync(dir, { recursive: true })
})

test('long lists lie ready after packing, and searches find the same with them as without', () => {
  const before = total('水库')
  expect(before).toBe(many)
  expect(ready()).toEqual([])
  pack()
  expect(ready().some(({ term, size }) => term.startsWith('水库') && size === many)).toBe(true)
  expect(ready().every(({ size, passages }) => size >= 256 && passages === many)).toBe(true)
  const other = openReplica(path, { today: () => '2026-05-01' })
  expect(other.search({ q: '水库', sort: 'relevance', page: 1, size: 1 }).total).toBe(many)
  other.close()
})

test('what is published after the lists were made is found as well', () => {
  pack()
  say(publish(record(many + 1, '关于防汛的通知', '水库的水位')))
  const other = openReplica(path, { today: () => '2026-05-01' })
  expect(other.search({ q: '水库', sort: 'relevance', page: 1, size: 1 }).total).toBe(many + 1)
  other.close()
})

test('a list that names what was withdrawn is made anew in the next quiet moment', () => {
  pack()
  say(withdraw(7))
  expect(total('水库')).toBe(many - 1)
  const due = () => inFile((db) => db.prepare('SELECT term FROM long_list_due').all())
  expect(due()).not.toEqual([])
  pack()
  expect(due()).toEqual([])
  for (const { size } of ready()) expect(size).toBe(many - 1)
  expect(total('水库')).toBe(many - 1)
  expect(readFileSync(path).includes('第7号水库')).toBe(false)
})
