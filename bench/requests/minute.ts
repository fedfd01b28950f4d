import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { verifyAudit } from '../../src/foundations/audit/verify.ts'
import { connect } from '../../src/platform/db/connect.ts'
import { type FaultCounty, faultCounty, until } from '../faults/county.ts'
import { type Figure, figureOf, spread } from '../figure.ts'

/** Somebody whose browser was cut off tries again with the same form after so many milliseconds. */
const patience = 500
/** How long the office may take, after the minute, for what waits, ms. */
const drainWithin = 900_000

type Sent = { id: string; address: string; due: number; code: string; tries: number; took: number }

const form = (id: string, n: number, unit: string) =>
  new URLSearchParams({
    step: 'send',
    id,
    at: String(Date.now() - 60_000),
    website: '',
    who: 'person',
    asks: 'information',
    what: `申请公开第${n}号渠道维修养护项目的批准文件、招标公告、资金使用明细及验收报告。`.repeat(2),
    unit,
    form: 'electronic',
    way: 'online',
    name: '王小明',
    identityKind: 'resident',
    identityNumber: '110101199003070011',
    phone: `138${String(n).padStart(8, '0')}`,
    address: '云溪县城关镇人民路12号',
    held: '0',
  }).toString()

/**
 * So many citizens a second hand in a request through the portal's form, each from an address of their own, whether the
 * program answers or not. In the middle the whole program, PostgreSQL included, is ended with SIGKILL and started again. Who
 * gets no receipt tries again with the same form. Afterwards the database is asked for every receipt that was given.
 */
export async function* handedIn(
  given: { seconds: number; perSecond: number },
  say: (line: string) => void,
): AsyncIterable<Figure> {
  const { seconds, perSecond } = given
  const county = await faultCounty('submissions', { env: { TRUST_PROXY: 'true' } })
  try {
    await county.start()
    const client = new pg.Client({ connectionString: county.databaseUrl() })
    await client.connect()
    const units = (
      await client.query("select code from unit where kind <> 'public_enterprise' and dissolved_on is null")
    ).rows as { code: string }[]
    await client.end()
    const calm = await crowd(county, { seconds: 5, perSecond: 20, units, first: 1_000_000 })
    say(`${calm.length} citizens a few at a time: ${spread(calm.map(({ took }) => took)).p95.toFixed(0)} ms`)

    const start = performance.now()
    const killed = sleep((seconds * 1000) / 2).then(async () => {
      const from = performance.now()
      process.kill(county.postgresPid(), 'SIGKILL')
      await county.kill()
      await county.start()
      say(`killed and back after ${((performance.now() - from) / 1000).toFixed(1)} s`)
      return { from: from - start, to: performance.now() - start }
    })
    const told = setInterval(() => say(`${done} of ${seconds * perSecond} have a receipt`), 10_000)
    let done = 0
    const sent = await crowd(county, { seconds, perSecond, units, first: 0, taken: () => ++done })
    clearInterval(told)
    const outage = await killed
    const all = [...calm, ...sent]
    const lastAt = (performance.now() - start) / 1000

    const drainFrom = performance.now()
    const db = connect(county.databaseUrl(), { max: 2 })
    try {
      const count = async () =>
        Number((await db.pool.query('select count(*) as n from request where intake_id is not null')).rows[0].n)
      const behind = all.length - (await count())
      await until('the office takes everything', drainWithin, async () => {
        const n = await count()
        say(`${n} of ${all.length} in the office`)
        if (n < all.length) await sleep(1_000)
        return n >= all.length
      })
      const drained = (performance.now() - drainFrom) / 1000
      const { rows } = await db.pool.query<{ code: string; intake_id: string }>(
        'select c.code, r.intake_id from request r join case_file c on c.id = r.case_id where r.intake_id is not null',
      )
      const held = Map.groupBy(rows, (row) => row.intake_id)
      const lost = all.filter(({ id, code }) => !held.get(id)?.some((row) => row.code === code)).length
      const twice = [...held.values()].filter((found) => found.length > 1).length
      const unasked = rows.length - all.length
      const audit = await verifyAudit(db.db)
      const calmly = sent.filter(
        ({ tries, due }) => tries === 1 && (due < outage.from - 1000 || due > outage.to + 5000),
      )
      yield figureOf({
        figure: 'submissions-lost',
        items: sent.length,
        value: lost + twice + unasked + (audit.ok ? 0 : 1),
        unit: 'submissions',
        target: '<=0',
        more: {
          lost,
          twice,
          unasked,
          auditHolds: audit.ok,
          behind,
          officeTookThemSecondsAfter: Number(drained.toFixed(1)),
          officeTakesASecond: Math.round(behind / drained),
        },
      })
      yield figureOf({
        figure: 'submissions-accepted',
        items: sent.length,
        value: sent.filter(({ due, took }) => due + took <= seconds * 1000).length / seconds,
        unit: 'a second',
        baseline: perSecond,
        target: `>=${perSecond * 0.9}`,
        more: {
          seconds,
          outageSeconds: Number(((outage.to - outage.from) / 1000).toFixed(1)),
          lastReceiptAtSecond: Number(lastAt.toFixed(1)),
          triedAgain: sent.filter(({ tries }) => tries > 1).length,
          medianMs: Math.round(spread(calmly.map(({ took }) => took)).median),
          p95Ms: Math.round(spread(calmly.map(({ took }) => took)).p95),
          maxMs: Math.round(spread(calmly.map(({ took }) => took)).max),
        },
      })
    } finally {
      await db.close()
    }
  } finally {
    await county.remove()
  }
}

