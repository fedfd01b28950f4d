import { describe, expect, test } from 'vitest'
import { findHidden, stripHidden } from '../../src/foundations/documents/index.ts'
import { commentSegment, exif, exifSegment, jpeg, png, tiff, webp } from './pictures.ts'

const xmp = Buffer.from(
  'XML:com.adobe.xmp\0\0\0\0\0<x><dc:creator><rdf:Seq><rdf:li>张三</rdf:li></rdf:Seq></dc:creator></x>',
)
const all = { artist: 'Zhang San', gps: true }
const after = (bytes: Uint8Array) => new Uint8Array([...bytes, ...Buffer.from('PK hidden')])

const cases: [what: string, name: string, bytes: Uint8Array, kinds: string[]][] = [
  ['a clean JPEG', 'a.jpg', jpeg(), []],
  ['a JPEG that only says which way is up', 'a.jpg', jpeg(exifSegment({ orientation: 6 })), []],
  ['a JPEG from a telephone', 'a.jpg', jpeg(exifSegment({ ...all, orientation: 6 })), ['position', 'author']],
  ['a JPEG with a comment', 'a.jpg', jpeg(commentSegment('CREATOR: gd-jpeg')), ['image-metadata']],
  ['something behind a JPEG', 'a.jpg', after(jpeg()), ['image-metadata']],
  ['a clean PNG', 'a.png', png(), []],
  [
    'a PNG with Exif and XMP',
    'a.png',
    png(['eXIf', exif(all)], ['iTXt', xmp]),
    ['position', 'author', 'image-metadata'],
  ],
  ['a PNG with words', 'a.png', png(['tEXt', Buffer.from('Author\0Zhang')]), ['author']],
  ['something behind a PNG', 'a.png', after(png()), ['image-metadata']],
  ['a WebP with Exif', 'a.webp', webp(exif(all)), ['position', 'author']],
  ['a TIFF with names and a place', 'a.tif', tiff(all), ['position', 'author']],
]

describe('pictures', () => {
  test.each(cases)('%s', async (_, name, bytes, kinds) => {
    const found = await findHidden(bytes, name)
    expect(found.map(({ kind }) => kind)).toEqual(kinds)
    const stripped = await stripHidden(bytes, name)
    expect(stripped.proved).toBe(true)
    expect(await findHidden(stripped.bytes, name)).toEqual([])
    expect((await stripHidden(stripped.bytes, name)).bytes).toBe(stripped.bytes)
    expect(Buffer.from(stripped.bytes).includes('Zhang')).toBe(false)
    if (!kinds.length) expect(stripped.bytes).toBe(bytes)
  })

  test('a picture keeps its way up and its data', async () => {
    const { bytes } = await stripHidden(jpeg(exifSegment({ ...all, orientation: 6 })), 'a.jpg')
    expect(Buffer.from(bytes).equals(Buffer.from(jpeg(exifSegment({ orientation: 6 }))))).toBe(true)
    const plain = await stripHidden(png(['eXIf', exif(all)]), 'a.png')
    expect(Buffer.from(plain.bytes).equals(Buffer.from(png()))).toBe(true)
  })
})
