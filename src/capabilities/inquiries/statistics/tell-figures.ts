import { cases } from '../../../foundations/casework/index.ts'
import { type Platform, transact } from '../../../foundations/context.ts'
import { system } from '../../../foundations/identity/actor.ts'
import type { Append } from '../../../foundations/publication-log/append.ts'
import { appendChanged } from '../../../foundations/publication-log/append-changed.ts'
import { legalDay } from '../../../platform/clock.ts'
import { openFile } from '../case-file.ts'
import { lineKinds } from '../inquiry.ts'
import { inquiryCases, inquiryKind } from '../store.ts'
import { openContent } from '../writer.ts'
import { countCase, countNewCase } from './count-case.ts'
import { lineCounts, type Spread, spread, unitCounts } from './store.ts'

/** Months back for which the public figures still follow what becomes of their cases. */
const followed = 12

/** One way to part a month's cases, in an order that depends on nothing that changes. */
const sharesOf = (parts: readonly Spread[], by: Spread['by']) =>
  parts
    .filter((one) => one.by === by)
    .map(({ by: _, ...counts }) => counts)
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))

/**
 * 办理情况公布: every month's figures by unit, leader's mailbox and topic, told to the portals when they are not what they were. Reports and complaints are not
 * among them.
 * @returns how many months were told
 */
export const tellFigures = async (platform: Platform): Promise<number> => {
  await countUncounted(platform)
  const today = legalDay(platform.clock())
  const thisMonth = Temporal.PlainDate.from(today).toPlainYearMonth()
  const entries: Append[] = []
  for (let back = followed; back >= 0; back--) {
    const month = thisMonth.subtract({ months: back })
    const first = month.toPlainDate({ day: 1 })
    const scope = {
      unitId: null,
      from: first.toString(),
      to: first.add({ months: 1 }).subtract({ days: 1 }).toString(),
    }
    const rows = (await unitCounts(platform.db, scope, today)).filter(({ received }) => received > 0)
    if (!rows.length) continue
    const { on_time: onTimeOfAll } = await lineCounts(platform.db, scope, today)
    const units = rows
      .toSorted((a, b) => a.unitId - b.unitId)
      .map(({ unitId, received, answered, on_time: onTime, rated, satisfied, fair }) => ({
        unitId,
        received,
        answered,
        onTime,
        rated,
        satisfied,
        fair,
      }))
    const parts = await spread(platform.db, scope, today)
    entries.push({
      kind: 'inquiry-figures.changed' as const,
      subject: `inquiry-figures/${month}`,
      payload: {
        month: month.toString(),
        units,
        onTime: onTimeOfAll,
        mailboxes: sharesOf(parts, 'mailbox').map(({ key, ...counts }) => ({ mailboxId: Number(key), ...counts })),
        topics: sharesOf(parts, 'topic').map(({ key, ...counts }) => ({ topic: key, ...counts })),
      },
    })
  }
  return transact({ ...platform, actor: system }, (work) => appendChanged(work.trx, work.at, entries))
}

/** Cases from before there was a line for each, or one for each of their hands: counted once, as they stand. */
const countUncounted = async (platform: Platform): Promise<void> => {
  const missing = await inquiryCases(platform.db)
    .leftJoin('inquiry_count as n', 'n.case_id', 'case_file.id')
    .select(['case_file.id', 'n.case_id as counted'])
    .where((eb) =>
      eb.or([
        eb('n.case_id', 'is', null),
        eb.and([
          eb('inquiry.kind', 'in', [...lineKinds]),
          eb.not(
            eb.exists(
              eb.selectFrom('inquiry_hand as h').select('h.case_id').whereRef('h.case_id', '=', 'case_file.id'),
            ),
          ),
        ]),
      ]),
    )
    .orderBy('case_file.id')
    .execute()
  for (const { id, counted } of missing)
    await transact({ ...platform, actor: system }, async (work) => {
      const row = (await cases.lockCase(work.trx, inquiryKind, Number(id)))!
      const { inquiry, events, state, limits } = await openFile(work.trx, row)
      if (counted === null)
        await countNewCase(platform, work, {
          caseId: row.id,
          facts: inquiry,
          content: openContent(platform.keyring, row.id, inquiry.contentSealed),
          callerKey: inquiry.callerKey,
          submittedAt: Temporal.Instant.fromEpochMilliseconds(row.submittedAt.getTime()),
          receivedOn: state.receivedOn,
          event: events[0]!,
          limits,
        })
      await countCase(platform, work, { caseId: row.id, facts: inquiry, events, limits })
    })
}
