import type { Topic } from '../../foundations/classification/topics.ts'
import type { Work } from '../../foundations/context.ts'
import { legalDay } from '../../platform/clock.ts'
import type { Connection } from '../../platform/db/connect.ts'
import { writeEntry } from './actions/write-entry.ts'
import { entryFields, longestQuestion } from './entry.ts'
import * as store from './store.ts'

/** Months after which a new answer is looked at again, unless somebody says otherwise. */
const usualReview = 6

/** The entry that was made from a case; undefined when there is none. */
export const entryOfCase = async (db: Connection, caseId: number): Promise<number | undefined> =>
  (await db.selectFrom('knowledge_entry').select('id').where('case_id', '=', caseId).executeTakeFirst())?.id

/**
 * 转入知识库: a draft made from the answer that a citizen got, in the caller's transaction. It says nothing of who asked, and
 * passes the gates like any other; a case gives one entry only.
 * @returns the id of the entry, of the one made before if there is one
 * @throws Problem 422 when the unit has ended
 */
export const suggestFromCase = async (
  work: Work,
  given: { unitId: number; topic: Topic; question: string; answerHtml: string; caseId: number },
): Promise<number> => {
  const before = await entryOfCase(work.trx, given.caseId)
  if (before) return before
  const reviewOn = Temporal.PlainDate.from(legalDay(work.at)).add({ months: usualReview }).toString()
  const question = [...given.question.replace(/\s+/g, ' ').trim()].slice(0, longestQuestion).join('')
  const fields = entryFields.parse({ topic: given.topic, question, answerHtml: given.answerHtml, reviewOn })
  const id = await writeEntry(work, { unitId: given.unitId, fields, caseId: given.caseId, how: 'suggest' })
  work.audit({ action: 'knowledge.drafted', subject: `knowledge/${id}`, detail: { caseId: given.caseId } })
  return id
}

/** Counts that an entry was read out or sent to somebody; nothing about to whom. An entry that is gone is passed over. */
export const countTold = async (work: Work, entryId: number): Promise<void> => {
  if (await store.entryById(work.trx, entryId)) await store.countUse(work.trx, entryId, legalDay(work.at), 'told')
}
