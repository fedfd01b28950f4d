import type { FastifyRequest } from 'fastify'
import type { PortalDeps } from './deps.ts'
import { one, type RawQuery } from './list-query.ts'
import type { FieldIssue } from './parts/form-field.tsx'
import { requestWords } from './request-words.zh.ts'
import { answered, openBusyAddresses, type Question, questionOf } from './robots.ts'

/** Nobody reads and fills in a form faster than this; after a day the page may be another. Milliseconds. */
export const soonest = 5_000
const latest = 24 * 3_600_000

/** A form that tells when it was opened and which one it is. */
type Timed = { id: string; at: string }

/** What makes a form that somebody sends look like a program's, and the sum that is asked then. */
export const openRobotWatch = ({ clock, secret }: Pick<PortalDeps, 'clock' | 'secret'>) => {
  const addresses = openBusyAddresses(clock)
  const now = () => clock().epochMilliseconds
  return {
    /** Why a complete form is not taken yet: haste, a trap, a busy address; undefined when nothing is the matter. */
    issue(request: FastifyRequest, raw: RawQuery, { id, at }: Timed): FieldIssue | undefined {
      const age = /^\d{1,15}$/.test(at) ? now() - Number(at) : Number.POSITIVE_INFINITY
      if (age > latest) return { field: '', message: requestWords.issues.late }
      const suspicious = one(raw, 'website') !== '' || age < soonest || addresses.busy(request)
      if (!suspicious || answered(id, one(raw, 'answer'), secret)) return undefined
      return { field: 'answer', message: requestWords.issues.question }
    },
    /** Asked only where there is cause. */
    question(request: FastifyRequest, id: string, issues: readonly FieldIssue[]): Question | undefined {
      return issues.some(({ field }) => field === 'answer') || addresses.busy(request)
        ? questionOf(id, secret)
        : undefined
    },
    /** A form of this address was taken. */
    note: (request: FastifyRequest) => addresses.note(request),
    /** As if it had been open for just long enough. */
    old: () => String(now() - soonest),
  }
}
