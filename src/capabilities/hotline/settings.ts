import { z } from 'zod'
import { type Ctx, transact } from '../../foundations/context.ts'
import { asDate } from '../../platform/clock.ts'
import type { Connection } from '../../platform/db/connect.ts'
import { settingIssues as say } from './setting-words.zh.ts'

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, say.time)
const whole = (min: number, max: number, unit: string) => {
  const message = say.between(min, max, unit)
  return z.int(message).min(min, message).max(max, message)
}

/** What a county sets for its line. */
export const hotlineSettings = z.object({
  /** The number that is shown; calls to others of the county's lines keep theirs. */
  line: z
    .string()
    .trim()
    .regex(/^\d[\d-]{1,18}\d$/, say.line),
  /** When seats answer on working days; units' liaison officers keep the same. */
  hours: z
    .array(z.object({ from: time, to: time }))
    .min(1, say.hoursMissing)
    .max(4, say.hoursMany),
  /** Seats answer day and night (12345: 7×24). */
  always: z.boolean(),
  /** Seconds for which one seat, and one unit, is rung. */
  ringSeconds: whole(5, 60, say.seconds),
  /** Seconds after which a waiting caller is offered to leave a message. */
  waitSeconds: whole(10, 900, say.seconds),
  /** Longest message, seconds. */
  messageSeconds: whole(30, 600, say.seconds),
  /** After the talk the caller is asked to press 1, 2 or 3. */
  rating: z.boolean(),
  /** Who pressed none and called from a mobile telephone is asked by SMS; for so many days the link in it can be used. */
  ratingBySms: z.boolean(),
  ratingDays: whole(1, 30, say.days),
  /** Days for which recordings are kept, and numbers and questions of calls. */
  keepRecordingDays: whole(1, 3650, say.days),
  keepCallDays: whole(30, 36500, say.days),
})
export type HotlineSettings = z.infer<typeof hotlineSettings>

const key = 'hotline'
/** Under which the audit log has what was set. */
export const settingsSubject = 'hotline/settings'
export const unset: HotlineSettings = {
  line: '96128',
  hours: [
    { from: '08:30', to: '12:00' },
    { from: '14:30', to: '18:00' },
  ],
  always: false,
  ringSeconds: 20,
  waitSeconds: 90,
  messageSeconds: 180,
  rating: true,
  ratingBySms: false,
  ratingDays: 7,
  keepRecordingDays: 180,
  keepCallDays: 3 * 365,
}

export const readSettings = async (db: Connection): Promise<HotlineSettings> => {
  const row = await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst()
  return { ...unset, ...(row?.value as Partial<HotlineSettings> | undefined) }
}

/** Looked at again after so many ms: whoever asks at every call need not ask the database. */
const keep = 2_000
const seen = new WeakMap<object, { at: number; settings: Promise<HotlineSettings> }>()

/** The same, at most two seconds old. */
export const presentSettings = (db: Connection): Promise<HotlineSettings> => {
  const now = performance.now()
  const last = seen.get(db)
  if (last && now - last.at < keep) return last.settings
  const settings = readSettings(db)
  seen.set(db, { at: now, settings })
  settings.catch(() => seen.delete(db))
  return settings
}

export const writeSettings = (ctx: Ctx, settings: HotlineSettings): Promise<void> =>
  transact(ctx, async (work) => {
    const row = { value: JSON.stringify(settings), changed_at: asDate(work.at) }
    await work.trx
      .insertInto('setting')
      .values({ key, ...row })
      .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
      .execute()
    work.audit({ action: 'hotline-settings.changed', subject: settingsSubject, detail: settings })
  }).finally(() => seen.delete(ctx.db))
