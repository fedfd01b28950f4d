import { expect, test } from 'vitest'
import { type Channel, channels } from '../request.ts'
import { needsConfirmation, receiptDay } from './receipt-day.ts'

/** 条例 art 31, by channel: reached the office, confirmed, 收到申请之日. */
test.each<[string, Channel, string, string | null, string | null]>([
  ['at the counter, the day it is handed in', 'counter', '2026-06-12', null, '2026-06-12'],
  ['by word of mouth, the day the clerk writes it down', 'oral', '2026-06-12', null, '2026-06-12'],
  ['with a signature, the day it is signed for', 'signed_post', '2026-06-12', null, '2026-06-12'],
  ['signed for on a make-up Saturday', 'signed_post', '2026-05-09', null, '2026-05-09'],
  ['an ordinary letter that nobody has confirmed is not received', 'ordinary_post', '2026-06-12', null, null],
  ['an ordinary letter, the day of the call', 'ordinary_post', '2026-06-12', '2026-06-16', '2026-06-16'],
  ['a form of the portal is not received by being sent', 'portal', '2026-06-12', null, null],
  ['a form of the portal, the day both sides confirm', 'portal', '2026-06-12', '2026-06-15', '2026-06-15'],
  ['a fax, the day both sides confirm', 'fax', '2026-06-12', '2026-06-12', '2026-06-12'],
  ['on the phone, the day both sides confirm', 'phone_assisted', '2026-06-12', '2026-06-13', '2026-06-13'],
  ['handed in and confirmed later: the first day stands', 'counter', '2026-06-12', '2026-06-15', '2026-06-12'],
])('%s', (_, channel, reachedOn, confirmedOn, on) => {
  expect(receiptDay({ channel, reachedOn, confirmedOn })?.on ?? null).toBe(on)
})

test('the reason is that of the channel', () => {
  const why = (channel: Channel) => receiptDay({ channel, reachedOn: '2026-06-12', confirmedOn: '2026-06-12' })?.why
  expect(channels.map((channel) => [channel, why(channel), needsConfirmation(channel)])).toEqual([
    ['portal', 'confirmed', true],
    ['counter', 'handed_in', false],
    ['signed_post', 'signed_for', false],
    ['ordinary_post', 'confirmed', true],
    ['fax', 'confirmed', true],
    ['phone_assisted', 'confirmed', true],
    ['oral', 'handed_in', false],
  ])
})
