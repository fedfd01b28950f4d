import type { Connection } from '../../platform/db/connect.ts'

/** Are all of these entries on the portal now? */
export const areAnswersPublic = async (db: Connection, entryIds: readonly number[]): Promise<boolean> => {
  if (!entryIds.length) return true
  const found = await db
    .selectFrom('knowledge_version')
    .select('entry_id')
    .distinct()
    .where('entry_id', 'in', entryIds)
    .where('status', '=', 'published')
    .execute()
  return found.length === new Set(entryIds).size
}
