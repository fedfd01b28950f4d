/** Chinese numerals as they stand in law: 第二十条, 主席令第七十三号. */

const digit = '零一二三四五六七八九'

/** 1–9999 in Chinese numerals, as in article numbers: 14 → 十四, 120 → 一百二十, 105 → 一百零五. */
export function chineseInteger(n: number): string {
  if (!Number.isInteger(n) || n < 0 || n > 9999) throw new RangeError(`not an integer from 0 to 9999: ${n}`)
  if (n === 0) return digit[0]!
  let text = ''
  let gap = false
  for (const [unit, name] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const d = Math.floor(n / unit) % 10
    if (d === 0) gap = text !== ''
    else {
      text += `${gap ? '零' : ''}${digit[d]}${name}`
      gap = false
    }
  }
  return text.replace(/^一十/, '十')
}

/** Reads 0–9999 in Chinese numerals, positional (一九九三) or with 十百千; null for anything else. */
export function readChineseInteger(text: string): number | null {
  const value = (c: string) => (c === '〇' ? 0 : c === '两' ? 2 : digit.indexOf(c))
  if (/^[〇零一二三四五六七八九]{1,4}$/.test(text) && (text.length > 1 || value(text) >= 0))
    return [...text].reduce((sum, c) => sum * 10 + value(c), 0)
  if (!/^[零一二两三四五六七八九十百千]+$/.test(text)) return null
  let total = 0
  let pending: number | null = null
  let lowest = 10_000
  for (const c of text) {
    const unit = { 十: 10, 百: 100, 千: 1000 }[c]
    if (unit === undefined) {
      if (pending !== null && pending !== 0) return null
      pending = value(c)
    } else {
      if (unit >= lowest || (pending === null && unit !== 10)) return null
      total += (pending || 1) * unit
      lowest = unit
      pending = null
    }
  }
  return total + (pending ?? 0)
}
