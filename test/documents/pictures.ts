import { crc32, deflateSync } from 'node:zlib'

/** Small pictures with the data that cameras and programs leave in them. */

const latin = (text: string) => Buffer.from(text, 'latin1')

/** An Exif block, big-endian: orientation, artist, and a latitude. */
export const exif = ({ orientation = 1, artist = '', gps = false }): Buffer => {
  const entries: [tag: number, type: number, count: number, value: Buffer][] = []
  const short = (n: number) => Buffer.from([n >> 8, n & 255, 0, 0])
  entries.push([0x0112, 3, 1, short(orientation)])
  const words = latin(`${artist}\0`)
  const count = 1 + (artist ? 1 : 0) + (gps ? 1 : 0)
  const afterMain = 8 + 2 + count * 12 + 4
  if (artist) entries.push([0x013b, 2, words.length, Buffer.alloc(4)])
  if (gps) entries.push([0x8825, 4, 1, Buffer.alloc(4)])
  const artistAt = afterMain
  const gpsAt = afterMain + (artist ? words.length + (words.length & 1) : 0)
  const block = Buffer.alloc(gpsAt + (gps ? 2 + 12 + 4 : 0))
  latin('MM\0*').copy(block)
  block.writeUInt32BE(8, 4)
  block.writeUInt16BE(entries.length, 8)
  entries.forEach(([tag, type, n, value], i) => {
    const at = 10 + i * 12
    block.writeUInt16BE(tag, at)
    block.writeUInt16BE(type, at + 2)
    block.writeUInt32BE(n, at + 4)
    value.copy(block, at + 8)
    if (tag === 0x013b) block.writeUInt32BE(artistAt, at + 8)
    if (tag === 0x8825) block.writeUInt32BE(gpsAt, at + 8)
  })
  if (artist) words.copy(block, artistAt)
  if (gps) {
    block.writeUInt16BE(1, gpsAt)
    block.writeUInt16BE(1, gpsAt + 2)
    block.writeUInt16BE(2, gpsAt + 4)
    block.writeUInt32BE(2, gpsAt + 6)
    latin('N\0\0\0').copy(block, gpsAt + 10)
  }
  return block
}

const segment = (marker: number, body: Buffer) =>
  Buffer.concat([Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255]), body])

/** A grey JPEG of 8 × 8: quantisation, frame, tables and one block. */
export const jpeg = (...segments: Buffer[]): Uint8Array =>
  new Uint8Array(
    Buffer.concat([
      Buffer.from([0xff, 0xd8]),
      segment(0xe0, latin('JFIF\0\x01\x01\0\0\x01\0\x01\0\0')),
      ...segments,
      segment(0xdb, Buffer.concat([Buffer.from([0]), Buffer.alloc(64, 1)])),
      segment(0xc0, Buffer.from([8, 0, 8, 0, 8, 1, 1, 0x11, 0])),
      segment(0xc4, Buffer.concat([Buffer.from([0x00, 1]), Buffer.alloc(15), Buffer.from([0])])),
      segment(0xc4, Buffer.concat([Buffer.from([0x10, 1]), Buffer.alloc(15), Buffer.from([0])])),
      segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
      Buffer.from([0x3f, 0xff, 0x00, 0xd9].slice(0, 1)),
      Buffer.from([0xff, 0xd9]),
    ]),
  )
export const exifSegment = (given: Parameters<typeof exif>[0]) =>
  segment(0xe1, Buffer.concat([latin('Exif\0\0'), exif(given)]))
export const commentSegment = (text: string) => segment(0xfe, Buffer.from(text))

const chunk = (type: string, body: Buffer) => {
  const named = Buffer.concat([latin(type), body])
  const out = Buffer.alloc(named.length + 8)
  out.writeUInt32BE(body.length, 0)
  named.copy(out, 4)
  out.writeUInt32BE(crc32(named), named.length + 4)
  return out
}

/** A PNG of one pixel with the given chunks before its data. */
export const png = (...chunks: [type: string, body: Buffer][]): Uint8Array =>
  new Uint8Array(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
      chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
      ...chunks.map(([type, body]) => chunk(type, body)),
      chunk('IDAT', deflateSync(Buffer.from([0, 128]))),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  )

const riff = (type: string, body: Buffer) => {
  const head = Buffer.alloc(8)
  head.write(type, 0, 'latin1')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body, Buffer.alloc(body.length & 1)])
}

/** A WebP whose extended header announces Exif. The picture data is not looked at here. */
export const webp = (block: Buffer): Uint8Array => {
  const chunks = Buffer.concat([
    riff('VP8X', Buffer.from([0x08, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
    riff('VP8L', Buffer.from([0x2f, 0, 0, 0, 0, 0])),
    riff('EXIF', block),
  ])
  return new Uint8Array(riff('RIFF', Buffer.concat([latin('WEBP'), chunks])))
}

/** The Exif block is a TIFF file by itself. */
export const tiff = (given: Parameters<typeof exif>[0]): Uint8Array => new Uint8Array(exif(given))
