import { cases, caseWords } from '../../../foundations/casework/index.ts'
import type { Ctx, Work } from '../../../foundations/context.ts'
import { actFrom } from '../../../foundations/identity/index.ts'
import { asDate } from '../../../platform/clock.ts'
import { forbidden, notFound, stale, unprocessable } from '../../../platform/http/problem.ts'
import {
  type InquiryFile,
  inquiryProjection,
  openFile,
  projectionOf,
  reachOf,
  roleOf,
  standingOf,
} from '../case-file.ts'
import { issuesOf } from '../checks.ts'
import type { EventData, InquiryEvent } from '../events.ts'
import { gatherFacts } from '../facts.ts'
import type { Status } from '../inquiry.ts'
import { may, mayRead, writer } from '../permissions.ts'
import { stateOf } from '../state.ts'
import { countCase } from '../statistics/count-case.ts'
import { inquiryKind, projectInquiry } from '../store.ts'
import type { Action, Hand, Target } from '../transitions.ts'
import { issueWords } from '../words.zh.ts'

export type Act<A extends Action = Action> = {
  caseId: number
  action: A
  data: EventData[A]
  /** Number of the last event that whoever acts has seen; null for the citizen, who sees no numbers. */
  version: number | null
  /** Reason, answer, remark: sealed. */
  note?: string
  /** The citizen acts, proved by query code and contact. */
  by?: typeof writer
}

/** What else stands or falls with an act. */
export type Also = (work: Work, file: InquiryFile, seq: number) => Promise<void>

/**
 * Does one act of the transition tables to an inquiry: looks whether it may be done, checks it, writes it down, and computes who is
 * responsible, whose turn it is, clock and due day anew.
 * @returns the number of the event
 * @throws Problem 404 not in reach, 403 not the actor's, 409 the case has moved on or cannot, 422 with issues
 */
export const actWithin = async <A extends Action>(
  ctx: Ctx,
  work: Work,
  { caseId, action, data, version, note = '', by }: Act<A>,
  also: Also = async () => undefined,
): Promise<number> => {
  const row = await cases.lockCase(work.trx, inquiryKind, caseId)
  const file = row && (await openFile(work.trx, row))
  if (!file || (by !== writer && !mayRead(ctx.actor, reachOf(file)))) throw notFound(caseWords.none)
  const verdict = may(by ?? ctx.actor, action, standingOf(file))
  if (!verdict.allowed) {
    // Two at once: who comes second hears that the case has moved on, not that the state is wrong.
    if (version !== null && version !== file.row.version) throw stale(caseWords.stale)
    throw verdict.wrong === 'state' ? stale(verdict.why) : forbidden(verdict.why)
  }
  if (version !== null && version !== file.row.version) throw stale(caseWords.stale)
  if (verdict.transition.reason === 'required' && !note.trim())
    throw unprocessable(issueWords.reasonMissing, [
      { field: 'note', key: 'reason-missing', message: issueWords.reasonMissing },
    ])
  const facts = await gatherFacts(ctx, work.trx, file, action, data)
  const issues = issuesOf(action, data, file.state, facts)
  if (issues.length) throw unprocessable(issues[0]!.message, issues)
  if (verdict.post) await actFrom(work, verdict.post)
  return write(ctx, work, file, {
    action,
    data,
    note,
    on: facts.today,
    to: targetOf(verdict.transition.to, file),
    by: verdict.transition.by,
    also,
  })
}

type Written<A extends keyof EventData> = {
  action: A
  data: EventData[A]
  note: string
  on: string
  to: Status
  /** A role of the office, the citizen, or null for the program. */
  by: Hand | null
  also?: Also
}

/** Writes an event down and computes everything anew. The case must be locked, and the act allowed. */
export const write = async <A extends keyof EventData>(
  ctx: Ctx,
  work: Work,
  before: InquiryFile,
  { action, data, note, on, to, by, also }: Written<A>,
): Promise<number> => {
  const { row, inquiry, limits } = before
  const from = before.state.status
  const seq = await cases.appendEvent(work, ctx.keyring, row, {
    action,
    on,
    from,
    to,
    role: roleOf(by),
    data,
    note,
  })
  const event = {
    seq,
    action,
    data,
    on,
    at: asDate(work.at),
    from,
    to,
    actorId: by === writer ? null : ctx.actor.personId,
    onBehalfOf: work.principal?.personId ?? null,
    by,
  } as unknown as InquiryEvent
  const events = [...before.events, event]
  const state = stateOf(events)
  const now = { ...before, events, state }
  await also?.(work, now, seq)
  await cases.project(work, row, seq, projectionOf(now, ctx))
  await projectInquiry(work, row.id, inquiryProjection(state))
  await countCase(ctx, work, { caseId: row.id, facts: inquiry, events, limits })
  const subject = `inquiry/${row.id}`
  await work.emit({
    name: 'inquiry.acted',
    subject,
    payload: { act: action, seq, from: row.status, to, unitId: state.leadId },
  })
  work.audit({ action: 'inquiry.acted', subject, detail: { act: action, from: row.status, to } })
  return seq
}

const targetOf = (target: Target, { state }: InquiryFile): Status => {
  if (target === 'same') return state.status
  if (target === 'reopened') return state.stages.at(-1)!.what === 'sorting' ? 'sorting' : 'handling'
  return target
}
