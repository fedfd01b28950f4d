import type { ProblemIssue } from '../../platform/http/problem.ts'
import { administrations, type Role } from './roles.ts'
import { delegationWords as say } from './words.zh.ts'

/** Longer than this is no absence: the post is given to somebody else (任职). */
export const longestDays = 180

type Held = { unitId: number; role: Role }

export type DelegationAsked = {
  /** The legal day on which it is asked for. */
  today: string
  startsOn: string
  endsOn: string
  principal: { personId: number; active: boolean }
  post: Held
  /** Undefined: nobody of that id. */
  deputy: { personId: number; active: boolean; posts: readonly Held[] } | undefined
}

const isAdministration = (role: Role) => (administrations as readonly Role[]).includes(role)

const deputyIssue = ({ principal, post, deputy }: DelegationAsked): string | undefined => {
  if (!deputy?.active) return 'no_deputy'
  if (deputy.personId === principal.personId) return 'oneself'
  if (deputy.posts.some(({ role }) => isAdministration(role))) return 'administrator'
  return deputy.posts.some(({ unitId }) => unitId === post.unitId) ? undefined : 'other_unit'
}

/**
 * What speaks against a deputy (代理, AB岗) for a post on the days from `startsOn` to `endsOn`, both included; [] when
 * nothing does. 三员分立: none of the three administrations is lent, nor borrows. The deputy is a colleague of the unit,
 * because whoever stands in reads the unit's drafts.
 */
export const delegationIssues = (asked: DelegationAsked): ProblemIssue[] => {
  const issues: ProblemIssue[] = []
  const add = (field: string, key: keyof typeof say.issues) => issues.push({ field, key, message: say.issues[key] })
  if (isAdministration(asked.post.role)) add('postId', 'not_delegable')
  if (!asked.principal.active) add('postId', 'closed')
  const unfit = deputyIssue(asked)
  if (unfit) add('deputyId', unfit as keyof typeof say.issues)
  if (asked.startsOn < asked.today) add('startsOn', 'past')
  const days = Temporal.PlainDate.from(asked.startsOn).until(asked.endsOn, { largestUnit: 'day' }).days + 1
  if (days < 1) add('endsOn', 'order')
  else if (days > longestDays) add('endsOn', 'too_long')
  return issues
}
