import { describe, expect, test } from 'vitest'
import { risingWords } from './rising-words.ts'

const words = (text: string) => text.split(' ')
const many = (n: number, text: string) => Array.from({ length: n }, () => text)

describe('words that rise', () => {
  test('stand in more summaries than before would lead one to expect', () => {
    const now = [...many(6, '小区 停水'), ...many(5, '公交 线路')]
    const before = [...many(1, '小区 停水'), ...many(10, '公交 线路')]
    expect(risingWords(words, now, before).map(({ word, now: n, before: b }) => [word, n, b])).toEqual([
      ['停水', 6, 1],
      ['小区', 6, 1],
    ])
  })

  test('grow with the period: twice the cases are no rise', () => {
    expect(risingWords(words, many(10, '公交'), many(5, '公交'))).toEqual([])
  })

  test('are neither rare, nor numbers, nor words that only say that somebody asks', () => {
    expect(risingWords(words, [...many(2, '停水'), ...many(9, '请问 问题 2026')], [])).toEqual([])
  })

  test('count once in a summary, and wherever they stand', () => {
    const now = [...many(3, '停水 停水'), '小区停水了']
    expect(risingWords(words, now, [])).toEqual([expect.objectContaining({ word: '停水', now: 4, before: 0 })])
  })
})
