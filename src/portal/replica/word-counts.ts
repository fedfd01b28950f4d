const firstSlots = 2048

/**
 * Counts words. What a `Map` does, for less: a `Map` makes one shared string of every key it meets, and
 * the words of a text are looked at once and thrown away.
 */
export class WordCounts {
  /** Each word once, in the order of its first coming. */
  readonly words: string[] = []
  /** How often each of `words` came. */
  readonly counts: number[] = []
  /** Place in `words` and one more, at the word's hash or behind it; 0 where nothing lies. */
  #slots = new Int32Array(firstSlots)

  /** Counts a word once more. */
  add(word: string): void {
    const at = this.#slotOf(word)
    const known = this.#slots[at]!
    if (known > 0) {
      this.counts[known - 1]! += 1
      return
    }
    this.words.push(word)
    this.counts.push(1)
    this.#slots[at] = this.words.length
    if (this.words.length * 2 > this.#slots.length) this.#grow()
  }

  /** Forgets all words. */
  clear(): void {
    this.words.length = 0
    this.counts.length = 0
    this.#slots.fill(0)
  }

  #slotOf(word: string): number {
    let hash = 0
    for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x9e3779b1)
    const last = this.#slots.length - 1
    let at = (hash ^ (hash >>> 15)) & last
    for (;;) {
      const known = this.#slots[at]!
      if (known === 0 || this.words[known - 1] === word) return at
      at = (at + 1) & last
    }
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 2)
    for (const [i, word] of this.words.entries()) this.#slots[this.#slotOf(word)] = i + 1
  }
}
