/** Wider than this no page shows a picture; pixels. */
const widest = 2000
/** A file up to this size, in bytes, is sent as it is. */
const light = 1_500_000

/**
 * A picture as the office keeps it: PNG or JPEG, no wider than a page can show. What is neither (WebP, GIF, BMP) and what a
 * camera made too large is drawn anew. Rejects when the browser cannot read it.
 */
export async function preparePicture(file: File): Promise<File> {
  const bitmap = await createImageBitmap(file)
  const { width, height } = bitmap
  if (/^image\/(png|jpeg)$/.test(file.type) && width <= widest && file.size <= light) return file
  const scale = Math.min(1, widest / width)
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  canvas.getContext('2d')!.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  // A photograph stays one; what has few colours or clear places must not be blurred.
  const type = file.type === 'image/jpeg' || file.type === 'image/webp' ? 'image/jpeg' : 'image/png'
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, 0.88))
  if (!blob) throw new Error('the browser could not write the picture')
  return new File([blob], file.name, { type })
}
