import type { HiddenFinding, RemovableContent } from './finding.ts'
import { type Inspected, inspect } from './inspect.ts'
import { elements, openPackage } from './office-package.ts'
import { provesReadable } from './prove.ts'
import type { Trace } from './trace.ts'
import { settleWorkbook } from './workbook.ts'
import { applyEdits, attribute, cut, type Edit } from './xml-spans.ts'
import { openZip, writeZip, type ZipParts } from './zip-parts.ts'

export type Stripped = {
  bytes: Uint8Array
  removed: HiddenFinding[]
  left: HiddenFinding[]
  /** false: the cleaned copy did not pass the second reader, so `bytes` are the given ones. */
  proved: boolean
}

/** `drop`: hidden content to take out as well; somebody must have decided that. */
export type StripOptions = { drop?: readonly RemovableContent[] }

const addEdits = (to: Map<string, Edit[]>, from: ReadonlyMap<string, Edit[]>) => {
  for (const [part, edits] of from) to.set(part, [...(to.get(part) ?? []), ...edits])
}

/** Parts with edits applied and some dropped, together with what led to them. */
const rewrite = async (
  parts: ZipParts,
  office: boolean,
  edits: Map<string, Edit[]>,
  drop: Set<string>,
  replace: Map<string, Uint8Array>,
): Promise<Uint8Array> => {
  if (office && drop.size) {
    const pkg = openPackage(parts)
    for (const one of pkg.allRelationships)
      if (drop.has(one.to) && !one.external) addEdits(edits, new Map([[one.part, [cut(one.span)]]]))
    for (const name of [...drop]) {
      const slash = name.lastIndexOf('/')
      drop.add(`${name.slice(0, slash + 1)}_rels/${name.slice(slash + 1)}.rels`)
    }
    const types = pkg.xml('[Content_Types].xml')
    const overrides = elements(types, 'Override').filter((span) =>
      drop.has((attribute(types!.xml, span, 'PartName') ?? '').replace(/^\//, '')),
    )
    addEdits(edits, new Map([['[Content_Types].xml', overrides.map(cut)]]))
  }
  const encoder = new TextEncoder()
  const written: [string, Uint8Array][] = []
  for (const name of parts.names) {
    if (drop.has(name)) continue
    const changes = edits.get(name)
    const content = changes?.length
      ? encoder.encode(
          applyEdits(parts.text(name), changes).replace(/^(<\?xml[^>]*encoding=["'])utf-16(["'])/i, '$1UTF-8$2'),
        )
      : (replace.get(name) ?? parts.bytes(name))
    written.push([name, content])
  }
  return writeZip(written)
}

const removable = (trace: Trace, drop: readonly RemovableContent[]): boolean =>
  trace.content ? drop.includes(trace.content) && hasMeans(trace) : trace.finding.strippable
const hasMeans = ({ edits, drop, replace }: Trace) => Boolean(edits?.size || drop?.length || replace?.size)

/** One pass over a package; another follows, because what one change uncovers the next one takes. */
const onePass = async (
  inspected: Extract<Inspected, { how: 'parts' }>,
  drop: readonly RemovableContent[],
): Promise<{ bytes: Uint8Array; removed: HiddenFinding[] } | null> => {
  const chosen = inspected.traces.filter((trace) => removable(trace, drop))
  if (!chosen.length) return null
  const edits = new Map<string, Edit[]>()
  const gone = new Set<string>()
  const replace = new Map<string, Uint8Array>()
  for (const trace of chosen) {
    if (trace.edits) addEdits(edits, trace.edits)
    for (const name of trace.drop ?? []) gone.add(name)
    for (const [name, bytes] of trace.replace ?? []) replace.set(name, bytes)
  }
  const bytes = await rewrite(inspected.parts, inspected.pkg !== null, edits, gone, replace)
  return { bytes, removed: chosen.map((trace) => trace.finding) }
}

const sameFinding = (a: HiddenFinding, b: HiddenFinding) => a.kind === b.kind && a.place === b.place

const stripParts = async (
  given: Uint8Array,
  fileName: string,
  first: Extract<Inspected, { how: 'parts' }>,
  drop: readonly RemovableContent[],
) => {
  let bytes = given
  let now: Inspected = first
  const removed: HiddenFinding[] = []
  for (let pass = 0; pass < 60 && now.how === 'parts'; pass++) {
    const done = await onePass(now, drop)
    if (!done) break
    bytes = done.bytes
    for (const one of done.removed) if (!removed.some((known) => sameFinding(known, one))) removed.push(one)
    now = await inspect(bytes, fileName)
  }
  const cells = drop.some((one) => one === 'hidden-cells' || one === 'hidden-sheet')
  if (
    cells &&
    first.kind === 'xlsx' &&
    removed.some(({ kind }) => kind === 'hidden-cells' || kind === 'hidden-sheet')
  ) {
    const parts = openZip(bytes)
    const settled = settleWorkbook(openPackage(parts))
    bytes = await rewrite(parts, true, settled.edits, new Set(settled.drop), new Map())
    now = await inspect(bytes, fileName)
  }
  // What only the cleaning itself uncovered was not found in the file that was given.
  const known = new Set(first.findings.map(({ kind }) => kind))
  return { bytes, removed: removed.filter(({ kind }) => known.has(kind)), left: now.findings }
}

/**
 * The same file without what its reader does not see, and what was taken out and what could not be. Tracked changes are
 * accepted; comments, names, thumbnails, data stores, session ids, positions, scripts and attachments go. Hidden
 * content goes only when `drop` names it. Pictures are not encoded anew. The copy is opened by another reader and its
 * words compared with those before; if that fails the given bytes come back. A signed file is left alone. Stripping
 * twice changes nothing more. Never throws.
 */
export const stripHidden = async (
  bytes: Uint8Array,
  fileName: string,
  { drop = [] }: StripOptions = {},
): Promise<Stripped> => {
  const inspected = await inspect(bytes, fileName)
  const untouched = (proved: boolean): Stripped => ({ bytes, removed: [], left: inspected.findings, proved })
  try {
    let done: Omit<Stripped, 'proved'> | undefined
    if (inspected.how === 'parts' && !inspected.signed) done = await stripParts(bytes, fileName, inspected, drop)
    else if (inspected.how === 'image' && inspected.findings.length)
      done = { bytes: inspected.cleaned, removed: inspected.findings, left: [] }
    else if (inspected.how === 'pdf' && !inspected.pdf.signed) {
      const chosen = inspected.pdf.traces.filter((trace) => trace.remove)
      if (!chosen.length) return untouched(true)
      for (const trace of chosen) trace.remove!()
      const cleaned = await inspected.pdf.write()
      const left = (await inspect(cleaned, fileName)).findings
      done = { bytes: cleaned, removed: chosen.map((trace) => trace.finding), left }
    }
    if (!done?.removed.length) return untouched(true)
    const proof = await provesReadable(bytes, done.bytes, fileName, done.removed)
    return proof ? { ...done, proved: true } : untouched(false)
  } catch {
    return untouched(false)
  }
}
