/** Beginnings of what a seal's picture may be: PNG, JPEG, GIF, BMP, or an OFD (a zip). */
const starts = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x42, 0x4d],
  [0x50, 0x4b, 3, 4],
]

const isPicture = (bytes: Uint8Array) =>
  bytes.length > 100 && starts.some((start) => start.every((byte, i) => bytes[i] === byte))

/**
 * The picture inside a signed value (GM/T 0031, GB/T 38540): DER, in which the seal's picture is the octet string that
 * begins as a picture does. Undefined when there is none. The signature itself is not judged here.
 */
export const sealPicture = (der: Uint8Array, depth = 0): Uint8Array | undefined => {
  for (let at = 0; at + 2 <= der.length; ) {
    const tag = der[at]!
    let length = der[at + 1]!
    let start = at + 2
    if (length > 0x80) {
      const digits = length & 0x7f
      if (digits > 4) return undefined
      length = 0
      for (let i = 0; i < digits; i++) length = length * 256 + (der[start + i] ?? 0)
      start += digits
    }
    const end = start + length
    if (end > der.length) return undefined
    const content = der.subarray(start, end)
    if (tag === 0x04 && isPicture(content)) return content
    if ((tag & 0x20) !== 0 && depth < 30) {
      const found = sealPicture(content, depth + 1)
      if (found) return found
    }
    at = end
  }
  return undefined
}
