import { z } from 'zod'
import { type Ctx, transact } from '../../foundations/context.ts'
import { asDate } from '../../platform/clock.ts'
import type { Connection } from '../../platform/db/connect.ts'
import { text } from '../../platform/shapes.ts'
import { settingWords } from './words.zh.ts'

/** What a county sets for its letters; empty fields are printed in general words. */
export const requestSettings = z.object({
  /** The government one level up, which reviews what the county government decides. */
  governmentAbove: text(60),
  /** The court to name; '' for 有管辖权的人民法院. */
  court: text(60),
  /** Where a review can be applied for online (复议法 art 22). */
  onlineReview: z.union([z.literal(''), z.url({ protocol: /^https?$/, error: settingWords.notAnAddress }).max(200)]),
  /** Applicants see who handles their case. */
  showStaffNames: z.boolean(),
  /** 保存期限: years after its end for which a case is kept with everything in it. No law fixes it; 30 is our proposal. */
  keepYears: z.int().min(1).max(100).default(30),
  /** Days for which a void one keeps who asked. */
  keepVoidDays: z.int().min(1).max(3650).default(90),
})
export type RequestSettings = z.infer<typeof requestSettings>

const key = 'requests'
const unset: RequestSettings = {
  governmentAbove: '',
  court: '',
  onlineReview: '',
  showStaffNames: false,
  keepYears: 30,
  keepVoidDays: 90,
}

export const readSettings = async (db: Connection): Promise<RequestSettings> => {
  const row = await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst()
  return { ...unset, ...(row?.value as Partial<RequestSettings> | undefined) }
}

export const writeSettings = (ctx: Ctx, settings: RequestSettings): Promise<void> =>
  transact(ctx, async (work) => {
    const row = { value: JSON.stringify(settings), changed_at: asDate(work.at) }
    await work.trx
      .insertInto('setting')
      .values({ key, ...row })
      .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
      .execute()
    work.audit({ action: 'request-settings.changed', subject: 'requests', detail: settings })
  })
