import { describe, expect, it } from 'vitest'
import { csvOf } from './csv.ts'

describe('CSV of a list page', () => {
  it.each([
    ['plain text', '标题', '标题'],
    ['a comma', '甲,乙', '"甲,乙"'],
    ['a quote', '"甲"乙', '"""甲""乙"'],
    ['a line break', '甲\n乙', '"甲\n乙"'],
    ['a formula', '=1+1', "'=1+1"],
    ['a number stays a number', -3, '-3'],
    ['nothing', null, ''],
  ])('%s', (_, value, written) => {
    expect(csvOf(['a'], [[value]])).toBe(`\uFEFFa\r\n${written}\r\n`)
  })
})
