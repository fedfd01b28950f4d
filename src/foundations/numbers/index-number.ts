/**
 * 索引号 of the national directory guide (政府信息公开目录系统实施指引): 20 characters, the publisher's 组织机构代码 without
 * hyphen, '/', year, '-', five-digit serial in order of publication. It never changes, not even when the publisher does.
 */
import { parseOrganisationCode } from './organisation-code.ts'

export type IndexNumber = {
  text: string
  organisationCode: string
  year: number
  serial: number
  /** What lists may show: YYYY-NNNNN. */
  back: string
}

/**
 * Makes an 索引号. Throws RangeError for a wrong 组织机构代码, a year outside 1949–2100 or a serial outside 1–99999: a
 * number handed out wrongly could never be taken back.
 */
export function indexNumber(organisationCode: string, year: number, serial: number): string {
  const code = parseOrganisationCode(organisationCode)
  if (!code) throw new RangeError(`not an organisation code: ${organisationCode}`)
  if (!Number.isInteger(year) || year < 1949 || year > 2100) throw new RangeError(`not a year: ${year}`)
  if (!Number.isInteger(serial) || serial < 1 || serial > 99_999) throw new RangeError(`serial out of range: ${serial}`)
  return `${code}/${year}-${String(serial).padStart(5, '0')}`
}

/** Reads an 索引号 of the national form (any width of characters, lower case allowed); null for local forms. */
export function parseIndexNumber(text: string): IndexNumber | null {
  const tidy = text.normalize('NFKC').replace(/\s+/g, '').toUpperCase()
  const match = /^([0-9A-Z]{8}[0-9X])\/(\d{4})-(\d{5})$/.exec(tidy)
  if (!match || !parseOrganisationCode(match[1]!)) return null
  const [, organisationCode, year, serial] = match as unknown as [string, string, string, string]
  return { text: tidy, organisationCode, year: Number(year), serial: Number(serial), back: `${year}-${serial}` }
}

/**
 * True for anything that may serve as an 索引号 of a migrated item: local systems use 18-character codes in front, months
 * behind the year, or forms of their own. Such numbers are kept as they came.
 */
export function mayBeIndexNumber(text: string): boolean {
  return /^[0-9A-Z][0-9A-Z/\-_.]{4,59}$/i.test(text.trim()) && /\d{4}/.test(text)
}

/** The part lists may show; the whole number when it has no slash. */
export function indexNumberBack(text: string): string {
  const slash = text.lastIndexOf('/')
  return slash < 0 ? text : text.slice(slash + 1)
}
