import { type NodeAt, nodeHash } from './merkle.ts'

/**
 * The hashes of the tree in the cut of C2SP `tlog-tiles`: tile (level, index) holds up to 256 hashes side by side, those
 * of level 0 the leaves, those of level n the roots of full tiles of level n-1. A full tile never changes again, so a
 * store holds few large values, copies may be kept for ever, and a proof reads two or three of them.
 */

const height = 8
/** Hashes in a full tile. */
export const tileWidth = 2 ** height
export const hashSize = 32

/** Bytes of a tile's hashes as far as there are any; undefined where the tree has no such tile. */
export type TileAt = (level: number, index: number) => Uint8Array | undefined

/** Root of `count` (a power of two) hashes that stand side by side from hash number `from` on. */
const rootOf = (hashes: Uint8Array, from: number, count: number): Uint8Array => {
  if (count === 1) return hashes.subarray(from * hashSize, (from + 1) * hashSize)
  const half = count / 2
  return nodeHash(rootOf(hashes, from, half), rootOf(hashes, from + half, half))
}

/** Root of a full tile: the hash that stands for it one level up. */
export const tileRoot = (tile: Uint8Array): Uint8Array => rootOf(tile, 0, tileWidth)

/**
 * Any complete subtree, read from tiles.
 * @throws RangeError when the tiles do not reach so far
 */
export const nodesOfTiles =
  (at: TileAt): NodeAt =>
  (level, index) => {
    const inTile = level % height
    const first = index * 2 ** inTile
    const tile = at(Math.floor(level / height), Math.floor(first / tileWidth))
    const from = first % tileWidth
    if (!tile || tile.length < (from + 2 ** inTile) * hashSize)
      throw new RangeError(`no node ${index} at level ${level}`)
    return rootOf(tile, from, 2 ** inTile)
  }
