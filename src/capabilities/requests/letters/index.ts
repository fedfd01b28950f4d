export { type LetterKey, type NoticeKey, noticeKeys } from './letter-kinds.ts'
export {
  forgetLetters,
  type GivenLetter,
  issueLetters,
  type LetterRow,
  lettersOfCase,
  sealedLetters,
  signLetters,
} from './store.ts'
export { lettersOf } from './which.ts'
