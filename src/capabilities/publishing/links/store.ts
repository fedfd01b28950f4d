import { sql } from 'kysely'
import { asDate } from '../../../platform/clock.ts'
import type { Connection, Db, Trx } from '../../../platform/db/connect.ts'

/** Records among these of which an edition is public, and those that exist at all. */
export const recordsKnown = async (db: Connection, ids: number[]) => {
  if (ids.length === 0) return new Map<number, boolean>()
  const rows = await db
    .selectFrom('edition')
    .select(['record_id as id', sql<boolean>`bool_or(status = 'published')`.as('live')])
    .where('record_id', 'in', ids)
    .groupBy('record_id')
    .execute()
  return new Map(rows.map(({ id, live }) => [Number(id), live]))
}

/** Is the file attached to a public edition? */
export const fileIsPublic = async (db: Connection, hash: string): Promise<boolean> => {
  const needle = JSON.stringify([{ hash }])
  const row = await db
    .selectFrom('edition')
    .innerJoin('revision', 'revision.id', 'edition.current_revision_id')
    .select('edition.id')
    .where('edition.status', '=', 'published')
    .where(sql<boolean>`revision.attachments <> '[]' and revision.attachments @> ${needle}::jsonb`)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** External addresses that did not answer twice in a row. */
export const deadAmong = async (db: Connection, urls: string[]) => {
  if (urls.length === 0) return new Map<string, number | null>()
  const rows = await db
    .selectFrom('link_check')
    .select(['url', 'status'])
    .where('url', 'in', urls)
    .where('ok', '=', false)
    .where('failures', '>=', 2)
    .execute()
  return new Map(rows.map(({ url, status }) => [url, status]))
}

/** Asks for external addresses to be checked some time. */
export const askFor = async (trx: Trx, urls: string[], at: Temporal.Instant): Promise<void> => {
  if (urls.length === 0) return
  await trx
    .insertInto('link_check')
    .values(urls.map((url) => ({ url, asked_at: asDate(at) })))
    .onConflict((oc) => oc.column('url').doUpdateSet({ asked_at: asDate(at) }))
    .execute()
}

/** Next addresses to look at: new ones, failed ones after an hour, all others after a week; none unasked for a year. */
export const nextToCheck = async (db: Db, now: Temporal.Instant, most: number): Promise<string[]> =>
  (
    await db
      .selectFrom('link_check')
      .select('url')
      .where('asked_at', '>', asDate(now.subtract({ hours: 24 * 365 })))
      .where((eb) =>
        eb.or([
          eb('checked_at', 'is', null),
          eb('checked_at', '<', asDate(now.subtract({ hours: 24 * 7 }))),
          eb.and([eb('ok', '=', false), eb('checked_at', '<', asDate(now.subtract({ hours: 1 })))]),
        ]),
      )
      .orderBy('checked_at', (o) => o.asc().nullsFirst())
      .limit(most)
      .execute()
  ).map(({ url }) => url)

export const rememberCheck = (
  db: Db,
  url: string,
  at: Temporal.Instant,
  seen: { ok: boolean; status: number | null },
) =>
  db
    .updateTable('link_check')
    .set((eb) => ({
      checked_at: asDate(at),
      ok: seen.ok,
      status: seen.status,
      failures: seen.ok ? 0 : eb('failures', '+', 1),
    }))
    .where('url', '=', url)
    .execute()
