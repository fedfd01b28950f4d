import type { Finding } from './finding.ts'

const compound = /^(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|夏侯|公孙|慕容|令狐|长孙|宇文|司徒|端木|南宫|西门|独孤)/

/** 王小明 → 王**, 欧阳明 → 欧阳*; one character stays hidden whole. */
export const maskName = (name: string): string => {
  const signs = [...name.trim()]
  if (signs.length <= 1) return '*'
  const shown = compound.test(name) && signs.length > 2 ? 2 : 1
  return signs.slice(0, shown).join('') + '*'.repeat(signs.length - shown)
}

/** 19900009722 → 199****9722; land lines keep the area and the last two figures; shorter numbers keep nothing. */
export const maskPhone = (phone: string): string => {
  const line = phone.match(/^(\(?0\d{2,3}\)?[- ]?)(\d{7,8})$/)
  if (line) return `${line[1]}${'*'.repeat(line[2]!.length - 2)}${line[2]!.slice(-2)}`
  const digits = phone.replace(/\D/g, '')
  const local = digits.length > 11 && digits.startsWith('86') ? digits.slice(2) : digits
  if (local.length < 8) return '*'.repeat(Math.max(4, local.length))
  return `${local.slice(0, 3)}${'*'.repeat(local.length - 7)}${local.slice(-4)}`
}

/** 511602188106049528 → 511602********9528: the division and the end, never the birthday (usual on 公示 lists). */
export const maskIdentityNumber = (number: string): string => {
  const signs = number.replace(/[\s-]/g, '')
  if (signs.length < 15) return '*'.repeat(Math.max(4, signs.length))
  return `${signs.slice(0, 6)}${'*'.repeat(signs.length - 10)}${signs.slice(-4)}`
}

const maskTail = (text: string, shown: number): string => {
  const signs = text.replace(/\s/g, '')
  return '*'.repeat(Math.max(4, signs.length - shown)) + signs.slice(-shown)
}

const maskHead = (text: string, shown: number): string => {
  const signs = text.replace(/\s/g, '')
  return signs.slice(0, shown) + '*'.repeat(Math.max(4, signs.length - shown))
}

/** Down to the road or village, the door hidden. */
const maskAddress = (text: string): string => {
  const open =
    text.match(/^.*?(?:街道|镇|乡|村|社区|路|街|巷|大道)/)?.[0] ??
    text.slice(0, Math.min(6, Math.floor(text.length / 2)))
  return `${open}****`
}

/** One finding's words with the personal part hidden. Secrecy marks and sensitive words are left as they stand. */
export const maskFinding = ({ kind, text }: Pick<Finding, 'kind' | 'text'>): string => {
  const plain = text.normalize('NFKC')
  switch (kind) {
    case 'identity_number':
      return maskIdentityNumber(plain)
    case 'mobile_phone':
    case 'landline':
      return maskPhone(plain)
    case 'bank_card':
    case 'bank_account':
      return maskTail(plain, 4)
    case 'disability_certificate':
      return maskHead(plain, 6)
    case 'passport':
    case 'travel_permit':
      return maskHead(plain, 1)
    case 'officer_certificate':
      return maskHead(plain, 2)
    case 'plate':
      return maskHead(plain, 2)
    case 'email':
      return plain.replace(/^(.).*@/, '$1***@')
    case 'address':
      return maskAddress(plain)
    default:
      return text
  }
}

/** The text with every given finding masked. Findings must be of this very text and not overlap. */
export const mask = (text: string, findings: Pick<Finding, 'kind' | 'text' | 'start' | 'end'>[]): string => {
  let out = ''
  let at = 0
  for (const f of [...findings].sort((a, b) => a.start - b.start)) {
    if (f.start < at) throw new RangeError('findings overlap')
    out += text.slice(at, f.start) + maskFinding(f)
    at = f.end
  }
  return out + text.slice(at)
}
