import type { Ctx } from '../../foundations/context.ts'
import { legalDay } from '../../platform/clock.ts'
import { itemStates, type PublishedIndex } from '../publishing/index.ts'
import { searchKnowledge } from './search.ts'

/** As much of a letter is looked at as the portal's forms look at. */
const longestQuery = 120
const most = { answers: 3, items: 4 }

/** What is public and in force and comes near to what somebody asks in words of their own: answers first, then items of every unit. */
export const knownFor = async (
  { db, clock }: Pick<Ctx, 'db' | 'clock'>,
  index: PublishedIndex,
  text: string,
): Promise<{
  answers: { id: number; question: string; answer: string; unitName: string; flagged: boolean }[]
  items: { recordId: number; title: string; unitName: string; publishedOn: string }[]
}> => {
  const q = text.trim().slice(0, longestQuery)
  if (q.length < 2) return { answers: [], items: [] }
  await index.ready()
  const [answers, found] = await Promise.all([
    searchKnowledge(db, { q, limit: most.answers }),
    index.search(db, q, most.items),
  ])
  const states = new Map(
    (
      await itemStates(
        db,
        found.map(({ id }) => id),
        legalDay(clock()),
      )
    ).map(({ recordId, state }) => [recordId, state]),
  )
  return {
    answers: answers.map(({ id, question, answer, unitName, flagged }) => ({
      id,
      question,
      answer,
      unitName,
      flagged,
    })),
    items: found
      .filter(({ id }) => states.get(id) === 'public')
      .map(({ id, title, unitName, publishedOn }) => ({ recordId: id, title, unitName, publishedOn })),
  }
}
