export { type ColumnFault, entryRow, readEntry, type WordColumn, wordColumns } from './columns.ts'
export {
  inForce,
  longestWord,
  rightForm,
  type WordEntry,
  type WordFault,
  type WordKind,
  wordFaults,
  wordKinds,
} from './entry.ts'
export { compileWords, findWords, type WordFinding, type WordList } from './find-words.ts'
export { seedEntries, seedWords } from './seeds.ts'
export { wordKindLabels, wordSeverityLabels } from './words.zh.ts'
