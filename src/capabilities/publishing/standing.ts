import type { Ctx, Work } from '../../foundations/context.ts'
import { actFrom } from '../../foundations/identity/index.ts'
import { legalDay } from '../../platform/clock.ts'
import type { Connection } from '../../platform/db/connect.ts'
import { forbidden, notFound, stale, unprocessable } from '../../platform/http/problem.ts'
import { may, mayRead, type Standing } from './permissions.ts'
import { type Gate, kindsWithValidity, openStatuses, type Status } from './record.ts'
import * as store from './store.ts'
import type { Action, Transition } from './transitions.ts'
import { say } from './words.zh.ts'

/** A record with everything that decides what may happen to it next. */
export type CaseFile = {
  head: store.RecordHead
  editions: store.EditionRow[]
  /** The edition being worked on, if any. */
  open: store.EditionRow | undefined
  /** The newest edition that was decided on: public, withheld or withdrawn. */
  settled: store.EditionRow | undefined
  steps: store.StepRow[]
  authors: Map<number, (number | null)[]>
  kind: store.RevisionRow['kind']
  repealed: boolean
  leftToLapse: boolean
  /** The legal day on which the file was opened. */
  today: string
}

export const isOpen = (status: Status) => (openStatuses as readonly Status[]).includes(status)

export const caseFile = async (db: Connection, head: store.RecordHead, now: Temporal.Instant): Promise<CaseFile> => {
  const editions = await store.editionsOf(db, head.id)
  const open = editions.find((edition) => isOpen(edition.status))
  const settled =
    editions.find((edition) => edition.status === 'published') ??
    editions.find((edition) => ['withdrawn', 'withheld'].includes(edition.status)) ??
    (open ? undefined : editions[0])
  const shown = open ?? settled
  if (!shown) throw new Error(`record ${head.id} has no edition`)
  return {
    head,
    editions,
    open,
    settled,
    steps: await store.stepsOf(db, head.id),
    authors: new Map([[shown.id, await store.authorsOf(db, shown.id)]]),
    kind: (await store.currentRevision(db, (settled ?? shown).id)).kind,
    repealed: (await store.repealOf(db, head.id)) !== undefined,
    leftToLapse: (await store.lastTermDecision(db, head.id))?.decision === 'left_to_lapse',
    today: legalDay(now),
  }
}

/** Verbs on what is already public; every other verb works on the open edition. */
const onSettled: readonly Action[] = ['correct', 'withdraw', 'repeal', 'extend', 'let_lapse']

export const editionFor = (file: CaseFile, action: Action): store.EditionRow =>
  (onSettled.includes(action) ? (file.settled ?? file.open) : (file.open ?? file.settled)) as store.EditionRow

export const standing = (file: CaseFile, action: Action): Standing => {
  const edition = editionFor(file, action)
  return {
    unitId: file.head.responsibleId,
    status: edition.status,
    chain: edition.chain ?? [],
    hands: {
      drafterIds: [edition.drafterId, edition.draftedFor],
      authorIds: file.authors.get(edition.id) ?? [],
      passed: file.steps
        .filter((step) => step.editionId === edition.id && step.action === 'approve')
        .flatMap((step) =>
          [step.actorId, step.principalId].map((personId) => ({ gate: step.fromStatus as Gate, personId })),
        ),
    },
    openCorrection: file.open !== undefined && file.settled !== undefined,
    hasValidity: kindsWithValidity.includes(file.kind),
    repealed: file.repealed,
    term: edition.expiresOn === null ? 'none' : edition.expiresOn < file.today ? 'over' : 'running',
    leftToLapse: file.leftToLapse,
  }
}

export type Opened = { file: CaseFile; edition: store.EditionRow; transition: Transition }

/**
 * Locks the record and answers whether the actor may take the action now.
 * @throws Problem 404 not in the actor's scope, 403 not the actor's to do, or no longer a deputy's, 409 not in this state, 422 no reason given
 */
export const openFor = async (
  ctx: Ctx,
  work: Work,
  recordId: number,
  action: Action,
  reason: string,
  /** Status in which the person saw the record, where it matters which gate was meant. */
  seen?: Status,
): Promise<Opened> => {
  const head = await store.lockRecord(work.trx, recordId)
  if (!head || !mayRead(ctx.actor, head.responsibleId)) throw notFound()
  const file = await caseFile(work.trx, head, work.at)
  if (seen && editionFor(file, action).status !== seen) throw stale(say.staleStatus)
  const verdict = may(ctx.actor, action, standing(file, action))
  if (!verdict.allowed) throw verdict.wrong === 'state' ? stale(verdict.why) : forbidden(verdict.why)
  if (verdict.transition.reason === 'required' && !reason.trim())
    throw unprocessable(say.reasonMissing, [{ field: 'reason', key: 'reason-missing', message: say.reasonMissing }])
  await actFrom(work, verdict.post)
  return { file, edition: editionFor(file, action), transition: verdict.transition }
}
