import { z } from 'zod'
import { text } from '../../platform/shapes.ts'

/**
 * The desk for calls: what a portal asks the office for a caller who was asked by SMS to rate a call. The code of that SMS is
 * all there is to show; nothing that is answered says who called or what about.
 */

export const ratings = [1, 2, 3] as const
export type Rating = (typeof ratings)[number]

export const surveyLookShape = z.object({
  /** As it stood in the SMS. */
  code: text(40),
  /** Client address, to slow down guessing; only its keyed hash is kept, for a day. */
  address: z.string().max(60),
})
export type SurveyLook = z.infer<typeof surveyLookShape>
export const surveyRateShape = surveyLookShape.extend({ rating: z.literal(ratings) })
export type SurveyRate = z.infer<typeof surveyRateShape>

export const surveyViewShape = z.object({
  /** The number that was called. */
  line: z.string(),
  /** Day of the call, and the last on which it can be rated. */
  on: z.string(),
  until: z.string(),
  over: z.boolean(),
  /** What was said, by SMS or by key; null when nothing was yet. */
  rating: z.literal(ratings).nullable(),
})
export type SurveyView = z.infer<typeof surveyViewShape>

/**
 * The office's side. Every call may throw a Problem: 404 no such code, 429 with `extra.seconds`. Any other error means that the
 * office is away.
 */
export type CallDesk = {
  look: (given: SurveyLook) => Promise<SurveyView>
  /** Counts once: a call that was rated stays as it was, one whose days are over too. */
  rate: (given: SurveyRate) => Promise<SurveyView>
}
