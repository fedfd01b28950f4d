import { z } from 'zod'
import { cleanHtml, htmlToText, summaryOf, textToHtml } from '../../../foundations/documents/index.ts'
import { normaliseDocNumber } from '../../../foundations/numbers/index.ts'
import type { RecordKind } from '../../../foundations/publication-log/entries.ts'
import { recordKinds } from '../../../foundations/publication-log/entries.ts'
import { importWords as say } from './words.zh.ts'

/** One line of an export from an old portal: JSON with these fields, unknown values null. */
const shape = z.object({
  id: z.union([z.string().trim().min(1).max(200), z.int()]).transform(String),
  title: z.string().nullish(),
  body: z.string().nullish(),
  html: z.string().nullish(),
  doc_number: z.string().nullish(),
  issuer: z.string().nullish(),
  issued_on: z.string().nullish(),
  kind: z.string().nullish(),
  extra: z.record(z.string(), z.unknown()).nullish(),
})
export type RawLine = z.infer<typeof shape>

/** What is brought in of a line. */
export type IncomingRecord = {
  sourceId: string
  sourceUrl: string
  title: string
  bodyHtml: string
  bodyText: string
  docNumber: string
  issuer: string
  formedOn: string | null
  publishedOn: string | null
  effectiveOn: string | null
  /** The old portal marks it as no longer valid, without saying since when. */
  expired: boolean
  kind: RecordKind
  columnCode: string
  subject: string[]
  keywords: string[]
  summary: string
}

export type Refusal = { line: number; id: string | null; reason: string }

/** Kinds of old portals → our kind and the column in which the item will stand. Our own kinds are understood too. */
const places: Record<string, [RecordKind, string]> = {
  law: ['regulation', 'laws'],
  administrative_regulation: ['regulation', 'laws'],
  judicial_interpretation: ['regulation', 'laws'],
  local_regulation: ['regulation', 'laws'],
  department_rule: ['regulation', 'laws'],
  state_council_document: ['official_document', 'policies'],
  government_document: ['official_document', 'policies'],
  county_policy: ['official_document', 'policies'],
  normative_document: ['normative_document', 'normative'],
  notice: ['notice', 'notices'],
  news: ['news', 'news'],
  interpretation: ['interpretation', 'interpretation'],
  work_report: ['plan', 'plans'],
  resolution: ['plan', 'plans'],
  technical_guide: ['other', 'other-statutory'],
  case: ['case', 'other-statutory'],
  annual_report: ['annual_report', 'annual-report'],
  disclosure_guide: ['guide', 'guide'],
}

const placeOf = (kind: string | null | undefined): [RecordKind, string] => {
  const known = places[kind ?? '']
  if (known) return known
  return (recordKinds as readonly string[]).includes(kind ?? '')
    ? [kind as RecordKind, 'other-statutory']
    : ['other', 'other-statutory']
}

let lastDay = ''

/** An existing day; nothing on an old portal is older than 1900, so an earlier year is a slip. */
const isDay = (text: string) => {
  // One date stands three times in a line, and the next line has it often too.
  if (text === lastDay) return true
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '1900') return false
  try {
    if (Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() !== text) return false
    lastDay = text
    return true
  } catch {
    return false
  }
}

/** Keywords and topics are cut to what a draft may hold; they help to find the item and state nothing. */
const words = (value: unknown): string[] =>
  String(value ?? '')
    .split(/[\s;；,，、]+/)
    .filter(Boolean)
    .map((word) => word.slice(0, 40))
    .slice(0, 20)

/** A NUL or half a surrogate pair anywhere: PostgreSQL would refuse the whole batch for it. */
const unstorable = (value: unknown): boolean => {
  if (typeof value === 'string') return value.includes('\u0000') || !value.isWellFormed()
  return typeof value === 'object' && value !== null && Object.values(value).some(unstorable)
}

/** An id as it can be written into the report, whatever it holds. */
const reported = (id: unknown): string | null =>
  typeof id === 'string' || typeof id === 'number'
    ? String(id).slice(0, 200).replaceAll('\u0000', '\ufffd').toWellFormed()
    : null

const longestTitle = 300
/** Bound of `draftFields.bodyHtml`, in characters of HTML. */
const longestBody = 2_000_000

const wanted: Record<string, string> = { string: say.text, object: say.object, record: say.object }

const wrongField = (issue: z.core.$ZodIssue) =>
  say.badField(
    issue.path.join('.') || say.wholeLine,
    issue.path[0] === 'id' ? say.idText : (wanted[(issue as { expected?: string }).expected ?? ''] ?? say.text),
  )

/**
 * Reads one line. Whatever the line lacks is left open; what it states wrongly is a reason to refuse it, because a wrong
 * date or a cut title would be published as fact.
 * @param html HTML of the same item from a companion file, better than the plain text
 */
export const readLine = (
  text: string,
  html?: (id: string) => string | undefined,
): IncomingRecord | { reason: string; id: string | null } => {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { id: null, reason: say.notJson }
  }
  const parsed = shape.safeParse(json)
  if (!parsed.success) {
    const id = (json as { id?: unknown } | null)?.id
    return { id: reported(id), reason: wrongField(parsed.error.issues[0]!) }
  }
  const line = parsed.data
  const refuse = (reason: string) => ({ id: reported(line.id), reason })
  if (unstorable(line)) return refuse(say.unstorable)
  const title = line.title?.replace(/\s+/g, ' ').trim() ?? ''
  if (!title) return refuse(say.noTitle)
  if (title.length > longestTitle) return refuse(say.longTitle(title.length, longestTitle))
  const rich = line.html ?? html?.(line.id)
  const bodyHtml = rich ? cleanHtml(rich) : textToHtml(line.body ?? '')
  const bodyText = htmlToText(bodyHtml)
  if (!bodyText.trim()) return refuse(say.noBody)
  if (bodyHtml.length > longestBody) return refuse(say.longBody(bodyHtml.length, longestBody))
  if (unstorable(bodyHtml)) return refuse(say.unstorable)
  const extra = line.extra ?? {}
  const dates = { issued_on: line.issued_on, published_on: extra.published_on, valid_from: extra.valid_from }
  for (const [field, value] of Object.entries(dates))
    if (value && !isDay(String(value))) return refuse(say.badDate(field, String(value)))
  const day = (value: unknown) => (value ? String(value) : null)
  const [kind, columnCode] = placeOf(line.kind)
  return {
    sourceId: line.id,
    sourceUrl: String(extra.url ?? '').trim(),
    title,
    bodyHtml,
    bodyText,
    docNumber: line.doc_number ? normaliseDocNumber(line.doc_number) : '',
    issuer: line.issuer?.trim() ?? '',
    formedOn: day(line.issued_on),
    publishedOn: day(extra.published_on) ?? day(line.issued_on),
    effectiveOn: day(extra.valid_from),
    expired: extra.expired === true,
    kind,
    columnCode,
    subject: String(extra.topic ?? '')
      .split('\\')
      .filter(Boolean)
      .map((topic) => topic.slice(0, 50))
      .slice(0, 2),
    keywords: words(extra.keywords),
    summary: summaryOf(bodyText, 120),
  }
}
