import { addPosted } from '../../../foundations/casework/index.ts'
import { type Ctx, transact, type Work } from '../../../foundations/context.ts'
import { actFrom } from '../../../foundations/identity/index.ts'
import type { TakerOfMany } from '../../../foundations/intake/receive.ts'
import { applicantIssues, contentIssues, requestShape } from '../../../foundations/intake/request-form.ts'
import { allUnits, responsibleFor, unitsById } from '../../../foundations/units/index.ts'
import { legalDay } from '../../../platform/clock.ts'
import { forbidden, unprocessable } from '../../../platform/http/problem.ts'
import { registeringPost } from '../permissions.ts'
import type { Applicant, Channel, RequestContent } from '../request.ts'
import { caseOfEntry } from '../store.ts'
import { issueWords, why } from '../words.zh.ts'
import { type NewCase, openCase, openCases } from './open-case.ts'

export type Entry = {
  unitId: number
  channel: Exclude<Channel, 'portal'>
  applicant: Applicant
  content: RequestContent
  /** Legal day on which it was handed in, signed for, taken out of the letter box, came over the fax or the phone. */
  reachedOn: string
  note: string
  /** Made by the form: a double click or a retry makes one case. */
  requestKey: string
}

/** 条例 in force since this day: before it nobody could ask. */
const lawFrom = '2008-05-01'

/** What stands against an entry, with the fields' paths; [] when nothing does. */
export const entryIssues = (
  entry: Pick<Entry, 'applicant' | 'content' | 'reachedOn'>,
  today: string,
): { field: string; key: string; message: string }[] => [
  ...applicantIssues(entry.applicant, entry.content.way, today, true).map(under('applicant')),
  ...contentIssues(entry.content).map(under('content')),
  ...(entry.reachedOn > today ? [{ field: 'reachedOn', key: 'future', message: issueWords.future }] : []),
  ...(entry.reachedOn < lawFrom ? [{ field: 'reachedOn', key: 'before-law', message: issueWords.beforeLaw }] : []),
]

/**
 * Enters a request that came in by hand, post, fax or phone (条例 arts 29, 31).
 * @returns the case, the one made before when the same entry comes again
 * @throws Problem 403 not a clerk of the unit, 422 with issues
 */
export const register = async (ctx: Ctx, entry: Entry): Promise<number> => {
  const post = registeringPost(ctx.actor, entry.unitId)
  if (!post) throw forbidden(why.wrongRole('信息员'))
  const issues = entryIssues(entry, legalDay(ctx.clock()))
  if (issues.length) throw unprocessable(issues[0]!.message, issues)
  const before = await caseOfEntry(ctx.db, entry.requestKey)
  if (before) return before
  try {
    return await transact(ctx, async (work) => {
      await actFrom(work, post)
      return openCase(ctx, work, {
        ...entry,
        submittedAt: work.at,
        code: null,
        intakeId: null,
        role: 'clerk',
      })
    })
  } catch (error) {
    // The same entry at the same moment: one of the two has made the case.
    const made = (error as { code?: string }).code === '23505' ? await caseOfEntry(ctx.db, entry.requestKey) : undefined
    if (made) return made
    throw error
  }
}

const under =
  (place: string) =>
  <T extends { field: string }>(issue: T): T => ({ ...issue, field: `${place}.${issue.field}` })

/**
 * The agency that answers for the one that was asked: itself, its successor (条例 art 10), or where it ended without one the
 * county government's office, which finds the right agency. The citizen holds a code: nothing handed in is turned away.
 */
const whoAnswers = async (work: Work, asked: readonly number[]): Promise<(unitId: number) => number> => {
  const found = await unitsById(work.trx, asked)
  if (asked.every((id) => found.get(id)?.dissolvedOn === null)) return (id) => id
  const units = await allUnits(work.trx)
  const standing = (id: number) => units.find((unit) => unit.id === id && !unit.dissolvedOn)
  return (id) =>
    (
      standing(responsibleFor(units, id)) ??
      units.find((unit) => unit.kind === 'government' && !unit.dissolvedOn) ?? { id }
    ).id
}

/** Takes over what came through the portal's form; the receipt of each is its query code. */
export const takeRequest: TakerOfMany = {
  async many(work, submissions, platform) {
    const asked = submissions.map(({ data }) => requestShape.parse(data))
    const answering = await whoAnswers(
      work,
      asked.map(({ unitId }) => unitId),
    )
    const ids = await openCases(
      platform,
      work,
      submissions.map(({ id, receipt, at }, i): NewCase => {
        const { unitId, applicant, content } = asked[i]!
        return {
          unitId: answering(unitId),
          channel: 'portal',
          applicant,
          content,
          submittedAt: Temporal.Instant.from(at),
          reachedOn: legalDay(work.at),
          code: receipt,
          intakeId: id,
          requestKey: null,
          role: 'applicant',
          note: '',
        }
      }),
    )
    for (const [i, { files }] of submissions.entries())
      await addPosted(platform, work, { caseId: ids[i]!, seq: 1, kind: 'attachment' }, files)
  },
}
