import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Jieba } from '@node-rs/jieba'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Dictionary, readDictionary } from './dictionary.ts'
import { cutForIndex, wordNumbers, wordsForIndex, wordsInside, wordsOf } from './segment.ts'

const lines = readFileSync(createRequire(import.meta.url).resolve('@node-rs/jieba/dict.txt'))
const jieba = Jieba.withDict(lines)

test.each([
  ['农村土地承包', ['农村', '土地', '农村土地', '承包']],
  ['国办发〔2019〕54号', ['国办', '办发', '国办发', '〔', '2019', '〕', '54', '号']],
  ['𠮷野家', ['𠮷', '野家']],
  ['一\r\n二', ['一', '\r\n', '二']],
  ['', []],
])('%j for an index', (text, words) => {
  expect(wordsForIndex(text)).toEqual(words)
})

test('a query has the longest reading only, and a word its inner words', () => {
  expect(wordsOf('农村土地承包')).toEqual(['农村土地', '承包'])
  expect(wordsInside('农村土地')).toEqual(['农村', '土地'])
  expect(wordsInside('土地')).toEqual([])
})

/** What jieba itself makes of a text, in all three ways. */
const theirs = (text: string) => [
  jieba.cutForSearch(text, true),
  jieba.cut(text, true),
  text.length < 3 ? [] : jieba.cutForSearch(text, false).filter((part) => part !== text),
]
const ours = (text: string) => [wordsForIndex(text), wordsOf(text), wordsInside(text)]

test.each(['README.zh-CN.md', 'docs/glossary.md', 'src/portal/words.zh.ts'])('cuts %s as jieba does', (file) => {
  const text = readFileSync(file, 'utf8')
  expect(text.length).toBeGreaterThan(3000)
  expect(ours(text)).toEqual(theirs(text))
})

test('cuts what is put together from words, characters and signs as jieba does', () => {
  const words = lines
    .toString()
    .split('\n')
    .filter((_, i) => i % 97 === 0)
    .map((line) => line.split(' ')[0]!)
  const pieces = fc.oneof(
    fc.constantFrom(...words),
    fc.integer({ min: 0x4e00, max: 0x9fff }).map((code) => String.fromCharCode(code)),
    fc.constantFrom(...'的在和县区镇省委办局abcXYZ0129+#&._%-，。〔〕 \t\n\r㐀豈éЖかπ', '𠮷', '𪚥', '😀', '\r\n'),
    fc.nat(99_999).map(String),
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
      const text = parts.join('')
      expect(ours(text)).toEqual(theirs(text))
    }),
    { numRuns: 2000 },
  )
})

test('half a pair costs nothing but itself', () => {
  expect(wordsForIndex('公开\ud83d信息')).toEqual(['公开', '\ud83d', '信息'])
  expect(wordsForIndex('\udc00公开\ud83d')).toEqual(['\udc00', '公开', '\ud83d'])
})

test('a word has one number wherever it stands, and what is no word has none', () => {
  const { words, length, starts, ends } = cutForIndex('信息公开，政府信息')
  const numbers = Array.from(
    { length },
    (_, i) => ['信息公开，政府信息'.slice(starts[i]!, ends[i]!), words[i]!] as const,
  )
  const of = (word: string) => new Set(numbers.filter(([w]) => w === word).map(([, n]) => n))
  expect(of('信息').size).toBe(1)
  expect([...of('，')]).toEqual([0])
  for (const [, n] of numbers) expect(n).toBeLessThan(wordNumbers)
})

test('a long text, then a short one, in the same buffers', () => {
  const long = '政府信息公开条例'.repeat(3000)
  expect(wordsOf(long)).toEqual(jieba.cut(long, true))
  expect(wordsOf('公开')).toEqual(['公开'])
})

test('a dictionary is lines of words and frequencies', () => {
  const words = new Dictionary(readDictionary(Buffer.from('公开 3 v\n公开栏 1\n\nAB 4 eng')))
  const find = (word: string) => words.wordOf(Uint16Array.from([...word].map((c) => c.charCodeAt(0))), 0, word.length)
  expect(new Set(['公开', '公开栏', 'AB'].map(find)).size).toBe(3)
  expect(['公', '开', '栏', 'A', '公开栏目'].map(find)).toEqual([0, 0, 0, 0, 0])
  const weight = (word: string) => words.data.weights[words.weightAt(find(word))]
  expect(weight('公开')).toBeCloseTo(Math.log(3 / 8))
  expect(weight('AB')).toBeCloseTo(Math.log(4 / 8))
  expect(() => readDictionary(Buffer.from('𠮷野家 1'))).toThrow('basic plane')
})
