/**
 * Bytes → text for Chinese files, which come as UTF-8, UTF-16 (with a byte order mark) or GBK/GB18030, and which
 * often declare one charset while being written in another. Strict UTF-8 wins: valid multi-byte UTF-8 is practically
 * never anything else, whatever the file says of itself.
 */
export type DecodedText = {
  text: string
  charset: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'big5'
  /** The charset was neither declared nor provable. */
  guessed: boolean
  /** Some bytes fit no charset and became U+FFFD. */
  lossy: boolean
}

const strictly = (charset: string, bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

const declared = (name: string | undefined): 'gb18030' | 'big5' | null => {
  const n = (name ?? '').toLowerCase()
  if (/^(gb2312|gbk|gb18030|gb_2312-80|cp936|ms936|x-gbk)$/.test(n)) return 'gb18030'
  return /^big5/.test(n) ? 'big5' : null
}

/** Decodes text; `declaredCharset` is what the file or its transport says (any spelling, may be wrong). */
export const decodeText = (bytes: Uint8Array, declaredCharset?: string): DecodedText => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: new TextDecoder('utf-16le').decode(bytes), charset: 'utf-16le', guessed: false, lossy: false }
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return { text: new TextDecoder('utf-16be').decode(bytes), charset: 'utf-16be', guessed: false, lossy: false }
  const utf8 = strictly('utf-8', bytes)
  if (utf8 !== null) return { text: utf8, charset: 'utf-8', guessed: false, lossy: false }
  const said = declared(declaredCharset)
  for (const charset of said === 'big5' ? (['big5', 'gb18030'] as const) : (['gb18030'] as const)) {
    const text = strictly(charset, bytes)
    if (text !== null) return { text, charset, guessed: said !== charset, lossy: false }
  }
  // A damaged file: keep what can be read, in the charset that loses least.
  const options = (['utf-8', 'gb18030'] as const).map((charset) => {
    const text = new TextDecoder(charset).decode(bytes)
    return { text, charset, lost: text.split('\ufffd').length }
  })
  const best = options[0]!.lost <= options[1]!.lost ? options[0]! : options[1]!
  return { text: best.text, charset: best.charset, guessed: true, lossy: true }
}

/** The charset an HTML file names in its first bytes, undefined when it names none. */
export const htmlCharset = (bytes: Uint8Array): string | undefined =>
  new TextDecoder('latin1').decode(bytes.subarray(0, 4096)).match(/charset\s*=\s*["']?\s*([\w-]+)/i)?.[1]

/** No control characters beyond line ends, tabs and form feeds: the bytes may be text. */
export const looksLikeText = (bytes: Uint8Array): boolean => {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return true
  const head = bytes.subarray(0, 65_536)
  let odd = 0
  for (const b of head) {
    if (b === 0) return false
    if (b < 0x20 && b !== 9 && b !== 10 && b !== 12 && b !== 13 && b !== 27) odd++
  }
  return odd * 500 <= head.length
}
