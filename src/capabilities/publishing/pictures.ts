import { imageSize } from 'image-size'
import type { Ctx } from '../../foundations/context.ts'
import { type DocumentRead, detectDocument, pictureAt, stripApart } from '../../foundations/documents/index.ts'
import { refuseInfected } from '../../foundations/files/virus-scan.ts'
import { unprocessable } from '../../platform/http/problem.ts'
import { picturePath } from './rules/pictures.ts'
import * as store from './store.ts'
import { pictureWords as words } from './words.zh.ts'

/** What every browser, Word and PDF can show. */
const kinds: Record<string, string> = { 'image/png': 'png', 'image/jpeg': 'jpg' }
/** Largest picture of a text: bytes and pixels of a side. */
const largest = { bytes: 10 * 1024 * 1024, side: 12_000 }

export type StoredPicture = {
  hash: string
  size: number
  mediaType: string
  width: number
  height: number
  url: string
}

const refuse = (key: string, message: string) => unprocessable(message, [{ field: 'file', key, message }])

/** Width and height as shown: a camera held upright says so in its orientation. */
const measuresOf = (bytes: Uint8Array): { width: number; height: number } | undefined => {
  try {
    const { width, height, orientation = 1 } = imageSize(bytes)
    return orientation >= 5 ? { width: height, height: width } : { width, height }
  } catch {
    return undefined
  }
}

/**
 * Keeps a picture for the text of an item: told by its content, cleaned of positions, names, devices and thumbnails
 * (个人信息保护法 art 28), measured.
 * @throws Problem 422 with a sentence when it is no PNG or JPEG, too large, damaged, or could not be cleaned
 */
export const keepPicture = async (ctx: Ctx, bytes: Uint8Array): Promise<StoredPicture> => {
  if (bytes.length > largest.bytes) throw refuse('too-large', words.tooLarge)
  const { mediaType } = await detectDocument(bytes, 'picture')
  const extension = kinds[mediaType]
  if (!extension) throw refuse('not-a-picture', words.notAPicture)
  await refuseInfected(ctx, bytes)
  const stripped = await stripApart(bytes, `picture.${extension}`)
  if (!stripped?.proved || stripped.left.length > 0) throw refuse('not-cleaned', words.notCleaned)
  const measures = measuresOf(stripped.bytes)
  if (!measures) throw refuse('not-a-picture', words.notAPicture)
  if (Math.max(measures.width, measures.height) > largest.side) throw refuse('too-large', words.tooLarge)
  const { hash, size } = await ctx.files.put(stripped.bytes)
  await store.rememberPicture(ctx.db, { hash, size, mediaType, ...measures })
  return { hash, size, mediaType, ...measures, url: picturePath(hash) }
}

/** A reading whose pictures are kept; those that cannot be are left out of the text and counted. */
export const withKeptPictures = async (
  ctx: Ctx,
  { html, pictures }: DocumentRead,
): Promise<{ html: string; lost: number }> => {
  const kept = new Map<string, StoredPicture>()
  for (const [i, { bytes }] of pictures.entries()) {
    const one = await keepPicture(ctx, bytes).catch(() => undefined)
    if (one) kept.set(pictureAt(i), one)
  }
  let lost = 0
  const placed = html.replace(/<img src="(\/picture\/\d+)"( alt="[^"]*") \/>/g, (_, src: string, alt: string) => {
    const one = kept.get(src)
    if (!one) {
      lost++
      return ''
    }
    return `<img src="${one.url}"${alt} width="${one.width}" height="${one.height}" loading="lazy" />`
  })
  return { html: placed.replaceAll('<p></p>', ''), lost }
}
