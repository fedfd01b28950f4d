import { isGroundCode } from '../../foundations/classification/index.ts'
import type { FileIssue } from '../../foundations/documents/index.ts'
import { parseDocNumber } from '../../foundations/numbers/index.ts'
import { type Finding, maskFinding } from '../../foundations/personal-data/index.ts'
import type { WordFinding } from '../../foundations/wording/index.ts'
import { type DraftFields, kindsWithValidity } from './record.ts'
import { agreementIssues } from './rules/agreement.ts'
import type { Link } from './rules/links.ts'
import { type Names, nameIssues } from './rules/own-name.ts'
import { pictureIssues, type TextPicture } from './rules/pictures.ts'
import { type Replaced, replacingFault } from './rules/replacing.ts'
import { linkWords, replacingWords, checkWords as say } from './words.zh.ts'

export type Severity = 'block' | 'warn' | 'info'

/**
 * One thing a person should see before a text goes on. `block` keeps it from going on, `warn` must be acknowledged at
 * the gates, `info` is for the eye. `start`/`end` are offsets into the text of `field`.
 */
export type Issue = {
  field: string
  key: string
  severity: Severity
  message: string
  start?: number
  end?: number
  text?: string
  link?: string
  /** What to put in place of `text` when one click can mend it: the masked number, the right form. */
  replacement?: string
  /** Passes only with the reason of a named person, who opened what the checks could not read. */
  needsReason?: boolean
  /** The reason that somebody gave for the very same finding at an earlier gate. */
  reasoned?: { by: string; gate: string; reason: string }
  /** Hash of the attachment that can be cleaned of this. */
  cleanable?: string
}

export type Duplicate = { recordId: number; title: string; same: boolean; url: string }

/** What the checks need to know beside the draft; gathered by facts.ts. */
export type Facts = {
  today: string
  bodyText: string
  /** Slug of the column's entry, undefined when no column is chosen or the unit's pages have no such column. */
  columnFits: boolean
  catalogueItemKnown: boolean
  due: { on: string; provisional: boolean } | null
  /** An edition of this record is public now. */
  live: boolean
  duplicates: Duplicate[]
  findings: { field: TextField; finding: Finding }[]
  /** What was found in the attachments. */
  files: AttachedFile[]
  /** What the word list speaks against. */
  words: { field: TextField; finding: WordFinding }[]
  names: Names
  /** Links that do not lead the public anywhere. */
  links: DeadLink[]
  /** Personal data in the addresses of links, which no reader sees and everybody gets. */
  inLinks: Finding[]
  /** Pictures of the text in their order, and which of them are kept here. */
  pictures: { placed: TextPicture[]; kept: ReadonlySet<string> }
  /** The public items that the draft means to end. */
  replaced: { recordId: number | null; byGovernment: boolean; items: Replaced[] }
  /** A public item of the same 文号. */
  sameNumber: { title: string; url: string } | null
}

/** Every field whose words become public. Several words of one field stand in lines of one text. */
export type TextField =
  | 'title'
  | 'bodyHtml'
  | 'summary'
  | 'docNumber'
  | 'issuer'
  | 'source'
  | 'keywords'
  | 'attachments'

export type DeadLink = { link: Link; trouble: 'missing' | 'withdrawn' | 'inside' | 'dead'; status: number | null }

export type AttachedFile = { hash: string; name: string; issues: FileIssue[] }

const at = (field: string, key: string, severity: Severity, message: string): Issue => ({
  field,
  key,
  severity,
  message,
})

const missing = (draft: DraftFields, facts: Facts): Issue[] => {
  const issues: Issue[] = []
  if (!draft.title) issues.push(at('title', 'title-missing', 'block', say.titleMissing))
  if (!facts.bodyText.trim() && draft.attachments.length === 0)
    issues.push(at('bodyHtml', 'body-missing', 'block', say.bodyMissing))
  if (draft.columnId === null) issues.push(at('columnId', 'column-missing', 'block', say.columnMissing))
  else if (!facts.columnFits) issues.push(at('columnId', 'column-unfit', 'block', say.columnUnfit))
  if (draft.catalogueItemId !== null && !facts.catalogueItemKnown)
    issues.push(at('catalogueItemId', 'catalogue-item-unknown', 'block', say.catalogueItemUnknown))
  if (!draft.formedOn) issues.push(at('formedOn', 'formed-missing', 'block', say.formedMissing))
  if (draft.kind === 'normative_document') {
    if (!draft.docNumber) issues.push(at('docNumber', 'doc-number-missing', 'block', say.docNumberMissing))
    if (!draft.effectiveOn) issues.push(at('effectiveOn', 'effective-missing', 'block', say.effectiveMissing))
    if (draft.subject.length < 1) issues.push(at('subject', 'subject-missing', 'warn', say.subjectMissing))
  }
  if (!draft.summary) issues.push(at('summary', 'summary-missing', 'info', say.summaryMissing))
  return issues
}

