import { sql } from 'kysely'
import { asDate } from '../../../platform/clock.ts'
import type { Connection, Trx } from '../../../platform/db/connect.ts'
import type { DraftFields, Gate, Metadata, RevisionAttachment, RevisionPicture, Status } from '../record.ts'
import { signedBy } from '../words.zh.ts'
import type { Hand } from './history.ts'

export type EditionRow = {
  id: number
  recordId: number
  number: number
  status: Status
  chain: Gate[] | null
  doubtedAt: Gate | null
  drafterId: number | null
  /** Whose post the drafter took as a deputy. */
  draftedFor: number | null
  correctionReason: string
  unitId: number
  publishedAt: Date | null
  /** The hour the clerk asks for, and the one it was appointed for. */
  publishWish: Date | null
  publishAt: Date | null
  /** Last day in force, decisions on its term included. */
  expiresOn: string | null
  logSeq: number | null
}

export type RevisionRow = DraftFields & {
  id: number
  editionId: number
  revisionNumber: number
  authorId: number | null
  authorName: string
  at: Date
  files: RevisionAttachment[]
  pictures: RevisionPicture[]
  contentHash: Buffer
}

export type RecordHead = {
  id: number
  indexNumber: string | null
  /** The unit that made it; what it published stays under its name. */
  unitId: number
  /** The unit that answers for it today: the maker, or who carries on the maker's duties (条例 art 10). */
  responsibleId: number
  sourceId: string | null
  sourceNote: string | null
  firstPublishedAt: Date | null
}

const editionColumns = [
  'id',
  'record_id as recordId',
  'number',
  'status',
  'chain',
  'doubted_at as doubtedAt',
  'drafter_id as drafterId',
  'on_behalf_of as draftedFor',
  'correction_reason as correctionReason',
  'unit_id as unitId',
  'published_at as publishedAt',
  'publish_wish as publishWish',
  'publish_at as publishAt',
  'expires_on as expiresOn',
  'log_seq as logSeq',
] as const

/** The end of the maker's chain of successors. */
export const responsible = sql<number>`(with recursive heir (id, next) as (
    select id, merged_into_id from unit where id = record.unit_id
    union select u.id, u.merged_into_id from unit u join heir on u.id = heir.next)
  select id from heir where next is null limit 1)`

export const recordHead = async (db: Connection, recordId: number): Promise<RecordHead | undefined> =>
  db
    .selectFrom('record')
    .select([
      'id',
      'index_number as indexNumber',
      'unit_id as unitId',
      responsible.as('responsibleId'),
      'source_id as sourceId',
      'source_note as sourceNote',
      'first_published_at as firstPublishedAt',
    ])
    .where('id', '=', recordId)
    .executeTakeFirst()

/** Locks a record for the rest of the transaction: every verb on it waits its turn. */
export const lockRecord = async (trx: Trx, recordId: number): Promise<RecordHead | undefined> => {
  await trx.selectFrom('record').select('id').where('id', '=', recordId).forUpdate().executeTakeFirst()
  return recordHead(trx, recordId)
}

export const editionsOf = async (db: Connection, recordId: number): Promise<EditionRow[]> =>
  (await db
    .selectFrom('edition')
    .select(editionColumns)
    .where('record_id', '=', recordId)
    .orderBy('number', 'desc')
    .execute()) as EditionRow[]

