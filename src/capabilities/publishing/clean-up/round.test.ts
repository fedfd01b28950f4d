import { expect, test } from 'vitest'
import type { Actor } from '../../../foundations/identity/actor.ts'
import { type Role, roleNames } from '../../../foundations/identity/roles.ts'
import { mayTake, type RoundAction, roundActions, type Stage, stages } from './round.ts'

const 县政府 = 1
const person = (role: Role, unitId: number): Actor => ({
  personId: 9,
  username: role,
  name: role,
  ip: '',
  posts: [{ id: 1, unitId, unitName: '', role, title: '' }],
})

/** Written down apart from the table. */
const granted: Record<Stage, Partial<Record<RoundAction, Role[]>>> = {
  marking: { mark: ['clerk', 'section_head'], assemble: ['disclosure_office'], abandon: ['disclosure_office'] },
  deciding: {
    reopen: ['disclosure_office', 'signing_leader'],
    decide: ['signing_leader'],
    abandon: ['disclosure_office'],
  },
  decided: { list: ['clerk'] },
  abandoned: {},
}

test.each(stages)('%s: every action for every role', (stage) => {
  for (const action of roundActions)
    for (const role of roleNames) {
      const expected = granted[stage][action]?.includes(role) ?? false
      expect([action, role, mayTake(person(role, 县政府), action, stage, 县政府) === 'yes']).toEqual([
        action,
        role,
        expected,
      ])
      // In another unit only the county-wide office may what it may.
      const abroad = expected && role === 'disclosure_office'
      expect([action, role, mayTake(person(role, 2), action, stage, 县政府) === 'yes']).toEqual([action, role, abroad])
    }
})
