import { describe, expect, test } from 'vitest'
import type { Actor } from '../../foundations/identity/actor.ts'
import { type Role, roleNames } from '../../foundations/identity/roles.ts'
import type { InquiryKind, Status } from './inquiry.ts'
import { may, mayRead, mayUnmask, type Standing, writer } from './permissions.ts'
import { type Action, actions } from './transitions.ts'

const [office, water, housing] = [1, 2, 3]
const persona = (role: Role, unitId: number, personId: number): Actor => ({
  personId,
  username: role,
  name: role,
  ip: '',
  posts: [{ id: personId, unitId, unitName: '', role, title: '' }],
})
const team = (unitId: number) =>
  Object.fromEntries(roleNames.map((role, i) => [role, persona(role, unitId, unitId * 100 + i)])) as Record<Role, Actor>
const people = { office: team(office), lead: team(water), part: team(housing) }
type Place = keyof typeof people

const standing = (kind: InquiryKind, status: Status, more: Partial<Standing> = {}): Standing => ({
  kind,
  status,
  leadId: status === 'sorting' || kind === 'complaint' || kind === 'report' ? office : water,
  turnId:
    status === 'sorting' || kind === 'complaint' || kind === 'report'
      ? office
      : status === 'joint' || status === 'joint_review'
        ? housing
        : water,
  aboutId: kind === 'complaint' ? water : null,
  proposedBy: null,
  investigator: null,
  statementAsked: true,
  ended: status === 'closed' ? 'answered' : status === 'void' ? 'otherwise' : null,
  rated: false,
  extended: false,
  ...more,
})

/** `lead:clerk`: the role in the responsible unit; `part:` in the one that answers a part; `any:` wherever it is held; `writer`. */
type Who = `${'lead' | 'part' | 'office' | 'any'}:${Role}` | 'writer'

const noteLine: Who[] = ['any:disclosure_office', 'any:supervisor', 'any:operator']
const step = (place: 'lead' | 'part' | 'office'): Who[] => [
  `${place}:clerk`,
  `${place}:section_head`,
  'any:disclosure_office',
]
const inside = (place: 'lead' | 'part' | 'office'): Partial<Record<Action, Who[]>> => ({
  record_step: step(place),
  explain: [`${place}:section_head`],
  take_explanation: ['any:supervisor'],
  refuse_explanation: ['any:supervisor'],
  urge: ['any:supervisor', 'any:disclosure_office'],
  hold_to_account: ['any:supervisor'],
  note: [`${place}:clerk`, `${place}:section_head`, ...noteLine],
  withdraw: ['writer'],
  consent: ['writer'],
})

