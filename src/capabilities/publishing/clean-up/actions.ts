import { type Ctx, transact, type Work } from '../../../foundations/context.ts'
import { holds } from '../../../foundations/identity/actor.ts'
import { actFrom, requireConfirmation } from '../../../foundations/identity/index.ts'
import { appendToLog } from '../../../foundations/publication-log/append.ts'
import { allUnits } from '../../../foundations/units/index.ts'
import { legalDay } from '../../../platform/clock.ts'
import { forbidden, notFound, type ProblemIssue, stale, unprocessable } from '../../../platform/http/problem.ts'
import { type Ending, endValidity } from '../actions/end-validity.ts'
import { namedBasis } from '../named-basis.ts'
import { seesEveryUnit } from '../permissions.ts'
import { isOpen } from '../standing.ts'
import * as records from '../store.ts'
import { mayTake, postsFor, type RoundAction } from './round.ts'
import * as store from './store.ts'
import { roundActionLabels, say, stageLabels } from './words.zh.ts'

const issue = (field: string, key: string, message: string): ProblemIssue => ({ field, key, message })
const refuse = (field: string, key: string, message: string) => unprocessable(message, [issue(field, key, message)])

export type OpenRound = Pick<store.Round, 'unitId' | 'title' | 'unitIds' | 'formedFrom' | 'formedTo' | 'dueOn'>

/**
 * Opens a round over every normative document in force of some units.
 * @throws Problem 403 not the disclosure office, 422 nothing to clean up, or days that do not follow each other
 */
export const openRound = (ctx: Ctx, input: OpenRound): Promise<number> => {
  if (!holds(ctx.actor, 'disclosure_office')) throw forbidden()
  return transact(ctx, async (work) => {
    const known = new Set((await allUnits(work.trx)).map(({ id }) => id))
    if ([input.unitId, ...input.unitIds].some((id) => !known.has(id)))
      throw refuse('unitIds', 'unit-unknown', say.unitUnknown)
    if (input.formedFrom && input.formedTo && input.formedFrom > input.formedTo)
      throw refuse('formedFrom', 'order-of-days', say.orderOfDays)
    if (input.dueOn < legalDay(work.at)) throw refuse('dueOn', 'due-over', say.dueOver)
    const id = await store.insertRound(work.trx, { ...input, openedBy: ctx.actor.personId!, at: work.at })
    const count = await store.gatherDocuments(work.trx, id, input)
    if (!count) throw refuse('unitIds', 'no-documents', say.noDocuments)
    await work.emit({ name: 'clean-up.opened', subject: `clean-up/${id}`, payload: { documents: count } })
    work.audit({ action: 'clean-up.opened', subject: `clean-up/${id}`, detail: { documents: count } })
    return id
  })
}

/** May the actor see rounds at all, and which units' documents in them? */
export const seesDocument = (ctx: Ctx, unitId: number): boolean =>
  seesEveryUnit(ctx.actor) || ctx.actor.posts.some((post) => post.unitId === unitId)

/** The round, locked, when the actor may take the action on it. */
const openFor = async (
  ctx: Ctx,
  work: Work,
  id: number,
  action: Exclude<RoundAction, 'mark'>,
): Promise<store.Round> => {
  const round = await store.lockRound(work.trx, id)
  if (!round) throw notFound()
  const verdict = mayTake(ctx.actor, action, round.stage, round.unitId)
  if (verdict === 'role') throw forbidden(say.notYours(roundActionLabels[action]))
  if (verdict === 'stage') throw stale(say.wrongStage(stageLabels[round.stage], roundActionLabels[action]))
  await actFrom(work, postsFor(ctx.actor, action, round.unitId)[0]!)
  return round
}

/** Hands the marked list to the leader (汇总送审). @throws Problem 422 naming every unit that has not finished */
export const assemble = (ctx: Ctx, id: number) =>
  transact(ctx, async (work) => {
    await openFor(ctx, work, id, 'assemble')
    const open = (await store.documentsOf(work.trx, id)).filter((one) => one.outcome === null)
    const byUnit = Map.groupBy(open, (one) => one.unitName)
    if (byUnit.size)
      throw unprocessable(
        say.notComplete,
        [...byUnit].map(([unit, rows]) => issue('documents', 'unmarked', say.unmarked(unit, rows.length))),
      )
    await store.setStage(work.trx, id, work.at, { stage: 'deciding', assembledBy: ctx.actor.personId })
    await work.emit({ name: 'clean-up.assembled', subject: `clean-up/${id}`, payload: {} })
    work.audit({ action: 'clean-up.assembled', subject: `clean-up/${id}` })
  })

const pastTense = { reopen: 'reopened', abandon: 'abandoned' } as const

