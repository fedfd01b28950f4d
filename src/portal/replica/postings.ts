import type { DatabaseSync } from 'node:sqlite'
import { longListReader } from './long-lists.ts'
import { RecentTerms } from './recent-terms.ts'

/** Passages in which a term stands, ascending: as numbers, or as a bit per passage when that is smaller. */
export type Postings = { size: number; sparse: Uint32Array | undefined; bits: Uint32Array | undefined }

type Kept = Postings & { upTo: number; bytes: number }

const nothing: Postings = { size: 0, sparse: new Uint32Array(0), bits: undefined }

/**
 * Reads lists of passages out of the FTS5 index and keeps those read lately. Passages are only ever added at the end
 * (an edition that is replaced or withdrawn is masked by the live table), so a kept list is brought up to date by
 * adding what lies behind it, from memory when that is not much.
 */
export class PostingLists {
  readonly #read
  readonly #ready: ReturnType<typeof longListReader> | undefined
  readonly #recent: RecentTerms | undefined
  readonly #kept = new Map<string, Kept>()
  readonly #budget: number
  #bytes = 0

  /** `ready: false` reads from the index alone; `table` is the index, as `terms` is made. */
  constructor(db: DatabaseSync, { budget = 20 * 1024 * 1024, ready = true, table = 'terms' } = {}) {
    this.#ready = ready ? longListReader(db) : undefined
    this.#recent = ready ? new RecentTerms(db) : undefined
    // One text for the whole list: a row per passage would cost several times as much on its way to JavaScript.
    this.#read = db.prepare(
      `SELECT json_group_array(rowid) FROM ${table} WHERE ${table} MATCH ? AND rowid > ? AND rowid <= ?`,
    )
    this.#read.setReturnArrays(true)
    this.#budget = budget
  }

  /** The list of a term among passages 1 to `passages`. */
  list(term: string, passages: number): Postings {
    let kept = this.#kept.get(term)
    if (kept) this.#kept.delete(term)
    kept ??= this.#take(term, passages)
    if (!kept || kept.upTo < passages) kept = this.#extend(term, kept, passages)
    this.#kept.set(term, kept)
    while (this.#bytes > this.#budget && this.#kept.size > 1) this.#drop(this.#kept.keys().next().value!)
    return kept
  }

  #take(term: string, passages: number): Kept | undefined {
    const ready = this.#ready?.(term)
    if (!ready || ready.upTo > passages) return undefined
    const kept = { ...ready, bytes: bytesOf(ready) }
    this.#bytes += kept.bytes
    return kept
  }

  #extend(term: string, old: Kept | undefined, passages: number): Kept {
    const more = (old && this.#recent?.list(term, old.upTo, passages)) ?? this.#indexed(term, old?.upTo ?? 0, passages)
    if (old) {
      this.#bytes -= old.bytes
      if (more.length === 0) {
        old.upTo = passages
        this.#bytes += old.bytes
        return old
      }
    }
    const size = (old?.size ?? 0) + more.length
    const kept: Kept = { ...nothing, size, upTo: passages, bytes: 0 }
    const words = (passages >>> 5) + 1
    if (size > words) {
      const bits = new Uint32Array(words)
      if (old?.bits) bits.set(old.bits)
      for (const p of old?.sparse ?? []) bits[p >>> 5]! |= 1 << (p & 31)
      for (const p of more) bits[p >>> 5]! |= 1 << (p & 31)
      kept.sparse = undefined
      kept.bits = bits
    } else {
      const sparse = new Uint32Array(size)
      if (old?.sparse) sparse.set(old.sparse)
      else if (old?.bits) sparse.set(membersOf(old.bits, old.size))
      sparse.set(more, old?.size ?? 0)
      kept.sparse = sparse
    }
    kept.bytes = bytesOf(kept)
    this.#bytes += kept.bytes
    return kept
  }

  #indexed(term: string, from: number, passages: number): number[] {
    const row = this.#read.get(`"${term.replaceAll('"', '""')}"`, from, passages) as unknown as [string]
    return JSON.parse(row[0]) as number[]
  }

  #drop(term: string) {
    this.#bytes -= this.#kept.get(term)!.bytes
    this.#kept.delete(term)
  }

  clear() {
    this.#kept.clear()
    this.#bytes = 0
    this.#recent?.clear()
  }
}

const bytesOf = (list: Postings) => 200 + 4 * (list.sparse ?? list.bits)!.length

/** The members of a bit list, ascending. */
export function membersOf(bits: Uint32Array, size: number): Uint32Array {
  const members = new Uint32Array(size)
  unpack(bits, members)
  return members
}

/** Writes the members of a bit list to the beginning of `into`, ascending; gives how many. */
export function unpack(bits: Uint32Array, into: Uint32Array): number {
  let n = 0
  for (let w = 0; w < bits.length; w++)
    for (let word: number = bits[w]! | 0; word !== 0; word &= word - 1)
      into[n++] = (w << 5) | (31 - Math.clz32(word & -word))
  return n
}
