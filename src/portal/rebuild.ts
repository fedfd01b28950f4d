import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fillReplica, type ReadLog } from './fill-replica.ts'
import { newReplicaName, pointTo, removeReplica } from './replica-store.ts'

/**
 * Builds a whole replica beside the one being served and switches the pointer when it has caught up. A serving portal
 * notices the pointer at its next look and goes on without a gap. `fill` does the work, in this thread unless told
 * otherwise.
 */
export const rebuildReplica = async (given: {
  folder: string
  read: ReadLog
  onProgress?: (seq: number) => void
  fill?: (path: string, read: ReadLog, onProgress?: (seq: number) => void) => Promise<number>
}): Promise<{ name: string; seq: number }> => {
  const { folder, read, onProgress, fill = fillReplica } = given
  mkdirSync(folder, { recursive: true })
  const name = newReplicaName()
  try {
    const seq = await fill(join(folder, name), read, onProgress)
    pointTo(folder, name)
    return { name, seq }
  } catch (error) {
    removeReplica(folder, name)
    throw error
  }
}
