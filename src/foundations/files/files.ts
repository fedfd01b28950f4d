import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

export type StoredFile = { hash: string; size: number }

/** Bytes by their SHA-256, on disk under data/files. What a hash names never changes. */
export type Files = {
  /** Stores bytes; on return they are on disk. Storing the same bytes twice keeps one copy. */
  put: (bytes: Uint8Array) => Promise<StoredFile>
  read: (hash: string) => Promise<Buffer>
  has: (hash: string) => Promise<boolean>
  /** Removes the bytes, e.g. of a sealed paper whose time is over; nothing else may still name them. */
  remove: (hash: string) => Promise<void>
  /** A stream and its size, undefined when nothing is stored under that hash. */
  open: (hash: string) => Promise<{ stream: Readable; size: number } | undefined>
}

const shape = /^[0-9a-f]{64}$/

export const openFiles = (folder: string): Files => {
  const place = (hash: string) => {
    if (!shape.test(hash)) throw new Error('not a file hash')
    return join(folder, hash.slice(0, 2), hash)
  }
  return {
    async put(bytes) {
      const hash = createHash('sha256').update(bytes).digest('hex')
      const path = place(hash)
      if (await stat(path).catch(() => undefined)) return { hash, size: bytes.length }
      await mkdir(join(path, '..'), { recursive: true })
      const draft = `${path}.${randomBytes(6).toString('hex')}.part`
      const handle = await open(draft, 'wx', 0o640)
      try {
        await handle.writeFile(bytes)
        await handle.sync()
      } catch (error) {
        await handle.close()
        await unlink(draft).catch(() => undefined)
        throw error
      }
      await handle.close()
      await rename(draft, path)
      return { hash, size: bytes.length }
    },
    read: (hash) => readFile(place(hash)),
    has: async (hash) => (await stat(place(hash)).catch(() => undefined)) !== undefined,
    async remove(hash) {
      await unlink(place(hash)).catch((error) => {
        if ((error as { code?: string }).code !== 'ENOENT') throw error
      })
    },
    async open(hash) {
      if (!shape.test(hash)) return undefined
      const path = place(hash)
      const found = await stat(path).catch(() => undefined)
      return found ? { stream: createReadStream(path), size: found.size } : undefined
    },
  }
}
