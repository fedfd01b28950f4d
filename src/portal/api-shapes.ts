import { z } from 'zod'
import { changeKinds } from '../foundations/comparison/index.ts'
import { recordKinds, validities } from '../foundations/publication-log/entries.ts'

/** Shapes of the public JSON API. */

const day = z.iso.date()
const code = z.string().max(100).optional()
const whole = (least: number, most: number, otherwise: number) =>
  z.coerce.number().int().min(least).max(most).default(otherwise)
const kind = z.enum(recordKinds)
const validity = z.enum(validities)

export const searchQuery = z.object({
  q: z.string().max(200).default('').describe('词语、引号中的短语、文号或索引号'),
  unit: code.describe('单位代码'),
  sector: code.describe('重点领域代码'),
  column: code.describe('栏目代码，包含下级栏目'),
  kind: kind.optional().describe('体裁'),
  from: day.optional().describe('发布日期不早于'),
  to: day.optional().describe('发布日期不晚于'),
  year: z.coerce.number().int().min(1900).max(2100).optional(),
  validity: validity.optional().describe('有效性'),
  sort: z.enum(['relevance', 'date']).default('relevance'),
  page: whole(1, 1000, 1),
  size: whole(1, 100, 20),
})

const facet = z.array(z.object({ value: z.string(), label: z.string(), count: z.number() }))

export const searchAnswer = z.object({
  total: z.number(),
  exact: z.boolean().describe('为 false 时 total 和各项计数是估计数'),
  items: z.array(
    z.object({
      id: z.number(),
      indexNumber: z.string(),
      title: z.string(),
      url: z.string(),
      unit: z.string(),
      docNumber: z.string(),
      kind,
      validity: validity.nullable(),
      publishedOn: z.string(),
      snippet: z.string().describe('转义过的 HTML，匹配处有 mark 标记'),
    }),
  ),
  facets: z.object({ unit: facet, sector: facet, kind: facet, year: facet, validity: facet }),
  readAs: z.array(z.object({ kind: z.enum(['words', 'phrase', 'doc_number', 'index_number']), text: z.string() })),
  suggestions: z.array(z.string()),
  tookMs: z.number(),
})

export const recordsQuery = z.object({
  unit: code.describe('单位代码'),
  column: code.describe('栏目代码，包含下级栏目'),
  after: whole(0, Number.MAX_SAFE_INTEGER, 0).describe('上一页的 next'),
  size: whole(1, 200, 50),
})

export const record = z.object({
  id: z.number(),
  indexNumber: z.string(),
  title: z.string(),
  url: z.string(),
  docNumber: z.string(),
  unit: z.object({ code: z.string(), name: z.string() }).nullable(),
  issuer: z.string(),
  column: z.object({ code: z.string(), title: z.string() }).nullable(),
  sector: z.object({ code: z.string(), name: z.string() }).nullable(),
  catalogueItemId: z.number().nullable(),
  kind,
  subject: z.array(z.string()),
  formedOn: z.string().nullable(),
  publishedOn: z.string(),
  publishedAt: z.string(),
  editionPublishedAt: z.string(),
  effectiveOn: z.string().nullable(),
  expiresOn: z.string().nullable(),
  validity: validity.nullable(),
  repeal: z
    .object({
      on: z.string(),
      by: z.string(),
      reason: z.string(),
      how: z.literal('superseded').optional().describe('被新的信息替代；没有这一项即为废止'),
      byId: z.number().optional().describe('替代或废止它的信息'),
    })
    .nullable(),
  replaces: z
    .array(z.object({ id: z.number(), how: z.enum(['repealed', 'superseded']) }))
    .optional()
    .describe('由它替代或废止的信息'),
  summary: z.string(),
  keywords: z.array(z.string()),
  source: z.string(),
  bodyHtml: z.string(),
  pictures: z
    .array(
      z.object({
        hash: z.string(),
        size: z.number(),
        mediaType: z.string(),
        width: z.number(),
        height: z.number(),
        url: z.string(),
      }),
    )
    .describe('正文中的图片'),
  attachments: z.array(
    z.object({
      position: z.number(),
      name: z.string(),
      size: z.number(),
      mediaType: z.string(),
      hash: z.string(),
      url: z.string(),
    }),
  ),
  edition: z.number(),
  history: z.array(z.object({ edition: z.number(), publishedAt: z.string(), reason: z.string() })),
  sourceId: z.string().nullable().describe('迁入前在原系统中的编号'),
})

export const editionsAnswer = z.object({
  items: z.array(
    z.object({
      edition: z.number(),
      publishedAt: z.string(),
      publishedOn: z.string(),
      reason: z.string(),
      title: z.string().nullable().describe('文字已撤回的版本为空'),
      bodyHtml: z.string().nullable(),
    }),
  ),
})

const edition = z.coerce.number().int().min(1).max(100_000)
export const changesQuery = z.object({ from: edition, to: edition })
const marked = { from: z.string(), to: z.string(), inline: z.string() }
export const changesAnswer = z.object({
  from: z.number(),
  to: z.number(),
  title: z.object(marked),
  changes: z.number().describe('正文有变化的段落和表格数'),
  rows: z.array(
    z.object({
      change: z.enum(changeKinds),
      from: z.string().nullable(),
      to: z.string().nullable(),
      inline: z.string().describe('增删之处用 ins 和 del 标出'),
    }),
  ),
  facts: z.array(z.object({ label: z.string(), inline: z.string() })).describe('信息项和附件的变化'),
})

export const recordsAnswer = z.object({ items: z.array(record), next: z.number().nullable() })
export const recordParams = z.object({ id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) })
export const fileParams = recordParams.extend({ hash: z.string().regex(/^[0-9a-f]{64}$/) })
export const recordAnswer = record.extend({ logSeq: z.number(), logHash: z.string() })
