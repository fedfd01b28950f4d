/**
 * The central directory of a zip file, read without unpacking anything: enough to tell a .docx from a .xlsx, to see a
 * password, a broken file, a program inside, or a bomb before any memory is spent.
 */
export type ZipEntry = {
  name: string
  compressedSize: number
  size: number
  encrypted: boolean
  /** 0 stored, 8 deflated. */
  method: number
  crc: number
  /** Where its local header stands. */
  offset: number
}

const END = 0x06054b50
const ENTRY = 0x02014b50

/** The entries, or null when the file is cut off or damaged. Names are UTF-8, or GBK as Windows in Chinese writes them. */
export const zipEntries = (bytes: Uint8Array): ZipEntry[] | null => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = -1
  for (let i = bytes.length - 22; i >= 0 && i >= bytes.length - 22 - 65_535; i--) {
    if (view.getUint32(i, true) === END) {
      end = i
      break
    }
  }
  if (end < 0) return null
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  const entries: ZipEntry[] = []
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY) return null
    const flags = view.getUint16(at + 8, true)
    const nameLength = view.getUint16(at + 28, true)
    const rawName = bytes.subarray(at + 46, at + 46 + nameLength)
    let name: string
    try {
      name = new TextDecoder('utf-8', { fatal: true }).decode(rawName)
    } catch {
      name = new TextDecoder('gb18030').decode(rawName)
    }
    entries.push({
      name: name.replaceAll('\\', '/'),
      compressedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      encrypted: (flags & 1) === 1,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      offset: view.getUint32(at + 42, true),
    })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

/** Bytes everything would take when unpacked, as the directory claims. */
export const unpackedSize = (entries: ZipEntry[]): number => entries.reduce((sum, e) => sum + e.size, 0)
