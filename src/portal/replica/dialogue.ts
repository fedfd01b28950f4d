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
import { readQuery } from './query.ts'
import type { Page } from './types.ts'

export type Letter = ReplyPublished & { unitName: string }
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
  letter(id: number, what: ReplyPublished['what']): PublicLetter | undefined
  /** For site maps. */
  letterAddresses(): { id: number; what: ReplyPublished['what']; changedAt: string }[]
  /** Oldest month first. */
  inquiryFigures(): InquiryFiguresChanged[]
}

const columns = { unit: 'unit_id', mailbox: 'mailbox_id', topic: 'topic', kind: 'kind' } as const
type Bound = { sql: string; values: (string | number)[] }

/** Every word must stand there, itself, in other words, or as the words inside it. */
const matchOf = (q: string): string => {
  const term = (text: string) => `"${text.replaceAll('"', '')}"`
  const all = (words: string[]) => `(${words.map(term).join(' AND ')})`
  return readQuery(q)
    .words.map(({ text, parts, alike }) => {
      const ways = [term(text), ...alike.map(term), ...(parts.length > 1 ? [all(parts)] : [])]
      return `(${ways.join(' OR ')})`
    })
    .join(' AND ')
}

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

  /** @param without the filter that is left out */
  const where = ({ what, q = '', unitId, mailboxId, topic, kind }: LetterFilters, without = ''): Bound => {
    const parts: string[] = ['live = 1', 'explains = ?']
    const values: (string | number)[] = [Number(what === 'explanation')]
    const add = (name: keyof typeof columns, value: string | number | undefined) => {
      if (value === undefined || name === without) return
      parts.push(`${columns[name]} = ?`)
      values.push(value)
    }
    add('unit', unitId)
    add('mailbox', mailboxId)
    add('topic', topic)
    add('kind', kind)
    if (fold(q).trim() !== '') {
      const match = matchOf(q)
      parts.push(match ? 'key IN (SELECT rowid FROM letter_terms WHERE letter_terms MATCH ?)' : '0')
      if (match) values.push(match)
    }
    return { sql: parts.join(' AND '), values }
  }

  const mailboxes = () =>
    payloads<MailboxChanged>('SELECT payload FROM mailbox').sort((a, b) => a.position - b.position || a.id - b.id)

  return {
    line: () => payloads<LineChanged>('SELECT payload FROM line')[0],
    mailboxes,
    mailbox: (id) => payloads<MailboxChanged>('SELECT payload FROM mailbox WHERE id = ?', id)[0],
    letters({ page, size, ...filters }) {
      const { sql, values } = where(filters)
      const { n } = db.prepare(`SELECT count(*) AS n FROM letter WHERE ${sql}`).get(...values) as { n: number }
      const items = payloads<ReplyPublished>(
        `SELECT payload FROM letter WHERE ${sql} ORDER BY published_at DESC, key DESC LIMIT ? OFFSET ?`,
        ...values,
        size,
        (page - 1) * size,
      )
      return { total: n, page, size, items: items.map(named) }
    },
    letterCounts(filters) {
      const counts = (name: keyof typeof columns) => {
        const { sql, values } = where(filters, name)
        const rows = db
          .prepare(
            `SELECT ${columns[name]} AS value, count(*) AS n FROM letter
             WHERE ${sql} AND ${columns[name]} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1`,
          )
          .all(...values)
        return new Map(rows.map((row) => [String(row.value), Number(row.n)]))
      }
      return { unit: counts('unit'), mailbox: counts('mailbox'), topic: counts('topic'), kind: counts('kind') }
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
