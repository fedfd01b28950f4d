import { closeSync, ftruncateSync, mkdirSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** Where some bytes lie in the file. */
export type Place = { from: number; length: number }

/**
 * A file for what can be made again: it loses its name as soon as it is open, so that only this process can reach it and
 * it goes with the process, however that ends. Thousands of pages then cost the process an entry of a Map each; their
 * bytes lie in the system's file cache. What was put in is never trusted to be there.
 *
 * @param limit bytes; a full file is emptied (`emptied` is told) and filled again by what is then asked for
 */
export function openNamelessFile(folder: string, limit: number, emptied: () => void) {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `kept-${process.pid}-${performance.now()}`)
  const file = openSync(path, 'wx+', 0o600)
  rmSync(path)
  let end = 0

  function clear() {
    if (end === 0) return
    end = 0
    ftruncateSync(file, 0)
    emptied()
  }

  return {
    /** Puts bytes in; undefined when they are too large or the disk is full: then they are simply not kept. */
    put(bytes: Buffer): Place | undefined {
      if (bytes.length > limit) return undefined
      if (end + bytes.length > limit) clear()
      const place = { from: end, length: bytes.length }
      try {
        if (writeSync(file, bytes, 0, bytes.length, end) !== bytes.length) return undefined
      } catch {
        return undefined
      }
      end += bytes.length
      return place
    },
    read({ from, length }: Place): Buffer | undefined {
      const bytes = Buffer.allocUnsafe(length)
      try {
        return readSync(file, bytes, 0, length, from) === length ? bytes : undefined
      } catch {
        return undefined
      }
    },
    /** Overwrites the bytes of a place. */
    wipe: ({ from, length }: Place) => writeSync(file, Buffer.alloc(length), 0, length, from),
    /** Everything in the file, for proving that something is not in it. */
    all(): Buffer {
      const bytes = Buffer.alloc(end)
      readSync(file, bytes, 0, end, 0)
      return bytes
    },
    clear,
    close: () => closeSync(file),
  }
}
