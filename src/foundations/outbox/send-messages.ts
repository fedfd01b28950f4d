import { legalDay } from '../../platform/clock.ts'
import {
  blankOld,
  channels,
  type Lines,
  messageFigures,
  readMessageSettings,
  sendDue,
} from '../../platform/messaging/index.ts'
import type { Metrics } from '../../platform/observability/metrics.ts'
import { type Platform, transact } from '../context.ts'
import { holdersOf, system } from '../identity/index.ts'
import { notify, removeOldNotices } from '../notices/index.ts'
import { failedNotice } from './words.zh.ts'

/** Job: sends what is due, says how the outbox stands, and tells those who can mend it when something failed. */
export const sendMessages = async (platform: Platform, lines: Lines, metrics: Metrics): Promise<void> => {
  const { sent, failed, putOff } = await sendDue(platform, lines)
  metrics.messagesDone.inc({ outcome: 'sent' }, sent)
  metrics.messagesDone.inc({ outcome: 'failed' }, failed)
  metrics.messagesDone.inc({ outcome: 'put_off' }, putOff)
  if (failed) await tellFailure(platform)
  const now = platform.clock()
  const figures = await messageFigures(platform.db, now)
  for (const channel of channels) {
    const { waiting, failed, oldest } = figures[channel]
    const configured = Boolean(lines[channel])
    metrics.messages.set({ channel, state: 'waiting' }, configured ? waiting : 0)
    metrics.messages.set({ channel, state: 'not_configured' }, configured ? 0 : waiting)
    metrics.messages.set({ channel, state: 'failed' }, failed)
    const wait = configured && oldest ? Math.max(0, now.epochMilliseconds - oldest.getTime()) / 1000 : 0
    metrics.messageWait.set({ channel }, wait)
  }
}

/** Once a day at most, however many fail. */
const tellFailure = (platform: Platform) => {
  const ctx = { ...platform, actor: system }
  return transact(ctx, async (work) => {
    const today = legalDay(work.at)
    const office = await holdersOf(work.trx, 'disclosure_office', { today })
    const administrators = await holdersOf(work.trx, 'system_administrator', { today })
    await notify(work, ctx, [...office, ...administrators], {
      kind: 'message.failed',
      text: failedNotice,
      address: '/messages?status=failed',
      key: `message.failed/${today}`,
    })
  })
}

/** Job: removes what was said in messages past their days of keeping, and notices of more than a year ago. */
export const sweepMessages = async ({ db, clock }: Platform): Promise<void> => {
  const { keepDays } = await readMessageSettings(db)
  await blankOld(db, clock().subtract({ hours: keepDays * 24 }))
  await removeOldNotices(db, clock().subtract({ hours: 366 * 24 }))
}