/** Citizens who come at an even pace and do not wait for each other; resolves when each has a receipt. */
const crowd = async (
  county: FaultCounty,
  given: { seconds: number; perSecond: number; units: { code: string }[]; first: number; taken?: () => void },
): Promise<Sent[]> => {
  const agent = new Agent({ keepAlive: true, maxSockets: 500 })
  const start = performance.now()
  const one = async (i: number): Promise<Sent> => {
    const n = given.first + i
    const id = randomUUID()
    const due = (i * 1000) / given.perSecond
    await sleep(Math.max(0, start + due - performance.now()))
    const address = `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`
    const body = form(id, n, given.units[n % given.units.length]!.code)
    for (let tries = 1; ; tries++) {
      const code = await post(agent, county.portal, body, address)
      if (code) {
        given.taken?.()
        return { id, address, due, code, tries, took: performance.now() - start - due }
      }
      await sleep(patience)
    }
  }
  const sent = await Promise.all(Array.from({ length: given.seconds * given.perSecond }, (_, i) => one(i)))
  agent.destroy()
  return sent
}

/** The receipt; undefined when the program is away or says that it cannot take it now. */
const post = async (agent: Agent, origin: string, body: string, address: string): Promise<string | undefined> => {
  const answer = await exchange(agent, origin, body, address).catch(() => undefined)
  if (!answer || answer.status === 503) return undefined
  const code = /<dd class="receipt big">([^<]+)</.exec(answer.html)?.[1]
  const words = answer.html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  if (answer.status !== 200 || !code) throw new Error(`the form answered ${answer.status}: ${words.slice(0, 800)}`)
  return code
}

const exchange = (agent: Agent, origin: string, body: string, address: string) =>
  new Promise<{ status: number; html: string }>((resolve, reject) => {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(body),
      'x-forwarded-for': address,
    }
    const call = request(`${origin}/requests/new`, { agent, method: 'POST', headers, timeout: 30_000 }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part) => parts.push(part))
      answer.on('error', reject)
      answer.on('end', () => resolve({ status: answer.statusCode!, html: Buffer.concat(parts).toString() }))
    })
    call.on('timeout', () => call.destroy(new Error('no answer')))
    call.on('error', reject)
    call.end(body)
  })
