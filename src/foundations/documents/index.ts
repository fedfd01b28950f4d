export { type Acceptance, acceptableAttachment, type RefusalKey } from './attachable.ts'
export {
  type DetectedDocument,
  type DocumentKind,
  detectDocument,
  documentKinds,
  extensionOf,
  type Trait,
} from './detect.ts'
export { type CleanedHtml, cleanHtml, cleanHtmlWithReport, htmlToText, summaryOf, textToHtml } from './sanitize.ts'
