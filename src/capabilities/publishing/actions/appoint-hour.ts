import { type Ctx, transact, type Work } from '../../../foundations/context.ts'
import { requireConfirmation } from '../../../foundations/identity/index.ts'
import { unprocessable } from '../../../platform/http/problem.ts'
import { dueOf } from '../due.ts'
import { hourFault } from '../rules/appointed-hour.ts'
import { signingGate } from '../rules/chain.ts'
import { type Opened, openFor } from '../standing.ts'
import * as store from '../store.ts'
import { hourInWords, say } from '../words.zh.ts'

const refuse = (key: string, message: string) => unprocessable(message, [{ field: 'publishAt', key, message }])

/**
 * May it be signed for this hour (定时发布)?
 * @throws Problem 422 not the last gate, not for the public, not ahead, beyond a year, or past the day of art 26 and no reason
 */
export const checkHour = async (
  ctx: Ctx,
  work: Work,
  { file }: Pick<Opened, 'file'>,
  revision: store.RevisionRow,
  given: { publishAt: Temporal.Instant; reason: string; last: boolean },
): Promise<void> => {
  if (!given.last) throw refuse('hour-not-last', say.hourNotLast)
  if (revision.attribute !== 'proactive') throw refuse('hour-not-public', say.hourNotPublic)
  const due = file.head.firstPublishedAt ? null : await dueOf(ctx, work.trx, revision)
  const fault = hourFault(given.publishAt, work.at, due?.on ?? null, given.reason)
  if (fault) throw refuse(`hour-${fault.replace('_', '-')}`, say.hour[fault])
}

/** Signed: from now on a fact in the database that waits for its hour, and nothing that anybody outside can see. */
export const appointHour = (work: Work, edition: store.EditionRow, publishAt: Temporal.Instant) =>
  store.setStatus(work.trx, edition.id, work.at, { status: 'scheduled', publishAt })

/**
 * Another hour for what is signed already (更改发布时间).
 * @throws Problem as openFor and checkHour, 403 to be confirmed first
 */
export const reschedule = (ctx: Ctx, input: { recordId: number; publishAt: Temporal.Instant; reason: string }) =>
  transact(ctx, async (work) => {
    const opened = await openFor(ctx, work, input.recordId, 'reschedule', input.reason)
    const { edition, transition } = opened
    const revision = await store.currentRevision(work.trx, edition.id)
    await checkHour(ctx, work, opened, revision, { ...input, last: true })
    requireConfirmation(ctx)
    await appointHour(work, edition, input.publishAt)
    await store.insertStep(work, {
      editionId: edition.id,
      action: 'reschedule',
      from: 'scheduled',
      to: 'scheduled',
      actorId: ctx.actor.personId,
      role: transition.role,
      reason: `${say.scheduledFor(hourInWords(input.publishAt))}${input.reason}`,
      revisionId: revision.id,
      at: work.at,
    })
    const subject = `record/${input.recordId}`
    const detail = { edition: edition.number, publishAt: input.publishAt.toString() }
    await work.emit({ name: 'record.rescheduled', subject, payload: { publishAt: detail.publishAt } })
    work.audit({ action: 'record.rescheduled', subject, detail })
  })

/**
 * Takes the signature back before its hour (取消定时发布): the text stands at the signing gate again, to be published at
 * once, appointed anew or returned.
 */
export const unschedule = (ctx: Ctx, input: { recordId: number; reason: string }) =>
  transact(ctx, async (work) => {
    const { edition, transition } = await openFor(ctx, work, input.recordId, 'unschedule', input.reason)
    await takeBack(work, edition, { actorId: ctx.actor.personId, role: transition.role, reason: input.reason })
    const subject = `record/${input.recordId}`
    await work.emit({ name: 'record.unscheduled', subject, payload: {} })
    work.audit({ action: 'record.unscheduled', subject, detail: { edition: edition.number } })
  })

/** A scheduled edition back at the gate where it was signed. */
export const takeBack = async (
  work: Work,
  edition: store.EditionRow,
  step: { actorId: number | null; role: string | null; reason: string },
): Promise<void> => {
  const to = signingGate(edition.chain ?? [])
  const revision = await store.currentRevision(work.trx, edition.id)
  await store.setStatus(work.trx, edition.id, work.at, { status: to, publishAt: null })
  await store.insertStep(work, {
    ...step,
    editionId: edition.id,
    action: 'unschedule',
    from: 'scheduled',
    to,
    revisionId: revision.id,
    at: work.at,
  })
}
