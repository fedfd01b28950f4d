import { Readable } from 'node:stream'
import type { Platform } from '../../../foundations/context.ts'

/** Long sealed files: in parts, each sealed for its own place, so that neither writing nor listening holds the whole. */

export type Part = { hash: string; size: number }

/** Bytes of one part before sealing: two hours of telephone sound are 28 of them. */
export const partSize = 4 * 1024 * 1024

const place = (id: string, n: number) => `call-recording/${id}/${n}`

/** Seals and keeps what comes, part after part. @throws whatever the stream throws; parts kept before are then taken away */
export const keepStream = async (
  { files, keyring }: Pick<Platform, 'files' | 'keyring'>,
  id: string,
  stream: AsyncIterable<Uint8Array>,
): Promise<{ parts: Part[]; size: number }> => {
  const parts: Part[] = []
  let waiting: Uint8Array[] = []
  let held = 0
  let size = 0
  const seal = async (bytes: Buffer) => {
    const { hash } = await files.put(keyring.sealBytes(bytes, place(id, parts.length)))
    parts.push({ hash, size: bytes.length })
    size += bytes.length
  }
  try {
    for await (const chunk of stream) {
      waiting.push(chunk)
      held += chunk.length
      while (held >= partSize) {
        const whole = Buffer.concat(waiting)
        await seal(whole.subarray(0, partSize))
        waiting = [whole.subarray(partSize)]
        held = whole.length - partSize
      }
    }
    if (held) await seal(Buffer.concat(waiting))
    return { parts, size }
  } catch (error) {
    await forgetParts({ files }, parts)
    throw error
  }
}

/** The bytes from `start` to `end`, both included, opened as they are asked for. */
export const openParts = (
  { files, keyring }: Pick<Platform, 'files' | 'keyring'>,
  id: string,
  parts: readonly Part[],
  start: number,
  end: number,
): Readable =>
  Readable.from(
    (async function* () {
      let at = 0
      for (const [n, { hash, size }] of parts.entries()) {
        if (at <= end && at + size > start) {
          const bytes = keyring.openBytes(await files.read(hash), place(id, n))
          yield bytes.subarray(Math.max(0, start - at), Math.min(size, end + 1 - at))
        }
        at += size
      }
    })(),
  )

export const forgetParts = async ({ files }: Pick<Platform, 'files'>, parts: readonly Part[]): Promise<void> => {
  for (const { hash } of parts) await files.remove(hash)
}
