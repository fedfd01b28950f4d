import type { Ctx, Work } from '../../foundations/context.ts'
import { actFrom } from '../../foundations/identity/index.ts'
import type { Connection } from '../../platform/db/connect.ts'
import { forbidden, notFound, stale, unprocessable } from '../../platform/http/problem.ts'
import { isOpen, type Status } from './entry.ts'
import { may, mayRead, type Standing } from './permissions.ts'
import * as store from './store.ts'
import { type Action, onSettled, type Transition } from './transitions.ts'
import { say } from './words.zh.ts'

/** An entry with everything that decides what may happen to it next. */
export type EntryFile = {
  entry: store.Entry
  /** The newest first. */
  versions: store.Version[]
  /** The version being worked on, if any. */
  open: store.Version | undefined
  /** The public version, or the last one that was. */
  settled: store.Version | undefined
  steps: store.StepRow[]
}

export const entryFile = async (db: Connection, entry: store.Entry): Promise<EntryFile> => {
  const versions = await store.versionsOf(db, entry.id)
  return {
    entry,
    versions,
    open: versions.find(({ status }) => isOpen(status)),
    settled:
      versions.find(({ status }) => status === 'published') ??
      versions.find(({ status }) => status === 'withdrawn' || status === 'merged'),
    steps: await store.stepsOf(db, entry.id),
  }
}

export const isPublic = ({ settled }: Pick<EntryFile, 'settled'>): boolean => settled?.status === 'published'

/** The version that an action is about; the newest when there is none of its kind, so that the refusal names its status. */
export const versionFor = ({ open, settled, versions }: EntryFile, action: Action): store.Version =>
  (onSettled.includes(action) ? (settled ?? open) : (open ?? settled)) ?? versions[0]!

export const standingOf = (file: EntryFile, action: Action): Standing => {
  const version = versionFor(file, action)
  return {
    unitId: file.entry.unitId,
    status: version.status,
    authors: version.authorIds,
    passed: file.steps
      .filter((step) => step.versionId === version.id && step.action === 'approve')
      .flatMap((step) => [step.actorId, step.onBehalfOf].map((personId) => ({ gate: step.from as Status, personId }))),
    revising: file.open !== undefined,
  }
}

/** May the actor see more of it than readers do? */
export const seesAll = (ctx: Pick<Ctx, 'actor'>, { entry }: Pick<EntryFile, 'entry'>): boolean =>
  mayRead(ctx.actor, entry.unitId)

export type Opened = { file: EntryFile; version: store.Version; transition: Transition }

/**
 * Locks the entry and answers whether the actor may take the action now. Of an entry in another unit only what is public
 * is known to exist.
 * @throws Problem 404 unknown to the actor, 403 not the actor's to do, 409 not in this state, 422 no reason given
 */
export const openFor = async (
  ctx: Ctx,
  work: Work,
  entryId: number,
  action: Action,
  reason: string,
  /** Status in which the person saw it, where it matters which gate was meant. */
  seen?: Status,
): Promise<Opened> => {
  const entry = await store.lockEntry(work.trx, entryId)
  if (!entry) throw notFound(say.none)
  const file = await entryFile(work.trx, entry)
  if (!isPublic(file) && !seesAll(ctx, file)) throw notFound(say.none)
  const version = versionFor(file, action)
  const standing = standingOf(file, action)
  const verdict = may(ctx.actor, action, standing)
  // Somebody was quicker; only whoever could have acted there is told so.
  const moved = seen !== undefined && version.status !== seen
  if (moved && may(ctx.actor, action, { ...standing, status: seen }).allowed) throw stale(say.staleStatus)
  if (!verdict.allowed) throw verdict.wrong === 'state' ? stale(verdict.why) : forbidden(verdict.why)
  if (verdict.transition.reason === 'required' && !reason.trim())
    throw unprocessable(say.reasonMissing, [{ field: 'reason', key: 'reason-missing', message: say.reasonMissing }])
  await actFrom(work, verdict.post)
  return { file, version, transition: verdict.transition }
}

/** Writes a step of the person who acts. */
export const takeStep = (
  work: Work,
  { version, transition }: Pick<Opened, 'version'> & { transition: Pick<Transition, 'action' | 'role'> },
  to: Status,
  reason: string,
) =>
  store.insertStep(work.trx, {
    entryId: version.entryId,
    versionId: version.id,
    action: transition.action,
    from: version.status,
    to,
    actorId: work.actor.personId,
    onBehalfOf: work.principal?.personId ?? null,
    role: transition.role,
    reason,
    at: work.at,
  })

/** Whose hands write here: the actor's and, for a deputy, those of whose post it is. */
export const handsAt = (work: Work): number[] =>
  [work.actor.personId, work.principal?.personId].filter((id) => typeof id === 'number')

/** What the audit log calls each act on an entry that is there. */
const acts = {
  saved: 'saved',
  submitted: 'submitted',
  discarded: 'discarded',
  approved: 'approved',
  returned: 'returned',
  published: 'published',
  revised: 'revised',
  confirmed: 'confirmed',
  flagged: 'flagged',
  merged: 'merged',
  withdrawn: 'withdrawn',
  transferred: 'transferred',
} as const

/** Event and audit line of one act. */
export const note = async (
  work: Work,
  what: keyof typeof acts,
  entryId: number,
  detail: Record<string, unknown> = {},
) => {
  const subject = `knowledge/${entryId}`
  await work.emit({ name: `knowledge.${what}`, subject, payload: detail })
  work.audit({ action: `knowledge.${acts[what]}`, subject, detail })
}
