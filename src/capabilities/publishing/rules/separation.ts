import type { Gate } from '../record.ts'

export type PassedGate = { gate: Gate; personId: number | null }

export type Hands = {
  /** Who began the edition and, when that was a deputy, in whose place. */
  drafterIds: readonly (number | null)[]
  /** Authors of every revision of the edition, and in whose place they wrote. */
  authorIds: readonly (number | null)[]
  /** Approvals so far in this edition, returns notwithstanding; one that a deputy gave stands here for both people. */
  passed: readonly PassedGate[]
}

export type SeparationFault = 'own_draft' | 'edited' | 'passed_other_gate'

/**
 * 谁公布谁审查、谁审查谁负责 with more than two eyes (保守国家秘密法实施条例 art 42: a named review, item by item): the
 * drafter passes no gate of the edition, nobody passes two different gates, and whoever edited the text does not sign.
 * A deputy (代理) and whose post it is count as one: what either had a hand in, neither decides for the other.
 * @param people who decides and, when that is a deputy, in whose place
 * @returns why they may not decide here, undefined when nothing stands against it
 */
export const separationFault = (
  hands: Hands,
  people: readonly number[],
  gate: Gate,
  signing: Gate,
): SeparationFault | undefined => {
  const theirs = (id: number | null) => id !== null && people.includes(id)
  if (hands.drafterIds.some(theirs)) return 'own_draft'
  if (gate === signing && hands.authorIds.some(theirs)) return 'edited'
  if (hands.passed.some((one) => theirs(one.personId) && one.gate !== gate)) return 'passed_other_gate'
  return undefined
}
