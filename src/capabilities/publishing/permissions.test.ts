import { describe, expect, test } from 'vitest'
import type { Actor } from '../../foundations/identity/actor.ts'
import { type Role, roleNames } from '../../foundations/identity/roles.ts'
import { creatingPost, may, mayRead, type Standing } from './permissions.ts'
import { type Gate, gates, type Status, statuses } from './record.ts'
import { type Action, actions } from './transitions.ts'

const 水务局 = 7
const 民政局 = 8

let nextId = 100
const persona = (name: string, ...posts: [Role, number][]): Actor => ({
  personId: nextId++,
  username: name,
  name,
  ip: '',
  posts: posts.map(([role, unitId], i) => ({ id: i, unitId, unitName: '', role, title: '' })),
})

/** Somebody in every role, in the unit of the record. */
const people: Record<Role, Actor> = {
  clerk: persona('信息员温言', ['clerk', 水务局]),
  section_head: persona('科长方大庆', ['section_head', 水务局]),
  deputy_leader: persona('副局长陆九畹', ['deputy_leader', 水务局]),
  secrecy_reviewer: persona('保密员纪小满', ['secrecy_reviewer', 水务局]),
  signing_leader: persona('局长沈千山', ['signing_leader', 水务局]),
  disclosure_office: persona('政务公开办闻以宁', ['disclosure_office', 民政局]),
  supervisor: persona('监督员洪涛', ['supervisor', 民政局]),
  operator: persona('话务员岑溪', ['operator', 民政局]),
  system_administrator: persona('管理员石磊', ['system_administrator', 水务局]),
  security_administrator: persona('安全管理员白岩', ['security_administrator', 民政局]),
  auditor: persona('审计员江审', ['auditor', 民政局]),
}
const abroad = Object.fromEntries(
  roleNames.map((role) => [role, persona(`民政局的${people[role].name}`, [role, 民政局])]),
) as Record<Role, Actor>

/** Written down from the rules of the house, not from the table in transitions.ts: who may, by status and action. */
const granted: Record<Status, Partial<Record<Action, Role[]>>> = {
  draft: { save: ['clerk'], submit: ['clerk'], discard: ['clerk'] },
  section_review: {
    save: ['section_head'],
    approve: ['section_head'],
    return: ['section_head'],
    doubt: ['section_head'],
  },
  deputy_review: { approve: ['deputy_leader'], return: ['deputy_leader'], doubt: ['deputy_leader'] },
  secrecy_review: { approve: ['secrecy_reviewer'], return: ['secrecy_reviewer'], doubt: ['secrecy_reviewer'] },
  disclosure_review: { approve: ['disclosure_office'], return: ['disclosure_office'] },
  sign_off: { approve: ['signing_leader'], return: ['signing_leader'], doubt: ['signing_leader'] },
  consultation: { clear: ['disclosure_office'], return: ['disclosure_office'] },
  scheduled: { reschedule: ['signing_leader'], unschedule: ['signing_leader', 'disclosure_office'] },
  published: {
    correct: ['clerk'],
    withdraw: ['signing_leader', 'disclosure_office'],
    repeal: ['signing_leader', 'disclosure_office'],
    extend: ['signing_leader'],
    let_lapse: ['section_head', 'signing_leader'],
  },
  withdrawn: { correct: ['clerk'] },
  withheld: {},
  superseded: {},
  discarded: {},
}

const standing = (status: Status, more: Partial<Standing> = {}): Standing => ({
  unitId: 水务局,
  status,
  chain: ['section_review', 'deputy_review', 'secrecy_review', 'disclosure_review', 'sign_off'],
  hands: { drafterIds: [1], authorIds: [1], passed: [] },
  openCorrection: false,
  hasValidity: true,
  repealed: false,
  term: 'running',
  leftToLapse: false,
  ...more,
})

const cases = statuses.flatMap((status) =>
  actions.flatMap((action) => roleNames.map((role) => [status, action, role] as const)),
)

describe('who may do what', () => {
  test.each(statuses)('%s: every action for every role of the unit', (status) => {
    const wrong = cases
      .filter(([one]) => one === status)
      .filter(([, action, role]) => {
        const expected = granted[status][action]?.includes(role) ?? false
        return may(people[role], action, standing(status)).allowed !== expected
      })
    expect(wrong).toEqual([])
  })

  test.each(statuses)('%s: people of another unit may nothing, but the disclosure office may what it may', (status) => {
    const able = cases
      .filter(([one]) => one === status)
      .filter(([, action, role]) => may(abroad[role], action, standing(status)).allowed)
      .map(([, action, role]) => `${action} ${role}`)
    const office = actions.filter((action) => granted[status][action]?.includes('disclosure_office'))
    expect(able).toEqual(office.map((action) => `${action} disclosure_office`))
  })

  test('every refusal says why, in Chinese, and which kind of wrong it is', () => {
    for (const [status, action, role] of cases) {
      const verdict = may(people[role], action, standing(status))
      if (verdict.allowed) continue
      expect(verdict.why).toMatch(/^[^a-z_]*\p{Script=Han}[^a-z_]*$/u)
      const possible = granted[status][action] !== undefined
      const ever = statuses.some((one) => granted[one][action]?.includes(role))
      expect([status, action, role, verdict.wrong]).toEqual([
        status,
        action,
        role,
        ever && !possible ? 'state' : 'role',
      ])
    }
  })
})

