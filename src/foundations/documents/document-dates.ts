import { readChineseInteger } from '../numbers/index.ts'

const year = '(?:1[89]\\d{2}|20\\d{2}|[１２][０-９]{3}|[一二][〇○OＯo零Ο一二三四五六七八九]{3})'
const small =
  '(?:\\d{1,2}|[０-９]{1,2}|[一二三]?十[一二三四五六七八九]?|[〇零一二三四五六七八九]{1,2}|二十[一二三四五六七八九]?)'
const blank = '[ \\t\\u00a0\\u3000]*'
const date = `(${year})${blank}年${blank}(${small})${blank}月${blank}(${small})${blank}日`
const inText = new RegExp(date, 'g')
const alone = new RegExp(`^[（(]?${date}[）)]?$`)

const figure = (text: string): number | null => {
  const plain = text.normalize('NFKC').replace(/[○OoΟ]/g, '〇')
  return /^\d+$/.test(plain) ? Number(plain) : readChineseInteger(plain)
}

const iso = (y: string, m: string, d: string): string | null => {
  const [year, month, day] = [figure(y), figure(m), figure(d)]
  if (year === null || month === null || day === null || month < 1 || month > 12 || day < 1) return null
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** A line that is a date and nothing else (2019年4月3日, 二〇一九年四月三日) → YYYY-MM-DD; otherwise null. */
export const dateAlone = (line: string): string | null => {
  const m = line.trim().match(alone)
  return m ? iso(m[1]!, m[2]!, m[3]!) : null
}

/** All dates written in a text, in order; impossible ones (2月30日) left out. */
export const datesIn = (text: string): { date: string; start: number; end: number }[] =>
  [...text.matchAll(inText)].flatMap((m) => {
    const date = iso(m[1]!, m[2]!, m[3]!)
    return date ? [{ date, start: m.index, end: m.index + m[0].length }] : []
  })
