import type { DisclosureAttribute } from '../../../foundations/classification/index.ts'
import { type Gate, gates } from '../record.ts'

/**
 * The gates an edition passes, in order. A unit keeps its own chain (B1); what is proposed not to be public also goes
 * to the disclosure office before the last decision (国办发〔2016〕80号 part 一(一): a policy draft proposed as not
 * public goes to the 政务公开工作机构 before approval).
 */
export const chainFor = (unitChain: readonly string[], attribute: DisclosureAttribute): Gate[] => {
  const chain = unitChain.filter((gate): gate is Gate => (gates as readonly string[]).includes(gate))
  if (attribute === 'proactive') return chain
  return [...chain.slice(0, -1), 'disclosure_review', ...chain.slice(-1)]
}

/** The gate after `current` (or the first, from draft); undefined after the last: the decision is complete. */
export const gateAfter = (chain: readonly Gate[], current: Gate | 'draft'): Gate | undefined =>
  current === 'draft' ? chain[0] : chain[chain.indexOf(current) + 1]

/** The gate whose approval publishes: there the text is signed. */
export const signingGate = (chain: readonly Gate[]): Gate => {
  const last = chain.at(-1)
  if (!last) throw new Error('an edition without gates cannot be published')
  return last
}
