import type { Platform } from '../../foundations/context.ts'
import type { Connection } from '../../platform/db/connect.ts'
import { catalogueItemById, columnById, type Due, statutoryColumn } from '../catalogue/index.ts'
import type { DraftFields } from './record.ts'
import { publicationDue } from './rules/publication-clock.ts'

/** The day by which what is drafted must be public, from its date, column and catalogue item; null before it starts. */
export const dueOf = async (
  platform: Platform,
  db: Connection,
  draft: Pick<DraftFields, 'formedOn' | 'columnId' | 'catalogueItemId'>,
): Promise<Due | null> => {
  const item = draft.catalogueItemId === null ? undefined : await catalogueItemById(db, draft.catalogueItemId)
  const column = draft.columnId === null ? undefined : await columnById(db, draft.columnId)
  const special = column ? (statutoryColumn(column.code)?.specialLimit ?? null) : null
  return publicationDue(draft.formedOn, { timeLimit: item?.limitRule ?? null, special }, platform.calendar())
}
