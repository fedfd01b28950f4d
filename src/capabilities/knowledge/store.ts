import type { Topic } from '../../foundations/classification/topics.ts'
import { asDate } from '../../platform/clock.ts'
import type { Connection, Trx } from '../../platform/db/connect.ts'
import { wordsAnswered, wordsAsked } from './asked-words.ts'
import { type EntryFields, openStatuses, type Status } from './entry.ts'

/** SQL on knowledge_entry, knowledge_version, knowledge_step and knowledge_use. */

export type Entry = {
  id: number
  unitId: number
  caseId: number | null
  mergedInto: number | null
  flaggedAt: Date | null
  flagReason: string
  endedSources: number[]
}

export type Version = EntryFields & {
  id: number
  entryId: number
  number: number
  status: Status
  saves: number
  authorIds: number[]
  statusAt: Date
  publishedAt: Date | null
  logSeq: number | null
}

const entryColumns = [
  'id',
  'unit_id as unitId',
  'case_id as caseId',
  'merged_into as mergedInto',
  'flagged_at as flaggedAt',
  'flag_reason as flagReason',
  'ended_sources as endedSources',
] as const

export const entryById = async (db: Connection, id: number): Promise<Entry | undefined> => {
  const row = await db.selectFrom('knowledge_entry').select(entryColumns).where('id', '=', id).executeTakeFirst()
  // The driver leaves lists of bigint as text.
  return row && { ...row, endedSources: row.endedSources.map(Number) }
}

/** The entry, locked for the rest of the transaction: every verb on it waits its turn. */
export const lockEntry = async (trx: Trx, id: number): Promise<Entry | undefined> => {
  await trx.selectFrom('knowledge_entry').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
  return entryById(trx, id)
}

