import { describe, expect, test } from 'vitest'
import { alikeBands, likenessBands } from './minhash.ts'

const shared = (a: string, b: string, seed = 7) => {
  const bands = new Set(likenessBands(b, seed))
  return likenessBands(a, seed).filter((band) => bands.has(band)).length
}
const letter =
  '听溪路几个小区已经入住两千多户，最近的公交站要走二十分钟，老人孩子出行很不方便，请问什么时候开通公交线路？'

describe('texts that say nearly the same', () => {
  test.each([
    ['the same', letter],
    ['other punctuation and width', letter.replaceAll('，', ' , ').replace('？', '?？')],
    ['two words more', `您好，${letter.replace('已经', '已经陆续')}`],
    ['a sentence left out', letter.replace('，老人孩子出行很不方便', '')],
  ])('%s', (_, other) => expect(shared(letter, other)).toBeGreaterThanOrEqual(alikeBands))

  test.each([
    '惠民路农贸市场门口两处窨井盖破损下沉，晚上没有路灯，已经有人绊倒，请尽快处理。',
    '请问什么时候开通公交线路？',
    '我父亲的一卡通存折上个月丢失补办，卡号变了，请问补贴会打到哪个账户？',
  ])('but not %s', (other) => expect(shared(letter, other)).toBeLessThan(alikeBands))
})

test('the bands fit an integer of the database, and another seed makes others', () => {
  const bands = likenessBands(letter, 7)
  expect(bands).toHaveLength(12)
  for (const band of bands) expect(band >= 0 && band <= 0x7fffffff).toBe(true)
  expect(likenessBands(letter, 8).filter((band) => bands.includes(band))).toEqual([])
  expect(likenessBands('你好', 7)).toEqual([])
})
