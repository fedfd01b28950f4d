/**
 * 64-bit SimHash (Charikar) over character 3-grams, as two 32-bit halves, for near-duplicates of published items. Texts
 * that differ in a few words differ in a few bits; equal 16-bit bands make candidates cheap to find.
 */
export type Simhash = { hi: number; lo: number }

const mix = (value: number) => {
  let h = value
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/**
 * The places set in more than half of the first `n` values, which are followed by three zeros at least.
 *
 * Set bits are counted for all 32 places at once: plane `p` holds bit `p` of every count. Four values at a time are added
 * into two planes by carry-save, and only what is carried out of those goes through the others; counting place by place
 * costs many times as much, which an import of an old portal would feel.
 */
const majority = (values: Int32Array, n: number): number => {
  const planes = new Int32Array(14)
  let ones = 0
  let twos = 0
  for (let i = 0; i < n; i += 4) {
    const [a, b, c, d] = [values[i]!, values[i + 1]!, values[i + 2]!, values[i + 3]!]
    const firstTwos = (ones & a) | ((ones ^ a) & b)
    ones ^= a ^ b
    const nextTwos = (ones & c) | ((ones ^ c) & d)
    ones ^= c ^ d
    let carry = (twos & firstTwos) | ((twos ^ firstTwos) & nextTwos)
    twos ^= firstTwos ^ nextTwos
    for (let p = 2; carry !== 0; p++) {
      const plane = planes[p]!
      planes[p] = plane ^ carry
      carry &= plane
    }
  }
  planes[0] = ones
  planes[1] = twos
  let result = 0
  for (let bit = 0; bit < 32; bit++) {
    let count = 0
    for (let p = 0; p < planes.length; p++) count |= ((planes[p]! >>> bit) & 1) << p
    if (count * 2 > n) result |= 1 << bit
  }
  return result >>> 0
}

/** 1 for a blank or a sign, 2 for neither, 0 for what nobody has asked about yet. */
const signs = new Uint8Array(0x10000)

/** UTF-16 code units of a text without blanks and signs; signs beyond the basic plane stay. */
const letters = (text: string): Uint16Array => {
  const codes = new Uint16Array(text.length)
  let n = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    signs[code] ||= /[\s\p{P}]/u.test(text[i]!) ? 1 : 2
    if (signs[code] === 2) codes[n++] = code
  }
  return codes.subarray(0, n)
}

export const simhash = (text: string): Simhash => {
  const plain = letters(text)
  // Long texts are sampled evenly: a signature needs some thousand grams, not a whole book.
  const step = Math.max(1, Math.floor(plain.length / 3_000))
  const lo = new Int32Array(Math.ceil(plain.length / step) + 3)
  const hi = new Int32Array(lo.length)
  let grams = 0
  for (let i = 0; i + 2 < plain.length; i += step) {
    const gram =
      Math.imul(plain[i]!, 0x9e3779b1) ^ Math.imul(plain[i + 1]!, 0x85ebca77) ^ Math.imul(plain[i + 2]!, 0xc2b2ae3d)
    lo[grams] = mix(gram)
    hi[grams] = mix(gram ^ 0x27d4eb2f)
    grams++
  }
  return { hi: majority(hi, grams), lo: majority(lo, grams) }
}

export const toHex = ({ hi, lo }: Simhash) => hi.toString(16).padStart(8, '0') + lo.toString(16).padStart(8, '0')
export const fromHex = (hex: string): Simhash => ({
  hi: Number.parseInt(hex.slice(0, 8), 16),
  lo: Number.parseInt(hex.slice(8), 16),
})

/** Four 16-bit bands, each tagged with its place so that bands never match across places. */
export const bands = ({ hi, lo }: Simhash): number[] =>
  [hi >>> 16, hi & 0xffff, lo >>> 16, lo & 0xffff].map((band, place) => (place << 16) | band)

const ones = (value: number) => {
  let count = 0
  for (let v = value; v; v &= v - 1) count++
  return count
}

/** Bits that differ, 0 (same) to 64. */
export const distance = (a: Simhash, b: Simhash): number => ones(a.hi ^ b.hi) + ones(a.lo ^ b.lo)

/** Distance up to which two texts are shown to the clerk as nearly the same. */
export const nearlySame = 10
