import { randomUUID } from 'node:crypto'
import { type Ctx, transact, type Work } from '../../../foundations/context.ts'
import { unitById } from '../../../foundations/units/index.ts'
import { asDate } from '../../../platform/clock.ts'
import { forbidden, notFound, stale, unprocessable } from '../../../platform/http/problem.ts'
import type { Leg } from '../../../platform/telephony/index.ts'
import type { LoggedOutcome } from '../call.ts'
import { sealCaller, sealQuestion } from '../caller.ts'
import type { Hotline, NewInquiry, OpenedInquiry } from '../ports.ts'
import { append, type CallRow, lockCall, lockShift, lockShiftOfCall, ring, setShift } from '../store.ts'
import { words } from '../words.zh.ts'

/** A call that is the actor's to act on, locked. @throws Problem 403, 404 */
export const ownCall = async (work: Work, callId: string): Promise<CallRow> => {
  const call = await lockCall(work.trx, callId)
  if (!call) throw notFound(words.noCall)
  if (call.personId !== work.actor.personId) throw forbidden(words.notYourCall)
  return call
}

export type Logged = {
  outcome: LoggedOutcome
  /** `knowledge/12`, `record/7`, `unit/3`: what was read out. */
  source: string | null
  unitId: number | null
  /** What was asked, in the operator's words. */
  question: string
}

/** Checks what is said of a call against itself. */
const loggedIssues = ({ outcome, source }: Logged) => {
  const kind = source?.split('/')[0]
  const wanted = { knowledge: 'knowledge', record: 'record', directory: 'unit' }[outcome as string]
  return wanted && kind !== wanted ? [{ field: 'source', key: 'source', message: words.sourceNeeded }] : []
}

/**
 * Writes down what came of a call, once. Where the talk still goes on it is over with that.
 * @returns the line that is to be hung up; undefined when there is none
 * @throws Problem 403, 404, 409 logged already, 422
 */
export const logCall = (ctx: Ctx, hotline: Hotline, callId: string, given: Logged): Promise<Leg | undefined> =>
  transact(ctx, async (work) => {
    const issues = loggedIssues(given)
    if (issues.length) throw unprocessable(issues[0]!.message, issues)
    const call = await ownCall(work, callId)
    if (call.loggedAt) throw stale(words.alreadyLogged)
    await writeLog(work, ctx, call, given)
    const [kind, id] = given.source?.split('/') ?? []
    if (kind === 'knowledge' && hotline.told) await hotline.told(work, Number(id))
    return finish(work, call)
  })

/** A message that somebody left is worked off: called back, or nothing to be done. @throws Problem 404, 409 */
export const logMessage = (ctx: Ctx, callId: string, given: Logged): Promise<void> =>
  transact(ctx, async (work) => {
    const call = await lockCall(work.trx, callId)
    if (call?.outcome !== 'voicemail') throw notFound(words.noCall)
    if (call.loggedAt) throw stale(words.alreadyLogged)
    await writeLog(work, ctx, call, given)
    await ring(work.trx, { callId: call.id, people: [] })
  })

const writeLog = async (work: Work, { keyring }: Pick<Ctx, 'keyring'>, call: CallRow, given: Logged) => {
  const unitId = given.source?.startsWith('unit/') ? Number(given.source.slice(5)) : (given.unitId ?? call.unitId)
  if (unitId !== null && !(await unitById(work.trx, unitId)))
    throw unprocessable(words.unitGone, [{ field: 'unitId', key: 'unit', message: words.unitGone }])
  // A call that a unit took over was transferred, and a message stays one, whatever else was said.
  const outcome = call.transferredAt ? 'transferred' : call.outcome === 'voicemail' ? 'voicemail' : given.outcome
  await work.trx
    .updateTable('call')
    .set({
      outcome,
      source: given.source,
      unit_id: unitId,
      question_sealed: sealQuestion(keyring, call.id, given.question),
      logged_at: asDate(work.at),
      logged_by: work.actor.personId,
    })
    .where('id', '=', call.id)
    .execute()
  work.audit({ action: 'call.logged', subject: `call/${call.id}`, detail: { outcome, source: given.source } })
}

