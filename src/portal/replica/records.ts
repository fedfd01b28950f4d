import {
  type Attachment,
  type RecordPublished,
  type RecordWithdrawn,
  recordKinds,
  validities,
} from '../../foundations/publication-log/entries.ts'
import type { ReadContext } from './open-replica.ts'
import { shanghaiDay } from './shanghai-day.ts'
import type { ListItem, PublicRecord } from './types.ts'
import { validityOn } from './validity.ts'

const itemColumns = `id, index_number, title, doc_number, unit_id, issuer, column_id, kind, formed_on, published_on,
  published_at, validity, effective_on, expires_on, summary`
type ItemRow = [
  id: number,
  indexNumber: string,
  title: string,
  docNumber: string,
  unitId: number,
  issuer: string,
  columnId: number,
  kind: number,
  formedOn: string | null,
  publishedOn: string,
  publishedAt: string,
  validity: number | null,
  effectiveOn: string | null,
  expiresOn: string | null,
  summary: string,
]

/** Single records by id, number or document, and the lines of lists. */
export function recordReader({ db, today, structure }: ReadContext) {
  const itemById = db.prepare(`SELECT ${itemColumns} FROM record WHERE id = ? AND doc IS NOT NULL`)
  itemById.setReturnArrays(true)
  const head = db.prepare(`SELECT r.doc, r.seq, r.hash, r.published_on AS publishedOn, p.json
    FROM record r JOIN payload p ON p.record_id = r.id WHERE r.id = ?`)
  // As bytes: SQLite's way of making a string of them takes twice as long as Node's.
  const payload = db.prepare('SELECT CAST(json AS BLOB) FROM payload WHERE record_id = ?')
  payload.setReturnArrays(true)
  const byIndexNumber = db.prepare(
    'SELECT id FROM record WHERE index_number = ? ORDER BY doc IS NULL, seq DESC LIMIT 1',
  )
  const attachmentAt = db.prepare(
    'SELECT hash, name, size, media_type AS mediaType, position FROM attachment WHERE record_id = ? AND position = ?',
  )
  const earlier = db.prepare('SELECT json FROM earlier_edition WHERE record_id = ? ORDER BY seq DESC')
  const pictureBy = db.prepare(
    'SELECT media_type AS mediaType, size FROM attachment WHERE record_id = ? AND hash = ? AND position < 0',
  )
  const attachmentBy = db.prepare('SELECT 1 FROM attachment WHERE record_id = ? AND hash = ?')
  const attachmentsFrom = db.prepare(`SELECT record_id AS recordId, hash, size FROM attachment WHERE record_id > ?
    AND record_id <= coalesce((SELECT record_id FROM attachment WHERE record_id > ? ORDER BY record_id LIMIT 1 OFFSET ?),
      9223372036854775807) ORDER BY record_id`)
  const pageAfter = db.prepare(`SELECT r.id, p.json FROM record r JOIN payload p ON p.record_id = r.id
    WHERE r.id > ? AND r.doc IS NOT NULL ORDER BY r.id LIMIT ?`)
  const pageAfterIn = db.prepare(`SELECT r.id, r.column_id AS columnId, r.unit_id AS unitId FROM record r
    WHERE r.id > ? AND r.doc IS NOT NULL ORDER BY r.id`)
  const addressesAfter = db.prepare(
    'SELECT id, changed_at AS changedAt FROM record WHERE id > ? AND doc IS NOT NULL ORDER BY id LIMIT ?',
  )

  function jsonOf(id: number): string | undefined {
    const row = payload.get(id) as unknown as [Uint8Array] | undefined
    return row && Buffer.from(row[0].buffer, row[0].byteOffset, row[0].byteLength).toString()
  }

  function published(json: string): RecordPublished {
    const record = JSON.parse(json) as RecordPublished
    record.validity = validityOn(today(), record)
    return record
  }

  function listItem(id: number): ListItem | undefined {
    const row = itemById.get(id) as unknown as ItemRow | undefined
    if (!row) return undefined
    const stored = {
      validity: row[11] === null ? null : validities[row[11]]!,
      effectiveOn: row[12],
      expiresOn: row[13],
    }
    return {
      id: row[0],
      indexNumber: row[1],
      title: row[2],
      docNumber: row[3],
      unitId: row[4],
      unitName: structure.unitName(row[4]) ?? row[5],
      columnId: row[6],
      kind: recordKinds[row[7]]!,
      formedOn: row[8],
      publishedOn: row[9],
      publishedAt: row[10],
      validity: validityOn(today(), stored),
      summary: row[14],
    }
  }

  /** The line of a record whose payload has been read already. */
  function itemOf(record: RecordPublished): ListItem {
    return {
      id: record.id,
      indexNumber: record.indexNumber,
      title: record.title,
      docNumber: record.docNumber,
      unitId: record.unitId,
      unitName: structure.unitName(record.unitId) ?? record.issuer,
      columnId: record.columnId,
      kind: record.kind,
      formedOn: record.formedOn,
      publishedOn: shanghaiDay(record.publishedAt),
      publishedAt: record.publishedAt,
      validity: validityOn(today(), record),
      summary: record.summary,
    }
  }

  return {
    listItem,
    itemOf,
    /** Payload as published, without today's validity. */
    stored(id: number): RecordPublished | undefined {
      const json = jsonOf(id)
      return json === undefined ? undefined : (JSON.parse(json) as RecordPublished)
    },
    public: {
      record(id: number): PublicRecord | undefined {
        const row = head.get(id) as
          | { doc: number | null; seq: number; hash: string; publishedOn: string; json: string }
          | undefined
        if (!row) return undefined
        if (row.doc !== null) {
          return {
            state: 'published',
            record: published(row.json),
            publishedOn: row.publishedOn,
            logSeq: row.seq,
            logHash: row.hash,
          }
        }
        const gone = JSON.parse(row.json) as RecordWithdrawn
        const { indexNumber, unitId, ground, reason } = gone
        return {
          state: 'withdrawn',
          id,
          indexNumber,
          unitId,
          withdrawnOn: shanghaiDay(gone.withdrawnAt),
          ground,
          reason,
          logSeq: row.seq,
        }
      },
      recordByIndexNumber(indexNumber: string): number | undefined {
        return (byIndexNumber.get(indexNumber.trim()) as { id: number } | undefined)?.id
      },
      attachment(recordId: number, position: number): Attachment | undefined {
        const row = attachmentAt.get(recordId, position)
        return row && ({ ...row } as Attachment)
      },
      earlierEditions: (recordId: number) =>
        earlier.all(recordId).map((row) => JSON.parse(row.json as string) as RecordPublished),
      picture(recordId: number, hash: string) {
        const row = pictureBy.get(recordId, hash)
        return row && ({ ...row } as { mediaType: string; size: number })
      },
      attachmentNamed: (recordId: number, hash: string) => attachmentBy.get(recordId, hash) !== undefined,
      attachmentsAfter: (after: number, size: number) =>
        attachmentsFrom.all(after, after, size).map((row) => ({ ...row })) as {
          recordId: number
          hash: string
          size: number
        }[],
      after(query: { after: number; unitId?: number; columnId?: number; size: number }) {
        const size = Math.max(1, query.size)
        const rows =
          query.unitId === undefined && query.columnId === undefined
            ? (pageAfter.all(query.after, size + 1) as { id: number; json: string }[])
            : matchingAfter(query, size + 1)
        const items = rows.slice(0, size).map((row) => published(row.json))
        return { items, next: rows.length > size ? items.at(-1)!.id : null }
      },
      addresses(query: { after: number; size: number }): { id: number; changedAt: string }[] {
        return addressesAfter.all(query.after, query.size).map((row) => ({ ...row })) as {
          id: number
          changedAt: string
        }[]
      },
    },
  }

  function matchingAfter(query: { after: number; unitId?: number; columnId?: number }, size: number) {
    const columns = query.columnId === undefined ? undefined : structure.columnFamily(query.columnId)
    const rows: { id: number; json: string }[] = []
    for (const row of pageAfterIn.iterate(query.after) as Iterable<{ id: number; columnId: number; unitId: number }>) {
      if (query.unitId !== undefined && row.unitId !== query.unitId) continue
      if (columns && !columns.has(row.columnId)) continue
      rows.push({ id: row.id, json: jsonOf(row.id)! })
      if (rows.length === size) break
    }
    return rows
  }
}
