import { once } from 'node:events'
import { existsSync, renameSync, rmSync } from 'node:fs'
import { Agent, get, type IncomingMessage } from 'node:http'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { htmlToText } from '../../src/foundations/text/html-text.ts'
import { fold } from '../../src/foundations/text/normalise.ts'
import { wordsForIndex, wordsOf } from '../../src/foundations/text/segment.ts'
import type { OpenReplica } from '../../src/portal/replica/open-replica.ts'
import { type Figure, figureOf, spread } from '../figure.ts'
import type { Installation, Serving } from '../installation.ts'
import { realQueries } from '../search/latency.ts'

const median = '<=10'
const p95 = '<=50'

/**
 * Milliseconds of 200 real queries with facets, highlights and snippets, each asked once: through the JSON API and by a
 * call in this process. Baseline: plain FTS5 over the same texts, `bm25` limit 10, no facets, highlights or snippets.
 */
export async function search(
  installation: Installation,
  serving: Serving,
  say: (line: string) => void,
): Promise<Figure[]> {
  const queries = realQueries()
  const replica = installation.replica()
  try {
    say('plain index for the baseline')
    const plain = plainIndex(installation, replica)
    const base = spread(queries.map((q) => plain.ask(q)))
    plain.close()
    // The baseline held this process up; a connection that the portal closed meanwhile must be noticed before it is used.
    await sleep(100)
    const http = spread(await overHttp(serving.portal, queries))
    // What a process does once (dictionary, table of live items) belongs to its start, not to a query.
    replica.search({ q: '公开', sort: 'relevance', page: 1, size: 20 })
    const direct = spread(queries.map((q) => timed(() => replica.search({ q, sort: 'relevance', page: 1, size: 20 }))))
    const line = (
      figure: string,
      value: number,
      baseline: number,
      target: string,
      more: { p99: number; max: number },
    ) =>
      figureOf({
        figure,
        items: installation.items,
        value,
        unit: 'ms',
        baseline,
        target,
        more: { queries: queries.length, p99: Math.round(more.p99), max: Math.round(more.max) },
      })
    return [
      line('search-http-median', http.median, base.median, median, http),
      line('search-http-p95', http.p95, base.p95, p95, http),
      line('search-median', direct.median, base.median, median, direct),
      line('search-p95', direct.p95, base.p95, p95, direct),
    ]
  } finally {
    replica.close()
  }
}

function timed(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

export const searchUrl = (portal: string, q: string) => `${portal}/api/v1/search?${new URLSearchParams({ q })}`

/** By the plainest client there is, on one connection: what is measured is the portal's time, not the client's. */
async function overHttp(portal: string, queries: string[]): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const ask = async (q: string) => {
    const start = performance.now()
    const [answer] = (await once(get(searchUrl(portal, q), { agent }), 'response')) as [IncomingMessage]
    await once(answer.resume(), 'end')
    if (answer.statusCode !== 200) throw new Error(`search for ${q} answered ${answer.statusCode}`)
    return performance.now() - start
  }
  try {
    await ask('公开')
    const times: number[] = []
    for (const q of queries) times.push(await ask(q))
    return times
  } finally {
    agent.destroy()
  }
}

/** Words of a text for a plain index. */
export const plainWords = (text: string) => wordsForIndex(fold(text)).join(' ')

/** The words of a query joined by OR, as plain FTS5 takes them. */
export const plainQuery = (q: string) =>
  wordsOf(fold(q))
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .map((word) => `"${word.replaceAll('"', '""')}"`)
    .join(' OR ')

export const plainTable = "CREATE VIRTUAL TABLE f USING fts5(title, body, content='', tokenize='unicode61')"

/** The plainest search there is, over the same items; made once and kept beside the data. */
function plainIndex(installation: Installation, replica: OpenReplica) {
  const path = installation.beside('plain.sqlite')
  if (!existsSync(path)) {
    rmSync(`${path}.part`, { force: true })
    const db = new DatabaseSync(`${path}.part`)
    db.exec(plainTable)
    const insert = db.prepare('INSERT INTO f (rowid, title, body) VALUES (?, ?, ?)')
    db.exec('BEGIN')
    for (let after: number | null = 0; after !== null; ) {
      const page: { items: { id: number; title: string; bodyHtml: string }[]; next: number | null } = replica.after({
        after,
        size: 200,
      })
      for (const r of page.items) insert.run(r.id, plainWords(r.title), plainWords(htmlToText(r.bodyHtml)))
      after = page.next
    }
    db.exec('COMMIT')
    db.close()
    renameSync(`${path}.part`, path)
  }
  const db = new DatabaseSync(path, { readOnly: true })
  const best = db.prepare('SELECT rowid FROM f WHERE f MATCH ? ORDER BY bm25(f, 5, 1) LIMIT 10')
  best.all(plainQuery('公开'))
  return { ask: (q: string) => timed(() => best.all(plainQuery(q))), close: () => db.close() }
}
