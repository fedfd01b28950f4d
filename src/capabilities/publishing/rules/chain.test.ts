import { describe, expect, test } from 'vitest'
import { chainFor, gateAfter, signingGate } from './chain.ts'

describe('the gates of an edition', () => {
  test.each([
    [
      'a department, public',
      ['section_review', 'secrecy_review', 'sign_off'],
      'proactive',
      ['section_review', 'secrecy_review', 'sign_off'],
    ],
    [
      'a department, on request: the disclosure office before the signature (国办发〔2016〕80号)',
      ['section_review', 'secrecy_review', 'sign_off'],
      'on_request',
      ['section_review', 'secrecy_review', 'disclosure_review', 'sign_off'],
    ],
    [
      'a department, not public',
      ['section_review', 'deputy_review', 'secrecy_review', 'sign_off'],
      'not_public',
      ['section_review', 'deputy_review', 'secrecy_review', 'disclosure_review', 'sign_off'],
    ],
    [
      'a township whose last gate is the secrecy review',
      ['section_review', 'deputy_review', 'secrecy_review'],
      'not_public',
      ['section_review', 'deputy_review', 'disclosure_review', 'secrecy_review'],
    ],
    ['the shortest chain there is', ['secrecy_review'], 'on_request', ['disclosure_review', 'secrecy_review']],
  ] as const)('%s', (_, unitChain, attribute, chain) => {
    expect(chainFor(unitChain, attribute)).toEqual(chain)
  })

  test('the next gate, and none after the last', () => {
    const chain = ['section_review', 'secrecy_review', 'sign_off'] as const
    expect(gateAfter(chain, 'draft')).toBe('section_review')
    expect(gateAfter(chain, 'section_review')).toBe('secrecy_review')
    expect(gateAfter(chain, 'sign_off')).toBeUndefined()
  })

  test('the last gate is where the text is signed, whatever its name', () => {
    expect(signingGate(['section_review', 'sign_off'])).toBe('sign_off')
    expect(signingGate(['section_review', 'secrecy_review'])).toBe('secrecy_review')
    expect(() => signingGate([])).toThrow('cannot be published')
  })
})
