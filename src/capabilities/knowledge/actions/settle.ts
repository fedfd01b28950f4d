import { type Ctx, transact } from '../../../foundations/context.ts'
import { holdersOf, requireConfirmation } from '../../../foundations/identity/index.ts'
import { notify } from '../../../foundations/notices/index.ts'
import { legalDay } from '../../../platform/clock.ts'
import { unprocessable } from '../../../platform/http/problem.ts'
import { handsAt, note, openFor, takeStep } from '../standing.ts'
import * as store from '../store.ts'
import { tellPublished, tellWithdrawn } from '../tell-public.ts'
import { noticeWords, say } from '../words.zh.ts'
import { nextDraft } from './write-entry.ts'

/** Verbs on what is public, or was. */

/** 修订: a new draft beside what is public. @throws Problem as openFor */
export const revise = (ctx: Ctx, input: { entryId: number; reason: string }) =>
  transact(ctx, async (work) => {
    const opened = await openFor(ctx, work, input.entryId, 'revise', input.reason)
    const { version, file } = opened
    await takeStep(work, opened, version.status, input.reason)
    // The new version begins with the words of the old one, whose authors stay authors of them.
    const authorIds = [...new Set([...version.authorIds, ...handsAt(work)])]
    await nextDraft(work, version, { number: file.versions[0]!.number + 1, authorIds })
    await note(work, 'revised', input.entryId, { from: version.number })
  })

/** Years a day of review may lie ahead. */
const furthest = 2

const reviewFault = (reviewOn: string, today: string): string | undefined => {
  if (reviewOn <= today) return say.reviewPast
  return reviewOn > Temporal.PlainDate.from(today).add({ years: furthest }).toString() ? say.reviewFar : undefined
}

/**
 * 复核无误: the answer still holds; a new day of review is set and a doubt is settled.
 * @throws Problem as openFor, 422 the day is past or too far ahead
 */
export const confirmEntry = (ctx: Ctx, input: { entryId: number; reviewOn: string; reason: string }) =>
  transact(ctx, async (work) => {
    const opened = await openFor(ctx, work, input.entryId, 'confirm', input.reason)
    const message = reviewFault(input.reviewOn, legalDay(work.at))
    if (message) throw unprocessable(message, [{ field: 'reviewOn', key: 'review-day', message }])
    const { version, file } = opened
    await store.setReviewOn(work.trx, version.id, input.reviewOn)
    await store.setFlag(work.trx, input.entryId, { at: null, reason: '', endedSources: file.entry.endedSources })
    await takeStep(work, opened, version.status, input.reason)
    await note(work, 'confirmed', input.entryId, { reviewOn: input.reviewOn })
    await tellPublished(work, input.entryId)
  })

/** 标记存疑: readers are told that the unit is looking at it, and so is the unit. @throws Problem as openFor */
export const flagEntry = (ctx: Ctx, input: { entryId: number; reason: string }) =>
  transact(ctx, async (work) => {
    const opened = await openFor(ctx, work, input.entryId, 'flag', input.reason)
    const { version, file } = opened
    const { endedSources, unitId } = file.entry
    await store.setFlag(work.trx, input.entryId, { at: work.at, reason: input.reason, endedSources })
    await takeStep(work, opened, version.status, input.reason)
    await note(work, 'flagged', input.entryId)
    await tellPublished(work, input.entryId)
    const today = legalDay(work.at)
    const people = [
      ...(await holdersOf(work.trx, 'clerk', { unitId, today })),
      ...(await holdersOf(work.trx, 'section_head', { unitId, today })),
    ]
    await notify(work, ctx, people, {
      kind: 'knowledge.flagged',
      text: noticeWords.doubted(version.question),
      address: `/knowledge/${input.entryId}`,
      about: `knowledge/${input.entryId}`,
      key: `knowledge/${input.entryId}/flagged/${work.at.epochMilliseconds}`,
    })
  })

/** 撤下: off the portals at once, with a sentence why. @throws Problem as openFor, 403 to be confirmed first */
export const withdrawEntry = (ctx: Ctx, input: { entryId: number; reason: string }) =>
  transact(ctx, async (work) => {
    const opened = await openFor(ctx, work, input.entryId, 'withdraw', input.reason)
    requireConfirmation(ctx)
    await end(work, opened, 'withdrawn', input.reason)
    await note(work, 'withdrawn', input.entryId)
    await tellWithdrawn(work, opened.file.entry, { reason: input.reason, mergedInto: null })
  })

const end = async (
  work: Parameters<typeof takeStep>[0],
  opened: Parameters<typeof takeStep>[1],
  to: 'withdrawn' | 'merged',
  reason: string,
) => {
  await store.setStatus(work.trx, opened.version.id, work.at, { status: to })
  await store.setFlag(work.trx, opened.version.entryId, { at: null, reason: '', endedSources: [] })
  await takeStep(work, opened, to, reason)
}

/**
 * 并入: of two public entries that ask the same, this one's address leads to the other from now on; what had been merged
 * into this one leads there too.
 * @throws Problem as openFor, 422 the other one is not public or is this one
 */
export const mergeEntry = (ctx: Ctx, input: { entryId: number; into: number; reason: string }) =>
  transact(ctx, async (work) => {
    const refuse = (message: string) => unprocessable(message, [{ field: 'into', key: 'merge-target', message }])
    if (input.into === input.entryId) throw refuse(say.mergeSelf)
    // Both in one order, so that two merges at once wait for each other.
    for (const id of [input.entryId, input.into].sort((a, b) => a - b)) await store.lockEntry(work.trx, id)
    const opened = await openFor(ctx, work, input.entryId, 'merge', input.reason)
    const target = await store.publicVersion(work.trx, input.into)
    if (!target) throw refuse(say.mergeNone)
    await end(work, opened, 'merged', input.reason)
    await store.setMergedInto(work.trx, input.entryId, input.into)
    const followers = await store.followMerges(work.trx, input.entryId, input.into)
    await note(work, 'merged', input.entryId, { into: input.into })
    const reason = say.merged(target.question)
    await tellWithdrawn(work, opened.file.entry, { reason, mergedInto: input.into })
    for (const { id } of followers)
      await tellWithdrawn(work, (await store.entryById(work.trx, id))!, { reason, mergedInto: input.into })
  })
