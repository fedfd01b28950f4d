import { type Platform, transact } from '../../foundations/context.ts'
import { system } from '../../foundations/identity/actor.ts'
import { holdersOf } from '../../foundations/identity/index.ts'
import { notify } from '../../foundations/notices/index.ts'
import { legalDay } from '../../platform/clock.ts'
import { noticeWords } from './words.zh.ts'

/** Days ahead of the day of review from which it is on somebody's list. */
export const reviewAhead = 7

/** The last day of review that is worth looking at now. */
export const reviewsUntil = (today: string): string =>
  Temporal.PlainDate.from(today).add({ days: reviewAhead }).toString()

/**
 * 复核提醒: a week before the day of review, and on it, to the unit's clerks and section heads. Each is told once, however
 * often this runs.
 * @returns how many notices were given
 */
export const remindOfReviews = async (platform: Platform): Promise<number> => {
  const ctx = { ...platform, actor: system }
  const today = legalDay(platform.clock())
  const due = await platform.db
    .selectFrom('knowledge_version as v')
    .innerJoin('knowledge_entry as e', 'e.id', 'v.entry_id')
    .select(['e.id', 'e.unit_id as unitId', 'v.question', 'v.review_on as on'])
    .where('v.status', '=', 'published')
    .where('v.review_on', '<=', reviewsUntil(today))
    .orderBy('e.id')
    .execute()
  let given = 0
  for (const { id, unitId, question, on } of due) {
    const people = [
      ...(await holdersOf(ctx.db, 'clerk', { unitId, today })),
      ...(await holdersOf(ctx.db, 'section_head', { unitId, today })),
    ]
    const about = `knowledge/${id}`
    given += await transact(ctx, (work) =>
      notify(work, ctx, people, {
        kind: 'knowledge.review',
        text: noticeWords.review(question, on!),
        address: `/knowledge/${id}`,
        about,
        key: `${about}/review/${on}/${on! <= today ? 'due' : 'ahead'}`,
      }),
    )
  }
  return given
}
