import { randomBytes } from 'node:crypto'

/** 查询码: a day and eight characters, by which a citizen follows a case. No I, L, O, U: people read it out on the telephone. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const shape = /^(\d{8})([0-9A-HJKMNP-TV-Z]{8})$/

/**
 * `20260615-7K3M9QXT`: 40 bits.
 * @param day YYYY-MM-DD
 * @param bits five bytes; random ones when none are given
 */
export const newCode = (day: string, bits: Uint8Array = randomBytes(5)): string => {
  const number = Buffer.from(bits).readUIntBE(0, 5)
  const sign = (i: number) => letters[Math.floor(number / 32 ** i) % 32]
  return `${day.replaceAll('-', '')}-${[7, 6, 5, 4, 3, 2, 1, 0].map(sign).join('')}`
}

/** A code as somebody typed it, in the form in which it is kept; null when it cannot be one. */
export const readCode = (typed: string): string | null => {
  const tidy = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
    .replace(/U/g, 'V')
  const found = shape.exec(tidy)
  return found ? `${found[1]}-${found[2]}` : null
}
