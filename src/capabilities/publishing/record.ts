import { z } from 'zod'
import { disclosureAttributes } from '../../foundations/classification/index.ts'
import { type RecordKind, recordKinds } from '../../foundations/publication-log/entries.ts'
import { day, storableText, text } from '../../platform/shapes.ts'

/** Gates a text passes between draft and reader, in the order any chain keeps (B1). */
export const gates = ['section_review', 'deputy_review', 'secrecy_review', 'disclosure_review', 'sign_off'] as const
export type Gate = (typeof gates)[number]

export const statuses = [
  'draft',
  ...gates,
  'consultation',
  'scheduled',
  'published',
  'withheld',
  'superseded',
  'withdrawn',
  'discarded',
] as const
export type Status = (typeof statuses)[number]

/** Statuses of the one edition that is being worked on. */
export const openStatuses = ['draft', ...gates, 'consultation', 'scheduled'] as const satisfies readonly Status[]

export const withdrawalGrounds = [
  'personal_data',
  'secrecy',
  'error',
  'superseded_by_law',
  'not_in_scope',
  'other',
] as const
export type WithdrawalGround = (typeof withdrawalGrounds)[number]

/** Kinds whose texts have a validity (rules.md 6.5). */
export const kindsWithValidity: readonly RecordKind[] = [
  'normative_document',
  'regulation',
  'rule',
  'official_document',
]

/** How an item ends another: by taking its place, or by repealing it. */
export const replacements = ['superseded', 'repealed'] as const
export type Replacement = (typeof replacements)[number]

export const attachmentInput = z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/), name: text(200).min(1) })

/**
 * What a clerk types. Everything may still be missing while drafting; checks.ts says what a gate needs. Lengths are
 * bounds of sanity, not of the law.
 */
export const draftFields = z.object({
  title: text(300).default(''),
  bodyHtml: storableText(2_000_000).default(''),
  kind: z.enum(recordKinds).default('other'),
  columnId: z.int().positive().nullable().default(null),
  catalogueItemId: z.int().positive().nullable().default(null),
  docNumber: text(100).default(''),
  subject: z.array(text(50)).max(2).default([]),
  formedOn: day.nullable().default(null),
  effectiveOn: day.nullable().default(null),
  expiresOn: day.nullable().default(null),
  issuer: text(200).default(''),
  summary: text(500).default(''),
  keywords: z.array(text(40)).max(20).default([]),
  source: text(200).default(''),
  /** 公开属性 (国办发〔2016〕80号): proposed while the document is drafted. */
  attribute: z.enum(disclosureAttributes).default('proactive'),
  exemptionGround: text(20).default(''),
  attributeReason: text(1000).default(''),
  /** Public items that end when this one becomes public. */
  replaces: z
    .array(z.object({ recordId: z.int().positive(), how: z.enum(replacements) }))
    .max(50)
    .default([]),
  attachments: z.array(attachmentInput).max(50).default([]),
})
export type DraftFields = z.infer<typeof draftFields>

/** Everything of a revision that has no column of its own. */
export type Metadata = Omit<DraftFields, 'title' | 'bodyHtml' | 'attachments'>

/** An attachment of a revision, as stored. */
export type RevisionAttachment = { hash: string; name: string; size: number; mediaType: string }

/** A picture in the text of a revision, stored among its attachments; measures in pixels. */
export type RevisionPicture = RevisionAttachment & { picture: { width: number; height: number } }
