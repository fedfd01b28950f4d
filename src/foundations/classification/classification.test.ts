import { describe, expect, test } from 'vitest'
import { isArticleId } from '../law/cite.ts'
import { ground, grounds, isGroundCode } from './disclosure.ts'
import { parseSubject, subjectByCode, subjectCode, subjects, subjectText } from './subjects.ts'
import { nextValidityChange, type ValidityDates, validityOn } from './validity.ts'
import { groundLabels } from './words.zh.ts'

describe('主题分类', () => {
  test('22 classes, 其他 alone has no children, and codes are unique', () => {
    expect(subjects).toHaveLength(22)
    expect(subjects.map((s) => s.children.length)).toEqual([
      10, 9, 7, 9, 8, 4, 12, 6, 6, 6, 4, 5, 4, 3, 7, 4, 7, 2, 3, 3, 2, 0,
    ])
    const codes = subjects.flatMap((s) => [s.code, ...s.children.map((c) => c.code)])
    expect(new Set(codes).size).toBe(codes.length)
  })
  test.each([
    ['综合政务\\政务公开', ['综合政务', '政务公开']],
    ['综合政务＼政务公开', ['综合政务', '政务公开']],
    ['综合政务 / 政务公开', ['综合政务', '政务公开']],
    ['财政、金融、审计\\货币(含外汇)', ['财政、金融、审计', '货币（含外汇）']],
    ['城乡建设、环境保护', ['城乡建设、环境保护']],
    ['义务教育', null],
    ['教育', ['科技、教育', '教育']],
    ['其他', ['其他']],
    ['综合政务\\其他', ['综合政务', '其他']],
    ['综合政务\\教育', null],
    ['', null],
  ])('%s', (text, path) => expect(parseSubject(text)).toEqual(path))
  test('every path has a code and comes back from its display form', () => {
    for (const first of subjects) {
      expect(subjectByCode(first.code)).toEqual([first.name])
      for (const second of first.children) {
        const path = [first.name, second.name]
        expect(subjectCode(path)).toBe(second.code)
        expect(subjectByCode(second.code)).toEqual(path)
        expect(parseSubject(subjectText(path))).toEqual(path)
      }
    }
    expect(subjectByCode('2301')).toBeNull()
    expect(subjectCode(['没有'])).toBeNull()
  })
})

describe('grounds', () => {
  test.each([
    ['EX14a', 'OGI-14', 'must', 'none'],
    ['EX14b', 'OGI-14', 'must', 'none'],
    ['EX14c', 'OGI-14', 'must', 'none'],
    ['EX15', 'OGI-15', 'must', 'consent_or_public_interest'],
    ['EX16a', 'OGI-16-1', 'may', 'other_law_requires'],
    ['EX16b', 'OGI-16-2', 'may', 'other_law_requires'],
    ['EX16c', 'OGI-16-2', 'may', 'other_law_requires'],
  ] as const)('%s', (code, law, force, override) => {
    expect(ground(code)).toEqual({ code, law, force, override })
    expect(isArticleId(law)).toBe(true)
    expect(groundLabels[code]).toBeTruthy()
  })
  test('nothing else is a ground', () => {
    expect(grounds).toHaveLength(7)
    expect(isGroundCode('EX13')).toBe(false)
  })
})

describe('有效性', () => {
  const dates: ValidityDates = {
    effectiveOn: '2026-03-01',
    expiresOn: '2031-02-28',
    repealedOn: '2030-06-01',
    amendedOn: ['2028-01-01'],
  }
  test.each([
    ['2026-02-28', 'not_yet_effective'],
    ['2026-03-01', 'effective'],
    ['2027-12-31', 'effective'],
    ['2028-01-01', 'amended'],
    ['2030-05-31', 'amended'],
    ['2030-06-01', 'repealed'],
    ['2031-03-01', 'repealed'],
  ])('on %s', (day, state) => expect(validityOn(dates, day)).toBe(state))

  test('the last day is still in force', () => {
    const fixed = { ...dates, repealedOn: null }
    expect(validityOn(fixed, '2031-02-28')).toBe('amended')
    expect(validityOn(fixed, '2031-03-01')).toBe('expired')
    expect(nextValidityChange(fixed, '2029-01-01')).toBe('2031-03-01')
  })
  test('the next change', () => {
    expect(nextValidityChange(dates, '2026-01-01')).toBe('2026-03-01')
    expect(nextValidityChange(dates, '2026-03-01')).toBe('2028-01-01')
    expect(nextValidityChange(dates, '2030-06-01')).toBeNull()
    expect(
      nextValidityChange({ effectiveOn: null, expiresOn: null, repealedOn: null, amendedOn: [] }, '2026-01-01'),
    ).toBe(null)
  })
})
