import { identityNumberFault, parseCreditCode } from '../numbers/index.ts'
import type { PersonalKind, RawFinding } from './finding.ts'
import { findingWords } from './words.zh.ts'

type Raw = RawFinding<PersonalKind>

/** Full-width figures, letters and signs as plain ones, character for character, so that offsets stay true. */
export const narrow = (text: string): string =>
  text.replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/[\u3000\u00a0]/g, ' ')

/** Words right before a place that say what the number there is. */
const before = (text: string, start: number, length: number): string => {
  const from = Math.max(0, start - length)
  const near = text.slice(from, start)
  // What another number or the sentence before is called says nothing of this one.
  return near.slice(Math.max(near.lastIndexOf('\n'), near.lastIndexOf('。'), near.lastIndexOf('；')) + 1)
}

/** Names of numbers that are neither a person's nor a telephone's. */
const otherNumber =
  /(?:索引号|信用代码|项目代码|项目编[号码]|统一代码|机构代码|注册号|许可证(?:编)?号?|备案号|批准文号|文号|编号|流水号|订单号|发票号码?|合同号|受理号|案号|宗地号?|地块|标准号|证书号|登记号|代码|条码|单号|批次|序列号|ISBN|ISSN)[^\d]{0,6}$/i

const personLabel = /身份证|公民身份|证件号|身份号码|居民证/

const validBirth = (yymmdd: string): boolean => {
  const month = Number(yymmdd.slice(2, 4))
  const day = Number(yymmdd.slice(4, 6))
  return month >= 1 && month <= 12 && day >= 1 && day <= 31
}

/** 公民身份号码 of 18 signs, also cut 6-8-4 by blanks or dashes, and of 15 signs (void since 2013, still on old lists). */
export const identityNumbers = (text: string): Raw[] => {
  const found: Raw[] = []
  for (const m of text.matchAll(
    /(?<![\dA-Za-z*])[1-9]\d{5}[ -]?(?:1[89]|20)\d{6}[ -]?\d{3}[\dXx](?:\d{2})?(?![\dA-Za-z*])/g,
  )) {
    const start = m.index
    const digits = m[0].replace(/[ -]/g, '')
    const label = before(text, start, 16)
    // A 残疾人证 number is the identity number, the class and the degree of disability.
    if (digits.length === 20) {
      if (/残疾|残联/.test(before(text, start, 40)) && identityNumberFault(digits.slice(0, 18)) === null)
        found.push({
          kind: 'disability_certificate',
          start,
          end: start + m[0].length,
          severity: 'block',
          message: findingWords.disability_certificate,
        })
      continue
    }
    const end = start + m[0].length
    const fault = identityNumberFault(digits)
    const other = otherNumber.test(label) && !personLabel.test(label)
    if (fault === null && !other)
      found.push({ kind: 'identity_number', start, end, severity: 'block', message: findingWords.identity_number })
    else if (fault === null && parseCreditCode(digits) === null)
      found.push({
        kind: 'identity_number',
        start,
        end,
        severity: 'warn',
        message: findingWords.identity_number_other_use,
      })
    else if (fault !== null && personLabel.test(label))
      found.push({
        kind: 'identity_number',
        start,
        end,
        severity: 'warn',
        message: findingWords.identity_number_suspect,
      })
  }
  for (const m of text.matchAll(/(?<![\dA-Za-z*.])[1-8]\d{14}(?![\dA-Za-z*.])/g)) {
    const label = before(text, m.index, 16)
    const shape = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])/.test(m[0]) && validBirth(m[0].slice(6, 12))
    if (
      shape &&
      (personLabel.test(label) || !/[号码]\D{0,3}$|代码|编号|账|元|￥/.test(label)) &&
      !otherNumber.test(label)
    )
      found.push({
        kind: 'identity_number',
        start: m.index,
        end: m.index + 15,
        severity: 'warn',
        message: findingWords.identity_number_old,
      })
  }
  return found
}

/** Mobile numbers, also as 138 0000 0000 and +86 138-0000-0000. Amounts and codes of eleven figures are left alone. */
export const mobilePhones = (text: string): Raw[] => {
  const found: Raw[] = []
  for (const m of text.matchAll(
    /(?<![\d.*A-Za-z-])(?:\+?86[ -]?)?1[3-9]\d(?:\d{8}|(?<!\d \d{3})[ -]\d{4}[ -]\d{4})(?![\d*A-Za-z]|\.\d|-\d)/g,
  )) {
    const start = m.index
    const end = start + m[0].length
    if (/^\s?(?:元|万|亿|人|户|吨|公里|平方|亩|千|％|%|项|件|册|股)/.test(text.slice(end, end + 4))) continue
    const label = before(text, start, 14)
    if (otherNumber.test(label) && !/电话|手机|联系/.test(label)) continue
    found.push({ kind: 'mobile_phone', start, end, severity: 'block', message: findingWords.mobile_phone })
  }
  return found
}

const areaCode = '0(?:10|2\\d|[3-9]\\d{2})'
/** Land lines are nearly always an office's; only a home's is worth a second look. */
export const landlines = (text: string): Raw[] => {
  const found: Raw[] = []
  const pattern = new RegExp(`(?<![\\d.A-Za-z/-])(?:\\(${areaCode}\\) ?|${areaCode}[- ]?)[2-9]\\d{6,7}(?![\\d.])`, 'g')
  for (const m of text.matchAll(pattern)) {
    const label = before(text, m.index, 14)
    if (otherNumber.test(label)) continue
    const home = /家庭|住宅|宅电|本人|家中/.test(label)
    found.push({
      kind: 'landline',
      start: m.index,
      end: m.index + m[0].length,
      severity: home ? 'warn' : 'info',
      message: home ? findingWords.home_phone : findingWords.landline,
    })
  }
  return found
}

