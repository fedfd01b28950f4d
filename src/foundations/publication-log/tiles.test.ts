import { describe, expect, it } from 'vitest'
import { growingTree, leafHash, rootAt } from './merkle.ts'
import { hashSize, nodesOfTiles, type TileAt, tileRoot, tileWidth } from './tiles.ts'

/** Tiles of so many leaves, built level by level. */
const tilesOf = (count: number): TileAt => {
  const levels: Uint8Array[][] = [Array.from({ length: count }, (_, i) => leafHash(`entry ${i}`))]
  for (let level = 0; levels[level]!.length >= tileWidth; level++) {
    const hashes = levels[level]!
    levels.push(
      Array.from({ length: Math.floor(hashes.length / tileWidth) }, (_, i) =>
        tileRoot(Buffer.concat(hashes.slice(i * tileWidth, (i + 1) * tileWidth))),
      ),
    )
  }
  return (level, index) => {
    const hashes = levels[level]?.slice(index * tileWidth, (index + 1) * tileWidth)
    return hashes?.length ? Buffer.concat(hashes) : undefined
  }
}

describe('a tree read from tiles', () => {
  it.each([1, 2, 255, 256, 257, 511, 700, 65_537])('of %i leaves has the root of the tree that grew', (size) => {
    const tree = growingTree()
    for (let i = 0; i < size; i++) tree.add(leafHash(`entry ${i}`))
    expect(Buffer.from(rootAt(size, nodesOfTiles(tilesOf(size)))).equals(Buffer.from(tree.root()))).toBe(true)
  })

  it('says so where it does not reach', () => {
    const at = nodesOfTiles(tilesOf(300))
    expect(at(8, 0)).toHaveLength(hashSize)
    expect(() => at(8, 1)).toThrow(RangeError)
    expect(() => at(0, 300)).toThrow(RangeError)
  })
})
