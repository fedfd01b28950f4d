import { checkImage } from './images.ts'
import { type OfficePackage, openPackage } from './office-package.ts'
import { inspectPackage, isSigned } from './office-properties.ts'
import { inspectPresentation } from './presentation.ts'
import type { Trace } from './trace.ts'
import { inspectWord } from './word.ts'
import { inspectWorkbook } from './workbook.ts'
import type { ZipParts } from './zip-parts.ts'

export type OfficeKind = 'docx' | 'xlsx' | 'pptx'

const inspectors = { docx: inspectWord, xlsx: inspectWorkbook, pptx: inspectPresentation } as const

/** Pictures inside a package tell as much as pictures by themselves. */
export const inspectMedia = (parts: ZipParts, names: string[]): Trace[] =>
  names.flatMap((name) => {
    const bytes = parts.bytes(name)
    const checked = checkImage(bytes, name)
    return (checked?.findings ?? []).map((finding) => ({ finding, replace: new Map([[name, checked!.cleaned]]) }))
  })

export const inspectOffice = (
  parts: ZipParts,
  kind: OfficeKind,
): { traces: Trace[]; pkg: OfficePackage; signed: boolean } => {
  const pkg = openPackage(parts)
  const media = parts.names.filter(
    (name) => /\/media\/|^docProps\/thumbnail/.test(name) && /\.(jpe?g|png|webp|tiff?)$/i.test(name),
  )
  const traces = [...inspectors[kind](pkg), ...inspectPackage(pkg), ...inspectMedia(parts, media)]
  return { traces, pkg, signed: isSigned(pkg) }
}
