/**
 * 公民身份号码 (GB 11643-1999): division, date of birth, sequence, check character. Fifteen-digit numbers of the first
 * generation are void since 2013 and refused. 港澳台居民居住证 begin 81, 82, 83 and follow the same rule.
 */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const checks = '10X98765432'

const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
)

export type IdentityNumber = {
  /** Upper-case X. */
  text: string
  division: string
  /** YYYY-MM-DD */
  born: string
  sex: 'male' | 'female'
}

export type IdentityNumberFault = 'shape' | 'province' | 'birth_date' | 'future' | 'check'

/** The 18th character for the first 17 digits. Throws RangeError when they are not 17 digits. */
export function identityCheckCharacter(first17: string): string {
  if (!/^\d{17}$/.test(first17)) throw new RangeError('not 17 digits')
  return checks[weights.reduce((sum, weight, i) => sum + weight * Number(first17[i]), 0) % 11]!
}

/** First fault of a number, null when it is sound. `today` (YYYY-MM-DD): a birth date after it is a fault; omit to skip. */
export function identityNumberFault(text: string, today?: string): IdentityNumberFault | null {
  const number = tidy(text)
  if (!/^\d{17}[\dX]$/.test(number)) return 'shape'
  if (!provinces.has(number.slice(0, 2))) return 'province'
  const born = birthDate(number)
  if (!exists(born)) return 'birth_date'
  if (today !== undefined && born > today) return 'future'
  return identityCheckCharacter(number.slice(0, 17)) === number[17] ? null : 'check'
}

/** The parts of a sound number, null otherwise. */
export function parseIdentityNumber(text: string, today?: string): IdentityNumber | null {
  if (identityNumberFault(text, today) !== null) return null
  const number = tidy(text)
  const sex = Number(number[16]) % 2 === 1 ? 'male' : 'female'
  return { text: number, division: number.slice(0, 6), born: birthDate(number), sex }
}

const tidy = (text: string) => text.normalize('NFKC').replace(/\s+/g, '').toUpperCase()

const birthDate = (number: string) => `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`

/** People may be born before the legal calendar of this program begins. */
function exists(date: string): boolean {
  try {
    return Temporal.PlainDate.from(date).year >= 1800
  } catch {
    return false
  }
}