const dates = (draft: DraftFields, facts: Facts): Issue[] => {
  const issues: Issue[] = []
  const { formedOn, effectiveOn, expiresOn } = draft
  if (formedOn && formedOn > facts.today) issues.push(at('formedOn', 'formed-future', 'block', say.formedFuture))
  if (effectiveOn && expiresOn && expiresOn <= effectiveOn)
    issues.push(at('expiresOn', 'expires-before-effective', 'block', say.expiresBeforeEffective))
  if (formedOn && effectiveOn && effectiveOn < formedOn)
    issues.push(at('effectiveOn', 'effective-before-formed', 'warn', say.effectiveBeforeFormed))
  if ((effectiveOn || expiresOn) && !kindsWithValidity.includes(draft.kind))
    issues.push(at('effectiveOn', 'validity-unusual', 'info', say.validityUnusual))
  if (facts.due && facts.due.on < facts.today && !facts.live)
    issues.push(at('formedOn', 'overdue', 'warn', say.overdue(facts.due.on)))
  return issues
}

const number = (draft: DraftFields, facts: Facts): Issue[] => [
  ...shapeOfNumber(draft),
  ...(facts.sameNumber
    ? [
        {
          ...at('docNumber', 'doc-number-taken', 'warn', say.docNumberTaken(facts.sameNumber.title)),
          link: facts.sameNumber.url,
        },
      ]
    : []),
]

const shapeOfNumber = (draft: DraftFields): Issue[] => {
  if (!draft.docNumber) return []
  const parsed = parseDocNumber(draft.docNumber)
  if (!parsed) return [at('docNumber', 'doc-number-shape', 'warn', say.docNumberShape)]
  if (parsed.year && draft.formedOn && Number(draft.formedOn.slice(0, 4)) !== parsed.year)
    return [at('docNumber', 'doc-number-year', 'warn', say.docNumberYear(parsed.year, draft.formedOn.slice(0, 4)))]
  return []
}

/** 国办发〔2016〕80号: what is not proactively public needs its reason, not_public also the ground of arts 14-16. */
const attribute = (draft: DraftFields, facts: Facts): Issue[] => {
  if (draft.attribute === 'proactive') return []
  const issues: Issue[] = []
  if (draft.attribute === 'not_public' && !isGroundCode(draft.exemptionGround))
    issues.push(at('exemptionGround', 'ground-missing', 'block', say.groundMissing))
  if (!draft.attributeReason)
    issues.push(at('attributeReason', 'attribute-reason-missing', 'block', say.attributeReasonMissing))
  if (facts.live) issues.push(at('attribute', 'attribute-live', 'block', say.attributeLive))
  return issues
}

const repeated = (facts: Facts): Issue[] =>
  facts.duplicates.map((one) => ({
    ...at(
      'bodyHtml',
      `duplicate-${one.recordId}`,
      'warn',
      one.same ? say.duplicateSame(one.title) : say.duplicateNear(one.title),
    ),
    link: one.url,
  }))

/**
 * A mobile number may be the duty phone of a notice: somebody must look and answer for it, but it does not stop the
 * text as an identity number does (个人信息保护法 art 28 against 条例 art 12).
 */
const severityOf = (finding: Finding): Severity => (finding.kind === 'mobile_phone' ? 'warn' : finding.severity)

const leaks = (facts: Pick<Facts, 'findings'>): Issue[] =>
  facts.findings.map(({ field, finding }) => ({
    field,
    key: `${finding.kind}-${field}-${finding.start}`,
    severity: severityOf(finding),
    message: field === 'attachments' ? say.inFileName(finding.message) : finding.message,
    start: finding.start,
    end: finding.end,
    text: finding.text,
    ...replacementOf(maskFinding(finding), finding.text),
  }))

