import type { Principal } from '../../../foundations/identity/actor.ts'
import { asDate } from '../../../platform/clock.ts'
import type { Connection, Trx } from '../../../platform/db/connect.ts'
import type { Status, WithdrawalGround } from '../record.ts'
import type { Action } from '../transitions.ts'

export type NewStep = {
  editionId: number
  action:
    | Action
    | 'create'
    | 'publish'
    | 'withhold'
    | 'supersede'
    | 'migrate'
    | 'transfer'
    | 'bounce'
    | 'replace'
    | 'declare_lapsed'
  from: Status
  to: Status
  actorId: number | null
  role: string | null
  reason: string
  revisionId: number | null
  findings?: unknown[]
  at: Temporal.Instant
}

/** Whose hand it is: written within this unit of work, for the principal when a deputy acts. */
export type Hand = { trx: Trx; principal?: Principal | undefined }

export const insertStep = ({ trx, principal }: Hand, step: NewStep) =>
  trx
    .insertInto('step')
    .values({
      edition_id: step.editionId,
      action: step.action,
      from_status: step.from,
      to_status: step.to,
      actor_id: step.actorId,
      on_behalf_of: principal?.personId ?? null,
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
  /** Whose post it was, where a deputy acted. */
  principalId: number | null
  principalName: string | null
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
    .leftJoin('person as principal', 'principal.id', 'step.on_behalf_of')
    .leftJoin('revision', 'revision.id', 'step.revision_id')
    .select([
      'step.edition_id as editionId',
      'edition.number as edition',
      'step.action',
      'step.from_status as fromStatus',
      'step.to_status as toStatus',
      'step.actor_id as actorId',
      'person.name as actorName',
      'step.on_behalf_of as principalId',
      'principal.name as principalName',
      'step.role',
      'step.reason',
      'revision.number as revision',
      'step.findings',
      'step.at',
    ])
    .where('edition.record_id', '=', recordId)
    .orderBy('step.id')
    .execute()) as StepRow[]

/** Who wrote in an edition, and in whose place. */
export const authorsOf = async (db: Connection, editionId: number): Promise<(number | null)[]> =>
  (
    await db
      .selectFrom('revision')
      .select(['author_id', 'on_behalf_of'])
      .distinct()
      .where('edition_id', '=', editionId)
      .execute()
  ).flatMap((row) => [row.author_id, row.on_behalf_of])

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
