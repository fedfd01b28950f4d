import { itemPath, unitColumnPath, withQuery } from '../../src/portal/addresses.ts'
import type { OpenReplica } from '../../src/portal/replica/open-replica.ts'
import { captureAnswers } from '../answers.ts'
import { type Figure, figureOf } from '../figure.ts'
import type { Installation, Serving } from '../installation.ts'
import { load } from '../load.ts'
import { answers, freePort, run } from '../process.ts'
import { repeatable } from '../search/generate.ts'

const different = 10_000
const listSize = 20
export const pageFigures = ['item-page-hot', 'item-page-random', 'list-page-hot', 'list-page-random'] as const

export type Seconds = { warm: number; measured: number }

/** Requests per second of item and list pages, beside a bare `node:http` server that sends the same bytes. */
export async function* pages(
  installation: Installation,
  serving: Serving,
  wanted: readonly string[],
  seconds: Seconds,
): AsyncGenerator<Figure> {
  const replica = installation.replica()
  const hot = { item: itemUrls(replica, 1)[0]!, list: '/latest' }
  const urls: Record<(typeof pageFigures)[number], () => string[]> = {
    'item-page-hot': () => [hot.item],
    'item-page-random': () => itemUrls(replica, different),
    'list-page-hot': () => [hot.list],
    'list-page-random': () => listUrls(replica, different),
  }
  try {
    for (const figure of pageFigures) {
      if (!wanted.includes(figure)) continue
      const asked = urls[figure]()
      const kept = installation.beside(`answers-${figure}`)
      const { bytes } = await captureAnswers(serving.portal, asked, kept)
      const ours = await load(serving, serving.portal, asked, seconds)
      const port = await freePort()
      const bare = run('node', ['bench/bare-server.ts', kept, String(port)])
      const origin = `http://127.0.0.1:${port}`
      await answers(origin + asked[0]!, { within: 60_000, ended: bare.ended })
      const base = await load(bare, origin, asked, seconds).finally(bare.stop)
      yield figureOf({
        figure,
        items: installation.items,
        value: ours.perSecond,
        unit: 'req/s',
        baseline: base.perSecond,
        target: '>=0.5x',
        more: {
          pages: asked.length,
          pageKb: Math.round(bytes / asked.length / 102.4) / 10,
          cpuMicros: Math.round(ours.cpuMicros),
          baselineCpuMicros: Math.round(base.cpuMicros),
        },
      })
    }
  } finally {
    replica.close()
  }
}

/** Fisher and Yates with repeatable numbers. */
function shuffled<T>(things: T[]): T[] {
  const random = repeatable(11)
  for (let i = things.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[things[i], things[j]] = [things[j]!, things[i]!]
  }
  return things
}

function itemUrls(replica: OpenReplica, n: number): string[] {
  const ids: number[] = []
  for (let after = 0; ; ) {
    const page = replica.addresses({ after, size: 10_000 })
    if (page.length === 0) break
    for (const { id } of page) ids.push(id)
    after = page.at(-1)!.id
  }
  return shuffled(ids).slice(0, n).map(itemPath)
}

/** Lists of every unit and column, all their pages, and the same by year where that gives more. */
function listUrls(replica: OpenReplica, n: number): string[] {
  const urls: string[] = []
  const add = (path: string, params: { year?: number }, total: number) => {
    for (let page = 1; page <= Math.ceil(total / listSize); page++) urls.push(withQuery(path, { ...params, page }))
  }
  for (const unit of replica.units()) {
    for (const [columnId] of replica.columnCounts(unit.id)) {
      const query = { unitId: unit.id, columnId, page: 1, size: 1 }
      const { total } = replica.list(query)
      const path = unitColumnPath(unit.code, replica.column(columnId)!.code)
      add(path, {}, total)
      for (const { value, count } of replica.listFacets(query).year) add(path, { year: Number(value) }, count)
    }
  }
  return shuffled(urls).slice(0, n)
}
