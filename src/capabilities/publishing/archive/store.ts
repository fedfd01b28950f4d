import { sql } from 'kysely'
import { asDate } from '../../../platform/clock.ts'
import type { Connection, Trx } from '../../../platform/db/connect.ts'
import { publicYear } from './package.ts'

type Units = readonly number[] | 'all'

const packages = (db: Connection) =>
  db
    .selectFrom('archive_package as a')
    .innerJoin('unit', 'unit.id', 'a.unit_id')
    .leftJoin('person as asker', 'asker.id', 'a.asked_by')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('archive_check')
          .select(['checked_at as checkedAt', sql<boolean>`faults = '{}'`.as('whole')])
          .whereRef('package_id', '=', 'a.id')
          .orderBy('id', 'desc')
          .limit(1)
          .as('last'),
      (join) => join.onTrue(),
    )
    .select(['a.id', 'unit.id as unitId', 'unit.name as unitName', 'a.year', 'a.items', 'a.done'])
    .select(['a.asked_at as askedAt', 'asker.name as askedBy', 'a.finished_at as finishedAt', 'a.hash', 'a.size'])
    .select(['a.failure', 'last.checkedAt', 'last.whole'])

export type PackageRow = NonNullable<Awaited<ReturnType<typeof packageById>>>

export const packageById = (db: Connection, id: number) => packages(db).where('a.id', '=', id).executeTakeFirst()

/** The newest 200 packages of some units. */
export const packagesOf = async (db: Connection, units: Units) => {
  if (units !== 'all' && !units.length) return []
  const all = packages(db).orderBy('a.id', 'desc').limit(200)
  return (units === 'all' ? all : all.where('a.unit_id', 'in', units)).execute()
}

/** Years in which units first made something public, with how many items and whether a finished package has them. */
export const yearsOf = async (db: Connection, units: Units) => {
  const whose = units === 'all' ? sql`true` : sql`record.unit_id = any(${[...units]}::int[])`
  const { rows } = await sql<{ unitId: number; unitName: string; year: number; items: number; packed: boolean }>`
    select y.*, exists (select from archive_package a where a.unit_id = y."unitId" and a.year = y.year
      and a.hash is not null) as packed
    from (select unit.id as "unitId", unit.name as "unitName", ${publicYear} as year, count(*)::int as items
      from record join unit on unit.id = record.unit_id
      where record.first_published_at is not null and ${whose}
      group by unit.id, unit.name, 3) y join unit on unit.id = y."unitId"
    order by unit.position, unit.id, y.year desc`.execute(db)
  return rows
}

/** A package of this unit's year that is not made yet. Holds off others who ask for the same until the end. */
export const waitingPackage = async (trx: Trx, { unitId, year }: { unitId: number; year: number }) => {
  await trx.selectFrom('unit').select('id').where('id', '=', unitId).forNoKeyUpdate().execute()
  const row = await trx
    .selectFrom('archive_package')
    .select('id')
    .where('unit_id', '=', unitId)
    .where('year', '=', year)
    .where('finished_at', 'is', null)
    .executeTakeFirst()
  return row?.id
}

export const insertPackage = async (
  trx: Trx,
  row: { unitId: number; year: number; askedBy: number | null; at: Temporal.Instant; items: number },
): Promise<number> =>
  (
    await trx
      .insertInto('archive_package')
      .values({
        unit_id: row.unitId,
        year: row.year,
        asked_by: row.askedBy,
        asked_at: asDate(row.at),
        items: row.items,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id

export const nextPackage = (db: Connection) =>
  db
    .selectFrom('archive_package')
    .select(['id', 'unit_id as unitId', 'year'])
    .where('finished_at', 'is', null)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()

export type Progress = {
  done?: number
  items?: number
  hash?: string
  size?: number
  failure?: string
  log_seq?: number
  finished_at?: Date
}

export const noteProgress = (db: Connection, id: number, progress: Progress) =>
  db.updateTable('archive_package').set(progress).where('id', '=', id).execute()

export const setRecords = (trx: Trx, id: number, recordIds: readonly number[]) =>
  sql`insert into archive_package_record (package_id, record_id)
    select ${id}, unnest(${[...recordIds]}::bigint[])`.execute(trx)

export type PackedRecord = {
  recordId: number
  indexNumber: string | null
  title: string
  docNumber: string
  publishedAt: Date | null
  /** Corrected, withdrawn or ended since the package was made. */
  changed: boolean
}

/** What a package holds, by the names it bears now. */
export const recordsIn = async (db: Connection, id: number): Promise<PackedRecord[]> => {
  const { rows } = await sql<PackedRecord>`
    select record.id as "recordId", record.index_number as "indexNumber", e.title,
      coalesce(r.metadata ->> 'docNumber', '') as "docNumber", record.first_published_at as "publishedAt",
      exists (select from publication_log l where l.subject = 'record/' || record.id and l.seq > a.log_seq) as changed
    from archive_package_record p join archive_package a on a.id = p.package_id join record on record.id = p.record_id
      join lateral (select * from edition x where x.record_id = record.id and x.published_at is not null
        order by x.number desc limit 1) e on true
      join revision r on r.id = e.current_revision_id
    where p.package_id = ${id} order by record.id`.execute(db)
  return rows
}

/** How many items of the package's year became public only after it was made. */
export const publishedSince = async (
  db: Connection,
  of: { id: number; unitId: number; year: number | null },
): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from record
    where record.unit_id = ${of.unitId} and ${publicYear} = ${of.year}
      and exists (select from archive_package_record where package_id = ${of.id})
      and not exists (select from archive_package_record p where p.package_id = ${of.id} and p.record_id = record.id)`.execute(
    db,
  )
  return rows[0]!.count
}

export const insertCheck = (
  trx: Trx,
  row: { packageId: number; by: number | null; at: Temporal.Instant; files: number; faults: string[] },
) =>
  trx
    .insertInto('archive_check')
    .values({
      package_id: row.packageId,
      checked_by: row.by,
      checked_at: asDate(row.at),
      files: row.files,
      faults: row.faults,
    })
    .execute()

export const checksOf = (db: Connection, id: number) =>
  db
    .selectFrom('archive_check as c')
    .leftJoin('person', 'person.id', 'c.checked_by')
    .select(['c.checked_at as at', 'person.name as by', 'c.files', 'c.faults'])
    .where('c.package_id', '=', id)
    .orderBy('c.id', 'desc')
    .limit(50)
    .execute()
