import { passwordWords } from './words.zh.ts'

/** ASVS V2.1.1, V2.1.2. */
export const shortestPassword = 12
export const longestPassword = 128

/** What others know about the owner and would try first. */
export type Owner = {
  username: string
  name: string
  /** The name in pinyin without tones, joined. */
  pinyin: string
}

/** Letters that stay when digits and signs are cut from both ends: `Basketball2026!` is still `basketball`. */
const core = (password: string) => password.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')

/**
 * What is wrong with a new password, as a sentence; undefined when it will do. Length and a list of common passwords do
 * more than prescribed kinds of characters (NIST SP 800-63B 5.1.1.2); GB/T 22239-2019 8.1.4.1 asks for complexity.
 * @param isCommon is the text in the list of passwords that are tried first?
 */
export const passwordIssue = (
  password: string,
  owner: Owner,
  isCommon: (text: string) => boolean,
): string | undefined => {
  const lower = password.toLowerCase()
  const known = [owner.username, owner.name, owner.pinyin].map((text) => text.toLowerCase())
  // By characters, not by UTF-16 units: a rare Chinese character is one.
  if ([...password].length < shortestPassword) return passwordWords.short(shortestPassword)
  if ([...password].length > longestPassword) return passwordWords.long(longestPassword)
  if (known.some((text) => text.length > 1 && lower.includes(text))) return passwordWords.ownName
  if (new Set(password).size < 5) return passwordWords.simple
  if (isCommon(lower) || isCommon(core(lower))) return passwordWords.common
  return undefined
}

export const strengths = ['weak', 'fair', 'good', 'strong'] as const
export type Strength = (typeof strengths)[number]

/**
 * How hard a password that will do is to guess, by what counts most: its length (NIST SP 800-63B A.2). A character that
 * repeats the one before or goes on in a row (`aaa`, `4321`, `efgh`) adds nothing; one beyond ASCII counts twice, because
 * a Chinese character is one of thousands.
 */
export const strengthOf = (password: string): Strength => {
  const codes = Array.from(password, (one) => one.codePointAt(0)!)
  const counted = codes.filter((code, i) => i === 0 || Math.abs(code - codes[i - 1]!) > 1)
  const length = counted.reduce((sum, code) => sum + (code > 127 ? 2 : 1), 0)
  return strengths[length < shortestPassword ? 0 : length < 16 ? 1 : length < 20 ? 2 : 3]!
}

/** True when a password of that age must be changed. `days` 0: never. */
export const hasExpired = (changedAt: Temporal.Instant, now: Temporal.Instant, days: number): boolean =>
  days > 0 && Temporal.Instant.compare(changedAt.add({ hours: days * 24 }), now) <= 0
