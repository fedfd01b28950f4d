import { crc32, inflateRawSync } from 'node:zlib'
import { type ZipEntry, zipEntries } from '../zip-directory.ts'

/** Sum of what parts claim to unpack to; beyond it nothing is unpacked at all. */
export const maxUnpacked = 300 * 1024 * 1024
/** One XML part larger than this was not written by a person. */
export const maxPart = 60 * 1024 * 1024

export type Fault = 'broken' | 'encrypted' | 'tooLarge'

/** The members of a zip file, unpacked when asked for. */
export type ZipParts = {
  names: string[]
  has: (name: string) => boolean
  size: (name: string) => number
  /** @throws ZipFault when the member does not hold what the directory says */
  bytes: (name: string) => Uint8Array
  /**
   * Unpacks a member and lets it go again.
   * @throws ZipFault as `bytes`
   */
  check: (name: string) => void
  /** As text; UTF-16 is recognised by its mark. '' when there is no such part. */
  text: (name: string) => string
}

export class ZipFault extends Error {
  fault: Fault
  constructor(fault: Fault) {
    super(fault)
    this.fault = fault
  }
}

const unpack = (zip: Uint8Array, entry: ZipEntry): Uint8Array => {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
  const at = entry.offset
  if (at + 30 > zip.length || view.getUint32(at, true) !== 0x04034b50) throw new ZipFault('broken')
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  const packed = zip.subarray(start, start + entry.compressedSize)
  if (packed.length < entry.compressedSize) throw new ZipFault('broken')
  if (entry.method === 0) return packed
  if (entry.method !== 8) throw new ZipFault('broken')
  if (entry.size === 0) return new Uint8Array(0)
  try {
    // A member that unpacks to more than it claims is a bomb or a trick: both end here.
    return inflateRawSync(packed, { maxOutputLength: entry.size })
  } catch {
    throw new ZipFault('broken')
  }
}

/**
 * Opens a zip without unpacking anything yet.
 * @throws ZipFault broken, encrypted, or larger than `limit` when unpacked
 */
export const openZip = (zip: Uint8Array, limit = maxUnpacked): ZipParts => {
  const entries = zipEntries(zip)
  if (!entries) throw new ZipFault('broken')
  if (entries.some((entry) => entry.encrypted)) throw new ZipFault('encrypted')
  const files = new Map(entries.filter((entry) => !entry.name.endsWith('/')).map((entry) => [entry.name, entry]))
  let sum = 0
  for (const { size } of files.values()) sum += size
  if (sum > limit) throw new ZipFault('tooLarge')
  const kept = new Map<string, Uint8Array>()
  const unpacked = (name: string): Uint8Array => {
    const entry = files.get(name)
    if (!entry) throw new ZipFault('broken')
    const content = unpack(zip, entry)
    if (content.length !== entry.size || crc32(content) !== entry.crc) throw new ZipFault('broken')
    return content
  }
  const bytes = (name: string): Uint8Array => {
    const content = kept.get(name) ?? unpacked(name)
    kept.set(name, content)
    return content
  }
  return {
    names: [...files.keys()],
    has: (name) => files.has(name),
    size: (name) => files.get(name)?.size ?? 0,
    bytes,
    check: (name) => void unpacked(name),
    text(name) {
      if (!files.has(name)) return ''
      if (files.get(name)!.size > maxPart) throw new ZipFault('tooLarge')
      const raw = bytes(name)
      const utf16 = (raw[0] === 0xff && raw[1] === 0xfe) || (raw[0] === 0xfe && raw[1] === 0xff)
      return new TextDecoder(utf16 ? (raw[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8').decode(raw)
    },
  }
}

/** What a fault is called when a document cannot be read. */
export const faultKeys = { broken: 'broken-file', encrypted: 'encrypted', tooLarge: 'too-large' } as const

/**
 * What is wrong with a package, before a library unpacks it: whether its members hold what the directory says, and
 * together no more than `limit`.
 */
export const zipFault = (zip: Uint8Array, limit = maxUnpacked): Fault | null => {
  try {
    const parts = openZip(zip, limit)
    for (const name of parts.names) parts.check(name)
    return null
  } catch (error) {
    if (!(error instanceof ZipFault)) throw error
    return error.fault
  }
}

/** Packs parts in the given order. Times are left out, so that the same parts give the same bytes. */
export const writeZip = async (parts: Iterable<readonly [string, Uint8Array]>): Promise<Uint8Array> => {
  const { zipSync } = await import('fflate')
  const packed = /\.(jpe?g|png|gif|webp|mp4|mp3|zip|docx|xlsx|pptx)$/i
  const noTime = new Date(1980, 0, 1)
  const tree: Record<string, [Uint8Array, { level: 0 | 6; mtime: Date }]> = Object.create(null)
  for (const [name, bytes] of parts) tree[name] = [bytes, { level: packed.test(name) ? 0 : 6, mtime: noTime }]
  return zipSync(tree)
}
