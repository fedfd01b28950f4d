import { type Ctx, transact, type Work } from '../../../foundations/context.ts'
import type { Actor } from '../../../foundations/identity/actor.ts'
import { actFrom } from '../../../foundations/identity/index.ts'
import type { Connection } from '../../../platform/db/connect.ts'
import { forbidden, notFound, type ProblemIssue, stale, unprocessable } from '../../../platform/http/problem.ts'
import { readSheets } from '../../catalogue/index.ts'
import { readMarkTable } from './mark-table.ts'
import { mayTake, type Outcome, postsFor, type Stage } from './round.ts'
import * as store from './store.ts'
import { outcomeLabels, roundActionLabels, say, stageLabels } from './words.zh.ts'

export type Mark = { recordId: number; outcome: Outcome; note: string }
type Documents = ReadonlyMap<number, store.RoundDocument>

/** The documents of a round, when the actor marks any of them now. @throws Problem 404, 403, 409 */
const documentsToMark = async (ctx: Ctx, db: Connection, round: store.Round | undefined): Promise<Documents> => {
  if (!round) throw notFound()
  const documents: Documents = new Map((await store.documentsOf(db, round.id)).map((one) => [one.recordId, one]))
  const units = [...new Set([...documents.values()].map((one) => one.unitId))]
  if (units.every((unitId) => mayTake(ctx.actor, 'mark', round.stage, unitId) === 'role'))
    throw forbidden(say.notYours(roundActionLabels.mark))
  if (round.stage !== 'marking') throw stale(say.wrongStage(stageLabels[round.stage], roundActionLabels.mark))
  return documents
}

/** Asked before a file is read, so that nobody's bytes are parsed who could not hand them in. @throws Problem as above */
export const requireMarker = async (ctx: Ctx, id: number): Promise<void> => {
  await documentsToMark(ctx, ctx.db, await store.roundById(ctx.db, id))
}

const openForMarks = async (ctx: Ctx, { trx }: Work, id: number) => {
  const round = await store.lockRound(trx, id)
  const documents = await documentsToMark(ctx, trx, round)
  return { round: round!, documents }
}

type MarkFault = { at: number; key: string; message: string }

/** What stands against taking these marks, each by its place among them. */
const faultsOf = (actor: Actor, stage: Stage, documents: Documents, marks: readonly Mark[]): MarkFault[] =>
  marks.flatMap(({ recordId, outcome, note }, at): MarkFault[] => {
    const found = documents.get(recordId)
    if (!found) return [{ at, key: 'not-in-round', message: say.notInRound(recordId) }]
    if (mayTake(actor, 'mark', stage, found.unitId) !== 'yes')
      return [{ at, key: 'not-your-document', message: say.notYourDocument(found.title) }]
    if (marks.findIndex((one) => one.recordId === recordId) !== at)
      return [{ at, key: 'twice', message: say.twice(found.title) }]
    if (outcome !== 'keep' && !note.trim())
      return [{ at, key: 'note-missing', message: say.noteMissing(found.title, outcomeLabels[outcome]) }]
    return []
  })

/** Acts for whom the actor stands in, where any of the marks is made from such a post. @throws Problem 403 over */
const actForMarks = async (work: Work, documents: Documents, marks: readonly Mark[]) => {
  const units = new Set(marks.map((one) => documents.get(one.recordId)!.unitId))
  const posts = [...units].map((unitId) => postsFor(work.actor, 'mark', unitId)[0]!)
  const from = posts.find((post) => post.onBehalfOf) ?? posts[0]
  if (from) await actFrom(work, from)
}

const keep = async ({ trx, at, actor, emit, audit }: Work, id: number, marks: readonly Mark[], fileName?: string) => {
  for (const one of marks) await store.mark(trx, id, { ...one, by: actor.personId, at })
  const subject = `clean-up/${id}`
  await emit({ name: 'clean-up.marked', subject, payload: { documents: marks.length } })
  audit({
    action: 'clean-up.marked',
    subject,
    detail: {
      ...(fileName ? { fileName } : {}),
      marks: marks.map(({ recordId, outcome }) => `${recordId} ${outcome}`),
    },
  })
}

/**
 * What a unit proposes for its documents. All rows are taken or none; every wrong one is named by its place.
 * @throws Problem 409 not in that stage, 403 nobody who marks, 422 with the rows that are wrong
 */
export const markDocuments = (ctx: Ctx, input: { id: number; marks: Mark[] }) =>
  transact(ctx, async (work) => {
    const { round, documents } = await openForMarks(ctx, work, input.id)
    const wrong = faultsOf(ctx.actor, round.stage, documents, input.marks)
    if (wrong.length)
      throw unprocessable(
        say.marksRefused,
        wrong.map(({ at, key, message }): ProblemIssue => ({ field: `marks.${at}`, key, message })),
      )
    await actForMarks(work, documents, input.marks)
    await keep(work, input.id, input.marks)
  })

export type MarkFaultInTable = { row: number; sheet: string; column: string; message: string; value: string }
export type MarkImport = {
  added: number
  changed: number
  unchanged: number
  refused: MarkFaultInTable[]
  dryRun: boolean
}

/**
 * The same from a .csv or .xlsx. One wrong row and nothing is kept; the report names every one of them. A dry run only
 * looks. Rows without an opinion are left as they are.
 * @throws Problem as `markDocuments`, 422 also when the file holds no such table
 */
export const importMarks = async (
  ctx: Ctx,
  input: { id: number; bytes: Uint8Array; fileName: string; dryRun: boolean },
): Promise<MarkImport> => {
  const sheets = await readSheets(input.bytes)
  return transact(ctx, async (work) => {
    const { round, documents } = await openForMarks(ctx, work, input.id)
    const { rows, refused } = readMarkTable(sheets, [...documents.values()])
    const marks = rows.map(({ mark }) => mark)
    for (const { at, message } of faultsOf(ctx.actor, round.stage, documents, marks)) {
      const { row, sheet, value } = rows[at]!
      refused.push({ row, sheet, column: '', message, value })
    }
    const before = (one: Mark) => documents.get(one.recordId)
    const fresh = marks.filter((one) => {
      const now = before(one)
      return now?.outcome !== one.outcome || now.note !== one.note
    })
    const added = fresh.filter((one) => !before(one)?.outcome).length
    const report = {
      added,
      changed: fresh.length - added,
      unchanged: marks.length - fresh.length,
      refused: refused.sort((a, b) => a.row - b.row),
      dryRun: input.dryRun,
    }
    if (!input.dryRun && refused.length === 0 && fresh.length > 0) {
      await actForMarks(work, documents, fresh)
      await keep(work, input.id, fresh, input.fileName)
    }
    return report
  })
}
