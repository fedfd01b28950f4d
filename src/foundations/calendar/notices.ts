import { asDate } from '../../platform/clock.ts'
import type { Connection, Trx } from '../../platform/db/connect.ts'
import type { CalendarYear } from './calendar-year.ts'

/** SQL on calendar_notice, clock_move and clock_move_seen. */

export const noticeStatuses = ['proposed', 'confirmed', 'rejected'] as const
export type NoticeStatus = (typeof noticeStatuses)[number]

const columns = [
  'calendar_notice.id',
  'calendar_notice.year',
  'calendar_notice.source_text as sourceText',
  'calendar_notice.file_name as fileName',
  'calendar_notice.file_hash as fileHash',
  'calendar_notice.edited',
  'calendar_notice.understood',
  'calendar_notice.base_version as baseVersion',
  'calendar_notice.proposed_by as proposedBy',
  'calendar_notice.proposed_for as proposedFor',
  'calendar_notice.proposed_at as proposedAt',
  'calendar_notice.status',
  'calendar_notice.decided_by as decidedBy',
  'calendar_notice.decided_at as decidedAt',
  'calendar_notice.reason',
] as const

const named = (db: Connection) =>
  db
    .selectFrom('calendar_notice')
    .innerJoin('person as proposer', 'proposer.id', 'calendar_notice.proposed_by')
    .leftJoin('person as decider', 'decider.id', 'calendar_notice.decided_by')
    .select([...columns, 'proposer.name as proposerName', 'decider.name as deciderName'])

type Row = Awaited<ReturnType<ReturnType<typeof named>['executeTakeFirstOrThrow']>>
export type NoticeRow = Omit<Row, 'understood' | 'status'> & { understood: CalendarYear; status: NoticeStatus }
const asNotice = (row: Row): NoticeRow => ({
  ...row,
  understood: row.understood as unknown as CalendarYear,
  status: row.status as NoticeStatus,
})

export const noticeById = async (db: Connection, id: number): Promise<NoticeRow | undefined> => {
  const row = await named(db).where('calendar_notice.id', '=', id).executeTakeFirst()
  return row && asNotice(row)
}

/** Newest first. */
export const listNotices = async (db: Connection): Promise<NoticeRow[]> =>
  (await named(db).orderBy('calendar_notice.id', 'desc').limit(100).execute()).map(asNotice)

/** The notice, locked until the transaction ends. */
export const lockNotice = async (trx: Trx, id: number): Promise<NoticeRow | undefined> => {
  await trx.selectFrom('calendar_notice').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
  return noticeById(trx, id)
}

/** Is it the proposal of one of these people, in person or by a deputy? Then somebody else confirms it. */
export const ownProposal = (notice: NoticeRow, people: readonly number[]): boolean =>
  [notice.proposedBy, notice.proposedFor].some((id) => id !== null && people.includes(id))

export const insertNotice = async (
  trx: Trx,
  row: {
    year: CalendarYear
    sourceText: string
    file: { name: string; hash: string } | null
    edited: boolean
    baseVersion: number
    by: number
    /** In whose place, when a deputy proposes. */
    onBehalfOf: number | null
    at: Temporal.Instant
  },
): Promise<number> =>
  (
    await trx
      .insertInto('calendar_notice')
      .values({
        year: row.year.year,
        source_text: row.sourceText,
        file_name: row.file?.name ?? '',
        file_hash: row.file?.hash ?? null,
        edited: row.edited,
        understood: JSON.stringify(row.year),
        base_version: row.baseVersion,
        proposed_by: row.by,
        proposed_for: row.onBehalfOf,
        proposed_at: asDate(row.at),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id

export const decideNotice = (
  trx: Trx,
  id: number,
  by: { status: 'confirmed' | 'rejected'; personId: number; at: Temporal.Instant; reason: string },
) =>
  trx
    .updateTable('calendar_notice')
    .set({ status: by.status, decided_by: by.personId, decided_at: asDate(by.at), reason: by.reason })
    .where('id', '=', id)
    .execute()

/** Remembers the bytes of a notice's file beside every other file. */
export const rememberFile = (db: Connection, file: { hash: string; size: number; mediaType: string; kind: string }) =>
  db
    .insertInto('stored_file')
    .values({ hash: file.hash, size: file.size, media_type: file.mediaType, kind: file.kind })
    .onConflict((oc) => oc.doNothing())
    .execute()

export const knownFile = async (db: Connection, hash: string): Promise<boolean> =>
  (await db.selectFrom('stored_file').select('hash').where('hash', '=', hash).executeTakeFirst()) !== undefined

/** Moves of due dates that a person has not taken note of yet, newest first; at most 200. */
export const movesFor = (db: Connection, personId: number, units: number[] | 'all', since: Temporal.Instant) =>
  db
    .selectFrom('clock_move')
    .leftJoin('calendar_notice', 'calendar_notice.id', 'clock_move.notice_id')
    .select([
      'clock_move.id',
      'clock_move.at',
      'clock_move.clock',
      'clock_move.subject',
      'clock_move.from_on as fromOn',
      'clock_move.to_on as toOn',
      'clock_move.to_provisional as toProvisional',
      'clock_move.lapse',
      'calendar_notice.year',
    ])
    .where('clock_move.at', '>=', asDate(since))
    .where('clock_move.id', '>', (eb) =>
      eb.fn.coalesce(eb.selectFrom('clock_move_seen').select('up_to').where('person_id', '=', personId), eb.lit(0)),
    )
    .$if(units !== 'all', (q) =>
      q.where((eb) =>
        eb.or([
          eb('clock_move.person_id', '=', personId),
          eb('clock_move.unit_id', 'in', units === 'all' || !units.length ? [0] : units),
        ]),
      ),
    )
    .orderBy('clock_move.id', 'desc')
    .limit(200)
    .execute()

export const markMovesSeen = (db: Connection, personId: number, upTo: number) =>
  db
    .insertInto('clock_move_seen')
    .values({ person_id: personId, up_to: upTo })
    .onConflict((oc) =>
      oc
        .column('person_id')
        .doUpdateSet((eb) => ({ up_to: eb.fn('greatest', ['clock_move_seen.up_to', 'excluded.up_to']) })),
    )
    .execute()
