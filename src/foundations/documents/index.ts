export { type Acceptance, acceptableAttachment, type RefusalKey } from './attachable.ts'
export {
  type DetectedDocument,
  type DocumentKind,
  detectDocument,
  documentKinds,
  extensionOf,
  type Trait,
} from './detect.ts'
export { dateAlone, datesIn } from './document-dates.ts'
export { type MetadataProposal, type Publicity, proposeMetadata } from './metadata.ts'
export { type DocumentRead, readDocument, type Unreadable } from './read.ts'
export type { ReadingWarning, UnreadableKey, WarningKey } from './reading.ts'
export { type CleanedHtml, cleanHtml, cleanHtmlWithReport, htmlToText, summaryOf, textToHtml } from './sanitize.ts'
