import { createHash } from 'node:crypto'

/**
 * The publication log as a Merkle tree (RFC 6962 §2.1): leaves are the entry lines, in order. With a signed root a
 * reader can check one item in a handful of hashes, and that a longer log is the old one with more behind it, without
 * walking either.
 */

/** Hash of a leaf: SHA-256(0x00 ‖ data). */
export const leafHash = (data: string | Uint8Array): Buffer =>
  createHash('sha256').update(Uint8Array.of(0)).update(data).digest()

/** Hash of an inner node: SHA-256(0x01 ‖ left ‖ right). */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer =>
  createHash('sha256').update(Uint8Array.of(1)).update(left).update(right).digest()

/** Root of the empty tree. */
export const emptyRoot = createHash('sha256').digest()

/** Hash of the complete subtree `index` of 2^level leaves; what a store of nodes answers. */
export type NodeAt = (level: number, index: number) => Uint8Array

/** A complete subtree that came into being. */
export type NewNode = { level: number; index: number; hash: Buffer }

/** Nodes that leaf number `index` (from 0) completes, its own first. */
export const nodesOfLeaf = (index: number, hash: Buffer, at: NodeAt): NewNode[] => {
  const made: NewNode[] = [{ level: 0, index, hash }]
  for (let level = 0, i = index, h = hash; i % 2 === 1; level++) {
    h = nodeHash(at(level, i - 1), h)
    i = (i - 1) / 2
    made.push({ level: level + 1, index: i, hash: h })
  }
  return made
}

/** Largest power of two smaller than n (n > 1). */
const split = (n: number) => 2 ** Math.ceil(Math.log2(n) - 1)

/** Root of leaves lo … hi-1, from complete subtrees. */
const range = (lo: number, hi: number, at: NodeAt): Uint8Array => {
  const n = hi - lo
  const level = Math.log2(n)
  if (Number.isInteger(level) && lo % n === 0) return at(level, lo / n)
  const k = split(n)
  return nodeHash(range(lo, lo + k, at), range(lo + k, hi, at))
}

/** Root of the tree of the first `size` leaves. */
export const rootAt = (size: number, at: NodeAt): Uint8Array => (size === 0 ? emptyRoot : range(0, size, at))

/**
 * Hashes that lead from leaf `index` to the root of the first `size` leaves, nearest first.
 * @throws RangeError when the tree has no such leaf
 */
export const inclusionProof = (index: number, size: number, at: NodeAt): Uint8Array[] => {
  if (index < 0 || index >= size) throw new RangeError(`no leaf ${index} among ${size}`)
  const path = (m: number, lo: number, hi: number): Uint8Array[] => {
    if (hi - lo === 1) return []
    const k = split(hi - lo)
    return m < k ? [...path(m, lo, lo + k), range(lo + k, hi, at)] : [...path(m - k, lo + k, hi), range(lo, lo + k, at)]
  }
  return path(index, 0, size)
}

/**
 * Hashes that show the tree of `from` leaves to be the beginning of the tree of `to` leaves.
 * @throws RangeError unless 0 < from ≤ to
 */
export const consistencyProof = (from: number, to: number, at: NodeAt): Uint8Array[] => {
  if (from <= 0 || from > to) throw new RangeError(`no proof from ${from} to ${to}`)
  const proof = (m: number, lo: number, hi: number, whole: boolean): Uint8Array[] => {
    if (m === hi - lo) return whole ? [] : [range(lo, hi, at)]
    const k = split(hi - lo)
    return m <= k
      ? [...proof(m, lo, lo + k, whole), range(lo + k, hi, at)]
      : [...proof(m - k, lo + k, hi, false), range(lo, lo + k, at)]
  }
  return proof(from, 0, to, true)
}

const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0

/** Does the proof lead from this leaf to this root? (RFC 9162 §2.1.3.2) */
export const includes = (given: {
  leaf: Uint8Array
  index: number
  size: number
  proof: readonly Uint8Array[]
  root: Uint8Array
}): boolean => {
  if (given.index >= given.size) return false
  let fn = given.index
  let sn = given.size - 1
  let hash: Uint8Array = given.leaf
  for (const p of given.proof) {
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(p, hash)
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2)
        sn = Math.floor(sn / 2)
      }
    } else hash = nodeHash(hash, p)
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  return sn === 0 && same(hash, given.root)
}

/** Is the tree with `newRoot` the one with `oldRoot` with more behind it? (RFC 9162 §2.1.4.2) */
export const extendsTree = (given: {
  from: number
  to: number
  proof: readonly Uint8Array[]
  oldRoot: Uint8Array
  newRoot: Uint8Array
}): boolean => {
  const { from, to, oldRoot, newRoot } = given
  if (from === to) return given.proof.length === 0 && same(oldRoot, newRoot)
  if (from <= 0 || from > to) return false
  const proof = Number.isInteger(Math.log2(from)) ? [oldRoot, ...given.proof] : [...given.proof]
  const first = proof.shift()
  if (!first) return false
  let fn = from - 1
  let sn = to - 1
  while (fn % 2 === 1) {
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  let fr: Uint8Array = first
  let sr: Uint8Array = first
  for (const c of proof) {
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      fr = nodeHash(c, fr)
      sr = nodeHash(c, sr)
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2)
        sn = Math.floor(sn / 2)
      }
    } else sr = nodeHash(sr, c)
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  return sn === 0 && same(fr, oldRoot) && same(sr, newRoot)
}

/**
 * A tree that only grows and only knows its root: one hash for each complete subtree at its edge.
 * @param from an edge that `edge()` gave, to go on from; its size tells which subtrees there are
 */
export const growingTree = (from: { size: number; edge: Uint8Array } = { size: 0, edge: new Uint8Array() }) => {
  /** Hash of the complete subtree of 2^level leaves at the edge, where there is one. */
  const edge: (Uint8Array | undefined)[] = []
  let { size } = from
  // Largest subtree first, one for each bit of the size.
  for (let level = 52, at = 0; level >= 0; level--) {
    if (Math.floor(size / 2 ** level) % 2 === 0) continue
    edge[level] = from.edge.slice(at, at + 32)
    at += 32
  }
  return {
    add(leaf: Uint8Array) {
      let hash = leaf
      let level = 0
      for (; edge[level]; level++) {
        hash = nodeHash(edge[level]!, hash)
        edge[level] = undefined
      }
      edge[level] = hash
      size += 1
    },
    size: () => size,
    /** The hashes of the edge side by side, largest subtree first. */
    edge: (): Buffer => Buffer.concat(edge.filter((hash) => hash !== undefined).reverse()),
    root: (): Uint8Array =>
      edge.reduce<Uint8Array | undefined>(
        (right, left) => (left && right ? nodeHash(left, right) : (left ?? right)),
        undefined,
      ) ?? emptyRoot,
  }
}
