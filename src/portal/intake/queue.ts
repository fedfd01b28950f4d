import { mkdir, readdir, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type SealedSubmission, sealedShape } from '../../foundations/intake/submission.ts'
import { inRounds } from '../../platform/in-rounds.ts'
import { lineOf, openJournal, type Place } from './journal.ts'

/** More waiting than this, and the form says so instead of filling the disk. */
export type QueueBounds = { count: number; bytes: number }
const usual: QueueBounds = { count: 500_000, bytes: 4 * 1024 ** 3 }

export class QueueFull extends Error {}

/**
 * What waits for the office, on disk: in journals that many share, and as one file each (`ID.json`) what an operator put
 * back or an earlier version of the program left.
 */
export type Queue = {
  /**
   * When it resolves, the submission survives a power cut. What waits under the same id already stays as it is.
   * @throws QueueFull, or the disk's error; nothing was taken then
   */
  add: (sealed: SealedSubmission) => Promise<void>
  /** The first of what waits, in the order in which it came, with its size in bytes. */
  waiting: (atMost: number) => Promise<{ id: string; bytes: number }[]>
  /** How many wait, as far as is known. */
  size: () => number
  /** Undefined when it is torn. */
  read: (id: string) => Promise<SealedSubmission | undefined>
  /** The office has it. */
  done: (id: string) => Promise<void>
  /** The office will never take it: put aside for somebody to look at. */
  putAside: (id: string) => Promise<void>
  /** How many lie aside, torn ones as well. */
  aside: () => Promise<number>
}

/** Lines written with one flush at most. */
const linesAtOnce = 512
const named = /^([0-9a-f-]{36})\.json$/

export const openQueue = (folder: string, most: QueueBounds = usual): Queue => {
  const asideFolder = join(folder, 'refused')
  const fileOf = (id: string) => join(folder, `${id}.json`)
  const journal = openJournal(folder)
  /** What waits in a journal, and where. */
  const places = new Map<string, Place>()
  /** What waits as a file, and how large it is. */
  const files = new Map<string, number>()
  /** On its way to the disk. */
  const coming = new Map<string, Promise<void>>()
  let bytes = 0

  // Whoever removes the folder under a running portal must not end it.
  const folderThere = () => mkdir(asideFolder, { recursive: true, mode: 0o700 })

  const load = async () => {
    await folderThere()
    const { entries, damaged } = await journal.load()
    for (const { place, bytes } of damaged) {
      await writeFile(join(asideFolder, `${place.file}-${place.at}.torn`), bytes, { mode: 0o600, flush: true })
      await journal.strike(place)
    }
    for (const { id, place } of entries) {
      const earlier = places.get(id)
      if (earlier) await forget(id, earlier)
      places.set(id, place)
      bytes += place.length
    }
  }
  let loaded: Promise<void> | undefined
  const ready = () => {
    loaded ??= load().catch((error) => {
      loaded = undefined
      throw error
    })
    return loaded
  }

  const forget = async (id: string, place: Place) => {
    places.delete(id)
    bytes -= place.length
    await journal.strike(place)
  }

  const write = inRounds(
    async (round: { id: string; line: Buffer }[]) => {
      await folderThere()
      const entries = await journal.append(round)
      for (const { id, place } of entries) places.set(id, place)
      return entries
    },
    { most: linesAtOnce },
  )

  const textOf = async (id: string) => {
    const place = places.get(id)
    return place ? journal.read(place) : readFile(fileOf(id), 'utf8').catch(() => undefined)
  }

  return {
    async add(sealed) {
      await ready()
      const { id } = sealed
      if (places.has(id)) return
      const already = coming.get(id)
      if (already) return already
      if (places.size + files.size + coming.size >= most.count)
        throw new QueueFull(`${most.count} submissions are waiting for the office`)
      const line = lineOf(id, JSON.stringify(sealed))
      if (bytes + line.length > most.bytes) throw new QueueFull(`${bytes} bytes are waiting for the office`)
      bytes += line.length - 1
      const written = write({ id, line }).then(
        () => {
          coming.delete(id)
        },
        (error) => {
          coming.delete(id)
          bytes -= line.length - 1
          throw error
        },
      )
      coming.set(id, written)
      return written
    },
    async waiting(atMost) {
      await ready()
      await folderThere()
      files.clear()
      for (const name of await readdir(folder)) {
        const id = named.exec(name)?.[1]
        if (id) files.set(id, (await stat(fileOf(id)).catch(() => undefined))?.size ?? 0)
      }
      const found = [...files].map(([id, size]) => ({ id, bytes: size }))
      for (const [id, { length }] of places) {
        if (found.length >= atMost) break
        found.push({ id, bytes: length })
      }
      return found
    },
    size: () => places.size + files.size,
    async read(id) {
      try {
        return sealedShape.parse(JSON.parse((await textOf(id))!))
      } catch {
        return undefined
      }
    },
    async done(id) {
      const place = places.get(id)
      if (place) await forget(id, place)
      if (files.delete(id)) await unlink(fileOf(id)).catch(() => undefined)
    },
    async putAside(id) {
      const place = places.get(id)
      const aside = join(asideFolder, `${id}.json`)
      if (place) {
        await writeFile(aside, (await journal.read(place)) ?? '', { mode: 0o600, flush: true })
        await forget(id, place)
      }
      if (files.delete(id)) await rename(fileOf(id), aside).catch(() => undefined)
    },
    async aside() {
      await folderThere()
      return (await readdir(asideFolder)).length
    },
  }
}
