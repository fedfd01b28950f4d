import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** What a dictionary consists of; shared memory, so that every thread reads the same. */
export type DictionaryData = {
  /**
   * A tree of all beginnings of words, as one table found by hash. A node is its slot, and a slot two numbers: the node before it
   * (20 bits) with the lower 12 bits of the character that leads here; then the upper 4 bits of that character with the
   * weight of the word that ends here (0: none does). Both 0: free. The root is node 0, whose slot stays free.
   */
  nodes: Int32Array<SharedArrayBuffer>
  /** The node behind the root for each character, 0 where no word begins so: every look begins here. */
  firsts: Int32Array<SharedArrayBuffer>
  /**
   * A bit for every slot's hash, eight times as many as slots: most looks end at a node that is not there, and this is small enough to stay in
   * a processor's cache while the table is not.
   */
  filter: Uint8Array<SharedArrayBuffer>
  /** ln(frequency / sum of all), once for all words as frequent as each other; what slots name. */
  weights: Float64Array<SharedArrayBuffer>
  /** The weight of a character that is no word: as if seen once. */
  unseen: number
}

const slotBits = 20
const lastSlot = 2 ** slotBits - 1
const weightMask = 0x0fff_ffff
const filterBits = 22
const lastBit = 2 ** filterBits - 1

/** Words by where they end in the tree: a word's number is that of its node, less than this. */
export const wordNumbers = lastSlot + 1

/** Words with their weights, read along a text character by character (UTF-16 code units). */
export class Dictionary {
  readonly data: DictionaryData
  readonly #nodes: Int32Array
  readonly #firsts: Int32Array
  readonly #filter: Uint8Array

  constructor(data: DictionaryData) {
    this.data = data
    this.#nodes = data.nodes
    this.#firsts = data.firsts
    this.#filter = data.filter
  }

  /** The node behind the root by way of `code`; 0 when no word begins so. */
  first(code: number): number {
    return this.#firsts[code]!
  }

  /** The node behind `node` by way of `code`; 0 when no word goes on so. */
  next(node: number, code: number): number {
    const hash = hashOf(node, code)
    const bit = hash & lastBit
    if ((this.#filter[bit >>> 3]! & (1 << (bit & 7))) === 0) return 0
    const nodes = this.#nodes
    const key = (node << 12) | (code & 0xfff)
    const upper = code >>> 12
    for (let slot = slotOf(hash); ; slot = after(slot)) {
      const first = nodes[2 * slot]!
      const second = nodes[2 * slot + 1]!
      if (first === key && second >>> 28 === upper && (first | second) !== 0) return slot
      if ((first | second) === 0) return 0
    }
  }

  /** Which of `weights` the word has that ends at a node; 0 when none does. */
  weightAt(node: number): number {
    return this.#nodes[2 * node + 1]! & weightMask
  }

  /** Number of the word that stands from `start` to `end`, 0 when that is no word. */
  wordOf(codes: Uint16Array, start: number, end: number): number {
    let node = this.first(codes[start]!)
    for (let i = start + 1; i < end && node > 0; i++) node = this.next(node, codes[i]!)
    return node > 0 && this.weightAt(node) > 0 ? node : 0
  }
}

const hashOf = (node: number, code: number): number => {
  const hash = Math.imul(Math.imul(node, 0x9e3779b1) ^ code, 0x85ebca6b)
  return hash ^ (hash >>> 15)
}

/** The root's own slot is never given away. */
const slotOf = (hash: number): number => hash >>> (32 - slotBits) || 1
const after = (slot: number): number => (slot + 1) & lastSlot || 1

/** The dictionary that comes with jieba: 350,000 lines of `word frequency tag`. */
export const jiebaDictionary = (): DictionaryData =>
  readDictionary(readFileSync(createRequire(import.meta.url).resolve('@node-rs/jieba/dict.txt')))

/**
 * Reads lines of `word frequency …`, in UTF-8.
 *
 * @throws Error for a word beyond the basic plane, and for more words than the table has room for
 */
export const readDictionary = (text: Uint8Array): DictionaryData => {
  const nodes = new Int32Array(new SharedArrayBuffer(2 ** slotBits * 8))
  const firsts = new Int32Array(new SharedArrayBuffer(0x10000 * 4))
  const filter = new Uint8Array(new SharedArrayBuffer(2 ** (filterBits - 3)))
  /** Place among the weights of each frequency met; from 1. */
  const places = new Map<number, number>()
  let used = 0
  let total = 0
  let at = 0
  while (at < text.length) {
    let node = 0
    while (at < text.length && text[at]! > 0x20) {
      const byte = text[at]!
      let code = byte
      if (byte < 0x80) at += 1
      else if (byte < 0xe0) {
        code = ((byte & 0x1f) << 6) | (text[at + 1]! & 0x3f)
        at += 2
      } else if (byte >= 0xf0) throw new Error('a word beyond the basic plane')
      else {
        code = ((byte & 0x0f) << 12) | ((text[at + 1]! & 0x3f) << 6) | (text[at + 2]! & 0x3f)
        at += 3
      }
      if (node > 0) node = grow(node, code)
      else node = firsts[code] ||= grow(0, code)
    }
    while (text[at] === 0x20) at += 1
    let frequency = 0
    for (; text[at]! >= 0x30 && text[at]! <= 0x39; at++) frequency = frequency * 10 + text[at]! - 0x30
    while (at < text.length && text[at] !== 0x0a) at += 1
    at += 1
    if (node === 0) continue
    total += frequency
    const place = places.get(frequency) ?? places.size + 1
    places.set(frequency, place)
    nodes[2 * node + 1]! |= place
  }
  const logTotal = Math.log(total)
  const weights = new Float64Array(new SharedArrayBuffer((places.size + 1) * 8))
  for (const [frequency, place] of places) weights[place] = Math.log(frequency) - logTotal
  return { nodes, firsts, filter, weights, unseen: -logTotal }

  function grow(node: number, code: number): number {
    const key = (node << 12) | (code & 0xfff)
    const upper = code >>> 12
    const hash = hashOf(node, code)
    let slot = slotOf(hash)
    for (; ; slot = after(slot)) {
      const first = nodes[2 * slot]!
      const second = nodes[2 * slot + 1]!
      if ((first | second) === 0) break
      if (first === key && second >>> 28 === upper) return slot
    }
    // Looking goes on until a free slot is met: there must be many of them.
    if (++used > lastSlot * 0.75) throw new Error('the dictionary is larger than its table')
    nodes[2 * slot] = key
    nodes[2 * slot + 1] = upper << 28
    const bit = hash & lastBit
    filter[bit >>> 3]! |= 1 << (bit & 7)
    return slot
  }
}
