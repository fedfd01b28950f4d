import { z } from 'zod'
import { type Ctx, transact } from '../../foundations/context.ts'
import { appendToLog } from '../../foundations/publication-log/append.ts'
import { asDate, legalDay } from '../../platform/clock.ts'
import type { Connection } from '../../platform/db/connect.ts'
import { text } from '../../platform/shapes.ts'
import { defaultLimits, limitsOn, limitsShape } from './limits.ts'

/** What a county sets for its line. */
export const inquirySettings = z.object({
  /** Dated rows of the limits; at least one. */
  limits: z.array(limitsShape).min(1).max(50),
  /** Name and number of the line, e.g. 96128政务信息查询专线. */
  lineName: text(60),
  lineNumber: text(30),
  /** Where petitions are taken: name, address, telephone, as printed for the citizen. */
  petitionOffice: text(300),
  /** How many days back the day of receipt may lie when something is entered by hand: what lies further is a slip of the pen. */
  entryDays: z.int().min(0).max(3650).default(365),
  /** Years after its end for which a case is kept with everything in it. */
  keepYears: z.int().min(1).max(100),
})
export type InquirySettings = z.infer<typeof inquirySettings>

const key = 'inquiries'
const unset: InquirySettings = {
  limits: [...defaultLimits],
  lineName: '政务信息查询专线',
  lineNumber: '96128',
  petitionOffice: '',
  entryDays: 365,
  keepYears: 10,
}

export const readSettings = async (db: Connection): Promise<InquirySettings> => {
  const row = await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst()
  return { ...unset, ...(row?.value as Partial<InquirySettings> | undefined) }
}

export const writeSettings = (ctx: Ctx, settings: InquirySettings): Promise<void> =>
  transact(ctx, async (work) => {
    const row = { value: JSON.stringify(settings), changed_at: asDate(work.at) }
    await work.trx
      .insertInto('setting')
      .values({ key, ...row })
      .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
      .execute()
    const { ordinary, complex, extended, complaint } = limitsOn(settings.limits, legalDay(work.at))
    const { lineName: name, lineNumber: number, petitionOffice } = settings
    const payload = { name, number, petitionOffice, ordinary, complex, extended, complaint }
    await appendToLog(work.trx, work.at, [{ kind: 'line.changed', subject: 'line', payload }])
    work.audit({ action: 'inquiry-settings.changed', subject: 'inquiries', detail: settings })
  })
