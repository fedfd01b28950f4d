import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CallEventData, type CallEventKind, type Fact, phases } from '../call.ts'
import { courseOf, openLegs } from './call-course.ts'

type Told = [kind: CallEventKind, at: number, data?: CallEventData]
const facts = (told: readonly Told[]): Fact[] => told.map(([kind, at, data = {}]) => ({ kind, at, data }))
const offered = (at: number, leg = 'a', seatId = 1): Told => ['offered', at, { leg, seatId, personId: seatId + 10 }]

const whole: Told[] = [
  ['ringing', 0],
  ['queued', 1],
  offered(2),
  ['unanswered', 22, { leg: 'a', cause: 'no_answer' }],
  offered(23, 'b', 2),
  ['answered', 25, { leg: 'b' }],
  ['transfer_asked', 60, { leg: 't' }],
  ['transferred', 65, { leg: 't' }],
  ['left', 66, { leg: 'b' }],
  ['left', 90, { leg: 't' }],
  ['key', 95, { digit: '1' }],
  ['ended', 96],
]

test.each<[string, readonly Told[], object]>([
  ['rings', [['ringing', 5]], { phase: 'waiting', beganAt: 5, leg: null, outcome: null }],
  ['rings at a seat', [['ringing', 0], offered(2)], { phase: 'waiting', leg: 'a', seatId: 1, personId: 11 }],
  ['nobody picks up there', whole.slice(0, 4), { phase: 'waiting', leg: null, seatId: null }],
  ['another one does', whole.slice(0, 6), { phase: 'talking', answeredAt: 25, leg: 'b', seatId: 2, personId: 12 }],
  ['a unit is rung meanwhile', whole.slice(0, 7), { phase: 'talking', leg: 'b' }],
  ['the unit picks up', whole.slice(0, 8), { phase: 'transferred', leg: 't', personId: 12, transferredAt: 65 }],
  ['the seat leaves, the talk goes on', whole.slice(0, 9), { phase: 'transferred', aloneSince: null }],
  ['the unit hangs up', whole.slice(0, 10), { phase: 'rating', aloneSince: 90, leg: null, rating: null }],
  ['the caller rates', whole.slice(0, 11), { phase: 'rating', rating: 1 }],
  ['the caller hangs up', whole, { phase: 'ended', endedAt: 96, outcome: 'transferred', rating: 1, leg: null }],
  [
    'a key pressed in the talk is no rating',
    [['ringing', 0], offered(1), ['answered', 2, { leg: 'a' }], ['key', 3, { digit: '1' }], ['left', 9, { leg: 'a' }]],
    { rating: null },
  ],
  [
    'a key that means nothing',
    [['ringing', 0], offered(1), ['answered', 2, { leg: 'a' }], ['left', 3, { leg: 'a' }], ['key', 9, { digit: '7' }]],
    { rating: null },
  ],
  [
    'the caller does not wait',
    [
      ['ringing', 0],
      ['queued', 1],
      ['ended', 30],
    ],
    { outcome: 'abandoned' },
  ],
  [
    'it rang in vain',
    [['ringing', 0], offered(1), ['unanswered', 21, { leg: 'a' }], ['ended', 30]],
    { outcome: 'missed' },
  ],
  [
    'a message is left',
    [
      ['ringing', 0],
      ['voicemail_asked', 1],
      ['voicemail_ready', 40],
      ['ended', 41],
    ],
    { outcome: 'voicemail', answeredAt: null },
  ],
  [
    'none is left',
    [
      ['ringing', 0],
      ['voicemail_asked', 1],
      ['ended', 5],
    ],
    { phase: 'ended', outcome: 'missed' },
  ],
  [
    'answered, and nobody has logged it',
    [['ringing', 0], offered(1), ['answered', 2, { leg: 'a' }], ['ended', 50]],
    { phase: 'ended', outcome: null, answeredAt: 2, personId: 11 },
  ],
  [
    'somebody picks up when the caller is gone',
    [['ringing', 0], offered(1), ['ended', 5], ['answered', 6, { leg: 'a' }], ['left', 7, { leg: 'a' }]],
    { phase: 'ended', answeredAt: null, outcome: 'missed', endedAt: 5 },
  ],
  [
    'entered by hand',
    [['entered', 7, { seatId: 3, personId: 4 }]],
    { phase: 'talking', beganAt: 7, answeredAt: 7, seatId: 3, personId: 4 },
  ],
  [
    'the seat left while the unit rang',
    [
      ['ringing', 0],
      offered(1),
      ['answered', 2, { leg: 'a' }],
      ['transfer_asked', 3, { leg: 't' }],
      ['left', 4, { leg: 'a' }],
    ],
    { phase: 'talking' },
  ],
  [
    'and the unit did not pick up',
    [
      ['ringing', 0],
      offered(1),
      ['answered', 2, { leg: 'a' }],
      ['transfer_asked', 3, { leg: 't' }],
      ['left', 4, { leg: 'a' }],
      ['transfer_failed', 9, { leg: 't' }],
    ],
    { phase: 'rating', aloneSince: 9 },
  ],
])('%s', (_, told, expected) => {
  expect(courseOf(facts(told))).toMatchObject(expected)
})

test('in whatever order and however often it is heard, the call is the same', () => {
  const once = courseOf(facts(whole))
  fc.assert(
    fc.property(fc.shuffledSubarray(whole, { minLength: whole.length }), (told) => {
      expect(courseOf(facts(told))).toEqual(once)
    }),
  )
})

test('what is heard more never takes a call back, except from one seat to the next', () => {
  const rank = (phase: string) => (phase === 'voicemail' ? 0.5 : phases.indexOf(phase as never))
  fc.assert(
    fc.property(fc.shuffledSubarray(whole, { minLength: whole.length }), (told) => {
      let before = -1
      let spoke = false
      for (let n = 1; n <= told.length; n++) {
        const { phase, answeredAt } = courseOf(facts(told.slice(0, n)))
        if (spoke) expect(phase).not.toBe('waiting')
        if (before === phases.indexOf('ended')) expect(phase).toBe('ended')
        spoke ||= answeredAt !== null
        before = rank(phase)
      }
    }),
  )
})

test('lines that were rung and have not ended', () => {
  expect(openLegs(facts(whole.slice(0, 7)))).toEqual([
    { leg: 'b', kind: 'seat', answered: true, askedAt: 23 },
    { leg: 't', kind: 'transfer', answered: false, askedAt: 60 },
  ])
  expect(openLegs(facts(whole))).toEqual([])
})
