import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
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

/** Wall time and the thread's own processor time: on a machine with other work only the second can be compared. */
function timed(step: () => void): [wall: number, cpu: number] {
  const before = process.threadCpuUsage()
  const start = performance.now()
  step()
  const wall = performance.now() - start
  const { user, system } = process.threadCpuUsage(before)
  return [wall, (user + system) / 1000]
}

function spread(times: [number, number][], options = { cpu: true }) {
  const at = (which: 0 | 1, share: number) => {
    const sorted = times.map((time) => time[which]).sort((a, b) => a - b)
    return round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!)
  }
  return {
    medianMs: at(0, 0.5),
    p95Ms: at(0, 0.95),
    p99Ms: at(0, 0.99),
    ...(options.cpu ? { medianCpuMs: at(1, 0.5), p95CpuMs: at(1, 0.95) } : {}),
  }
}

function measure(n: number) {
  const dir = mkdtempSync(join(tmpdir(), 'latency-'))
  const path = join(dir, 'replica.sqlite')
  const queries = realQueries()
  writeFileSync(`${path}.json`, JSON.stringify(queries))
  const writer = openReplicaWriter(path)
  const { wall, cpu, slowest } = replay(writer, n)
  const [packed] = timed(() => {
    while (!writer.pack());
  })
  writer.close()
  say('search.index', {
    items: n,
    itemsPerSecond: Math.round((n / wall) * 1000),
    itemsPerCpuSecond: Math.round((n / cpu) * 1000),
    slowestBatchMs: round(slowest),
    packMs: Math.round(packed),
    megabytes: Math.round(statSync(path).size / 1e6),
  })
  // A process of its own, so that its memory is that of a reader alone.
  execFileSync(process.execPath, [import.meta.filename, 'read', path, String(n)], { stdio: 'inherit' })
  rmSync(dir, { recursive: true })
  baseline(n, queries)
}

function read(path: string, n: number) {
  const queries = JSON.parse(readFileSync(`${path}.json`, 'utf8')) as string[]
  const rss = () => Math.round(process.memoryUsage().rss / 1e6)
  const before = rss()
  let replica: ReturnType<typeof openReplica> | undefined
  const ask = (q: string, more = {}) => replica!.search({ q, sort: 'relevance', page: 1, size: 20, ...more })
  const [open] = timed(() => {
    replica = openReplica(path, { today: () => '2026-05-01' })
    replica.list({ page: 1, size: 20 })
  })
  say('replica.open', { items: n, ms: round(open), addedMb: rss() - before })
  const [first] = timed(() => ask('政府'))
  say('search.first', { items: n, ms: round(first), what: 'loads the dictionary', addedMb: rss() - before })
  for (const pass of ['cold', 'warm']) {
    const times = queries.map((q) => timed(() => ask(q)))
    say('search.latency', {
      items: n,
      pass,
      queries: queries.length,
      ...spread(times),
      targetMedianMs: 10,
      targetP95Ms: 50,
    })
    if (process.env.SLOW) {
      const slow = queries.map((q, i) => [times[i]![1], q] as const).sort((a, b) => b[0] - a[0])
      for (const [ms, q] of slow.slice(0, 8)) console.error(pass, ms.toFixed(1), q)
    }
  }
  const filtered = queries.map((q, i) => timed(() => ask(q, { unitId: 1 + (i % 40), sort: 'date' })))
  say('search.latency.filtered', { items: n, sort: 'date', filter: 'unit', ...spread(filtered) })
  lists(replica!, n)
  say('search.memory', {
    items: n,
    processMb: rss(),
    addedMb: rss() - before,
    what: 'reader with dictionary, after all queries',
  })
  replica!.close()
}

function replay(writer: ReturnType<typeof openReplicaWriter>, n: number) {
  let batch: LogEntry[] = []
  const sum = { wall: 0, cpu: 0, slowest: 0 }
  const apply = () => {
    const [wall, cpu] = timed(() => writer.apply(batch))
    sum.slowest = Math.max(sum.slowest, wall)
    sum.wall += wall
    sum.cpu += cpu
    batch = []
  }
  for (const entry of chained(generateLog(n, { seed: 1 }))) {
    batch.push(entry)
    if (batch.length === 100) apply()
  }
  if (batch.length > 0) apply()
  return sum
}

function lists(replica: ReturnType<typeof openReplica>, n: number) {
  const random = repeatable(3)
  const at = (below: number) => Math.floor(random() * below)
  const lists = Array.from({ length: 1000 }, () =>
    timed(() => replica.list({ unitId: 1 + at(40), page: 1 + at(10), size: 20 })),
  )
  say('list.latency', { items: n, lists: lists.length, ...spread(lists, { cpu: false }) })
  const records = Array.from({ length: 1000 }, () => timed(() => replica.record(1 + at(n))))
  say('record.latency', { items: n, records: records.length, ...spread(records, { cpu: false }) })
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
    return timed(() => best.all(words.map((word) => `"${word}"`).join(' OR ')))
  })
  db.close()
  say('search.latency.baseline', {
    items: n,
    what: 'FTS5 bm25, words joined by OR, limit 10, in memory',
    ...spread(times),
  })
}

if (process.argv[1] === import.meta.filename) {
  const [first, ...rest] = process.argv.slice(2)
  if (first === 'read') read(rest[0]!, Number(rest[1]))
  else if (!hasCorpus()) console.error('No corpus: set GONGKAI_CORPUS to measure search.')
  else for (const n of first ? [first, ...rest].map(Number) : [14_200, 142_000]) measure(n)
}
