import { sql } from 'kysely'
import type { Platform } from '../../../foundations/context.ts'
import { legalDay, legalZone } from '../../../platform/clock.ts'
import type { Connection } from '../../../platform/db/connect.ts'
import type { Keyring } from '../../../platform/keyring.ts'
import { liaisonPlace } from '../caller.ts'
import { type OnDuty, onDuty } from '../rules/on-duty.ts'
import { readSettings } from '../settings.ts'

/** SQL on liaison and liaison_duty. */

export type LiaisonRow = {
  id: string
  unitId: number
  name: string
  phoneMasked: string
  position: number
  awayUntil: string | null
}

export const liaisonsOf = async (db: Connection, unitIds?: readonly number[]): Promise<LiaisonRow[]> =>
  (await db
    .selectFrom('liaison')
    .select(['id', 'unit_id as unitId', 'name', 'phone_masked as phoneMasked', 'position', 'away_until as awayUntil'])
    .where('ended_on', 'is', null)
    .$if(unitIds !== undefined, (q) => q.where('unit_id', 'in', unitIds?.length ? [...unitIds] : [0]))
    .orderBy('unit_id')
    .orderBy('position')
    .orderBy('id')
    .execute()) as unknown as LiaisonRow[]

export type DutyRow = { unitId: number; on: string; liaisonId: string; deputyId: string | null }

export const dutiesOf = async (
  db: Connection,
  given: { from: string; to: string; unitId?: number | undefined },
): Promise<DutyRow[]> =>
  (await db
    .selectFrom('liaison_duty')
    .select(['unit_id as unitId', 'on_date as on', 'liaison_id as liaisonId', 'deputy_id as deputyId'])
    .where('on_date', '>=', given.from as never)
    .where('on_date', '<=', given.to as never)
    .$if(given.unitId !== undefined, (q) => q.where('unit_id', '=', given.unitId!))
    .orderBy('on_date')
    .orderBy('unit_id')
    .execute()) as unknown as DutyRow[]

export const openPhone = async (db: Connection, keyring: Keyring, id: string): Promise<string> => {
  const row = await db.selectFrom('liaison').select('phone_sealed').where('id', '=', id).executeTakeFirst()
  return row ? keyring.open(row.phone_sealed, liaisonPlace(id)) : ''
}

/** Time of day in China, HH:MM. */
export const timeOfDay = (at: Temporal.Instant): string =>
  at.toZonedDateTimeISO(legalZone).toPlainTime().toString({ smallestUnit: 'minute' })

/** Whom a unit has on duty at this moment. */
export const dutyOfUnit = async (
  db: Connection,
  { clock, calendar }: Pick<Platform, 'clock' | 'calendar'>,
  unitId: number,
): Promise<OnDuty & { liaisons: LiaisonRow[] }> => {
  const at = clock()
  const today = legalDay(at)
  const [liaisons, [duty], { hours }] = await Promise.all([
    liaisonsOf(db, [unitId]),
    dutiesOf(db, { from: today, to: today, unitId }),
    readSettings(db),
  ])
  const found = onDuty({
    today,
    time: timeOfDay(at),
    workingDay: calendar().isWorkingDay(today),
    hours,
    liaisons,
    duty,
  })
  return { ...found, liaisons }
}

/** The next place in a unit's order of liaison officers. */
export const nextPosition = async (db: Connection, unitId: number): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    select coalesce(max(position), 0)::int + 1 as n from liaison where unit_id = ${unitId} and ended_on is null`.execute(
    db,
  )
  return rows[0]!.n
}
