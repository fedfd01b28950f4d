import type { Known } from './parts/known-answers.tsx'
import type { Replica } from './replica/types.ts'

const longestQuery = 120
const mostAnswers = 3
const mostItems = 4
/** Share of a question's words that an answer must hold to be worth showing. */
const near = 0.4

export const nothing: Known = { answers: [], letters: [], items: [] }

/** What is public already and comes near to what somebody writes: the same at every form. Never counted among what people search for. */
export const knownFor = (replica: Replica, text: string): Known => {
  const q = text.trim().slice(0, longestQuery)
  if (q.length < 2) return nothing
  return {
    answers: replica.suggestQuestions(q, mostAnswers).filter(({ covered }) => covered >= near),
    letters: replica.suggestLetters(q, mostAnswers).filter(({ covered }) => covered >= near),
    items: replica.search({ q, sort: 'relevance', page: 1, size: mostItems }).items,
  }
}
