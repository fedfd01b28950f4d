import { sql } from 'kysely'
import type { Platform, Work } from '../../../foundations/context.ts'
import { alikeBands, likenessBands } from '../../../foundations/text/minhash.ts'
import type { Connection } from '../../../platform/db/connect.ts'
import type { Keyring } from '../../../platform/keyring.ts'
import type { InquiryEvent } from '../events.ts'
import { type InquiryContent, type InquiryFacts, isSupervised, lineKinds } from '../inquiry.ts'
import type { Limits } from '../limits.ts'
import { countingOf } from './counting.ts'
import type { Counting } from './figures.ts'

/** Keeps the lines of inquiry_count and inquiry_hand that belong to a case. */

/** A caller who asked within these days before asks again. */
const againDays = 365

const inBeijing = (at: Temporal.Instant) => at.toZonedDateTimeISO('Asia/Shanghai')

const seedOf = (keyring: Keyring): number =>
  Buffer.from(keyring.fingerprint('', 'inquiry likeness'), 'base64url').readInt32BE(0)

/** The case that says nearly the same, of those the line got before. */
const alikeCase = async (db: Connection, bands: readonly number[]): Promise<number | null> => {
  if (!bands.length) return null
  const { rows } = await sql<{ id: number }>`
    select n.alike_id::int as id from inquiry_likeness l join inquiry_count n using (case_id)
    where l.bands && ${bands}::int[]
      and (select count(*) from unnest(l.bands) band where band = any(${bands}::int[])) >= ${alikeBands}
    order by l.case_id limit 1`.execute(db)
  return rows[0]?.id ?? null
}

const askedBefore = async (db: Connection, callerKey: string, receivedOn: string): Promise<boolean> => {
  if (!callerKey) return false
  const { rows } = await sql<{ asked: boolean }>`
    select exists (select from inquiry i join inquiry_count n using (case_id)
      where i.caller_key = ${callerKey} and i.kind = any(${[...lineKinds]}::text[])
        and n.received_on > ${receivedOn}::date - ${againDays}::int) as asked`.execute(db)
  return rows[0]!.asked
}

/** A new case: what never changes of it, and who asked the same before. Reports and complaints are likened to nothing. */
export const countNewCase = async (
  { keyring, calendar }: Pick<Platform, 'keyring' | 'calendar'>,
  work: Pick<Work, 'trx'>,
  given: {
    caseId: number
    facts: InquiryFacts
    content: InquiryContent
    callerKey: string
    submittedAt: Temporal.Instant
    receivedOn: string
    event: InquiryEvent
    /** In force on the day of receipt. */
    limits: Limits
  },
): Promise<void> => {
  const { caseId, facts, receivedOn } = given
  const ofLine = !isSupervised(facts.kind)
  const bands = ofLine ? likenessBands(given.content.text, seedOf(keyring)) : []
  const alikeId = await alikeCase(work.trx, bands)
  const arrived = inBeijing(given.submittedAt)
  const now = countingOf([given.event], given.limits, calendar())
  await work.trx
    .insertInto('inquiry_count')
    .values({
      case_id: caseId,
      kind: facts.kind,
      channel: facts.channel,
      topic: facts.topic,
      mailbox_id: facts.mailboxId,
      received_on: receivedOn,
      weekday: arrived.dayOfWeek,
      hour: arrived.hour,
      asked_before: ofLine && (await askedBefore(work.trx, given.callerKey, receivedOn)),
      alike_id: alikeId ?? caseId,
      ...columnsOf(facts, now),
    })
    .execute()
  if (ofLine) await keepHands(work, caseId, now)
  if (bands.length) await work.trx.insertInto('inquiry_likeness').values({ case_id: caseId, bands }).execute()
}

/** After an event: everything that follows from the events, computed anew. */
export const countCase = async (
  { calendar }: Pick<Platform, 'calendar'>,
  work: Pick<Work, 'trx'>,
  given: {
    caseId: number
    facts: Pick<InquiryFacts, 'aboutUnitId' | 'kind'>
    events: readonly InquiryEvent[]
    limits: Limits
  },
): Promise<void> => {
  const now = countingOf(given.events, given.limits, calendar())
  await work.trx
    .updateTable('inquiry_count')
    .set(columnsOf(given.facts, now))
    .where('case_id', '=', given.caseId)
    .execute()
  if (!isSupervised(given.facts.kind)) await keepHands(work, given.caseId, now)
}

/** A unit that had a case once has had it for good, so lines are added and changed, never taken away. */
const keepHands = async (work: Pick<Work, 'trx'>, caseId: number, { hands }: Counting): Promise<void> => {
  await work.trx
    .insertInto('inquiry_hand')
    .values(
      hands.map((one) => ({
        case_id: caseId,
        unit_id: one.unitId,
        late: one.late,
        passed_up: one.passedUp,
        passed_on: one.passedOn,
        refused: one.refused,
        extended: one.extended,
        explained: one.explained,
        escalated: one.escalated,
        reopened: one.reopened,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['case_id', 'unit_id']).doUpdateSet((eb) => ({
        late: eb.ref('excluded.late'),
        passed_up: eb.ref('excluded.passed_up'),
        passed_on: eb.ref('excluded.passed_on'),
        refused: eb.ref('excluded.refused'),
        extended: eb.ref('excluded.extended'),
        explained: eb.ref('excluded.explained'),
        escalated: eb.ref('excluded.escalated'),
        reopened: eb.ref('excluded.reopened'),
      })),
    )
    .execute()
}

const columnsOf = ({ aboutUnitId }: Pick<InquiryFacts, 'aboutUnitId'>, now: Counting) => ({
  unit_id: aboutUnitId ?? now.unitId,
  ended_on: now.endedOn,
  outcome: now.outcome,
  days: now.days,
  passed_up: now.passedUp,
  passed_on: now.passedOn,
  refused: now.refused,
  extended: now.extended,
  late: now.late,
  explained: now.explained,
  escalated: now.escalated,
  reopened: now.reopened,
  satisfaction: now.satisfaction,
})
