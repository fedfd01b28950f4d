export { checkApart, pageCountApart, readApart, stripApart } from './apart.ts'
export { type Acceptance, acceptableAttachment, type RefusalKey } from './attachable.ts'
export { checkFile, type FileCheck, type FileFinding, type FileIssue, issuesOf } from './check-file.ts'
export type { Block, Cell, Paragraph, Table } from './clean-tree.ts'
export {
  type DetectedDocument,
  type DocumentKind,
  detectDocument,
  documentKinds,
  extensionOf,
  type Trait,
} from './detect.ts'
export { dateAlone, datesIn } from './document-dates.ts'
export { findHidden } from './hidden/find-hidden.ts'
export { type HiddenFinding, type HiddenKind, type RemovableContent, removableContent } from './hidden/finding.ts'
export { type StripOptions, type Stripped, stripHidden } from './hidden/strip.ts'
export { type MetadataProposal, type Publicity, proposeMetadata } from './metadata.ts'
export { type Preview, type PreviewPage, previewDocument, previewVersion } from './preview/preview.ts'
export { previewApart } from './preview/preview-apart.ts'
export { type DocumentRead, readDocument, type Unreadable } from './read.ts'
export { type PictureRead, pictureAt, type ReadingWarning, type UnreadableKey, type WarningKey } from './reading.ts'
export { escapeText, type Run, runsText, writeRuns } from './runs.ts'
export {
  blocksOf,
  type CleanedHtml,
  cleanHtml,
  cleanHtmlWithReport,
  htmlToText,
  summaryOf,
  textToHtml,
  writeBlocks,
} from './sanitize.ts'
