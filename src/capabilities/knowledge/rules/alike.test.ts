import { expect, test } from 'vitest'
import { wordsAsked } from '../asked-words.ts'
import { alikePairs, alikeTo } from './alike.ts'

const asked = (questions: string[]) => questions.map((question, i) => ({ id: i + 1, words: wordsAsked(question) }))

const all = asked([
  '城乡低保怎么申请办理？',
  '低保怎么申请？',
  '孩子在外地住院，新农合怎么报销？',
  '在外地住院的孩子新农合如何报销',
  '新生儿落户需要带哪些材料？',
  '村里的路灯坏了找谁修？',
  '取水许可怎么办理？',
])

test.each([
  ['低保怎么申请', [2, 1]],
  ['孩子外地住院新农合能不能报销', [3, 4]],
  ['村里路灯坏了应该找谁来修', [6]],
  ['宅基地确权登记怎么办', []],
])('%s', (question, found) => {
  expect(alikeTo(wordsAsked(question), all).sort()).toEqual([...found].sort())
})

test('pairs, the most alike first', () => {
  expect(alikePairs(all).map(({ a, b }) => [a, b])).toEqual([
    [3, 4],
    [1, 2],
  ])
})

test('words of asking count for nothing, and one word alone brings nobody together', () => {
  expect(wordsAsked('请问怎么办？')).toEqual([])
  expect(alikeTo(wordsAsked('低保'), all)).toEqual([])
})
