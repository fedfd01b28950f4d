import type {
  InquiryFiguresChanged,
  LineChanged,
  MailboxChanged,
  ReplyPublished,
  ReplyWithdrawn,
} from '../../foundations/publication-log/entries.ts'
import { fold } from '../../foundations/text/normalise.ts'
import { letterKey } from './dialogue-tables.ts'
import type { ReadContext } from './open-replica.ts'
import { type QueryWord, readQuery } from './query.ts'
import { topOf } from './top.ts'
import type { Page } from './types.ts'

export type Letter = ReplyPublished & { unitName: string }
/** `covered`: share of the weight of what was asked that the letter holds, 0 to 1. */
export type LetterHit = Letter & { covered: number }
export type PublicLetter =
  | { state: 'published'; letter: Letter; logSeq: number }
  | { state: 'withdrawn'; gone: ReplyWithdrawn; logSeq: number }

export type LetterFilters = {
  /** Letters with answers, or explanations of answers that are late. */
  what: ReplyPublished['what']
  q?: string | undefined
  unitId?: number | undefined
  mailboxId?: number | undefined
  topic?: string | undefined
  kind?: string | undefined
}
/** 1-based page. */
export type LetterQuery = LetterFilters & { page: number; size: number }
/** How many letters each value has, every filter but its own applied. */
export type LetterCounts = Record<'unit' | 'mailbox' | 'topic' | 'kind', Map<string, number>>

/** What a replica can say about letters and their answers. */
export type DialogueReader = {
  /** The line and its limits, undefined while the office has not set them. */
  line(): LineChanged | undefined
  /** Closed ones too: their letters stay. */
  mailboxes(): MailboxChanged[]
  mailbox(id: number): MailboxChanged | undefined
  /** Newest first. */
  letters(query: LetterQuery): Page<Letter>
  letterCounts(query: LetterFilters): LetterCounts
  /** Letters with answers that come near to what somebody writes, the nearest first. */
  suggestLetters(q: string, limit: number): LetterHit[]
  letter(id: number, what: ReplyPublished['what']): PublicLetter | undefined
  /** For site maps. */
  letterAddresses(): { id: number; what: ReplyPublished['what']; changedAt: string }[]
  /** Oldest month first. */
  inquiryFigures(): InquiryFiguresChanged[]
}

/** What of a letter lists are made by. A county has some thousands, so they are all at hand and read anew when one changes. */
type Row = { key: number; explains: number; kind: string; unit: number; mailbox: number | null; topic: string }
const facets = ['unit', 'mailbox', 'topic', 'kind'] as const
type Facet = (typeof facets)[number]

/** A word stands there itself, in other words, or as the words inside it. */
const wordMatch = ({ text, parts, alike }: QueryWord): string => {
  const term = (word: string) => `"${word.replaceAll('"', '')}"`
  const all = (words: string[]) => `(${words.map(term).join(' AND ')})`
  return `(${[term(text), ...alike.map(term), ...(parts.length > 1 ? [all(parts)] : [])].join(' OR ')})`
}

/** Every word must stand there. */
const matchOf = (q: string): string => readQuery(q).words.map(wordMatch).join(' AND ')

