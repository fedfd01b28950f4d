import { sql } from 'kysely'
import { asDate } from '../../platform/clock.ts'
import type { Connection, Trx } from '../../platform/db/connect.ts'
import type { Role } from '../identity/roles.ts'
import type { Append } from '../publication-log/append.ts'
import type { UnitChanged, UnitKind } from '../publication-log/entries.ts'
import type { ReviewGate } from './review-chain.ts'

/** SQL on unit. */

export type Unit = Omit<UnitChanged, 'formerNames' | 'successors'> & {
  reviewChain: ReviewGate[]
  /** Names borne before, oldest first; `until` is the day from which the next one holds. */
  formerNames: { name: string; until: string; basis: string }[]
  /** Who carries on the duties of a dissolved unit, `mergedIntoId` first. */
  successors: { unitId: number; duties: string }[]
}

const columns = [
  'id',
  'code',
  'name',
  'short_name',
  'kind',
  'parent_id',
  'position',
  'organisation_code',
  'disclosure_office',
  'review_chain',
  'dissolved_on',
  'merged_into_id',
  sql<Unit['formerNames']>`(select coalesce(json_agg(json_build_object('name', f.name, 'until', f.until_on,
    'basis', f.basis) order by f.until_on, f.id), '[]') from unit_former_name f where f.unit_id = unit.id)`.as(
    'former_names',
  ),
  sql<Unit['successors']>`(select coalesce(json_agg(json_build_object('unitId', s.successor_id, 'duties', s.duties)
    order by s.position), '[]') from unit_succession s where s.unit_id = unit.id)`.as('successors'),
] as const

type Found = {
  id: number
  code: string
  name: string
  short_name: string
  kind: string
  parent_id: number | null
  position: number
  organisation_code: string
  disclosure_office: unknown
  review_chain: string[]
  dissolved_on: string | null
  merged_into_id: number | null
  former_names: Unit['formerNames']
  successors: Unit['successors']
}

const asUnit = (row: Found): Unit => ({
  id: row.id,
  code: row.code,
  name: row.name,
  shortName: row.short_name,
  kind: row.kind as UnitKind,
  parentId: row.parent_id,
  position: row.position,
  organisationCode: row.organisation_code,
  disclosureOffice: row.disclosure_office as Unit['disclosureOffice'],
  dissolvedOn: row.dissolved_on,
  mergedIntoId: row.merged_into_id,
  reviewChain: row.review_chain as ReviewGate[],
  formerNames: row.former_names,
  successors: row.successors,
})

/** What the public learns of a unit: everything but its inner chain of review. */
export const toUnitChanged = (unit: Unit): Append => {
  // jsonb gives keys back in an order of its own; a fixed order keeps an unchanged unit's payload the same text.
  const { name, address, officeHours, phone, fax, email, postcode } = unit.disclosureOffice
  const payload: UnitChanged = {
    id: unit.id,
    code: unit.code,
    name: unit.name,
    shortName: unit.shortName,
    kind: unit.kind,
    parentId: unit.parentId,
    position: unit.position,
    organisationCode: unit.organisationCode,
    disclosureOffice: { name, address, officeHours, phone, fax, email, postcode },
    dissolvedOn: unit.dissolvedOn,
    mergedIntoId: unit.mergedIntoId,
    ...(unit.formerNames.length ? { formerNames: unit.formerNames.map(({ name, until }) => ({ name, until })) } : {}),
    ...(unit.successors.length
      ? { successors: unit.successors.map(({ unitId, duties }) => ({ unitId, duties })) }
      : {}),
  }
  return { kind: 'unit.changed', subject: `unit/${unit.id}`, payload }
}

export const allUnits = async (db: Connection, ids?: readonly number[]): Promise<Unit[]> => {
  const found = db.selectFrom('unit').select(columns).orderBy('position').orderBy('id')
  return (await (ids ? found.where('id', 'in', [...ids]) : found).execute()).map(asUnit)
}

export const unitById = async (db: Connection, id: number): Promise<Unit | undefined> => {
  const row = await db.selectFrom('unit').select(columns).where('id', '=', id).executeTakeFirst()
  return row && asUnit(row)
}

/** Units by id, for joining names to lists; of `ids` only, when given. */
export const unitsById = async (db: Connection, ids?: readonly number[]): Promise<Map<number, Unit>> =>
  new Map((await allUnits(db, ids)).map((unit) => [unit.id, unit]))

