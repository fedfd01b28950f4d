import { sql } from 'kysely'
import { plainDate } from '../../foundations/calendar/iso-date.ts'
import { cases, forgetPapers } from '../../foundations/casework/index.ts'
import { type Platform, transact } from '../../foundations/context.ts'
import { system } from '../../foundations/identity/actor.ts'
import { legalDay } from '../../platform/clock.ts'
import { readSettings } from './settings.ts'
import { inquiryKind } from './store.ts'
import { sealContent, sealWriter } from './writer.ts'

/** Cases taken in one transaction; the job comes back for the rest. */
const batch = 200

const nobody = { name: '', phone: '', email: '', address: '', pin: '' }
const nothing = { subject: '', text: '', place: '' }

/**
 * 保存期限 (个人信息保护法 arts 19, 47): of cases whose time is over, deletes who wrote, what was written and the papers. Events, number, days
 * and outcome stay: the figures of past years do not change. What was published with consent stays public.
 * @returns how many cases were emptied
 */
export const forgetInquiries = async (platform: Platform): Promise<number> => {
  const ctx = { ...platform, actor: system }
  const { keepYears } = await readSettings(platform.db)
  const before = plainDate(legalDay(platform.clock())).subtract({ years: keepYears }).toString()
  let forgotten = 0
  for (;;) {
    const done = await transact(ctx, async (work) => {
      const { rows } = await sql<{ id: number }>`
        select c.id::int as id from case_file c join inquiry i on i.case_id = c.id
        where c.kind = ${inquiryKind} and not c.open and c.closed_on < ${before}::date and i.forgotten_on is null
          and not exists (select from case_event e where e.case_id = c.id and e.happened_on >= ${before}::date)
        order by c.closed_on, c.id limit ${batch} for update of c skip locked`.execute(work.trx)
      for (const { id } of rows) {
        await cases.forgetNotes(work, id)
        await forgetPapers(ctx, work, id)
        await work.trx
          .updateTable('inquiry')
          .set({
            writer_sealed: sealWriter(ctx.keyring, id, nobody),
            writer_masked: '',
            content_sealed: sealContent(ctx.keyring, id, nothing),
            caller_key: '',
            content_key: '',
            forgotten_on: legalDay(work.at),
          })
          .where('case_id', '=', id)
          .execute()
        await work.trx.deleteFrom('inquiry_likeness').where('case_id', '=', id).execute()
        await work.trx.updateTable('case_file').set({ summary: '' }).where('id', '=', id).execute()
        work.audit({ action: 'inquiry.forgotten', subject: `inquiry/${id}`, detail: {} })
      }
      return rows.length
    })
    forgotten += done
    if (done < batch) return forgotten
  }
}
