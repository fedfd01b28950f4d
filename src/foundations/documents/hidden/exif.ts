/** What the TIFF structure of Exif says (Exif 2.32, TIFF 6.0). */
export type Exif = { gps: boolean; names: string[]; other: boolean; orientation: number }

const namingTags = new Map([
  [0x013b, 'Artist'],
  [0x8298, 'Copyright'],
  [0x9c9d, 'XPAuthor'],
  [0xa430, 'CameraOwnerName'],
  [0xa431, 'BodySerialNumber'],
  [0xa435, 'LensSerialNumber'],
])
/** Tags that only lead to another directory. */
export const pointers: ReadonlySet<number> = new Set([0x8769, 0x8825])
const sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8]

export type Entry = { tag: number; at: number; dataAt: number; size: number; value: number }

/** Entries of every directory reached from the header; `directories` says where each begins. */
export const tiffEntries = (
  tiff: Uint8Array,
): { little: boolean; directories: { at: number; entries: Entry[]; kind: 'main' | 'exif' | 'gps' }[] } | null => {
  if (tiff.length < 8) return null
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  const little = tiff[0] === 0x49
  if (tiff[0] !== tiff[1] || (tiff[0] !== 0x49 && tiff[0] !== 0x4d) || view.getUint16(2, little) !== 42) return null
  const directories: { at: number; entries: Entry[]; kind: 'main' | 'exif' | 'gps' }[] = []
  const queue: { at: number; kind: 'main' | 'exif' | 'gps' }[] = [{ at: view.getUint32(4, little), kind: 'main' }]
  const seen = new Set<number>()
  while (queue.length && directories.length < 200) {
    const { at, kind } = queue.shift()!
    if (at === 0 || seen.has(at) || at + 2 > tiff.length) continue
    seen.add(at)
    const count = view.getUint16(at, little)
    if (at + 2 + count * 12 > tiff.length) continue
    const entries: Entry[] = []
    for (let i = 0; i < count; i++) {
      const entryAt = at + 2 + i * 12
      const tag = view.getUint16(entryAt, little)
      const size = (sizes[view.getUint16(entryAt + 2, little)] ?? 1) * view.getUint32(entryAt + 4, little)
      const value = view.getUint32(entryAt + 8, little)
      entries.push({ tag, at: entryAt, dataAt: size > 4 ? value : entryAt + 8, size, value })
      if (tag === 0x8769) queue.push({ at: value, kind: 'exif' })
      else if (tag === 0x8825) queue.push({ at: value, kind: 'gps' })
    }
    directories.push({ at, entries, kind })
    const next = at + 2 + count * 12
    if (kind === 'main' && next + 4 <= tiff.length) queue.push({ at: view.getUint32(next, little), kind: 'main' })
  }
  return { little, directories }
}

const wordsAt = (tiff: Uint8Array, { tag, dataAt, size }: Entry): string => {
  const raw = tiff.subarray(dataAt, dataAt + Math.min(size, 400))
  const text = new TextDecoder(tag === 0x9c9d ? 'utf-16le' : 'utf-8').decode(raw)
  return [...text]
    .filter((c) => c >= ' ' && c !== '\u007f')
    .join('')
    .trim()
}

/** What an Exif block tells; a block with nothing but the way up is clean. */
export const readExif = (tiff: Uint8Array): Exif | null => {
  const found = tiffEntries(tiff)
  if (!found) return null
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  const exif: Exif = { gps: false, names: [], other: false, orientation: 1 }
  for (const { entries, kind } of found.directories)
    for (const entry of entries) {
      if (kind === 'gps') {
        // The version alone says nothing of a place.
        if (entry.tag !== 0) exif.gps = true
      } else if (entry.tag === 0x0112) {
        const value = view.getUint16(entry.at + 8, found.little)
        if (value >= 1 && value <= 8) exif.orientation = value
      } else if (namingTags.has(entry.tag)) {
        const words = wordsAt(tiff, entry)
        if (words !== '') exif.names.push(words)
        else exif.other = true
      } else if (!pointers.has(entry.tag)) exif.other = true
    }
  return exif
}

/** The smallest Exif block: which way is up. A picture must not turn because its history was taken out. */
export const onlyOrientation = (orientation: number): Uint8Array =>
  new Uint8Array([
    ...[0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1],
    ...[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0],
    ...[0, 0, 0, 0],
  ])
