import { describe, expect, test } from 'vitest'
import { isCommonPassword } from './common-passwords.ts'
import { hasExpired, passwordIssue, strengthOf } from './password-rules.ts'
import { passwordWords } from './words.zh.ts'

const 苏既鸣 = { username: 'sujm', name: '苏既鸣', pinyin: 'sujiming' }

describe('a new password', () => {
  test.each([
    ['a sentence', '春天的雨落在云溪县的山上', undefined],
    ['three words', 'maple-river-lantern', undefined],
    ['eleven characters', 'k3-fw9zqa-2', passwordWords.short(12)],
    ['twelve of them', 'k3-fw9zqa-2x', undefined],
    ['a hundred and twenty-eight', 'abcdefgh'.repeat(16), undefined],
    ['a hundred and twenty-nine', `${'abcdefgh'.repeat(16)}i`, passwordWords.long(128)],
    ['the account in it', 'my-SUJM-house-7', passwordWords.ownName],
    ['the name in it', '苏既鸣的生日是一九八〇年', passwordWords.ownName],
    ['the name in pinyin in it', 'sujiming19800101', passwordWords.ownName],
    ['four characters repeated', 'abcdabcdabcd', passwordWords.simple],
    ['one of the most common', '1qaz2wsx3edc', passwordWords.common],
    ['a common word with a year', 'Basketball2026!', passwordWords.common],
  ])('%s', async (_, password, issue) => {
    expect(passwordIssue(password, 苏既鸣, await isCommonPassword())).toBe(issue)
  })
})

test.each([
  ['on the day before the last', '2026-05-30T08:59:59Z', 90, false],
  ['after ninety days', '2026-05-30T09:00:00Z', 90, true],
  ['never, when nothing is set', '2036-01-01T00:00:00Z', 0, false],
])('expires %s', (_, now, days, expired) => {
  const changed = Temporal.Instant.from('2026-03-01T09:00:00Z')
  expect(hasExpired(changed, Temporal.Instant.from(now), days)).toBe(expired)
})

test.each([
  ['mostly rows', 'aaaabbbb1234cdef', 'weak'],
  ['twelve characters', 'k3-fw9zqa-2x', 'fair'],
  ['sixteen', 'k3-fw9zqa-2x7-pR', 'good'],
  ['ten Chinese characters', '春雨落在云溪的山上啊', 'strong'],
])('how hard to guess: %s', (_, password, strength) => expect(strengthOf(password)).toBe(strength))
