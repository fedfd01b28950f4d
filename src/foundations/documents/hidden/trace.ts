import type { HiddenFinding, RemovableContent } from './finding.ts'
import type { Edit } from './xml-spans.ts'

/**
 * A finding together with how it is taken out of a package of parts: cuts in XML, parts to drop, parts to replace.
 * One walk over the file makes both, so what is found and what is cleaned cannot drift apart.
 */
export type Trace = {
  finding: HiddenFinding
  edits?: Map<string, Edit[]>
  drop?: string[]
  replace?: Map<string, Uint8Array>
  /** It is content: taken out only when asked by this name. */
  content?: RemovableContent
}

export const noted = (...findings: HiddenFinding[]): Trace[] => findings.map((finding) => ({ finding }))

export const editing = (part: string, edits: Edit[]): Map<string, Edit[]> => new Map([[part, edits]])
