import type { Checkpoint } from '../foundations/publication-log/checkpoint.ts'
import { consistencyProof, inclusionProof, leafHash, rootAt } from '../foundations/publication-log/merkle.ts'
import { nodesOfTiles } from '../foundations/publication-log/tiles.ts'
import type { KeptEntry } from './replica/log-reader.ts'
import type { Replica } from './replica/types.ts'

/** The newest checkpoint a portal holds: signed by the office, and found to agree with the replica. */
export type HeldCheckpoint = Checkpoint & {
  /** The signed note and the text of its public key. */
  note: string
  key: string
}

/** Is the item's state made of this entry, or was it replaced by a later edition, or taken back? */
export type Standing = 'current' | 'superseded' | 'withdrawn'
export type ProvedEntry = KeptEntry & {
  standing: Standing
  leafHash: Buffer
  /** Hashes that lead from the leaf to the checkpoint's root; null until a checkpoint covers the entry. */
  proof: Uint8Array[] | null
}

const nodes = (replica: Replica) => nodesOfTiles((level, index) => replica.logTile(level, index))

/** Root of the first `size` entries. @throws RangeError when the replica has not come so far */
export const rootOf = (replica: Replica, size: number): Buffer => Buffer.from(rootAt(size, nodes(replica)))

/** That entry `seq` (from 1) stands among the first `size`. @throws RangeError when it does not */
export const provedIn = (replica: Replica, seq: number, size: number) => ({
  line: replica.logLine(seq)!,
  leafHash: leafHash(replica.logLine(seq) ?? ''),
  root: rootOf(replica, size),
  proof: inclusionProof(seq - 1, size, nodes(replica)),
})

/** That the first `from` entries are the beginning of the first `to`. @throws RangeError unless 0 < from ≤ to ≤ what there is */
export const provedGrowth = (replica: Replica, from: number, to: number) => ({
  oldRoot: rootOf(replica, from),
  newRoot: rootOf(replica, to),
  proof: consistencyProof(from, to, nodes(replica)),
})

/** Every entry about an item with its place in the checkpoint's tree; undefined when the log knows no such item. */
export const provedRecord = (
  replica: Replica,
  id: number,
  checkpoint: Checkpoint | undefined,
): ProvedEntry[] | undefined => {
  const entries = replica.logEntriesOf(id)
  if (entries.length === 0) return undefined
  const from = entries.findLast((entry) => entry.kind !== 'record.validity-changed')!
  const covered = checkpoint && checkpoint.size <= replica.position().seq ? checkpoint.size : 0
  return entries.map((entry) => ({
    ...entry,
    standing: entry.seq >= from.seq ? 'current' : from.kind === 'record.withdrawn' ? 'withdrawn' : 'superseded',
    leafHash: leafHash(entry.line),
    proof: entry.seq <= covered ? inclusionProof(entry.seq - 1, covered, nodes(replica)) : null,
  }))
}
