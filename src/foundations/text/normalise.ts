import { createRequire } from 'node:module'

/**
 * One written form for comparing Chinese text: half-width, lower case, simplified characters.
 * 資訊公開 ＡＢＣ → 资讯公开 abc
 */

const require = createRequire(import.meta.url)

/** 1 for a character that Big5 has and GB 2312 has not: only such text is worth the cost of a conversion. */
let traditional: Uint8Array | undefined

function traditionalCharacters(): Uint8Array {
  if (traditional) return traditional
  const table = new Uint8Array(0x10000)
  mark(table, 'big5', 0xa4, 0xf9, [0x40, 0x7e, 0xa1, 0xfe], 1)
  mark(table, 'gb2312', 0xb0, 0xf7, [0xa1, 0xfe, 0, -1], 0)
  traditional = table
  return table
}

function mark(table: Uint8Array, encoding: string, from: number, to: number, low: number[], value: number) {
  const bytes: number[] = []
  for (let high = from; high <= to; high++) {
    for (let b = low[0]!; b <= low[1]!; b++) bytes.push(high, b)
    for (let b = low[2]!; b <= low[3]!; b++) bytes.push(high, b)
  }
  for (const char of new TextDecoder(encoding).decode(new Uint8Array(bytes))) {
    const code = char.charCodeAt(0)
    if (code >= 0x4e00 && code <= 0x9fff) table[code] = value
  }
}

let converter: ((text: string) => string) | undefined

function convert(text: string): string {
  if (!converter) {
    const { Converter } = require('opencc-js/t2cn') as typeof import('opencc-js/t2cn')
    converter = Converter({ from: 't', to: 'cn' }) as (text: string) => string
  }
  return converter(text)
}

/** Traditional → simplified. Text without traditional characters comes back as it is; the tables load on first need. */
export function toSimplified(text: string): string {
  const table = traditionalCharacters()
  for (let i = 0; i < text.length; i++) if (table[text.charCodeAt(i)]) return convert(text)
  return text
}

const wide = /[\uff01-\uff5e\u3000\u00a0]/
/** Full-width ASCII and spaces → half-width. Keeps the length. */
export function toHalfWidth(text: string): string {
  if (!wide.test(text)) return text
  const bytes = Buffer.from(text, 'utf16le')
  for (let at = 0; at < bytes.length; at += 2) {
    const [low, high] = [bytes[at]!, bytes[at + 1]!]
    if (high === 0xff && low >= 0x01 && low <= 0x5e) {
      bytes[at] = low + 0x20
      bytes[at + 1] = 0
    } else if ((high === 0x30 && low === 0) || (high === 0 && low === 0xa0)) {
      bytes[at] = 0x20
      bytes[at + 1] = 0
    }
  }
  return bytes.toString('utf16le')
}

/** The form in which texts and queries are compared. */
export function fold(text: string): string {
  return toSimplified(toHalfWidth(text)).toLowerCase()
}

/**
 * Like `fold`, but always as long as the text given, so that offsets found in the result are offsets in the text
 * (needed for highlighting). Gives up the conversion that would change the length.
 */
export function foldKeepingLength(text: string): string {
  const half = toHalfWidth(text)
  const simplified = toSimplified(half)
  const base = simplified.length === half.length ? simplified : half
  const lower = base.toLowerCase()
  return lower.length === base.length ? lower : base
}
