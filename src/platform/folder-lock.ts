import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/**
 * Holds a folder for this process alone, so that two servers never write the same replica. SQLite's file lock is used
 * because the operating system lets go of it however the process ends.
 * @param name what is held, where processes with different tasks share a folder
 * @returns a function that lets go, or undefined when another process holds the folder
 */
export const lockFolder = (folder: string, name = 'serving'): (() => void) | undefined => {
  mkdirSync(folder, { recursive: true })
  const db = new DatabaseSync(join(folder, `${name}.lock`), { timeout: 0 })
  try {
    db.exec('pragma locking_mode = exclusive; begin exclusive')
    return () => db.close()
  } catch {
    db.close()
    return undefined
  }
}
