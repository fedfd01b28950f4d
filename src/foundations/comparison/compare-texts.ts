import { type Block, blocksOf } from '../documents/index.ts'
import { align, type Pair } from './align.ts'
import { compareTables } from './compare-tables.ts'
import { compareRuns, type Marked } from './compare-words.ts'
import { textLikeness } from './likeness.ts'
import { type Unit, unitsOf } from './units.ts'

export const changeKinds = ['same', 'changed', 'added', 'removed', 'moved_away', 'moved_here'] as const
export type ChangeKind = (typeof changeKinds)[number]

/**
 * One paragraph, item or table of both texts, in order. `from` and `to` are clean HTML with `del` and `ins`, null where it
 * does not stand; `inline` is both in one. Read in one column, `inline` of all rows is the whole text.
 */
export type ComparedRow = { change: ChangeKind; from: string | null; to: string | null; inline: string }

/** `changes`: rows that differ, a moved one counted once. */
export type ComparedText = { rows: ComparedRow[]; changes: number }

const compareUnits = (from: Unit, to: Unit): Marked => {
  if (from.kind === 'words' && to.kind === 'words') {
    const marked = compareRuns(from.runs, to.runs)
    return { from: from.wrap(marked.from), to: to.wrap(marked.to), inline: to.wrap(marked.inline) }
  }
  if (from.kind === 'table' && to.kind === 'table') {
    const marked = compareTables(from.table, to.table, (a, b) => joined(compareBlocks(a.blocks, b.blocks)))
    return { from: from.wrap(marked.from), to: to.wrap(marked.to), inline: to.wrap(marked.inline) }
  }
  const [old, now] = [`<del>${from.html}</del>`, `<ins>${to.html}</ins>`]
  return { from: old, to: now, inline: old + now }
}

const row = ({ from, to, same, moved }: Pair<Unit>): ComparedRow => {
  if (from && to && same) return { change: 'same', from: from.html, to: to.html, inline: to.html }
  if (from && to) return { change: 'changed', ...compareUnits(from, to) }
  if (from) {
    const html = moved ? from.html : `<del>${from.html}</del>`
    return { change: moved ? 'moved_away' : 'removed', from: html, to: null, inline: html }
  }
  const html = moved ? to!.html : `<ins>${to!.html}</ins>`
  return { change: moved ? 'moved_here' : 'added', from: null, to: html, inline: html }
}

const compareBlocks = (from: Block[], to: Block[]): ComparedRow[] => {
  const alike = textLikeness()
  return align(unitsOf(from), unitsOf(to), {
    key: (unit) => unit.key,
    alike: (a, b) => (a.kind === b.kind ? alike(a.text, b.text) : -1),
    threshold: 0.35,
    mayMove: (unit) => unit.text.trim().length >= 4,
  }).map(row)
}

const joined = (rows: ComparedRow[]): Marked => ({
  from: rows.map((one) => one.from ?? '').join(''),
  to: rows.map((one) => one.to ?? '').join(''),
  inline: rows.map((one) => one.inline).join(''),
})

/**
 * What changed between two clean HTML texts: paragraph by paragraph, row by row and cell by cell inside tables, word by
 * word inside paragraphs. Safe to put into a page as it is. Pure.
 */
export const compareTexts = (from: string, to: string): ComparedText => {
  const rows = compareBlocks(blocksOf(from), blocksOf(to))
  return { rows, changes: rows.filter(({ change }) => change !== 'same' && change !== 'moved_away').length }
}