export const insertEntry = async (
  trx: Trx,
  row: { unitId: number; caseId: number | null; createdBy: number | null; at: Temporal.Instant },
): Promise<number> =>
  (
    await trx
      .insertInto('knowledge_entry')
      .values({ unit_id: row.unitId, case_id: row.caseId, created_by: row.createdBy, created_at: asDate(row.at) })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id

export const setFlag = (
  trx: Trx,
  id: number,
  flag: { at: Temporal.Instant | null; reason: string; endedSources: readonly number[] },
) =>
  trx
    .updateTable('knowledge_entry')
    .set({
      flagged_at: flag.at && asDate(flag.at),
      flag_reason: flag.reason,
      ended_sources: [...flag.endedSources],
    })
    .where('id', '=', id)
    .execute()

export const setMergedInto = (trx: Trx, id: number, into: number) =>
  trx.updateTable('knowledge_entry').set({ merged_into: into }).where('id', '=', id).execute()

/** What was merged into one that now goes elsewhere goes there too, so that no address leads in two steps. */
export const followMerges = (trx: Trx, from: number, into: number) =>
  trx
    .updateTable('knowledge_entry')
    .set({ merged_into: into })
    .where('merged_into', '=', from)
    .returning('id')
    .execute()

export const entriesOfUnit = async (trx: Trx, unitId: number): Promise<number[]> =>
  (await trx.selectFrom('knowledge_entry').select('id').where('unit_id', '=', unitId).orderBy('id').execute()).map(
    ({ id }) => id,
  )

export const setUnit = (trx: Trx, ids: readonly number[], unitId: number) =>
  trx
    .updateTable('knowledge_entry')
    .set({ unit_id: unitId })
    .where('id', 'in', [...ids])
    .execute()

const versionColumns = [
  'id',
  'entry_id as entryId',
  'number',
  'status',
  'topic',
  'question',
  'phrasings',
  'answer_html as answerHtml',
  'sources',
  'review_on as reviewOn',
  'saves',
  'author_ids as authorIds',
  'status_at as statusAt',
  'published_at as publishedAt',
  'log_seq as logSeq',
] as const

const versions = (db: Connection) => db.selectFrom('knowledge_version').select(versionColumns)
type Row = Awaited<ReturnType<ReturnType<typeof versions>['executeTakeFirstOrThrow']>>
const asVersion = ({ sources, ...row }: Row): Version => ({
  ...row,
  topic: row.topic as Topic,
  status: row.status as Status,
  sources: sources.map(Number),
})

/** Every version of an entry, the newest first. */
export const versionsOf = async (db: Connection, entryId: number): Promise<Version[]> =>
  (await versions(db).where('entry_id', '=', entryId).orderBy('number', 'desc').execute()).map(asVersion)

export const publicVersion = async (db: Connection, entryId: number): Promise<Version | undefined> => {
  const row = await versions(db).where('entry_id', '=', entryId).where('status', '=', 'published').executeTakeFirst()
  return row && asVersion(row)
}

const fieldValues = (fields: EntryFields) => ({
  topic: fields.topic,
  question: fields.question,
  phrasings: fields.phrasings,
  answer_html: fields.answerHtml,
  sources: fields.sources,
  review_on: fields.reviewOn,
  asked_words: wordsAsked(fields.question, fields.phrasings),
  answer_words: wordsAnswered(fields),
})

export const insertVersion = async (
  trx: Trx,
  row: { entryId: number; number: number; fields: EntryFields; authorIds: readonly number[]; at: Temporal.Instant },
): Promise<number> =>
  (
    await trx
      .insertInto('knowledge_version')
      .values({
        ...fieldValues(row.fields),
        entry_id: row.entryId,
        number: row.number,
        status: 'draft',
        author_ids: [...row.authorIds],
        status_at: asDate(row.at),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id

/** Writes a draft over; `authorIds` are all who have written on it so far. */
export const saveVersion = (
  trx: Trx,
  version: { id: number; saves: number },
  fields: EntryFields,
  authorIds: readonly number[],
) =>
  trx
    .updateTable('knowledge_version')
    .set({ ...fieldValues(fields), author_ids: [...authorIds], saves: version.saves + 1 })
    .where('id', '=', version.id)
    .execute()

export const setStatus = (
  trx: Trx,
  id: number,
  at: Temporal.Instant,
  set: { status: Status; publishedAt?: Temporal.Instant },
) =>
  trx
    .updateTable('knowledge_version')
    .set({
      status: set.status,
      status_at: asDate(at),
      ...(set.publishedAt ? { published_at: asDate(set.publishedAt) } : {}),
    })
    .where('id', '=', id)
    .execute()

export const setReviewOn = (trx: Trx, id: number, reviewOn: string) =>
  trx.updateTable('knowledge_version').set({ review_on: reviewOn }).where('id', '=', id).execute()

export const setLogSeq = (trx: Trx, id: number, logSeq: number) =>
  trx.updateTable('knowledge_version').set({ log_seq: logSeq }).where('id', '=', id).execute()

export type Step = {
  entryId: number
  versionId: number | null
  action: string
  from: Status
  to: Status
  actorId: number | null
  onBehalfOf: number | null
  role: string | null
  reason: string
  at: Temporal.Instant
}

export const insertStep = (trx: Trx, step: Step) =>
  trx
    .insertInto('knowledge_step')
    .values({
      entry_id: step.entryId,
      version_id: step.versionId,
      action: step.action,
      from_status: step.from,
      to_status: step.to,
      actor_id: step.actorId,
      on_behalf_of: step.onBehalfOf,
      role: step.role,
      reason: step.reason,
      at: asDate(step.at),
    })
    .execute()

/** Every step of an entry, the oldest first. */
export const stepsOf = (db: Connection, entryId: number) =>
  db
    .selectFrom('knowledge_step as s')
    .leftJoin('person as actor', 'actor.id', 's.actor_id')
    .leftJoin('person as principal', 'principal.id', 's.on_behalf_of')
    .leftJoin('knowledge_version as v', 'v.id', 's.version_id')
    .select([
      's.id',
      's.version_id as versionId',
      'v.number as version',
      's.action',
      's.from_status as from',
      's.to_status as to',
      's.actor_id as actorId',
      's.on_behalf_of as onBehalfOf',
      's.role',
      's.reason',
      's.at',
      'actor.name as actorName',
      'principal.name as principalName',
    ])
    .where('s.entry_id', '=', entryId)
    .orderBy('s.id')
    .execute()
export type StepRow = Awaited<ReturnType<typeof stepsOf>>[number]

/** Questions that are public or on their way, with the words they are asked in. */
export const askedNow = async (db: Connection, except: number | null, statuses: readonly Status[]) => {
  const rows = await db
    .selectFrom('knowledge_version as v')
    .innerJoin('knowledge_entry as e', 'e.id', 'v.entry_id')
    .select(['v.entry_id as id', 'e.unit_id as unitId', 'v.question', 'v.status', 'v.asked_words as words'])
    .where('v.status', 'in', [...statuses])
    .$if(except !== null, (q) => q.where('v.entry_id', '<>', except!))
    .orderBy('v.entry_id')
    .orderBy('v.number', 'desc')
    .execute()
  return [...new Map(rows.map((row) => [row.id, row])).values()]
}
export const askedStatuses: readonly Status[] = [...openStatuses, 'published']

/** Public versions that rest on any public item, or on this one. */
export const publicWithSources = async (db: Connection, recordId?: number) =>
  (
    await db
      .selectFrom('knowledge_version')
      .select(['entry_id as entryId', 'sources'])
      .where('status', '=', 'published')
      .where((eb) =>
        recordId === undefined
          ? eb(eb.fn<number>('cardinality', ['sources']), '>', 0)
          : eb(eb.val(recordId), '=', eb.fn.any('sources')),
      )
      .orderBy('entry_id')
      .execute()
  ).map(({ entryId, sources }) => ({ entryId, sources: sources.map(Number) }))

/** Adds to the day's count of an entry; nothing about who. */
export const countUse = (trx: Trx, entryId: number, day: string, what: 'wanted' | 'unwanted' | 'told') =>
  trx
    .insertInto('knowledge_use')
    .values({ entry_id: entryId, used_on: day, [what]: 1 })
    .onConflict((oc) =>
      oc.columns(['entry_id', 'used_on']).doUpdateSet((eb) => ({ [what]: eb(`knowledge_use.${what}`, '+', 1) })),
    )
    .execute()
