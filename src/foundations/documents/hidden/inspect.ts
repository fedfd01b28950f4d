import { type DetectedDocument, detectDocument } from '../detect.ts'
import { finding, type HiddenFinding } from './finding.ts'
import { checkImage, isCleanableImage } from './images.ts'
import { inspectOffice } from './office.ts'
import type { OfficePackage } from './office-package.ts'
import type { OpenedPdf } from './pdf.ts'
import type { Trace } from './trace.ts'
import { placeWords, unreadableReasons } from './words.zh.ts'
import { openZip, ZipFault, type ZipParts } from './zip-parts.ts'

/** A file as the gate sees it: what it hides and, where that can be taken out, the means to do so. */
export type Inspected = { kind: DetectedDocument['kind']; findings: HiddenFinding[] } & (
  | { how: 'parts'; traces: Trace[]; parts: ZipParts; signed: boolean; pkg: OfficePackage | null }
  | { how: 'pdf'; pdf: OpenedPdf }
  | { how: 'image'; cleaned: Uint8Array }
  | { how: 'none' }
)

const unreadable = (reason: keyof typeof unreadableReasons, place = ''): HiddenFinding =>
  finding('unreadable', { sample: unreadableReasons[reason], place })

/** Members of a .zip are looked at one by one; archives inside it are not opened. */
const inspectMembers = async (bytes: Uint8Array): Promise<HiddenFinding[]> => {
  const parts = openZip(bytes)
  const found: HiddenFinding[] = []
  for (const name of parts.names.slice(0, 500)) {
    const member = await inspect(parts.bytes(name), name, true)
    for (const one of member.findings)
      found.push({ ...one, place: placeWords.insideZip(name, one.place), strippable: false })
  }
  if (parts.names.length > 500) found.push(unreadable('tooLarge'))
  return found
}

const look = async (bytes: Uint8Array, detected: DetectedDocument, nested: boolean): Promise<Inspected> => {
  const { kind, traits } = detected
  const none = (...findings: HiddenFinding[]): Inspected => ({ kind, how: 'none', findings })
  if (traits.includes('empty')) return none()
  if (traits.includes('encrypted')) return none(unreadable('encrypted'))
  if (traits.includes('broken')) return none(unreadable('broken'))
  switch (kind) {
    case 'docx':
    case 'xlsx':
    case 'pptx': {
      const parts = openZip(bytes)
      const { traces, signed, pkg } = inspectOffice(parts, kind)
      return { kind, how: 'parts', parts, traces, signed, pkg, findings: traces.map((one) => one.finding) }
    }
    case 'ofd': {
      const parts = openZip(bytes)
      const { inspectOfd } = await import('./ofd.ts')
      const { traces, signed } = inspectOfd(parts)
      return { kind, how: 'parts', parts, traces, signed, pkg: null, findings: traces.map((one) => one.finding) }
    }
    case 'pdf': {
      const { inspectPdf } = await import('./pdf.ts')
      const pdf = await inspectPdf(bytes)
      return { kind, how: 'pdf', pdf, findings: pdf.traces.map((one) => one.finding) }
    }
    case 'doc':
    case 'xls':
    case 'ppt': {
      const { inspectOle } = await import('./ole.ts')
      return none(...(await inspectOle(bytes, kind)))
    }
    case 'image': {
      const checked = checkImage(bytes)
      if (checked) return { kind, how: 'image', ...checked }
      // GIF and BMP hold no places or devices; HEIC does and cannot be looked into.
      const harmless = /gif|bmp/.test(detected.mediaType) && !isCleanableImage(bytes)
      return harmless ? none() : none(unreadable(isCleanableImage(bytes) ? 'broken' : 'unsupported'))
    }
    case 'zip':
      return none(...(nested ? [unreadable('nested')] : await inspectMembers(bytes)))
    case 'text':
    case 'html':
      return none()
    default:
      return none(unreadable('unsupported'))
  }
}

/** Looks into a file. Never throws: what cannot be looked into is a finding of its own. */
export const inspect = async (bytes: Uint8Array, fileName: string, nested = false): Promise<Inspected> => {
  const detected = await detectDocument(bytes, fileName)
  try {
    return await look(bytes, detected, nested)
  } catch (error) {
    const fault = error instanceof ZipFault ? error.fault : /encrypted/i.test(String(error)) ? 'encrypted' : 'broken'
    return { kind: detected.kind, how: 'none', findings: [unreadable(fault)] }
  }
}
