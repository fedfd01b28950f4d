import { describe, expect, test } from 'vitest'
import type { MailboxChanged, UnitChanged } from '../foundations/publication-log/entries.ts'
import { assessInquiry, type InquiryDraft, readInquiry } from './inquiry-draft.ts'

const units = [
  { id: 2, code: 'water', name: '水务局', dissolvedOn: null },
  { id: 3, code: 'gone', name: '扶贫办', dissolvedOn: '2021-06-30' },
] as UnitChanged[]
const mailboxes = [
  { id: 1, open: true },
  { id: 2, open: false },
] as MailboxChanged[]
const draft = (more: Record<string, string>): InquiryDraft =>
  readInquiry({ kind: 'question', text: '路灯坏了', name: '苏见山', phone: '19900001234', ...more })!
const fields = (more: Record<string, string>) =>
  assessInquiry(draft(more), units, mailboxes).issues.map(({ field }) => field)

describe('what was typed becomes a form', () => {
  test('as little as is needed, with the unit left open', () => {
    expect(assessInquiry(draft({}), units, mailboxes)).toEqual({
      issues: [],
      form: {
        kind: 'question',
        unitId: null,
        mailboxId: null,
        topic: 'other',
        writer: { name: '苏见山', phone: '19900001234', email: '', address: '', pin: '' },
        content: { subject: '', text: '路灯坏了', place: '' },
        consent: false,
        kiosk: false,
      },
    })
  })

  test.each<[string, Record<string, string>, object]>([
    ['a unit by its code', { unit: 'water' }, { unitId: 2 }],
    [
      'a letter by its mailbox, never by a unit',
      { kind: 'letter', subject: '路灯', mailbox: '1', unit: 'water' },
      { mailboxId: 1, unitId: null },
    ],
    ['a question has no mailbox', { mailbox: '1' }, { mailboxId: null }],
    ['an unknown topic is another', { topic: 'constructor' }, { topic: 'other' }],
    ['consent', { consent: '1' }, { consent: true }],
    [
      'a report is never published',
      { kind: 'report', consent: '1', name: '', phone: '', pin: 'abcd' },
      { consent: false },
    ],
    ['line ends of a form', { text: '一\r\n二' }, { content: { subject: '', text: '一\n二', place: '' } }],
  ])('%s', (_name, given, expected) => {
    expect(assessInquiry(draft(given), units, mailboxes).form).toMatchObject(expected)
  })

  test.each<[string, Record<string, string>, string[]]>([
    [
      'everything at once, in the order of the form',
      { kind: 'letter', text: '', name: '', phone: '' },
      ['mailbox', 'subject', 'text', 'name', 'phone'],
    ],
    ['a mailbox that was closed', { kind: 'letter', subject: '路灯', mailbox: '2' }, ['mailbox']],
    ['a unit that has ended', { unit: 'gone' }, ['unit']],
    ['a unit nobody knows', { unit: 'constructor' }, ['unit']],
    ['20,001 signs', { text: '长'.repeat(20_001) }, ['text']],
    ['a title of 101', { subject: '长'.repeat(101) }, ['subject']],
    ['a report with neither telephone nor word', { kind: 'report', name: '', phone: '' }, ['phone']],
    ['a short word', { phone: '', pin: 'abc' }, ['pin']],
    ['a telephone that is none', { phone: '我的电话' }, ['phone']],
    ['NUL', { text: 'a\u0000b' }, ['text']],
  ])('%s: %j', (_name, given, expected) => {
    expect(fields(given)).toEqual(expected)
  })

  test.each(['', 'complaint', 'site_error', 'constructor'])('there is no form for “%s”', (kind) => {
    expect(readInquiry({ kind })).toBeUndefined()
  })
})
