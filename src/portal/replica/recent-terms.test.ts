import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { chained, type Said } from '../../foundations/publication-log/chained.ts'
import type { RecordPublished } from '../../foundations/publication-log/entries.ts'
import { type OpenReplica, openReplica } from './open-replica.ts'
import { membersOf, PostingLists, type Postings } from './postings.ts'
import { RecentTerms } from './recent-terms.ts'
import { publish, record, withdraw } from './testing.ts'
import { openReplicaWriter, type ReplicaWriter } from './writer.ts'

let dir: string
let path: string
let writer: ReplicaWriter
let db: DatabaseSync
let opened: OpenReplica[]
const say = (...said: Said[]) => writer.apply([...chained(said, writer.position())])
const pack = () => {
  while (!writer.pack());
}
const number = (key: string) =>
  Number((db.prepare('SELECT value FROM meta WHERE key = ?').get(key) as { value: number }).value)
const vocabulary = () => (db.prepare('SELECT term FROM vocabulary').all() as { term: string }[]).map((row) => row.term)
/** What FTS5 has of a term behind `from`. */
const indexed = (term: string, from: number) =>
  (
    db.prepare('SELECT rowid AS p FROM terms WHERE terms MATCH ? AND rowid > ?').all(`"${term}"`, from) as {
      p: number
    }[]
  ).map((row) => row.p)
const members = ({ sparse, bits, size }: Postings) => [...(sparse ?? membersOf(bits!, size))]

const words = ['水库', '节水', '灌溉', '补贴', '种子', '公路', '养护', '医保', '学区', '招生', '消防', '检查']
/** Item `i`: other words than its neighbours, every ninth long enough for several passages. */
const item = (i: number): RecordPublished => {
  const some = words.filter((_, n) => (i * 7 + n * n) % 5 < 2).join('和')
  const body = `第${i}号：${some}的说明。`.repeat(i % 9 === 0 ? 120 : 1 + (i % 4))
  return record(i, `关于${words[i % words.length]}的通知`, body, { docNumber: `临政发〔2024〕${i}号` })
}
const items = (from: number, n: number) => Array.from({ length: n }, (_, i) => publish(item(from + i)))
const reader = () => {
  const replica = openReplica(path, { today: () => '2026-05-01' })
  opened.push(replica)
  return replica
}
const answers = (replica: OpenReplica) =>
  ['水库', '水库 公路', '种子补贴怎么领', '招生 学区 检查', '通知', '临政发〔2024〕905号', '"水库和灌溉"'].map((q) => {
    const { tookMs: _, ...rest } = replica.search({ q, sort: 'relevance', page: 1, size: 50 })
    return rest
  })

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'recent-'))
  path = join(dir, 'r.sqlite')
  writer = openReplicaWriter(path)
  db = new DatabaseSync(path, { readOnly: true })
  opened = []
  say(...items(1, 900))
  pack()
})
afterEach(() => {
  for (const replica of opened) replica.close()
  db.close()
  writer.close()
  rmSync(dir, { recursive: true })
})

test('the newest passages are the same from memory as from the index, as they come and as they go', () => {
  const made = number('long_lists')
  const recent = new RecentTerms(db)
  const compare = (from: number) => {
    const passages = number('passages')
    for (const term of vocabulary()) expect(recent.list(term, from, passages)).toEqual(indexed(term, from))
  }
  say(...items(901, 40))
  compare(made)
  // More come; a list taken up later starts further behind, one taken up earlier further back.
  say(...items(941, 30))
  compare(number('passages') - 12)
  compare(made - 100)
  // Another edition of an old item stands behind; what was withdrawn before it was read does not.
  say(publish({ ...item(5), bodyHtml: '<p>水库改建</p>', edition: 2 }), ...items(971, 5), withdraw(973))
  compare(made)
})

test('what came long ago is forgotten, and too long a way back is left to the index', () => {
  const recent = new RecentTerms(db)
  let from = number('passages')
  for (let next = 901; next < 3_000; next += 300) {
    say(...items(next, 300))
    const passages = number('passages')
    for (const term of ['水库\u0085', '说明\u0081', '2024-1000\u0087']) {
      expect(recent.list(term, passages - 590, passages)).toEqual(indexed(term, passages - 590))
      expect(recent.list(term, passages - 601, passages)).toBeUndefined()
      if (passages - from <= 600) expect(recent.list(term, from, passages)).toEqual(indexed(term, from))
    }
    from = passages
  }
})

test('lists and rankings are the same with recent passages in memory, from the index alone, and made anew', () => {
  const made = number('long_lists')
  const early = reader()
  answers(early)
  say(...items(901, 60))
  const asked = answers(early)
  const late = reader()
  expect(answers(late)).toEqual(asked)

  const passages = number('passages')
  const ready = new PostingLists(db)
  const plain = new PostingLists(db, { ready: false })
  for (const term of vocabulary()) expect(members(ready.list(term, passages))).toEqual(indexed(term, 0))
  for (const term of vocabulary()) expect(ready.list(term, passages)).toMatchObject({ ...plain.list(term, passages) })

  pack()
  expect(number('long_lists')).toBe(made)
  // So many at once are taken from the index; the lists are then made anew.
  say(...items(961, 500))
  const many = answers(early)
  expect(answers(reader())).toEqual(many)
  pack()
  expect(number('long_lists')).toBe(number('passages'))
  expect(answers(reader())).toEqual(many)
})
