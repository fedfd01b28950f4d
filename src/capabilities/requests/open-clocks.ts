import { caseClocks } from '../../foundations/casework/index.ts'
import type { RequestEvent } from './events.ts'
import { unitsRead } from './permissions.ts'
import { clockOf, stateOf } from './state.ts'
import { clockLabel } from './words.zh.ts'

/** The clock of 条例 art 33 on every request that is received. */
export const requestClocks = caseClocks<RequestEvent>({
  kind: 'request',
  label: clockLabel,
  due: async () => (events, calendar, on) => clockOf(stateOf(events), calendar, on).due,
  units: unitsRead,
  address: (id) => `/requests/${id}`,
})
