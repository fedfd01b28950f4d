import type { ProblemIssue } from '../../platform/http/problem.ts'
import { chainIssues } from './words.zh.ts'

/** Gates that a unit may put into its own chain (B1). */
export const reviewGates = ['section_review', 'deputy_review', 'secrecy_review', 'sign_off'] as const
export type ReviewGate = (typeof reviewGates)[number]

/**
 * What is wrong with a unit's chain of gates; [] when it may be used.
 *
 * 条例 art 17 and 保密法: no text goes out without a secrecy review. Real chains are 负责人 → 分管领导 → 局长签发 and
 * 科室负责人 → 分管领导 → 保密部门, so secrecy may come last or before the signature; the signature, where there is one,
 * is always the last word, and a section head never decides after the deputy leader above him.
 */
export const reviewChainIssues = (chain: readonly string[]): ProblemIssue[] => {
  const issue = (key: keyof typeof chainIssues): ProblemIssue[] => [
    { field: 'reviewChain', key, message: chainIssues[key] },
  ]
  if (chain.some((gate) => !(reviewGates as readonly string[]).includes(gate))) return issue('unknown_gate')
  if (new Set(chain).size !== chain.length) return issue('repeated_gate')
  if (!chain.includes('secrecy_review')) return issue('no_secrecy_review')
  const last = chain.at(-1)
  if (last !== 'sign_off' && last !== 'secrecy_review') return issue('wrong_end')
  const place = (gate: ReviewGate) => chain.indexOf(gate)
  if (place('sign_off') >= 0 && last !== 'sign_off') return issue('signature_not_last')
  if (place('deputy_review') >= 0 && place('section_review') > place('deputy_review')) return issue('wrong_order')
  return []
}
