import { answerVoteShape } from '../../../foundations/intake/answer-vote.ts'
import type { Taker } from '../../../foundations/intake/receive.ts'
import { legalDay } from '../../../platform/clock.ts'
import * as store from '../store.ts'

/** Counts what a reader said of an answer on the day it was said. A vote on an entry that is gone is passed over. */
export const takeVote: Taker = async ({ trx }, { at, data }) => {
  const { entryId, wanted } = answerVoteShape.parse(data)
  if (!(await store.entryById(trx, entryId))) return
  await store.countUse(trx, entryId, legalDay(Temporal.Instant.from(at)), wanted ? 'wanted' : 'unwanted')
}
