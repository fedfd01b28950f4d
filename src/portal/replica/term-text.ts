/**
 * Texts of blank-separated terms one behind the other, written as the UTF-8 that SQLite takes: a string would be put together from a
 * thousand pieces, copied from thread to thread and then encoded.
 */
export class TermText {
  #bytes = new Uint8Array(32 * 1024)
  #length = 0
  /** Where the text at hand begins. */
  #begin = 0

  add(word: string, mark: string): void {
    // Three bytes at most for each half of a character, and the blank.
    this.#room((word.length + mark.length) * 3 + 1)
    if (this.#length > this.#begin) this.#bytes[this.#length++] = 0x20
    this.#put(word)
    this.#put(mark)
  }

  /** A word of the basic plane that stands in the UTF-16 code units of a longer text. */
  addPart(codes: Uint16Array, start: number, end: number, mark: string): void {
    this.#room((end - start + mark.length) * 3 + 1)
    if (this.#length > this.#begin) this.#bytes[this.#length++] = 0x20
    let at = this.#length
    for (let i = start; i < end; i++) at = putCode(this.#bytes, at, codes[i]!)
    this.#length = at
    this.#put(mark)
  }

  /** Ends a text; returns where. */
  end(): number {
    this.#begin = this.#length
    return this.#length
  }

  /** All that was written, and nothing again. */
  take(): Uint8Array<ArrayBuffer> {
    const texts = this.#bytes.slice(0, this.#length)
    this.#length = 0
    this.#begin = 0
    return texts
  }

  #put(text: string): void {
    const bytes = this.#bytes
    let at = this.#length
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      if (code >= 0xd800 && code <= 0xdfff) {
        // Half a pair, rare: the whole word once more, by whom that is the business of.
        this.#length += encoder.encodeInto(text, bytes.subarray(this.#length)).written
        return
      }
      at = putCode(bytes, at, code)
    }
    this.#length = at
  }

  #room(bytes: number): void {
    if (this.#length + bytes <= this.#bytes.length) return
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + bytes))
    larger.set(this.#bytes.subarray(0, this.#length))
    this.#bytes = larger
  }
}

/** Writes a character of the basic plane; returns the place behind it. */
const putCode = (bytes: Uint8Array, at: number, code: number): number => {
  if (code < 0x80) bytes[at++] = code
  else if (code < 0x800) {
    bytes[at++] = 0xc0 | (code >> 6)
    bytes[at++] = 0x80 | (code & 0x3f)
  } else {
    bytes[at++] = 0xe0 | (code >> 12)
    bytes[at++] = 0x80 | ((code >> 6) & 0x3f)
    bytes[at++] = 0x80 | (code & 0x3f)
  }
  return at
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** The terms of a text. */
export const termsIn = (text: Uint8Array): string[] => decoder.decode(text).split(' ')
