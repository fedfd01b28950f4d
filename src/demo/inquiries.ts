import { randomUUID } from 'node:crypto'
import {
  answeredAnew,
  type DemoInquiry,
  type DemoInquiryStep,
  type DemoNames,
  inquiries,
  mailboxes,
} from '../../db/seeds/demo/inquiries.ts'
import { escalateInquiries, openInquiry, perform, saveMailbox, tellFigures } from '../capabilities/inquiries/index.ts'
import { cases } from '../foundations/casework/index.ts'
import { type Ctx, type Platform, transact } from '../foundations/context.ts'
import { type Actor, system } from '../foundations/identity/actor.ts'
import { actorOf } from '../foundations/identity/index.ts'
import { allUnits } from '../foundations/units/index.ts'
import { fixedClock, legalDay } from '../platform/clock.ts'

const citizen = 'writer' as const

/** What the loader needs by name: everybody who acts, every unit, the public items that answers cite. */
type County = DemoNames & { actor: (username: string) => Actor; mailbox: (title: string) => number }

/** Inquiries in every state, each brought there by the same acts that people do. Nobody is told of what happened weeks ago. */
export const loadInquiries = async (given: Platform): Promise<number> => {
  const platform: Platform = { ...given, listeners: {} }
  const county = await findCounty(platform)
  const ids = new Map<string, number>()
  const walk = async (some: readonly DemoInquiry[]) => {
    const waiting = [...some]
    const next = async () => {
      for (let one = waiting.shift(); one; one = waiting.shift()) {
        ids.set(one.key, await begin(platform, county, one, ids))
        await takeAll(platform, county, one, ids.get(one.key)!, one.steps ?? [])
      }
    }
    await Promise.all(Array.from({ length: atOnce }, next))
  }
  // What is complained of stands before the complaint.
  await walk(inquiries.filter(({ kind }) => kind !== 'complaint'))
  await walk(inquiries.filter(({ kind }) => kind === 'complaint'))
  for (const { key, steps } of answeredAnew)
    await takeAll(platform, county, inquiries.find((one) => one.key === key)!, ids.get(key)!, steps)
  await escalateInquiries(platform)
  await tellFigures(platform)
  return inquiries.length
}

/** Inquiries walked through their steps at the same time. */
const atOnce = 4

const findCounty = async (platform: Platform): Promise<County> => {
  const { db } = platform
  const calendar = platform.calendar()
  const today = legalDay(platform.clock())
  const steps = inquiries.flatMap((one) => one.steps ?? []).concat(answeredAnew.flatMap((one) => one.steps))
  const names = new Set([...inquiries.map(({ by }) => by), ...steps.map(({ who }) => who), 'qinzhaoye'])
  const actors = new Map<string, Actor>()
  await Promise.all(
    [...names].map(async (name) => {
      const actor = name && name !== citizen ? await actorOf(db, name) : undefined
      if (actor) actors.set(name!, actor)
    }),
  )
  const units = new Map((await allUnits(db)).map((unit) => [unit.code, unit.id]))
  const titles = await db
    .selectFrom('edition')
    .innerJoin('revision', 'revision.id', 'edition.current_revision_id')
    .select(['edition.record_id as id', 'revision.title'])
    .where('edition.status', '=', 'published')
    .execute()
  const records = new Map(titles.map(({ id, title }) => [title, Number(id)]))
  const boxes = new Map<string, number>()
  const found = <K, V>(known: Map<K, V>, what: string, key: K): V => {
    const value = known.get(key)
    if (value === undefined) throw new Error(`demo ${what} ${key} is missing`)
    return value
  }
  const office = { ...platform, actor: found(actors, 'person', 'qinzhaoye') }
  for (const [position, box] of mailboxes.entries()) {
    const { unit, ...rest } = box
    const unitId = found(units, 'unit', unit)
    boxes.set(box.title, await saveMailbox(office, null, { ...rest, unitId, position, open: true }))
  }
  // The first day ago is the last working day before today.
  const day = (ago: number) => {
    let on = Temporal.PlainDate.from(today)
    const step = ago < 0 ? 1 : -1
    for (let n = Math.abs(ago); n > 0; ) {
      on = on.add({ days: step })
      if (calendar.isWorkingDay(on.toString())) n--
    }
    return on.toString()
  }
  const person = (username: string) => found(actors, 'person', username)
  return {
    day,
    unit: (code) => found(units, 'unit', code),
    actor: person,
    person: (username) => person(username).personId!,
    record: (title) => found(records, 'item', title),
    mailbox: (title) => found(boxes, 'mailbox', title),
  }
}

const at = (platform: Platform, actor: Actor, day: string, time: Temporal.PlainTime): Ctx => ({
  ...platform,
  actor,
  clock: fixedClock(
    Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: 'Asia/Shanghai', plainTime: time }).toInstant().toString(),
  ),
})

const begin = async (
  platform: Platform,
  county: County,
  one: DemoInquiry,
  ids: ReadonlyMap<string, number>,
): Promise<number> => {
  const receivedOn = county.day(one.ago)
  const ctx = at(platform, one.by ? county.actor(one.by) : system, receivedOn, Temporal.PlainTime.from(one.hour))
  const by = one.by ? ctx.actor.posts[0]!.role : citizen
  const id = await transact(ctx, async (work) => {
    const aboutCaseId = one.about ? ids.get(one.about)! : null
    const caseId = await openInquiry(ctx, work, {
      kind: one.kind,
      channel: one.channel,
      unitId: one.unit ? county.unit(one.unit) : null,
      topic: one.topic,
      mailboxId: one.mailbox ? county.mailbox(one.mailbox) : null,
      source: one.source ?? '',
      sourceNumber: one.sourceNumber ?? '',
      aboutCaseId,
      aboutUnitId: one.aboutUnit ? county.unit(one.aboutUnit) : null,
      writer: {
        name: one.name ?? '',
        phone: one.serial ? `1990000${one.serial}` : '',
        email: '',
        address: one.serial ? '云溪县城东新区示范大道8号' : '',
        pin: one.serial ? '' : '云溪2026',
      },
      content: { subject: one.subject ?? '', text: one.text, place: one.place ?? '' },
      submittedAt: work.at,
      receivedOn,
      code: one.code ?? null,
      intakeId: null,
      requestKey: randomUUID(),
      by,
      note: '',
    })
    if (aboutCaseId) await cases.linkCases(work, caseId, aboutCaseId, 'complaint')
    return caseId
  })
  if (one.consent)
    await perform(
      { ...ctx, actor: system },
      { caseId: id, action: 'consent', data: { publish: true }, version: null, by: citizen },
    )
  return id
}

const takeAll = async (
  platform: Platform,
  county: County,
  one: DemoInquiry,
  caseId: number,
  steps: readonly DemoInquiryStep[],
): Promise<void> => {
  // A morning's steps follow each other; what happens on the day it came happens after it came.
  let minute = 10
  for (const step of steps) {
    const { ago, who, action, data, note = '' } = step
    const morning = Temporal.PlainTime.from(ago === one.ago ? one.hour : '09:00').add({ minutes: minute++ })
    const ctx = at(platform, who === citizen ? system : county.actor(who), county.day(ago), morning)
    try {
      const by = who === citizen ? { by: citizen } : {}
      await perform(ctx, { caseId, action, data: data(county) as never, version: null, note, ...by })
    } catch (error) {
      throw new Error(`demo inquiry ${one.key} ${action}: ${(error as Error).message}`, { cause: error })
    }
  }
}
