import type { Gate } from '../record.ts'

export type PassedGate = { gate: Gate; personId: number | null }

export type Hands = {
  /** Who began the edition. */
  drafterId: number | null
  /** Authors of every revision of the edition. */
  authorIds: readonly (number | null)[]
  /** Approvals so far in this edition, returns notwithstanding. */
  passed: readonly PassedGate[]
}

export type SeparationFault = 'own_draft' | 'edited' | 'passed_other_gate'

/**
 * 谁公布谁审查、谁审查谁负责 with more than two eyes (保守国家秘密法实施条例 art 42: a named review, item by item): the
 * drafter passes no gate of the edition, nobody passes two different gates, and whoever edited the text does not sign.
 * @returns why this person may not decide here, undefined when nothing stands against it
 */
export const separationFault = (
  hands: Hands,
  personId: number,
  gate: Gate,
  signing: Gate,
): SeparationFault | undefined => {
  if (hands.drafterId === personId) return 'own_draft'
  if (gate === signing && hands.authorIds.includes(personId)) return 'edited'
  if (hands.passed.some((one) => one.personId === personId && one.gate !== gate)) return 'passed_other_gate'
  return undefined
}
