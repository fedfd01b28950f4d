import { diffArrays } from 'diff'
import { htmlToText } from '../../foundations/documents/index.ts'
import type { RevisionRow } from './store.ts'

const words = new Intl.Segmenter('zh', { granularity: 'word' })
const tokens = (text: string) => Array.from(words.segment(text), (part) => part.segment)
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** What changed from one text to another, word by word, as HTML with <ins> and <del>. */
const marked = (from: string, to: string): string =>
  diffArrays(tokens(from), tokens(to))
    .map((part) => {
      const text = escaped(part.value.join('')).replaceAll('\n', '<br>')
      if (part.added) return `<ins>${text}</ins>`
      return part.removed ? `<del>${text}</del>` : text
    })
    .join('')

const plain = (value: unknown) => (Array.isArray(value) ? value.join('、') : String(value ?? ''))

const compared = [
  'docNumber',
  'kind',
  'columnId',
  'subject',
  'formedOn',
  'effectiveOn',
  'expiresOn',
  'issuer',
  'summary',
  'keywords',
  'source',
  'attribute',
  'attributeReason',
] as const

/** Title, text and metadata of two revisions of one record side by side. */
export const compareRevisions = (from: RevisionRow, to: RevisionRow) => ({
  title: marked(from.title, to.title),
  body: marked(htmlToText(from.bodyHtml), htmlToText(to.bodyHtml)),
  metadata: compared
    .map((field) => ({ field, from: plain(from[field]), to: plain(to[field]) }))
    .filter((row) => row.from !== row.to),
  attachments: {
    removed: from.files.filter((file) => !to.files.some((other) => other.hash === file.hash)).map((file) => file.name),
    added: to.files.filter((file) => !from.files.some((other) => other.hash === file.hash)).map((file) => file.name),
  },
})
