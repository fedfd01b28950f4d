import type { Platform } from '../../foundations/context.ts'
import { htmlToText } from '../../foundations/documents/index.ts'
import { findPersonalData, findSecrecyMarks } from '../../foundations/personal-data/index.ts'
import { unitById } from '../../foundations/units/index.ts'
import { legalDay } from '../../platform/clock.ts'
import type { Connection } from '../../platform/db/connect.ts'
import { catalogueItemById, columnById } from '../catalogue/index.ts'
import type { Facts } from './checks.ts'
import { dueOf } from './due.ts'
import { checkedFiles } from './file-checks.ts'
import type { DraftFields } from './record.ts'
import { bands, distance, fromHex, nearlySame, simhash } from './rules/simhash.ts'
import { similarLive } from './store.ts'

/** Near-duplicates among live items, nearest first. */
export const findDuplicates = async (db: Connection, text: string, exceptRecord: number | null) => {
  if (text.length < 40) return []
  const signature = simhash(text)
  const rows = await similarLive(db, bands(signature), exceptRecord)
  return rows
    .map((row) => ({ ...row, far: distance(signature, fromHex(row.simhash)) }))
    .filter((row) => row.far <= nearlySame)
    .sort((a, b) => a.far - b.far)
    .slice(0, 5)
}

/** Everything the checks need to know about a draft beside the draft itself. */
export const gatherFacts = async (
  platform: Platform,
  db: Connection,
  draft: DraftFields,
  about: { recordId: number | null; unitId: number; live: boolean },
): Promise<Facts & { near: Awaited<ReturnType<typeof findDuplicates>> }> => {
  const bodyText = htmlToText(draft.bodyHtml)
  const [unit, column, item, near] = [
    await unitById(db, about.unitId),
    draft.columnId === null ? undefined : await columnById(db, draft.columnId),
    draft.catalogueItemId === null ? undefined : await catalogueItemById(db, draft.catalogueItemId),
    await findDuplicates(db, bodyText, about.recordId),
  ]
  const due = await dueOf(platform, db, draft)
  const look = (field: 'title' | 'bodyHtml' | 'summary', text: string) =>
    [...findPersonalData(text), ...findSecrecyMarks(text)].map((finding) => ({ field, finding }))
  return {
    today: legalDay(platform.clock()),
    bodyText,
    columnFits: column !== undefined && unit !== undefined && column.appliesTo.includes(unit.kind),
    catalogueItemKnown: item !== undefined,
    due: due ? { on: due.on, provisional: due.provisional } : null,
    live: about.live,
    files: await checkedFiles(platform, db, draft.attachments),
    findings: [...look('title', draft.title), ...look('bodyHtml', bodyText), ...look('summary', draft.summary)],
    duplicates: near.map((one) => ({
      recordId: one.recordId,
      title: one.title,
      same: one.far === 0,
      url: `/items/${one.recordId}`,
    })),
    near,
  }
}