export const insertRecord = async (
  trx: Trx,
  row: { unitId: number; createdBy: number | null; requestKey: string | null; at: Temporal.Instant },
): Promise<number> =>
  (
    await trx
      .insertInto('record')
      .values({
        unit_id: row.unitId,
        created_by: row.createdBy,
        request_key: row.requestKey,
        created_at: asDate(row.at),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id

export const recordByRequestKey = async (db: Connection, createdBy: number, key: string) =>
  (
    await db
      .selectFrom('record')
      .select('id')
      .where('created_by', '=', createdBy)
      .where('request_key', '=', key)
      .executeTakeFirst()
  )?.id

/** Next serial of an 索引号 for an organisation and year. */
export const nextSerial = async (trx: Trx, organisationCode: string, year: number): Promise<number> => {
  const { last } = await trx
    .insertInto('index_serial')
    .values({ organisation_code: organisationCode, year, last: 1 })
    .onConflict((oc) =>
      oc.columns(['organisation_code', 'year']).doUpdateSet((eb) => ({ last: eb('index_serial.last', '+', 1) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  return last
}

export const insertEdition = async (
  { trx, principal }: Hand,
  row: {
    recordId: number
    number: number
    unitId: number
    drafterId: number | null
    correctionReason: string
    at: Temporal.Instant
  },
): Promise<number> =>
  (
    await trx
      .insertInto('edition')
      .values({
        record_id: row.recordId,
        number: row.number,
        status: 'draft',
        unit_id: row.unitId,
        drafter_id: row.drafterId,
        on_behalf_of: principal?.personId ?? null,
        correction_reason: row.correctionReason,
        status_at: asDate(row.at),
        created_at: asDate(row.at),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id

/** Writes an immutable revision and points the edition at it, with the copies that lists need. */
export const insertRevision = async (
  { trx, principal }: Hand,
  row: {
    editionId: number
    number: number
    authorId: number | null
    at: Temporal.Instant
    fields: DraftFields
    files: RevisionAttachment[]
    pictures: RevisionPicture[]
    contentHash: Buffer
    due: { on: string | null; provisional: boolean } | null
  },
): Promise<void> => {
  const { title, bodyHtml, attachments: _named, ...metadata } = row.fields
  const { id } = await trx
    .insertInto('revision')
    .values({
      edition_id: row.editionId,
      number: row.number,
      author_id: row.authorId,
      on_behalf_of: principal?.personId ?? null,
      at: asDate(row.at),
      title,
      body_html: bodyHtml,
      metadata: JSON.stringify(metadata satisfies Metadata),
      attachments: JSON.stringify([...row.files, ...row.pictures]),
      content_hash: row.contentHash,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await trx
    .updateTable('edition')
    .set({
      current_revision_id: id,
      title,
      kind: metadata.kind,
      column_id: metadata.columnId,
      catalogue_item_id: metadata.catalogueItemId,
      formed_on: metadata.formedOn,
      expires_on: metadata.expiresOn,
      due_on: row.due?.on ?? null,
      due_provisional: row.due?.provisional ?? false,
    })
    .where('id', '=', row.editionId)
    .execute()
}

const revisionOf = (db: Connection) =>
  db
    .selectFrom('revision')
    .leftJoin('person', 'person.id', 'revision.author_id')
    .leftJoin('person as principal', 'principal.id', 'revision.on_behalf_of')
    .select([
      'revision.id',
      'revision.edition_id as editionId',
      'revision.number as revisionNumber',
      'revision.author_id as authorId',
      'person.name as authorName',
      'principal.name as principalName',
      'revision.at',
      'revision.title',
      'revision.body_html as bodyHtml',
      'revision.metadata',
      'revision.attachments as files',
      'revision.content_hash as contentHash',
    ])

/** Revisions written before items could name others name none. */
const withReplaces = (metadata: Metadata): Metadata => ({ ...metadata, replaces: metadata.replaces ?? [] })

const asRevision = (
  row: Awaited<ReturnType<ReturnType<typeof revisionOf>['executeTakeFirstOrThrow']>>,
): RevisionRow => {
  const { metadata, files, authorName, principalName, ...rest } = row
  const all = files as unknown as (RevisionAttachment | RevisionPicture)[]
  const stored = all.filter((file) => !('picture' in file))
  return {
    ...withReplaces(metadata as unknown as Metadata),
    ...rest,
    authorName: signedBy(authorName, principalName),
    files: stored,
    pictures: all.filter((file) => 'picture' in file),
    attachments: stored.map(({ hash, name }) => ({ hash, name })),
  }
}

export const currentRevision = async (db: Connection, editionId: number): Promise<RevisionRow> =>
  asRevision(
    await revisionOf(db)
      .innerJoin('edition', 'edition.current_revision_id', 'revision.id')
      .where('edition.id', '=', editionId)
      .executeTakeFirstOrThrow(),
  )

export const revisionAt = async (db: Connection, recordId: number, edition: number, number: number) => {
  const row = await revisionOf(db)
    .innerJoin('edition', 'edition.id', 'revision.edition_id')
    .where('edition.record_id', '=', recordId)
    .where('edition.number', '=', edition)
    .where('revision.number', '=', number)
    .executeTakeFirst()
  return row && asRevision(row)
}

export const setStatus = async (
  trx: Trx,
  editionId: number,
  at: Temporal.Instant,
  set: {
    status: Status
    chain?: Gate[]
    doubtedAt?: Gate | null
    submittedAt?: Temporal.Instant
    publishedAt?: Temporal.Instant
    /** The appointed hour; null: none any more. */
    publishAt?: Temporal.Instant | null
    publishWish?: Temporal.Instant | null
    bounced?: boolean
    logSeq?: number
  },
): Promise<void> => {
  await trx
    .updateTable('edition')
    .set({
      status: set.status,
      status_at: asDate(at),
      ...(set.chain ? { chain: set.chain as string[] } : {}),
      ...(set.doubtedAt !== undefined ? { doubted_at: set.doubtedAt } : {}),
      ...(set.submittedAt ? { submitted_at: asDate(set.submittedAt) } : {}),
      ...(set.publishAt !== undefined ? { publish_at: set.publishAt && asDate(set.publishAt) } : {}),
      ...(set.publishWish !== undefined ? { publish_wish: set.publishWish && asDate(set.publishWish) } : {}),
      // Whatever moves the edition on answers for it again.
      bounced_at: set.bounced ? asDate(at) : null,
      ...(set.publishedAt ? { published_at: asDate(set.publishedAt) } : {}),
      ...(set.logSeq ? { log_seq: set.logSeq } : {}),
    })
    .where('id', '=', editionId)
    .execute()
}

export const setChain = (trx: Trx, editionId: number, chain: Gate[]) =>
  trx
    .updateTable('edition')
    .set({ chain: chain as string[] })
    .where('id', '=', editionId)
    .execute()

export const setLogSeq = (trx: Trx, editionId: number, logSeq: number) =>
  trx.updateTable('edition').set({ log_seq: logSeq }).where('id', '=', editionId).execute()

export const setFirstPublished = (trx: Trx, recordId: number, indexNumber: string, at: Temporal.Instant) =>
  trx
    .updateTable('record')
    .set({ index_number: indexNumber, first_published_at: asDate(at) })
    .where('id', '=', recordId)
    .where('index_number', 'is', null)
    .execute()