/** Lists of letters, mailboxes and figures. */
export function dialogueReader({ db, structure }: ReadContext): DialogueReader {
  const payloads = <T>(sql: string, ...values: (string | number)[]): T[] =>
    db
      .prepare(sql)
      .all(...values)
      .map((row) => JSON.parse(row.payload as string))
  const oneLetter = db.prepare('SELECT live, seq, payload FROM letter WHERE key = ?')
  const named = (letter: ReplyPublished): Letter => ({
    ...letter,
    unitName: structure.unitName(letter.unitId) ?? '',
  })

  const moved = db.prepare("SELECT value FROM meta WHERE key = 'letter_seq'")
  const listed = db.prepare(`SELECT key, explains, kind, unit_id AS unit, mailbox_id AS mailbox, topic FROM letter
    WHERE live = 1 ORDER BY published_at DESC, key DESC`)
  const matching = db.prepare('SELECT rowid FROM letter_terms WHERE letter_terms MATCH ?')
  matching.setReturnArrays(true)
  let rows: Row[] = []
  let seq = -1

  /** Newest first. */
  const all = (): Row[] => {
    const now = Number((moved.get() as { value: number } | undefined)?.value ?? 0)
    if (now !== seq) {
      rows = listed.all() as Row[]
      seq = now
    }
    return rows
  }

  const keysWith = (match: string) => (matching.all(match) as unknown as [number][]).map(([key]) => key)

  /** Those that hold the words, whatever their filters; undefined when no words are given. */
  const holding = (q: string): Set<number> | undefined => {
    if (fold(q).trim() === '') return undefined
    const match = matchOf(q)
    return new Set(match ? keysWith(match) : [])
  }

  /** Letters of one sort that hold the words, and by which filter at most one of them is left out. */
  function* judged({ what, q = '', unitId, mailboxId, topic, kind }: LetterFilters): Generator<[Row, Facet | null]> {
    const words = holding(q)
    const explains = Number(what === 'explanation')
    const wanted = { unit: unitId, mailbox: mailboxId, topic, kind }
    const given = facets.filter((name) => wanted[name] !== undefined)
    next: for (const row of all()) {
      if (row.explains !== explains || words?.has(row.key) === false) continue
      let against: Facet | null = null
      for (const name of given) {
        if (row[name] === wanted[name]) continue
        if (against !== null) continue next
        against = name
      }
      yield [row, against]
    }
  }

  const mailboxes = () =>
    payloads<MailboxChanged>('SELECT payload FROM mailbox').sort((a, b) => a.position - b.position || a.id - b.id)

  return {
    line: () => payloads<LineChanged>('SELECT payload FROM line')[0],
    mailboxes,
    mailbox: (id) => payloads<MailboxChanged>('SELECT payload FROM mailbox WHERE id = ?', id)[0],
    letters({ page, size, ...filters }) {
      const shown: number[] = []
      let total = 0
      for (const [{ key }, against] of judged(filters)) {
        if (against !== null) continue
        if (total >= (page - 1) * size && shown.length < size) shown.push(key)
        total++
      }
      const items = shown.map((key) => named(JSON.parse((oneLetter.get(key) as { payload: string }).payload)))
      return { total, page, size, items }
    },
    letterCounts(filters) {
      const counted = { unit: new Map(), mailbox: new Map(), topic: new Map(), kind: new Map() }
      for (const [row, against] of judged(filters))
        for (const name of against === null ? facets : [against])
          counted[name].set(row[name], (counted[name].get(row[name]) ?? 0) + 1)
      const inOrder = (name: Facet) =>
        new Map(
          [...(counted[name] as Map<Row[Facet], number>)]
            .filter(([value]) => value !== null)
            .map(([value, n]): [string, number] => [String(value), n])
            .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)),
        )
      return { unit: inOrder('unit'), mailbox: inOrder('mailbox'), topic: inOrder('topic'), kind: inOrder('kind') }
    },
    suggestLetters(q, limit) {
      const replies = all().filter(({ explains }) => !explains)
      const placeOf = new Map(replies.map(({ key }, i) => [key, i]))
      const found = new Float64Array(replies.length)
      let whole = 0
      for (const word of readQuery(q).words) {
        const holders = keysWith(wordMatch(word))
        // A word that stands everywhere says little; one that stands nowhere is missed in every letter.
        const weight = Math.log(1 + replies.length / (1 + holders.length))
        whole += weight
        for (const key of holders) {
          const place = placeOf.get(key)
          if (place !== undefined) found[place]! += weight
        }
      }
      const best = topOf(found, (i) => found[i]!, limit).filter((i) => found[i]! > 0)
      return best.map((i) => {
        const row = oneLetter.get(replies[i]!.key) as { payload: string }
        return { ...named(JSON.parse(row.payload)), covered: found[i]! / whole }
      })
    },
    letter(id, what) {
      const row = oneLetter.get(letterKey(id, what)) as { live: number; seq: number; payload: string } | undefined
      if (!row) return undefined
      const payload = JSON.parse(row.payload)
      return row.live
        ? { state: 'published', letter: named(payload), logSeq: row.seq }
        : { state: 'withdrawn', gone: payload, logSeq: row.seq }
    },
    letterAddresses: () =>
      db
        .prepare('SELECT key, explains, published_at FROM letter WHERE live = 1 ORDER BY key')
        .all()
        .map((row) => ({
          id: Math.floor(Number(row.key) / 2),
          what: row.explains ? 'explanation' : 'reply',
          changedAt: String(row.published_at).slice(0, 10),
        })),
    inquiryFigures: () => payloads<InquiryFiguresChanged>('SELECT payload FROM inquiry_month ORDER BY month'),
  }
}
