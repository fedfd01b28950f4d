import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { genesis, nextHash, verifyEntry } from '../../foundations/publication-log/chain.ts'
import type { LogEntry } from '../../foundations/publication-log/entries.ts'
import { rootAt } from '../../foundations/publication-log/merkle.ts'
import { nodesOfTiles } from '../../foundations/publication-log/tiles.ts'
import type { Earlier } from '../../foundations/publication-log/verify.ts'
import { dialoguePlaces, isDialogue } from './dialogue-tables.ts'
import { logReader } from './log-reader.ts'
import { readReplica } from './open-replica.ts'
import { readPosition } from './position.ts'
import { ReplicaBroken } from './replica-broken.ts'
import { openFile } from './schema.ts'
import type { ArticleRenderer } from './types.ts'
import { openReplicaWriter } from './writer.ts'

export type ReplicaVerdict = {
  ok: boolean
  /** Entries of the log that the replica says it was made from. */
  checked: number
  /**
   * - `log`: an entry was changed, removed, put in between or moved
   * - `payload`: a published text is not the one whose hash the log has
   * - `table`: a row is not what the log's entries make of it
   * - `article`: a stored page is not what the record makes of it
   * - `checkpoint`: the log is not the one that was signed
   */
  fault: 'log' | 'payload' | 'table' | 'article' | 'checkpoint' | null
  /** Entry number, or table and row. */
  where: string | null
}

/** Every table that answers a reader, with an order; numbers that depend on how often an item was corrected are left out. */
const tables: [name: string, columns: string, order: string][] = [
  ['site', '*', 'id'],
  ['unit', '*', 'id'],
  ['col', '*', 'id'],
  ['sector', '*', 'id'],
  ['catalogue_item', '*', 'id'],
  [
    'record',
    `id, seq, hash, doc IS NULL, passages, unit_id, column_id, catalogue_item_id, sector_id, kind, published_at,
     published_on, minute, changed_at, formed_on, effective_on, expires_on, validity, index_number, index_tail,
     doc_number, doc_number_key, title, issuer, summary`,
    'id',
  ],
  ['payload', '*', 'record_id'],
  ['published_text', '*', 'record_id'],
  ['earlier_edition', '*', 'seq'],
  ['attachment', '*', 'record_id, position'],
  ['keyword', '*', 'word'],
  ['question', 'id, seq, doc IS NULL, passages, unit_id, topic, minute, length, payload', 'id'],
  ['line', '*', 'id'],
  ['mailbox', '*', 'id'],
  ['letter', '*', 'key'],
  ['inquiry_month', '*', 'month'],
  ['log_line', '*', 'seq'],
  ['log_tile', '*', 'level, idx'],
  // How many passages each word of the search index stands in.
  ['temp.words', 'term, doc, cnt', 'term'],
]

class Fault extends Error {
  readonly kind: NonNullable<ReplicaVerdict['fault']>
  readonly where: string
  constructor(kind: NonNullable<ReplicaVerdict['fault']>, where: string) {
    super(where)
    this.kind = kind
    this.where = where
  }
}

type Line = { seq: number; record_id: number | null; line: string; payload: string | null }
const ofPlace = {
  'unit.changed': 'unit',
  'column.changed': 'col',
  'sector.changed': 'sector',
  'catalogue-item.changed': 'catalogue_item',
  'knowledge.published': 'question',
  'knowledge.withdrawn': 'question',
} as const

/**
 * Makes the entries anew from what the replica keeps: every line, and the texts that were not withdrawn. What is not kept
 * comes as blanked, which a replica passes over.
 */
function* entriesOf(db: DatabaseSync): Generator<LogEntry> {
  const lines = db.prepare('SELECT seq, record_id, line, payload FROM log_line ORDER BY seq')
  const log = logReader(db)
  const earlier = db.prepare('SELECT json FROM earlier_edition WHERE seq = ?')
  const newest = new Map<string, number>()
  const stated = (row: Line) => JSON.parse(row.line) as Omit<LogEntry, 'payload' | 'hash'>
  for (const row of lines.iterate() as Iterable<Line>) {
    const { kind, subject } = stated(row)
    if (kind !== 'record.validity-changed') newest.set(subject, row.seq)
  }
  const textOf = (row: Line, { kind, subject }: Omit<LogEntry, 'payload' | 'hash'>): string | null => {
    if (kind === 'record.validity-changed') return row.payload
    if (newest.get(subject) !== row.seq) return (earlier.get(row.seq) as { json: string } | undefined)?.json ?? null
    if (row.record_id !== null)
      return log.logEntriesOf(row.record_id).find((entry) => entry.seq === row.seq)?.payload ?? ''
    const found =
      kind === 'site.changed'
        ? db.prepare('SELECT payload FROM site').get()
        : isDialogue(kind)
          ? db.prepare(`SELECT payload FROM ${dialoguePlaces[kind]} WHERE subject = ?`).get(subject)
          : db
              .prepare(`SELECT payload FROM ${ofPlace[kind as keyof typeof ofPlace]} WHERE id = ?`)
              .get(Number(subject.split('/')[1]))
    return (found?.payload as string | undefined) ?? ''
  }
  let hash = genesis
  let seq = 0
  for (const row of lines.iterate() as Iterable<Line>) {
    seq += 1
    const entry = stated(row)
    if (row.seq !== seq || entry.seq !== seq) throw new Fault('log', String(seq))
    const json = textOf(row, entry)
    const before = hash
    hash = nextHash(hash, row.line)
    let payload: unknown = null
    try {
      payload = json === null ? null : JSON.parse(json)
    } catch {
      throw new Fault('payload', String(seq))
    }
    const whole = { ...entry, payload, hash } as LogEntry
    const fault = verifyEntry(before, whole, json)
    if (fault) throw new Fault(fault === 'payload' ? 'payload' : 'log', String(seq))
    yield whole
  }
}

