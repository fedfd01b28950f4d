import { expect, test } from 'vitest'
import { type Cells, type Known, readRow } from './read-row.ts'

const known: Known = {
  today: '2026-03-02',
  units: new Map([
    ['县民政局', 3],
    ['县水务局', 4],
  ]),
  writes: [3],
  items: new Map([['00001434X/2026-00001', 12]]),
}
const good: Cells = {
  unit: '县民政局',
  topic: '民政',
  question: '低保怎么申请？',
  phrasings: '吃低保要什么条件；低保在哪里办\n低保办理',
  answer: '向乡镇人民政府申请。\n五个工作日内受理。',
  sources: '00001434X/2026-00001',
  reviewOn: '2026-12-31',
}

test('a good row', () => {
  const { faults, entry } = readRow(good, known)
  expect(faults).toEqual([])
  expect(entry).toMatchObject({
    unitId: 3,
    fields: {
      topic: 'civil-affairs',
      question: '低保怎么申请？',
      phrasings: ['吃低保要什么条件', '低保在哪里办', '低保办理'],
      sources: [12],
      reviewOn: '2026-12-31',
    },
  })
  expect(entry!.fields.answerHtml).toBe('<p>向乡镇人民政府申请。</p><p>五个工作日内受理。</p>')
})

test.each<[string, Cells, string]>([
  ['no unit', { unit: '' }, 'unit'],
  ['an unknown unit', { unit: '县外事局' }, 'unit'],
  ['another unit', { unit: '县水务局' }, 'unit'],
  ['an unknown topic', { topic: '天文' }, 'topic'],
  ['no question', { question: ' ' }, 'question'],
  ['a question of 201 signs', { question: '问'.repeat(201) }, 'question'],
  ['no answer', { answer: '' }, 'answer'],
  ['21 phrasings', { phrasings: Array.from({ length: 21 }, (_, i) => `问法${i}`).join('；') }, 'phrasings'],
  ['an unknown source', { sources: '没有这个号' }, 'sources'],
  ['no date', { reviewOn: '明年' }, 'reviewOn'],
  ['a day that does not exist', { reviewOn: '2026-02-30' }, 'reviewOn'],
  ['today', { reviewOn: '2026-03-02' }, 'reviewOn'],
])('%s', (_, change, column) => {
  const { faults, entry } = readRow({ ...good, ...change }, known)
  expect(entry).toBeNull()
  expect(faults.map((fault) => fault.column)).toEqual([column])
})

test('everything wrong is said at once', () => {
  expect(readRow({ reviewOn: 'x', topic: 'x' }, known).faults.map((fault) => fault.column)).toEqual([
    'unit',
    'topic',
    'question',
    'answer',
    'reviewOn',
  ])
})
