import { sql } from 'kysely'
import { newCode } from '../../../foundations/casework/index.ts'
import { type Platform, transact } from '../../../foundations/context.ts'
import { system } from '../../../foundations/identity/actor.ts'
import type { MessageSample } from '../../../foundations/outbox/index.ts'
import { asDate, legalDay, legalZone } from '../../../platform/clock.ts'
import { queueMessage, recipientShapes } from '../../../platform/messaging/index.ts'
import { openCaller } from '../caller.ts'
import { readSettings, unset } from '../settings.ts'
import { announcements, announcementTitles } from '../words.zh.ts'
import { surveySms } from './words.zh.ts'

/** A key pressed at the end is heard of by then, min; and a call is forgotten about after so long, h. */
const soonest = 3
const latest = 24
/** Nobody is asked twice within so many hours, however often they call. */
const again = 24
/** An SMS that could not go out by then is not sent at all, h. */
const smsLife = 48
const batch = 200

export const surveyKey = ({ keyring }: Pick<Platform, 'keyring'>, code: string) =>
  keyring.fingerprint(code, 'call survey')

/** Where a caller rates, as short as it can be. */
export const surveyAddress = (site: string, code: string): string => `${site}/r/${code}`

/** The last day on which a call can be rated, and when that day is over. */
export const surveyEnd = (at: Temporal.Instant, days: number): { until: string; expires: Temporal.Instant } => {
  const until = Temporal.PlainDate.from(legalDay(at)).add({ days })
  return { until: until.toString(), expires: until.add({ days: 1 }).toZonedDateTime(legalZone).toInstant() }
}

/** The words of the SMS, and the name of the template under which a provider has approved them. */
export const surveyText = (it: Parameters<typeof surveySms.byLink>[0], replies: boolean) =>
  replies
    ? { template: 'call-rating-reply', text: surveySms.byReply(it) }
    : { template: 'call-rating', text: surveySms.byLink(it) }

/** Both, and what callers hear on the telephone, as 发件箱 shows them, with made values. @param site '' where no portal's address is set */
export const lineMessages = (site: string): MessageSample[] => {
  const it = { line: unset.line, on: '2026-06-15', until: '2026-06-22' }
  const address = surveyAddress(site || surveySms.someSite, surveySms.someCode)
  const sms = [false, true].map((replies) => ({
    subject: surveySms.subject,
    ...surveyText({ ...it, address }, replies),
  }))
  const spoken = Object.entries(announcements).map(([what, { sound, text }]) => ({
    template: sound,
    subject: announcementTitles[what as keyof typeof announcements],
    text: typeof text === 'string' ? text : text(surveySms.someNumber),
    spoken: true,
  }))
  return [...sms, ...spoken]
}

type Unrated = { id: string; callerSealed: string; callerKey: string; line: string; beganAt: Date }

/**
 * Job: asks callers by SMS to rate a call that somebody answered and logged, where no key was pressed and the number is a
 * mobile one. Each call once, each caller once a day; never of what is restricted, nor of 无效来电.
 * @param replies whether the gateway hands over what is sent back
 * @returns how many were asked
 */
export const askForRatings = async (platform: Platform, { replies = false } = {}): Promise<number> => {
  const { ratingBySms, ratingDays } = await readSettings(platform.db)
  const { site } = platform
  if (!ratingBySms || !(site || replies)) return 0
  return transact({ ...platform, actor: system }, async (work) => {
    const before = (hours: number) => asDate(work.at.subtract({ hours }))
    const { rows } = await sql<Unrated>`
      select c.id, c.caller_sealed as "callerSealed", c.caller_key as "callerKey", c.line, c.began_at as "beganAt"
      from call c
      where c.phase = 'ended' and c.rating is null and c.answered_at is not null
        and c.ended_at between ${before(latest)} and ${asDate(work.at.subtract({ minutes: soonest }))}
        and c.logged_at is not null and c.outcome <> 'no_matter' and not c.restricted
        and c.caller_sealed is not null and c.caller_masked like '1__****____'
        and not exists (select from call_survey s join call other on other.id = s.call_id
          where s.call_id = c.id or (other.caller_key = c.caller_key and s.asked_at > ${before(again)}))
      order by c.ended_at limit ${batch} for update of c skip locked`.execute(work.trx)
    const { until, expires } = surveyEnd(work.at, ratingDays)
    const asked = new Set<string>()
    for (const { id, callerSealed, callerKey, line, beganAt } of rows) {
      const to = recipientShapes.sms.safeParse(openCaller(platform.keyring, id, callerSealed))
      if (!to.success || asked.has(callerKey)) continue
      asked.add(callerKey)
      const code = newCode(legalDay(work.at))
      await work.trx
        .insertInto('call_survey')
        .values({
          call_id: id,
          code_key: surveyKey(platform, code),
          asked_at: asDate(work.at),
          expires_at: asDate(expires),
        })
        .execute()
      const address = site ? surveyAddress(site, code) : ''
      const on = legalDay(Temporal.Instant.fromEpochMilliseconds(beganAt.getTime()))
      await queueMessage(work, platform.keyring, {
        channel: 'sms',
        audience: 'citizen',
        to: to.data,
        subject: surveySms.subject,
        ...surveyText({ line, on, address, until }, replies),
        params: { line, on, address, code, until },
        about: `call/${id}`,
        key: `call/${id}/rating`,
        until: work.at.add({ hours: smsLife }),
      })
    }
    return asked.size
  })
}
