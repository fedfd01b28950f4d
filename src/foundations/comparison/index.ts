export { type ChangeKind, type ComparedRow, type ComparedText, changeKinds, compareTexts } from './compare-texts.ts'
export { compareValues, compareWords, type Marked } from './compare-words.ts'
