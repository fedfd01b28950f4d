import { backUp, watchBackups } from './backup/nightly.ts'
import { type Base, everyClock } from './base.ts'
import { askForRatings, forgetCalls } from './capabilities/hotline/index.ts'
import {
  escalateInquiries,
  forgetInquiries,
  moveFeedback,
  remindOfInquiries,
  tellFigures,
} from './capabilities/inquiries/index.ts'
import { flagEnded, remindOfReviews } from './capabilities/knowledge/index.ts'
import { checkLinks, makePackages, publishDue, scheduledFigures, tellRepeals } from './capabilities/publishing/index.ts'
import { forgetRequests, remindOfRequests } from './capabilities/requests/index.ts'
import { verifyAudit } from './foundations/audit/verify.ts'
import { settleClocks } from './foundations/calendar/clocks.ts'
import { calendarWarnings } from './foundations/calendar/index.ts'
import { scanFigures, scanWaiting } from './foundations/files/virus-scan.ts'
import { system } from './foundations/identity/actor.ts'
import { sendMessages, sweepMessages } from './foundations/outbox/index.ts'
import { newestCheckpoint, openStored } from './foundations/publication-log/checkpoints.ts'
import { verifyLog } from './foundations/publication-log/verify.ts'
import { legalDay } from './platform/clock.ts'
import type { ScheduledJob } from './platform/jobs.ts'
import { linesOf, messageChannel } from './platform/messaging/index.ts'

