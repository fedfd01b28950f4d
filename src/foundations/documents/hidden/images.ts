import { crc32 } from 'node:zlib'
import { type Exif, onlyOrientation, pointers, readExif, tiffEntries } from './exif.ts'
import { finding, type HiddenFinding } from './finding.ts'

/** What a picture tells beside itself, and the same picture without it: nothing is encoded anew. */
export type ImageCheck = { findings: HiddenFinding[]; cleaned: Uint8Array }

type Told = { gps: boolean; names: string[]; notes: string[]; other: boolean }

const nothing = (): Told => ({ gps: false, names: [], notes: [], other: false })

const addExif = (told: Told, exif: Exif | null): void => {
  if (!exif) told.other = true
  else {
    told.gps ||= exif.gps
    told.names.push(...exif.names)
    told.other ||= exif.other
  }
}

const addXmp = (told: Told, xml: string): void => {
  if (/exif:GPS(Latitude|Longitude|Position)/.test(xml)) told.gps = true
  const creator = xml.match(/<dc:creator>[\s\S]*?<rdf:li[^>]*>([^<]+)</)?.[1]
  if (creator?.trim()) told.names.push(creator.trim())
  told.other = true
}

const findingsOf = (told: Told, place: string): HiddenFinding[] => [
  ...(told.gps ? [finding('position', { place })] : []),
  ...(told.names.length ? [finding('author', { place, sample: [...new Set(told.names)].join('、') })] : []),
  ...(told.other || told.notes.length ? [finding('image-metadata', { place, sample: told.notes.join(' ') })] : []),
]

const ascii = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')
const utf8 = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
const join = (pieces: Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(pieces))

/** JPEG (ITU T.81): application segments but those that the picture's look depends on, comments, and what follows it. */
const jpeg = (bytes: Uint8Array): { told: Told; cleaned: Uint8Array } | null => {
  const told = nothing()
  const pieces: Uint8Array[] = [bytes.subarray(0, 2)]
  let at = 2
  let orientation = 1
  while (at < bytes.length) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1]!
    if (marker === 0xff) {
      at++
      continue
    }
    if (marker === 0xd9) {
      pieces.push(bytes.subarray(at, at + 2))
      if (at + 2 < bytes.length) told.other = true
      break
    }
    const length = (bytes[at + 2]! << 8) | bytes[at + 3]!
    if (length < 2 || at + 2 + length > bytes.length) return null
    const segment = bytes.subarray(at, at + 2 + length)
    const body = segment.subarray(4)
    const head = ascii(body.subarray(0, 32))
    at += 2 + length
    if (marker === 0xe1 && head.startsWith('Exif\0')) {
      const exif = readExif(body.subarray(6))
      addExif(told, exif)
      if (exif) orientation = exif.orientation
    } else if (marker === 0xe1 && head.startsWith('http://ns.adobe.com/')) addXmp(told, utf8(body))
    else if (marker === 0xfe) told.notes.push(utf8(body).replaceAll('\0', ''))
    else if (marker > 0xe0 && marker <= 0xef && !(marker === 0xe2 && head.startsWith('ICC_PROFILE')) && marker !== 0xee)
      told.other = true
    else pieces.push(segment)
    if (marker === 0xda) {
      // Compressed data up to the next marker that is neither a stuffed byte nor a restart.
      let end = at
      for (;;) {
        end = bytes.indexOf(0xff, end)
        if (end < 0 || end + 1 >= bytes.length) {
          end = bytes.length
          break
        }
        const next = bytes[end + 1]!
        if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) break
        end += 2
      }
      pieces.push(bytes.subarray(at, end))
      at = end
    }
  }
  if (orientation > 1) {
    const tiff = onlyOrientation(orientation)
    const exif = [0xff, 0xe1, 0, tiff.length + 8, ...Buffer.from('Exif\0\0', 'latin1'), ...tiff]
    // After JFIF, which must come first.
    const first = pieces[1]?.[1] === 0xe0 ? 2 : 1
    pieces.splice(first, 0, new Uint8Array(exif))
  }
  return { told, cleaned: join(pieces) }
}

const pngKeeps = new Set(
  'IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB bKGD hIST pHYs sPLT acTL fcTL fdAT cICP mDCV cLLI'.split(' '),
)

/** PNG (ISO 15948): every chunk that the picture's look does not depend on, and what follows the end. */
const png = (bytes: Uint8Array): { told: Told; cleaned: Uint8Array } | null => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const told = nothing()
  const pieces = [bytes.subarray(0, 8)]
  let at = 8
  while (at + 12 <= bytes.length) {
    const length = view.getUint32(at)
    if (at + 12 + length > bytes.length) return null
    const type = ascii(bytes.subarray(at + 4, at + 8))
    const body = bytes.subarray(at + 8, at + 8 + length)
    const chunk = bytes.subarray(at, at + 12 + length)
    at += 12 + length
    if (pngKeeps.has(type)) pieces.push(chunk)
    else if (type === 'eXIf') {
      const exif = readExif(body)
      addExif(told, exif)
      if (exif && exif.orientation > 1) {
        const tiff = onlyOrientation(exif.orientation)
        const named = Buffer.concat([Buffer.from('eXIf', 'latin1'), tiff])
        const made = Buffer.alloc(named.length + 8)
        made.writeUInt32BE(tiff.length, 0)
        named.copy(made, 4)
        made.writeUInt32BE(crc32(named), named.length + 4)
        pieces.push(made)
      }
    } else if (/^(tEXt|iTXt|zTXt)$/.test(type)) {
      const words = utf8(body).replaceAll('\0', ' ')
      if (words.startsWith('XML:com.adobe.xmp')) addXmp(told, words)
      else if (/^(Author|Artist)\s/i.test(words)) told.names.push(words.replace(/^\w+\s+/, ''))
      else told.notes.push(type === 'zTXt' ? words.split(' ')[0]! : words)
    } else told.other = true
    if (type === 'IEND') {
      if (at < bytes.length) told.other = true
      return { told, cleaned: join(pieces) }
    }
  }
  return null
}

