import { describe, expect, test } from 'vitest'
import { auditActions } from '../../foundations/audit/words.zh.ts'
import type { Actor } from '../../foundations/identity/actor.ts'
import { type Role, roleNames } from '../../foundations/identity/roles.ts'
import { gates, type Status, statuses } from './entry.ts'
import { may, type Standing } from './permissions.ts'
import { type Action, actions, gateRole, transitions } from './transitions.ts'
import { actionLabels, statusLabels, stepLabels } from './words.zh.ts'

const someone = (role: Role, unitId = 1, personId = 7): Actor => ({
  personId,
  username: role,
  name: role,
  ip: '',
  posts: [{ id: 1, unitId, unitName: '水务局', role, title: '' }],
})
const standing = (status: Status, more: Partial<Standing> = {}): Standing => ({
  unitId: 1,
  status,
  authors: [],
  passed: [],
  revising: false,
  ...more,
})

/** Written down apart from the table: who may do what in which status. */
const granted: Partial<Record<Status, Partial<Record<Action, Role[]>>>> = {
  draft: { save: ['clerk'], submit: ['clerk'], discard: ['clerk'] },
  review: { approve: ['section_head'], return: ['section_head'] },
  secrecy_review: { approve: ['secrecy_reviewer'], return: ['secrecy_reviewer'] },
  published: {
    revise: ['clerk'],
    confirm: ['section_head'],
    flag: ['clerk', 'section_head', 'disclosure_office'],
    merge: ['section_head', 'disclosure_office'],
    withdraw: ['section_head', 'disclosure_office'],
  },
  withdrawn: { revise: ['clerk'] },
}

describe('who × status × action', () => {
  const cases = statuses.flatMap((status) =>
    actions.flatMap((action) => roleNames.map((role) => [status, action, role] as const)),
  )
  test.each(cases)('%s %s %s', (status, action, role) => {
    const allowed = granted[status]?.[action]?.includes(role) ?? false
    const verdict = may(someone(role), action, standing(status))
    expect(verdict.allowed).toBe(allowed)
    if (!verdict.allowed) {
      expect(verdict.why).not.toBe('')
      const ever = transitions.some((row) => row.action === action && row.role === role)
      const here = transitions.some((row) => row.action === action && row.from === status)
      expect(verdict.wrong).toBe(ever && !here ? 'state' : 'role')
    }
  })

  test('only in the own unit, but for the disclosure office', () => {
    for (const { action, from, role } of transitions)
      expect(may(someone(role, 2), action, standing(from)).allowed).toBe(role === 'disclosure_office')
  })
})

describe('hands kept apart', () => {
  test.each(gates)('at %s nobody decides on what they wrote, or passed at the other gate', (gate) => {
    const role = gateRole[gate]
    const other = gates.find((one) => one !== gate)!
    expect(may(someone(role), 'approve', standing(gate, { authors: [7] }))).toMatchObject({ wrong: 'person' })
    expect(may(someone(role), 'return', standing(gate, { authors: [7] }))).toMatchObject({ wrong: 'person' })
    const passed = [{ gate: other, personId: 7 }]
    expect(may(someone(role), 'approve', standing(gate, { passed }))).toMatchObject({ wrong: 'person' })
    expect(
      may(someone(role), 'approve', standing(gate, { authors: [8], passed: [{ gate: other, personId: 8 }] })),
    ).toMatchObject({
      allowed: true,
    })
  })

  test('a deputy and whose post it is count as one', () => {
    const deputy = someone('section_head', 1, 9)
    deputy.posts[0]!.onBehalfOf = { personId: 7, name: '何沐川' }
    expect(may(deputy, 'approve', standing('review', { authors: [7] }))).toMatchObject({ wrong: 'person' })
    expect(may(deputy, 'approve', standing('review', { authors: [8] }))).toMatchObject({ allowed: true })
  })

  test('one revision at a time', () => {
    expect(may(someone('clerk'), 'revise', standing('published', { revising: true }))).toMatchObject({ wrong: 'state' })
  })
})

describe('the table', () => {
  test('every status but the first is reached, and every open one leads on', () => {
    const reached = new Set(transitions.map((row) => row.to))
    // What replaces a public version makes it superseded; a return begins the next draft.
    for (const status of statuses.filter((one) => !['draft', 'superseded'].includes(one)))
      expect(reached.has(status), status).toBe(true)
    for (const status of ['draft', ...gates] as const)
      expect(transitions.some((row) => row.from === status && row.to !== 'same')).toBe(true)
  })

  test('nothing becomes public but by the second gate', () => {
    expect(transitions.filter((row) => row.to === 'published').map((row) => row.from)).toEqual(['secrecy_review'])
  })

  test('a Chinese word for everything', () => {
    for (const action of actions) expect(actionLabels[action]).toMatch(/\p{sc=Han}/u)
    for (const status of statuses) expect(statusLabels[status]).toMatch(/\p{sc=Han}/u)
    expect(Object.keys(stepLabels)).toEqual(expect.arrayContaining([...actions]))
    for (const what of ['drafted', 'saved', 'submitted', 'approved', 'returned', 'published', 'withdrawn', 'merged'])
      expect(auditActions[`knowledge.${what}`]).toBeTruthy()
  })
})
