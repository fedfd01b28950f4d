import { readDocument } from '../read.ts'
import type { HiddenFinding } from './finding.ts'
import { checkImage } from './images.ts'
import { openPackage } from './office-package.ts'
import { presentationWords } from './presentation.ts'
import { openZip } from './zip-parts.ts'

const squeeze = (text: string) => text.replace(/\s+/g, '')

/** Readers have nothing to say of pictures and slides: their own structure must hold. */
const holds = async (bytes: Uint8Array, cleaned: Uint8Array): Promise<boolean> => {
  const { fileTypeFromBuffer } = await import('file-type')
  const [before, after] = [await fileTypeFromBuffer(bytes), await fileTypeFromBuffer(cleaned)]
  return before?.mime === after?.mime && after !== undefined
}

/**
 * Opens the cleaned copy with a reader that had no part in the cleaning (mammoth, exceljs, pdf.js, the OFD reader) and
 * compares the words that a person sees in both. Words may differ only where hidden content was taken out on request.
 */
export const provesReadable = async (
  bytes: Uint8Array,
  cleaned: Uint8Array,
  fileName: string,
  removed: readonly HiddenFinding[],
): Promise<boolean> => {
  const [before, after] = [await readDocument(bytes, fileName), await readDocument(cleaned, fileName)]
  if (before.kind !== after.kind) return false
  if (before.ok !== after.ok) return false
  if (before.ok && after.ok) return squeeze(before.text) === squeeze(after.text)
  if (before.kind === 'image') return (await holds(bytes, cleaned)) && checkImage(cleaned)?.findings.length === 0
  if (before.kind === 'pptx') {
    if (removed.some(({ kind }) => kind === 'hidden-slide')) return true
    const words = (of: Uint8Array) => presentationWords(openPackage(openZip(of)))
    return words(bytes) === words(cleaned)
  }
  // A scan has no words to compare; the reader opened both to say so.
  return !before.ok && !after.ok && before.key === after.key
}
