import { sql } from 'kysely'
import { asDate } from '../../../platform/clock.ts'
import type { Connection, Trx } from '../../../platform/db/connect.ts'
import { responsible } from '../store/editions.ts'
import type { Outcome, Stage } from './round.ts'

export type Round = {
  id: number
  unitId: number
  unitName: string
  title: string
  stage: Stage
  unitIds: number[]
  formedFrom: string | null
  formedTo: string | null
  dueOn: string
  openedAt: Date
  decidedAt: Date | null
  basis: string | null
  basisRecordId: number | null
  listRecordId: number | null
}

const rounds = (db: Connection) =>
  db
    .selectFrom('clean_up')
    .innerJoin('unit', 'unit.id', 'clean_up.unit_id')
    .select([
      'clean_up.id',
      'clean_up.unit_id as unitId',
      'unit.name as unitName',
      'clean_up.title',
      'clean_up.stage',
      'clean_up.unit_ids as unitIds',
      'clean_up.formed_from as formedFrom',
      'clean_up.formed_to as formedTo',
      'clean_up.due_on as dueOn',
      'clean_up.opened_at as openedAt',
      'clean_up.decided_at as decidedAt',
      'clean_up.basis',
      'clean_up.basis_record_id as basisRecordId',
      'clean_up.list_record_id as listRecordId',
    ])

export const allRounds = async (db: Connection): Promise<Round[]> =>
  (await rounds(db).orderBy('clean_up.id', 'desc').limit(200).execute()) as Round[]

export const roundById = async (db: Connection, id: number): Promise<Round | undefined> =>
  (await rounds(db).where('clean_up.id', '=', id).executeTakeFirst()) as Round | undefined

/** Locks a round for the rest of the transaction. */
export const lockRound = async (trx: Trx, id: number): Promise<Round | undefined> => {
  await trx.selectFrom('clean_up').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
  return roundById(trx, id)
}

