import { cases, readCode } from '../../foundations/casework/index.ts'
import { type Ctx, type Platform, transact, type Work } from '../../foundations/context.ts'
import { system } from '../../foundations/identity/actor.ts'
import type { Feedback } from '../../foundations/intake/feedback.ts'
import { legalDay } from '../../platform/clock.ts'
import type { Keyring } from '../../platform/keyring.ts'
import type { SealedColumn } from '../../platform/sealed-columns.ts'
import { write } from './actions/act.ts'
import { openInquiry } from './actions/open-inquiry.ts'
import { feedbackCase } from './actions/take-feedback.ts'
import { openFile } from './case-file.ts'
import { inquiryKind } from './store.ts'
import { movedFeedback } from './words.zh.ts'

/**
 * 网站找错与意见 had a table of their own before they were inquiries. Its texts are sealed for their rows, so no migration can move
 * them: the program does, at its start, and leaves the table empty. What is still in it is sealed anew with the keys like
 * everything else.
 */
const textPlace = (intakeId: string) => `feedback/${intakeId}/text`
const contactPlace = (intakeId: string) => `feedback/${intakeId}/contact`

export const sealedFeedback: SealedColumn[] = [
  { table: 'feedback', key: 'intake_id', column: 'text_sealed', place: textPlace },
  { table: 'feedback', key: 'intake_id', column: 'contact_sealed', place: contactPlace },
]

const rowOf = (work: Work, id: number) =>
  work.trx
    .selectFrom('feedback')
    .leftJoin('person', 'person.id', 'feedback.handled_by')
    .selectAll('feedback')
    .select('person.name as handledBy')
    .where('feedback.id', '=', id)
    .forUpdate('feedback')
    .skipLocked()
    .executeTakeFirst()

type Row = NonNullable<Awaited<ReturnType<typeof rowOf>>>

const said = (keyring: Keyring, row: Row): Feedback => ({
  kind: row.kind as Feedback['kind'],
  text: keyring.open(row.text_sealed, textPlace(row.intake_id)),
  contact: row.contact_sealed === null ? '' : keyring.open(row.contact_sealed, contactPlace(row.intake_id)),
  page: row.page,
})

const instant = (at: Date) => Temporal.Instant.fromEpochMilliseconds(at.getTime())

/** What waits is answered within a whole period from now on; what was handled is a closed case of its own days. */
const move = async (ctx: Ctx, work: Work, row: Row): Promise<void> => {
  const submittedAt = instant(row.submitted_at)
  const receipt = readCode(row.receipt)
  const given = feedbackCase(said(ctx.keyring, row), { intakeId: row.intake_id, receipt, submittedAt })
  const receivedOn = row.handled_at ? given.receivedOn : legalDay(work.at)
  const id = await openInquiry(ctx, work, { ...given, receivedOn })
  const openNow = async () => openFile(work.trx, (await cases.lockCase(work.trx, inquiryKind, id))!)
  if (row.handled_at)
    await write(ctx, work, await openNow(), {
      action: 'answer_at_once',
      data: { sources: { records: [], knowledge: [] } },
      note: row.note,
      on: legalDay(instant(row.handled_at)),
      to: 'closed',
      by: 'disclosure_office',
    })
  const file = await openNow()
  await write(ctx, work, file, {
    action: 'note',
    data: {},
    note: row.handled_at
      ? movedFeedback.handled(row.receipt, row.handledBy ?? '', legalDay(instant(row.handled_at)))
      : movedFeedback.open(row.receipt, legalDay(submittedAt)),
    on: legalDay(work.at),
    to: file.state.status,
    by: null,
  })
  await work.trx.deleteFrom('feedback').where('id', '=', row.id).execute()
}

/** Moves what is left, each row in a transaction of its own; nobody is told anew. @returns how many were moved */
export const moveFeedback = async (platform: Platform): Promise<number> => {
  const ctx: Ctx = { ...platform, listeners: {}, actor: system }
  let moved = 0
  for (const { id } of await platform.db.selectFrom('feedback').select('id').orderBy('id').execute())
    try {
      await transact(ctx, async (work) => {
        const row = await rowOf(work, id)
        if (!row) return
        await move(ctx, work, row)
        moved += 1
      })
    } catch (error) {
      // One whose seal is broken stays where it is, and is said; the others go on.
      platform.log.error({ err: error, feedback: id }, 'could not be moved to the inquiries')
    }
  return moved
}
