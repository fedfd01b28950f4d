import { type Image, loadImage } from '@napi-rs/canvas'
import { imageSize } from 'image-size'
import { maxPixels, maxSide, paintBars, whitePage } from './canvas.ts'
import type { PageMark } from './mark.ts'
import { CannotRedact, countGrounds, type Progress, type Redacted } from './outcome.ts'
import { noteWords, removedWords } from './words.zh.ts'

const readable = new Set(['jpg', 'png', 'webp', 'gif', 'bmp'])
/** A photo may be larger than a page is drawn. */
const MAX_PIXELS = maxPixels * 3

const look = (bytes: Uint8Array) => {
  try {
    return imageSize(bytes)
  } catch {
    // TIFF, HEIC and damaged files alike: which it is, the next program will say.
    throw new CannotRedact('picture-kind')
  }
}

/** Size in pixels as displayed: a photo taken upright is stored on its side. @throws CannotRedact picture-kind, too-large */
export const displayedSize = (bytes: Uint8Array): { width: number; height: number } => {
  const { width, height, orientation = 1, type = '' } = look(bytes)
  if (!readable.has(type)) throw new CannotRedact('picture-kind')
  if (width * height > MAX_PIXELS || Math.max(width, height) > maxSide * 2) throw new CannotRedact('too-large')
  if (!width || !height) throw new CannotRedact('broken-file')
  return orientation >= 5 ? { width: height, height: width } : { width, height }
}

/**
 * The copy of a picture: painted anew as it is displayed, with bars, and encoded anew, so that of the file itself
 * nothing is left (Exif, thumbnails, other frames, what follows its end). JPEG stays JPEG; all others become PNG.
 * @throws CannotRedact
 */
export const redactImage = async (
  bytes: Uint8Array,
  marks: readonly PageMark[],
  progress: Progress,
): Promise<Redacted> => {
  if (marks.some(({ page }) => page > 1)) throw new CannotRedact('no-such-page')
  const { width, height } = displayedSize(bytes)
  let image: Image
  try {
    image = await loadImage(Buffer.from(bytes))
  } catch {
    throw new CannotRedact('broken-file')
  }
  const { type } = look(bytes)
  const { canvas, context } = whitePage(width, height)
  context.drawImage(image, 0, 0, width, height)
  paintBars(context, marks, { width, height }, Math.max(8, Math.min(width, height) / 80))
  progress(1, 1)
  const jpeg = type === 'jpg'
  return {
    ok: true,
    bytes: new Uint8Array(jpeg ? canvas.toBuffer('image/jpeg', 92) : canvas.toBuffer('image/png')),
    mediaType: jpeg ? 'image/jpeg' : 'image/png',
    report: {
      bars: marks.length,
      byGround: countGrounds(marks),
      pagesFlattened: [1],
      removed: [{ key: 'picture-data', message: removedWords['picture-data'] }],
      notes: type === 'gif' ? [{ key: 'first-frame', message: noteWords['first-frame'] }] : [],
    },
  }
}
