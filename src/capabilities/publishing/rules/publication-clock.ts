import type { WorkingCalendar } from '../../../foundations/calendar/index.ts'
import { type Due, dueDate } from '../../catalogue/rules/due-date.ts'
import type { TimeLimit } from '../../catalogue/rules/time-limit.ts'

/**
 * When an item must be public: the catalogue item's own limit where it sets one, else 20 working days from the day the
 * information was made or changed (条例 art 26). No date of formation: the clock has not started.
 */
export const publicationDue = (
  formedOn: string | null,
  limit: TimeLimit | null,
  calendar: WorkingCalendar,
): Due | null => (formedOn ? dueDate({ formedOn, timeLimit: limit }, calendar) : null)
