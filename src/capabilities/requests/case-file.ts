import { type CaseRow, type ClockState, cases } from '../../foundations/casework/index.ts'
import type { Platform } from '../../foundations/context.ts'
import { legalDay } from '../../platform/clock.ts'
import type { Connection } from '../../platform/db/connect.ts'
import type { RequestEvent } from './events.ts'
import type { Standing } from './permissions.ts'
import type { Party, Status } from './request.ts'
import { clockOf, type RequestState, stateOf, watchOf } from './state.ts'

/** A case with its events folded. */
export type RequestFile = { row: CaseRow; events: RequestEvent[]; state: RequestState }

const toEvent = (row: Awaited<ReturnType<typeof cases.eventsOf>>[number]): RequestEvent =>
  ({ ...row, by: row.role }) as unknown as RequestEvent

export const openFile = async (db: Connection, row: CaseRow): Promise<RequestFile> => {
  const events = (await cases.eventsOf(db, row.id)).map(toEvent)
  return { row, events, state: stateOf(events) }
}

/** What happened to each of these cases. */
export const eventsOfRequests = async (db: Connection, ids: readonly number[]): Promise<Map<number, RequestEvent[]>> =>
  new Map([...(await cases.eventsOfCases(db, ids))].map(([id, events]) => [id, events.map(toEvent)]))

export const standingOf = ({ row, state }: RequestFile): Standing => ({
  unitId: row.unitId,
  status: state.status,
  proposedBy: [state.reply?.proposedBy ?? null],
  passed: state.passed,
  contacted: state.contacts.length > 0,
})

/** What the columns of the case say: computed anew from everything that happened. */
export const projectionOf = (
  { row, state }: Pick<RequestFile, 'state'> & { row: Pick<CaseRow, 'unitId' | 'number' | 'summary' | 'party'> },
  { calendar, clock }: Pick<Platform, 'calendar' | 'clock'>,
): Parameters<typeof cases.project>[3] => {
  const today = legalDay(clock())
  const now = clockOf(state, calendar(), today)
  const watch = watchOf(state, calendar())
  const ended = state.firstEnd ?? (state.status === 'void' ? { on: today, row: 'void' } : null)
  const outcome = ended ? (ended.row ?? 'uncounted') : null
  return {
    unitId: row.unitId,
    number: row.number,
    summary: row.summary,
    party: row.party as Party,
    status: state.status satisfies Status,
    ownerId: state.ownerId,
    receivedOn: state.receipt?.on ?? null,
    clock: columnState(state, now.state),
    dueOn: now.due?.on ?? null,
    dueProvisional: now.due?.provisional ?? false,
    watchOn: watch?.on ?? null,
    watchFor: watch?.for ?? null,
    closedOn: ended?.on ?? null,
    outcome,
    counted: state.asks === 'information' && outcome !== 'void' && outcome !== 'uncounted',
  }
}

/**
 * What lists say of the clock until the next event. A consultation that was answered today counts again from tomorrow,
 * when nothing happens that would write it down.
 */
const columnState = (state: RequestState, now: ClockState): ClockState => {
  if (state.firstEnd && !state.reopened.length) return 'stopped'
  return now === 'paused' && state.consultations.every((one) => one.answeredOn !== null) ? 'running' : now
}