/** Ends the talk, if it still goes on, and makes the seat ready for the next one. */
const finish = async (work: Work, call: CallRow): Promise<Leg | undefined> => {
  const shift = await lockShiftOfCall(work.trx, call.id)
  if (shift) await setShift(work, shift.id, 'ready')
  const { switchId } = call
  if (switchId === null && call.phase !== 'ended')
    await append(work, { ...call, loggedAt: asDate(work.at) }, { kind: 'ended', key: 'ended', at: work.at, data: {} })
  await ring(work.trx, { callId: call.id, people: shift ? [shift.personId] : [], ready: true })
  const { leg, phase } = call
  return phase === 'talking' && switchId !== null && leg ? { id: leg, callId: switchId, kind: 'seat' } : undefined
}

/**
 * A call that came over another telephone, entered by hand: it is spoken at one's seat until it is logged.
 * @throws Problem 409 another call is not logged, 422 nobody sits
 */
export const enterCall = (ctx: Ctx, given: { caller: string; line: string; requestKey: string }): Promise<string> =>
  transact(ctx, async (work) => {
    const shift = await lockShift(work.trx, ctx.actor.personId!)
    if (!shift) throw unprocessable(words.sitFirst)
    const before = await work.trx
      .selectFrom('call')
      .select('id')
      .where('entry_key', '=', given.requestKey)
      .executeTakeFirst()
    if (before) return before.id
    if (shift.callId) throw stale(words.busy)
    const id = randomUUID()
    await work.trx
      .insertInto('call')
      .values({
        id,
        entry_key: given.requestKey,
        ...sealCaller(ctx.keyring, id, given.caller),
        line: given.line,
        phase: 'talking',
        began_at: asDate(work.at),
      })
      .execute()
    await append(
      work,
      { id, version: 0, loggedAt: null },
      { kind: 'entered', key: 'entered', at: work.at, data: { seatId: shift.seatId, personId: shift.personId } },
    )
    await setShift(work, shift.id, 'talking', id)
    work.audit({ action: 'call.entered', subject: `call/${id}`, detail: {} })
    await ring(work.trx, { callId: id, people: [shift.personId] })
    return id
  })

/**
 * Makes a case of a call or of a message that was left: with what is known filled in, once. A complaint or a report is restricted
 * from then on, and so is the call.
 * @returns the case, and the line that is to be hung up
 * @throws Problem 403, 404, 409, 422
 */
export const openCaseOfCall = (
  ctx: Ctx,
  hotline: Hotline,
  callId: string,
  given: Omit<NewInquiry, 'requestKey'>,
): Promise<OpenedInquiry & { hangUp: Leg | undefined }> =>
  transact(ctx, async (work) => {
    if (!hotline.openInquiry) throw unprocessable(words.noCases)
    const found = await lockCall(work.trx, callId)
    if (!found) throw notFound(words.noCall)
    const message = found.outcome === 'voicemail'
    const call = message ? found : await ownCall(work, callId)
    if (call.loggedAt) throw stale(words.alreadyLogged)
    const made = await hotline.openInquiry(ctx, work, { ...given, requestKey: call.id })
    const { restricted } = made
    await work.trx.updateTable('call').set({ case_id: made.id, restricted }).where('id', '=', call.id).execute()
    // Of what supervision alone reads, the list of calls says nothing.
    const told = restricted ? { unitId: null, question: '' } : { unitId: given.unitId, question: given.subject }
    await writeLog(work, ctx, call, { outcome: 'case', source: null, ...told })
    if (message) {
      await ring(work.trx, { callId: call.id, people: [] })
      return { ...made, hangUp: undefined }
    }
    // Who leaves no number is told the code before they hang up; the seat is ready when they did.
    const speaks = restricted && call.phase === 'talking' && call.switchId !== null
    if (speaks) await ring(work.trx, { callId: call.id, people: [ctx.actor.personId!] })
    return { ...made, hangUp: speaks ? undefined : await finish(work, call) }
  })
