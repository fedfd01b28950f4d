import { sql } from 'kysely'
import { plainDate } from '../../foundations/calendar/iso-date.ts'
import { cases, forgetPapers } from '../../foundations/casework/index.ts'
import { type Platform, transact } from '../../foundations/context.ts'
import { system } from '../../foundations/identity/actor.ts'
import { legalDay } from '../../platform/clock.ts'
import { nobody, nothingAsked, sealApplicant, sealContent } from './applicant.ts'
import { forgetLetters } from './letters/index.ts'
import { readSettings } from './settings.ts'
import { requestKind } from './store.ts'

/** Cases taken in one transaction; the job comes back for the rest. */
const batch = 200

/**
 * 保存期限 (个人信息保护法 arts 19, 47; 档案法): of cases whose time is over, deletes what people wrote, the papers, the text
 * of letters and who asked for what. Events, number, days and outcome stay: the figures of past years do not change. How
 * long is a setting; a void case holds no request and is kept for days only. A review or lawsuit that is open keeps its case.
 * @returns how many cases were emptied
 */
export const forgetRequests = async (platform: Platform): Promise<number> => {
  const ctx = { ...platform, actor: system }
  const { keepYears, keepVoidDays } = await readSettings(platform.db)
  const today = plainDate(legalDay(platform.clock()))
  const before = today.subtract({ years: keepYears }).toString()
  const voidBefore = today.subtract({ days: keepVoidDays }).toString()
  let forgotten = 0
  for (;;) {
    const done = await transact(ctx, async (work) => {
      const { rows } = await sql<{ id: number; status: string }>`
        select c.id::int as id, c.status from case_file c join request r on r.case_id = c.id
        where c.kind = ${requestKind} and r.forgotten_on is null
          and ((c.status = 'void' and c.closed_on < ${voidBefore}::date)
            or (c.status in ('closed', 'archived') and c.closed_on < ${before}::date
              and not exists (select from case_event e where e.case_id = c.id and e.happened_on >= ${before}::date)
              and not exists (select from remedy m where m.case_id = c.id and m.outcome = 'open')))
        order by c.closed_on, c.id limit ${batch} for update of c skip locked`.execute(work.trx)
      for (const { id, status } of rows) {
        await cases.forgetNotes(work, id)
        const papers = await forgetPapers(ctx, work, id)
        await forgetLetters(ctx.keyring, work, id)
        await work.trx
          .updateTable('request')
          .set({
            // The kind of applicant stays where statistics read it, in case_file.
            applicant_sealed: sealApplicant(ctx.keyring, id, nobody),
            applicant_masked: '',
            applicant_key: '',
            content_key: '',
            content_sealed: sealContent(ctx.keyring, id, nothingAsked),
            forgotten_on: today.toString(),
          })
          .where('case_id', '=', id)
          .execute()
        // The few words of lists may speak of somebody, whatever was masked in them.
        await work.trx.updateTable('case_file').set({ summary: '' }).where('id', '=', id).execute()
        work.audit({ action: 'request.forgotten', subject: `request/${id}`, detail: { status, papers } })
      }
      return rows.length
    })
    forgotten += done
    if (done < batch) return forgotten
  }
}
