import { describe, expect, test } from 'vitest'
import { blocking, checkEntry, type Facts, unacknowledged } from './checks.ts'
import { entryFields } from './entry.ts'
import { cleanFields } from './testing.ts'

const facts = (more: Partial<Facts> = {}): Facts => ({
  today: '2026-03-02',
  answerText: '请到服务窗口办理。',
  findings: [],
  words: [],
  sources: [],
  alike: [],
  ...more,
})
const keys = (fields: Parameters<typeof checkEntry>[0], more: Partial<Facts> = {}) =>
  checkEntry(fields, facts(more)).map(({ key, severity }) => `${severity} ${key}`)

describe('what a gate needs', () => {
  test('a clean text has nothing but the word about sources', () => {
    expect(keys(cleanFields())).toEqual(['info sources-missing'])
    const sources = [{ recordId: 5, title: '办法', state: 'public' as const }]
    expect(keys(cleanFields({ sources: [5] }), { sources })).toEqual([])
  })

  test('an empty text', () => {
    expect(keys(entryFields.parse({}), { answerText: ' ' })).toEqual([
      'block question-missing',
      'block answer-missing',
      'info topic-other',
      'block review-missing',
      'info sources-missing',
    ])
  })

  test.each([
    ['2026-03-01', true],
    ['2026-03-02', true],
    ['2026-03-03', false],
  ])('a day of review on %s', (reviewOn, wrong) => {
    expect(keys(cleanFields({ reviewOn })).includes('block review-past')).toBe(wrong)
  })

  test('pictures have no place in an answer', () => {
    const fields = cleanFields({ answerHtml: '<p>见图</p><img src="/api/pictures/1" alt="窗口">' })
    expect(keys(fields)).toContain('block pictures')
  })
})

test.each(['withdrawn', 'repealed', 'superseded', 'expired'] as const)('a source that is %s blocks', (state) => {
  const found = checkEntry(cleanFields({ sources: [5] }), facts({ sources: [{ recordId: 5, title: '办法', state }] }))
  expect(blocking(found).map(({ key }) => key)).toEqual(['source-ended-5'])
  expect(found[0]!.message).toContain('《办法》')
})

test('a source that was never public blocks', () => {
  expect(keys(cleanFields({ sources: [5] }))).toContain('block source-unknown-5')
})

test('who asks the same is a warning to be acknowledged by name', () => {
  const found = checkEntry(cleanFields(), facts({ alike: [{ id: 9, question: '低保怎么申请？' }] }))
  expect(unacknowledged(found, []).map(({ key }) => key)).toEqual(['alike-9'])
  expect(unacknowledged(found, ['alike-9'])).toEqual([])
})
