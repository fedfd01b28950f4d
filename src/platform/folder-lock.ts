import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/**
 * Holds a folder for this process alone, so that two servers never write the same replica. SQLite's file lock is used
 * because the operating system lets go of it however the process ends.
 * @returns a function that lets go, or undefined when another process holds the folder
 */
export const lockFolder = (folder: string): (() => void) | undefined => {
  mkdirSync(folder, { recursive: true })
  const db = new DatabaseSync(join(folder, 'serving.lock'), { timeout: 0 })
  try {
    db.exec('pragma locking_mode = exclusive; begin exclusive')
    return () => db.close()
  } catch {
    db.close()
    return undefined
  }
}
