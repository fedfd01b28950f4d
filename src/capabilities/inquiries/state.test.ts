import { describe, expect, test } from 'vitest'
import { loadCalendarYears, WorkingCalendar } from '../../foundations/calendar/index.ts'
import type { EventData, InquiryEvent } from './events.ts'
import type { Status } from './inquiry.ts'
import { defaultLimits, limitsOn } from './limits.ts'
import { clocksOf, explainedUntil, isComplainable, isEscalated, openPart, stateOf, turnOf } from './state.ts'
import { countingOf, handsOf } from './statistics/counting.ts'

/** The five situations of the line as days: from the events to the last day, in the calendar of 2026. */
const calendar = new WorkingCalendar(loadCalendarYears())

const [office, water, housing, civil] = [1, 2, 3, 4]
let seq = 0
const event = <A extends keyof EventData>(action: A, data: EventData[A], on: string, to: Status) =>
  ({
    seq: ++seq,
    action,
    data,
    on,
    at: new Date(`${on}T01:00:00Z`),
    from: action === 'register' ? null : 'handling',
    to,
    actorId: 1,
    onBehalfOf: null,
    by: 'clerk',
  }) as unknown as InquiryEvent
const asked = (on: string, unitId: number | null = water) =>
  event(
    'register',
    { kind: 'question', channel: 'portal', unitId, officeId: office, receivedOn: on, topic: 'other' },
    on,
    unitId === null ? 'sorting' : 'handling',
  )
const complained = (on: string) =>
  event(
    'register',
    { kind: 'complaint', channel: 'portal', unitId: null, officeId: office, receivedOn: on, topic: 'other' },
    on,
    'accepting',
  )
const clocks = (events: InquiryEvent[], today = events.at(-1)!.on) => {
  const state = stateOf(events)
  return { state, ...clocksOf(state, limitsOn(defaultLimits, state.receivedOn), calendar, today) }
}
const due = (events: InquiryEvent[], today?: string) => clocks(events, today).turn.due?.on

describe('1. own business: five working days, ten when complex, twenty when extended', () => {
  test.each([
    ['a plain week', '2026-06-01', '2026-06-08', '2026-06-15', '2026-06-30'],
    ['over the Dragon Boat Festival (19 June)', '2026-06-15', '2026-06-23', '2026-06-30', '2026-07-14'],
    [
      'over the National Day, worked 20 September and 10 October',
      '2026-09-28',
      '2026-10-10',
      '2026-10-16',
      '2026-10-30',
    ],
    ['received on a Saturday', '2026-06-06', '2026-06-12', '2026-06-22', '2026-07-06'],
  ])('%s: %s → %s, %s, %s', (_, on, ordinary, complex, extended) => {
    const first = asked(on)
    expect(due([first])).toBe(ordinary)
    const graded = event('grade', { complexity: 'complex' }, on, 'handling')
    expect(due([first, graded])).toBe(complex)
    expect(due([first, event('extend', {}, on, 'handling')])).toBe(extended)
    expect(due([first, graded, event('extend', {}, on, 'handling')])).toBe(extended)
  })
})

describe('2. not own business: each stage has its own period', () => {
  const events = [
    asked('2026-06-01'),
    event('pass_up', {}, '2026-06-03', 'passing'),
    event('approve_pass', {}, '2026-06-04', 'sorting'),
  ]
  test('the office sorts within five of its own', () => expect(due(events)).toBe('2026-06-11'))
  test('then the unit found has five of its own; the first date stays', () => {
    const all = [...events, event('dispatch', { unitId: housing }, '2026-06-09', 'handling')]
    expect(due(all)).toBe('2026-06-16')
    expect(clocks(all).state).toMatchObject({ receivedOn: '2026-06-01', leadId: housing, transfers: 2 })
  })
  test('refused by the head, it goes on where it was, as if nothing had happened', () => {
    const all = [...events.slice(0, 2), event('refuse_pass', {}, '2026-06-04', 'handling')]
    expect(due(all)).toBe('2026-06-08')
  })
})

describe('3. several units: the first asked stays responsible, every other has a full period of its own', () => {
  const first = [asked('2026-06-01'), event('pass_on', { unitId: housing }, '2026-06-03', 'joint')]
  test('while the other answers, its day counts and the first one waits', () => {
    const { turn, lead, state } = clocks(first)
    expect(turn.due?.on).toBe('2026-06-10')
    expect(lead.due).toBeNull()
    expect([state.leadId, turnOf(state)]).toEqual([water, housing])
  })
  test('refused on the day after: two days did not count', () => {
    const refused = [...first, event('refuse_part', {}, '2026-06-04', 'handling')]
    expect(due(refused)).toBe('2026-06-10')
    expect(turnOf(stateOf(refused))).toBe(water)
  })
  test('a third unit, then the whole is assembled', () => {
    const all = [
      ...first,
      event('refuse_part', {}, '2026-06-04', 'handling'),
      event('pass_on', { unitId: civil }, '2026-06-05', 'joint'),
      event('answer_part', {}, '2026-06-09', 'joint_review'),
      event('approve_part', {}, '2026-06-10', 'handling'),
    ]
    // Counted: 2 June; paused 3–4 and 5–10; then 11, 12, 15, 16.
    expect(due(all)).toBe('2026-06-16')
    expect(clocks(all).parts.map(({ clock }) => [clock.state, clock.due?.on])).toEqual([
      ['stopped', '2026-06-10'],
      ['stopped', '2026-06-12'],
    ])
  })
})

