import { shell } from './words.zh.ts'

/** `allowClear` of a choice: the library's button of that name speaks English to who cannot see it. */
export const clearable = { label: shell.clear }
