import { z } from 'zod'
import { asDate, legalZone } from '../clock.ts'
import type { Connection, Trx } from '../db/connect.ts'

const hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '请按 08:00 的样子填写时间。')

export const messageSettings = z.object({
  /** No SMS to citizens from this time of day … */
  quietFrom: hour,
  /** … until this one, Asia/Shanghai. Two equal times: there are no quiet hours. */
  quietUntil: hour,
  /** Days after which recipient, text and attachments of a finished message are removed. */
  keepDays: z.int().min(7).max(3650),
})
export type MessageSettings = z.infer<typeof messageSettings>

export const messageSettingsKey = 'messages'
export const defaultMessageSettings: MessageSettings = { quietFrom: '21:00', quietUntil: '08:00', keepDays: 180 }

export const readMessageSettings = async (db: Connection): Promise<MessageSettings> => {
  const row = await db.selectFrom('setting').select('value').where('key', '=', messageSettingsKey).executeTakeFirst()
  return (
    messageSettings.safeParse({ ...defaultMessageSettings, ...(row?.value as object | undefined) }).data ??
    defaultMessageSettings
  )
}

export const writeMessageSettings = async (
  trx: Trx,
  settings: MessageSettings,
  at: Temporal.Instant,
): Promise<void> => {
  const row = { value: JSON.stringify(settings), changed_at: asDate(at) }
  await trx
    .insertInto('setting')
    .values({ key: messageSettingsKey, ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute()
}

/** Is it night for citizens' telephones? The first minute is quiet, the last one no longer. */
export const isQuiet = ({ quietFrom, quietUntil }: MessageSettings, at: Temporal.Instant): boolean => {
  const time = at.toZonedDateTimeISO(legalZone).toPlainTime().toString({ smallestUnit: 'minute' })
  return quietFrom <= quietUntil ? time >= quietFrom && time < quietUntil : time >= quietFrom || time < quietUntil
}
