import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'

export type Written = { bytes: number; sha256: string }

const counting = () => {
  const hash = createHash('sha256')
  let bytes = 0
  const stream = new Transform({
    transform(chunk, _encoding, done) {
      hash.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
  })
  return { stream, result: (): Written => ({ bytes, sha256: hash.digest('hex') }) }
}

const onDisk = async (path: string) => {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/**
 * Writes a stream to a file; when it returns, the file is whole and on disk.
 * @param expected hash; with another, nothing is left behind
 * @throws Error when the hash is another
 */
export const writeHashed = async (
  path: string,
  source: Readable,
  through: Transform[] = [],
  expected?: string,
): Promise<Written> => {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.${randomBytes(4).toString('hex')}.part`
  const count = counting()
  try {
    await pipeline([source, ...through, count.stream, createWriteStream(draft, { mode: 0o600 })])
    const result = count.result()
    if (expected && result.sha256 !== expected)
      throw new Error(`${path}: 内容与校验值不符 / the bytes are not those of ${expected}`)
    await onDisk(draft)
    await rename(draft, path)
    return result
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

export const hashOf = async (path: string): Promise<Written> => {
  const count = counting()
  count.stream.resume()
  await pipeline(createReadStream(path), count.stream)
  return count.result()
}

/** Makes the names in a folder as lasting as the files. */
export const syncFolder = onDisk
