import type { WorkingCalendar } from '../../foundations/calendar/index.ts'
import type { EventData } from './events.ts'
import { saidAtOnce } from './inquiry.ts'
import type { Limits } from './limits.ts'
import { clocksOf, type InquiryState, openPart } from './state.ts'
import type { Action } from './transitions.ts'
import { issueWords as w } from './words.zh.ts'

export type Issue = { field: string; key: string; message: string }

/** What the checks have to know beside the events. */
export type Facts = {
  calendar: WorkingCalendar
  today: string
  /** Of the line, as they were on the day of receipt. */
  limits: Limits
  /** Of the unit that an act names: the one in hand, another, or one that has ended. */
  unit: 'same' | 'other' | 'gone'
  ownerFits: boolean
  /** Every source named is public now. */
  sourcesPublic: boolean
}

/** Days before its last one from which a late answer may be explained. */
const explainFrom = 1

/** What stands against an act; [] when it may be done. */
export const issuesOf = <A extends Action>(
  action: A,
  given: EventData[A],
  state: InquiryState,
  facts: Facts,
): Issue[] => {
  const issues: Issue[] = []
  const add = (field: string, key: string, message: string) => issues.push({ field, key, message })
  const { today, calendar } = facts
  const clock = clocksOf(state, facts.limits, calendar, today).turn
  const left = clock.due ? calendar.remaining(today, clock.due.on) : null
  switch (action as Action) {
    case 'dispatch':
    case 'to_request':
      if (facts.unit === 'gone') add('unitId', 'unit-gone', w.unitGone)
      break
    case 'pass_on': {
      const { unitId } = given as EventData['pass_on']
      if (facts.unit === 'gone') add('unitId', 'unit-gone', w.unitGone)
      if (facts.unit === 'same') add('unitId', 'unit-same', w.unitSame)
      if (state.parts.some((part) => part.unitId === unitId && part.refusedOn)) add('unitId', 'unit-refused', w.unitHad)
      break
    }
    case 'assign':
      if (!facts.ownerFits) add('ownerId', 'owner', w.ownerUnfit)
      break
    case 'record_step': {
      const { on } = given as EventData['record_step']
      if (on > today) add('on', 'later', w.stepLater)
      if (on < state.receivedOn) add('on', 'earlier', w.stepEarlier)
      break
    }
    case 'extend': {
      const part = openPart(state)
      const stage = state.stages.at(-1)!
      if (!part && stage.what === 'sorting') add('', 'not-extendable', w.notExtendable)
      if (left !== null && left < 0) add('', 'overdue', w.overdueToExtend)
      break
    }
    case 'grade':
      // Like an extension: what is late already does not become timely by another name.
      if ((given as EventData['grade']).complexity === 'complex' && left !== null && left < 0)
        add('', 'overdue', w.overdueToGrade)
      break
    case 'explain':
      if ((given as EventData['explain']).until <= today) add('until', 'until', w.explainUntil)
      if (state.explanation?.taken === null && state.explanation.until >= today) add('', 'explained', w.explained)
      if (left === null || left > explainFrom) add('', 'not-due', w.notYetDue)
      break
    case 'take_explanation':
    case 'refuse_explanation':
      if (state.explanation?.taken !== null) add('', 'no-explanation', w.noExplanation)
      break
    case 'answer_at_once': {
      const { sources } = given as EventData['answer_at_once']
      if (!sources.records.length && !sources.knowledge.length && !saidAtOnce(state.kind))
        add('sources', 'no-source', w.noSource)
      if (!facts.sourcesPublic) add('sources', 'source-gone', w.sourceGone)
      break
    }
    case 'propose':
      if (!facts.sourcesPublic) add('sources', 'source-gone', w.sourceGone)
      break
  }
  return issues
}
