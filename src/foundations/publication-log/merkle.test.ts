import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  consistencyProof,
  emptyRoot,
  extendsTree,
  growingTree,
  includes,
  inclusionProof,
  leafHash,
  type NodeAt,
  nodesOfLeaf,
  rootAt,
} from './merkle.ts'

const grow = (leaves: (string | Uint8Array)[]) => {
  const nodes = new Map<string, Uint8Array>()
  const at: NodeAt = (level, index) => {
    const hash = nodes.get(`${level}/${index}`)
    if (!hash) throw new Error(`no node ${level}/${index}`)
    return hash
  }
  leaves.forEach((leaf, i) => {
    for (const node of nodesOfLeaf(i, leafHash(leaf), at)) nodes.set(`${node.level}/${node.index}`, node.hash)
  })
  return at
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

describe('the tree agrees with the known vectors of RFC 6962 implementations', () => {
  const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
  const roots = [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ]
  const at = grow(leaves.map((leaf) => Buffer.from(leaf, 'hex')))
  it('has the empty root of SHA-256 of nothing', () => {
    expect(hex(emptyRoot)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  })
  it.each(roots.map((root, i) => [i + 1, root] as const))('root of %i leaves', (size, root) => {
    expect(hex(rootAt(size, at))).toBe(root)
  })
})

const size = fc.integer({ min: 1, max: 200 })

describe('a tree that only grows', () => {
  it('has the root of the stored tree at every size', () => {
    const leaves = Array.from({ length: 70 }, (_, i) => `line ${i}`)
    const at = grow(leaves)
    const tree = growingTree()
    expect(hex(tree.root())).toBe(hex(emptyRoot))
    leaves.forEach((leaf, i) => {
      tree.add(leafHash(leaf))
      expect([tree.size(), hex(tree.root())]).toEqual([i + 1, hex(rootAt(i + 1, at))])
    })
  })
})

describe('proofs', () => {
  const leaves = Array.from({ length: 200 }, (_, i) => `line ${i}`)
  const at = grow(leaves)

  it('lead from every leaf to the root of every size', () => {
    fc.assert(
      fc.property(size, fc.nat(), (n, seed) => {
        const index = seed % n
        const given = { index, size: n, proof: inclusionProof(index, n, at), root: rootAt(n, at) }
        expect(includes({ leaf: leafHash(leaves[index]!), ...given })).toBe(true)
        expect(includes({ leaf: leafHash('another line'), ...given })).toBe(false)
        if (n > 1) expect(includes({ leaf: leafHash(leaves[index]!), ...given, index: (index + 1) % n })).toBe(false)
      }),
    )
  })

  it('show a longer log to begin with the shorter one, and nothing else to', () => {
    fc.assert(
      fc.property(size, size, (a, b) => {
        const [from, to] = a < b ? [a, b] : [b, a]
        const proof = consistencyProof(from, to, at)
        const given = { from, to, proof, newRoot: rootAt(to, at) }
        expect(extendsTree({ ...given, oldRoot: rootAt(from, at) })).toBe(true)
        const forged = grow(leaves.slice(0, from).map((leaf, i) => (i === from - 1 ? 'forged' : leaf)))
        expect(extendsTree({ ...given, oldRoot: rootAt(from, forged) })).toBe(false)
      }),
    )
  })

  it('are refused for leaves and sizes that do not exist', () => {
    expect(() => inclusionProof(5, 5, at)).toThrow(RangeError)
    expect(() => consistencyProof(6, 5, at)).toThrow(RangeError)
    expect(() => consistencyProof(0, 5, at)).toThrow(RangeError)
  })
})
