import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { chained } from '../../src/foundations/publication-log/chained.ts'
import type { LogEntry } from '../../src/foundations/publication-log/entries.ts'
import { htmlToText } from '../../src/foundations/text/html-text.ts'
import { fold } from '../../src/foundations/text/normalise.ts'
import { wordsForIndex, wordsOf } from '../../src/foundations/text/segment.ts'
import { openReplica } from '../../src/portal/replica/open-replica.ts'
import { openReplicaWriter } from '../../src/portal/replica/writer.ts'
import { hasCorpus, readLines } from './corpus.ts'
import { generateLog, generateRecords, repeatable } from './generate.ts'

/**
 * How long one search call takes, with facets and snippets, at 14,200 and at 142,000 items; `node latency.ts 5000` for
 * other sizes. Baseline in the same run: FTS5 of the same segmented texts, `bm25` with limit 10, no facets or snippets.
 */
const everywhere =
  '通知 管理 规定 政府 人民政府 工作 应当 部门 有关 单位 进行 国家 组织 负责 情况 依法 本市 条例 行政 公开'.split(' ')

/** 200 queries: 70 questions, 90 titles and parts of titles, 20 words that stand nearly everywhere, 20 of several such. */
export function realQueries(seed = 7): string[] {
  const random = repeatable(seed)
  const some = <T>(items: T[], n: number) =>
    Array.from({ length: n }, () => items[Math.floor(random() * items.length)]!)
  const questions = ['policy', 'legal'].flatMap((set) =>
    readLines<{ question: string }>(`retrieval/${set}_questions.jsonl.gz`).map((q) => q.question),
  )
  const titles = [...new Set([...generateRecords(4000, { seed: 1 })].map((r) => r.title))]
  const wordsOfTitles = some(titles, 60).map((title) => {
    const words = wordsOf(title).filter((word) => word.length > 1)
    const from = Math.floor(random() * Math.max(1, words.length - 2))
    return words.slice(from, from + 1 + Math.floor(random() * 3)).join(' ')
  })
  const common = everywhere.map((word, i) => `${word} ${everywhere[(i + 7) % everywhere.length]}`)
  return [...some(questions, 70), ...some(titles, 30), ...wordsOfTitles, ...everywhere, ...common]
}

const say = (figure: string, values: Record<string, unknown>) => console.log(JSON.stringify({ figure, ...values }))
const round = (n: number) => Math.round(n * 100) / 100

function spread(times: number[]) {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (share: number) => round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!)
  return { medianMs: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), maxMs: round(sorted.at(-1)!) }
}

function measure(n: number) {
  const dir = mkdtempSync(join(tmpdir(), 'latency-'))
  const path = join(dir, 'replica.sqlite')
  const writer = openReplicaWriter(path)
  const { secondsApply, slowest } = replay(writer, n)
  let packed = performance.now()
  while (!writer.pack());
  packed = performance.now() - packed
  writer.close()
  say('search.index', {
    items: n,
    itemsPerSecond: Math.round(n / secondsApply),
    slowestBatchMs: round(slowest),
    packMs: Math.round(packed),
    megabytes: Math.round(statSync(path).size / 1e6),
  })

  const queries = realQueries()
  const before = process.memoryUsage().rss
  const opened = performance.now()
  const replica = openReplica(path, { today: () => '2026-05-01' })
  replica.search({ q: '政府', sort: 'relevance', page: 1, size: 20 })
  say('search.open', { items: n, ms: round(performance.now() - opened) })
  for (const round of ['first', 'again']) {
    const times = queries.map((q) => {
      const start = performance.now()
      replica.search({ q, sort: 'relevance', page: 1, size: 20 })
      return performance.now() - start
    })
    say('search.latency', {
      items: n,
      round,
      queries: queries.length,
      ...spread(times),
      targetMedianMs: 10,
      targetP95Ms: 50,
    })
    if (process.env.SLOW) {
      const slow = queries.map((q, i) => [times[i]!, q] as const).sort((a, b) => b[0] - a[0])
      for (const [ms, q] of slow.slice(0, 8)) console.error(round, ms.toFixed(1), q)
    }
  }
  const filtered = queries.map((q, i) => {
    const start = performance.now()
    replica.search({ q, unitId: 1 + (i % 40), sort: 'date', page: 1, size: 20 })
    return performance.now() - start
  })
  say('search.latency.filtered', { items: n, sort: 'date', filter: 'unit', ...spread(filtered) })
  say('search.memory', {
    items: n,
    rssMb: Math.round(process.memoryUsage().rss / 1e6),
    addedByReaderMb: Math.round((process.memoryUsage().rss - before) / 1e6),
  })
  lists(replica, n)
  replica.close()
  rmSync(dir, { recursive: true })
  if (!process.env.NO_BASELINE) baseline(n, queries)
}

function replay(writer: ReturnType<typeof openReplicaWriter>, n: number) {
  let batch: LogEntry[] = []
  let ms = 0
  let slowest = 0
  const apply = () => {
    const start = performance.now()
    writer.apply(batch)
    const took = performance.now() - start
    slowest = Math.max(slowest, took)
    ms += took
    batch = []
  }
  for (const entry of chained(generateLog(n, { seed: 1 }))) {
    batch.push(entry)
    if (batch.length === 100) apply()
  }
  if (batch.length > 0) apply()
  return { secondsApply: ms / 1000, slowest }
}

function lists(replica: ReturnType<typeof openReplica>, n: number) {
  const random = repeatable(3)
  const times = Array.from({ length: 1000 }, () => {
    const start = performance.now()
    replica.list({ unitId: 1 + Math.floor(random() * 40), page: 1 + Math.floor(random() * 10), size: 20 })
    return performance.now() - start
  })
  say('list.latency', { items: n, lists: times.length, ...spread(times) })
  const records = Array.from({ length: 1000 }, () => {
    const start = performance.now()
    replica.record(1 + Math.floor(random() * n))
    return performance.now() - start
  })
  say('record.latency', { items: n, records: records.length, ...spread(records) })
}

/** The plainest search of this kind: one FTS5 table, all words joined by OR, bm25, the ten best ids. */
function baseline(n: number, queries: string[]) {
  const db = new DatabaseSync(':memory:')
  db.exec("CREATE VIRTUAL TABLE f USING fts5(title, body, content='', tokenize='ascii')")
  const insert = db.prepare('INSERT INTO f (rowid, title, body) VALUES (?, ?, ?)')
  const plain = (text: string) => wordsForIndex(fold(text)).join(' ')
  db.exec('BEGIN')
  for (const r of generateRecords(n, { seed: 1 })) insert.run(r.id, plain(r.title), plain(htmlToText(r.bodyHtml)))
  db.exec('COMMIT')
  const best = db.prepare('SELECT rowid FROM f WHERE f MATCH ? ORDER BY bm25(f, 5, 1) LIMIT 10')
  const times = queries.map((q) => {
    const words = wordsOf(fold(q)).filter((word) => /[\p{L}\p{N}]/u.test(word))
    const start = performance.now()
    best.all(words.map((word) => `"${word}"`).join(' OR '))
    return performance.now() - start
  })
  db.close()
  say('search.latency.baseline', {
    items: n,
    what: 'FTS5 bm25, words joined by OR, limit 10, in memory',
    ...spread(times),
  })
}

if (process.argv[1] === import.meta.filename) {
  if (!hasCorpus()) console.error('No corpus: set GONGKAI_CORPUS to measure search.')
  else for (const n of process.argv[2] ? process.argv.slice(2).map(Number) : [14_200, 142_000]) measure(n)
}
