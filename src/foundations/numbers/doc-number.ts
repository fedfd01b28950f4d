/**
 * 发文字号: agency code + 〔year〕 + serial + 号 (GB/T 9704-2012 7.2.5: full year, hexagonal brackets, no leading zeros, no
 * 第), and orders and announcements without a year (国务院令第711号). People and old systems write them in every bracket,
 * width and spacing; one normal form makes them findable. Chinese numerals in orders (主席令第七十三号) become digits, so
 * that both ways of writing meet.
 */
import { readChineseInteger } from './chinese-integer.ts'

export type DocNumber = {
  kind: 'document' | 'order'
  /** Normal form: 国办发〔2017〕47号, 国务院令第711号. */
  text: string
  /** 发文机关代字 (国办发) or, for an order, issuer with 令 or 公告 (国务院令). */
  code: string
  /** null for numbers that run on over the years, as orders do. */
  year: number | null
  number: number
}

export type FoundDocNumber = DocNumber & {
  /** The number as it stands in the text, and where (UTF-16 offsets). */
  found: string
  start: number
  end: number
}

const open = '[〔\\[({【〖﹝［（｛「]'
const close = '[〕\\])}】〗﹞］）｝」]'
const space = '[\\s\\u3000]*'
const digits = '[0-9０-９]'

const bracketed = new RegExp(
  `^(?<code>[\\p{Script=Han}A-Za-z]{1,30})${open}(?<year>\\d{4})年?${close}第?(?<no>\\d{1,6})号?$`,
  'u',
)
/** Without brackets only behind a code that ends like one, or any sentence with a year would pass. */
const bare =
  /^(?<code>[\p{Script=Han}A-Za-z]{1,29}[发函字电规释复办通])(?<year>(?:19|20)\d{2})[年\-–—](?<no>\d{1,6})号$/u
const order =
  /^(?<code>[\p{Script=Han}（）()]{1,40}?(?:令|公告|通告))(?:第)(?<no>\d{1,6}|[〇零一二三四五六七八九十百千]{1,9})号$/u

/** Announcements counted by year: 国家税务总局公告2020年第5号. */
const yearly = /^(?<code>[\p{Script=Han}]{2,40}?(?:令|公告|通告))(?<year>(?:19|20)\d{2})年第(?<no>\d{1,6})号$/u

/** Reads one 发文字号 written in any usual way; null when the text is something else. */
export function parseDocNumber(text: string): DocNumber | null {
  const tidy = text.normalize('NFKC').replace(/[\s\u200b]+/g, '')
  const document = bracketed.exec(tidy) ?? bare.exec(tidy)
  if (document?.groups) {
    const year = Number(document.groups.year)
    const number = Number(document.groups.no)
    if (year < 1949 || year > 2100 || number < 1) return null
    const code = document.groups.code!
    return { kind: 'document', text: `${code}〔${year}〕${number}号`, code, year, number }
  }
  const announcement = yearly.exec(tidy)?.groups
  if (announcement) {
    const { code, year, no } = announcement as { code: string; year: string; no: string }
    return { kind: 'order', text: `${code}${year}年第${Number(no)}号`, code, year: Number(year), number: Number(no) }
  }
  const found = order.exec(tidy)?.groups
  if (!found) return null
  const number = /^\d+$/.test(found.no!) ? Number(found.no) : readChineseInteger(found.no!)
  if (number === null || number < 1) return null
  const code = found.code!
  return { kind: 'order', text: `${code}第${number}号`, code, year: null, number }
}

/** The normal form, or the text trimmed when it is no 发文字号 (register numbers like HFGS-2022-7 are kept). */
export function normaliseDocNumber(text: string): string {
  return parseDocNumber(text)?.text ?? text.trim()
}

const inText = new RegExp(
  `[\\p{Script=Han}A-Za-z]{1,20}${space}${open}${space}${digits}{4}年?${space}${close}${space}第?${space}${digits}{1,6}${space}号` +
    `|\\p{Script=Han}{1,20}(?:令|公告)${space}(?:${digits}{4}年)?${space}第${space}(?:${digits}{1,6}|[〇零一二三四五六七八九十百千]{1,9})${space}号`,
  'gu',
)

/** Words that run into a number in a sentence but do not stand inside an agency code. */
const leadIn =
  /^.*(?:根据|按照|依据|依照|参照|遵照|印发|转发|下发|以及|废止|修改|修订|执行|落实|贯彻|通知|意见|办法|规定|文件|关于|参见|文号|日原|[日见即和与及或由据的了为是在将按，])(?=.)/u

/** 和政, 将乐, 即墨, 日照 … begin with such a word: behind an opening or a comma it belongs to the code. */
const mayBegin = /^[和将即与及见日]$/u

/** All 发文字号 in a running text, in order. Lead-in words (根据、印发 …) are cut off the agency code. */
export function findDocNumbers(text: string): FoundDocNumber[] {
  const all: FoundDocNumber[] = []
  for (const match of text.matchAll(inText)) {
    const whole = match[0]
    const head =
      /^[\p{Script=Han}A-Za-z]+?(?=[\s\u3000]*(?:[〔[({【〖﹝［（｛「]|第|[0-9０-９]))/u.exec(whole)?.[0] ?? ''
    const lead = leadIn.exec(head)?.[0] ?? ''
    const cut =
      mayBegin.test(lead) && !/[\p{Script=Han}\d）)》〉”]/u.test(text[match.index - 1] ?? '') ? 0 : lead.length
    const parsed = parseDocNumber(whole.slice(cut))
    if (!parsed) continue
    const start = match.index + cut
    all.push({ ...parsed, found: whole.slice(cut), start, end: match.index + whole.length })
  }
  return all
}
