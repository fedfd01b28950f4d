import { expect, test } from 'vitest'
import { type Indexed, indexTerms, packTerms, unpackTerms } from './index-terms.ts'
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

test('words by their place in a longer text are the same words', () => {
  const codes = Uint16Array.from([...'见abcé公开'].map((character) => character.charCodeAt(0)))
  const [whole, parts] = [new TermText(), new TermText()]
  for (const [start, end, word] of [
    [0, 1, '见'],
    [1, 5, 'abcé'],
    [5, 7, '公开'],
  ] as const) {
    whole.add(word, '\u0083')
    parts.addPart(codes, start, end, '\u0083')
  }
  expect(parts.take()).toEqual(whole.take())
})

test('a text beyond all measure, and nothing of it in the next', () => {
  const made = new TermText()
  const words = Array.from({ length: 30_000 }, (_, i) => `第${i}条`)
  for (const word of [...words, '长'.repeat(200_000)]) made.add(word, '\u0082')
  expect(termsIn(made.take())).toEqual([...words, '长'.repeat(200_000)].map((word) => `${word}\u0082`))
  made.add('新', '\u0081')
  expect(termsIn(made.take())).toEqual(['新\u0081'])
})

test("the texts of many records come out of one piece as each record's own", () => {
  const record = (bodyHtml: string): Indexed => ({
    bodyHtml,
    attachments: [],
    title: '县政府办公室关于公开的通知',
    keywords: ['公开'],
    subject: [],
    issuer: '云溪县',
    summary: '',
    docNumber: '云政办发〔2026〕3号',
  })
  const records = [record('<p>公开</p>'), undefined, record(`<p>${'政府信息公开条例。'.repeat(300)}</p>`), record('')]
  const unpacked = unpackTerms(packTerms(records))
  expect(unpacked.map((texts) => texts?.map(termsIn))).toEqual(
    records.map((one) => one && indexTerms(one).map(termsIn)),
  )
  expect(unpacked.map((texts) => texts?.length)).toEqual([1, undefined, 5, 1])
})
