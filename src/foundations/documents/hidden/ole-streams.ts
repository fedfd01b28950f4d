/** Streams of an OLE compound file by name ([MS-CFB]); the first one of a name. */
export type Ole = { names: string[]; stream: (name: string) => Uint8Array | undefined }

const END = 0xfffffff0

/** null when the file is cut off or its chains do not hold. Never throws. */
export const openOle = (bytes: Uint8Array): Ole | null => {
  if (bytes.length < 1536) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const shift = view.getUint16(0x1e, true)
  if (shift !== 9 && shift !== 12) return null
  const size = 1 << shift
  const offset = (sector: number) => (sector + 1) * size
  const u32 = (at: number) => (at + 4 <= bytes.length ? view.getUint32(at, true) : END)

  const tables: number[] = []
  for (let i = 0; i < 109; i++) tables.push(u32(0x4c + i * 4))
  let more = u32(0x44)
  for (let hops = 0; more < END && hops < 1000; hops++) {
    for (let i = 0; i < size / 4 - 1; i++) tables.push(u32(offset(more) + i * 4))
    more = u32(offset(more) + size - 4)
  }
  const next = (sector: number) =>
    u32(offset(tables[Math.floor(sector / (size / 4))] ?? END) + (sector % (size / 4)) * 4)
  const most = Math.ceil(bytes.length / size) + 1
  const chain = (first: number): Uint8Array => {
    const pieces: Uint8Array[] = []
    for (let at = first; at < END && pieces.length < most; at = next(at))
      pieces.push(bytes.subarray(offset(at), offset(at) + size))
    return new Uint8Array(Buffer.concat(pieces))
  }

  const directory = chain(u32(0x30))
  const entries: { name: string; start: number; size: number }[] = []
  const seen = new DataView(directory.buffer)
  for (let at = 0; at + 128 <= directory.length; at += 128) {
    const length = seen.getUint16(at + 64, true)
    if (length < 2 || length > 64 || directory[at + 66] === 0) continue
    entries.push({
      name: new TextDecoder('utf-16le').decode(directory.subarray(at, at + length - 2)),
      start: seen.getUint32(at + 116, true),
      size: seen.getUint32(at + 120, true),
    })
  }
  if (!entries.length) return null
  let mini: Uint8Array | undefined
  let miniTable: DataView | undefined
  return {
    names: entries.map(({ name }) => name),
    stream(name) {
      const entry = entries.find((one) => one.name === name)
      if (!entry) return undefined
      if (entry.size >= 4096) return chain(entry.start).subarray(0, entry.size)
      mini ??= chain(entries[0]!.start)
      miniTable ??= new DataView(chain(u32(0x3c)).buffer)
      const pieces: Uint8Array[] = []
      for (let at = entry.start; at < END && pieces.length < 64; ) {
        pieces.push(mini.subarray(at * 64, at * 64 + 64))
        at = at * 4 + 4 <= miniTable.byteLength ? miniTable.getUint32(at * 4, true) : END
      }
      return new Uint8Array(Buffer.concat(pieces)).subarray(0, entry.size)
    },
  }
}
