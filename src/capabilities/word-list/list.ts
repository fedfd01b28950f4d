import { createHash } from 'node:crypto'
import type { Platform } from '../../foundations/context.ts'
import { compileWords, inForce, seedEntries, type WordEntry, type WordList } from '../../foundations/wording/index.ts'
import { legalDay } from '../../platform/clock.ts'
import type { Connection } from '../../platform/db/connect.ts'
import * as store from './store.ts'

export type Listed = WordEntry & {
  /** shipped with the program, changed by the county, or the county's own */
  origin: 'shipped' | 'changed' | 'own'
  inForce: boolean
}

const shipped = () => new Map(seedEntries().map((entry) => [entry.word, entry]))

/** The whole list: what is shipped, under what the county says. */
export const allEntries = async (db: Connection, today: string): Promise<Listed[]> => {
  const base = shipped()
  const own = await store.ownEntries(db)
  const listed = new Map<string, Listed>()
  for (const entry of own)
    listed.set(entry.word, {
      ...entry,
      origin: base.has(entry.word) ? 'changed' : 'own',
      inForce: inForce(entry, today),
    })
  for (const [word, entry] of base)
    if (!listed.has(word)) listed.set(word, { ...entry, origin: 'shipped', inForce: inForce(entry, today) })
  return [...listed.values()]
}

/** The entry of a form as it stands now, shipped or own. */
export const entryNow = (own: readonly WordEntry[], word: string): WordEntry | null =>
  own.find((entry) => entry.word === word) ?? shipped().get(word) ?? null

type InForce = { key: string; version: number; mark: string; entries: readonly WordEntry[] }
const read = new WeakMap<object, InForce>()
const made = new WeakMap<object, { key: string; list: WordList }>()

/**
 * The entries in force today. Read again when an entry or the day changes.
 * @returns also `mark`, the same for the same entries, for what is kept of texts that were held against them
 */
export const wordEntriesNow = async (platform: Platform, db: Connection): Promise<Omit<InForce, 'key'>> => {
  const today = legalDay(platform.clock())
  const version = await store.lastChange(db)
  const key = `${version} ${today}`
  const known = read.get(platform.db)
  if (known?.key === key) return known
  const now = (await allEntries(db, today)).flatMap(({ origin: _, inForce: stands, ...entry }) =>
    stands ? [entry] : [],
  )
  const mark = createHash('sha256').update(JSON.stringify(now)).digest('hex').slice(0, 16)
  const found = { key, version, mark, entries: now }
  read.set(platform.db, found)
  return found
}

/**
 * The list in force today, ready for searching, with the names of the county's units as fixed terms. Made again when
 * an entry, a unit's name or the day changes.
 * @returns also `version`, which changes with the entries
 */
export const wordListNow = async (
  platform: Platform,
  db: Connection,
  names: readonly string[],
): Promise<{ list: WordList; version: number }> => {
  const { entries, mark, version } = await wordEntriesNow(platform, db)
  const key = `${mark} ${names.join(' ')}`
  const known = made.get(platform.db)
  if (known?.key === key) return { list: known.list, version }
  const list = compileWords(entries, names)
  made.set(platform.db, { key, list })
  return { list, version }
}
