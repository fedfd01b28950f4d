import { sql } from 'kysely'
import { asDate } from '../../../platform/clock.ts'
import type { Connection, Trx } from '../../../platform/db/connect.ts'
import { kindsWithValidity, type Replacement } from '../record.ts'
import type { Replaced } from '../rules/replacing.ts'
import { responsible } from './editions.ts'

export type NewRepeal = {
  recordId: number
  actorId: number | null
  at: Temporal.Instant
  on: string
  by: string
  reason: string
  how?: Replacement
  byRecordId?: number | null
}

export const insertRepeal = (trx: Trx, row: NewRepeal) =>
  trx
    .insertInto('repeal')
    .values({
      record_id: row.recordId,
      actor_id: row.actorId,
      at: asDate(row.at),
      repealed_on: row.on,
      repealed_by: row.by,
      reason: row.reason,
      how: row.how ?? 'repealed',
      by_record_id: row.byRecordId ?? null,
    })
    .execute()

const repeals = (db: Connection) =>
  db
    .selectFrom('repeal')
    .select([
      'record_id as recordId',
      'repealed_on as on',
      'repealed_by as by',
      'reason',
      'at',
      'how',
      'by_record_id as byRecordId',
      'log_seq as logSeq',
    ])

export const repealOf = (db: Connection, recordId: number) =>
  repeals(db).where('record_id', '=', recordId).executeTakeFirst()

/** Repeals whose day has come and of which the public was not told; of public items only. */
export const repealsToTell = (db: Connection, today: string) =>
  repeals(db)
    .where('log_seq', 'is', null)
    .where('repealed_on', '<=', today)
    .where(sql<boolean>`exists (select from edition e where e.record_id = repeal.record_id and e.status = 'published')`)
    .orderBy('record_id')
    .execute()

export const setRepealTold = (trx: Trx, recordId: number, logSeq: number) =>
  trx.updateTable('repeal').set({ log_seq: logSeq }).where('record_id', '=', recordId).execute()

/** Items as they stand, for one that means to end them. */
export const replaceable = async (db: Connection, recordIds: number[]): Promise<Replaced[]> => {
  if (!recordIds.length) return []
  const rows = await db
    .selectFrom('record')
    .innerJoin('edition', (join) =>
      join.onRef('edition.record_id', '=', 'record.id').on('edition.status', '=', 'published'),
    )
    .leftJoin('repeal', 'repeal.record_id', 'record.id')
    .select([
      'record.id as recordId',
      'edition.title',
      'edition.kind',
      responsible.as('unitId'),
      'repeal.at as endedAt',
      'repeal.by_record_id as byRecordId',
    ])
    .where('record.id', 'in', recordIds)
    .execute()
  return rows.map(({ endedAt, byRecordId, kind, ...row }) => ({
    ...row,
    hasValidity: (kindsWithValidity as readonly string[]).includes(kind),
    live: true,
    ended: endedAt ? { byRecordId } : null,
  }))
}

/** What an item ended, and what ended it, with the titles that its people may read. */
export const relationsOf = async (db: Connection, recordId: number) => {
  const rows = await db
    .selectFrom('repeal')
    .select(['record_id as recordId', 'by_record_id as byRecordId', 'how', 'repealed_on as on'])
    .where((eb) => eb.or([eb('by_record_id', '=', recordId), eb('record_id', '=', recordId)]))
    .execute()
  return rows.filter((row) => row.byRecordId !== null)
}

/** Titles of records by the newest edition that was ever public. */
export const titlesOf = async (db: Connection, recordIds: number[]): Promise<Map<number, string>> => {
  if (!recordIds.length) return new Map()
  const rows = await db
    .selectFrom('edition')
    .select(['record_id as recordId', 'title'])
    .where('record_id', 'in', recordIds)
    .where('published_at', 'is not', null)
    .orderBy('number')
    .execute()
  return new Map(rows.map((row) => [row.recordId, row.title]))
}

export type TermDecision = 'extended' | 'left_to_lapse' | 'declared_lapsed'

export const insertTermDecision = (
  trx: Trx,
  row: {
    recordId: number
    decision: TermDecision
    expiresOn: string | null
    basis: string
    reason: string
    actorId: number | null
    at: Temporal.Instant
    logSeq: number | null
  },
) =>
  trx
    .insertInto('term_decision')
    .values({
      record_id: row.recordId,
      decision: row.decision,
      expires_on: row.expiresOn,
      basis: row.basis,
      reason: row.reason,
      actor_id: row.actorId,
      at: asDate(row.at),
      log_seq: row.logSeq,
    })
    .execute()

export const lastTermDecision = (db: Connection, recordId: number) =>
  db
    .selectFrom('term_decision')
    .select(['decision', 'expires_on as expiresOn', 'basis', 'reason', 'at'])
    .where('record_id', '=', recordId)
    .orderBy('id', 'desc')
    .executeTakeFirst()

/** The last day in force of the public edition, for lists and reminders. */
export const setExpiry = (trx: Trx, recordId: number, expiresOn: string | null) =>
  trx
    .updateTable('edition')
    .set({ expires_on: expiresOn })
    .where('record_id', '=', recordId)
    .where('status', '=', 'published')
    .execute()
