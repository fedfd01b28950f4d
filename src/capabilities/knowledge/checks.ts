import type { Finding } from '../../foundations/personal-data/index.ts'
import { maskFinding } from '../../foundations/personal-data/index.ts'
import type { WordFinding } from '../../foundations/wording/index.ts'
import type { EntryFields } from './entry.ts'
import { checkWords as say } from './words.zh.ts'

export type Severity = 'block' | 'warn' | 'info'

/**
 * One thing a person should see before a text goes on. `block` keeps it from going on, `warn` must be acknowledged at the
 * gates, `info` is for the eye. `start`/`end` are offsets into the text of `field`.
 */
export type Issue = {
  field: string
  key: string
  severity: Severity
  message: string
  start?: number
  end?: number
  text?: string
  replacement?: string
  link?: string
}

/** What the checks need to know beside the text; gathered by facts.ts. */
export type Facts = {
  today: string
  answerText: string
  findings: { field: TextField; finding: Finding }[]
  /** What the word list speaks against. */
  words: { field: TextField; finding: WordFinding }[]
  /** The sources as they stand today; one that was never public is not among them. */
  sources: { recordId: number; title: string; state: 'public' | keyof typeof say.states }[]
  /** Entries that may ask the same. */
  alike: { id: number; question: string }[]
}

export type TextField = 'question' | 'phrasings' | 'answerHtml'

const at = (field: string, key: string, severity: Severity, message: string): Issue => ({
  field,
  key,
  severity,
  message,
})

/** Below this a question cannot say what it asks. */
const shortest = 4

const missing = (fields: EntryFields, facts: Facts): Issue[] => {
  const issues: Issue[] = []
  if (!fields.question) issues.push(at('question', 'question-missing', 'block', say.questionMissing))
  else if ([...fields.question].length < shortest)
    issues.push(at('question', 'question-short', 'block', say.questionShort))
  if (!facts.answerText.trim()) issues.push(at('answerHtml', 'answer-missing', 'block', say.answerMissing))
  if (/<img\b/i.test(fields.answerHtml)) issues.push(at('answerHtml', 'pictures', 'block', say.pictures))
  if (fields.topic === 'other') issues.push(at('topic', 'topic-other', 'info', say.topicOther))
  if (!fields.reviewOn) issues.push(at('reviewOn', 'review-missing', 'block', say.reviewMissing))
  else if (fields.reviewOn <= facts.today) issues.push(at('reviewOn', 'review-past', 'block', say.reviewPast))
  if (!fields.sources.length) issues.push(at('sources', 'sources-missing', 'info', say.sourcesMissing))
  return issues
}

/** What an answer rests on must be public and in force (条例 art 6: accurate). */
const sources = (fields: EntryFields, facts: Facts): Issue[] =>
  fields.sources.flatMap((recordId) => {
    const found = facts.sources.find((one) => one.recordId === recordId)
    if (!found) return [at('sources', `source-unknown-${recordId}`, 'block', say.sourceUnknown)]
    if (found.state === 'public') return []
    return [at('sources', `source-ended-${recordId}`, 'block', say.sourceEnded(found.title, say.states[found.state]))]
  })

type Mend = { start: number; end: number; text: string; replacement?: string | undefined }

const found = (field: TextField, kind: string, severity: Severity, message: string, place: Mend): Issue => ({
  ...at(field, `${kind}-${field}-${place.start}`, severity, message),
  start: place.start,
  end: place.end,
  text: place.text,
  ...(place.replacement === undefined || place.replacement === place.text ? {} : { replacement: place.replacement }),
})

/** A mobile number may be a duty phone: somebody must look and answer for it (个人信息保护法 art 28). */
const leaks = ({ findings }: Facts): Issue[] =>
  findings.map(({ field, finding }) =>
    found(field, finding.kind, finding.kind === 'mobile_phone' ? 'warn' : finding.severity, finding.message, {
      ...finding,
      replacement: maskFinding(finding),
    }),
  )

const wording = ({ words }: Facts): Issue[] =>
  words.map(({ field, finding }) => found(field, finding.kind, finding.severity, finding.message, finding))

const alike = (facts: Facts): Issue[] =>
  facts.alike.map(({ id, question }) => ({
    ...at('question', `alike-${id}`, 'warn', say.alike(question)),
    link: `/knowledge/${id}`,
  }))

/** Everything that is missing, doubtful or must not go out. Never throws; the same list serves form, gate and action. */
export const checkEntry = (fields: EntryFields, facts: Facts): Issue[] => [
  ...missing(fields, facts),
  ...sources(fields, facts),
  ...leaks(facts),
  ...wording(facts),
  ...alike(facts),
]

export const blocking = (issues: readonly Issue[]): Issue[] => issues.filter((one) => one.severity === 'block')

/** Warnings that whoever decides has not acknowledged. */
export const unacknowledged = (issues: readonly Issue[], acknowledged: readonly string[]): Issue[] =>
  issues.filter((one) => one.severity === 'warn' && !acknowledged.includes(one.key))
