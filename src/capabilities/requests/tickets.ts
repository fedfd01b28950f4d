import { type Tickets, ticketsOf } from '../../foundations/casework/index.ts'
import type { Platform } from '../../foundations/context.ts'

/** Tickets of the desk for requests; who proved an inquiry to be theirs gets one for the request that it became. */
export const requestTickets = (platform: Platform): Tickets => ticketsOf(platform, 'desk')
