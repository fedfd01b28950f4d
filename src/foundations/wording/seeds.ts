import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { readEntry } from './columns.ts'
import { type WordEntry, wordFaults } from './entry.ts'
import { compileWords, type WordList } from './find-words.ts'

const folder = fileURLToPath(new URL('../../../db/seeds/law/words/', import.meta.url))

/** One file of entries as shipped. Throws when it is unsound: a wrong list must not start. */
const entriesOf = (name: string): WordEntry[] => {
  const [head = [], ...rows] = parse(readFileSync(path.join(folder, name), 'utf8')) as string[][]
  return rows.map((cells, i) => {
    const { entry, faults } = readEntry(Object.fromEntries(head.map((column, c) => [column, cells[c] ?? ''])))
    if (!entry || faults.length || wordFaults(entry).length)
      throw new Error(`${name}, line ${i + 2}: ${cells.join(',')} ${JSON.stringify(faults)}`)
    return entry
  })
}

let shipped: WordEntry[] | undefined
/** The entries shipped with the program, each form once. Read once. */
export const seedEntries = (): readonly WordEntry[] => {
  shipped ??= readdirSync(folder)
    .filter((name) => name.endsWith('.csv'))
    .sort()
    .flatMap(entriesOf)
  return shipped
}

let list: WordList | undefined
/** The shipped list ready for searching, for the command line and wherever no county's list is at hand. */
export const seedWords = (): WordList => {
  list ??= compileWords(seedEntries())
  return list
}