describe('4. nobody knows whose it is: the government office sorts', () => {
  test('five to sort, five to answer', () => {
    const sorted = [asked('2026-06-01', null)]
    expect(due(sorted)).toBe('2026-06-08')
    expect(due([...sorted, event('dispatch', { unitId: civil }, '2026-06-08', 'handling')])).toBe('2026-06-15')
  })
})

describe('5. unsatisfied: fifteen working days, thirty when extended', () => {
  test.each([
    ['2026-06-01', '2026-06-23', '2026-07-14'],
    ['2026-09-15', '2026-10-12', '2026-11-02'],
  ])('%s → %s, %s', (on, fifteen, thirty) => {
    expect(due([complained(on)])).toBe(fifteen)
    expect(due([complained(on), event('extend', {}, on, 'accepting')])).toBe(thirty)
  })
  test('ordered to answer anew: five from that day', () => {
    const all = [
      asked('2026-06-01'),
      event('propose', { outcome: 'answered', sources: { records: [], knowledge: [] } }, '2026-06-02', 'review'),
      event('approve', {}, '2026-06-03', 'closed'),
      event('reopen', { complaintId: 9 }, '2026-06-24', 'handling'),
    ]
    expect(due(all)).toBe('2026-07-01')
    expect(clocks(all).state.firstEnd).toEqual({ on: '2026-06-03', outcome: 'answered' })
  })
})

describe('what was drafted and never passed', () => {
  const drafted = [
    asked('2026-06-01'),
    event('propose', { outcome: 'answered', sources: { records: [], knowledge: [] } }, '2026-06-02', 'review'),
  ]
  test.each([
    ['taken back by the writer', event('withdraw', {}, '2026-06-03', 'closed'), 'withdrawn'],
    ['a request after all', event('to_request', { unitId: water }, '2026-06-03', 'closed'), 'request'],
    ['void', event('void', {}, '2026-06-03', 'void'), 'void'],
  ] as const)('%s: it is no answer', (_, end, outcome) => {
    expect(stateOf([...drafted, end])).toMatchObject({ reply: null, endedAs: outcome, endedOn: '2026-06-03' })
  })
  test('passed, it is; opened again, nothing is told until the next one', () => {
    const answered = [...drafted, event('approve', {}, '2026-06-03', 'closed')]
    expect(stateOf(answered)).toMatchObject({ reply: { outcome: 'answered' }, endedAs: 'answered' })
    const anew = [...answered, event('reopen', { complaintId: 9 }, '2026-06-24', 'handling')]
    expect(stateOf(anew)).toMatchObject({ reply: null, endedAs: null, endedOn: null })
    expect(stateOf(anew).formerReplies).toMatchObject([{ outcome: 'answered', on: '2026-06-03', unitId: water }])
    const back = [...anew, event('withdraw', {}, '2026-06-25', 'closed')]
    expect(stateOf(back)).toMatchObject({ endedAs: 'withdrawn', firstEnd: { outcome: 'answered' } })
  })
})

describe('late', () => {
  const late = [asked('2026-06-01')]
  test('explained until the promised day, judged or not; refused or in other hands nobody has explained', () => {
    const explained = [...late, event('explain', { until: '2026-06-12' }, '2026-06-08', 'handling')]
    const refused = event('refuse_explanation', {}, '2026-06-09', 'handling')
    const anew = event('explain', { until: '2026-06-18' }, '2026-06-10', 'handling')
    expect(
      [
        late,
        explained,
        [...explained, event('take_explanation', {}, '2026-06-09', 'handling')],
        [...explained, refused],
        [...explained, refused, anew],
        [...explained, event('pass_on', { unitId: housing }, '2026-06-10', 'joint')],
      ].map((events) => explainedUntil(stateOf(events))),
    ).toEqual([null, '2026-06-12', '2026-06-12', null, '2026-06-18', null])
  })
  test('once taken it is owed to the public, by the unit that was late, wherever the case goes', () => {
    const taken = [
      ...late,
      event('explain', { until: '2026-06-12' }, '2026-06-08', 'handling'),
      event('take_explanation', {}, '2026-06-09', 'handling'),
    ]
    const owed = (events: InquiryEvent[]) => stateOf(events).takenExplanation
    expect(owed(taken.slice(0, 2))).toBeNull()
    const asked = [...taken, event('pass_on', { unitId: housing }, '2026-06-10', 'joint')]
    expect(owed(asked)).toMatchObject({ unitId: water, until: '2026-06-12' })
    const elsewhere = [
      ...taken,
      event('pass_up', {}, '2026-06-10', 'passing'),
      event('approve_pass', {}, '2026-06-10', 'sorting'),
      event('dispatch', { unitId: civil }, '2026-06-11', 'handling'),
    ]
    expect([owed(elsewhere)?.unitId, stateOf(elsewhere).leadId]).toEqual([water, civil])
    // The one that answers a part explains for itself.
    const part = [
      ...asked,
      event('explain', { until: '2026-07-01' }, '2026-06-18', 'joint'),
      event('take_explanation', {}, '2026-06-19', 'joint'),
      event('succeed', { from: housing, to: civil }, '2026-06-20', 'joint'),
    ]
    expect(owed(part)).toMatchObject({ unitId: civil, until: '2026-07-01' })
  })
  test('once for each stage', () => {
    const escalated = [...late, event('escalate', {}, '2026-06-09', 'handling')]
    expect(isEscalated(stateOf(escalated))).toBe(true)
    const onward = [...escalated, event('pass_on', { unitId: housing }, '2026-06-10', 'joint')]
    expect(isEscalated(stateOf(onward))).toBe(false)
  })
})

