import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bands, distance, fromHex, nearlySame, simhash, toHex } from './simhash.ts'

const notice = `各乡镇人民政府、县政府各部门：为做好2026年防汛工作，保障人民群众生命财产安全，现就有关事项通知如下。
一、落实防汛责任。各乡镇主要负责人为本辖区防汛第一责任人，汛期不得擅自离岗。二、开展隐患排查。四月底前完成水库、
山塘、河堤和地质灾害隐患点的全面排查，建立台账，逐项整改。三、备足抢险物资。编织袋、救生衣、照明设备按定额储备，
专人保管。四、加强值班值守。汛期实行二十四小时值班，雨情水情险情及时报告。五、严格责任追究。`
const other = `为进一步规范城乡居民最低生活保障的申请、审核和确认，根据《社会救助暂行办法》，结合我县实际，制定本办法。
共同生活的家庭成员人均收入低于当地最低生活保障标准，且家庭财产状况符合规定的，可以申请。申请人应当如实提供家庭
成员、收入和财产情况。乡镇人民政府自受理之日起十五个工作日内完成入户调查，并在村务公开栏公示七日。`

const apart = (a: string, b: string) => distance(simhash(a), simhash(b))

describe('near-duplicates', () => {
  test('the same text has the same signature, whatever its blanks and punctuation', () => {
    expect(apart(notice, notice)).toBe(0)
    expect(apart(notice, notice.replaceAll('\n', '  ').replaceAll('，', ','))).toBe(0)
  })

  test.each([
    ['another year', notice.replace('2026', '2025')],
    ['another name', notice.replace('主要负责人', '乡镇长')],
    ['a sentence more', `${notice}本通知自印发之日起施行。`],
  ])('%s: nearly the same, and found by a band', (_, changed) => {
    expect(apart(notice, changed)).toBeLessThanOrEqual(nearlySame)
    const found = bands(simhash(changed))
    expect(bands(simhash(notice)).some((band) => found.includes(band))).toBe(true)
  })

  test('different matters are far apart', () => {
    expect(apart(notice, other)).toBeGreaterThan(nearlySame * 1.5)
  })

  test('texts too short for a gram have the empty signature', () => {
    expect(toHex(simhash('通知'))).toBe('0000000000000000')
  })
})

const halves = fc.record({ hi: fc.nat(0xffffffff), lo: fc.nat(0xffffffff) })

describe('signatures', () => {
  test('are written as sixteen digits and read back', () => {
    fc.assert(
      fc.property(halves, (one) => {
        expect(toHex(one)).toMatch(/^[0-9a-f]{16}$/)
        expect(fromHex(toHex(one))).toEqual(one)
      }),
    )
  })

  test('distance is symmetric, zero only for the same, and keeps the triangle', () => {
    fc.assert(
      fc.property(halves, halves, halves, (a, b, c) => {
        expect(distance(a, b)).toBe(distance(b, a))
        expect(distance(a, b) === 0).toBe(toHex(a) === toHex(b))
        expect(distance(a, c)).toBeLessThanOrEqual(distance(a, b) + distance(b, c))
      }),
    )
  })

  // Four bands, so up to three changed bits always leave one untouched: such a pair is always a candidate.
  test('a pair up to three bits apart always shares a band', () => {
    fc.assert(
      fc.property(halves, fc.uniqueArray(fc.nat(63), { maxLength: 3 }), (one, flips) => {
        const other = { ...one }
        for (const bit of flips)
          if (bit < 32) other.lo = (other.lo ^ (1 << bit)) >>> 0
          else other.hi = (other.hi ^ (1 << (bit - 32))) >>> 0
        expect(distance(one, other)).toBe(flips.length)
        expect(bands(one).some((band) => bands(other).includes(band))).toBe(true)
      }),
    )
  })

  test('a band fits a PostgreSQL integer and names its place', () => {
    fc.assert(
      fc.property(halves, (one) => {
        const found = bands(one)
        expect(found.map((band) => band >>> 16)).toEqual([0, 1, 2, 3])
        expect(Math.max(...found)).toBeLessThan(2 ** 31)
      }),
    )
  })

  test('any text has a signature, the same each time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => apart(text, text) === 0),
      { numRuns: 50 },
    )
  })
})
