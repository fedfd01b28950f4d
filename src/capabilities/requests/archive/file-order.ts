import type { LetterKey } from '../letters/letter-kinds.ts'
import type { DocumentKind } from '../request.ts'

/**
 * 卷内目录: the order in which the pieces of a closed case lie in its file, and the page numbers that run through it.
 * 归档文件整理规则 (DA/T 22): 复文 before 来文, the final text before what led to it.
 */

/** What a piece of the file is: a paper, a letter, or a record that the system alone holds. */
export type PieceKind = DocumentKind | LetterKey | 'request' | 'searches'

export type Piece = {
  /** Of the paper or letter; `request`, `searches` for the system's own records. */
  id: string
  kind: PieceKind
  /** The day it bears. */
  on: string
  /** Null where they cannot be known: counted as one copy, outside the running numbers. */
  pages: number | null
}

const order: readonly (readonly PieceKind[])[] = [
  ['release'],
  ['request', 'scan'],
  ['attachment', 'identity'],
  ['registration_receipt'],
  ['correction_notice'],
  ['correction'],
  ['consult_third_party', 'consult_joint_maker', 'consult_told_applicant', 'override_told_third_party'],
  ['opinion'],
  ['help_letter'],
  ['searches'],
  ['source'],
  ['reasons_notice', 'extension_notice', 'delay_notice', 'fee_notice'],
  ['service_receipt'],
]

/** Answers come first, whatever has no place of its own comes last. */
const placeOf = (kind: PieceKind): number => {
  if (kind.startsWith('reply_')) return -1
  const at = order.findIndex((kinds) => kinds.includes(kind))
  return at < 0 ? order.length : at
}

/** The pieces as they lie in the file: by what they are, then by day; those of one day stay as they came. */
export const inFileOrder = <P extends Piece>(pieces: readonly P[]): P[] =>
  pieces.toSorted((a, b) => placeOf(a.kind) - placeOf(b.kind) || a.on.localeCompare(b.on))

/** Serial numbers from 1, and the first and last page of each piece in one count through the whole file. */
export const numbered = <P extends Piece>(pieces: readonly P[]) => {
  let last = 0
  return pieces.map((piece, i) => {
    if (piece.pages === null) return { ...piece, serial: i + 1, from: null, to: null }
    const from = last + 1
    last += piece.pages
    return { ...piece, serial: i + 1, from, to: last }
  })
}