/** Written down from the rules of the line (mission D1), not from the table in transitions.ts. */
const granted: Partial<Record<InquiryKind, Partial<Record<Status, Partial<Record<Action, Who[]>>>>>> = {
  question: {
    sorting: {
      ...inside('office'),
      dispatch: ['any:disclosure_office'],
      answer_at_once: ['any:operator', 'any:disclosure_office'],
      to_request: ['any:disclosure_office'],
      to_petition: ['any:disclosure_office'],
      void: ['any:disclosure_office'],
      supplement: ['writer'],
    },
    handling: {
      ...inside('lead'),
      assign: ['lead:section_head'],
      grade: ['lead:section_head'],
      pass_up: ['lead:clerk'],
      pass_on: ['lead:clerk'],
      extend: ['lead:signing_leader'],
      propose: ['lead:clerk'],
      answer_at_once: ['lead:clerk', 'any:operator', 'any:disclosure_office'],
      to_request: ['lead:clerk', 'any:disclosure_office'],
      to_petition: ['lead:section_head', 'any:disclosure_office'],
      void: ['lead:section_head', 'any:disclosure_office'],
      supplement: ['writer'],
    },
    passing: {
      ...inside('lead'),
      approve_pass: ['lead:section_head'],
      refuse_pass: ['lead:section_head'],
      supplement: ['writer'],
    },
    joint: {
      ...inside('part'),
      assign: ['part:section_head'],
      extend: ['part:signing_leader'],
      refuse_part: ['part:section_head'],
      answer_part: ['part:clerk'],
      supplement: ['writer'],
    },
    joint_review: {
      ...inside('part'),
      approve_part: ['part:section_head'],
      return_part: ['part:section_head'],
      supplement: ['writer'],
    },
    review: { ...inside('lead'), approve: ['lead:section_head'], return: ['lead:section_head'] },
    closed: {
      hold_to_account: ['any:supervisor'],
      reopen: ['any:supervisor'],
      rate: ['writer', 'any:operator'],
      consent: ['writer'],
      note: ['lead:clerk', 'lead:section_head', ...noteLine],
    },
    void: {},
  },
  complaint: {
    accepting: {
      accept: ['any:supervisor'],
      refuse: ['any:supervisor'],
      assign: ['any:supervisor'],
      record_step: ['any:supervisor'],
      urge: ['office:signing_leader'],
      extend: ['any:supervisor'],
      supplement: ['writer'],
      withdraw: ['writer'],
      void: ['any:supervisor'],
      note: ['any:supervisor'],
    },
    investigating: {
      assign: ['any:supervisor'],
      ask_statement: ['any:supervisor'],
      take_statement: ['lead:section_head', 'lead:signing_leader'],
      record_step: ['any:supervisor'],
      urge: ['office:signing_leader'],
      extend: ['any:supervisor'],
      decide: ['any:supervisor'],
      supplement: ['writer'],
      withdraw: ['writer'],
      note: ['any:supervisor'],
    },
    decision_review: {
      approve: ['any:supervisor'],
      return: ['any:supervisor'],
      urge: ['office:signing_leader'],
      withdraw: ['writer'],
      note: ['any:supervisor'],
    },
    closed: { rate: ['writer'], note: ['any:supervisor'] },
  },
  report: {
    accepting: {
      accept: ['any:supervisor'],
      refuse: ['any:supervisor'],
      assign: ['any:supervisor'],
      record_step: ['any:supervisor'],
      extend: ['any:supervisor'],
      supplement: ['writer'],
      void: ['any:supervisor'],
      note: ['any:supervisor'],
    },
    investigating: {
      assign: ['any:supervisor'],
      record_step: ['any:supervisor'],
      extend: ['any:supervisor'],
      decide: ['any:supervisor'],
      supplement: ['writer'],
      note: ['any:supervisor'],
    },
    decision_review: { approve: ['any:supervisor'], return: ['any:supervisor'], note: ['any:supervisor'] },
    closed: { rate: ['writer'], note: ['any:supervisor'] },
  },
}

const rows = Object.entries(granted).flatMap(([kind, statuses]) =>
  Object.entries(statuses).map(([status, may]) => [kind as InquiryKind, status as Status, may] as const),
)

describe.each(rows)('a %s that is %s', (kind, status, allowed) => {
  test.each([...actions])('%s', (action) => {
    const wanted = allowed[action] ?? []
    const it = standing(kind, status)
    const open: string[] = []
    for (const place of Object.keys(people) as Place[])
      for (const role of roleNames) {
        const verdict = may(people[place][role], action, it)
        if (verdict.allowed) open.push(`${place}:${role}`)
        else expect(verdict.why).toMatch(/[一-鿿]/)
      }
    if (may(writer, action, it).allowed) open.push('writer')
    const expected = wanted.flatMap((who) =>
      who.startsWith('any:') ? Object.keys(people).map((place) => who.replace('any', place)) : [who],
    )
    expect(open.sort()).toEqual([...new Set(expected)].sort())
  })
})

