import type { Platform } from '../../../foundations/context.ts'
import type { Connection } from '../../../platform/db/connect.ts'
import type { DeadLink } from '../checks.ts'
import type { DraftFields } from '../record.ts'
import { linksIn } from '../rules/links.ts'
import * as store from './store.ts'

/**
 * Links of a draft that lead the public nowhere. Internal ones are looked up now; of external ones only what the
 * background check has seen is said, so that a slow site never holds the gate up.
 */
export const deadLinks = async (
  platform: Pick<Platform, 'site'>,
  db: Connection,
  draft: Pick<DraftFields, 'bodyHtml' | 'attachments'>,
): Promise<DeadLink[]> => {
  if (!/<a\s/i.test(draft.bodyHtml)) return []
  const links = linksIn(draft.bodyHtml, platform.site).slice(0, 500)
  const records = await store.recordsKnown(
    db,
    links.flatMap((link) => (link.kind === 'item' ? link.recordId : [])),
  )
  const dead = await store.deadAmong(
    db,
    links.flatMap((link) => (link.kind === 'external' ? link.url : [])),
  )
  const own = new Set(draft.attachments.map(({ hash }) => hash))
  const found: DeadLink[] = []
  for (const link of links) {
    const say = (trouble: DeadLink['trouble'], status: number | null = null) => found.push({ link, trouble, status })
    if (link.kind === 'inside') say('inside')
    else if (link.kind === 'external' && dead.has(link.url)) say('dead', dead.get(link.url) ?? null)
    else if (link.kind === 'item' && records.get(link.recordId) !== true)
      say(records.has(link.recordId) ? 'withdrawn' : 'missing')
    else if (link.kind === 'file' && !own.has(link.hash) && !(await store.fileIsPublic(db, link.hash))) say('missing')
  }
  return found
}
