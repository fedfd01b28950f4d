import type { ProblemIssue } from '../../platform/http/problem.ts'
import { parseOrganisationCode } from '../numbers/organisation-code.ts'
import { reviewChainIssues } from './review-chain.ts'
import type { Unit, UnitValues } from './store.ts'
import { closesCircle } from './tree.ts'
import { sentences } from './words.zh.ts'

/**
 * What is wrong with a unit as it is to be saved, given all units as they stand; [] when nothing is. Codes of dissolved
 * units stay taken: they stand in addresses and index numbers for ever.
 * @param id the unit being changed, null for a new one
 */
export const unitIssues = (units: readonly Unit[], id: number | null, given: UnitValues): ProblemIssue[] => {
  const issues: ProblemIssue[] = [...reviewChainIssues(given.reviewChain)]
  const complain = (field: string, key: string, message: string) => issues.push({ field, key, message })
  const others = units.filter((unit) => unit.id !== id)
  if (others.some((unit) => unit.code === given.code)) complain('code', 'taken', sentences.codeTaken)
  const code = parseOrganisationCode(given.organisationCode)
  if (code === null) complain('organisationCode', 'check_character', sentences.organisationCode)
  else if (others.some((unit) => unit.organisationCode === code))
    complain('organisationCode', 'taken', sentences.organisationCodeTaken)
  if (given.parentId !== null) {
    const parent = units.find((unit) => unit.id === given.parentId)
    if (!parent || parent.dissolvedOn !== null) complain('parentId', 'no_parent', sentences.noSuchParent)
    else if (id !== null && closesCircle(units, id, given.parentId)) complain('parentId', 'circle', sentences.circle)
  }
  return issues
}
