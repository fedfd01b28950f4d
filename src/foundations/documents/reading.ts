import type { unreadableWords, warningWords } from './words.zh.ts'

export type WarningKey = keyof typeof warningWords
export type UnreadableKey = keyof typeof unreadableWords
export type ReadingWarning = { key: WarningKey; message: string }

/** What a reader of one kind of file hands on: HTML still to be cleaned, or why there is none. */
export type Draft =
  | { html: string; title?: string; warnings: ReadingWarning[]; refused?: undefined }
  | { refused: Exclude<UnreadableKey, 'attach-only'>; html?: undefined; warnings?: ReadingWarning[]; title?: undefined }
