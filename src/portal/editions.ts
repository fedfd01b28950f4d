import {
  type ComparedRow,
  compareTexts,
  compareValues,
  compareWords,
  type Marked,
} from '../foundations/comparison/index.ts'
import { escapeText } from '../foundations/documents/index.ts'
import { paperWords } from '../foundations/paper/words.zh.ts'
import type { RecordPublished } from '../foundations/publication-log/entries.ts'
import type { PublicRecord, Replica } from './replica/types.ts'
import { versionWords as w } from './version-words.zh.ts'
import { words } from './words.zh.ts'

type Shown = Extract<PublicRecord, { state: 'published' }>

/** One edition that was public; `record` is undefined when its text was withdrawn and is given to nobody any more. */
export type Edition = { number: number; publishedAt: string; reason: string; record: RecordPublished | undefined }

/** Every edition of a live item, newest first, by the log's own account of it. */
export function editionsOf(shown: Shown, replica: Replica): Edition[] {
  const texts = new Map([...replica.earlierEditions(shown.record.id), shown.record].map((one) => [one.edition, one]))
  return shown.record.history.map(({ edition, publishedAt, reason }) => ({
    number: edition,
    publishedAt,
    reason,
    record: texts.get(edition),
  }))
}

/** The text of an edition; a picture that the item does not show any more is told by its words. */
export function textOf(record: RecordPublished, live: RecordPublished): string {
  const shown = new Set((live.pictures ?? []).map(({ hash }) => hash))
  return record.bodyHtml.replace(
    /<img src="[^"]*?([0-9a-f]{64})?" alt="([^"]*)"[^>]*>/g,
    (img, hash?: string, alt = '') => (hash && shown.has(hash) ? img : paperWords.picture(alt)),
  )
}

const facts: [label: string, value: (record: RecordPublished) => string | null, sentence?: true][] = [
  [words.item.docNumber, (r) => r.docNumber],
  [words.item.issuer, (r) => r.issuer],
  [words.item.subject, (r) => r.subject.join('\\')],
  [words.item.formedOn, (r) => r.formedOn],
  [words.item.effectiveOn, (r) => r.effectiveOn],
  [words.item.expiresOn, (r) => r.expiresOn],
  [words.item.keywords, (r) => r.keywords.join(' ')],
  [words.item.summary, (r) => r.summary, true],
]

export type ComparedEditions = {
  title: Marked
  rows: ComparedRow[]
  changes: number
  facts: { label: string; inline: string }[]
}

/** What changed between two editions: title, text, facts and the names of attachments. */
export function compareEditions(from: RecordPublished, to: RecordPublished, live: RecordPublished): ComparedEditions {
  const told = facts.flatMap(([label, value, sentence]) => {
    const [old, now] = [value(from) ?? '', value(to) ?? '']
    return old === now ? [] : [{ label, inline: (sentence ? compareWords : compareValues)(old, now).inline }]
  })
  const names = (record: RecordPublished) =>
    new Map(record.attachments.map((file) => [`${file.hash} ${file.name}`, file.name]))
  const [old, now] = [names(from), names(to)]
  const without = (a: Map<string, string>, b: Map<string, string>) =>
    [...a].filter(([key]) => !b.has(key)).map(([, n]) => n)
  return {
    title: compareWords(from.title, to.title),
    ...compareTexts(textOf(from, live), textOf(to, live)),
    facts: [
      ...told,
      ...without(old, now).map((name) => ({ label: w.fileRemoved, inline: `<del>${escapeText(name)}</del>` })),
      ...without(now, old).map((name) => ({ label: w.fileAdded, inline: `<ins>${escapeText(name)}</ins>` })),
    ],
  }
}
