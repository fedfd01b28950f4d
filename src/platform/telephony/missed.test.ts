import { expect, test } from 'vitest'
import { missedEvents } from './missed.ts'
import type { Leg, Snapshot } from './switch.ts'

const at = Temporal.Instant.from('2026-03-02T01:00:00Z')
const came = Temporal.Instant.from('2026-03-02T00:59:00Z')
const seat: Leg = { id: 'seat~7.1~a', callId: '7.1', kind: 'seat' }
const office: Leg = { id: 'transfer~7.1~b', callId: '7.1', kind: 'transfer' }
const call = (legs: Snapshot['calls'][number]['legs'] = []) => ({
  callId: '7.1',
  caller: '13800000000',
  called: '96128',
  at: came,
  legs,
})
const told = (known: Parameters<typeof missedEvents>[0], snapshot: Partial<Snapshot>, heard: string[] = []) =>
  missedEvents(known, new Set(heard), { at, calls: [], recordings: [], ...snapshot }).map(({ key }) => key)

test.each([
  ['nothing was missed', [{ callId: '7.1', legs: [] }], { calls: [call()] }, []],
  ['a call came in', [], { calls: [call()] }, ['ringing']],
  ['it came in and was answered', [], { calls: [call([{ leg: seat, up: true }])] }, ['ringing', `answered/${seat.id}`]],
  [
    'a seat still rings',
    [{ callId: '7.1', legs: [{ leg: seat, answered: false }] }],
    { calls: [call([{ leg: seat, up: false }])] },
    [],
  ],
  [
    'a seat picked up',
    [{ callId: '7.1', legs: [{ leg: seat, answered: false }] }],
    { calls: [call([{ leg: seat, up: true }])] },
    [`answered/${seat.id}`],
  ],
  [
    'a seat did not',
    [{ callId: '7.1', legs: [{ leg: seat, answered: false }] }],
    { calls: [call()] },
    [`unanswered/${seat.id}`],
  ],
  [
    'the seat left',
    [{ callId: '7.1', legs: [{ leg: seat, answered: true }] }],
    { calls: [call()] },
    [`left/${seat.id}`],
  ],
  [
    'the other picked up',
    [{ callId: '7.1', legs: [{ leg: office, answered: false }] }],
    { calls: [call([{ leg: office, up: true }])] },
    [`transferred/${office.id}`],
  ],
  [
    'the other did not',
    [{ callId: '7.1', legs: [{ leg: office, answered: false }] }],
    { calls: [call()] },
    [`transfer_failed/${office.id}`],
  ],
  ['the call ended', [{ callId: '7.1', legs: [] }], {}, ['ended']],
  [
    'the call and its leg ended',
    [{ callId: '7.1', legs: [{ leg: seat, answered: true }] }],
    {},
    [`left/${seat.id}`, 'ended'],
  ],
  [
    'a recording is ready',
    [],
    { recordings: ['call~7.1', 'voicemail~8.1', 'greeting'] },
    ['recording_ready/call~7.1', 'voicemail_ready/voicemail~8.1'],
  ],
  ['a recording still grows', [{ callId: '7.1', legs: [] }], { calls: [call()], recordings: ['call~7.1'] }, []],
] as const)('%s', (_, known, snapshot, keys) => {
  expect(told(known as never, snapshot as never)).toEqual(keys)
})

test('what was heard of is not told again, and a call that came in keeps its time', () => {
  expect(told([], { recordings: ['call~7.1'] }, ['call~7.1'])).toEqual([])
  const [ringing] = missedEvents([], new Set(), { at, calls: [call()], recordings: [] })
  expect(ringing).toMatchObject({ kind: 'ringing', caller: '13800000000', called: '96128', at: came })
})
