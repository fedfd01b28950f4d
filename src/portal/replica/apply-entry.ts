import type { DatabaseSync } from 'node:sqlite'
import {
  type KnowledgePublished,
  type KnowledgeWithdrawn,
  type LogEntry,
  type RecordPublished,
  type RecordValidityChanged,
  type RecordWithdrawn,
  recordKinds,
  validities,
} from '../../foundations/publication-log/entries.ts'
import { documentNumberKey, parseDocumentNumber } from '../../foundations/text/document-number.ts'
import { fold } from '../../foundations/text/normalise.ts'
import type { ArticleStore } from './articles.ts'
import { dialogueApplier } from './dialogue-tables.ts'
import { indexTerms } from './index-terms.ts'
import { knowledgeApplier } from './knowledge-tables.ts'
import { minuteOf, shanghaiDay } from './shanghai-day.ts'
import { termsIn } from './term-text.ts'

export type EntryApplier = {
  /**
   * Changes the tables; returns the ids of records whose page is now another. `terms` are those of `indexTerms`, when
   * they were made elsewhere.
   */
  apply(entry: LogEntry, json: string, terms?: Uint8Array[]): number[]
  /** Puts in what was held back; the last call before a commit. */
  finish(): void
  /** Begins a batch, whatever became of the one before. */
  reset(): void
}

/** `000014349/2018-00222` → `2018-00222`, the part that lists may show alone. */
export function indexTail(indexNumber: string): string {
  const slash = indexNumber.lastIndexOf('/')
  return slash < 0 ? '' : indexNumber.slice(slash + 1)
}

/** How each kind of entry changes the tables. */
export function entryApplier(
  db: DatabaseSync,
  articles: Pick<ArticleStore, 'due'>,
  longLists: { leaving: (terms: Iterable<string>) => void },
): EntryApplier {
  const put = {
    'site.changed': db.prepare('INSERT OR REPLACE INTO site (id, payload) VALUES (1, ?)'),
    'unit.changed': db.prepare('INSERT OR REPLACE INTO unit (id, payload) VALUES (?, ?)'),
    'column.changed': db.prepare('INSERT OR REPLACE INTO col (id, payload) VALUES (?, ?)'),
    'sector.changed': db.prepare('INSERT OR REPLACE INTO sector (id, payload) VALUES (?, ?)'),
    item: db.prepare('INSERT OR REPLACE INTO catalogue_item (id, sector_id, payload) VALUES (?, ?, ?)'),
  }
  const records = recordTables(db, longLists)
  const knowledge = knowledgeApplier(db)
  const dialogue = dialogueApplier(db)
  const predecessors = db.prepare(`WITH RECURSIVE before (id) AS (
      SELECT id FROM unit WHERE json_extract(payload, '$.mergedIntoId') = ?
      UNION SELECT u.id FROM unit u JOIN before ON json_extract(u.payload, '$.mergedIntoId') = before.id)
    SELECT id FROM before`)

  return { apply, finish: records.finish, reset: records.reset }

  function apply(entry: LogEntry, json: string, terms?: Uint8Array[]): number[] {
    const payload = entry.payload!
    switch (entry.kind) {
      case 'site.changed':
        put['site.changed'].run(json)
        return []
      case 'unit.changed':
      case 'column.changed':
      case 'sector.changed': {
        const { id } = payload as { id: number }
        put[entry.kind].run(id, json)
        // The fragment of an item prints the names of its unit, column and sector.
        articles.due(
          ({ 'unit.changed': 'unit_id', 'column.changed': 'column_id', 'sector.changed': 'sector_id' } as const)[
            entry.kind
          ],
          id,
        )
        // So does the item of a unit that this one succeeded.
        if (entry.kind === 'unit.changed')
          for (const unit of predecessors.all(id)) articles.due('unit_id', unit.id as number)
        return []
      }
      case 'catalogue-item.changed': {
        const item = payload as { id: number; sectorId: number }
        put.item.run(item.id, item.sectorId, json)
        return []
      }
      case 'record.published':
        return records.publish(payload as RecordPublished, json, entry, terms)
      case 'record.withdrawn':
        return records.withdraw(payload as RecordWithdrawn, json, entry)
      case 'record.validity-changed':
        return records.changeValidity(payload as RecordValidityChanged, entry)
      case 'knowledge.published':
        knowledge.publish(payload as KnowledgePublished, json, entry)
        return []
      case 'knowledge.withdrawn':
        knowledge.withdraw(payload as KnowledgeWithdrawn, json, entry)
        return []
      case 'line.changed':
      case 'mailbox.changed':
      case 'reply.published':
      case 'reply.withdrawn':
      case 'inquiry-figures.changed':
        dialogue.apply(entry, json)
        return []
    }
  }
}

