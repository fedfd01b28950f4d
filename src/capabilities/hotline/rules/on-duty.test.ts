import { expect, test } from 'vitest'
import { onDuty } from './on-duty.ts'

const hours = [
  { from: '08:30', to: '12:00' },
  { from: '14:30', to: '18:00' },
]
const liaisons = [
  { id: '罗小满', name: '罗小满', position: 1, awayUntil: null },
  { id: '田一禾', name: '田一禾', position: 2, awayUntil: null },
  { id: '段青山', name: '段青山', position: 3, awayUntil: null },
]
const given = { today: '2026-03-02', time: '09:00', workingDay: true, hours, liaisons, duty: undefined }
const away = (id: string, until: string) => liaisons.map((one) => (one.id === id ? { ...one, awayUntil: until } : one))
const rung = (more: Partial<Parameters<typeof onDuty>[0]>) => {
  const { ring, why } = onDuty({ ...given, ...more })
  return [why, ...ring.map(({ liaisonId, deputy }) => `${liaisonId}${deputy ? '（代）' : ''}`)]
}

test.each([
  ['an ordinary Monday', {}, ['on_duty', '罗小满', '田一禾（代）']],
  ['the first minute', { time: '08:30' }, ['on_duty', '罗小满', '田一禾（代）']],
  ['before it', { time: '08:29' }, ['out_of_hours']],
  ['noon', { time: '12:00' }, ['out_of_hours']],
  ['the last minute', { time: '17:59' }, ['on_duty', '罗小满', '田一禾（代）']],
  ['a Saturday', { workingDay: false }, ['day_off']],
  [
    'a Saturday on the rota',
    { workingDay: false, duty: { liaisonId: '段青山', deputyId: null } },
    ['on_duty', '段青山', '罗小满（代）'],
  ],
  ['by the rota', { duty: { liaisonId: '田一禾', deputyId: '段青山' } }, ['on_duty', '田一禾', '段青山（代）']],
  ['away until today', { liaisons: away('罗小满', '2026-03-02') }, ['on_duty', '田一禾（代）', '段青山（代）']],
  ['back since today', { liaisons: away('罗小满', '2026-03-01') }, ['on_duty', '罗小满', '田一禾（代）']],
  [
    'on the rota, but away',
    { liaisons: away('段青山', '2026-03-05'), duty: { liaisonId: '段青山', deputyId: '田一禾' } },
    ['on_duty', '田一禾（代）', '罗小满（代）'],
  ],
  ['everybody away', { liaisons: liaisons.map((one) => ({ ...one, awayUntil: '2026-03-09' })) }, ['all_away']],
  ['nobody named', { liaisons: [] }, ['nobody_named']],
] as const)('%s', (_, more, expected) => {
  expect(rung(more as never)).toEqual(expected)
})
