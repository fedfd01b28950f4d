/** 统一社会信用代码 (GB 32100-2015): 18 characters of an alphabet without I, O, S, V, Z, the last a check modulo 31. */
import { parseOrganisationCode } from './organisation-code.ts'

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const

export type CreditCode = {
  text: string
  /** 登记管理部门 and 机构类别, e.g. '11' organs, '12' public institutions, '91' enterprises. */
  category: string
  /** Six-digit division code. */
  division: string
  /** 组织机构代码 inside. */
  organisationCode: string
}

/** The 18th character for the first 17. Throws RangeError when they hold a character outside the alphabet. */
export function creditCheckCharacter(first17: string): string {
  if (first17.length !== 17) throw new RangeError(`not 17 characters: ${first17}`)
  const sum = weights.reduce((total, weight, i) => {
    const value = alphabet.indexOf(first17[i]!)
    if (value < 0) throw new RangeError(`not a character of GB 32100: ${first17[i]}`)
    return total + weight * value
  }, 0)
  return alphabet[(31 - (sum % 31)) % 31]!
}

/** Reads a code written in any width or case; null when shape or either check character is wrong. */
export function parseCreditCode(text: string): CreditCode | null {
  const code = text.normalize('NFKC').replace(/\s+/g, '').toUpperCase()
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code)) return null
  if (creditCheckCharacter(code.slice(0, 17)) !== code[17]) return null
  const organisationCode = parseOrganisationCode(code.slice(8, 17))
  if (!organisationCode) return null
  return { text: code, category: code.slice(0, 2), division: code.slice(2, 8), organisationCode }
}
