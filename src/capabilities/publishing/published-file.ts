import type { RecordPublished } from '../../foundations/publication-log/entries.ts'
import type { Connection, Db } from '../../platform/db/connect.ts'

/** Does what is published of this record now name an attachment or a picture with this hash? Drafts and old editions do not count. */
export const isPublishedFile = async (db: Db, recordId: number, hash: string): Promise<boolean> => {
  const row = await db
    .selectFrom('edition')
    .innerJoin('publication_payload', 'publication_payload.seq', 'edition.log_seq')
    .select('publication_payload.payload')
    .where('edition.record_id', '=', recordId)
    .where('edition.status', '=', 'published')
    .executeTakeFirst()
  if (!row?.payload) return false
  const { attachments = [], pictures = [] } = JSON.parse(row.payload) as Partial<RecordPublished>
  return [...attachments, ...pictures].some((file) => file.hash === hash)
}

/** Are all of these items on the portal now? */
export const arePublished = async (db: Connection, recordIds: readonly number[]): Promise<boolean> => {
  if (!recordIds.length) return true
  const found = await db
    .selectFrom('edition')
    .select('record_id')
    .distinct()
    .where('record_id', 'in', recordIds)
    .where('status', '=', 'published')
    .execute()
  return found.length === new Set(recordIds).size
}
