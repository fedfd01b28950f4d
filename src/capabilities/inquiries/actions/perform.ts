import { cases } from '../../../foundations/casework/index.ts'
import { type Ctx, transact, type Work } from '../../../foundations/context.ts'
import { countTold } from '../../knowledge/index.ts'
import { type InquiryFile, openFile } from '../case-file.ts'
import type { EventData } from '../events.ts'
import { takeBack } from '../publication/publish-reply.ts'
import { inquiryKind } from '../store.ts'
import type { Action } from '../transitions.ts'
import { issueWords } from '../words.zh.ts'
import { type Act, type Also, actWithin, write } from './act.ts'
import { asRequest } from './to-request.ts'

/** An upheld complaint that orders a new answer opens the case it is about again, in the same transaction. */
const ordersAnew =
  (ctx: Ctx): Also =>
  async (work, { row, inquiry, state }) => {
    if (!state.reply?.anew || inquiry.aboutCaseId === null) return
    const about = await cases.lockCase(work.trx, inquiryKind, inquiry.aboutCaseId)
    if (about?.status !== 'closed') return
    const file = await openFile(work.trx, about)
    await takeBack(work, about.id, issueWords.reopened)
    await write(ctx, work, file, {
      action: 'reopen',
      data: { complaintId: row.id },
      note: issueWords.orderedBy(row.number ?? ''),
      on: state.endedOn!,
      to: file.state.stages.at(-1)!.what === 'sorting' ? 'sorting' : 'handling',
      by: 'supervisor',
    })
  }

/** Entries of the knowledge base that answered somebody are counted; nothing of whom. */
const countTellings = async (work: Work, { state }: Pick<InquiryFile, 'state'>): Promise<void> => {
  for (const entryId of state.reply?.sources.knowledge ?? []) await countTold(work, entryId)
}

/**
 * Does one act, and what follows from it: a question that becomes a request, a complaint whose decision opens a case again.
 * @returns the number of the event
 * @throws as `act`
 */
export const perform = <A extends Action>(ctx: Ctx, given: Act<A>): Promise<number> =>
  transact(ctx, (work) => actWithin(ctx, work, given, consequenceOf(ctx, given)))

const consequenceOf = (ctx: Ctx, { action, data }: Act): Also | undefined => {
  if (action === 'consent' && !(data as EventData['consent']).publish) return (work, { row }) => takeBack(work, row.id)
  if (action === 'reopen') return (work, { row }) => takeBack(work, row.id, issueWords.reopened)
  if (action === 'to_request') return asRequest(ctx, (data as EventData['to_request']).unitId)
  if (action === 'approve')
    return async (work, file, seq) => {
      await ordersAnew(ctx)(work, file, seq)
      await countTellings(work, file)
    }
  if (action === 'answer_at_once') return countTellings
  return undefined
}
