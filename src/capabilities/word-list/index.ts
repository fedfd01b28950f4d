export { registerWordList } from './api.ts'
export { wordEntriesNow, wordListNow } from './list.ts'
