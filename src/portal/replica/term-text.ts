/**
 * A text of blank-separated terms, written as the UTF-8 that SQLite takes: a string would be put together from a
 * thousand pieces, copied from thread to thread and then encoded.
 */
export class TermText {
  #bytes = new Uint8Array(32 * 1024)
  #length = 0

  add(word: string, mark: string): void {
    // Three bytes at most for each half of a character, and the blank.
    this.#room((word.length + mark.length) * 3 + 1)
    if (this.#length > 0) this.#bytes[this.#length++] = 0x20
    this.#put(word)
    this.#put(mark)
  }

  /** What was written, and an empty text again. */
  take(): Uint8Array<ArrayBuffer> {
    const text = this.#bytes.slice(0, this.#length)
    this.#length = 0
    return text
  }

  #put(text: string): void {
    const bytes = this.#bytes
    let at = this.#length
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      if (code < 0x80) bytes[at++] = code
      else if (code < 0x800) {
        bytes[at++] = 0xc0 | (code >> 6)
        bytes[at++] = 0x80 | (code & 0x3f)
      } else if (code < 0xd800 || code > 0xdfff) {
        bytes[at++] = 0xe0 | (code >> 12)
        bytes[at++] = 0x80 | ((code >> 6) & 0x3f)
        bytes[at++] = 0x80 | (code & 0x3f)
      } else {
        // Half a pair, rare: the whole word once more, by whom that is the business of.
        this.#length += encoder.encodeInto(text, bytes.subarray(this.#length)).written
        return
      }
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

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** The terms of a text. */
export const termsIn = (text: Uint8Array): string[] => decoder.decode(text).split(' ')
