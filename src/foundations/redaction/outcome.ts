import type { GroundCode } from '../classification/index.ts'
import { refusalWords } from './words.zh.ts'

export type RedactionRefusal = keyof typeof refusalWords

/** Why no copy was made; `message` is for the clerk. */
export type Refused = { ok: false; key: RedactionRefusal; message: string }

/** Thrown inside this folder only; the public functions turn it into a `Refused`. */
export class CannotRedact extends Error {
  key: RedactionRefusal
  constructor(key: RedactionRefusal) {
    super(key)
    this.key = key
  }
}

export const refused = (key: RedactionRefusal): Refused => ({ ok: false, key, message: refusalWords[key] })

/** A kind of thing that went beside the marked places, or a thing to look at. Never holds words of the document. */
export type Told = { key: string; message: string }

export type RedactionReport = {
  /** Bars painted, after overlapping passages became one. */
  bars: number
  /** Marks by ground. */
  byGround: Partial<Record<GroundCode, number>>
  /** Pages that are now pictures, from 1: marked ones, and others that could not be copied without carrying more. */
  pagesFlattened: number[]
  /** What else is not in the copy any more: properties, comments, links … */
  removed: Told[]
  /** What the clerk should look at: the same words elsewhere, pages drawn coarsely, pages without text layer. */
  notes: Told[]
}

export type Redacted = { ok: true; bytes: Uint8Array; mediaType: string; report: RedactionReport }

/** Called after each page (or part) with how many are done. */
export type Progress = (done: number, all: number) => void

export const countGrounds = (marks: readonly { ground: GroundCode }[]): RedactionReport['byGround'] => {
  const counts: RedactionReport['byGround'] = {}
  for (const { ground } of marks) counts[ground] = (counts[ground] ?? 0) + 1
  return counts
}
