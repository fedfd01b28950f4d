import { closeSync, ftruncateSync, mkdirSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** What a kept answer is sent with. */
export type KeptAnswer = { tag: string; headers: string[]; route: string; body: () => Buffer | undefined }

type Place = { tag: string; headers: string[]; route: string; from: number; length: number; until: number }

/**
 * Finished answers, in a file that only this process can reach: thousands of pages cost the process an entry of a Map
 * each, their bytes lie in the system's file cache. The file has no name as soon as it is open, so it goes with the
 * process, however that ends. What was kept is never trusted to be there: a page that cannot be read is made anew.
 *
 * @param limit bytes; a full file is emptied and filled again by what readers then ask for
 */
export function openKeptAnswers(folder: string, limit: number) {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `kept-${process.pid}-${Date.now()}`)
  const file = openSync(path, 'wx+', 0o600)
  rmSync(path)
  const places = new Map<string, Place>()
  /** Header lists are the same for most answers; each is held once. */
  const headerLists = new Map<string, string[]>()
  let end = 0

  function clear() {
    if (end === 0) return
    places.clear()
    headerLists.clear()
    end = 0
    ftruncateSync(file, 0)
  }

  function read({ from, length }: Place): Buffer | undefined {
    const body = Buffer.allocUnsafe(length)
    try {
      return readSync(file, body, 0, length, from) === length ? body : undefined
    } catch {
      return undefined
    }
  }

  return {
    /** The answer kept under `key`, unless `now` (milliseconds) is past the time it was kept for. */
    get(key: string, now: number): KeptAnswer | undefined {
      const place = places.get(key)
      if (place === undefined || now >= place.until) return undefined
      const headers = [...place.headers, 'etag', place.tag]
      return { tag: place.tag, route: place.route, headers, body: () => read(place) }
    },
    /** Keeps an answer; on a full disk it is simply not kept. `headers` are without the etag. */
    set(key: string, answer: { tag: string; headers: string[]; route: string; until: number }, body: Buffer): void {
      if (end + body.length > limit) clear()
      if (body.length > limit) return
      try {
        if (writeSync(file, body, 0, body.length, end) !== body.length) return
      } catch {
        return
      }
      const list = answer.headers.join('\n')
      const headers = headerLists.get(list) ?? answer.headers
      headerLists.set(list, headers)
      places.set(key, { ...answer, headers, from: end, length: body.length })
      end += body.length
    },
    clear,
    close: () => closeSync(file),
  }
}
