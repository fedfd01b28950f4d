import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { asDate } from '../../platform/clock.ts'
import type { Connection, Trx } from '../../platform/db/connect.ts'
import type { Keyring } from '../../platform/keyring.ts'
import type { Work } from '../context.ts'
import type { ClockState } from './clock.ts'

/** SQL on case_file, case_event, case_note, case_link and case_serial. */

export type CaseRow = {
  id: number
  kind: string
  unitId: number
  number: string | null
  code: string
  status: string
  ownerId: number | null
  summary: string
  party: string
  submittedAt: Date
  receivedOn: string | null
  clock: ClockState
  dueOn: string | null
  dueProvisional: boolean
  watchOn: string | null
  watchFor: string | null
  closedOn: string | null
  outcome: string | null
  version: number
  statusAt: Date
}

/** What the columns of a case say after an event. */
export type Projection = Omit<CaseRow, 'id' | 'kind' | 'code' | 'version' | 'statusAt' | 'submittedAt'> & {
  /** False for what stands in no statistics. */
  counted?: boolean
}

export const caseColumns = [
  'case_file.id',
  'case_file.kind',
  'case_file.unit_id as unitId',
  'case_file.number',
  'case_file.code',
  'case_file.status',
  'case_file.owner_id as ownerId',
  'case_file.summary',
  'case_file.party',
  'case_file.submitted_at as submittedAt',
  'case_file.received_on as receivedOn',
  'case_file.clock',
  'case_file.due_on as dueOn',
  'case_file.due_provisional as dueProvisional',
  'case_file.watch_on as watchOn',
  'case_file.watch_for as watchFor',
  'case_file.closed_on as closedOn',
  'case_file.outcome',
  'case_file.version',
  'case_file.status_at as statusAt',
] as const

const asRow = (row: object): CaseRow => row as CaseRow

const toColumns = (given: Projection) => ({
  unit_id: given.unitId,
  number: given.number,
  status: given.status,
  owner_id: given.ownerId,
  summary: given.summary,
  party: given.party,
  received_on: given.receivedOn,
  clock: given.clock,
  due_on: given.dueOn,
  due_provisional: given.dueProvisional,
  watch_on: given.watchOn,
  watch_for: given.watchFor,
  closed_on: given.closedOn,
  outcome: given.outcome,
  counted: given.counted ?? true,
})

export type NewCase = Projection & { kind: string; code: string; submittedAt: Date }

/** A new case, without events yet. */
export const insertCase = async (work: Work, given: NewCase): Promise<number> => {
  const [id] = await insertCases(work, [given])
  return id!
}

/**
 * New cases, numbered in their order.
 * @param version how many events they have; these are appended in the same transaction
 */
export const insertCases = async (work: Work, given: readonly NewCase[], version = 0): Promise<number[]> => {
  const rows = await work.trx
    .insertInto('case_file')
    .values(
      given.map((one) => ({
        ...toColumns(one),
        kind: one.kind,
        code: one.code,
        submitted_at: one.submittedAt,
        status_at: asDate(work.at),
        version,
      })),
    )
    .returning(['id', 'code'])
    .execute()
  const ids = new Map(rows.map(({ id, code }) => [code, Number(id)]))
  return given.map(({ code }) => ids.get(code)!)
}

/** The case, locked until the transaction ends. */
export const lockCase = async (trx: Trx, kind: string, id: number): Promise<CaseRow | undefined> => {
  const row = await trx
    .selectFrom('case_file')
    .select(caseColumns)
    .where('id', '=', id)
    .where('kind', '=', kind)
    .forUpdate()
    .executeTakeFirst()
  return row && asRow(row)
}

export const caseById = async (db: Connection, kind: string, id: number): Promise<CaseRow | undefined> => {
  const row = await db
    .selectFrom('case_file')
    .select(caseColumns)
    .where('id', '=', id)
    .where('kind', '=', kind)
    .executeTakeFirst()
  return row && asRow(row)
}

export const caseByCode = async (db: Connection, kind: string, code: string): Promise<CaseRow | undefined> => {
  const row = await db
    .selectFrom('case_file')
    .select(caseColumns)
    .where('code', '=', code)
    .where('kind', '=', kind)
    .executeTakeFirst()
  return row && asRow(row)
}

export type NewEvent = {
  action: string
  /** The legal day on which it counts. */
  on: string
  from: string | null
  to: string
  /** Role acted in, 'applicant' for the citizen, null for the program. */
  role: string | null
  data: unknown
  /** What people wrote with it; sealed. '' for nothing. */
  note: string
}

/** Appends the next event. The case must be locked. @returns its number within the case */
export const appendEvent = async (
  work: Work,
  keyring: Keyring,
  { id, version }: Pick<CaseRow, 'id' | 'version'>,
  event: NewEvent,
): Promise<number> => {
  const seq = version + 1
  await appendEvents(work, keyring, [{ ...event, caseId: id, seq }])
  return seq
}

/** Appends events, each with its number within its case. The cases must be locked, or new. */
export const appendEvents = async (
  work: Work,
  keyring: Keyring,
  events: readonly (NewEvent & { caseId: number; seq: number })[],
): Promise<void> => {
  await work.trx
    .insertInto('case_event')
    .values(
      events.map((event) => ({
        case_id: event.caseId,
        seq: event.seq,
        at: asDate(work.at),
        happened_on: event.on,
        action: event.action,
        from_status: event.from,
        to_status: event.to,
        actor_id: event.role === 'applicant' ? null : work.actor.personId,
        role: event.role,
        on_behalf_of: work.principal?.personId ?? null,
        data: JSON.stringify(event.data),
      })),
    )
    .execute()
  const notes = events
    .filter(({ note }) => note)
    .map(({ caseId, seq, note }) => {
      const id = randomUUID()
      return { id, case_id: caseId, seq, text_sealed: keyring.seal(note, notePlace(id)) }
    })
  if (notes.length) await work.trx.insertInto('case_note').values(notes).execute()
}

