import { sql } from 'kysely'
import type { Append } from '../../foundations/publication-log/append.ts'
import type {
  CatalogueItemChanged,
  ColumnChanged,
  SectorChanged,
  UnitKind,
} from '../../foundations/publication-log/entries.ts'
import type { Connection, Trx } from '../../platform/db/connect.ts'
import type { TimeLimit } from './rules/time-limit.ts'

/** SQL on site_column, sector and catalogue_item. Editions are read here only to be counted. */

export type Column = ColumnChanged & { staleAfterDays: number | null }
export type Sector = SectorChanged
export type CatalogueItem = CatalogueItemChanged & { limitRule: TimeLimit }

// Columns ------------------------------------------------------------------------------------------------------------

type ColumnRow = {
  id: number
  code: string
  parent_id: number | null
  title: string
  description: string
  article: string
  entry: string
  position: number
  applies_to: string[]
  stale_after_days: number | null
}

const asColumn = (row: ColumnRow): Column => ({
  id: row.id,
  code: row.code,
  parentId: row.parent_id,
  title: row.title,
  description: row.description,
  article: row.article,
  entry: row.entry as Column['entry'],
  position: row.position,
  appliesTo: row.applies_to as UnitKind[],
  staleAfterDays: row.stale_after_days,
})

export const toColumnChanged = (column: Column): Append => ({
  kind: 'column.changed',
  subject: `column/${column.id}`,
  payload: {
    id: column.id,
    code: column.code,
    parentId: column.parentId,
    title: column.title,
    description: column.description,
    article: column.article,
    entry: column.entry,
    position: column.position,
    appliesTo: column.appliesTo,
  },
})

/** Every column, parents before children, siblings in order. */
export const allColumns = async (db: Connection): Promise<Column[]> => {
  const { rows } = await sql<ColumnRow>`with recursive tree as (
      select c.*, array[c.position, c.id] as place from site_column c where parent_id is null
      union all
      select c.*, tree.place || array[c.position, c.id] from site_column c join tree on tree.id = c.parent_id)
    select * from tree order by place`.execute(db)
  return rows.map(asColumn)
}

export const columnById = async (db: Connection, id: number): Promise<Column | undefined> => {
  const row = await db.selectFrom('site_column').selectAll().where('id', '=', id).executeTakeFirst()
  return row && asColumn(row)
}

/** Published items per column, by column id. */
export const publishedByColumn = async (db: Connection): Promise<Map<number, number>> => {
  const rows = await db
    .selectFrom('edition')
    .select((eb) => ['column_id', eb.fn.countAll<number>().as('n')])
    .where('status', '=', 'published')
    .where('column_id', 'is not', null)
    .groupBy('column_id')
    .execute()
  return new Map(rows.map((row) => [row.column_id!, Number(row.n)]))
}

/** Writes a column under its code, new or as it is now to be. */
export const upsertColumn = async (trx: Trx, column: Omit<Column, 'id'>): Promise<Column> => {
  const values = {
    parent_id: column.parentId,
    title: column.title,
    description: column.description,
    article: column.article,
    entry: column.entry,
    position: column.position,
    applies_to: column.appliesTo as string[],
    stale_after_days: column.staleAfterDays,
  }
  const row = await trx
    .insertInto('site_column')
    .values({ code: column.code, ...values })
    .onConflict((oc) => oc.column('code').doUpdateSet(values))
    .returningAll()
    .executeTakeFirstOrThrow()
  return asColumn(row)
}

// Sectors ------------------------------------------------------------------------------------------------------------

type SectorRow = { id: number; code: string; name: string; position: number; lead_unit_id: number | null }
const asSector = (row: SectorRow): Sector => ({
  id: row.id,
  code: row.code,
  name: row.name,
  position: row.position,
  leadUnitId: row.lead_unit_id,
})

export const toSectorChanged = (sector: Sector): Append => ({
  kind: 'sector.changed',
  subject: `sector/${sector.id}`,
  payload: sector,
})

export const allSectors = async (db: Connection): Promise<Sector[]> =>
  (await db.selectFrom('sector').selectAll().orderBy('position').orderBy('id').execute()).map(asSector)

/** Rows and published items per sector, by sector id. */
export const sectorCounts = async (db: Connection): Promise<Map<number, { items: number; published: number }>> => {
  const { rows } = await sql<{ id: number; items: number; published: number }>`
    select i.sector_id as id, count(*)::int as items, coalesce(sum(e.n), 0)::int as published
    from catalogue_item i left join (${publishedByItem}) e on e.catalogue_item_id = i.id
    where i.removed_at is null group by i.sector_id`.execute(db)
  return new Map(rows.map(({ id, ...counts }) => [id, counts]))
}

export const upsertSector = async (trx: Trx, sector: Omit<Sector, 'id'>): Promise<Sector> => {
  const values = { name: sector.name, position: sector.position, lead_unit_id: sector.leadUnitId }
  const row = await trx
    .insertInto('sector')
    .values({ code: sector.code, ...values })
    .onConflict((oc) => oc.column('code').doUpdateSet(values))
    .returningAll()
    .executeTakeFirstOrThrow()
  return asSector(row)
}

// Catalogue items ----------------------------------------------------------------------------------------------------

const itemColumns = [
  'catalogue_item.id',
  'sector_id',
  'seq',
  'level1',
  'level2',
  'level3',
  'content',
  'basis',
  'time_limit',
  'limit_rule',
  'disclosing_body',
  'channels',
  'audience',
  'mode',
  'levels',
  'removed_at',
] as const

