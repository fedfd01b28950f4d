import { DatabaseSync } from 'node:sqlite'
import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import { leastCovered } from '../../foundations/text/close-enough.ts'
import { htmlToText } from '../../foundations/text/html-text.ts'
import { fold } from '../../foundations/text/normalise.ts'
import { alikeWords, askingWords } from '../../foundations/text/question-words.zh.ts'
import { wordsForIndex, wordsInside, wordsOf } from '../../foundations/text/segment.ts'
import type { Connection, Db } from '../../platform/db/connect.ts'

/** Rows read and indexed before others get their turn. */
const batch = 200
/** Between two looks for what was published meanwhile, ms. */
const every = 5_000

/** A published item, as whoever looks for one sees it. */
export type PublicItem = {
  id: number
  title: string
  unitId: number
  unitName: string
  /** YYYY-MM-DD in Beijing. */
  publishedOn: string
  /** 文号, where it has one. */
  number: string
  summary: string
  /** Its text, where the whole was asked for. */
  text: string
  /** It was repealed, or will be. */
  ended: boolean
}

export type PublishedIndex = {
  /** Resolves when everything published before is in it. */
  ready: () => Promise<void>
  /** The best first. @param q a question or the beginning of one, in any words */
  search: (db: Connection, q: string, limit: number) => Promise<PublicItem[]>
  /** One with its text; undefined when it is not public. */
  read: (db: Connection, id: number) => Promise<PublicItem | undefined>
}

type Row = { recordId: number; seq: number; title: string; summary: string; number: string }

const meaning = (words: string[]) => words.filter((word) => /[\p{L}\p{N}]/u.test(word))
const indexed = (text: string) => meaning(wordsForIndex(fold(text))).join(' ')

/** One word of a question: it stands in an item itself, in the words that documents use for it, or as the words inside it. */
type Asked = { text: string; alike: readonly string[]; parts: readonly string[] }

/** What tells something: words of asking and single signs only where there is nothing else. */
const askedIn = (q: string): Asked[] => {
  const words = [...new Set(meaning(wordsOf(fold(q))))]
  const telling = words.filter((word) => word.length > 1 && !askingWords.has(word))
  return (telling.length ? telling : words)
    .slice(0, 20)
    .map((text) => ({ text, alike: alikeWords.get(text) ?? [], parts: wordsInside(text) }))
}

const term = (word: string) => `"${word.replaceAll('"', '')}"`
const all = (words: readonly string[]) => `(${words.map(term).join(' AND ')})`
/** A question as FTS5 reads it: any of its words, the last one perhaps not typed to its end. */
const matchOf = (words: readonly Asked[]): string =>
  words
    .flatMap(({ text, alike, parts }, n) => [
      term(text) + (n === words.length - 1 ? '*' : ''),
      ...alike.map((word) => all(wordsOf(word))),
      ...(parts.length > 1 ? [all(parts)] : []),
    ])
    .join(' OR ')

const holds = (folded: string, { text, alike, parts }: Asked): boolean =>
  [text, ...alike].some((word) => folded.includes(word)) ||
  (parts.length > 1 && parts.every((word) => folded.includes(word)))

/**
 * Titles and summaries of everything published, of whichever unit, in memory, for whoever looks while typing or while a caller
 * speaks. Filled from the database when the first one asks, and followed; what was withdrawn is left out when it is looked up,
 * however old the index.
 */
export const publishedIndex = (db: Db): PublishedIndex => {
  const index = new DatabaseSync(':memory:')
  // Words are cut by us; the index need only part them at spaces. Titles count most.
  index.exec(`create virtual table item using fts5(title, summary, number, tokenize = "unicode61", content = '',
    contentless_delete = 1)`)
  const put = index.prepare('insert or replace into item (rowid, title, summary, number) values (?, ?, ?, ?)')
  const find = index.prepare(
    'select rowid, bm25(item, 8, 1, 4) as worth from item where item match ? order by worth limit ?',
  )
  index.exec('create virtual table word using fts5vocab(item, row)')
  const holders = index.prepare('select doc from word where term = ?')
  let docs = 0
  let seen = 0
  let filling: Promise<void> | undefined
  let looked = 0

  const fill = async () => {
    for (;;) {
      const { rows } = await sql<Row>`
        select e.record_id as "recordId", e.log_seq as seq, e.title, coalesce(v.metadata->>'summary', '') as summary,
          coalesce(v.metadata->>'docNumber', '') as number
        from edition e join revision v on v.id = e.current_revision_id
        where e.status = 'published' and e.log_seq > ${seen} order by e.log_seq limit ${batch}`.execute(db)
      for (const { recordId, seq, title, summary, number } of rows) {
        put.run(recordId, indexed(title), indexed(summary.slice(0, 300)), indexed(number))
        docs++
        seen = seq
      }
      if (rows.length < batch) break
      await setImmediate()
    }
    looked = performance.now()
  }
  const follow = () => {
    if (filling || (looked && performance.now() - looked < every)) return
    filling = fill()
      .catch(() => undefined)
      .finally(() => {
        filling = undefined
      })
  }

  /** What a word tells: the rarer the more. */
  const weightOf = ({ text, alike }: Asked): number => {
    const found = [text, ...alike].reduce((sum, word) => sum + Number(holders.get(word)?.doc ?? 0), 0)
    return Math.log(1 + docs / Math.max(1, found))
  }

  return {
    async ready() {
      follow()
      await filling
    },
    async search(connection, q, limit) {
      follow()
      const words = askedIn(q)
      if (!words.length) return []
      const worth = new Map(find.all(matchOf(words), limit * 4).map((row) => [Number(row.rowid), Number(row.worth)]))
      const weights = words.map(weightOf)
      const whole = weights.reduce((sum, weight) => sum + weight, 0)
      // Title and summary alone are looked at: they seldom hold as much as a whole answer does.
      const least = Math.min(0.5, leastCovered(words.length))
      return (await lookUp(connection, [...worth.keys()]))
        .map((item) => {
          const folded = fold(`${item.title} ${item.number} ${item.summary}`)
          const covered = words.reduce((sum, word, n) => sum + (holds(folded, word) ? weights[n]! : 0), 0) / whole
          // The smaller the better, as FTS5 counts.
          return { item, covered, worth: worth.get(item.id)! * covered }
        })
        .filter(({ covered }) => covered >= least)
        .sort((a, b) => a.worth - b.worth)
        .slice(0, limit)
        .map(({ item }) => item)
    },
    read: async (connection, id) => (await lookUp(connection, [id], true))[0],
  }
}

/** Public items by id, in the order asked for. */
const lookUp = async (db: Connection, ids: readonly number[], whole = false): Promise<PublicItem[]> => {
  if (!ids.length) return []
  const { rows } = await sql<Omit<PublicItem, 'text'> & { html: string }>`
    select e.record_id as id, e.title, u.short_name as "unitName", u.id as "unitId",
      to_char(e.published_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "publishedOn",
      coalesce(v.metadata->>'docNumber', '') as number, coalesce(v.metadata->>'summary', '') as summary, ${whole ? sql`v.body_html` : sql`''`} as html,
      exists (select from repeal r where r.record_id = e.record_id) as ended
    from edition e join revision v on v.id = e.current_revision_id join unit u on u.id = e.unit_id
    where e.status = 'published' and e.record_id = any(${[...ids]}::bigint[])`.execute(db)
  const byId = new Map(rows.map(({ html, ...row }) => [row.id, { ...row, text: htmlToText(html) }]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}