describe('nobody decides on what they wrote themselves', () => {
  const own = people.lead.section_head
  test.each([
    ['approve_pass', 'passing'],
    ['refuse_pass', 'passing'],
    ['approve', 'review'],
    ['return', 'review'],
  ] as const)('%s', (action, status) => {
    expect(may(own, action, standing('question', status, { proposedBy: own.personId }))).toMatchObject({
      allowed: false,
      wrong: 'person',
    })
  })
  test('a second supervisor approves the decision of the first', () => {
    const it = standing('complaint', 'decision_review', { proposedBy: people.office.supervisor.personId })
    expect(may(people.office.supervisor, 'approve', it).allowed).toBe(false)
    expect(may(people.lead.supervisor, 'approve', it).allowed).toBe(true)
  })
  test.each(['complaint', 'report'] as const)('%s: more time is agreed by another supervisor', (kind) => {
    const it = standing(kind, 'investigating', { investigator: people.office.supervisor.personId })
    expect(may(people.office.supervisor, 'extend', it)).toMatchObject({ allowed: false, wrong: 'person' })
    expect(may(people.lead.supervisor, 'extend', it).allowed).toBe(true)
    expect(may(people.office.supervisor, 'record_step', it).allowed).toBe(true)
  })
  test('nor as a deputy for who did', () => {
    const principal = { personId: people.lead.section_head.personId!, name: '股长' }
    const deputy: Actor = {
      ...people.lead.clerk,
      posts: [{ id: 9, unitId: water, unitName: '', role: 'section_head', title: '', onBehalfOf: principal }],
    }
    const it = standing('question', 'review', { proposedBy: principal.personId })
    expect(may(deputy, 'approve', it)).toMatchObject({ allowed: false, wrong: 'person' })
  })
})

describe('what the status alone does not say', () => {
  test.each([
    ['rate', 'question', { ended: 'otherwise' as const }],
    ['rate', 'question', { rated: true }],
    ['reopen', 'question', { ended: 'otherwise' as const }],
  ] as const)('%s %s %o', (action, kind, more) => {
    const by = action === 'rate' ? writer : people.office.supervisor
    expect(may(by, action, standing(kind, 'closed', more))).toMatchObject({ allowed: false, wrong: 'state' })
  })
  test('a stage is extended once', () => {
    const it = standing('question', 'handling', { extended: true })
    expect(may(people.lead.signing_leader, 'extend', it)).toMatchObject({ allowed: false, wrong: 'state' })
  })
  test('a statement that nobody asked for', () => {
    const it = standing('complaint', 'investigating', { statementAsked: false })
    expect(may(people.lead.section_head, 'take_statement', it)).toMatchObject({ allowed: false, wrong: 'state' })
  })
})

describe('who reads', () => {
  const reads = (reach: Parameters<typeof mayRead>[1]) =>
    (Object.keys(people) as Place[]).flatMap((place) =>
      roleNames.filter((role) => mayRead(people[place][role], reach)).map((role) => `${place}:${role}`),
    )
  const everywhere = (...roles: Role[]) =>
    (Object.keys(people) as Place[]).flatMap((place) => roles.map((role) => `${place}:${role}`))
  const workers = (place: Place) =>
    (['clerk', 'section_head', 'deputy_leader', 'secrecy_reviewer', 'signing_leader'] as const).map(
      (role) => `${place}:${role}`,
    )

  const asked = { aboutId: null, statementAsked: false, escalated: false }

  test('a case of the line: its units, who sorts, supervises, answers the telephone', () => {
    const reach = { kind: 'question' as const, leadId: water, unitIds: [water, housing], ...asked }
    expect(reads(reach).sort()).toEqual(
      [...workers('lead'), ...workers('part'), ...everywhere('disclosure_office', 'supervisor', 'operator')].sort(),
    )
  })
  test('a complaint: supervision, and who speaks for the unit once asked', () => {
    const reach = { ...asked, kind: 'complaint' as const, leadId: office, unitIds: [office], aboutId: water }
    expect(reads({ ...reach, statementAsked: false }).sort()).toEqual(everywhere('supervisor').sort())
    expect(reads({ ...reach, statementAsked: true }).sort()).toEqual(
      [...everywhere('supervisor'), 'lead:section_head', 'lead:signing_leader'].sort(),
    )
    // Supervision let it lie: the head of the government's office, to which it belongs.
    expect(reads({ ...reach, escalated: true }).sort()).toEqual(
      [...everywhere('supervisor'), 'office:signing_leader'].sort(),
    )
  })
  test('a report: supervision alone, not the unit it names', () => {
    const reach = {
      kind: 'report' as const,
      leadId: office,
      unitIds: [office],
      aboutId: water,
      statementAsked: true,
      escalated: true,
    }
    expect(reads(reach).sort()).toEqual(everywhere('supervisor').sort())
    expect(mayUnmask(people.office.disclosure_office, { kind: 'report', leadId: office })).toBe(false)
    expect(mayUnmask(people.office.supervisor, { kind: 'report', leadId: office })).toBe(true)
  })
})
