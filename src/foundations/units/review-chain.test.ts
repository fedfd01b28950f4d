import { expect, test } from 'vitest'
import { reviewChainIssues } from './review-chain.ts'

test.each([
  ['the usual chain', ['section_review', 'secrecy_review', 'sign_off']],
  ['负责人 → 分管领导 → 保密 → 签发', ['section_review', 'deputy_review', 'secrecy_review', 'sign_off']],
  ['保密 before the deputy leader', ['section_review', 'secrecy_review', 'deputy_review', 'sign_off']],
  ['科室负责人 → 分管领导 → 保密部门', ['section_review', 'deputy_review', 'secrecy_review']],
  ['保密 first', ['secrecy_review', 'section_review', 'sign_off']],
  ['the express lane: secrecy and signature', ['secrecy_review', 'sign_off']],
  ['secrecy alone', ['secrecy_review']],
])('%s may be used', (_name, chain) => {
  expect(reviewChainIssues(chain)).toEqual([])
})

test.each([
  ['nothing at all', [], 'no_secrecy_review'],
  ['no secrecy review', ['section_review', 'sign_off'], 'no_secrecy_review'],
  ['a gate nobody knows', ['section_review', 'mayor', 'secrecy_review'], 'unknown_gate'],
  ['the same gate twice', ['secrecy_review', 'section_review', 'secrecy_review'], 'repeated_gate'],
  ['ends with the section head', ['secrecy_review', 'section_review'], 'wrong_end'],
  ['ends with the deputy leader', ['secrecy_review', 'deputy_review'], 'wrong_end'],
  ['secrecy after the signature', ['section_review', 'sign_off', 'secrecy_review'], 'signature_not_last'],
  ['section head after the deputy', ['deputy_review', 'section_review', 'secrecy_review'], 'wrong_order'],
])('%s is refused', (_name, chain, key) => {
  expect(reviewChainIssues(chain).map((issue) => issue.key)).toEqual([key])
})
