import { addDocument, cases, documentsOf, openDocument } from '../../../foundations/casework/index.ts'
import type { Ctx, Work } from '../../../foundations/context.ts'
import { applicantShape, contentShape, longestRequest } from '../../../foundations/intake/request-form.ts'
import { openCase } from '../../requests/index.ts'
import type { InquiryEvent } from '../events.ts'
import { writer } from '../permissions.ts'
import { openContent, openWriter } from '../writer.ts'
import type { Also } from './act.ts'

/** Subject and text as what is asked for; where both are too long together, the subject is what it can be found by. */
const asked = (subject: string, text: string) => {
  const whole = subject ? `${subject}\n${text}` : text
  return whole.length <= longestRequest ? { what: whole } : { what: text, features: subject }
}

/**
 * 转为依申请公开: what is asked for is government information on request (条例 art 27), so the same words and papers become a request of the
 * agency, with the code and the first date that the citizen has. What art 29 asks for and nobody said yet, the agency asks for (art 30).
 */
export const asRequest =
  (ctx: Ctx, unitId: number): Also =>
  async (work: Work, { row, inquiry, events }, seq) => {
    const { name, phone, email, address } = openWriter(ctx.keyring, row.id, inquiry.writerSealed)
    const { subject, text } = openContent(ctx.keyring, row.id, inquiry.contentSealed)
    const first = events[0] as InquiryEvent & { action: 'register' }
    const notes = await cases.notesOf(work.trx, ctx.keyring, row.id)
    const added = events.flatMap(({ action, seq: at }) => (action === 'supplement' ? [notes.get(at) ?? ''] : []))
    const requestId = await openCase(ctx, work, {
      unitId,
      channel: 'portal',
      applicant: applicantShape.parse({
        party: 'natural_person',
        name,
        identityNumber: '',
        phone,
        email,
        address,
      }),
      content: contentShape.parse({ ...asked(subject, text), form: 'electronic', way: 'online' }),
      submittedAt: Temporal.Instant.fromEpochMilliseconds(row.submittedAt.getTime()),
      reachedOn: first.data.receivedOn,
      code: row.code,
      intakeId: null,
      requestKey: null,
      role: first.by === writer ? 'applicant' : 'clerk',
      // What the writer added since stands with the registration.
      note: added.join('\n'),
    })
    for (const { id, kind } of await documentsOf(work.trx, ctx.keyring, row.id)) {
      const paper = await openDocument({ ...ctx, db: work.trx }, row.id, id)
      if (paper) await addDocument(ctx, work, { ...paper, caseId: requestId, seq: 1, kind })
    }
    await cases.linkCases(work, requestId, row.id, 'inquiry')
    work.audit({ action: 'inquiry.became-request', subject: `inquiry/${row.id}`, detail: { request: requestId, seq } })
  }
