import { closeSync, ftruncateSync, mkdirSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

type Place = { recordId: number; made: string; from: number; length: number }

/** What a piece of work is of: its record, and the hash of what it was made from (a file, an entry of the log). */
export type WorkOf = { recordId: number; made: string; how: string }

const keyOf = ({ recordId, made, how }: WorkOf) => `${recordId} ${made} ${how}`

/**
 * Results of slow work (previews, downloads), in a file that only this process can reach and that has no name, so that
 * it goes with the process, however that ends. Unlike finished answers they hold over many publications; what is of a
 * record that was withdrawn or corrected is overwritten by `sweep`. What is asked for twice at a time is made once.
 *
 * @param limit bytes; a full file is emptied and filled again by what readers then ask for
 */
export function openKeptWork(folder: string, limit: number) {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `work-${process.pid}-${Date.now()}`)
  const file = openSync(path, 'wx+', 0o600)
  rmSync(path)
  const places = new Map<string, Place>()
  const underway = new Map<string, Promise<Buffer | undefined>>()
  let end = 0

  function get(key: string): Buffer | undefined {
    const place = places.get(key)
    if (!place) return undefined
    const bytes = Buffer.allocUnsafe(place.length)
    try {
      return readSync(file, bytes, 0, place.length, place.from) === place.length ? bytes : undefined
    } catch {
      return undefined
    }
  }

  function keep(key: string, of: WorkOf, bytes: Buffer) {
    if (bytes.length > limit) return
    if (end + bytes.length > limit) {
      places.clear()
      ftruncateSync(file, 0)
      end = 0
    }
    try {
      if (writeSync(file, bytes, 0, bytes.length, end) !== bytes.length) return
    } catch {
      return
    }
    places.set(key, { recordId: of.recordId, made: of.made, from: end, length: bytes.length })
    end += bytes.length
  }

  return {
    /** What lies ready, or what `make` gives; undefined is not kept. `holds` is asked again before keeping. */
    async of(of: WorkOf, holds: () => boolean, make: () => Promise<Buffer | undefined>): Promise<Buffer | undefined> {
      const key = keyOf(of)
      const ready = get(key)
      if (ready) return ready
      let making = underway.get(key)
      if (!making) {
        making = make()
          .then((bytes) => {
            if (bytes && holds()) keep(key, of, bytes)
            return bytes
          })
          .finally(() => underway.delete(key))
        underway.set(key, making)
      }
      return making
    },
    /** Forgets and overwrites everything whose record no longer shows what it was made from. */
    sweep(holds: (recordId: number, made: string) => boolean): void {
      for (const [key, place] of places) {
        if (holds(place.recordId, place.made)) continue
        places.delete(key)
        writeSync(file, Buffer.alloc(place.length), 0, place.length, place.from)
      }
    },
    /** Whether words stand anywhere in the file; proves that what was swept is gone. */
    holding(text: string): boolean {
      const all = Buffer.alloc(end)
      readSync(file, all, 0, end, 0)
      return all.includes(text)
    },
    close: () => closeSync(file),
  }
}
export type KeptWork = ReturnType<typeof openKeptWork>
