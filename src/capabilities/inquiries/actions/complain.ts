import { addPosted, cases } from '../../../foundations/casework/index.ts'
import { type Ctx, transact } from '../../../foundations/context.ts'
import { system } from '../../../foundations/identity/actor.ts'
import type { Submission } from '../../../foundations/intake/submission.ts'
import { legalDay } from '../../../platform/clock.ts'
import { stale, unprocessable } from '../../../platform/http/problem.ts'
import { openFile } from '../case-file.ts'
import { deskWords as w } from '../desk-words.zh.ts'
import { attachment, isSupervised } from '../inquiry.ts'
import { writer } from '../permissions.ts'
import { clocksOf, isComplainable, turnOf } from '../state.ts'
import { caseOfEntry, inquiryKind } from '../store.ts'
import { openContent, openWriter } from '../writer.ts'
import { openInquiry } from './open-inquiry.ts'

/**
 * 投诉: an unsatisfied writer complains to supervision about a case of theirs. The complaint has a number and a code of its own and
 * keeps the writer's proof, so that nothing is retyped. One complaint at a time.
 * @param key made by the form: a double click makes one
 * @returns the complaint's case
 * @throws Problem 409 neither answered nor late, there is an open one, or the case is itself supervision's; 422 nothing said
 */
export const complain = async (
  platform: Omit<Ctx, 'actor'>,
  caseId: number,
  { text, key, files = [] }: { text: string; key: string; files?: Submission['files'] },
): Promise<number> => {
  if (!text.trim()) throw unprocessable(w.nothingSaid, [{ field: 'text', key: 'missing', message: w.nothingSaid }])
  const before = await caseOfEntry(platform.db, key)
  if (before) return before
  const ctx: Ctx = { ...platform, actor: system }
  return transact(ctx, async (work) => {
    const row = (await cases.lockCase(work.trx, inquiryKind, caseId))!
    const { state, inquiry, limits } = await openFile(work.trx, row)
    if (isSupervised(state.kind)) throw stale(w.notComplainable)
    const today = legalDay(work.at)
    const { due } = clocksOf(state, limits, ctx.calendar(), today).turn
    if (!isComplainable(state, due?.on ?? null, today)) throw stale(w.notYetComplainable)
    const open = await work.trx
      .selectFrom('inquiry')
      .innerJoin('case_file', 'case_file.id', 'inquiry.case_id')
      .select('case_file.id')
      .where('inquiry.about_case_id', '=', caseId)
      .where('inquiry.kind', '=', 'complaint')
      .where('case_file.open', '=', true)
      .executeTakeFirst()
    if (open) throw stale(w.complaintOpen)
    const { subject } = openContent(ctx.keyring, caseId, inquiry.contentSealed)
    const complaintId = await openInquiry(ctx, work, {
      kind: 'complaint',
      channel: 'portal',
      unitId: null,
      topic: inquiry.topic,
      mailboxId: null,
      source: '',
      sourceNumber: '',
      aboutCaseId: caseId,
      aboutUnitId: turnOf(state),
      writer: openWriter(ctx.keyring, caseId, inquiry.writerSealed),
      content: { subject: w.complaintSubject(subject || row.summary), text, place: '' },
      submittedAt: work.at,
      receivedOn: legalDay(work.at),
      code: null,
      intakeId: null,
      requestKey: key,
      by: writer,
      note: '',
    })
    await addPosted(platform, work, { caseId: complaintId, seq: 1, kind: attachment }, files)
    await cases.linkCases(work, complaintId, caseId, 'complaint')
    return complaintId
  })
}
