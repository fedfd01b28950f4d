import { escapeText } from '../../../foundations/documents/index.ts'
import type { Paper } from '../../../foundations/paper/index.ts'
import type { ArchiveIndex } from './archive-index.ts'
import { archiveWords as words } from './words.zh.ts'

const rowOf = (cells: readonly (string | number)[], cell: 'td' | 'th') =>
  `<tr>${cells.map((text) => `<${cell}>${escapeText(String(text))}</${cell}>`).join('')}</tr>`

/** 卷内目录 as a paper to print and lay on top of the file. */
export const indexPaper = (index: ArchiveIndex, now: Temporal.Instant): Paper => ({
  title: words.title,
  docNumber: index.caseNumber,
  author: index.unitName,
  facts: [
    [words.caption, index.title],
    [words.unit, index.unitName],
    [words.code, index.code],
    [words.keep, words.years(index.keepYears)],
    [words.total, words.totals(index.items.length, index.pages, index.loose)],
    [
      words.state,
      index.state === 'kept' ? words.keptOn(index.archivedOn!) : index.state === 'draft' ? words.draft : words.notKept,
    ],
  ],
  html: `<table><thead>${rowOf(words.head, 'th')}</thead><tbody>${index.items
    .map(({ serial, number, by, title, on, from, to, note }) =>
      rowOf([serial, number, by, title, on, from === null ? words.oneCopy : words.pages(from, to!), note], 'td'),
    )
    .join('')}</tbody></table>`,
  pictures: {},
  warning: '',
  attachments: [],
  address: '',
  origin: [],
  qr: null,
  // What is kept gives the same bytes on whatever day it is printed.
  at: index.archivedOn ? `${index.archivedOn}T00:00:00Z` : now.toString(),
})
