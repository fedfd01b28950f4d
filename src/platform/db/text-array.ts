const textType = 25
const headBytes = 20

/**
 * Texts as one parameter of type `text[]`, in PostgreSQL's binary form: large texts are neither escaped here nor searched
 * for quotes there.
 */
export const textArray = (texts: readonly string[]): Buffer => {
  let size = headBytes
  for (const text of texts) size += 4 + Buffer.byteLength(text)
  const bytes = Buffer.allocUnsafe(size)
  // One dimension, no nulls, the type, how many, counted from 1.
  let at = 0
  for (const word of [1, 0, textType, texts.length, 1]) at = bytes.writeInt32BE(word, at)
  for (const text of texts) {
    const length = bytes.write(text, at + 4)
    at = bytes.writeInt32BE(length, at) + length
  }
  return bytes
}
