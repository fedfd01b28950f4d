import { sql } from 'kysely'
import type { Connection, Db, Trx } from '../../platform/db/connect.ts'
import type { DraftFields, Gate, Metadata, RevisionAttachment, Status, WithdrawalGround } from './record.ts'
import type { Action } from './transitions.ts'

const asDate = (at: Temporal.Instant) => new Date(at.epochMilliseconds)

export type EditionRow = {
  id: number
  recordId: number
  number: number
  status: Status
  chain: Gate[] | null
  doubtedAt: Gate | null
  drafterId: number | null
  correctionReason: string
  unitId: number
  publishedAt: Date | null
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
  contentHash: Buffer
}

export type RecordHead = {
  id: number
  indexNumber: string | null
  unitId: number
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
  'correction_reason as correctionReason',
  'unit_id as unitId',
  'published_at as publishedAt',
  'log_seq as logSeq',
] as const

export const recordHead = async (db: Connection, recordId: number): Promise<RecordHead | undefined> =>
  db
    .selectFrom('record')
    .select([
      'id',
      'index_number as indexNumber',
      'unit_id as unitId',
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

/** Next serial of an 索引号 for an organisation and year; `count` reserves a run and returns its first. */
export const nextSerial = async (trx: Trx, organisationCode: string, year: number, count = 1): Promise<number> => {
  const { last } = await trx
    .insertInto('index_serial')
    .values({ organisation_code: organisationCode, year, last: count })
    .onConflict((oc) =>
      oc.columns(['organisation_code', 'year']).doUpdateSet((eb) => ({ last: eb('index_serial.last', '+', count) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  return last - count + 1
}

export const insertEdition = async (
  trx: Trx,
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
        correction_reason: row.correctionReason,
        status_at: asDate(row.at),
        created_at: asDate(row.at),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id

/** Writes an immutable revision and points the edition at it, with the copies that lists need. */
export const insertRevision = async (
  trx: Trx,
  row: {
    editionId: number
    number: number
    authorId: number | null
    at: Temporal.Instant
    fields: DraftFields
    files: RevisionAttachment[]
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
      at: asDate(row.at),
      title,
      body_html: bodyHtml,
      metadata: JSON.stringify(metadata satisfies Metadata),
      attachments: JSON.stringify(row.files),
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
    .select([
      'revision.id',
      'revision.edition_id as editionId',
      'revision.number as revisionNumber',
      'revision.author_id as authorId',
      'person.name as authorName',
      'revision.at',
      'revision.title',
      'revision.body_html as bodyHtml',
      'revision.metadata',
      'revision.attachments as files',
      'revision.content_hash as contentHash',
    ])

const asRevision = (
  row: Awaited<ReturnType<ReturnType<typeof revisionOf>['executeTakeFirstOrThrow']>>,
): RevisionRow => {
  const { metadata, files, authorName, ...rest } = row
  const stored = files as unknown as RevisionAttachment[]
  return {
    ...(metadata as unknown as Metadata),
    ...rest,
    authorName: authorName ?? '系统',
    files: stored,
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

export type NewStep = {
  editionId: number
  action: Action | 'create' | 'publish' | 'withhold' | 'supersede' | 'migrate'
  from: Status
  to: Status
  actorId: number | null
  role: string | null
  reason: string
  revisionId: number | null
  findings?: unknown[]
  at: Temporal.Instant
}

export const insertStep = (trx: Trx, step: NewStep) =>
  trx
    .insertInto('step')
    .values({
      edition_id: step.editionId,
      action: step.action,
      from_status: step.from,
      to_status: step.to,
      actor_id: step.actorId,
      role: step.role,
      reason: step.reason,
      revision_id: step.revisionId,
      findings: JSON.stringify(step.findings ?? []),
      at: asDate(step.at),
    })
    .execute()

export type StepRow = {
  editionId: number
  edition: number
  action: string
  fromStatus: Status
  toStatus: Status
  actorId: number | null
  actorName: string | null
  role: string | null
  reason: string
  revision: number | null
  findings: unknown
  at: Date
}

/** Steps of every edition of a record, oldest first. */
export const stepsOf = async (db: Connection, recordId: number): Promise<StepRow[]> =>
  (await db
    .selectFrom('step')
    .innerJoin('edition', 'edition.id', 'step.edition_id')
    .leftJoin('person', 'person.id', 'step.actor_id')
    .leftJoin('revision', 'revision.id', 'step.revision_id')
    .select([
      'step.edition_id as editionId',
      'edition.number as edition',
      'step.action',
      'step.from_status as fromStatus',
      'step.to_status as toStatus',
      'step.actor_id as actorId',
      'person.name as actorName',
      'step.role',
      'step.reason',
      'revision.number as revision',
      'step.findings',
      'step.at',
    ])
    .where('edition.record_id', '=', recordId)
    .orderBy('step.id')
    .execute()) as StepRow[]

export const authorsOf = async (db: Connection, editionId: number): Promise<(number | null)[]> =>
  (await db.selectFrom('revision').select('author_id').distinct().where('edition_id', '=', editionId).execute()).map(
    (row) => row.author_id,
  )

export const insertWithdrawal = (
  trx: Trx,
  row: {
    recordId: number
    editionId: number
    actorId: number
    at: Temporal.Instant
    ground: WithdrawalGround
    reason: string
  },
) =>
  trx
    .insertInto('withdrawal')
    .values({
      record_id: row.recordId,
      edition_id: row.editionId,
      actor_id: row.actorId,
      at: asDate(row.at),
      ground: row.ground,
      reason: row.reason,
    })
    .execute()

export const lastWithdrawal = (db: Connection, recordId: number) =>
  db
    .selectFrom('withdrawal')
    .innerJoin('person', 'person.id', 'withdrawal.actor_id')
    .select(['withdrawal.at', 'withdrawal.ground', 'withdrawal.reason', 'person.name as actorName'])
    .where('record_id', '=', recordId)
    .orderBy('withdrawal.id', 'desc')
    .executeTakeFirst()

export const insertRepeal = (
  trx: Trx,
  row: { recordId: number; actorId: number | null; at: Temporal.Instant; on: string; by: string; reason: string },
) =>
  trx
    .insertInto('repeal')
    .values({
      record_id: row.recordId,
      actor_id: row.actorId,
      at: asDate(row.at),
      repealed_on: row.on,
      repealed_by: row.by,
      reason: row.reason,
    })
    .execute()

export const repealOf = (db: Connection, recordId: number) =>
  db
    .selectFrom('repeal')
    .select(['repealed_on as on', 'repealed_by as by', 'reason', 'at'])
    .where('record_id', '=', recordId)
    .executeTakeFirst()

export const fileByHash = (db: Connection, hashes: string[]) =>
  db
    .selectFrom('stored_file')
    .select(['hash', 'size', 'media_type as mediaType'])
    .where('hash', 'in', hashes.length ? hashes : [''])
    .execute()

export const rememberFile = (db: Connection, file: { hash: string; size: number; mediaType: string; kind: string }) =>
  db
    .insertInto('stored_file')
    .values({ hash: file.hash, size: file.size, media_type: file.mediaType, kind: file.kind })
    .onConflict((oc) => oc.doNothing())
    .execute()

/** What version `checks` of the release checks found in files; files not looked at by it are missing. */
export const fileFindings = (db: Connection, hashes: string[], checks: number) =>
  db
    .selectFrom('file_finding')
    .select(['hash', 'findings'])
    .where('hash', 'in', hashes.length ? hashes : [''])
    .where('checks', '=', checks)
    .execute()

export const rememberFindings = (db: Connection, hash: string, checks: number, findings: unknown[]) =>
  db
    .insertInto('file_finding')
    .values({ hash, checks, findings: JSON.stringify(findings) })
    .onConflict((oc) => oc.column('hash').doUpdateSet({ checks, findings: JSON.stringify(findings) }))
    .execute()

/** Is a file part of any revision of a unit the reader may see? Guards downloads of what is not public yet. */
export const fileInUnits = async (db: Db, hash: string, unitIds: number[] | 'all'): Promise<boolean> => {
  const needle = JSON.stringify([{ hash }])
  const row = await db
    .selectFrom('revision')
    .innerJoin('edition', 'edition.id', 'revision.edition_id')
    .select('revision.id')
    .where(sql<boolean>`revision.attachments <> '[]' and revision.attachments @> ${needle}::jsonb`)
    .$if(unitIds !== 'all', (q) =>
      q.where('edition.unit_id', 'in', unitIds === 'all' || !unitIds.length ? [0] : unitIds),
    )
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export const saveSignature = (trx: Trx, editionId: number, simhash: string, bands: number[]) =>
  trx
    .insertInto('text_signature')
    .values({ edition_id: editionId, simhash, bands })
    .onConflict((oc) => oc.column('edition_id').doUpdateSet({ simhash, bands }))
    .execute()

/** Live items that share a band with the text; the caller measures the distance. */
export const similarLive = (db: Connection, bands: number[], exceptRecord: number | null) =>
  db
    .selectFrom('text_signature')
    .innerJoin('edition', 'edition.id', 'text_signature.edition_id')
    .innerJoin('unit', 'unit.id', 'edition.unit_id')
    .select([
      'edition.record_id as recordId',
      'edition.title',
      'edition.published_at as publishedAt',
      'unit.short_name as unitName',
      'text_signature.simhash',
    ])
    .where('edition.status', '=', 'published')
    .where(sql<boolean>`text_signature.bands && ${bands}::integer[]`)
    .where('edition.record_id', '<>', exceptRecord ?? 0)
    .limit(300)
    .execute()
