import { type Ctx, transact, type Work } from '../../../foundations/context.ts'
import { holdersOf, requireConfirmation } from '../../../foundations/identity/index.ts'
import { notify } from '../../../foundations/notices/index.ts'
import { legalDay } from '../../../platform/clock.ts'
import { unprocessable } from '../../../platform/http/problem.ts'
import { blocking, checkEntry, unacknowledged } from '../checks.ts'
import type { Gate, Status } from '../entry.ts'
import { gatherFacts } from '../facts.ts'
import { note, type Opened, openFor, takeStep } from '../standing.ts'
import * as store from '../store.ts'
import { tellPublished } from '../tell-public.ts'
import { noticeWords, say } from '../words.zh.ts'
import { nextDraft } from './write-entry.ts'

export type DecideInput = {
  entryId: number
  /** Gate at which it was read: another one now means that somebody decided in between. */
  status: Gate
  reason: string
}

/** An approval answers for the text: nothing that blocks, and every warning seen by name. */
const answerFor = async (ctx: Ctx, work: Work, { version }: Opened, acknowledged: readonly string[]) => {
  const issues = checkEntry(version, await gatherFacts(ctx, work.trx, version, { entryId: version.entryId }))
  const wrong = blocking(issues)
  if (wrong.length) throw unprocessable(say.mustFix, wrong)
  const unseen = unacknowledged(issues, acknowledged)
  if (unseen.length) throw unprocessable(say.mustAcknowledge, unseen)
}

/**
 * 审核通过: on to the next gate; at the last one it becomes public in the same transaction, and the version before it gives
 * way (条例 art 17).
 * @throws Problem as openFor, 422 with what must be mended or acknowledged, 403 to be confirmed first
 */
export const approve = (ctx: Ctx, input: DecideInput & { acknowledged: readonly string[] }) =>
  transact(ctx, async (work) => {
    const opened = await openFor(ctx, work, input.entryId, 'approve', input.reason, input.status)
    await answerFor(ctx, work, opened, input.acknowledged)
    const to = opened.transition.to as Status
    if (to === 'published') requireConfirmation(ctx)
    await takeStep(work, opened, to, input.reason)
    await note(work, 'approved', input.entryId, { version: opened.version.number, from: opened.version.status, to })
    if (to === 'published') await publish(work, opened)
    else await store.setStatus(work.trx, opened.version.id, work.at, { status: to })
  })

const publish = async (work: Work, { file, version }: Opened) => {
  const { trx, at } = work
  const before = file.settled?.status === 'published' ? file.settled : undefined
  if (before) {
    await store.setStatus(trx, before.id, at, { status: 'superseded' })
    await store.insertStep(trx, {
      entryId: before.entryId,
      versionId: before.id,
      action: 'supersede',
      from: 'published',
      to: 'superseded',
      actorId: work.actor.personId,
      onBehalfOf: null,
      role: null,
      reason: '',
      at,
    })
  }
  await store.setStatus(trx, version.id, at, { status: 'published', publishedAt: at })
  // Its gates have looked at the sources of the new text: what was doubted about the old one is settled.
  await store.setFlag(trx, version.entryId, { at: null, reason: '', endedSources: [] })
  await note(work, 'published', version.entryId, { version: version.number })
  await tellPublished(work, version.entryId)
}

/**
 * 退回修改: what was read stays as it was; its words go on as a draft of the next version, and the clerks hear of it.
 * @throws Problem as openFor
 */
export const sendBack = (ctx: Ctx, input: DecideInput) =>
  transact(ctx, async (work) => {
    const opened = await openFor(ctx, work, input.entryId, 'return', input.reason, input.status)
    const { version, file } = opened
    await store.setStatus(work.trx, version.id, work.at, { status: 'returned' })
    await takeStep(work, opened, 'returned', input.reason)
    await nextDraft(work, version, { number: version.number + 1, authorIds: version.authorIds })
    await note(work, 'returned', input.entryId, { version: version.number, from: version.status })
    const clerks = await holdersOf(work.trx, 'clerk', { unitId: file.entry.unitId, today: legalDay(work.at) })
    await notify(work, ctx, clerks, {
      kind: 'knowledge.returned',
      text: noticeWords.returned(version.question),
      address: `/knowledge/${input.entryId}`,
      about: `knowledge/${input.entryId}`,
      key: `knowledge/${input.entryId}/returned/${version.number}`,
    })
  })
