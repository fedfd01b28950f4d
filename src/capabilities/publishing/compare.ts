import { attributeLabels, groundLabels, recordKindLabels } from '../../foundations/classification/index.ts'
import { compareTexts, compareValues, compareWords } from '../../foundations/comparison/index.ts'
import type { Ctx } from '../../foundations/context.ts'
import { catalogueItemById, columnById } from '../catalogue/index.ts'
import type { RevisionRow } from './store.ts'
import { titlesOf } from './store.ts'
import { say } from './words.zh.ts'

type Written = (ctx: Ctx, revision: RevisionRow) => string | Promise<string>

/** What a person reads in each field; never a number of the database. */
const fields: Record<string, Written> = {
  docNumber: (_, { docNumber }) => docNumber,
  kind: (_, { kind }) => recordKindLabels[kind],
  columnId: async ({ db }, { columnId }) => (columnId === null ? '' : ((await columnById(db, columnId))?.title ?? '')),
  catalogueItemId: async ({ db }, { catalogueItemId: id }) => {
    const item = id === null ? undefined : await catalogueItemById(db, id)
    return item ? [item.level1, item.level2, item.level3].filter(Boolean).join(' / ') : ''
  },
  subject: (_, { subject }) => subject.join(' / '),
  formedOn: (_, { formedOn }) => formedOn ?? '',
  effectiveOn: (_, { effectiveOn }) => effectiveOn ?? '',
  expiresOn: (_, { expiresOn }) => expiresOn ?? '',
  issuer: (_, { issuer }) => issuer,
  summary: (_, { summary }) => summary,
  keywords: (_, { keywords }) => keywords.join('、'),
  source: (_, { source }) => source,
  attribute: (_, { attribute }) => attributeLabels[attribute],
  exemptionGround: (_, { exemptionGround: code }) => groundLabels[code as keyof typeof groundLabels] ?? code,
  attributeReason: (_, { attributeReason }) => attributeReason,
  replaces: async ({ db }, { replaces }) => {
    const titles = await titlesOf(
      db,
      replaces.map(({ recordId }) => recordId),
    )
    return replaces
      .map(({ recordId, how }) => say.ends(how, titles.get(recordId) ?? say.unknownItem(recordId)))
      .join('；')
  },
}

/** Fields that are written as sentences; of the others the whole value is another. */
const sentences = new Set(['summary', 'attributeReason', 'replaces', 'keywords'])

/** Title, text, metadata and attachments of two revisions of one record. */
export const compareRevisions = async (ctx: Ctx, from: RevisionRow, to: RevisionRow) => {
  const metadata = []
  for (const [field, written] of Object.entries(fields)) {
    const [old, now] = [await written(ctx, from), await written(ctx, to)]
    if (old !== now) metadata.push({ field, ...(sentences.has(field) ? compareWords : compareValues)(old, now) })
  }
  const without = (files: RevisionRow['files'], others: RevisionRow['files']) =>
    files
      .filter((file) => !others.some(({ hash, name }) => hash === file.hash && name === file.name))
      .map(({ name }) => name)
  return {
    title: compareWords(from.title, to.title),
    ...compareTexts(from.bodyHtml, to.bodyHtml),
    metadata,
    attachments: { removed: without(from.files, to.files), added: without(to.files, from.files) },
  }
}