/** The unit, locked until the transaction ends. */
export const lockUnit = async (trx: Trx, id: number): Promise<Unit | undefined> => {
  const row = await trx.selectFrom('unit').select(columns).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && asUnit(row)
}

/** Serialises changes of the tree, so that two moves at once cannot close a circle. */
export const lockTree = async (trx: Trx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(8182)`.execute(trx)
}

/** Counts per unit. Items are read here only as numbers; what they are belongs to publishing. */
export const unitCounts = async (db: Connection) => {
  const { rows } = await sql<{ id: number; people: number; open: number; published: number; records: number }>`
    select unit.id, coalesce(p.people, 0) as people, coalesce(e.open, 0) as open,
      coalesce(e.published, 0) as published, coalesce(r.records, 0) as records
    from unit
    left join (select unit_id, count(distinct person_id)::int as people from post where ended_on is null
      group by unit_id) p on p.unit_id = unit.id
    left join (select unit_id, count(*) filter (where status = 'published')::int as published,
        count(*) filter (where status not in ('published', 'superseded', 'withdrawn', 'withheld', 'discarded'))::int as open
      from edition group by unit_id) e on e.unit_id = unit.id
    left join (select unit_id, count(*)::int as records from record group by unit_id) r
      on r.unit_id = unit.id`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

export type UnitValues = Omit<Unit, 'id' | 'dissolvedOn' | 'mergedIntoId' | 'formerNames' | 'successors'>

const asValues = (unit: UnitValues) => ({
  code: unit.code,
  name: unit.name,
  short_name: unit.shortName,
  kind: unit.kind,
  parent_id: unit.parentId,
  position: unit.position,
  organisation_code: unit.organisationCode,
  disclosure_office: JSON.stringify(unit.disclosureOffice),
  review_chain: [...unit.reviewChain],
})

export const insertUnit = async (trx: Trx, unit: UnitValues, at: Temporal.Instant): Promise<Unit> => {
  const row = await trx
    .insertInto('unit')
    .values({ ...asValues(unit), created_at: new Date(at.epochMilliseconds) })
    .returning(columns)
    .executeTakeFirstOrThrow()
  return asUnit(row)
}

export const changeUnit = async (trx: Trx, id: number, unit: UnitValues): Promise<Unit> => {
  const { code: _, ...values } = asValues(unit)
  const row = await trx
    .updateTable('unit')
    .set(values)
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow()
  return asUnit(row)
}

export const insertFormerName = (
  trx: Trx,
  row: { unitId: number; name: string; shortName: string; until: string; basis: string; at: Temporal.Instant },
) =>
  trx
    .insertInto('unit_former_name')
    .values({
      unit_id: row.unitId,
      name: row.name,
      short_name: row.shortName,
      until_on: row.until,
      basis: row.basis,
      at: asDate(row.at),
    })
    .execute()

export const insertSuccessors = (trx: Trx, unitId: number, successors: Unit['successors'], at: Temporal.Instant) =>
  trx
    .insertInto('unit_succession')
    .values(
      successors.map(({ unitId: successor, duties }, position) => ({
        unit_id: unitId,
        successor_id: successor,
        position,
        duties,
        at: asDate(at),
      })),
    )
    .execute()

/** Posts held in a unit, to be given anew elsewhere. */
export const postsIn = async (trx: Trx, unitId: number) =>
  (
    await trx
      .selectFrom('post')
      .select(['person_id as personId', 'role', 'title'])
      .where('unit_id', '=', unitId)
      .where('ended_on', 'is', null)
      .orderBy('id')
      .execute()
  ).map((post) => ({ ...post, role: post.role as Role }))

export const setParent = (trx: Trx, id: number, parentId: number | null) =>
  trx.updateTable('unit').set({ parent_id: parentId }).where('id', '=', id).execute()

export const markDissolved = async (trx: Trx, id: number, on: string, mergedIntoId: number | null): Promise<Unit> => {
  const row = await trx
    .updateTable('unit')
    .set({ dissolved_on: on, merged_into_id: mergedIntoId })
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow()
  return asUnit(row)
}

/** Cases of citizens that the unit has not answered. */
export const openCasesOf = async (trx: Trx, unitId: number): Promise<number> => {
  const { n } = await trx
    .selectFrom('case_file')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('unit_id', '=', unitId)
    .where('open', '=', true)
    .executeTakeFirstOrThrow()
  return Number(n)
}
