import type { ProblemIssue } from '../../platform/http/problem.ts'
import { conflicting } from './abilities.ts'
import type { Role } from './roles.ts'
import { sentences } from './words.zh.ts'

/** What speaks against giving somebody who holds `held` the role `asked`; [] when nothing does. */
export const postIssues = (held: readonly Role[], asked: Role): ProblemIssue[] => {
  const other = conflicting(held, asked)
  return other ? [{ field: 'role', key: 'conflicting_roles', message: sentences.conflictingRoles(other, asked) }] : []
}
