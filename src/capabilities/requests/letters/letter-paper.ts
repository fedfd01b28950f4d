import type { Paper } from '../../../foundations/paper/index.ts'
import type { LetterRow } from './store.ts'

/** A letter as a paper to print and sign for: number, title, text. Nothing leads to a public page. */
export const letterPaper = (
  letter: Pick<LetterRow, 'title' | 'number' | 'html' | 'issuedOn'>,
  agency: string,
  now: Temporal.Instant,
): Paper => ({
  title: letter.title,
  docNumber: letter.number ?? '',
  author: agency,
  facts: [],
  html: letter.html,
  pictures: {},
  warning: '',
  attachments: [],
  address: '',
  origin: [],
  qr: null,
  // The same letter gives the same bytes on whatever day it is printed.
  at: letter.issuedOn ? `${letter.issuedOn}T00:00:00Z` : now.toString(),
})
