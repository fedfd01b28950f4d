import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { type SealedSubmission, sealedShape } from '../../foundations/intake/submission.ts'

/** More waiting than this, and the form says so instead of filling the disk. */
const most = 20_000

export class QueueFull extends Error {}

/** What waits for the office, on disk: one file for each submission, named by its id. */
export type Queue = {
  /**
   * When it returns, the submission survives a power cut. The same id again takes its own place.
   * @throws QueueFull, or the disk's error; nothing was taken then
   */
  add: (sealed: SealedSubmission) => void
  /** Ids that wait, in no order. */
  waiting: () => string[]
  read: (id: string) => SealedSubmission | undefined
  /** The office has it. */
  done: (id: string) => void
  /** The office will never take it: put aside for somebody to look at. */
  putAside: (id: string) => void
  /** How many lie aside. */
  aside: () => number
}

const named = /^([0-9a-f-]{36})\.json$/

const sync = (path: string) => {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

export const openQueue = (folder: string): Queue => {
  const asideFolder = join(folder, 'refused')
  mkdirSync(asideFolder, { recursive: true, mode: 0o700 })
  const place = (id: string) => join(folder, `${id}.json`)
  const idsIn = (where: string) => {
    // Whoever removes the folder under a running portal must not end it.
    mkdirSync(asideFolder, { recursive: true, mode: 0o700 })
    return readdirSync(where).flatMap((name) => {
      const id = named.exec(name)?.[1]
      return id === undefined ? [] : [id]
    })
  }
  return {
    add(sealed) {
      if (idsIn(folder).length >= most) throw new QueueFull(`${most} submissions are waiting for the office`)
      const draft = `${place(sealed.id)}.part`
      const handle = openSync(draft, 'w', 0o600)
      try {
        writeSync(handle, JSON.stringify(sealed))
        fsyncSync(handle)
      } finally {
        closeSync(handle)
      }
      renameSync(draft, place(sealed.id))
      // The name is on disk only when the folder is.
      sync(folder)
    },
    waiting: () => idsIn(folder),
    read(id) {
      try {
        return sealedShape.parse(JSON.parse(readFileSync(place(id), 'utf8')))
      } catch {
        return undefined
      }
    },
    done: (id) => unlinkSync(place(id)),
    putAside: (id) => renameSync(place(id), join(asideFolder, `${id}.json`)),
    aside: () => idsIn(asideFolder).length,
  }
}
