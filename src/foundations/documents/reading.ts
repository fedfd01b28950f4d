import type { unreadableWords, warningWords } from './words.zh.ts'

export type WarningKey = keyof typeof warningWords
export type UnreadableKey = keyof typeof unreadableWords
export type ReadingWarning = { key: WarningKey; message: string }

/** A picture that stands in a document, as it stands there; the HTML names it by its place in the list, see `pictureAt`. */
export type PictureRead = { bytes: Uint8Array; alt: string }

/** How the HTML of a reading names its n-th picture until somebody stores it. */
export const pictureAt = (n: number): string => `/picture/${n}`

/** What a reader of one kind of file hands on: HTML still to be cleaned, or why there is none. */
export type Draft =
  | { html: string; title?: string; warnings: ReadingWarning[]; pictures?: PictureRead[]; refused?: undefined }
  | { refused: Exclude<UnreadableKey, 'attach-only'>; html?: undefined; warnings?: ReadingWarning[]; title?: undefined }