function recordTables(db: DatabaseSync, longLists: { leaving: (terms: Iterable<string>) => void }) {
  const live = db.prepare('SELECT doc, first_passage AS first, passages FROM record WHERE id = ?')
  const stored = db.prepare('SELECT json FROM payload WHERE record_id = ?')
  const store = db.prepare('INSERT OR REPLACE INTO payload (record_id, json) VALUES (?, ?)')
  const insertTerms = db.prepare('INSERT INTO terms (rowid, t) VALUES (?, ?)')
  const deleteTerms = db.prepare("INSERT INTO terms (terms, rowid, t) VALUES ('delete', ?, ?)")
  const retire = db.prepare('INSERT INTO retired_doc (doc, seq) VALUES (?, ?)')
  const counter = db.prepare('SELECT value FROM meta WHERE key = ?')
  const setCounter = db.prepare(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  )
  const last = (key: string) => Number((counter.get(key) as { value: number } | undefined)?.value ?? 0)
  let docs = 0
  let passages = 0
  const deleteAttachments = db.prepare('DELETE FROM attachment WHERE record_id = ?')
  const insertAttachment = db.prepare('INSERT OR REPLACE INTO attachment VALUES (?, ?, ?, ?, ?, ?)')
  const addKeyword = db.prepare(
    'INSERT INTO keyword (word, items) VALUES (?, 1) ON CONFLICT (word) DO UPDATE SET items = items + 1',
  )
  const subtractKeyword = db.prepare('UPDATE keyword SET items = items - 1 WHERE word = ?')
  const dropKeyword = db.prepare('DELETE FROM keyword WHERE word = ? AND items <= 0')
  const drop = db.prepare('DELETE FROM record WHERE id = ?')
  // Not REPLACE: a statement that may undo part of itself makes FTS5 write out what it holds.
  const put = db.prepare(`INSERT INTO record (id, seq, hash, doc, first_passage, passages, unit_id, column_id,
    catalogue_item_id, sector_id, kind, published_at, published_on, minute, changed_at, formed_on, effective_on, expires_on,
    validity, index_number, index_tail, doc_number, doc_number_key, title, issuer, summary)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const touch = db.prepare(
    'UPDATE record SET seq = ?, hash = ?, changed_at = ?, validity = ?, expires_on = ? WHERE id = ?',
  )
  const due = db.prepare('INSERT OR IGNORE INTO article_due (record_id) VALUES (?)')
  const keepEarlier = db.prepare(`INSERT OR REPLACE INTO earlier_edition (seq, record_id, json)
    SELECT (SELECT max(seq) FROM log_line WHERE record_id = ?1 AND seq < ?2
      AND json_extract(line, '$.kind') = 'record.published'), ?1, coalesce(t.json, p.json)
    FROM payload p LEFT JOIN published_text t ON t.record_id = p.record_id WHERE p.record_id = ?1`)
  const dropEarlier = db.prepare('DELETE FROM earlier_edition WHERE record_id = ?')
  const dropArticle = db.prepare('DELETE FROM article WHERE record_id = ?')

  /**
   * Terms wait for the end of the batch: FTS5 writes out all it holds whenever another statement opens a savepoint, and
   * a segment per item instead of one per batch costs four times as much.
   */
  let held: { passage: number; terms: Uint8Array }[] = []

  function reset() {
    held = []
    docs = last('docs')
    passages = last('passages')
  }

  function finish() {
    if (held.length === 0) return
    setCounter.run('docs', docs)
    setCounter.run('passages', passages)
    for (const { passage, terms } of held) insertTerms.run(passage, terms)
    held = []
  }

  /** Takes the live edition out of every table that answers a reader. */
  function remove(id: number, seq: number) {
    const row = live.get(id) as { doc: number | null; first: number; passages: number } | undefined
    if (row === undefined) return
    drop.run(id)
    if (row.doc === null) return
    finish()
    const before = JSON.parse((stored.get(id) as { json: string }).json) as RecordPublished
    // Pages that name this one by its title.
    if (before.repeal?.byId) due.run(before.repeal.byId)
    for (const { id: ended } of before.replaces ?? []) due.run(ended)
    indexTerms(before).forEach((terms, i) => {
      deleteTerms.run(row.first + i, terms)
      longLists.leaving(termsIn(terms))
    })
    for (const word of new Set(before.keywords)) {
      subtractKeyword.run(word)
      dropKeyword.run(word)
    }
    deleteAttachments.run(id)
    dropArticle.run(id)
    retire.run(row.doc, seq)
  }

  return {
    finish,
    reset,

    publish(record: RecordPublished, json: string, entry: LogEntry, made: Uint8Array[] = indexTerms(record)): number[] {
      if ((live.get(record.id) as { doc: number | null } | undefined)?.doc) keepEarlier.run(record.id, entry.seq)
      remove(record.id, entry.seq)
      const doc = ++docs
      const first = passages + 1
      for (const terms of made) held.push({ passage: ++passages, terms })
      const number = parseDocumentNumber(fold(record.docNumber))
      put.run(
        record.id,
        entry.seq,
        entry.hash,
        doc,
        first,
        passages - first + 1,
        record.unitId,
        record.columnId,
        record.catalogueItemId,
        record.sectorId,
        Math.max(0, recordKinds.indexOf(record.kind)),
        record.publishedAt,
        shanghaiDay(record.publishedAt),
        minuteOf(record.publishedAt),
        record.editionPublishedAt,
        record.formedOn,
        record.effectiveOn,
        record.expiresOn,
        record.validity === null ? null : validities.indexOf(record.validity),
        record.indexNumber,
        indexTail(record.indexNumber),
        record.docNumber,
        number ? documentNumberKey(number) : null,
        record.title,
        record.issuer,
        record.summary,
      )
      store.run(record.id, json)
      for (const a of record.attachments)
        insertAttachment.run(record.id, a.position, a.hash, a.name, a.mediaType, a.size)
      // Pictures of the text are no attachments to a reader: they have no place that can be asked for.
      for (const [i, p] of (record.pictures ?? []).entries())
        insertAttachment.run(record.id, -1 - i, p.hash, '', p.mediaType, p.size)
      for (const word of new Set(record.keywords)) addKeyword.run(word)
      due.run(record.id)
      return [record.id]
    },

    withdraw(withdrawn: RecordWithdrawn, json: string, entry: LogEntry): number[] {
      remove(withdrawn.id, entry.seq)
      dropEarlier.run(withdrawn.id)
      const day = shanghaiDay(withdrawn.withdrawnAt)
      put.run(
        withdrawn.id,
        entry.seq,
        entry.hash,
        null,
        0,
        0,
        withdrawn.unitId,
        null,
        null,
        null,
        null,
        withdrawn.withdrawnAt,
        day,
        minuteOf(withdrawn.withdrawnAt),
        withdrawn.withdrawnAt,
        null,
        null,
        null,
        null,
        withdrawn.indexNumber,
        '',
        '',
        null,
        '',
        '',
        '',
      )
      store.run(withdrawn.id, json)
      due.run(withdrawn.id)
      return [withdrawn.id]
    },

    changeValidity(change: RecordValidityChanged, entry: LogEntry): number[] {
      const row = live.get(change.id) as { doc: number | null } | undefined
      if (row === undefined || row.doc === null) return []
      const record = JSON.parse((stored.get(change.id) as { json: string }).json) as RecordPublished
      const { validity, repeal, expiresOn = record.expiresOn } = change
      store.run(change.id, JSON.stringify({ ...record, validity, repeal, expiresOn }))
      touch.run(entry.seq, entry.hash, entry.at, validities.indexOf(validity), expiresOn, change.id)
      // The page of what repealed it names it.
      if (repeal?.byId) due.run(repeal.byId)
      due.run(change.id)
      return [change.id]
    },
  }
}