/** Writes what the case is after event `seq`. */
export const project = async (
  work: Work,
  { id, status }: Pick<CaseRow, 'id' | 'status'>,
  seq: number,
  now: Projection,
): Promise<void> => {
  await work.trx
    .updateTable('case_file')
    .set({
      ...toColumns(now),
      version: seq,
      ...(now.status === status ? {} : { status_at: asDate(work.at) }),
    })
    .where('id', '=', id)
    .execute()
}

export type EventRow = {
  seq: number
  at: Date
  on: string
  action: string
  from: string | null
  to: string
  actorId: number | null
  actorName: string | null
  role: string | null
  onBehalfOf: number | null
  onBehalfOfName: string | null
  data: unknown
}

export const eventsOf = async (db: Connection, caseId: number): Promise<EventRow[]> =>
  (await eventsOfCases(db, [caseId])).get(caseId) ?? []

/** The events of each of these cases, in their order. */
export const eventsOfCases = async (db: Connection, caseIds: readonly number[]): Promise<Map<number, EventRow[]>> => {
  const rows = await db
    .selectFrom('case_event as e')
    .leftJoin('person as p', 'p.id', 'e.actor_id')
    .leftJoin('person as b', 'b.id', 'e.on_behalf_of')
    .select([
      'e.case_id as caseId',
      'e.seq',
      'e.at',
      'e.happened_on as on',
      'e.action',
      'e.from_status as from',
      'e.to_status as to',
      'e.actor_id as actorId',
      'p.name as actorName',
      'e.role',
      'e.on_behalf_of as onBehalfOf',
      'b.name as onBehalfOfName',
      'e.data',
    ])
    .where('e.case_id', 'in', [...caseIds])
    .orderBy('e.case_id')
    .orderBy('e.seq')
    .execute()
  const events = new Map<number, EventRow[]>()
  for (const { caseId, ...event } of rows) {
    const id = Number(caseId)
    events.set(id, [...(events.get(id) ?? []), event as unknown as EventRow])
  }
  return events
}

/** What people wrote, by number of the event. */
export const notesOf = async (db: Connection, keyring: Keyring, caseId: number): Promise<Map<number, string>> => {
  const rows = await db
    .selectFrom('case_note')
    .select(['id', 'seq', 'text_sealed as sealed'])
    .where('case_id', '=', caseId)
    .execute()
  return new Map(rows.map((row) => [row.seq, keyring.open(row.sealed, notePlace(row.id))]))
}

/** Deletes what people wrote, once its time is over. */
export const forgetNotes = async (work: Work, caseId: number): Promise<void> => {
  await work.trx.deleteFrom('case_note').where('case_id', '=', caseId).execute()
}

export const notePlace = (id: string) => `case-note/${id}`

export type CaseLink = {
  caseId: number
  kind: string
  how: string
  number: string | null
  summary: string
  status: string
}

/** Cases that this one is joined with, from either side. */
export const linksOf = async (db: Connection, caseId: number): Promise<CaseLink[]> => {
  const { rows } = await sql<CaseLink>`
    select c.id as "caseId", c.kind, l.how, c.number, c.summary, c.status from (
      select other_id as id, how from case_link where case_id = ${caseId}
      union select case_id, how from case_link where other_id = ${caseId}) l
    join case_file c on c.id = l.id order by c.id limit 200`.execute(db)
  return rows
}

export const linkCases = async (work: Work, caseId: number, otherId: number, how: string): Promise<void> => {
  await work.trx
    .insertInto('case_link')
    .values({ case_id: caseId, other_id: otherId, how, made_at: asDate(work.at), made_by: work.actor.personId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The next number of a series of a unit and year; the row is locked until the transaction ends, so none is left out. */
export const nextSerial = async (trx: Trx, series: string, unitId: number, year: number): Promise<number> => {
  const [serial] = await nextSerials(trx, series, [{ unitId, year }])
  return serial!
}

/** The next number for each of these, in their order. */
export const nextSerials = async (
  trx: Trx,
  series: string,
  places: readonly { unitId: number; year: number }[],
): Promise<number[]> => {
  const keyOf = ({ unitId, year }: { unitId: number; year: number }) => `${unitId}/${year}`
  // Always in the same order, so that two rounds never wait for each other in a circle.
  const asked = [...Map.groupBy(places, keyOf).values()].sort(([a], [b]) => a!.unitId - b!.unitId || a!.year - b!.year)
  const { rows } = await sql<{ unitId: number; year: number; last: number }>`
    insert into case_serial (series, unit_id, year, last)
    select ${series}, asked.* from unnest(${asked.map(([one]) => one!.unitId)}::int[],
      ${asked.map(([one]) => one!.year)}::int[], ${asked.map((some) => some.length)}::int[]) as asked
    on conflict (series, unit_id, year) do update set last = case_serial.last + excluded.last
    returning unit_id as "unitId", year, last`.execute(trx)
  const next = new Map(
    asked.map((some) => {
      const key = keyOf(some[0]!)
      return [key, rows.find((row) => keyOf(row) === key)!.last - some.length]
    }),
  )
  return places.map((place) => {
    const serial = next.get(keyOf(place))! + 1
    next.set(keyOf(place), serial)
    return serial
  })
}