type ItemRow = {
  id: number
  sector_id: number
  seq: string
  level1: string
  level2: string
  level3: string
  content: string
  basis: string
  time_limit: string
  limit_rule: unknown
  disclosing_body: string
  channels: string[]
  audience: string
  mode: string
  levels: string[]
  removed_at: Date | null
}

const asItem = (row: ItemRow): CatalogueItem => ({
  id: row.id,
  sectorId: row.sector_id,
  seq: row.seq,
  level1: row.level1,
  level2: row.level2,
  level3: row.level3,
  content: row.content,
  basis: row.basis,
  timeLimit: row.time_limit,
  disclosingBody: row.disclosing_body,
  channels: row.channels,
  audience: row.audience,
  mode: row.mode as CatalogueItem['mode'],
  levels: row.levels,
  removed: row.removed_at !== null,
  limitRule: row.limit_rule as TimeLimit,
})

export const toItemChanged = ({ limitRule: _, ...payload }: CatalogueItem): Append => ({
  kind: 'catalogue-item.changed',
  subject: `catalogue-item/${payload.id}`,
  payload,
})

const publishedByItem = sql`select catalogue_item_id, count(*) as n from edition
  where status = 'published' and catalogue_item_id is not null group by 1`

/** A row of the catalogue with its structured time limit; also one that was removed, since old items point to it. */
export const catalogueItemById = async (db: Connection, id: number): Promise<CatalogueItem | undefined> => {
  const row = await db.selectFrom('catalogue_item').select(itemColumns).where('id', '=', id).executeTakeFirst()
  return row && asItem(row)
}

/** The row in force that a sector numbers so (序号); the first, should a catalogue number two alike. */
export const catalogueItemBySeq = async (
  db: Connection,
  sectorId: number,
  seq: string,
): Promise<CatalogueItem | undefined> => {
  const row = await db
    .selectFrom('catalogue_item')
    .select(itemColumns)
    .where('sector_id', '=', sectorId)
    .where('seq', '=', seq)
    .where('removed_at', 'is', null)
    .orderBy('catalogue_item.id')
    .executeTakeFirst()
  return row && asItem(row)
}

/** Rows in force of some sectors. */
export const itemsInForce = async (db: Connection, sectorIds: readonly number[]): Promise<CatalogueItem[]> => {
  if (!sectorIds.length) return []
  const rows = await db
    .selectFrom('catalogue_item')
    .select(itemColumns)
    .where('sector_id', 'in', [...sectorIds])
    .where('removed_at', 'is', null)
    .execute()
  return rows.map(asItem)
}

export type ItemsQuery = { sectorId?: number | undefined; q: string; empty: boolean; page: number; size: number }

export type ListedItem = CatalogueItem & { sectorName: string; published: number }

/** Rows in force with how much was published under each, in the order of the catalogue. */
export const listItems = async (
  db: Connection,
  query: ItemsQuery,
): Promise<{ items: ListedItem[]; total: number; page: number; size: number }> => {
  const like = `%${query.q.replace(/[\\%_]/g, '\\$&')}%`
  const chosen = sql`from catalogue_item i join sector s on s.id = i.sector_id
    left join (${publishedByItem}) e on e.catalogue_item_id = i.id
    where i.removed_at is null
      and ${query.sectorId === undefined ? sql`true` : sql`i.sector_id = ${query.sectorId}`}
      and ${query.q ? sql`concat_ws(' ', i.level1, i.level2, i.level3, i.content) ilike ${like}` : sql`true`}
      and ${query.empty ? sql`e.n is null` : sql`true`}`
  const [count, { rows }] = await Promise.all([
    sql<{ total: number }>`select count(*)::int as total ${chosen}`.execute(db),
    sql<ItemRow & { sector_name: string; published: number }>`
      select i.*, s.name as sector_name, coalesce(e.n, 0)::int as published ${chosen}
      order by s.position, s.id, i.id limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(db),
  ])
  return {
    items: rows.map((row) => ({ ...asItem(row), sectorName: row.sector_name, published: row.published })),
    total: count.rows[0]!.total,
    page: query.page,
    size: query.size,
  }
}

export type ItemValues = Omit<CatalogueItem, 'id' | 'removed'>

const asValues = (item: ItemValues) => ({
  sector_id: item.sectorId,
  seq: item.seq,
  level1: item.level1,
  level2: item.level2,
  level3: item.level3,
  content: item.content,
  basis: item.basis,
  time_limit: item.timeLimit,
  limit_rule: JSON.stringify(item.limitRule),
  disclosing_body: item.disclosingBody,
  channels: item.channels,
  audience: item.audience,
  mode: item.mode,
  levels: item.levels,
})

export const insertItems = async (trx: Trx, items: readonly ItemValues[]): Promise<CatalogueItem[]> => {
  const made: CatalogueItem[] = []
  // A statement holds at most 65,535 parameters.
  for (let i = 0; i < items.length; i += 1_000)
    made.push(
      ...(
        await trx
          .insertInto('catalogue_item')
          .values(items.slice(i, i + 1_000).map(asValues))
          .returning(itemColumns)
          .execute()
      ).map(asItem),
    )
  return made
}

export const changeItem = async (trx: Trx, id: number, item: ItemValues): Promise<CatalogueItem> =>
  asItem(
    await trx
      .updateTable('catalogue_item')
      .set(asValues(item))
      .where('id', '=', id)
      .returning(itemColumns)
      .executeTakeFirstOrThrow(),
  )

/** Serialises imports, so that the same file sent twice at once adds its rows once. */
export const lockCatalogue = async (trx: Trx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(8183)`.execute(trx)
}
