import { type Ctx, transact } from '../../../foundations/context.ts'
import { legalDay } from '../../../platform/clock.ts'
import { forbidden, notFound, stale } from '../../../platform/http/problem.ts'
import { createRecord } from '../actions/create-record.ts'
import { draftFields } from '../record.ts'
import { mayTake, outcomes } from './round.ts'
import * as store from './store.ts'
import { roundActionLabels, say, stageLabels } from './words.zh.ts'

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const row = (cells: readonly string[], tag: 'td' | 'th') =>
  `<tr>${cells.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`

/** The catalogues of what stays in force, is repealed, lapses and is to be amended, as the text of an item. */
export const outcomeHtml = (basis: string, documents: readonly store.RoundDocument[]): string =>
  [
    `<p>${escaped(say.listLead(basis))}</p>`,
    ...outcomes.map((outcome) => {
      const rows = documents
        .filter((one) => one.outcome === outcome)
        .map((one, i) => [String(i + 1), one.title, one.docNumber, one.unitName, outcome === 'keep' ? '' : one.note])
      const table = rows.length
        ? `<table><thead>${row(say.listHead, 'th')}</thead><tbody>${rows.map((cells) => row(cells, 'td')).join('')}</tbody></table>`
        : `<p>${say.listNone}</p>`
      return `<h2>${say.listTables[outcome]}</h2>${table}`
    }),
  ].join('')

/**
 * Begins the item that tells the public the outcome, as a draft that passes the usual gates. Asked twice it gives the
 * same draft.
 * @throws Problem 403 not a clerk of the round's unit, 409 nothing decided yet
 */
export const draftOutcome = async (ctx: Ctx, id: number): Promise<number> => {
  const round = await store.roundById(ctx.db, id)
  if (!round) throw notFound()
  const verdict = mayTake(ctx.actor, 'list', round.stage, round.unitId)
  if (verdict === 'role') throw forbidden(say.notYours(roundActionLabels.list))
  if (verdict === 'stage') throw stale(say.wrongStage(stageLabels[round.stage], roundActionLabels.list))
  if (round.listRecordId !== null) return round.listRecordId
  const fields = draftFields.parse({
    title: say.listTitle(round.title),
    bodyHtml: outcomeHtml(round.basis!, await store.documentsOf(ctx.db, id)),
    kind: 'notice',
    formedOn: legalDay(ctx.clock()),
  })
  const recordId = await createRecord(ctx, { unitId: round.unitId, fields, requestKey: `clean-up-${id}` })
  await transact(ctx, (work) => store.setList(work.trx, id, recordId))
  return recordId
}
