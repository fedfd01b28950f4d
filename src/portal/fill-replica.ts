import type { LogEntry } from '../foundations/publication-log/entries.ts'
import { replay } from './replay.ts'
import { openReplicaWriter } from './replica/writer.ts'

export type ReadLog = (after: number, size: number) => Promise<LogEntry[]>

/**
 * Fills a replica file from the log and packs it. Pages are left to be rendered ahead by whoever serves the file.
 *
 * @returns seq of the last entry
 */
export const fillReplica = async (path: string, read: ReadLog, onProgress?: (seq: number) => void): Promise<number> => {
  const writer = openReplicaWriter(path)
  try {
    await replay(writer, read, { applied: (last) => onProgress?.(last.seq) })
    while (!writer.pack()) onProgress?.(writer.position().seq)
    return writer.position().seq
  } finally {
    writer.close()
  }
}
