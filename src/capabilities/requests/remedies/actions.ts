import { cases, caseWords } from '../../../foundations/casework/index.ts'
import { type Ctx, transact, type Work } from '../../../foundations/context.ts'
import { actFrom } from '../../../foundations/identity/index.ts'
import { legalDay } from '../../../platform/clock.ts'
import { forbidden, notFound, stale, unprocessable } from '../../../platform/http/problem.ts'
import { openFile } from '../case-file.ts'
import { mayRead, remedyPost } from '../permissions.ts'
import { seatOf } from '../reach.ts'
import { requestKind } from '../store.ts'
import { why } from '../words.zh.ts'
import {
  conclusionFaults,
  type DecisionKey,
  type Fault,
  outcomeOf,
  type RemedyFields,
  registrationFaults,
} from './remedy.ts'
import { insertRemedy, type Remedy, remediesOf, updateRemedy } from './store.ts'
import { remedyRegisterWords as w } from './words.zh.ts'

const refuse = (faults: readonly Fault[]) => {
  const issues = faults.map(({ field, key }) => ({ field, key, message: w.faults[key] }))
  if (issues.length) throw unprocessable(issues[0]!.message, issues)
}

/** The case, locked, with what is registered of it; the actor acts from a post that may. */
const opened = async (ctx: Ctx, work: Work, caseId: number) => {
  const row = await cases.lockCase(work.trx, requestKind, caseId)
  const seat = row && (await seatOf(work.trx, row.unitId))
  if (!seat || !mayRead(ctx.actor, seat)) throw notFound(caseWords.none)
  const post = remedyPost(ctx.actor, seat)
  if (!post) throw forbidden(why.wrongRole(w.by))
  await actFrom(work, post)
  return { row, remedies: await remediesOf(work.trx, caseId) }
}

const one = (remedies: readonly Remedy[], id: number): Remedy => {
  const found = remedies.find((remedy) => remedy.id === id)
  if (!found) throw notFound(w.none)
  return found
}

const happened = {
  registered: 'remedy-registered',
  changed: 'remedy-changed',
  concluded: 'remedy-concluded',
} as const

const noted = async (work: Work, caseId: number, what: keyof typeof happened, detail: object) => {
  const subject = `request/${caseId}`
  await work.emit({ name: `request.${happened[what]}`, subject, payload: { ...detail } })
  work.audit({ action: `request.${happened[what]}`, subject, detail: { ...detail } })
}

/** Enters a review or lawsuit about a case. @returns its id @throws Problem 403, 404, 422 with issues */
export const registerRemedy = (ctx: Ctx, caseId: number, given: RemedyFields): Promise<number> =>
  transact(ctx, async (work) => {
    const { row, remedies } = await opened(ctx, work, caseId)
    if (row.status === 'void') throw stale(w.void)
    const { state } = await openFile(work.trx, row)
    refuse(
      registrationFaults(given, {
        others: remedies.map((remedy) => remedy.kind),
        reachedOn: state.reachedOn,
        today: legalDay(work.at),
      }),
    )
    const id = await insertRemedy(work.trx, caseId, given)
    await noted(work, caseId, 'registered', { remedy: id, kind: given.kind })
    return id
  })

/** Mends what was entered. @throws Problem 403, 404, 409 somebody else was faster, 422 with issues */
export const changeRemedy = (
  ctx: Ctx,
  caseId: number,
  { id, version, ...given }: RemedyFields & Pick<Remedy, 'id' | 'version'>,
): Promise<void> =>
  transact(ctx, async (work) => {
    const { row, remedies } = await opened(ctx, work, caseId)
    const now = one(remedies, id)
    const { state } = await openFile(work.trx, row)
    refuse([
      ...registrationFaults(given, {
        others: remedies.filter((remedy) => remedy.id !== id).map((remedy) => remedy.kind),
        reachedOn: state.reachedOn,
        today: legalDay(work.at),
      }),
      ...(now.concludedOn !== null && given.filedOn > now.concludedOn
        ? [{ field: 'filedOn', key: 'order' as const }]
        : []),
    ])
    if (!(await updateRemedy(work.trx, { id, version }, given))) throw stale(w.stale)
    await noted(work, caseId, 'changed', { remedy: id, kind: given.kind })
  })

/** Enters how it ended, or mends that; the decision fixes the cell of table 3. @throws Problem 403, 404, 409, 422 */
export const concludeRemedy = (
  ctx: Ctx,
  caseId: number,
  { id, version, decision, concludedOn }: { id: number; version: number; decision: DecisionKey; concludedOn: string },
): Promise<void> =>
  transact(ctx, async (work) => {
    const { remedies } = await opened(ctx, work, caseId)
    refuse(conclusionFaults(concludedOn, one(remedies, id).filedOn, legalDay(work.at)))
    const outcome = outcomeOf(decision)
    if (!(await updateRemedy(work.trx, { id, version }, { outcome, decision, concludedOn }))) throw stale(w.stale)
    await noted(work, caseId, 'concluded', { remedy: id, decision, outcome })
  })
