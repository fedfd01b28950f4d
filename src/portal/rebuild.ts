import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { LogEntry } from '../foundations/publication-log/entries.ts'
import { articleRenderer } from './article.tsx'
import { replay } from './replay.ts'
import { openReplicaWriter } from './replica/writer.ts'
import { newReplicaName, pointTo, removeReplica } from './replica-store.ts'

/**
 * Builds a whole replica beside the one being served and switches the pointer when it has caught up. A serving portal
 * notices the pointer at its next look and goes on without a gap.
 */
export const rebuildReplica = async (given: {
  folder: string
  read: (after: number, size: number) => Promise<LogEntry[]>
  onProgress?: (seq: number) => void
}): Promise<{ name: string; seq: number }> => {
  mkdirSync(given.folder, { recursive: true })
  const name = newReplicaName()
  const writer = openReplicaWriter(join(given.folder, name), { renderer: articleRenderer })
  try {
    await replay(writer, given.read, { applied: (last) => given.onProgress?.(last.seq) })
    while (!writer.pack()) given.onProgress?.(writer.position().seq)
  } catch (error) {
    writer.close()
    removeReplica(given.folder, name)
    throw error
  }
  const { seq } = writer.position()
  writer.close()
  pointTo(given.folder, name)
  return { name, seq }
}
