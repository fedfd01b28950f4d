import { describe, expect, test } from 'vitest'
import type { Gate } from '../record.ts'
import { type Hands, separationFault } from './separation.ts'

const 温言 = 1
const 方大庆 = 2
const 纪小满 = 3
const hands = (more: Partial<Hands> = {}): Hands => ({ drafterIds: [温言], authorIds: [温言], passed: [], ...more })
const passedBy = (personId: number, gate: Gate): Hands => hands({ passed: [{ gate, personId }] })

describe('who may not decide', () => {
  test.each([
    ['the drafter at the first gate', hands(), 温言, 'section_review', 'own_draft'],
    ['the drafter at the signature', hands(), 温言, 'sign_off', 'own_draft'],
    ['somebody with no hand in it', hands(), 方大庆, 'section_review', undefined],
    ['an editor at a gate before the last', hands({ authorIds: [温言, 方大庆] }), 方大庆, 'section_review', undefined],
    ['an editor at the signature', hands({ authorIds: [温言, 方大庆] }), 方大庆, 'sign_off', 'edited'],
    ['who passed another gate', passedBy(方大庆, 'section_review'), 方大庆, 'secrecy_review', 'passed_other_gate'],
    ['who passed this gate before a return', passedBy(方大庆, 'section_review'), 方大庆, 'section_review', undefined],
    ['when another person passed the other gate', passedBy(纪小满, 'section_review'), 方大庆, 'sign_off', undefined],
    ['a drafter who also edited hears that it is the own draft', hands(), 温言, 'sign_off', 'own_draft'],
    ['the system began the edition', hands({ drafterIds: [null], authorIds: [null] }), 方大庆, 'sign_off', undefined],
  ] as const)('%s', (_, given, person, gate, fault) => {
    expect(separationFault(given, [person], gate, 'sign_off')).toBe(fault)
  })

  test('where the chain ends with the secrecy review, that is the signature', () => {
    const edited = hands({ authorIds: [温言, 方大庆] })
    expect(separationFault(edited, [方大庆], 'secrecy_review', 'secrecy_review')).toBe('edited')
    expect(separationFault(edited, [方大庆], 'secrecy_review', 'sign_off')).toBeUndefined()
  })
})