/** Back to the units, or given up. */
export const turnBack = (ctx: Ctx, input: { id: number; action: 'reopen' | 'abandon'; reason: string }) =>
  transact(ctx, async (work) => {
    await openFor(ctx, work, input.id, input.action)
    await store.setStage(work.trx, input.id, work.at, { stage: input.action === 'reopen' ? 'marking' : 'abandoned' })
    const subject = `clean-up/${input.id}`
    const detail = { reason: input.reason }
    await work.emit({ name: `clean-up.${pastTense[input.action]}`, subject, payload: detail })
    if (input.action === 'reopen') work.audit({ action: 'clean-up.reopened', subject, detail })
    else work.audit({ action: 'clean-up.abandoned', subject, detail })
  })

export type RoundDecision = { id: number; basis: string; basisRecordId: number | null }

/**
 * The leader's one decision: every document that is to be repealed or to lapse changes, in one transaction and one
 * stretch of the log, resting on one resolution. One that cannot change stops all of them and is named.
 * @throws Problem 422 with the documents that cannot change, 403 to be confirmed first
 */
export const decideRound = (ctx: Ctx, input: RoundDecision) =>
  transact(ctx, async (work) => {
    const round = await openFor(ctx, work, input.id, 'decide')
    const basis = await namedBasis(work, input)
    const documents = (await store.documentsOf(work.trx, input.id)).sort((a, b) => a.recordId - b.recordId)
    const wrong: ProblemIssue[] = []
    const changing: (store.RoundDocument & { edition: records.EditionRow })[] = []
    for (const one of documents) {
      if (one.outcome !== 'repeal' && one.outcome !== 'lapse') continue
      await records.lockRecord(work.trx, one.recordId)
      const editions = await records.editionsOf(work.trx, one.recordId)
      const edition = editions.find(({ status }) => status === 'published')
      const fault = !edition
        ? (['not-public', say.notPublic] as const)
        : (await records.repealOf(work.trx, one.recordId))
          ? (['ended', say.ended] as const)
          : one.outcome === 'lapse' && editions.some(({ status }) => isOpen(status))
            ? (['correcting', say.correcting] as const)
            : undefined
      if (fault) wrong.push(issue(`documents.${one.recordId}`, fault[0], fault[1](one.title)))
      else changing.push({ ...one, edition: edition! })
    }
    if (wrong.length) throw unprocessable(say.decisionRefused, wrong)
    requireConfirmation(ctx)
    const today = legalDay(work.at)
    const step = { action: 'repeal' as const, actorId: ctx.actor.personId, role: 'signing_leader' }
    await endValidity(
      work,
      changing
        .filter((one) => one.outcome === 'repeal')
        .map(
          ({ recordId, edition, note: said }): Ending => ({
            recordId,
            edition,
            on: today,
            by: basis,
            reason: say.repealedReason(said),
            how: 'repealed',
            byRecordId: input.basisRecordId,
            step,
          }),
        ),
    )
    for (const one of changing.filter(({ outcome }) => outcome === 'lapse')) await lapse(work, one, basis, today)
    await store.setStage(work.trx, input.id, work.at, {
      stage: 'decided',
      decidedBy: ctx.actor.personId,
      basis,
      basisRecordId: input.basisRecordId,
    })
    const subject = `clean-up/${input.id}`
    const detail = { documents: documents.length, changed: changing.length }
    await work.emit({ name: 'clean-up.decided', subject, payload: detail })
    work.audit({ action: 'clean-up.decided', subject, detail })
    return round.id
  })

/** 宣布失效: in force through yesterday. */
const lapse = async (
  work: Work,
  { recordId, edition, note: said }: store.RoundDocument & { edition: records.EditionRow },
  basis: string,
  today: string,
) => {
  const expiresOn = Temporal.PlainDate.from(today).subtract({ days: 1 }).toString()
  const subject = `record/${recordId}`
  const reason = say.lapsedReason(said)
  const [logSeq] = await appendToLog(work.trx, work.at, [
    {
      kind: 'record.validity-changed',
      subject,
      payload: { id: recordId, validity: 'expired', repeal: null, expiresOn },
    },
  ])
  await records.setExpiry(work.trx, recordId, expiresOn)
  await records.insertTermDecision(work.trx, {
    recordId,
    decision: 'declared_lapsed',
    expiresOn,
    basis,
    reason,
    actorId: work.actor.personId,
    at: work.at,
    logSeq: logSeq!,
  })
  const revision = await records.currentRevision(work.trx, edition.id)
  await records.insertStep(work, {
    editionId: edition.id,
    action: 'declare_lapsed',
    from: edition.status,
    to: edition.status,
    actorId: work.actor.personId,
    role: 'signing_leader',
    reason: `${reason}（${basis}）`,
    revisionId: revision.id,
    at: work.at,
  })
  await work.emit({ name: 'record.lapsed', subject, payload: { on: today } })
  work.audit({ action: 'record.lapsed', subject, detail: { on: today } })
}
