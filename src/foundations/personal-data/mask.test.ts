import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findPersonalData } from './find-personal-data.ts'
import { mask, maskIdentityNumber, maskName, maskPhone } from './mask.ts'

describe('masks', () => {
  it.each([
    ['王明', '王*'],
    ['王小明', '王**'],
    ['欧阳明', '欧阳*'],
    ['欧阳', '欧*'],
    ['王', '*'],
    ['', '*'],
  ])('name %s → %s', (given, expected) => expect(maskName(given)).toBe(expected))

  it.each([
    ['19900009722', '199****9722'],
    ['199 0000 9722', '199****9722'],
    ['+8619900009722', '199****9722'],
    ['0854-2144652', '0854-*****52'],
    ['12345', '*****'],
  ])('phone %s → %s', (given, expected) => expect(maskPhone(given)).toBe(expected))

  it.each([
    ['511602188106049528', '511602********9528'],
    ['110105 19491231 002x', '110105********002x'],
    ['110105491231002', '110105*****1002'],
    ['123', '****'],
  ])('identity number %s → %s', (given, expected) => expect(maskIdentityNumber(given)).toBe(expected))

  it('masks a whole text', () => {
    const text =
      '孙建国，身份证号11010519491231002X，电话19900009722，卡号6200004947205839366，住址：示例市中山路39号1栋1384室，川DB6178，a.b@example.com。'
    expect(mask(text, findPersonalData(text))).toBe(
      '孙建国，身份证号110105********002X，电话199****9722，卡号***************9366，住址：示例市中山路****，川D*****，a***@example.com。',
    )
  })

  it('never shows the middle of a number', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{11}$/), fc.stringMatching(/^\d{17}[\dX]$/), (phone, number) => {
        expect(maskPhone(phone)).not.toContain(phone.slice(2, 8))
        expect(maskIdentityNumber(number).slice(6, 14)).toBe('********')
      }),
    )
  })

  it('refuses findings that overlap', () => {
    const f = { kind: 'email' as const, text: 'ab', start: 0, end: 2 }
    expect(() => mask('abc', [f, { ...f, start: 1, end: 3 }])).toThrow(RangeError)
  })
})
