import { sql } from 'kysely'
import type { Connection, Trx } from '../../../platform/db/connect.ts'

/** Which of these source ids are in already. */
export const knownSourceIds = async (db: Connection, ids: string[]): Promise<Set<string>> => {
  const rows = await db
    .selectFrom('record')
    .select('source_id')
    .where('source_id', 'in', ids.length ? ids : [''])
    .execute()
  return new Set(rows.map((row) => row.source_id!))
}

export type MigratedRow = {
  indexNumber: string
  unitId: number
  sourceId: string
  sourceNote: string
  publishedAt: string
  title: string
  kind: string
  columnId: number
  catalogueItemId: number | null
  formedOn: string | null
  bodyHtml: string
  metadata: string
  /** JSON text of the revision's attachments. */
  attachments: string
  contentHash: Buffer
  simhash: string
  bands: number[]
}

/** Reserves ids ahead, so that one batch needs one statement per table. */
const reserve = async (trx: Trx, table: 'record' | 'edition' | 'revision', count: number): Promise<number[]> => {
  const { rows } = await sql<{ id: number }>`
    select nextval(pg_get_serial_sequence(${table}, 'id'))::bigint as id from generate_series(1, ${count})`.execute(trx)
  return rows.map((row) => row.id)
}

/** Inserts a batch of published records with edition, revision, signature and the step that marks them as migrated. */
export const insertMigrated = async (trx: Trx, rows: MigratedRow[], at: Temporal.Instant) => {
  const records = await reserve(trx, 'record', rows.length)
  const editions = await reserve(trx, 'edition', rows.length)
  const revisions = await reserve(trx, 'revision', rows.length)
  const now = at.toString()
  const of = <T>(pick: (row: MigratedRow) => T) => rows.map(pick)
  await sql`insert into record (id, index_number, unit_id, source_id, source_note, created_at, first_published_at)
    overriding system value
    select t.id, t.index_number, t.unit_id, t.source_id, t.note, ${now}::timestamptz, t.published_at
    from unnest(${records}::bigint[], ${of((r) => r.indexNumber)}::text[], ${of((r) => r.unitId)}::int[],
      ${of((r) => r.sourceId)}::text[], ${of((r) => r.sourceNote)}::text[], ${of((r) => r.publishedAt)}::timestamptz[])
      as t (id, index_number, unit_id, source_id, note, published_at)`.execute(trx)
  await sql`insert into edition (id, record_id, number, status, unit_id, title, kind, column_id, catalogue_item_id,
      formed_on, published_at, status_at, created_at)
    overriding system value
    select t.id, t.record_id, 1, 'published', t.unit_id, t.title, t.kind, t.column_id, t.catalogue_item_id, t.formed_on,
      t.published_at,
      ${now}::timestamptz, ${now}::timestamptz
    from unnest(${editions}::bigint[], ${records}::bigint[], ${of((r) => r.unitId)}::int[], ${of((r) => r.title)}::text[],
      ${of((r) => r.kind)}::text[], ${of((r) => r.columnId)}::int[],
      ${of((r) => r.catalogueItemId)}::int[], ${of((r) => r.formedOn)}::date[],
      ${of((r) => r.publishedAt)}::timestamptz[])
      as t (id, record_id, unit_id, title, kind, column_id, catalogue_item_id, formed_on, published_at)`.execute(trx)
  await sql`insert into revision (id, edition_id, number, at, title, body_html, metadata, attachments, content_hash)
    overriding system value
    select t.id, t.edition_id, 1, ${now}::timestamptz, t.title, t.body_html, t.metadata, t.attachments, t.content_hash
    from unnest(${revisions}::bigint[], ${editions}::bigint[], ${of((r) => r.title)}::text[],
      ${of((r) => r.bodyHtml)}::text[], ${of((r) => r.metadata)}::jsonb[],
      ${of((r) => r.attachments)}::jsonb[], ${of((r) => r.contentHash)}::bytea[])
      as t (id, edition_id, title, body_html, metadata, attachments, content_hash)`.execute(trx)
  await sql`insert into step (edition_id, action, from_status, to_status, reason, revision_id, at)
    select t.edition_id, 'migrate', 'draft', 'published', t.note, t.revision_id, ${now}::timestamptz
    from unnest(${editions}::bigint[], ${revisions}::bigint[], ${of((r) => r.sourceNote)}::text[])
      as t (edition_id, revision_id, note)`.execute(trx)
  await sql`insert into text_signature (edition_id, simhash, bands)
    select t.edition_id, t.simhash, array[t.a, t.b, t.c, t.d]
    from unnest(${editions}::bigint[], ${of((r) => r.simhash)}::text[], ${of((r) => r.bands[0])}::int[],
      ${of((r) => r.bands[1])}::int[], ${of((r) => r.bands[2])}::int[], ${of((r) => r.bands[3])}::int[])
      as t (edition_id, simhash, a, b, c, d)`.execute(trx)
  return records.map((recordId, i) => ({ recordId, editionId: editions[i]!, revisionId: revisions[i]! }))
}

/** Points editions at their revision and log entry once both exist. */
export const finishMigrated = (trx: Trx, made: { editionId: number; revisionId: number; seq: number }[]) =>
  sql`update edition e set current_revision_id = t.revision_id, log_seq = t.seq
    from unnest(${made.map((m) => m.editionId)}::bigint[], ${made.map((m) => m.revisionId)}::bigint[],
      ${made.map((m) => m.seq)}::bigint[]) as t (edition_id, revision_id, seq)
    where e.id = t.edition_id`.execute(trx)
