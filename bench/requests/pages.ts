import { type Figure, figureOf, spread } from '../figure.ts'
import { type Call, signIn } from '../figures/visible.ts'
import { all, type Million, open, opened, portalToken, proof } from './million.ts'

/** Every page is asked for so often, each time another one. */
const times = 200
const target = '<=50'

type Page = {
  figure: string
  ask: (n: number) => Promise<unknown>
  /** The barest statement that finds the same rows, asked over one connection. */
  bare: (n: number) => [sql: string, values: unknown[]]
}

const measured = async (ask: (n: number) => Promise<unknown>) => {
  // The first ones are those of a program that has just started.
  for (let n = 0; n < 10; n++) await ask(times + n)
  const taken: number[] = []
  for (let n = 0; n < times; n++) {
    const start = performance.now()
    await ask(n)
    taken.push(performance.now() - start)
  }
  return spread(taken)
}

/**
 * Milliseconds at the 95th percentile of what people look at, over the office's HTTP API, one question after the other.
 * Baseline: the rows alone, by one statement.
 */
export async function* requestPages(county: Million, say: (line: string) => void): AsyncIterable<Figure> {
  const { client } = county
  const clerk = await signIn(county.office, 'wenyining')
  const keeper = await signIn(county.office, 'qinzhaoye')
  const { posts } = await clerk<{ posts: { unitId: number }[] }>('GET', '/api/session')
  const mine = posts[0]!.unitId
  const ids = {
    open: await opened(client, 'open'),
    ended: await opened(client, 'ended'),
    same: await opened(client, 'same'),
  }
  const known = (await client.query('select number, code, unit_id from case_file where id = any($1)', [ids.ended])).rows
  const units = (await client.query('select id from unit order by id')).rows.map((row) => row.id as number)
  const at = <T>(list: readonly T[], n: number): T => list[n % list.length]!
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const year = (n: number) => Number(today.slice(0, 4)) - (n % 7)

  const list = (who: Call, query: (n: number) => Record<string, string | number>) => (n: number) =>
    who(
      'GET',
      `/api/requests?${new URLSearchParams(Object.entries(query(n)).map(([key, value]) => [key, String(value)]))}`,
    )
  const rows = (where: string, order = 'due_on, id') =>
    `select id, number, status, summary, due_on from case_file where kind = 'request' and ${where} order by ${order} limit 20`
  const page = (who: Call, of: readonly number[]) => (n: number) => who('GET', `/api/requests/${at(of, n)}`)
  const events =
    (of: readonly number[]) =>
    (n: number): [string, unknown[]] => ['select * from case_event where case_id = $1 order by seq', [at(of, n)]]
  const closedIn = 'select outcome, party, count(*) from case_file where kind = $1 and closed_on between $2 and $3'

  const look = async (n: number) => {
    const answer = await fetch(`${county.office}/api/v1/desk/requests/look`, {
      method: 'POST',
      headers: { authorization: `Bearer ${portalToken}`, 'x-gongkai': '1', 'content-type': 'application/json' },
      body: JSON.stringify({ code: at(known, n).code, proof, address: `10.1.${n >> 8}.${n & 255}` }),
    })
    const text = await answer.text()
    if (answer.status !== 200) throw new Error(`look answered ${answer.status}: ${text.slice(0, 300)}`)
  }

  const pages: Page[] = [
    {
      figure: 'work-list-unit',
      ask: list(clerk, (n) => ({ view: 'open', page: 1 + (n % 3) })),
      bare: () => [rows(`open and unit_id = $1`), [mine]],
    },
    {
      figure: 'work-list-county',
      ask: list(keeper, (n) => ({ view: 'open', page: 1 + (n % 20) })),
      bare: (n) => [`${rows('open')} offset $1`, [(n % 20) * 20]],
    },
    {
      figure: 'work-list-other-unit',
      ask: list(keeper, (n) => ({ view: 'open', unitId: at(units, n) })),
      bare: (n) => [rows('open and unit_id = $1'), [at(units, n)]],
    },
    {
      figure: 'overdue',
      ask: list(keeper, (n) => ({ view: 'overdue', page: 1 + (n % 20) })),
      bare: (n) => [`${rows('open and due_on < current_date')} offset $1`, [(n % 20) * 20]],
    },
    {
      figure: 'soon',
      ask: list(keeper, (n) => ({ view: 'soon', page: 1 + (n % 20) })),
      bare: (n) => [`${rows('open and due_on between current_date and current_date + 7')} offset $1`, [(n % 20) * 20]],
    },
    {
      figure: 'ended-list',
      ask: list(keeper, (n) => ({ view: 'closed', page: 1 + (n % 20) })),
      bare: (n) => [`${rows('not open', 'submitted_at desc, id desc')} offset $1`, [(n % 20) * 20]],
    },
    {
      figure: 'by-number',
      ask: list(keeper, (n) => ({ view: 'all', q: at(known, n).number })),
      bare: (n) => [
        'select id, number, status, summary, due_on from case_file where number = $1',
        [at(known, n).number],
      ],
    },
    {
      figure: 'by-number-of-unit',
      ask: list(clerk, (n) => ({ view: 'all', q: `${at(ids.same, n) % 1_000_000}号` })),
      bare: (n) => ['select id, number, status, summary, due_on from case_file where id = $1', [at(ids.same, n)]],
    },
    {
      figure: 'by-words',
      ask: list(keeper, (n) => ({ view: 'all', q: `第${(n * 37) % 997}号合同` })),
      bare: (n) => ['select id, number, status, summary, due_on from case_file where id = $1', [at(ids.ended, n)]],
    },
    { figure: 'case-page-open', ask: page(keeper, ids.open), bare: events(ids.open) },
    { figure: 'case-page-ended', ask: page(keeper, ids.ended), bare: events(ids.ended) },
    { figure: 'case-page-of-many', ask: page(clerk, ids.same), bare: events(ids.same) },
    { figure: 'status-look', ask: look, bare: events(ids.ended) },
    {
      figure: 'table2-county',
      ask: (n) => keeper('GET', `/api/requests/annual/table2?from=${year(n)}-01-01&to=${year(n)}-12-31`),
      bare: (n) => [`${closedIn} group by 1, 2`, ['request', `${year(n)}-01-01`, `${year(n)}-12-31`]],
    },
    {
      figure: 'table2-cases',
      ask: list(keeper, (n) => ({
        view: 'all',
        counted: 'true',
        closedFrom: `${year(n)}-01-01`,
        closedTo: `${year(n)}-12-31`,
        outcome: 'r1',
        party: 'natural_person',
        page: 1 + (n % 5),
      })),
      bare: (n) => [
        `${rows(`counted and outcome = 'r1' and party = 'natural_person' and closed_on between $1 and $2`, 'closed_on desc, id desc')} offset $3`,
        [`${year(n)}-01-01`, `${year(n)}-12-31`, (n % 5) * 20],
      ],
    },
    {
      figure: 'table2-unit',
      ask: (n) =>
        keeper('GET', `/api/requests/annual/table2?unitId=${at(units, n)}&from=${year(n)}-01-01&to=${year(n)}-12-31`),
      bare: (n) => [
        `${closedIn} and unit_id = $4 group by 1, 2`,
        ['request', `${year(n)}-01-01`, `${year(n)}-12-31`, at(units, n)],
      ],
    },
  ]
  for (const { figure, ask, bare } of pages) {
    const base = await measured((n) => client.query(...bare(n)))
    const { median, p95, max } = await measured(ask)
    yield figureOf({
      figure,
      items: all,
      value: p95,
      unit: 'ms',
      baseline: base.p95,
      target,
      more: { open, times, medianMs: Number(median.toFixed(1)), maxMs: Math.round(max) },
    })
    say(`${figure}: ${p95.toFixed(1)} ms`)
  }
}
