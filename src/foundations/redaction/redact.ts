import type { DocumentKind } from '../documents/index.ts'
import { type BlockMark, isPageMark, type Mark, maxMarks, type PageMark } from './mark.ts'
import { CannotRedact, type Progress, type Redacted, type Refused } from './outcome.ts'
import { orRefused } from './outline.ts'

/**
 * 区分处理 (条例 art 37): a copy of a file in which what the marks cover is truly gone, each place with its ground. `kind`
 * is what `detectDocument` said of the bytes; `marks` passed `marksSchema`. Never throws for what is in a file: what
 * cannot be done safely is refused with a sentence. In a process apart: `redactApart`.
 */
export const redact = (
  bytes: Uint8Array,
  kind: DocumentKind,
  marks: readonly Mark[],
  progress: Progress = () => undefined,
): Promise<Redacted | Refused> =>
  orRefused(async () => {
    if (bytes.length === 0) throw new CannotRedact('empty')
    if (marks.length > maxMarks) throw new CannotRedact('too-many-marks')
    if (kind !== 'docx' && kind !== 'pdf' && kind !== 'image') throw new CannotRedact('not-supported')
    if (marks.some((mark) => isPageMark(mark) === (kind === 'docx'))) throw new CannotRedact('wrong-mark')
    if (kind === 'docx') return (await import('./redact-word.ts')).redactWord(bytes, marks as BlockMark[], progress)
    if (kind === 'pdf') return (await import('./redact-pdf.ts')).redactPdf(bytes, marks as PageMark[], progress)
    return (await import('./redact-image.ts')).redactImage(bytes, marks as PageMark[], progress)
  })
