import { expect, test } from 'vitest'
import { documentNumberKey, documentNumbersIn, parseDocumentNumber } from './document-number.ts'

test.each([
  ['国办发〔2019〕54号', '国办发2019-54'],
  ['国办发[2019]54号', '国办发2019-54'],
  ['国办发（2019）第054号', '国办发2019-54'],
  ['国办发【2019】54', '国办发2019-54'],
  [' 国办公开办函 〔 2021 〕 30 号 ', '国办公开办函2021-30'],
  ['国务院令第711号', '国务院令-711'],
  ['中华人民共和国国务院令711号', '中华人民共和国国务院令-711'],
  ['〔2019〕54号', '2019-54'],
])('%s reads as %s', (text, key) => {
  const number = parseDocumentNumber(text)
  expect(number && documentNumberKey(number)).toBe(key)
})

test.each(['', '国办发', '2019年54号', '关于〔2019〕54号的答复', '发〔1819〕5号', '命令'])(
  '%s is no number',
  (text) => {
    expect(parseDocumentNumber(text)).toBeUndefined()
  },
)

test('numbers in a text are found in order, with where they stand', () => {
  const text = '根据国办发〔2019〕54号和国务院令第711号，'
  const found = documentNumbersIn(text)
  expect(found.map((n) => text.slice(n.from, n.to))).toEqual(['根据国办发〔2019〕54号', '和国务院令第711号'])
})
