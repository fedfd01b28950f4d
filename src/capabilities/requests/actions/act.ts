import { cases, caseWords } from '../../../foundations/casework/index.ts'
import { type Ctx, transact, type Work } from '../../../foundations/context.ts'
import { actFrom, requireConfirmation } from '../../../foundations/identity/index.ts'
import { legalDay } from '../../../platform/clock.ts'
import { forbidden, notFound, stale, unprocessable } from '../../../platform/http/problem.ts'
import { piecesToKeep } from '../archive/archive-index.ts'
import { openFile, projectionOf, type RequestFile, standingOf } from '../case-file.ts'
import { issuesOf } from '../checks.ts'
import type { EventData, RequestEvent } from '../events.ts'
import { gatherFacts } from '../facts.ts'
import { type GivenLetter, issueLetters, lettersOf, signLetters } from '../letters/index.ts'
import { applicant, may, mayRead } from '../permissions.ts'
import { seatOf } from '../reach.ts'
import { passReleaseGate } from '../release-gate.ts'
import { type Gate, gates, type Status } from '../request.ts'
import { replyKind } from '../rules/reply-kinds.ts'
import { stateOf } from '../state.ts'
import { requestKind } from '../store.ts'
import type { Action, Target } from '../transitions.ts'
import { issueWords } from '../words.zh.ts'
import { numberFor } from './open-case.ts'

export type Act<A extends Action = Action> = {
  caseId: number
  action: A
  data: EventData[A]
  /** Number of the last event that whoever acts has seen; null for the citizen, who sees no numbers. */
  version: number | null
  /** Reason, statement, remark: sealed. */
  note?: string
  /** Letters that this act sends out, as they stand in the editor. */
  letters?: readonly GivenLetter[]
  /** Warnings of the release gate that whoever passes a gate has seen, by their keys. */
  acknowledged?: readonly string[]
  /** The citizen acts, proved by query code and contact. */
  by?: typeof applicant
}

/** Acts that send a decision out or sign it: asked for once more (二次确认). */
const confirmed = (action: Action, status: Status) =>
  action === 'void' || action === 'reopen' || (action === 'approve' && status === 'sign_off')

/**
 * Does one act of the transition table to a request: looks whether it may be done, checks it against the law, writes it
 * down, sends its letters, and computes clock, due day and cell of the annual table anew.
 * @param also what else stands or falls with it, e.g. papers that came along
 * @returns the number of the event
 * @throws Problem 404 not in reach, 403 not the actor's, 409 the case has moved on or cannot, 422 with issues
 */
export const act = async <A extends Action>(
  ctx: Ctx,
  given: Act<A>,
  also: (work: Work, caseId: number, seq: number) => Promise<void> = async () => undefined,
): Promise<number> => {
  const ready =
    given.action === 'archive'
      ? { ...given, data: { pieces: await piecesToKeep(ctx, given.caseId, (given as Act<'archive'>).data.pieces) } }
      : given
  return transact(ctx, (work) => actWithin(ctx, work, ready as Act<A>, also))
}

export const actWithin = async <A extends Action>(
  ctx: Ctx,
  work: Work,
  { caseId, action, data, version, note = '', letters = [], acknowledged = [], by }: Act<A>,
  also: (work: Work, caseId: number, seq: number) => Promise<void> = async () => undefined,
): Promise<number> => {
  const row = await cases.lockCase(work.trx, requestKind, caseId)
  const seat = row && (await seatOf(work.trx, row.unitId))
  if (!seat || (by !== applicant && !mayRead(ctx.actor, seat))) throw notFound(caseWords.none)
  const file = await openFile(work.trx, row)
  const verdict = may(by ?? ctx.actor, action, { ...standingOf(file), unitId: seat })
  if (!verdict.allowed) {
    // Two at once: who comes second hears that the case has moved on, not that the state is wrong.
    if (version !== null && version !== row.version) throw stale(caseWords.stale)
    throw verdict.wrong === 'state' ? stale(verdict.why) : forbidden(verdict.why)
  }
  if (version !== null && version !== row.version) throw stale(caseWords.stale)
  if (verdict.transition.reason === 'required' && !note.trim() && by !== applicant)
    throw unprocessable(issueWords.reasonMissing, [
      { field: 'note', key: 'reason-missing', message: issueWords.reasonMissing },
    ])
  const facts = await gatherFacts(ctx, work.trx, { row: { ...row, unitId: seat } }, action, data)
  const issues = issuesOf(action, data, file.state, facts)
  const wanted = lettersOf(action, data)
  for (const key of wanted)
    if (!letters.some((letter) => letter.key === key))
      issues.push({ field: 'letters', key: `letter-missing-${key}`, message: issueWords.letterMissing })
  if (issues.length) throw unprocessable(issues[0]!.message, issues)
  const going = letters.filter((letter) => wanted.includes(letter.key))
  const seen = await passReleaseGate(ctx, work.trx, file, { action, data, letters: going, acknowledged, note })
  if (confirmed(action, file.state.status)) requireConfirmation(ctx)
  if (verdict.post) await actFrom(work, verdict.post)

  const to = targetOf(verdict.transition.to, file)
  const on = 'on' in data ? (data.on as string) : facts.today
  const seq = await cases.appendEvent(work, ctx.keyring, row, {
    action,
    on,
    from: file.state.status,
    to,
    role: verdict.transition.by,
    data,
    note,
  })
  const event = {
    seq,
    action,
    data,
    on,
    at: new Date(work.at.epochMilliseconds),
    from: file.state.status,
    to,
    actorId: by === applicant ? null : ctx.actor.personId,
    onBehalfOf: work.principal?.personId ?? null,
    by: verdict.transition.by,
  } as unknown as RequestEvent
  const state = stateOf([...file.events, event])
  await also(work, caseId, seq)
  await issueLetters(ctx, work, {
    caseId,
    seq,
    unitId: row.unitId,
    on: legalDay(work.at),
    letters: going,
  })
  if (to === 'signed') await signLetters(work, { caseId, unitId: row.unitId, seq: state.reply!.seq, on: facts.today })
  const redirected = action === 'redirect' ? (data as EventData['redirect']).unitId : null
  // What a dissolved unit had answered is answered anew by its successor.
  const unitId = redirected ?? (action === 'reopen' ? seat : row.unitId)
  // Another agency registers it under a number of its own.
  const number = redirected === null ? row.number : await numberFor(work, redirected, state.reachedOn)
  await cases.project(work, row, seq, projectionOf({ row: { ...row, unitId, number }, state }, ctx))
  const subject = `request/${caseId}`
  await work.emit({ name: 'request.acted', subject, payload: { act: action, seq, from: row.status, to, unitId } })
  const detail = { act: action, from: row.status, to, ...(seen.length ? { acknowledged: seen } : {}) }
  work.audit({ action: 'request.acted', subject, detail })
  return seq
}

/** The status after an act; a released paper passes the secrecy review, nothing else does (条例 art 17). */
const targetOf = (target: Target, { state }: RequestFile): Status => {
  if (target === 'same') return state.status
  if (target === 'proposed_from') return state.reply!.proposedFrom
  if (target !== 'next') return target
  const chain: readonly Gate[] = replyKind(state.reply!.reply.kind).releases
    ? gates
    : gates.filter((gate) => gate !== 'secrecy_review')
  return chain[chain.indexOf(state.status as Gate) + 1] ?? 'signed'
}
