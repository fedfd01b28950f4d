import { sql } from 'kysely'
import type { Connection, Trx } from '../../../platform/db/connect.ts'
import { textArray } from '../../../platform/db/text-array.ts'

/** Which of these source ids are in already. */
export const knownSourceIds = async (db: Connection, ids: string[]): Promise<Set<string>> => {
  const { rows } = await sql<{ source_id: string }>`
    select source_id from record where source_id = any (${textArray(ids)}::text[])`.execute(db)
  return new Set(rows.map((row) => row.source_id))
}

/** A run of serials of 索引号 for one organisation and year. */
export type SerialRun = { organisationCode: string; year: number; count: number }

/**
 * Reserves runs of serials in one statement, in one order whoever asks, so that two imports cannot wait for each other.
 * @returns the first serial of each run, by `organisationCode year`
 */
export const reserveSerials = async (trx: Trx, runs: SerialRun[]): Promise<Map<string, number>> => {
  const of = <T>(pick: (run: SerialRun) => T) => runs.map(pick)
  const { rows } = await sql<{ organisation_code: string; year: number; last: number }>`
    insert into index_serial as s (organisation_code, year, last)
    select t.organisation_code, t.year, t.count
    from unnest(${of((r) => r.organisationCode)}::text[], ${of((r) => r.year)}::int[], ${of((r) => r.count)}::int[])
      as t (organisation_code, year, count)
    order by t.organisation_code, t.year
    on conflict (organisation_code, year) do update set last = s.last + excluded.last
    returning s.organisation_code, s.year, s.last`.execute(trx)
  const counts = new Map(runs.map((run) => [`${run.organisationCode} ${run.year}`, run.count]))
  return new Map(
    rows.map((row) => {
      const key = `${row.organisation_code} ${row.year}`
      return [key, row.last - counts.get(key)! + 1]
    }),
  )
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

export type MigratedIds = { recordId: number; editionId: number; revisionId: number }

/** Ids for a batch, before anything of it is written: its log entries name them, and one statement per table is enough. */
export const reserveIds = async (trx: Trx, count: number): Promise<MigratedIds[]> => {
  const { rows } = await sql<MigratedIds>`
    with sequences as materialized (
      select pg_get_serial_sequence('record', 'id')::regclass as records,
        pg_get_serial_sequence('edition', 'id')::regclass as editions,
        pg_get_serial_sequence('revision', 'id')::regclass as revisions)
    select nextval(records) as "recordId", nextval(editions) as "editionId", nextval(revisions) as "revisionId"
    from sequences, generate_series(1, ${count})`.execute(trx)
  return rows
}

/**
 * Inserts a batch of published records with edition, revision, signature and the step that marks them as migrated.
 * Edition and revision point at each other, so both come in one statement: its foreign keys are looked at when it ends.
 */
export const insertMigrated = async (
  trx: Trx,
  rows: (MigratedRow & MigratedIds & { logSeq: number })[],
  at: Temporal.Instant,
): Promise<void> => {
  const now = at.toString()
  const of = <T>(pick: (row: (typeof rows)[number]) => T) => rows.map(pick)
  const texts = (pick: (row: (typeof rows)[number]) => string) => textArray(rows.map(pick))
  const records = of((r) => r.recordId)
  const editions = of((r) => r.editionId)
  const revisions = of((r) => r.revisionId)
  await sql`insert into record (id, index_number, unit_id, source_id, source_note, created_at, first_published_at)
    overriding system value
    select t.id, t.index_number, t.unit_id, t.source_id, t.note, ${now}::timestamptz, t.published_at
    from unnest(${records}::bigint[], ${texts((r) => r.indexNumber)}::text[], ${of((r) => r.unitId)}::int[],
      ${texts((r) => r.sourceId)}::text[], ${texts((r) => r.sourceNote)}::text[], ${of((r) => r.publishedAt)}::timestamptz[])
      as t (id, index_number, unit_id, source_id, note, published_at)`.execute(trx)
  await sql`with written as (
      insert into revision (id, edition_id, number, at, title, body_html, metadata, attachments, content_hash)
      overriding system value
      select t.id, t.edition_id, 1, ${now}::timestamptz, t.title, t.body_html, t.metadata::jsonb, t.attachments::jsonb, t.content_hash
      from unnest(${revisions}::bigint[], ${editions}::bigint[], ${texts((r) => r.title)}::text[],
        ${texts((r) => r.bodyHtml)}::text[], ${texts((r) => r.metadata)}::text[],
        ${texts((r) => r.attachments)}::text[], ${of((r) => r.contentHash)}::bytea[])
        as t (id, edition_id, title, body_html, metadata, attachments, content_hash)
      returning id, metadata ->> 'expiresOn' as expires_on)
    insert into edition (id, record_id, number, status, unit_id, title, kind, column_id, catalogue_item_id,
      formed_on, expires_on, published_at, status_at, created_at, current_revision_id, log_seq)
    overriding system value
    select t.id, t.record_id, 1, 'published', t.unit_id, t.title, t.kind, t.column_id, t.catalogue_item_id, t.formed_on,
      w.expires_on::date, t.published_at, ${now}::timestamptz, ${now}::timestamptz, t.revision_id, t.log_seq
    from unnest(${editions}::bigint[], ${records}::bigint[], ${of((r) => r.unitId)}::int[], ${texts((r) => r.title)}::text[],
      ${texts((r) => r.kind)}::text[], ${of((r) => r.columnId)}::int[],
      ${of((r) => r.catalogueItemId)}::int[], ${of((r) => r.formedOn)}::date[],
      ${of((r) => r.publishedAt)}::timestamptz[], ${revisions}::bigint[], ${of((r) => r.logSeq)}::bigint[])
      as t (id, record_id, unit_id, title, kind, column_id, catalogue_item_id, formed_on, published_at, revision_id,
        log_seq) join written w on w.id = t.revision_id`.execute(trx)
  await sql`insert into step (edition_id, action, from_status, to_status, reason, revision_id, at)
    select t.edition_id, 'migrate', 'draft', 'published', t.note, t.revision_id, ${now}::timestamptz
    from unnest(${editions}::bigint[], ${revisions}::bigint[], ${texts((r) => r.sourceNote)}::text[])
      as t (edition_id, revision_id, note)`.execute(trx)
  await sql`insert into text_signature (edition_id, simhash, bands)
    select t.edition_id, t.simhash, array[t.a, t.b, t.c, t.d]
    from unnest(${editions}::bigint[], ${texts((r) => r.simhash)}::text[], ${of((r) => r.bands[0])}::int[],
      ${of((r) => r.bands[1])}::int[], ${of((r) => r.bands[2])}::int[], ${of((r) => r.bands[3])}::int[])
      as t (edition_id, simhash, a, b, c, d)`.execute(trx)
}
