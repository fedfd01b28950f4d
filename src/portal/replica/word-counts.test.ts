import { expect, test } from 'vitest'
import { WordCounts } from './word-counts.ts'

const counted = (counts: WordCounts) => counts.words.map((word, i) => [word, counts.counts[i]])

test('counts each word, in the order of its first coming', () => {
  const counts = new WordCounts()
  for (const word of ['公开', '政务', '公开', '', '𠮷', '公', '𠮷', '公开']) counts.add(word)
  expect(counted(counts)).toEqual([
    ['公开', 3],
    ['政务', 1],
    ['', 1],
    ['𠮷', 2],
    ['公', 1],
  ])
})

test('agrees with a Map on more words than it has places for, and again after it was cleared', () => {
  const counts = new WordCounts()
  for (const round of [7_001, 11]) {
    counts.clear()
    const map = new Map<string, number>()
    for (let i = 0; i < 20_000; i++) {
      const word = String.fromCharCode(0x4e00 + ((i * i) % round), 0x4e00 + (i % 13))
      counts.add(word)
      map.set(word, (map.get(word) ?? 0) + 1)
    }
    expect(counted(counts)).toEqual([...map])
  }
})
