import type { Platform } from '../../foundations/context.ts'
import { htmlToText } from '../../foundations/documents/index.ts'
import { findPersonalData, findSecrecyMarks } from '../../foundations/personal-data/index.ts'
import { allUnits } from '../../foundations/units/index.ts'
import { findWords } from '../../foundations/wording/index.ts'
import { legalDay } from '../../platform/clock.ts'
import type { Connection } from '../../platform/db/connect.ts'
import { catalogueItemById, columnById } from '../catalogue/index.ts'
import { wordListNow } from '../word-list/index.ts'
import type { Facts, TextField } from './checks.ts'
import { dueOf } from './due.ts'
import { checkedFiles } from './file-checks.ts'
import { deadLinks } from './links/dead-links.ts'
import type { DraftFields } from './record.ts'
import { personalInLinks } from './rules/links.ts'
import { picturesIn } from './rules/pictures.ts'
import { outsideTitles, quotedTitles } from './rules/quoted-titles.ts'
import { bands, distance, fromHex, nearlySame, simhash } from './rules/simhash.ts'
import * as store from './store.ts'
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

/** Full names and short ones: written with one wrong sign they are typos. */
const unitNames = (units: { name: string; shortName: string }[]) =>
  units.flatMap(({ name, shortName }) => [name, shortName])

const placedPictures = async (db: Connection, html: string): Promise<Facts['pictures']> => {
  const placed = picturesIn(html)
  const hashes = placed.flatMap(({ hash }) => hash ?? [])
  const kept = hashes.length ? await store.picturesByHash(db, hashes) : []
  return { placed, kept: new Set(kept.map(({ hash }) => hash)) }
}

/** Personal data, secrecy marks and unfit words in texts. @param units all there are: their names are words of the list */
export const findingsIn = async (
  platform: Platform,
  db: Connection,
  texts: readonly [TextField, string][],
  units: { name: string; shortName: string }[],
): Promise<Pick<Facts, 'findings' | 'words'>> => {
  const { list } = await wordListNow(platform, db, unitNames(units))
  const unfit = texts.map(([field, text]) => ({ field, text, found: findWords(text, list) }))
  const quoted = await store.publishedTitles(db, [
    ...new Set(unfit.flatMap(({ text, found }) => quotedTitles(text, found))),
  ])
  return {
    findings: texts.flatMap(([field, text]) =>
      [...findPersonalData(text), ...findSecrecyMarks(text)].map((finding) => ({ field, finding })),
    ),
    words: unfit.flatMap(({ field, text, found }) =>
      outsideTitles(text, found, quoted).map((finding) => ({ field, finding })),
    ),
  }
}

/** Everything the checks need to know about a draft beside the draft itself. */
export const gatherFacts = async (
  platform: Platform,
  db: Connection,
  draft: DraftFields,
  about: { recordId: number | null; unitId: number; live: boolean },
): Promise<Facts & { near: Awaited<ReturnType<typeof findDuplicates>> }> => {
  const bodyText = htmlToText(draft.bodyHtml)
  const units = await allUnits(db)
  const unit = units.find(({ id }) => id === about.unitId)
  const [column, item, near] = [
    draft.columnId === null ? undefined : await columnById(db, draft.columnId),
    draft.catalogueItemId === null ? undefined : await catalogueItemById(db, draft.catalogueItemId),
    await findDuplicates(db, bodyText, about.recordId),
  ]
  const due = await dueOf(platform, db, draft)
  const texts: [TextField, string][] = [
    ['title', draft.title],
    ['bodyHtml', bodyText],
    ['summary', draft.summary],
    ['docNumber', draft.docNumber],
    ['issuer', draft.issuer],
    ['source', draft.source],
    ['keywords', draft.keywords.join('\n')],
    ['attachments', draft.attachments.map(({ name }) => name).join('\n')],
  ]
  return {
    today: legalDay(platform.clock()),
    bodyText,
    columnFits: column !== undefined && unit !== undefined && column.appliesTo.includes(unit.kind),
    catalogueItemKnown: item !== undefined,
    due: due ? { on: due.on, provisional: due.provisional } : null,
    live: about.live,
    files: await checkedFiles(platform, db, draft.attachments),
    ...(await findingsIn(platform, db, texts, units)),
    names: { unitId: about.unitId, units, codes: await store.codesInUse(db, draft.docNumber, about.unitId) },
    pictures: await placedPictures(db, draft.bodyHtml),
    links: await deadLinks(platform, db, draft),
    inLinks: personalInLinks(draft.bodyHtml, bodyText),
    replaced: {
      recordId: about.recordId,
      byGovernment: unit?.kind === 'government',
      items: await store.replaceable(
        db,
        draft.replaces.map(({ recordId }) => recordId),
      ),
    },
    sameNumber: await store.itemNumbered(db, draft.docNumber, about.recordId),
    duplicates: near.map((one) => ({
      recordId: one.recordId,
      title: one.title,
      same: one.far === 0,
      url: `/items/${one.recordId}`,
    })),
    near,
  }
}
