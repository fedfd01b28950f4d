import { type CaseRow, cases } from '../../foundations/casework/index.ts'
import type { Platform } from '../../foundations/context.ts'
import { legalDay } from '../../platform/clock.ts'
import type { Connection } from '../../platform/db/connect.ts'
import type { InquiryEvent } from './events.ts'
import { isOpen, isSupervised } from './inquiry.ts'
import { type Limits, limitsOn } from './limits.ts'
import { type Reach, type Standing, writer } from './permissions.ts'
import { type InquirySettings, readSettings } from './settings.ts'
import { clocksOf, explainedUntil, type InquiryState, isEscalated, openPart, stateOf, turnOf } from './state.ts'
import { type InquiryProjection, type InquiryRow, inquiryOf } from './store.ts'

/** A case with its events folded, and what stands beside them. */
export type InquiryFile = {
  row: CaseRow
  inquiry: InquiryRow
  events: InquiryEvent[]
  state: InquiryState
  settings: InquirySettings
  /** Of its settings the row in force on the day of receipt. */
  limits: Limits
}

/** Casework calls every citizen an applicant; here they are the writer of the letter. Older registrations say so themselves. */
const citizen = 'applicant'
export const roleOf = (by: string | null): string | null => (by === writer ? citizen : by)

const toEvent = ({ role, ...row }: Awaited<ReturnType<typeof cases.eventsOf>>[number]): InquiryEvent =>
  ({ ...row, by: role === citizen ? writer : role }) as unknown as InquiryEvent

export const openFile = async (db: Connection, row: CaseRow): Promise<InquiryFile> => {
  const events = (await cases.eventsOf(db, row.id)).map(toEvent)
  const state = stateOf(events)
  const settings = await readSettings(db)
  const limits = limitsOn(settings.limits, state.receivedOn)
  return { row, inquiry: await inquiryOf(db, row.id), events, state, settings, limits }
}

/** Who wrote what has to be decided on now. */
const proposerOf = (state: InquiryState): number | null => {
  if (state.status === 'passing') return state.passing?.by ?? null
  if (state.status === 'joint_review') return state.parts.at(-1)?.answeredBy ?? null
  if (state.status === 'review' || state.status === 'decision_review') return state.reply?.by ?? null
  return null
}

export const standingOf = ({ state, inquiry }: Pick<InquiryFile, 'state' | 'inquiry'>): Standing => ({
  kind: state.kind,
  status: state.status,
  leadId: state.leadId,
  turnId: turnOf(state),
  aboutId: inquiry.aboutUnitId,
  proposedBy: proposerOf(state),
  investigator: isSupervised(state.kind) ? (state.ownerId ?? state.acceptedBy) : null,
  statementAsked: state.statement !== null,
  ended: isOpen(state.status) ? null : state.reply ? 'answered' : 'otherwise',
  rated: state.satisfaction !== null,
  extended: (openPart(state) ?? state.stages.at(-1)!).extendedOn !== null,
})

export const reachOf = ({ state, inquiry }: Pick<InquiryFile, 'state' | 'inquiry'>): Reach => ({
  kind: state.kind,
  leadId: state.leadId,
  unitIds: inquiry.unitIds,
  aboutId: inquiry.aboutUnitId,
  statementAsked: state.statement !== null,
  escalated: state.escalated.length > 0,
})

/** Every unit that has or had a part in it. */
const unitsIn = (state: InquiryState): number[] => [
  ...new Set([state.leadId, ...state.stages.map((one) => one.unitId), ...state.parts.map((one) => one.unitId)]),
]

const explainedOf = ({ explanation }: InquiryState): string | null =>
  explanation && (explanation.taken === null ? 'waiting' : explanation.taken ? 'taken' : 'refused')

/** What the columns of the inquiry say: computed anew from everything that happened. */
export const inquiryProjection = (state: InquiryState): InquiryProjection => ({
  turnUnitId: turnOf(state),
  unitIds: unitsIn(state),
  complexity: state.complexity,
  explained: explainedOf(state),
  lateUnitId: state.takenExplanation?.unitId ?? null,
  escalated: isEscalated(state),
  heldToAccountOn: state.heldToAccountOn,
  transfers: state.transfers,
  refusals: state.refusals,
  extended: state.stages.some((one) => one.extendedOn) || state.parts.some((one) => one.extendedOn),
  reopened: state.reopened,
  consent: state.consent,
  satisfaction: state.satisfaction,
})

/** What the columns of the case say. `due_on` is the day of whoever's turn it is: what can be late is one thing. */
export const projectionOf = (
  {
    row,
    state,
    limits,
  }: Pick<InquiryFile, 'state' | 'limits'> & { row: Pick<CaseRow, 'number' | 'summary' | 'party'> },
  { calendar, clock }: Pick<Platform, 'calendar' | 'clock'>,
): Parameters<typeof cases.project>[3] => {
  const clocks = clocksOf(state, limits, calendar(), legalDay(clock()))
  const { turn } = clocks
  const promised = isOpen(state.status) ? explainedUntil(state) : null
  return {
    unitId: state.leadId,
    number: row.number,
    summary: row.summary,
    party: row.party,
    status: state.status,
    ownerId: state.ownerId,
    receivedOn: state.receivedOn,
    clock: openPart(state) ? 'running' : turn.state,
    dueOn: turn.due?.on ?? null,
    dueProvisional: turn.due?.provisional ?? false,
    // What tells the late that are explained from those that are not: see `unexplained` in lists.ts.
    watchOn: promised,
    watchFor: promised && 'promised',
    closedOn: state.firstEnd?.on ?? null,
    outcome: state.firstEnd?.outcome ?? null,
  }
}