/**
 * The log as a replica keeps it, each entry checked against the one before; a text that is not kept any more is null.
 * @throws Error naming the first entry that does not hold
 */
export function* logOfReplica(path: string): Generator<LogEntry> {
  const db = openFile(path, { readOnly: true })
  try {
    yield* entriesOf(db)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    throw new Error(
      `副本在第 ${error.where} 条处不符（${error.kind}）/ the replica does not hold at entry ${error.where}`,
    )
  } finally {
    db.close()
  }
}

/** Rows of a table one after another, as text that can be compared. */
function* rowsOf(
  db: DatabaseSync,
  [name, columns, order]: (typeof tables)[number],
): Generator<[key: string, text: string]> {
  const query = db.prepare(`SELECT ${columns} FROM ${name} ORDER BY ${order}`)
  query.setReturnArrays(true)
  for (const row of query.iterate() as Iterable<unknown>) {
    const values = (row as unknown[]).map((value) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
    )
    yield [values.slice(0, order.split(',').length).join('/'), JSON.stringify(values)]
  }
}

function compareTables(given: DatabaseSync, fresh: DatabaseSync) {
  for (const table of tables) {
    const [have, should] = [rowsOf(given, table), rowsOf(fresh, table)]
    for (;;) {
      const [is, ought] = [have.next().value, should.next().value]
      if (!is && !ought) break
      if (is?.[1] === ought?.[1]) continue
      // A row too many comes before the one it pushed aside.
      const first = is && ought && Number(is[0]) >= Number(ought[0]) ? ought : (is ?? ought)!
      throw new Fault('table', `${table[0]} ${first[0]}`)
    }
  }
}

/** Stored pages are rendered again, each as of the day it was rendered on. */
function compareArticles(db: DatabaseSync, renderer: ArticleRenderer) {
  let day = ''
  const replica = readReplica(db, { today: () => day })
  const stored = db.prepare(`SELECT record_id AS id, rendered_on AS day, html FROM article WHERE version = ?
    AND record_id NOT IN (SELECT record_id FROM article_due) ORDER BY record_id`)
  for (const row of stored.iterate(renderer.version) as Iterable<{ id: number; day: string; html: Uint8Array }>) {
    day = row.day
    const record = replica.record(row.id)
    if (!record || !Buffer.from(renderer.render(record, replica)).equals(row.html))
      throw new Fault('article', `article ${row.id}`)
  }
}

/**
 * Checks a replica by itself, without the office: the chain of its log, every published text against its hash, and
 * everything else by replaying those texts into a fresh file and comparing row by row. With `earlier`, also that its
 * log is the one that was signed.
 * @throws ReplicaBroken `schema` or `corrupt` when the file cannot be read by this program
 */
export function verifyReplica(
  path: string,
  options: { renderer: ArticleRenderer; earlier?: Earlier; onProgress?: (checked: number, of: number) => void },
): ReplicaVerdict {
  const db = openFile(path, { readOnly: true })
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-verify-'))
  const file = join(folder, 'fresh.sqlite')
  const { seq, hash } = readPosition(db)
  let checked = 0
  try {
    const writer = openReplicaWriter(file)
    let batch: LogEntry[] = []
    const replay = () => {
      writer.apply(batch)
      checked += batch.length
      batch = []
      options.onProgress?.(checked, seq)
    }
    for (const entry of entriesOf(db)) if (batch.push(entry) === 500) replay()
    replay()
    const position = writer.position()
    writer.close()
    if (position.seq !== seq || position.hash !== hash) throw new Fault('log', String(Math.min(position.seq, seq) + 1))

    const fresh = openFile(file, { readOnly: false })
    try {
      for (const each of [db, fresh]) each.exec('CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, terms, row)')
      compareTables(db, fresh)
      const nodes = nodesOfTiles((level, index) => logReader(fresh).logTile(level, index))
      const { earlier } = options
      if (earlier && (earlier.size > seq || Buffer.compare(rootAt(earlier.size, nodes), earlier.root) !== 0))
        throw new Fault('checkpoint', String(earlier.size))
    } finally {
      fresh.close()
    }
    compareArticles(db, options.renderer)
    return { ok: true, checked, fault: null, where: null }
  } catch (error) {
    if (error instanceof Fault) return { ok: false, checked, fault: error.kind, where: error.where }
    if (error instanceof ReplicaBroken && error.seq !== undefined)
      return { ok: false, checked, fault: 'log', where: String(error.seq) }
    throw error
  } finally {
    db.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
