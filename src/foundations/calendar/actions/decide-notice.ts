import { isDeepStrictEqual } from 'node:util'
import { legalDay } from '../../../platform/clock.ts'
import { forbidden, notFound, stale, unprocessable } from '../../../platform/http/problem.ts'
import { type Ctx, transact, type Work } from '../../context.ts'
import { handsOf } from '../../identity/actor.ts'
import { applyNotice, differences } from '../apply-notice.ts'
import { type Clocks, type Effect, recomputeClocks, settleClocks } from '../clocks.ts'
import { decideNotice, lockNotice, type NoticeRow, ownProposal } from '../notices.ts'
import { readNotice } from '../read-notice.ts'
import { calendarWith, saveYear, versionInForce } from '../store.ts'
import { noticeSentences as say } from '../words.zh.ts'

export type CalendarUse = {
  /** Every kind of clock that counts in working days. */
  clocks: readonly Clocks[]
  /** Makes the running program count by the calendar of the database. */
  reload: () => Promise<void>
}

const openNotice = async (work: Work, id: number): Promise<NoticeRow> => {
  const notice = await lockNotice(work.trx, id)
  if (!notice) throw notFound(say.noSuchNotice)
  if (notice.status !== 'proposed') throw stale(say.decided)
  return notice
}

/**
 * Puts a proposed notice in force: the year gets a new version, every open clock is counted anew, and the audit log says
 * how many moved. Also for a notice that comes late, about days already past: clocks fulfilled since the first of them
 * are looked at again, because a lapse may be undone or created.
 * @throws Problem 404, 403 by the person who proposed it, 409 decided already or the year changed meanwhile
 */
export const confirmNotice = async (ctx: Ctx, use: CalendarUse, id: number): Promise<Effect> => {
  const effect = await transact(ctx, async (work) => {
    const notice = await openNotice(work, id)
    if (ownProposal(notice, handsOf(ctx.actor))) throw forbidden(say.ownProposal)
    const base = await versionInForce(work.trx, notice.year)
    const { year } = applyNotice(readNotice(notice.sourceText), base?.data, legalDay(work.at))
    // What was shown must be what comes into force, even if the program reads differently since.
    if ((base?.version ?? 0) !== notice.baseVersion || !year || !isDeepStrictEqual(year, notice.understood))
      throw stale(say.movedOn)
    const changed = differences(base?.data, year)
    await decideNotice(work.trx, id, { status: 'confirmed', personId: ctx.actor.personId!, at: work.at, reason: '' })
    const version = await saveYear(work.trx, year, { at: work.at, noticeId: id })
    const calendar = await calendarWith(work.trx, year)
    const moved = await recomputeClocks(work, use.clocks, calendar, {
      noticeId: id,
      closedSince: changed[0]?.date ?? null,
    })
    const subject = `calendar/${year.year}`
    await work.emit({ name: 'calendar.confirmed', subject, payload: { notice: id, version, ...moved } })
    work.audit({
      action: 'calendar.confirmed',
      subject,
      detail: { notice: id, version, days: changed.map((one) => one.date), ...moved },
    })
    return moved
  })
  await use.reload()
  // Whoever saved while the new days came into force counted by the old ones.
  await settleClocks(ctx, use.clocks)
  return effect
}

/**
 * Refuses a proposal, with a reason; the proposer may take it back the same way.
 * @throws Problem 404, 409 decided already, 422 no reason
 */
export const rejectNotice = (ctx: Ctx, id: number, reason: string): Promise<void> =>
  transact(ctx, async (work) => {
    const notice = await openNotice(work, id)
    if (!reason.trim())
      throw unprocessable(say.reasonMissing, [{ field: 'reason', key: 'reason-missing', message: say.reasonMissing }])
    await decideNotice(work.trx, id, { status: 'rejected', personId: ctx.actor.personId!, at: work.at, reason })
    const subject = `calendar/${notice.year}`
    await work.emit({ name: 'calendar.rejected', subject, payload: { notice: id } })
    work.audit({ action: 'calendar.rejected', subject, detail: { notice: id, reason } })
  })
