import { describe, expect, test } from 'vitest'
import type { Gate } from '../record.ts'
import { type Hands, separationFault } from './separation.ts'

const 温言 = 1
const 方大庆 = 2
const 纪小满 = 3
const 陆九畹 = 4
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

describe('a deputy, and whose post it is', () => {
  const deputy = (principal: number) => [纪小满, principal]
  const both = (gate: Gate): Hands =>
    hands({
      passed: [
        { gate, personId: 纪小满 },
        { gate, personId: 方大庆 },
      ],
    })
  test.each([
    ['neither has a hand in it', hands(), deputy(方大庆), 'section_review', undefined],
    ['the principal drafted it', hands(), deputy(温言), 'section_review', 'own_draft'],
    ['the deputy drafted it as a clerk', hands({ drafterIds: [纪小满] }), deputy(方大庆), 'sign_off', 'own_draft'],
    ['the principal edited it', hands({ authorIds: [温言, 方大庆] }), deputy(方大庆), 'sign_off', 'edited'],
    ['the deputy edited it', hands({ authorIds: [温言, 纪小满] }), deputy(方大庆), 'sign_off', 'edited'],
    [
      'the principal edited it, before the last gate',
      hands({ authorIds: [方大庆] }),
      deputy(方大庆),
      'deputy_review',
      undefined,
    ],
    [
      'the deputy passed another gate in an own post',
      passedBy(纪小满, 'section_review'),
      deputy(方大庆),
      'sign_off',
      'passed_other_gate',
    ],
    [
      'the principal passed another gate',
      passedBy(方大庆, 'section_review'),
      deputy(方大庆),
      'secrecy_review',
      'passed_other_gate',
    ],
    [
      'the principal passed this gate before a return',
      passedBy(方大庆, 'sign_off'),
      deputy(方大庆),
      'sign_off',
      undefined,
    ],
    // 纪小满 decided for 方大庆 at the section review; who comes back early, or acts in another place, is known there too.
    ['the principal comes back to another gate', both('section_review'), [方大庆], 'sign_off', 'passed_other_gate'],
    ['the principal comes back to the same gate', both('section_review'), [方大庆], 'section_review', undefined],
    ['the deputy goes on in an own post', both('section_review'), [纪小满], 'secrecy_review', 'passed_other_gate'],
    [
      'the deputy goes on for a third person',
      both('section_review'),
      deputy(陆九畹),
      'deputy_review',
      'passed_other_gate',
    ],
    [
      'a fourth person stands in for the principal',
      both('section_review'),
      [陆九畹, 方大庆],
      'sign_off',
      'passed_other_gate',
    ],
    ['somebody else altogether', both('section_review'), [陆九畹], 'deputy_review', undefined],
    [
      "what was drafted for the principal is the principal's",
      hands({ drafterIds: [温言, 方大庆] }),
      [方大庆],
      'section_review',
      'own_draft',
    ],
  ] as const)('%s', (_, given, people, gate, fault) => {
    expect(separationFault(given, people, gate, 'sign_off')).toBe(fault)
  })
})