/** Every recurring job and its time (Asia/Shanghai), on one page. */
export const schedule = ({ config, database, platform, metrics, log, reloadCalendar }: Base): ScheduledJob[] => [
  {
    // 02:10 every night: was any line of the audit log changed, removed or put in between?
    name: 'audit-verification',
    cron: '10 2 * * *',
    async run() {
      const verdict = await verifyAudit(platform.db)
      metrics.chainBroken.set({ chain: 'audit' }, verdict.ok ? 0 : 1)
      if (!verdict.ok) log.error(verdict, 'the audit log has been tampered with')
    },
  },
  {
    // 02:30 every night: the same for everything ever published.
    name: 'publication-log-verification',
    cron: '30 2 * * *',
    async run() {
      const earlier = openStored(await newestCheckpoint(platform.db))
      const verdict = await verifyLog(platform.db, earlier ? { earlier } : {})
      metrics.chainBroken.set({ chain: 'publication' }, verdict.ok ? 0 : 1)
      if (!verdict.ok) log.error(verdict, 'the publication log has been tampered with')
    },
  },
  {
    // Every hour: notices loaded elsewhere take effect here, and a missing year raises its alarm.
    name: 'calendar-watch',
    cron: '5 * * * *',
    async run() {
      await reloadCalendar()
      await settleClocks({ ...platform, actor: system }, await everyClock())
      const warnings = calendarWarnings(legalDay(platform.clock()), platform.calendar().years)
      metrics.calendarMissing.set(warnings.length)
      for (const warning of warnings) log.warn(warning, 'holiday notice missing')
    },
  },
  {
    // 03:00 every night: sessions that ended a month ago are of no more use, and they hold addresses.
    name: 'session-sweep',
    cron: '0 3 * * *',
    async run() {
      const monthAgo = new Date(platform.clock().subtract({ hours: 30 * 24 }).epochMilliseconds)
      await platform.db.deleteFrom('session').where('expires_at', '<', monthAgo).execute()
    },
  },
  {
    // Every minute: what was signed for an hour that has come, those missed while the program stood still included.
    name: 'scheduled-publication',
    cron: '* * * * *',
    async run() {
      const { published, bounced, failed } = await publishDue(platform)
      metrics.scheduled.inc({ outcome: 'published' }, published)
      metrics.scheduled.inc({ outcome: 'bounced' }, bounced)
      metrics.scheduled.inc({ outcome: 'failed' }, failed)
      const now = await scheduledFigures(platform.db)
      metrics.scheduledNow.set({ state: 'waiting' }, now.waiting)
      metrics.scheduledNow.set({ state: 'bounced' }, now.bounced)
    },
  },
  {
    // Every minute, and as soon as one is queued: e-mail and SMS that are due.
    name: 'messages',
    cron: '* * * * *',
    wakes: messageChannel,
    run: () => sendMessages(platform, linesOf(config.messaging), metrics),
  },
  {
    // 03:10 every night: what was said in messages past their days of keeping.
    name: 'message-sweep',
    cron: '10 3 * * *',
    run: () => sweepMessages(platform),
  },
  {
    // 08:10 every morning: requests whose day comes near, has come or has passed, to whom it concerns.
    name: 'request-reminders',
    cron: '10 8 * * *',
    async run() {
      await remindOfRequests(platform)
    },
  },
  {
    // 08:20 every morning: what is overdue and unexplained goes to accountability; whose day comes near is told.
    name: 'inquiry-supervision',
    cron: '20 8 * * *',
    async run() {
      await escalateInquiries(platform)
      await remindOfInquiries(platform)
    },
  },
  {
    // 02:50 every night, and at the start: 网站找错与意见 that an earlier version kept apart; usually there is none left.
    name: 'feedback-move',
    cron: '50 2 * * *',
    async run() {
      const moved = await moveFeedback(platform)
      if (moved) log.info({ moved }, 'feedback was moved to the inquiries')
    },
  },
  {
    // 01:40 every night, and at the start: how each month's inquiries were handled, told to the public where it has changed. What
    // an earlier version did not count is counted first, so that no figure waits for the night.
    name: 'inquiry-figures',
    cron: '40 1 * * *',
    mayTake: 3600,
    atStart: true,
    async run() {
      await tellFigures(platform)
    },
  },
  {
    // 03:20 every night: what is personal in cases whose time of keeping is over.
    name: 'request-retention',
    cron: '20 3 * * *',
    mayTake: 3600,
    async run() {
      await forgetRequests(platform)
      await forgetInquiries(platform)
    },
  },
  {
    // Every hour: documents that a newer one repeals from its first day in force. The day begins at midnight in China.
    name: 'repeals-of-the-day',
    cron: '0 * * * *',
    async run() {
      await tellRepeals(platform)
    },
  },
  {
    // Every hour, after the repeals of the day: answers whose source has ended, whatever a listener missed included.
    name: 'knowledge-sources',
    cron: '10 * * * *',
    async run() {
      await flagEnded(platform)
    },
  },
  {
    // 08:20 every morning: answers whose day of review comes near or has come, to their units.
    name: 'knowledge-reviews',
    cron: '20 8 * * *',
    async run() {
      await remindOfReviews(platform)
    },
  },
  {
    // Every minute: packages for the archive that were asked for.
    name: 'archive-packages',
    cron: '* * * * *',
    async run() {
      await makePackages(platform)
    },
  },
  {
    // Every minute, where a virus scanner is set: files uploaded while it was away, and those from before there was one.
    name: 'virus-scan',
    cron: '* * * * *',
    mayTake: 3600,
    async run() {
      if (!platform.scanner) return
      await scanWaiting(platform)
      const { waiting, infected } = await scanFigures(platform.db)
      metrics.files.set({ state: 'unscanned' }, waiting)
      metrics.files.set({ state: 'infected' }, infected)
    },
  },
  {
    // Every ten minutes, where the configuration allows it: do external addresses in texts still answer?
    name: 'link-check',
    cron: '*/10 * * * *',
    async run() {
      if (config.linkCheck) await checkLinks(platform)
    },
  },
  {
    // Every minute, where the line's settings say so: callers who pressed no key are asked by SMS to rate.
    name: 'hotline-ratings',
    cron: '* * * * *',
    async run() {
      await askForRatings(platform, { replies: config.messaging.replyToken !== undefined })
    },
  },
  {
    // 03:25 every night: recordings of calls, and numbers and questions of older ones, whose days are over.
    name: 'hotline-retention',
    cron: '25 3 * * *',
    mayTake: 3600,
    async run() {
      await forgetCalls(platform)
    },
  },
  {
    // 03:30 every night, where a folder for it is set.
    name: 'backup',
    cron: '30 3 * * *',
    mayTake: 20 * 3600,
    run: () => backUp({ config, database, platform, log }),
  },
  {
    // Every ten minutes: is the last good backup young enough?
    name: 'backup-watch',
    cron: '*/10 * * * *',
    run: () => watchBackups({ config, platform, metrics, log }),
  },
]
