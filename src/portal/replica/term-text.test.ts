import { expect, test } from 'vitest'
import { TermText, termsIn } from './term-text.ts'

test.each([
  [[['公开', '\u0081']], '公开\u0081'],
  [
    [
      ['abc', '\u0085'],
      ['é', '\u0086'],
      ['𠮷野家', '\u0084'],
    ],
    'abc\u0085 é\u0086 𠮷野家\u0084',
  ],
  [[['半\ud83d', '\u0081']], '半\ufffd\u0081'],
  [[], ''],
])('writes %j', (terms, text) => {
  const made = new TermText()
  for (const [word, mark] of terms) made.add(word!, mark!)
  expect(Buffer.from(made.take()).toString()).toBe(text)
})

test('a text beyond all measure, and nothing of it in the next', () => {
  const made = new TermText()
  const words = Array.from({ length: 30_000 }, (_, i) => `第${i}条`)
  for (const word of [...words, '长'.repeat(200_000)]) made.add(word, '\u0082')
  expect(termsIn(made.take())).toEqual([...words, '长'.repeat(200_000)].map((word) => `${word}\u0082`))
  made.add('新', '\u0081')
  expect(termsIn(made.take())).toEqual(['新\u0081'])
})