export const insertRound = async (
  trx: Trx,
  row: Pick<Round, 'unitId' | 'title' | 'unitIds' | 'formedFrom' | 'formedTo' | 'dueOn'> & {
    openedBy: number
    at: Temporal.Instant
  },
): Promise<number> =>
  (
    await trx
      .insertInto('clean_up')
      .values({
        unit_id: row.unitId,
        title: row.title,
        unit_ids: row.unitIds,
        formed_from: row.formedFrom,
        formed_to: row.formedTo,
        due_on: row.dueOn,
        opened_by: row.openedBy,
        opened_at: asDate(row.at),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id

/** Puts every normative document of the units and the time that is not repealed into the round. Returns how many there are. */
export const gatherDocuments = async (
  trx: Trx,
  id: number,
  of: Pick<Round, 'unitIds' | 'formedFrom' | 'formedTo'>,
): Promise<number> => {
  const { rows } = await sql<{ id: number }>`
    insert into clean_up_document (clean_up_id, record_id, unit_id)
    select ${id}, record.id, ${responsible} from record
      join edition e on e.record_id = record.id and e.status = 'published'
    where e.kind = 'normative_document' and ${responsible} = any(${of.unitIds}::int[])
      and (${of.formedFrom}::date is null or e.formed_on >= ${of.formedFrom}::date)
      and (${of.formedTo}::date is null or e.formed_on <= ${of.formedTo}::date)
      and not exists (select from repeal r where r.record_id = record.id)
    order by record.id
    returning record_id as id`.execute(trx)
  return rows.length
}

export type RoundDocument = {
  recordId: number
  unitId: number
  unitName: string
  title: string
  docNumber: string
  formedOn: string | null
  effectiveOn: string | null
  expiresOn: string | null
  outcome: Outcome | null
  note: string
  markedBy: string | null
  markedAt: Date | null
}

/** Documents of a round with what was proposed for each, by unit and date. */
export const documentsOf = async (db: Connection, id: number): Promise<RoundDocument[]> => {
  const { rows } = await sql<RoundDocument>`
    select d.record_id as "recordId", d.unit_id as "unitId", u.short_name as "unitName", e.title,
      coalesce(r.metadata ->> 'docNumber', '') as "docNumber", e.formed_on as "formedOn",
      r.metadata ->> 'effectiveOn' as "effectiveOn", e.expires_on as "expiresOn", d.outcome, d.note,
      p.name as "markedBy", d.marked_at as "markedAt"
    from clean_up_document d join unit u on u.id = d.unit_id
      join lateral (select * from edition x where x.record_id = d.record_id and x.published_at is not null
        order by x.number desc limit 1) e on true
      join revision r on r.id = e.current_revision_id left join person p on p.id = d.marked_by
    where d.clean_up_id = ${id} order by u.position, e.formed_on desc nulls last, d.record_id`.execute(db)
  return rows
}

export const mark = (
  trx: Trx,
  id: number,
  row: { recordId: number; outcome: Outcome; note: string; by: number | null; at: Temporal.Instant },
) =>
  trx
    .updateTable('clean_up_document')
    .set({ outcome: row.outcome, note: row.note, marked_by: row.by, marked_at: asDate(row.at) })
    .where('clean_up_id', '=', id)
    .where('record_id', '=', row.recordId)
    .execute()

type Change = {
  stage: Stage
  assembledBy?: number | null
  decidedBy?: number | null
  basis?: string
  basisRecordId?: number | null
}

export const setStage = (trx: Trx, id: number, at: Temporal.Instant, change: Change) =>
  trx
    .updateTable('clean_up')
    .set({
      stage: change.stage,
      ...(change.assembledBy !== undefined ? { assembled_by: change.assembledBy, assembled_at: asDate(at) } : {}),
      ...(change.decidedBy !== undefined
        ? {
            decided_by: change.decidedBy,
            decided_at: asDate(at),
            basis: change.basis!,
            basis_record_id: change.basisRecordId ?? null,
          }
        : {}),
    })
    .where('id', '=', id)
    .execute()

export const setList = (trx: Trx, id: number, recordId: number) =>
  trx.updateTable('clean_up').set({ list_record_id: recordId }).where('id', '=', id).execute()

export type Share = { unitId: number; unitName: string; open: number; total: number }
export type RunningRound = Pick<Round, 'id' | 'title' | 'stage' | 'unitId' | 'unitName' | 'dueOn'> & { shares: Share[] }

/** Rounds that are neither decided nor given up, the most urgent first, with how far each unit is. */
export const runningRounds = async (db: Connection): Promise<RunningRound[]> => {
  const { rows } = await sql<RunningRound>`
    select c.id, c.title, c.stage, c.unit_id as "unitId", host.short_name as "unitName", c.due_on as "dueOn",
      (select jsonb_agg(s order by s.position) from (
        select u.id as "unitId", u.short_name as "unitName", u.position, count(*)::int as total,
          (count(*) filter (where d.outcome is null))::int as open
        from clean_up_document d join unit u on u.id = d.unit_id where d.clean_up_id = c.id
        group by u.id) s) as shares
    from clean_up c join unit host on host.id = c.unit_id
    where c.stage in ('marking', 'deciding') order by c.due_on, c.id`.execute(db)
  return rows
}

/** Rounds still running, and their documents, of a unit that ends go on at another. */
export const passOnRounds = async (trx: Trx, from: number, to: number): Promise<number> => {
  const running = sql`(select id from clean_up where stage in ('marking', 'deciding'))`
  await sql`update clean_up set unit_id = ${to} where unit_id = ${from} and id in ${running}`.execute(trx)
  const { numAffectedRows } = await sql`update clean_up_document set unit_id = ${to}
    where unit_id = ${from} and clean_up_id in ${running}`.execute(trx)
  return Number(numAffectedRows ?? 0)
}
