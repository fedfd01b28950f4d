import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { chained } from '../foundations/publication-log/chained.ts'
import type { LogEntry } from '../foundations/publication-log/entries.ts'
import { fillApart } from './fill-apart.ts'
import type { ReadLog } from './fill-replica.ts'
import { rebuildReplica } from './rebuild.ts'
import { openReplica } from './replica/open-replica.ts'
import { publish, record } from './replica/testing.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fill-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const log: LogEntry[] = [
  ...chained(Array.from({ length: 700 }, (_, i) => publish(record(i + 1, '关于节水的通知', `第${i + 1}号水库`)))),
]
const read: ReadLog = async (after, size) => log.slice(after, after + size)
const never = new AbortController().signal
const rebuild = (from: ReadLog, signal = never) => rebuildReplica({ folder, read: from, fill: fillApart(signal) })

test('a replica filled in a process of its own is the same as one filled here', async () => {
  const apart = await rebuild(read)
  expect(apart.seq).toBe(700)
  expect(readFileSync(join(folder, 'current'), 'utf8').trim()).toBe(apart.name)
  const here = await rebuildReplica({ folder, read })
  const answers = [apart, here].map(({ name }) => {
    const replica = openReplica(join(folder, name), { today: () => '2026-05-01' })
    const { tookMs: _, ...found } = replica.search({ q: '水库', sort: 'relevance', page: 1, size: 20 })
    const position = replica.position()
    replica.close()
    return { found, position }
  })
  expect(answers[0]!.found.total).toBe(700)
  expect(answers[0]).toEqual(answers[1])
})

test('what goes wrong comes back as it is thrown here, and leaves nothing behind', async () => {
  const away = new Error('away')
  await expect(rebuild(async () => Promise.reject(away))).rejects.toBe(away)
  const torn: ReadLog = async (after, size) =>
    (await read(after, size)).map((entry) => (entry.seq === 650 ? { ...entry, hash: '0'.repeat(64) } : entry))
  await expect(rebuild(torn)).rejects.toMatchObject({ name: 'ReplicaBroken', fault: 'chain', seq: 650 })
  const stop = new AbortController()
  const stopped: ReadLog = async (after, size) => {
    if (after > 0) stop.abort(new Error('stopped'))
    return read(after, size)
  }
  await expect(rebuild(stopped, stop.signal)).rejects.toThrow('stopped')
  expect(readdirSync(folder)).toEqual([])
})
