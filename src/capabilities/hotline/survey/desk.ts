import { followByCode } from '../../../foundations/casework/index.ts'
import { type Ctx, type Platform, transact } from '../../../foundations/context.ts'
import { system } from '../../../foundations/identity/actor.ts'
import type { CallDesk, Rating, SurveyView } from '../../../foundations/intake/call-desk.ts'
import { legalDay } from '../../../platform/clock.ts'
import { surveyKey } from './ask-for-rating.ts'
import { countRating } from './count-rating.ts'

export type CallDeskOptions = {
  /** Told each try that did not fit or was refused. */
  failed: (outcome: 'wrong' | 'refused') => void
}

/** What a portal asks and does for a caller who shows the code of an SMS (foundations/intake/call-desk.ts). */
export const callDesk = (platform: Platform, { failed }: CallDeskOptions): CallDesk => {
  const ctx: Ctx = { ...platform, actor: system }
  const { db } = platform
  const dayOf = (at: Date) => legalDay(Temporal.Instant.fromEpochMilliseconds(at.getTime()))

  const find = async (code: string) =>
    await db
      .selectFrom('call_survey as s')
      .innerJoin('call as c', 'c.id', 's.call_id')
      .select(['c.id', 'c.line', 'c.began_at as beganAt', 'c.rating', 's.expires_at as expiresAt'])
      .where('s.code_key', '=', surveyKey(platform, code))
      .executeTakeFirst()
  type Found = NonNullable<Awaited<ReturnType<typeof find>>>

  const isOver = (expiresAt: Date) => expiresAt.getTime() <= platform.clock().epochMilliseconds
  const viewOf = ({ line, beganAt, rating, expiresAt }: Found): SurveyView => {
    const end = expiresAt as unknown as Date
    return {
      line,
      on: dayOf(beganAt as unknown as Date),
      // It is over with the end of its last day.
      until: dayOf(new Date(end.getTime() - 1)),
      over: isOver(end),
      rating: rating as Rating | null,
    }
  }
  const byCode = (given: { code: string; address: string }): Promise<Found> =>
    followByCode(platform, given, find, failed)

  return {
    look: async (given) => viewOf(await byCode(given)),
    async rate({ rating, ...given }) {
      const found = await byCode(given)
      if (isOver(found.expiresAt as unknown as Date)) return viewOf(found)
      const counted = await transact(ctx, (work) => countRating(work, found.id, rating))
      return viewOf({ ...found, rating: counted })
    },
  }
}
