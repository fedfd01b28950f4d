import { type Ctx, transact, type Work } from '../../../foundations/context.ts'
import { requireConfirmation } from '../../../foundations/identity/index.ts'
import { stale, unprocessable } from '../../../platform/http/problem.ts'
import { blocking, checkDraft, type Issue, needingReason, unacknowledged } from '../checks.ts'
import { gatherFacts } from '../facts.ts'
import { lostFiles } from '../lost-files.ts'
import type { Gate, Status } from '../record.ts'
import { gateAfter } from '../rules/chain.ts'
import { withEarlierReasons } from '../rules/reasons.ts'
import { type Opened, openFor } from '../standing.ts'
import * as store from '../store.ts'
import { gateLabels, say } from '../words.zh.ts'
import { appointHour, checkHour } from './appoint-hour.ts'
import { publishEdition, withholdEdition } from './publish-edition.ts'

export type Decision = 'approve' | 'return' | 'doubt' | 'clear'

export type DecideInput = {
  recordId: number
  decision: Decision
  reason: string
  /** Number of the revision that was read. A newer one: read again, then decide. */
  revision: number
  /** Status in which the text was read: another gate now means that somebody decided in between. */
  status?: Status | undefined
  /** 定时发布, at the last gate only: the hour from which it is to be public. None: at once. */
  publishAt?: Temporal.Instant | undefined
  /** Keys of the warnings the decider has seen and lets pass. */
  acknowledged: string[]
}

const pastTense = { approve: 'approved', return: 'returned', doubt: 'doubted', clear: 'cleared' } as const

/** An approval answers for the text: nothing that blocks, and every warning seen by name. */
const answerFor = async (ctx: Ctx, work: Work, opened: Opened, revision: store.RevisionRow, input: DecideInput) => {
  const live = opened.file.settled?.status === 'published'
  const about = { recordId: opened.file.head.id, unitId: opened.file.head.unitId, live }
  const issues = withEarlierReasons(
    checkDraft(revision, await gatherFacts(ctx, work.trx, revision, about)),
    opened.file.steps,
    opened.edition.id,
    (gate) => gateLabels[gate as Gate] ?? '',
  )
  const wrong = [...blocking(issues), ...(await lostFiles(ctx.files, [...revision.files, ...revision.pictures]))]
  if (wrong.length) throw unprocessable(say.mustFix, wrong)
  const unseen = unacknowledged(issues, input.acknowledged)
  if (unseen.length) throw unprocessable(say.mustAcknowledge, unseen)
  const unread = needingReason(issues)
  if (unread.length && !input.reason.trim()) throw unprocessable(say.reasonForUnread, unread)
  return issues.filter((issue) => issue.severity === 'warn')
}

/**
 * A gate's decision on exactly the revision that was read: on to the next gate, back to the drafter, up to the
 * disclosure office with a doubt, or the office's answer to one. The approval at the last gate publishes, in the same
 * transaction.
 * @throws Problem 403/404/409 as openFor, 409 when the text changed since it was read, 422 unseen warnings, 403 when the
 * person must be confirmed first
 */
export const decide = (ctx: Ctx, input: DecideInput) =>
  transact(ctx, async (work) => {
    const opened = await openFor(ctx, work, input.recordId, input.decision, input.reason, input.status)
    const { edition, transition } = opened
    const revision = await store.currentRevision(work.trx, edition.id)
    if (revision.revisionNumber !== input.revision) throw stale(say.staleRevision)
    const seen: Issue[] = input.decision === 'approve' ? await answerFor(ctx, work, opened, revision, input) : []
    const onward = nextStatus(opened, input.decision)
    const last = onward === undefined
    if (input.publishAt) await checkHour(ctx, work, opened, revision, { ...input, publishAt: input.publishAt, last })
    // 签发: the approval that makes an item public is asked for again, once everything else is in order.
    if (last) requireConfirmation(ctx)
    const to: Status = onward ?? settledAs(revision, input.publishAt)
    await store.insertStep(work, {
      editionId: edition.id,
      action: input.decision,
      from: edition.status,
      to,
      actorId: ctx.actor.personId,
      role: transition.role,
      reason: input.reason,
      revisionId: revision.id,
      findings: seen.map(({ field, key, message, reasoned }) => ({
        field,
        key,
        message,
        ...(reasoned && !input.reason.trim() ? { confirms: reasoned } : {}),
      })),
      at: work.at,
    })
    const subject = `record/${input.recordId}`
    work.audit({
      action: `record.${pastTense[input.decision]}`,
      subject,
      detail: { edition: edition.number, revision: revision.revisionNumber, from: edition.status, to },
    })
    await work.emit({ name: `record.${pastTense[input.decision]}`, subject, payload: { from: edition.status, to } })
    if (!last) {
      const doubtedAt =
        input.decision === 'doubt' ? (edition.status as Gate) : input.decision === 'clear' ? null : undefined
      await store.setStatus(work.trx, edition.id, work.at, { status: to, doubtedAt })
    } else if (to === 'scheduled') await appointHour(work, edition, input.publishAt!)
    else if (to === 'published') await publishEdition(ctx, work, opened.file, edition, revision)
    else await withholdEdition(ctx, work, edition)
  })

/** What the last gate's approval makes of it. */
const settledAs = (revision: store.RevisionRow, publishAt: Temporal.Instant | undefined): Status => {
  if (revision.attribute !== 'proactive') return 'withheld'
  return publishAt ? 'scheduled' : 'published'
}

/** Where the decision leads; undefined when it was the last gate's approval. */
const nextStatus = ({ edition, transition }: Opened, decision: Decision): Status | undefined => {
  if (decision === 'approve') return gateAfter(edition.chain ?? [], edition.status as Gate)
  if (transition.to === 'doubted_gate') return edition.doubtedAt ?? 'secrecy_review'
  return transition.to as Status
}
