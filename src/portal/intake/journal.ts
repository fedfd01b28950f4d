import { type FileHandle, open, readdir, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'

/**
 * Files to which many small texts are appended with one flush, and from which each is struck by one byte. A line is
 * `+ CRC32 ID TEXT`, with `-` for `+` once it is struck. A file is written by one run of the program alone; whatever a
 * power cut or a full disk left half written is no whole line, and was never acknowledged.
 */

export type Place = { file: string; at: number; length: number }
export type Entry = { id: string; place: Place }

/** A file is ended at this size, so that space comes back while others still wait, bytes. */
const fullAt = 16 * 1024 * 1024
const [waits, struck] = [0x2b, 0x2d]
const newline = 0x0a
/** `+ `, eight digits, space; what the sum counts begins here. */
const summedFrom = 11
const idLength = 36
const named = /^(\d{8})\.journal$/

const sumOf = (bytes: Uint8Array) => crc32(bytes).toString(16).padStart(8, '0')

export const lineOf = (id: string, text: string): Buffer => {
  const line = Buffer.allocUnsafe(summedFrom + idLength + 2 + Buffer.byteLength(text))
  line.write(`${id} `, summedFrom, 'latin1')
  line.write(text, summedFrom + idLength + 1)
  line[line.length - 1] = newline
  line.write(`+ ${sumOf(line.subarray(summedFrom, -1))} `, 0, 'latin1')
  return line
}

/** Text and id of a whole line without its end; undefined for anything else. */
const readLine = (line: Buffer): { id: string; text: () => string } | undefined => {
  if (line.length < summedFrom + idLength + 1 || (line[0] !== waits && line[0] !== struck)) return undefined
  if (line.toString('latin1', 2, summedFrom - 1) !== sumOf(line.subarray(summedFrom))) return undefined
  return {
    id: line.toString('latin1', summedFrom, summedFrom + idLength),
    text: () => line.toString('utf8', summedFrom + idLength + 1),
  }
}

const using = async <T>(path: string, flags: string, work: (handle: FileHandle) => Promise<T>): Promise<T> => {
  const handle = await open(path, flags, 0o600)
  try {
    return await work(handle)
  } finally {
    await handle.close()
  }
}

export type Journal = {
  /** What waits from earlier runs, and lines that cannot be read although they are whole. */
  load: () => Promise<{ entries: Entry[]; damaged: { place: Place; bytes: Buffer }[] }>
  /** When it resolves, all lines survive a power cut. Rejects with the disk's error; they may be there or not then. */
  append: (lines: { id: string; line: Buffer }[]) => Promise<Entry[]>
  /** Undefined when it cannot be read any more. */
  read: (place: Place) => Promise<string | undefined>
  /** Not flushed: what a power cut brings back is delivered again, which the office knows. */
  strike: (place: Place) => Promise<void>
}

export const openJournal = (folder: string): Journal => {
  /** Lines of each file that are not struck yet. */
  const left = new Map<string, number>()
  let highest = 0
  let current: { file: string; size: number } | undefined
  let writing = false

  const begin = async () => {
    highest += 1
    const file = `${String(highest).padStart(8, '0')}.journal`
    await using(join(folder, file), 'wx', async () => undefined)
    // The name is on disk only when the folder is.
    await using(folder, 'r', (handle) => handle.sync())
    left.set(file, 0)
    return { file, size: 0 }
  }

  /** A file of which nothing is left goes; the one that is written to as well, when it is quiet. */
  const sweep = async (file: string) => {
    if (left.get(file) !== 0 || (writing && current?.file === file)) return
    if (current?.file === file) current = undefined
    left.delete(file)
    await unlink(join(folder, file)).catch(() => undefined)
  }

  const load = async (file: string) => {
    const entries: Entry[] = []
    const damaged: { place: Place; bytes: Buffer }[] = []
    await using(join(folder, file), 'r', async (handle) => {
      let parts: Buffer[] = []
      let at = 0
      for await (const chunk of handle.createReadStream({ autoClose: false, highWaterMark: 1 << 20 })) {
        let rest = chunk as Buffer
        for (let end = rest.indexOf(newline); end >= 0; end = rest.indexOf(newline)) {
          const line = Buffer.concat([...parts, rest.subarray(0, end)])
          const read = readLine(line)
          const place = { file, at, length: line.length }
          if (!read) damaged.push({ place, bytes: line })
          else if (line[0] === waits) entries.push({ id: read.id, place })
          at += line.length + 1
          parts = []
          rest = rest.subarray(end + 1)
        }
        if (rest.length) parts.push(rest)
      }
    })
    return { entries, damaged }
  }

  return {
    async load() {
      const all: Awaited<ReturnType<typeof load>> = { entries: [], damaged: [] }
      for (const file of (await readdir(folder)).filter((name) => named.test(name)).sort()) {
        highest = Math.max(highest, Number(named.exec(file)![1]))
        const { entries, damaged } = await load(file)
        all.entries = all.entries.concat(entries)
        all.damaged = all.damaged.concat(damaged)
        left.set(file, entries.length + damaged.length)
        await sweep(file)
      }
      return all
    },
    async append(lines) {
      writing = true
      try {
        current ??= await begin()
        const { file, size } = current
        const buffers = lines.map(({ line }) => line)
        const total = buffers.reduce((sum, { length }) => sum + length, 0)
        await using(join(folder, file), 'r+', async (handle) => {
          const { bytesWritten } = await handle.writev(buffers, size)
          if (bytesWritten !== total) throw new Error('the disk took a part only')
          await handle.datasync()
        })
        let at = size
        const entries = lines.map(({ id, line }) => {
          const place = { file, at, length: line.length - 1 }
          at += line.length
          return { id, place }
        })
        left.set(file, (left.get(file) ?? 0) + lines.length)
        current = at >= fullAt ? undefined : { file, size: at }
        return entries
      } catch (error) {
        // Nobody knows what of it is on disk: nothing is written behind it.
        current = undefined
        throw error
      } finally {
        writing = false
      }
    },
    async read({ file, at, length }) {
      const line = Buffer.allocUnsafe(length)
      try {
        await using(join(folder, file), 'r', async (handle) => {
          for (let done = 0; done < length; ) {
            const { bytesRead } = await handle.read(line, done, length - done, at + done)
            if (bytesRead === 0) throw new Error('the file ends too soon')
            done += bytesRead
          }
        })
      } catch {
        return undefined
      }
      return readLine(line)?.text()
    },
    async strike({ file, at }) {
      await using(join(folder, file), 'r+', (handle) => handle.write(Buffer.of(struck), 0, 1, at)).catch(
        () => undefined,
      )
      left.set(file, (left.get(file) ?? 1) - 1)
      await sweep(file)
    },
  }
}
