import { type Platform, transact } from '../../foundations/context.ts'
import { system } from '../../foundations/identity/actor.ts'
import { legalDay } from '../../platform/clock.ts'
import { forgetParts, type Part } from './recordings/sealed-parts.ts'
import { readSettings } from './settings.ts'

/** Days for which somebody who opens the link of an SMS too late is told so. */
const keepSurveyDays = 90

/** Rows taken in one transaction; the job comes back for the rest. */
const batch = 200

/**
 * Deletes recordings whose days are over, and of older calls the number and what was asked (个人信息保护法 arts 19, 47). That
 * there was a call, when, and what came of it stays: figures do not change. A message nobody has worked off is kept.
 */
export const forgetCalls = async (platform: Platform): Promise<{ recordings: number; calls: number }> => {
  const ctx = { ...platform, actor: system }
  const { keepRecordingDays, keepCallDays } = await readSettings(platform.db)
  const before = (days: number) => new Date(platform.clock().subtract({ hours: days * 24 }).epochMilliseconds)
  const today = legalDay(platform.clock())
  const done = { recordings: 0, calls: 0 }
  for (;;) {
    const gone = await transact(ctx, async (work) => {
      const rows = await work.trx
        .selectFrom('call_recording as r')
        .innerJoin('call as c', 'c.id', 'r.call_id')
        .select(['r.id', 'r.call_id', 'r.parts'])
        .where('r.deleted_on', 'is', null)
        .where('r.added_at', '<', before(keepRecordingDays))
        .where((eb) => eb.or([eb('r.kind', '=', 'call'), eb('c.logged_at', 'is not', null)]))
        .orderBy('r.added_at')
        .limit(batch)
        .forUpdate('r')
        .skipLocked()
        .execute()
      for (const { id, call_id, parts } of rows) {
        await work.trx
          .updateTable('call_recording')
          .set({ parts: '[]', size: 0, deleted_on: today })
          .where('id', '=', id)
          .execute()
        // Before the transaction ends: what is undone is done again, and nothing is left lying without a row.
        await forgetParts(ctx, parts as unknown as Part[])
        work.audit({ action: 'call.recording-deleted', subject: `call/${call_id}`, detail: { recording: id } })
      }
      return rows.length
    })
    done.recordings += gone
    if (gone < batch) break
  }
  const { numUpdatedRows } = await platform.db
    .updateTable('call')
    .set({ caller_sealed: null, caller_masked: '', caller_key: '', question_sealed: null })
    .where('phase', '=', 'ended')
    .where('began_at', '<', before(keepCallDays))
    .where((eb) =>
      eb.or([eb('caller_key', '<>', ''), eb('caller_sealed', 'is not', null), eb('question_sealed', 'is not', null)]),
    )
    .executeTakeFirst()
  done.calls = Number(numUpdatedRows)
  await platform.db.deleteFrom('call_survey').where('expires_at', '<', before(keepSurveyDays)).execute()
  return done
}
