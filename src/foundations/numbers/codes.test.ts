import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { creditCheckCharacter, parseCreditCode } from './credit-code.ts'
import { identityCheckCharacter, identityNumberFault, parseIdentityNumber } from './identity-number.ts'
import { indexNumber, indexNumberBack, mayBeIndexNumber, parseIndexNumber } from './index-number.ts'
import { organisationCheckCharacter, parseOrganisationCode } from './organisation-code.ts'

describe('组织机构代码', () => {
  test('国务院办公厅', () => {
    expect(organisationCheckCharacter('00001434')).toBe('9')
    expect(parseOrganisationCode('00001434-9')).toBe('000014349')
    expect(parseOrganisationCode('000014348')).toBeNull()
  })
  test('one wrong character is noticed, whichever it is', () => {
    const eight = fc.stringMatching(/^[0-9]{8}$/)
    fc.assert(
      fc.property(eight, fc.integer({ min: 0, max: 7 }), fc.integer({ min: 1, max: 9 }), (code, at, by) => {
        const sound = code + organisationCheckCharacter(code)
        const wrong = [...sound]
        wrong[at] = String((Number(wrong[at]) + by) % 10)
        return parseOrganisationCode(sound) === sound && parseOrganisationCode(wrong.join('')) === null
      }),
    )
  })
})

describe('索引号', () => {
  test('made and read', () => {
    expect(indexNumber('000014349', 2018, 222)).toBe('000014349/2018-00222')
    expect(parseIndexNumber('０00014349／2018-00222')).toEqual({
      text: '000014349/2018-00222',
      organisationCode: '000014349',
      year: 2018,
      serial: 222,
      back: '2018-00222',
    })
    expect(indexNumberBack('000014349/2018-00222')).toBe('2018-00222')
  })
  test.each([
    ['000014348', 2018, 1],
    ['000014349', 18, 1],
    ['000014349', 2018, 0],
    ['000014349', 2018, 100_000],
    ['000014349', 2018, 1.5],
  ])('%s %i %i is refused', (code, year, serial) => {
    expect(() => indexNumber(code, year, serial)).toThrow(RangeError)
  })
  test.each(['113708280043326001/2024-02411', '000014349/202406-00062'])('%s is a local form', (text) => {
    expect(parseIndexNumber(text)).toBeNull()
    expect(mayBeIndexNumber(text)).toBe(true)
  })
  test('what is made has 20 characters and reads back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1949, max: 2100 }), fc.integer({ min: 1, max: 99_999 }), (year, serial) => {
        const text = indexNumber('000014349', year, serial)
        expect(text).toHaveLength(20)
        expect(parseIndexNumber(text)).toMatchObject({ year, serial })
      }),
    )
  })
})

describe('统一社会信用代码', () => {
  test('a real one', () => {
    expect(parseCreditCode('91350100M000100Y43')).toEqual({
      text: '91350100M000100Y43',
      category: '91',
      division: '350100',
      organisationCode: 'M000100Y4',
    })
    expect(parseCreditCode(' 91350100m000100y43 ')?.text).toBe('91350100M000100Y43')
  })
  test.each(['91350100M000100Y44', '91350100M000100Y4', '9135010OM000100Y43', '91350100I000100Y43', ''])(
    '"%s" is none',
    (text) => expect(parseCreditCode(text)).toBeNull(),
  )
  test('a character outside the alphabet throws', () => {
    expect(() => creditCheckCharacter('9135010OM000100Y4')).toThrow(RangeError)
  })
})

describe('公民身份号码', () => {
  test('the sample of the standard', () => {
    expect(parseIdentityNumber('11010519491231002x')).toEqual({
      text: '11010519491231002X',
      division: '110105',
      born: '1949-12-31',
      sex: 'female',
    })
  })
  test.each([
    ['110105194912310021', 'check'],
    ['11010519490230002X', 'birth_date'],
    ['16010519491231002X', 'province'],
    ['110105491231002', 'shape'],
    ['1101051949123100X2', 'shape'],
    ['', 'shape'],
  ])('%s: %s', (number, fault) => expect(identityNumberFault(number)).toBe(fault))

  test('a birth date in the future is a fault only when today is known', () => {
    const number = `110105${'20301231'}002`
    const whole = number + identityCheckCharacter(number)
    expect(identityNumberFault(whole)).toBeNull()
    expect(identityNumberFault(whole, '2026-11-22')).toBe('future')
    expect(identityNumberFault(whole, '2030-12-31')).toBeNull()
  })
  test('residence cards of Hong Kong, Macao and Taiwan residents', () => {
    const number = '81000019900101001'
    expect(identityNumberFault(number + identityCheckCharacter(number))).toBeNull()
  })
  test('born before 1949', () => {
    const number = '51160218800229001'
    expect(parseIdentityNumber(number + identityCheckCharacter(number))?.born).toBe('1880-02-29')
  })
  test('one wrong digit of the sequence is noticed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999 }), fc.integer({ min: 1, max: 999 }), (sequence, by) => {
        const first = `11010519491231${String(sequence).padStart(3, '0')}`
        const other = `11010519491231${String((sequence + by) % 1000).padStart(3, '0')}`
        const oneDigit = [...first].filter((c, i) => c !== other[i]).length === 1
        return !oneDigit || identityNumberFault(other + identityCheckCharacter(first)) === 'check'
      }),
    )
  })
})
