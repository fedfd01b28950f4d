import type { WorkingCalendar } from '../../../foundations/calendar/index.ts'
import { type Due, type DueQuestion, dueDate } from '../../catalogue/index.ts'

/**
 * When an item must be public: the limit of a special law for its column (预算法 art 14 …), the catalogue item's own
 * shorter limit, else 20 working days from the day the information was made or changed (条例 art 26). No date of
 * formation: the clock has not started.
 */
export const publicationDue = (
  formedOn: string | null,
  limits: Pick<DueQuestion, 'timeLimit' | 'special'>,
  calendar: WorkingCalendar,
): Due | null => (formedOn ? dueDate({ formedOn, ...limits }, calendar) : null)
