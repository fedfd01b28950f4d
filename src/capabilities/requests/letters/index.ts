export { type LetterKey, type NoticeKey, noticeKeys } from './letter-kinds.ts'
export {
  type GivenLetter,
  issueLetters,
  type LetterRow,
  lettersOfCase,
  sealedLetters,
  signLetters,
} from './store.ts'
export { lettersOf } from './which.ts'
