import { z } from 'zod'
import { type Ctx, transact, type Work } from '../../../foundations/context.ts'
import { appendToLog } from '../../../foundations/publication-log/append.ts'
import { unitById } from '../../../foundations/units/index.ts'
import { legalDay } from '../../../platform/clock.ts'
import { notFound, unprocessable } from '../../../platform/http/problem.ts'
import { id, requiredText, text } from '../../../platform/shapes.ts'
import { issueWords } from '../words.zh.ts'
import { allMailboxes, type Mailbox } from './store.ts'

/** 领导信箱 with the leaders' division of work: kept by the disclosure office, shown to everybody through the publication log. */

export const mailboxShape = z.object({
  title: requiredText(60).describe('信箱名称，如县长信箱'),
  holder: requiredText(30).describe('领导姓名'),
  post: requiredText(60).describe('职务'),
  duties: text(500).describe('分工'),
  unitId: id,
  position: z.int().min(0).max(10_000).default(0),
  open: z.boolean().default(true),
})
export type MailboxInput = z.infer<typeof mailboxShape>

const told = async (work: Work, box: Mailbox) =>
  appendToLog(work.trx, work.at, [
    {
      kind: 'mailbox.changed',
      subject: `mailbox/${box.id}`,
      payload: {
        id: box.id,
        title: box.title,
        holder: box.holder,
        post: box.post,
        duties: box.duties,
        unitId: box.unitId,
        position: box.position,
        open: box.closedOn === null,
      },
    },
  ])

/** Closes the boxes of a unit that ends: their letters stay, and nobody is invited to write to a post that is gone. */
export const closeMailboxesOf = async (work: Work, unitId: number): Promise<void> => {
  const closed = await work.trx
    .updateTable('mailbox')
    .set({ closed_on: legalDay(work.at) })
    .where('unit_id', '=', unitId)
    .where('closed_on', 'is', null)
    .returning(['id', 'title'])
    .execute()
  const boxes = await allMailboxes(work.trx)
  for (const { id, title } of closed) {
    await told(work, boxes.find((box) => box.id === id)!)
    work.audit({ action: 'mailbox.saved', subject: `mailbox/${id}`, detail: { title } })
  }
}

/**
 * Makes or changes a box; closing keeps it, and the letters in it.
 * @throws Problem 404 no such box, 422 the unit is gone
 */
export const saveMailbox = (ctx: Ctx, mailboxId: number | null, given: MailboxInput): Promise<number> =>
  transact(ctx, async (work) => {
    const unit = await unitById(work.trx, given.unitId)
    if (!unit || unit.dissolvedOn)
      throw unprocessable(issueWords.unitGone, [{ field: 'unitId', key: 'unit', message: issueWords.unitGone }])
    const row = {
      title: given.title,
      holder: given.holder,
      post: given.post,
      duties: given.duties,
      unit_id: given.unitId,
      position: given.position,
      closed_on: given.open ? null : legalDay(work.at),
    }
    const saved =
      mailboxId === null
        ? await work.trx.insertInto('mailbox').values(row).returning('id').executeTakeFirst()
        : await work.trx.updateTable('mailbox').set(row).where('id', '=', mailboxId).returning('id').executeTakeFirst()
    if (!saved) throw notFound()
    const box = (await allMailboxes(work.trx)).find((one) => one.id === saved.id)!
    await told(work, box)
    work.audit({ action: 'mailbox.saved', subject: `mailbox/${saved.id}`, detail: { title: given.title } })
    return saved.id
  })