/** WebP (RFC 9649): the EXIF and XMP chunks, and the flags that announce them. */
const webp = (bytes: Uint8Array): { told: Told; cleaned: Uint8Array } | null => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const told = nothing()
  const pieces: Uint8Array[] = []
  let orientation = 1
  for (let at = 12; at + 8 <= bytes.length; ) {
    const type = ascii(bytes.subarray(at, at + 4))
    const length = view.getUint32(at + 4, true)
    const end = at + 8 + length + (length & 1)
    if (at + 8 + length > bytes.length) return null
    const body = bytes.subarray(at + 8, at + 8 + length)
    if (type === 'EXIF') {
      const exif = readExif(ascii(body.subarray(0, 4)) === 'Exif' ? body.subarray(6) : body)
      addExif(told, exif)
      if (exif) orientation = exif.orientation
    } else if (type === 'XMP ') addXmp(told, utf8(body))
    else pieces.push(bytes.slice(at, Math.min(end, bytes.length)))
    at = end
  }
  if (orientation > 1) {
    const tiff = onlyOrientation(orientation)
    pieces.push(new Uint8Array([...Buffer.from('EXIF', 'latin1'), tiff.length, 0, 0, 0, ...tiff]))
  }
  const extended = pieces.find((piece) => ascii(piece.subarray(0, 4)) === 'VP8X')
  if (extended) extended[8] = (extended[8]! & ~0x0c) | (orientation > 1 ? 0x08 : 0)
  const size = pieces.reduce((sum, piece) => sum + piece.length, 4)
  const head = Buffer.alloc(12)
  head.write('RIFF', 0, 'latin1')
  head.writeUInt32LE(size, 4)
  head.write('WEBP', 8, 'latin1')
  return { told, cleaned: join([head, ...pieces]) }
}

/** Tags of a TIFF that speak of people, places and programs, not of the picture. */
const tiffTold = new Set([
  0x010d, 0x010e, 0x010f, 0x0110, 0x0131, 0x0132, 0x013b, 0x013c, 0x02bc, 0x8298, 0x83bb, 0x8649, 0x8769, 0x8825,
  0x9c9b, 0x9c9c, 0x9c9d, 0x9c9e, 0x9c9f, 0x935c,
])

/** TIFF: the entries go out of their directories and what they pointed at is blanked; no picture data moves. */
const tiff = (bytes: Uint8Array): { told: Told; cleaned: Uint8Array } | null => {
  const found = tiffEntries(bytes)
  if (!found?.directories.length) return null
  const told = nothing()
  const cleaned = bytes.slice()
  const view = new DataView(cleaned.buffer)
  const blank = ({ dataAt, size }: { dataAt: number; size: number }) =>
    cleaned.fill(0, Math.min(dataAt, cleaned.length), Math.min(dataAt + size, cleaned.length))
  for (const { at, entries, kind } of found.directories) {
    const telling = entries.filter((entry) => kind !== 'main' || tiffTold.has(entry.tag))
    for (const entry of telling) {
      if (kind === 'gps' && entry.tag !== 0) told.gps = true
      else if (entry.tag === 0x013b)
        told.names.push(utf8(bytes.subarray(entry.dataAt, entry.dataAt + entry.size)).replaceAll('\0', ''))
      else if (!pointers.has(entry.tag)) told.other = true
      if (entry.size > 4) blank(entry)
    }
    if (!telling.length) continue
    if (kind !== 'main') {
      cleaned.fill(0, at, at + 2 + entries.length * 12)
      continue
    }
    const kept = entries.filter((entry) => !telling.includes(entry))
    const tail = bytes.slice(at + 2 + entries.length * 12, at + 6 + entries.length * 12)
    cleaned.fill(0, at, at + 6 + entries.length * 12)
    view.setUint16(at, kept.length, found.little)
    kept.forEach((entry, i) => {
      cleaned.set(bytes.subarray(entry.at, entry.at + 12), at + 2 + i * 12)
    })
    cleaned.set(tail, at + 2 + kept.length * 12)
  }
  return { told, cleaned }
}

const readerOf = (bytes: Uint8Array) => {
  const head = ascii(bytes.subarray(0, 12))
  if (head.startsWith('\u00ff\u00d8\u00ff')) return jpeg
  if (head.startsWith('\u0089PNG')) return png
  if (head.startsWith('RIFF') && head.endsWith('WEBP')) return webp
  if (head.startsWith('II*\0') || head.startsWith('MM\0*')) return tiff
  return null
}

export const isCleanableImage = (bytes: Uint8Array): boolean => readerOf(bytes) !== null

/** Looks at a JPEG, PNG, WebP or TIFF. null when it is none of these or damaged. Never throws. */
export const checkImage = (bytes: Uint8Array, place = ''): ImageCheck | null => {
  try {
    const read = readerOf(bytes)?.(bytes)
    return read ? { findings: findingsOf(read.told, place), cleaned: read.cleaned } : null
  } catch {
    return null
  }
}
