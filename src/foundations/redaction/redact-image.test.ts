import { createCanvas, loadImage } from '@napi-rs/canvas'
import { describe, expect, test } from 'vitest'
import { findHidden } from '../documents/index.ts'
import { outlineOf, redact } from './index.ts'
import { tracesOf, withExif } from './testing.ts'

/** Left half red, right half blue, a yellow corner at the top left. */
const painted = (width = 400, height = 200) => {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = '#d00000'
  context.fillRect(0, 0, width / 2, height)
  context.fillStyle = '#0000d0'
  context.fillRect(width / 2, 0, width / 2, height)
  context.fillStyle = '#ffff00'
  context.fillRect(0, 0, 40, 40)
  return canvas
}
const jpeg = () => painted().toBuffer('image/jpeg', 95)

const pixel = async (bytes: Uint8Array, x: number, y: number) => {
  const image = await loadImage(Buffer.from(bytes))
  const canvas = createCanvas(image.width, image.height)
  const context = canvas.getContext('2d')
  context.drawImage(image, 0, 0)
  return {
    width: image.width,
    height: image.height,
    colour: [...context.getImageData(x, y, 1, 1).data].slice(0, 3).map((one) => Math.round(one / 64)),
  }
}

const [red, blue, yellow, dark] = [
  [3, 0, 0],
  [0, 0, 3],
  [4, 4, 0],
  [1, 1, 1],
]

describe('pictures', () => {
  test('are painted anew: a bar, and nothing of the file beside its pixels', async () => {
    const bytes = withExif(jpeg(), 1)
    expect(tracesOf(bytes, ['Secret1'])).not.toEqual([])
    const copy = await redact(bytes, 'image', [
      { page: 1, rect: { x: 0.75, y: 0, width: 0.25, height: 1 }, ground: 'EX15' },
    ])
    if (!copy.ok) throw new Error(copy.key)
    expect(copy).toMatchObject({ mediaType: 'image/jpeg', report: { bars: 1, pagesFlattened: [1] } })
    expect(tracesOf(copy.bytes, ['Secret1'])).toEqual([])
    expect(await findHidden(copy.bytes, 'a.jpg')).toEqual([])
    expect(await pixel(copy.bytes, 100, 100)).toEqual({ width: 400, height: 200, colour: red })
    expect((await pixel(copy.bytes, 250, 100)).colour).toEqual(blue)
    expect((await pixel(copy.bytes, 310, 10)).colour).toEqual(dark)
  })

  test.each([
    [3, { width: 400, height: 200 }, [395, 195]],
    [6, { width: 200, height: 400 }, [195, 5]],
    [8, { width: 200, height: 400 }, [5, 395]],
  ] as const)(
    'stored on their side (orientation %i) are marked as they are displayed',
    async (orientation, size, [x, y]) => {
      const bytes = withExif(jpeg(), orientation)
      expect(await outlineOf(bytes, 'image')).toEqual({
        ok: true,
        kind: 'image',
        pages: [{ page: 1, ...size, pieces: [] }],
      })
      const copy = await redact(bytes, 'image', [])
      if (!copy.ok) throw new Error(copy.key)
      expect(await pixel(copy.bytes, x, y)).toEqual({ ...size, colour: yellow })
      const corner = {
        x: (x - 5) / size.width,
        y: (y - 5) / size.height,
        width: 10 / size.width,
        height: 10 / size.height,
      }
      const barred = await redact(bytes, 'image', [{ page: 1, rect: corner, ground: 'EX15' }])
      if (!barred.ok) throw new Error(barred.key)
      expect((await pixel(barred.bytes, x, y)).colour).not.toEqual(yellow)
    },
  )

  test.each([
    ['png', painted().toBuffer('image/png'), 'image/png'],
    ['webp', painted().toBuffer('image/webp'), 'image/png'],
    ['gif', painted().toBuffer('image/gif'), 'image/png'],
  ] as const)('%s', async (_, bytes, mediaType) => {
    const copy = await redact(bytes, 'image', [{ page: 1, whole: true, ground: 'EX16a' }])
    if (!copy.ok) throw new Error(copy.key)
    expect(copy.mediaType).toBe(mediaType)
    expect((await pixel(copy.bytes, 20, 20)).colour).toEqual([4, 4, 4])
  })

  test('TIFF is refused with a sentence', async () => {
    const tiff = Buffer.from('49492a0008000000020000010300010000000a00000001010300010000000a00000000000000', 'hex')
    expect(await redact(tiff, 'image', [])).toMatchObject({ ok: false, key: 'picture-kind' })
  })

  test('one that claims a size no machine can hold is refused before it is unpacked', async () => {
    const bomb = painted().toBuffer('image/png')
    bomb.writeUInt32BE(60_000, 16)
    bomb.writeUInt32BE(60_000, 20)
    expect(await redact(bomb, 'image', [])).toMatchObject({ ok: false, key: 'too-large' })
  })
})
