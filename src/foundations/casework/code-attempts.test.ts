import { expect, test } from 'vitest'
import { clientOf, waitAfter } from './code-attempts.ts'
import { newCode, readCode } from './query-code.ts'

test.each([
  [0, 0],
  [4, 0],
  [5, 30],
  [6, 60],
  [9, 480],
  [10, 900],
  [200, 900],
])('after %i failures one waits %i s', (failures, wait) => expect(waitAfter(failures, 5)).toBe(wait))

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['2001:db8:0:0:ffff::9', '2001:db8:0:0'],
  ['2001:0DB8:0000:0001:1:2:3:4', '2001:db8:0:1'],
  ['::1', '0:0:0:0'],
  ['', ''],
  ['nobody', 'nobody'],
])('%s is the client %s', (address, client) => expect(clientOf(address)).toBe(client))

test('a code of given bits is always the same, and is read as it is typed', () => {
  expect(newCode('2026-06-15', Buffer.alloc(5))).toBe('20260615-00000000')
  expect(newCode('2026-06-15', Buffer.alloc(5, 255))).toBe('20260615-ZZZZZZZZ')
  expect(newCode('2026-06-15')).toMatch(/^20260615-[0-9A-HJKMNP-TV-Z]{8}$/)
  expect(readCode('２０２６０６１５ 7k3m9qxt')).toBe('20260615-7K3M9QXT')
  expect(readCode('20260615—OIL0VVVV')).toBe('20260615-0110VVVV')
  expect(readCode("20260615-7K3M9QX'")).toBeNull()
})
