import { randomUUID } from 'node:crypto'
import { type Ctx, transact } from '../../../foundations/context.ts'
import { asDate } from '../../../platform/clock.ts'
import type { CallEventData, CallEventKind, LoggedOutcome } from '../call.ts'
import { sealCaller, sealQuestion } from '../caller.ts'
import { addRecording } from '../recordings/keep.ts'
import { append } from '../store.ts'

export type PastCall = {
  caller: string
  line: string
  /** What happened, in order, each so many seconds after the first. */
  events: { kind: CallEventKind; after: number; data?: CallEventData }[]
  beganAt: Temporal.Instant
  /** What the operator said of it. */
  logged?:
    | { outcome: LoggedOutcome; source: string | null; unitId: number | null; question: string; by: number }
    | undefined
  transfers?: {
    unitId: number
    liaisonId: string | null
    deputy: boolean
    after: number
    outcome: 'answered' | 'no_answer' | 'rejected' | 'busy'
    endedAfter: number
  }[]
  recording?: { kind: 'call' | 'voicemail'; seconds: number; bytes: Uint8Array } | undefined
}

/** Writes down a call that is over, with everything that happened in it. @returns its id */
export const recordCall = async (ctx: Ctx, given: PastCall): Promise<string> => {
  const id = randomUUID()
  const at = (after: number) => given.beganAt.add({ seconds: after })
  await transact(ctx, async (work) => {
    await work.trx
      .insertInto('call')
      .values({
        id,
        ...sealCaller(ctx.keyring, id, given.caller),
        line: given.line,
        phase: 'waiting',
        began_at: asDate(at(0)),
      })
      .execute()
    const call = { id, version: 0, loggedAt: null }
    for (const { kind, after, data = {} } of given.events)
      await append(work, call, { kind, key: `${kind}/${after}`, at: at(after), data })
    for (const one of given.transfers ?? [])
      await work.trx
        .insertInto('call_transfer')
        .values({
          id: randomUUID(),
          call_id: id,
          unit_id: one.unitId,
          liaison_id: one.liaisonId,
          deputy: one.deputy,
          at: asDate(at(one.after)),
          outcome: one.outcome,
          ended_at: asDate(at(one.endedAfter)),
        })
        .execute()
    if (given.logged) {
      const { outcome, source, unitId, question, by } = given.logged
      await work.trx
        .updateTable('call')
        .set({
          outcome,
          source,
          unit_id: unitId,
          question_sealed: sealQuestion(ctx.keyring, id, question),
          logged_at: asDate(at(given.events.at(-1)!.after)),
          logged_by: by,
        })
        .where('id', '=', id)
        .execute()
    }
  })
  if (given.recording) {
    const { kind, seconds, bytes } = given.recording
    const stream = (async function* () {
      yield bytes
    })()
    await addRecording(ctx, { callId: id, kind, name: null, mediaType: 'audio/wav', seconds, stream })
  }
  return id
}
