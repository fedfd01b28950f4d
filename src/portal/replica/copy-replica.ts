import { existsSync, rmSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { readPosition } from './position.ts'
import { openFile } from './schema.ts'

/**
 * Copies a replica while it is served, as of one moment and into one file: what still lies in the `-wal` beside the
 * served file is in it.
 * @returns seq of the last entry of the copy
 * @throws Error when `to` exists; ReplicaBroken when the replica cannot be read
 */
export const copyReplica = async (path: string, to: string): Promise<number> => {
  if (existsSync(to)) throw new Error(`${to} 已经存在 / exists already`)
  const draft = `${to}.part`
  rmSync(draft, { force: true })
  const source = openFile(path, { readOnly: true })
  try {
    source.prepare('VACUUM INTO ?').run(draft)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  } finally {
    source.close()
  }
  const copy = openFile(draft, { readOnly: true })
  const { seq } = readPosition(copy)
  copy.close()
  await rename(draft, to)
  return seq
}
