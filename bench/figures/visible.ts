import { setTimeout as sleep } from 'node:timers/promises'
import { people } from '../../db/seeds/demo/people.ts'
import { demoPassword } from '../../src/demo/password.ts'
import { type Figure, figureOf, spread } from '../figure.ts'
import type { Installation, Serving } from '../installation.ts'
import { generateRecords } from '../search/generate.ts'
import { realQueries } from '../search/latency.ts'
import { searchUrl } from './search.ts'

const unit = 'czj'
const readers = 20
const pollEvery = 10
/** Milliseconds a reader looks at the results, on average. */
const readingTime = 1_000

type Detail = {
  recordId: number
  status: string
  revision: { number: number }
  issues: { key: string; severity: string; message: string }[]
}
export type Call = <T = Detail>(method: string, path: string, body?: unknown) => Promise<T>

/** Whoever may decide at each gate of the finance bureau's chain. */
const decider: Record<string, string> = {
  section_review: 'section_head',
  deputy_review: 'deputy_leader',
  secrecy_review: 'secrecy_reviewer',
  sign_off: 'signing_leader',
}

/**
 * Seconds from the leader's click until the public JSON of the item answers, while 20 readers search, one question a
 * second each. Every item goes the whole way through the office's HTTP API as four people.
 */
export async function visible(
  installation: Installation,
  serving: Serving,
  count: number,
  say: (line: string) => void,
): Promise<Figure> {
  const office = await officeOf(serving.office)
  const waiting: Detail[] = []
  const texts = generateRecords(count, { seed: 23 })
  for (const { title, bodyHtml } of texts)
    waiting.push(await office.upToSignOff(`${title}（第${waiting.length + 1}件）`, bodyHtml))
  say(`${waiting.length} items wait for the leader's signature`)

  const crowd = searching(serving.portal)
  const times: number[] = []
  const answered: number[] = []
  let searches: number[] = []
  try {
    for (const { recordId } of waiting) {
      // The leader opens the item: what was published since may be like it, which must be acknowledged.
      const detail = await office.open(recordId)
      const start = performance.now()
      await office.decide(detail)
      answered.push(performance.now() - start)
      await seen(`${serving.portal}/api/v1/records/${detail.recordId}`)
      times.push(performance.now() - start)
    }
  } finally {
    searches = await crowd.stop()
  }
  const { median, p99, max } = spread(times)
  return figureOf({
    figure: 'publish-to-visible-p99',
    items: installation.items,
    value: p99 / 1000,
    unit: 's',
    target: '<=1',
    more: {
      published: times.length,
      medianMs: Math.round(median),
      maxMs: Math.round(max),
      answeredP99Ms: Math.round(spread(answered).p99),
      readers,
      searchesMeanwhile: searches.length,
      searchP95Ms: Math.round(spread(searches).p95),
    },
  })
}

async function seen(url: string) {
  for (let tries = 0; tries < 3_000; tries++) {
    const answer = await fetch(url)
    await answer.arrayBuffer()
    if (answer.status === 200) return
    await sleep(pollEvery)
  }
  throw new Error(`${url} did not become public`)
}

/** Readers who ask, look at what came for a second, and ask again. */
function searching(portal: string) {
  const queries = realQueries(31)
  const times: number[] = []
  let on = true
  let next = 0
  const reader = async () => {
    while (on) {
      const start = performance.now()
      const answer = await fetch(searchUrl(portal, queries[next++ % queries.length]!))
      await answer.arrayBuffer()
      times.push(performance.now() - start)
      await sleep(readingTime * (0.5 + Math.random()))
    }
  }
  const all = Promise.all(Array.from({ length: readers }, reader))
  return {
    async stop() {
      on = false
      await all
      return times
    },
  }
}

/** The people of the finance bureau at their desks. */
export async function officeOf(origin: string) {
  const desks = new Map<string, Call>()
  for (const person of people)
    if (person.unit === unit) for (const role of person.roles) desks.set(role, await signIn(origin, person.username))
  const at = (role: string) => {
    const desk = desks.get(role)
    if (!desk) throw new Error(`the demo county's ${unit} has no ${role}`)
    return desk
  }
  const clerk = at('clerk')
  const me = await clerk<{ posts: { unitId: number }[] }>('GET', '/api/session')
  const unitId = me.posts[0]!.unitId
  const { items } = await clerk<{ items: { recordId: number }[] }>(
    'GET',
    `/api/records?view=published&unitId=${unitId}&kind=notice&size=1`,
  )
  const model = await clerk<{ revision: { columnId: number } }>('GET', `/api/records/${items[0]!.recordId}`)
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const decide = async (detail: Detail): Promise<Detail> =>
    at(decider[detail.status]!)('POST', `/api/records/${detail.recordId}/approval`, {
      revision: detail.revision.number,
      acknowledged: detail.issues.filter((issue) => issue.severity === 'warn').map((issue) => issue.key),
    })
  return {
    decide,
    open: (recordId: number) => at('signing_leader')('GET', `/api/records/${recordId}`),
    /** A draft that has passed every gate but the last. */
    async upToSignOff(title: string, bodyHtml: string): Promise<Detail> {
      const draft = await clerk('POST', '/api/records', {
        unitId,
        title,
        bodyHtml,
        kind: 'notice',
        columnId: model.revision.columnId,
        formedOn: today,
      })
      let detail = await clerk('POST', `/api/records/${draft.recordId}/submission`, { reason: '' })
      while (detail.status !== 'sign_off') detail = await decide(detail)
      return detail
    },
  }
}

export async function signIn(origin: string, username: string): Promise<Call> {
  let cookie = ''
  const call: Call = async (method, path, body) => {
    const answer = await fetch(origin + path, {
      method,
      headers: { 'x-gongkai': '1', cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (answer.status >= 400) throw new Error(`${method} ${path} answered ${answer.status}: ${text.slice(0, 500)}`)
    const set = answer.headers.getSetCookie().map((one) => one.split(';')[0]!)
    if (set.length) cookie = set.join('; ')
    return text ? JSON.parse(text) : undefined
  }
  await call('POST', '/api/session', { username, password: demoPassword })
  return call
}