describe('the person, beside the role', () => {
  const both = persona('既是科长又是保密员', ['section_head', 水务局], ['secrecy_reviewer', 水务局])
  const passed = (gate: Gate) => ({ drafterIds: [1], authorIds: [1], passed: [{ gate, personId: both.personId }] })

  test.each(gates)('the drafter decides nothing at %s', (gate) => {
    const hands = { drafterIds: [1], authorIds: [1], passed: [] }
    const drafter = { ...persona('起草人', ...roleNames.map((role) => [role, 水务局] as [Role, number])), personId: 1 }
    for (const action of ['approve', 'return', 'doubt'] as const) {
      const verdict = may(drafter, action, standing(gate, { hands }))
      expect(verdict).toMatchObject(
        gate === 'disclosure_review' && action === 'doubt' ? { wrong: 'state' } : { wrong: 'person' },
      )
    }
  })
  test('nobody passes two gates, but may take the same one again', () => {
    expect(may(both, 'approve', standing('secrecy_review', { hands: passed('section_review') }))).toMatchObject({
      wrong: 'person',
    })
    expect(may(both, 'approve', standing('section_review', { hands: passed('section_review') })).allowed).toBe(true)
  })
  test('a section head who mended the text may pass the section review and not sign', () => {
    const head = persona('科长兼签发', ['section_head', 水务局], ['signing_leader', 水务局])
    const hands = { drafterIds: [1], authorIds: [1, head.personId], passed: [] }
    expect(may(head, 'approve', standing('section_review', { hands })).allowed).toBe(true)
    expect(may(head, 'approve', standing('sign_off', { hands }))).toMatchObject({ wrong: 'person' })
    expect(may(head, 'save', standing('section_review', { hands })).allowed).toBe(true)
  })
})

describe('the state, beside the status', () => {
  test('one correction at a time', () => {
    expect(may(people.clerk, 'correct', standing('published', { openCorrection: true }))).toMatchObject({
      wrong: 'state',
    })
  })
  test.each([
    ['has no term', { term: 'none' }],
    ['is over', { term: 'over' }],
    ['was repealed', { repealed: true }],
    ['never had a validity', { hasValidity: false }],
    ['stands in a correction that carries the old term', { openCorrection: true }],
  ] as const)('a term is not lengthened when the document %s', (_what, more) => {
    expect(may(people.signing_leader, 'extend', standing('published', more))).toMatchObject({ wrong: 'state' })
  })
  test('a document is left to lapse once, and may be renewed all the same', () => {
    const left = standing('published', { leftToLapse: true })
    expect(may(people.section_head, 'let_lapse', left)).toMatchObject({ wrong: 'state' })
    expect(may(people.signing_leader, 'extend', left).allowed).toBe(true)
  })
  test('a repeal is for what has a validity, and once', () => {
    const leader = people.signing_leader
    expect(may(leader, 'repeal', standing('published', { hasValidity: false }))).toMatchObject({ wrong: 'state' })
    expect(may(leader, 'repeal', standing('published', { repealed: true }))).toMatchObject({ wrong: 'state' })
    expect(may(leader, 'withdraw', standing('published', { hasValidity: false, repealed: true })).allowed).toBe(true)
  })
})

describe('beginning and reading', () => {
  test('only a clerk begins a record, and only for the own unit', () => {
    expect(roleNames.filter((role) => creatingPost(people[role], 水务局))).toEqual(['clerk'])
    expect(roleNames.filter((role) => creatingPost(abroad[role], 水务局))).toEqual([])
  })
  test('drafts are read by the people of the unit, but not by its three administrations nor at the telephone', () => {
    expect(roleNames.filter((role) => !mayRead(people[role], 水务局))).toEqual([
      'operator',
      'system_administrator',
      'security_administrator',
      'auditor',
    ])
  })
  test('and by the two offices that look at every unit', () => {
    expect(roleNames.filter((role) => mayRead(abroad[role], 水务局))).toEqual(['disclosure_office', 'supervisor'])
  })
})
