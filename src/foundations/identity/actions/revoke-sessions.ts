import { notFound } from '../../../platform/http/problem.ts'
import { type Ctx, transact } from '../../context.ts'
import { revokeSessions } from '../session.ts'
import { endSession, lockPerson } from '../store.ts'
import { sentences } from '../words.zh.ts'

/** Ends every session of a person. Returns how many there were. */
export const revokeAllSessions = (ctx: Ctx, input: { personId: number }): Promise<number> =>
  transact(ctx, async ({ trx, at, audit }) => {
    if (!(await lockPerson(trx, input.personId))) throw notFound(sentences.noSuchPerson)
    const sessions = await revokeSessions(trx, input.personId, at)
    audit({ action: 'session.revoked', subject: `person/${input.personId}`, detail: { sessions } })
    return sessions
  })

/** Ends one of one's own sessions, e.g. on a computer left signed in. */
export const revokeOwnSession = (ctx: Ctx, input: { sessionId: string }): Promise<void> =>
  transact(ctx, async ({ trx, at, audit }) => {
    const personId = ctx.actor.personId!
    if (!(await endSession(trx, personId, input.sessionId, at))) throw notFound(sentences.noSuchSession)
    audit({ action: 'session.revoked', subject: `person/${personId}`, detail: { sessions: 1 } })
  })

/** Ends one's own sessions everywhere but here. Returns how many there were. */
export const revokeOtherSessions = (ctx: Ctx, input: { token: string }): Promise<number> =>
  transact(ctx, async ({ trx, at, audit }) => {
    const personId = ctx.actor.personId!
    const sessions = await revokeSessions(trx, personId, at, input.token)
    audit({ action: 'session.revoked', subject: `person/${personId}`, detail: { sessions } })
    return sessions
  })