const luhn = (digits: string): boolean => {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const n = Number(digits[digits.length - 1 - i]) * (i % 2 === 0 ? 1 : 2)
    sum += n > 9 ? n - 9 : n
  }
  return sum % 10 === 0
}

/** Beginnings and lengths of cards issued in China: UnionPay first, then the international brands. */
const cardShapes: { prefix: RegExp; lengths: number[]; common: boolean }[] = [
  { prefix: /^62/, lengths: [16, 17, 18, 19], common: true },
  { prefix: /^955[89]/, lengths: [16, 19], common: true },
  { prefix: /^60[1-3]/, lengths: [16, 17, 18, 19], common: false },
  { prefix: /^4/, lengths: [16], common: false },
  { prefix: /^(?:5[1-5]|2[2-7])/, lengths: [16], common: false },
  { prefix: /^35/, lengths: [16], common: false },
  { prefix: /^3[47]/, lengths: [15], common: false },
]

const cardLabel = /卡号|银行卡|账号|帐号|账户|帐户|开户|存折|一卡通|社保卡/

/** Bank cards (Luhn and a known beginning) and, behind a word for account, other account numbers as a warning. */
export const bankCards = (text: string): Raw[] => {
  const found: Raw[] = []
  for (const m of text.matchAll(
    /(?<![\dA-Za-z.*-])[2-69]\d{3}(?:\d{11,15}|(?: \d{4}){2,3}(?: \d{1,4}){1,2})(?![\dA-Za-z*]|\.\d)/g,
  )) {
    const digits = m[0].replaceAll(' ', '')
    const start = m.index
    const end = start + m[0].length
    const label = before(text, start, 20)
    const labelled = cardLabel.test(label)
    const shape = cardShapes.find((s) => s.prefix.test(digits) && s.lengths.includes(digits.length))
    if (shape && luhn(digits) && (labelled || (shape.common && !otherNumber.test(label))))
      found.push({ kind: 'bank_card', start, end, severity: 'block', message: findingWords.bank_card })
    else if (labelled && digits.length >= 15 && digits.length <= 19)
      found.push({ kind: 'bank_account', start, end, severity: 'warn', message: findingWords.bank_account })
  }
  return found
}

/** Passports, permits of Hong Kong, Macao and Taiwan residents, military papers: only behind their names. */
export const certificates = (text: string): Raw[] => {
  const found: Raw[] = []
  const take = (pattern: RegExp, label: RegExp, kind: PersonalKind, severity: 'block' | 'warn', message: string) => {
    for (const m of text.matchAll(pattern)) {
      if (!label.test(before(text, m.index, 14))) continue
      found.push({ kind, start: m.index, end: m.index + m[0].length, severity, message })
    }
  }
  take(
    /(?<![A-Za-z0-9])(?:E[A-HJ-NP-Z]?\d{7,8}|[A-Z]{1,2}\d{7,8}|1[45]\d{7})(?![A-Za-z0-9])/gi,
    /护照/,
    'passport',
    'block',
    findingWords.passport,
  )
  take(
    /(?<![A-Za-z0-9])(?:[HMC]\d{8}(?:\d{2})?|\d{8}(?:\d{2}(?:\([A-Z]\))?)?)(?![A-Za-z0-9])/gi,
    /通行证|回乡证|台胞证|港澳证/,
    'travel_permit',
    'block',
    findingWords.travel_permit,
  )
  take(
    /[\u4e00-\u9fff]{1,3}字第?\d{5,10}号?/g,
    /军官证|士兵证|警官证|军人证|文职/,
    'officer_certificate',
    'warn',
    findingWords.officer_certificate,
  )
  return found
}

/** 川A·12345, new-energy plates of eight signs, 挂学警港澳 at the end. */
export const plates = (text: string): Raw[] => {
  const found: Raw[] = []
  const pattern =
    /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·• ]?(?:[A-HJ-NP-Z0-9]{5,6}|[A-HJ-NP-Z0-9]{4}[挂学警港澳])(?![A-Za-z0-9])/g
  for (const m of text.matchAll(pattern)) {
    const label = before(text, m.index, 14)
    const figures = m[0].replace(/\D/g, '').length
    // Codes of parcels and standards look alike; without a word for cars most signs must be figures.
    if (!/车|号牌|牌照|驾驶/.test(label) && (figures < 3 || otherNumber.test(label))) continue
    found.push({
      kind: 'plate',
      start: m.index,
      end: m.index + m[0].length,
      severity: 'warn',
      message: findingWords.plate,
    })
  }
  return found
}

/** Mail addresses, except those of government bodies. */
export const emails = (text: string): Raw[] => {
  const found: Raw[] = []
  for (const m of text.matchAll(
    /(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+){1,4}/g,
  )) {
    if (/\.gov\.cn$|\.gov$/i.test(m[0])) continue
    const office = /(?:单位|办公|举报|投诉|监督|征集|公共|反馈|电子)(?:电子)?(?:邮箱|邮件|信箱)[^\n]{0,4}$/.test(
      before(text, m.index, 14),
    )
    found.push({
      kind: 'email',
      start: m.index,
      end: m.index + m[0].length,
      severity: office ? 'info' : 'warn',
      message: findingWords.email,
    })
  }
  return found
}