const inLinks = (facts: Pick<Facts, 'inLinks'>): Issue[] =>
  facts.inLinks.map((finding, i) => ({
    ...at('bodyHtml', `${finding.kind}-link-${i + 1}`, severityOf(finding), linkWords.personal(finding.message)),
    text: finding.text,
  }))

const replacementOf = (replacement: string | undefined, text: string) =>
  replacement === undefined || replacement === text ? {} : { replacement }

const wording = (facts: Pick<Facts, 'words'>): Issue[] =>
  facts.words.map(({ field, finding }) => ({
    field,
    key: `${finding.kind}-${field}-${finding.start}`,
    severity: finding.severity,
    message: finding.message,
    start: finding.start,
    end: finding.end,
    text: finding.text,
    ...replacementOf(finding.replacement, finding.text),
  }))

const replacing = (draft: DraftFields, facts: Facts): Issue[] => {
  const { recordId, byGovernment: government } = facts.replaced
  const maker = { recordId, unitId: facts.names.unitId, government }
  return draft.replaces.flatMap((one, i) => {
    const found = facts.replaced.items.find((item) => item.recordId === one.recordId)
    const earlier = draft.replaces.slice(0, i).map(({ recordId }) => recordId)
    const fault = replacingFault(one, earlier, found, maker)
    if (!fault) return []
    return [
      at(
        'replaces',
        `replaces-${fault.replace('_', '-')}-${one.recordId}`,
        'block',
        replacingWords[fault](found?.title),
      ),
    ]
  })
}

const deadLinks = (facts: Pick<Facts, 'links'>): Issue[] =>
  facts.links.map(({ link, trouble, status }) =>
    at('bodyHtml', `link-${trouble}-${link.href.slice(0, 100)}`, 'warn', linkWords[trouble](link.href, status)),
  )

/**
 * Files go out whole, with all that nobody sees in them. What only tells how a file was made is not for this list; it
 * goes when the file is cleaned.
 */
const attached = (facts: Pick<Facts, 'files'>): Issue[] =>
  facts.files.flatMap(({ hash, name, issues }) =>
    issues
      .filter(({ severity }) => severity !== 'info')
      .map((one, i) => ({
        field: 'attachments',
        key: `file-${hash.slice(0, 16)}-${one.kind}-${i}`,
        severity: one.severity,
        message: say.inFile(name, one.message, one.place, one.source === 'hidden' ? 1 : one.count),
        text: one.text,
        ...(one.needsReason ? { needsReason: true } : {}),
        ...(one.strippable ? { cleanable: hash } : {}),
      })),
  )

/** Everything that is missing, doubtful or must not go out. Never throws; the same list serves form, gate and action. */
export const checkDraft = (draft: DraftFields, facts: Facts): Issue[] => [
  ...missing(draft, facts),
  ...dates(draft, facts),
  ...number(draft, facts),
  ...agreementIssues(draft, facts.bodyText),
  ...nameIssues(draft, facts.bodyText, facts.names),
  ...attribute(draft, facts),
  ...replacing(draft, facts),
  ...leaks(facts),
  ...inLinks(facts),
  ...wording(facts),
  ...pictureIssues(facts.pictures.placed, facts.pictures.kept),
  ...deadLinks(facts),
  ...attached(facts),
  ...repeated(facts),
]

/** What must not go out with any text and any file, whatever else they are: the part of the gate that other releases share. */
export const checkContents = (facts: Pick<Facts, 'findings' | 'words' | 'links' | 'inLinks' | 'files'>): Issue[] => [
  ...leaks(facts),
  ...inLinks(facts),
  ...wording(facts),
  ...deadLinks(facts),
  ...attached(facts),
]

export const blocking = (issues: Issue[]): Issue[] => issues.filter((one) => one.severity === 'block')

/** Warnings that whoever decides has not acknowledged. */
export const unacknowledged = (issues: Issue[], acknowledged: readonly string[]): Issue[] =>
  issues.filter((one) => one.severity === 'warn' && !acknowledged.includes(one.key))

/** Warnings that pass only with a written reason, which nobody has given yet. */
export const needingReason = (issues: Issue[]): Issue[] =>
  issues.filter((one) => one.severity === 'warn' && one.needsReason === true && !one.reasoned)