describe('who did what, for the figures of a unit', () => {
  const marksOf = (events: InquiryEvent[]) =>
    handsOf(events, limitsOn(defaultLimits, '2026-06-01'), calendar).map(({ unitId, ...marks }) => [
      unitId,
      ...Object.entries(marks).flatMap(([mark, done]) => (done ? [mark] : [])),
    ])
  test('let lie for eight days and passed up; whoever answers in time is not the late one', () => {
    const events = [
      asked('2026-06-01'),
      event('pass_up', {}, '2026-06-10', 'passing'),
      event('approve_pass', {}, '2026-06-11', 'sorting'),
      event('dispatch', { unitId: housing }, '2026-06-12', 'handling'),
      event('propose', { outcome: 'answered', sources: { records: [], knowledge: [] } }, '2026-06-15', 'review'),
      event('approve', {}, '2026-06-15', 'closed'),
    ]
    expect(marksOf(events)).toEqual([[water, 'late', 'passedUp'], [office], [housing]])
    expect(countingOf(events, limitsOn(defaultLimits, '2026-06-01'), calendar)).toMatchObject({
      unitId: housing,
      late: true,
      passedUp: true,
      days: 10,
    })
  })
  test('a part answered late is late at the unit that was asked, a wrong transfer is the first one’s', () => {
    const events = [
      asked('2026-06-01'),
      event('pass_on', { unitId: housing }, '2026-06-02', 'joint'),
      event('refuse_part', {}, '2026-06-03', 'handling'),
      event('pass_on', { unitId: civil }, '2026-06-03', 'joint'),
      event('explain', { until: '2026-06-17' }, '2026-06-11', 'joint'),
      event('answer_part', {}, '2026-06-11', 'joint_review'),
      event('approve_part', {}, '2026-06-11', 'handling'),
    ]
    expect(marksOf(events)).toEqual([[water, 'passedOn', 'refused'], [housing], [civil, 'late', 'explained']])
  })
})

test('complained of once answered, or while it runs late', () => {
  const open = stateOf([asked('2026-06-01')])
  expect(['2026-06-08', '2026-06-09'].map((today) => isComplainable(open, '2026-06-08', today))).toEqual([false, true])
  const ended = (how: InquiryEvent) => isComplainable(stateOf([asked('2026-06-01'), how]), null, '2026-06-03')
  const sources = { records: [1], knowledge: [] }
  expect(ended(event('answer_at_once', { sources }, '2026-06-02', 'closed'))).toBe(true)
  expect(ended(event('withdraw', {}, '2026-06-02', 'closed'))).toBe(false)
  expect(isComplainable(stateOf([complained('2026-06-01')]), '2026-06-23', '2026-07-01')).toBe(false)
})

test('a successor takes over what is in hand, and nothing of the past changes', () => {
  const state = stateOf([
    asked('2026-06-01'),
    event('pass_on', { unitId: housing }, '2026-06-03', 'joint'),
    event('succeed', { from: housing, to: civil }, '2026-06-04', 'joint'),
  ])
  expect([state.leadId, turnOf(state), openPart(state)?.askedOn]).toEqual([water, civil, '2026-06-03'])
})

test('limits are dated: a case keeps the row of the day on which it came', () => {
  const rows = [...defaultLimits, { ...defaultLimits[0]!, from: '2026-07-01', ordinary: 3 }]
  expect(limitsOn(rows, '2026-06-30').ordinary).toBe(5)
  expect(limitsOn(rows, '2026-07-01').ordinary).toBe(3)
  expect(limitsOn(rows, '2000-01-01').ordinary).toBe(5)
})
