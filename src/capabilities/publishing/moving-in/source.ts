import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { createInterface } from 'node:readline'
import { type Readable, Transform } from 'node:stream'
import { createGunzip } from 'node:zlib'

export type SourceLine = {
  file: string
  line: number
  text: string /** Bytes of all files read so far. */
  read: number
}

const isGzip = async (path: string) => {
  const handle = await open(path)
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0)
  await handle.close()
  return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
}

/** Bytes of all files together, for the progress bar. */
export const totalBytes = async (paths: string[]): Promise<number> =>
  (await Promise.all(paths.map((path) => stat(path)))).reduce((sum, { size }) => sum + size, 0)

/** Lines of JSON Lines files, plain or gzipped (told by content), with where each stands. Empty lines are skipped. */
export async function* linesOf(paths: string[]): AsyncGenerator<SourceLine> {
  let before = 0
  for (const path of paths) {
    let taken = 0
    const count = new Transform({
      transform(chunk, _encoding, done) {
        taken += chunk.length
        done(null, chunk)
      },
    })
    let stream: Readable = createReadStream(path, { highWaterMark: 256 * 1024 }).pipe(count)
    if (await isGzip(path)) stream = stream.pipe(createGunzip())
    let line = 0
    for await (const text of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
      line += 1
      if (text.trim())
        yield {
          file: basename(path),
          line,
          text: line === 1 ? text.replace(/^\ufeff/, '') : text,
          read: before + taken,
        }
    }
    before += taken
  }
}
