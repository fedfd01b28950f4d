import { caseClocks } from '../../foundations/casework/index.ts'
import type { InquiryEvent } from './events.ts'
import { limitsOn } from './limits.ts'
import { unitsRead } from './permissions.ts'
import { readSettings } from './settings.ts'
import { clocksOf, stateOf } from './state.ts'
import { clockLabel } from './words.zh.ts'

/** The day of whoever's turn it is, on every inquiry. */
export const inquiryClocks = caseClocks<InquiryEvent>({
  kind: 'inquiry',
  label: clockLabel,
  async due(db) {
    const { limits } = await readSettings(db)
    return (events, calendar, on) => {
      const state = stateOf(events)
      return clocksOf(state, limitsOn(limits, state.receivedOn), calendar, on).turn.due
    }
  },
  units: unitsRead,
  address: (id) => `/inquiries/${id}`,
})
