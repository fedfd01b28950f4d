/** 组织机构代码 (GB 11714): eight characters and a check character, now inside every 统一社会信用代码. */

const weights = [3, 7, 9, 10, 5, 8, 4, 2] as const

/** The ninth character for the first eight (0-9 A-Z). Throws RangeError when they are not eight such characters. */
export function organisationCheckCharacter(first8: string): string {
  if (!/^[0-9A-Z]{8}$/.test(first8)) throw new RangeError(`not eight characters 0-9 A-Z: ${first8}`)
  const sum = weights.reduce((total, weight, i) => total + weight * Number.parseInt(first8[i]!, 36), 0)
  const check = 11 - (sum % 11)
  return check === 10 ? 'X' : check === 11 ? '0' : String(check)
}

/** Nine characters without hyphen, upper case, or null when it is no 组织机构代码. Reads 00001434-9 and lower case too. */
export function parseOrganisationCode(text: string): string | null {
  const code = text
    .normalize('NFKC')
    .trim()
    .toUpperCase()
    .replace(/-(?=.$)/, '')
  if (!/^[0-9A-Z]{8}[0-9X]$/.test(code)) return null
  return organisationCheckCharacter(code.slice(0, 8)) === code[8] ? code : null
}
