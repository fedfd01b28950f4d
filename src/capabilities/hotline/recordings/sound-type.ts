/** First bytes that have to be there to tell what a sound is. */
export const soundHead = 12

/** Brands of ISO media files that telephones and recorders give to sound; pictures (heic, avif) begin alike. */
const mp4Brands = /^(?:M4[AB] |mp4[12]|isom|iso[2-6]|3gp.|dash)$/

/**
 * What a recording is by its first bytes, whatever its name says: WAV, Ogg, MP4 or MP3, which every browser plays.
 * @param head at least `soundHead` bytes, or the whole file where that is shorter
 * @returns undefined when it is none of them
 */
export const soundType = (head: Uint8Array): string | undefined => {
  const said = (from: number, to: number) => Buffer.from(head.subarray(from, to)).toString('latin1')
  if (said(0, 4) === 'RIFF' && said(8, 12) === 'WAVE') return 'audio/wav'
  if (said(0, 4) === 'OggS') return 'audio/ogg'
  if (said(4, 8) === 'ftyp' && mp4Brands.test(said(8, 12))) return 'audio/mp4'
  const [first = 0, second = 0] = head
  // A frame of layer III; a text in UTF-16 begins with ff fe.
  const isFrame = first === 0xff && (second & 0xe6) === 0xe2
  return said(0, 3) === 'ID3' || isFrame ? 'audio/mpeg' : undefined
}
