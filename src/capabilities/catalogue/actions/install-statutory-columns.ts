import type { Work } from '../../../foundations/context.ts'
import { appendChanged } from '../../../foundations/publication-log/append-changed.ts'
import { statutoryColumns } from '../rules/statutory-columns.ts'
import { toColumnChanged, upsertColumn } from '../store.ts'

/**
 * Writes the column tree of 条例 arts 20-21 as the law table has it, and tells the portals of those that changed. May run
 * at every start: a second run changes nothing. Columns that a county added under codes of its own are left alone.
 * @returns how many columns the portals were told of
 */
export const installStatutoryColumns = async (work: Work): Promise<number> => {
  const ids = new Map<string, number>()
  const entries = []
  for (const column of statutoryColumns) {
    const parentId = column.parentCode === null ? null : ids.get(column.parentCode)!
    const { code, title, description, article, entry, position, appliesTo, staleAfterDays } = column
    const saved = await upsertColumn(work.trx, {
      code,
      parentId,
      title,
      description,
      article,
      entry,
      position,
      appliesTo,
      staleAfterDays,
    })
    ids.set(code, saved.id)
    entries.push(toColumnChanged(saved))
  }
  const changed = await appendChanged(work.trx, work.at, entries)
  if (changed) work.audit({ action: 'columns.installed', subject: 'columns', detail: { changed } })
  return changed
}
