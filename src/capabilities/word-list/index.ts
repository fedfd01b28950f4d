export { registerWordList } from './api.ts'
export { wordListNow } from './list.ts'
