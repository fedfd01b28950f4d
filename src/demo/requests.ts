import { randomUUID } from 'node:crypto'
import { type DemoRequest, type DemoRequestStep, requests } from '../../db/seeds/demo/requests.ts'
import { act, composeLetters, openCase, openFile } from '../capabilities/requests/index.ts'
import { addDocument, cases } from '../foundations/casework/index.ts'
import { type Ctx, type Platform, transact } from '../foundations/context.ts'
import { type Actor, system } from '../foundations/identity/actor.ts'
import { actorOf } from '../foundations/identity/index.ts'
import { creditCheckCharacter } from '../foundations/numbers/credit-code.ts'
import { identityCheckCharacter, organisationCheckCharacter } from '../foundations/numbers/index.ts'
import { allUnits } from '../foundations/units/index.ts'
import { fixedClock, legalDay } from '../platform/clock.ts'

/** Half past nine on that day in Beijing, and a minute later for each step. */
const hour = (day: string, minute: number) =>
  `${day}T${String(1 + Math.floor((30 + minute) / 60)).padStart(2, '0')}:${String((30 + minute) % 60).padStart(2, '0')}:00Z`

const identity = (serial: number) => {
  const body = `11999919880${(serial % 9) + 1}15${String(serial % 1000).padStart(3, '0')}`
  return body + identityCheckCharacter(body)
}
const credit = (party: string, serial: number) => {
  const first = { public_benefit: '51', legal_service: '31' }[party] ?? '91'
  const organisation = String(98_100_000 + serial)
  const body = `${first}999999${organisation}${organisationCheckCharacter(organisation)}`
  return body + creditCheckCharacter(body)
}

/** Requests in every state, each brought there by the same acts that people do. */
export const loadRequests = async (platform: Platform): Promise<number> => {
  const units = new Map((await allUnits(platform.db)).map((unit) => [unit.code, unit.id]))
  const calendar = platform.calendar()
  const today = legalDay(platform.clock())
  const back = (days: number) => {
    let day = Temporal.PlainDate.from(today)
    const step = days < 0 ? 1 : -1
    for (let n = Math.abs(days); n > 0; ) {
      day = day.add({ days: step })
      if (calendar.isWorkingDay(day.toString())) n--
    }
    return day.toString()
  }
  // The first day ago is the last working day on or before today.
  const lastWorkingDay = calendar.isWorkingDay(today) ? 0 : 1
  const day = (ago: number) => (ago < 0 ? back(ago) : back(ago + lastWorkingDay))
  const cast = castOf(platform)
  const waiting: (() => Promise<void>)[] = []
  for (const one of requests) {
    const caseId = await begin(platform, cast, one, units.get(one.unit)!, day(one.ago))
    waiting.push(() => takeAll(platform, cast, one, caseId, day))
  }
  const walk = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await next()
  }
  await Promise.all(Array.from({ length: atOnce }, walk))
  return requests.length
}

/** Requests walked through their steps at the same time. */
const atOnce = 4

const takeAll = async (
  platform: Platform,
  cast: Cast,
  one: DemoRequest,
  caseId: number,
  day: (ago: number) => string,
) => {
  let minute = 10
  for (const step of one.steps ?? [])
    try {
      await take(platform, cast, one, caseId, step, day, minute++)
    } catch (error) {
      throw new Error(`demo request ${one.serial} ${step.action}: ${(error as Error).message}`, { cause: error })
    }
}

/** The people of the county by username; null for the program. */
type Cast = (username: string | null) => Promise<Actor>

const castOf = (platform: Platform): Cast => {
  const known = new Map<string, Promise<Actor | undefined>>()
  return async (username) => {
    if (username === null) return system
    if (!known.has(username)) known.set(username, actorOf(platform.db, username))
    const actor = await known.get(username)
    if (!actor) throw new Error(`demo person ${username} is missing`)
    return actor
  }
}

const at = (platform: Platform, actor: Actor, instant: string): Ctx => ({
  ...platform,
  actor,
  clock: fixedClock(instant),
})

const begin = async (
  platform: Platform,
  cast: Cast,
  one: DemoRequest,
  unitId: number,
  reachedOn: string,
): Promise<number> => {
  const ctx = at(platform, await cast(one.channel === 'portal' ? null : one.clerk), hour(reachedOn, 0))
  const party = one.party ?? 'natural_person'
  const natural = party === 'natural_person'
  return transact(ctx, (work) =>
    openCase(ctx, work, {
      unitId,
      channel: one.channel,
      applicant: {
        party,
        name: one.name,
        identityKind: 'resident',
        identityNumber: natural ? identity(one.serial) : credit(party, one.serial),
        representative: natural ? '' : '尹其桐',
        agent: natural ? '' : '柯以南',
        guardian: '',
        phone: `1990000${String(one.serial).padStart(4, '0')}`,
        email: '',
        address: '云溪县城东新区示范大道8号',
        postcode: '999900',
      },
      content: {
        asks: one.asks ?? 'information',
        what: one.what,
        features: '',
        form: one.way === 'online' || !one.way ? 'electronic' : 'paper',
        way: one.way ?? 'online',
      },
      submittedAt: work.at,
      reachedOn,
      code: one.code ?? null,
      intakeId: null,
      requestKey: randomUUID(),
      role: one.channel === 'portal' ? 'applicant' : 'clerk',
      note: '',
    }),
  )
}

const take = async (
  platform: Platform,
  cast: Cast,
  one: DemoRequest,
  caseId: number,
  step: DemoRequestStep,
  day: (ago: number) => string,
  minute: number,
) => {
  const citizen = step.who === 'applicant'
  const ctx = at(platform, await cast(citizen ? null : step.who), hour(day(step.ago), minute))
  const row = (await cases.caseById(ctx.db, 'request', caseId))!
  const file = await openFile(ctx.db, row)
  const release = step.release === undefined ? '' : await paper(ctx, caseId, row.version, one, step.release)
  const data = step.data(day, release)
  if (step.action === 'assign') Object.assign(data, { ownerId: (await cast(one.clerk)).personId! })
  await act(ctx, {
    caseId,
    action: step.action,
    data: data as never,
    version: row.version,
    note: step.note ?? '',
    letters: await composeLetters(ctx, file, step.action, data as never, step.note ?? ''),
    ...(citizen ? { by: 'applicant' as const } : {}),
  })
}

/** What the answer hands out. */
const paper = (ctx: Ctx, caseId: number, seq: number, one: DemoRequest, text: string) =>
  transact(ctx, (work) =>
    addDocument(ctx, work, {
      caseId,
      seq,
      kind: 'release',
      name: `${one.what.slice(0, 30)}.txt`,
      mediaType: 'text/plain; charset=utf-8',
      bytes: Buffer.from(text),
      forApplicant: true,
    }),
  )
