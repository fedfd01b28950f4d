import { createHash, randomBytes } from 'node:crypto'
import { asDate, legalZone } from '../../platform/clock.ts'
import type { Connection, Db } from '../../platform/db/connect.ts'
import { Problem } from '../../platform/http/problem.ts'
import { type Ctx, type Platform, transact } from '../context.ts'
import { type Actor, type Post, system } from './actor.ts'
import { nobodysHash, passwordMatches } from './password.ts'
import { signInRules } from './sign-in-rules.ts'
import { postsHeld } from './store.ts'
import { sentences } from './words.zh.ts'

export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()
const postsOf = async (db: Db, personId: number): Promise<Post[]> =>
  (await postsHeld(db, [personId])).map(({ personId: _, ...post }) => post)

/** The actor for a person of this database, e.g. when a command acts in somebody's name. */
export const actorOf = async (db: Db, username: string, ip = ''): Promise<Actor | undefined> => {
  const person = await db
    .selectFrom('person')
    .select(['id', 'username', 'name'])
    .where((eb) => eb(eb.fn('lower', ['username']), '=', username.toLowerCase()))
    .where('active', '=', true)
    .executeTakeFirst()
  if (!person) return undefined
  return { personId: person.id, username: person.username, name: person.name, posts: await postsOf(db, person.id), ip }
}

const wrong = () => new Problem(401, 'wrong-password', '登录没有成功', sentences.wrongPassword)
const locked = (until: Date) => {
  const time = Temporal.Instant.fromEpochMilliseconds(until.getTime()).toZonedDateTimeISO(legalZone)
  const clock = time.toPlainTime().toString({ smallestUnit: 'minute' })
  return new Problem(423, 'locked', '账号已暂时锁定', sentences.locked(clock))
}

export type SignIn = { username: string; password: string; ip: string; userAgent: string }

/**
 * Checks a password and opens a session. Five failures in a row lock the account for a while; every attempt is in the
 * audit log (without what was typed).
 * @throws Problem 401 wrong name or password, 423 locked
 * @returns the token for the cookie; only its SHA-256 is stored
 */
export const signIn = async (platform: Platform, given: SignIn): Promise<{ token: string; actor: Actor }> => {
  const now = platform.clock()
  const person = await platform.db
    .selectFrom('person')
    .selectAll()
    .where((eb) => eb(eb.fn('lower', ['username']), '=', given.username.trim().toLowerCase()))
    .executeTakeFirst()
  const ctx: Ctx = {
    ...platform,
    actor: person
      ? { personId: person.id, username: person.username, name: person.name, posts: [], ip: given.ip }
      : { ...system, ip: given.ip },
  }
  const matches = await passwordMatches(person?.password_hash ?? (await nobodysHash), given.password)
  if (!person?.active) {
    await transact(ctx, async (work) => work.audit({ action: 'session.refused', subject: 'person/unknown' }))
    throw wrong()
  }
  if (person.locked_until && person.locked_until > asDate(now)) {
    const subject = `person/${person.id}`
    await transact(ctx, async (work) => work.audit({ action: 'session.refused', subject, detail: { locked: true } }))
    throw locked(person.locked_until)
  }
  if (!matches) {
    const until = await recordFailure(ctx, person.id)
    throw until ? locked(until) : wrong()
  }
  const token = await openSession(ctx, person.id, given)
  return { token, actor: { ...ctx.actor, posts: await postsOf(platform.db, person.id) } }
}

/** Opens a session for a person whose password was right; forgets earlier failures. Returns the token. */
export const openSession = async (
  ctx: Ctx,
  personId: number,
  from: Pick<SignIn, 'ip' | 'userAgent'>,
): Promise<string> => {
  const token = randomBytes(32).toString('base64url')
  await transact(ctx, async ({ trx, at, audit }) => {
    await trx.updateTable('person').set({ failed_attempts: 0, locked_until: null }).where('id', '=', personId).execute()
    await trx
      .insertInto('session')
      .values({
        token_hash: tokenHash(token),
        person_id: personId,
        created_at: asDate(at),
        last_seen_at: asDate(at),
        expires_at: asDate(at.add({ hours: signInRules.longestHours })),
        ip: from.ip || null,
        user_agent: from.userAgent.slice(0, 300),
      })
      .execute()
    audit({ action: 'session.opened', subject: `person/${personId}` })
  })
  return token
}

/** Counts a failure; returns until when the account is locked, if it now is. */
export const recordFailure = (ctx: Ctx, personId: number) =>
  transact(ctx, async ({ trx, at, audit }) => {
    const { failed_attempts: failures } = await trx
      .updateTable('person')
      .set((eb) => ({ failed_attempts: eb('failed_attempts', '+', 1) }))
      .where('id', '=', personId)
      .returning('failed_attempts')
      .executeTakeFirstOrThrow()
    audit({ action: 'session.refused', subject: `person/${personId}`, detail: { failures } })
    if (failures < signInRules.failuresBeforeLock) return undefined
    const until = asDate(at.add({ minutes: signInRules.lockMinutes }))
    await trx
      .updateTable('person')
      .set({ locked_until: until, failed_attempts: 0 })
      .where('id', '=', personId)
      .execute()
    audit({ action: 'person.locked', subject: `person/${personId}` })
    return until
  })

/** The signed-in actor of a token, or undefined when the session has ended, idled out or been revoked. */
export const resume = async (platform: Platform, token: string, ip: string): Promise<Actor | undefined> => {
  const now = platform.clock()
  const session = await platform.db
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.person_id')
    .select(['person.id', 'person.username', 'person.name', 'session.last_seen_at'])
    .where('token_hash', '=', tokenHash(token))
    .where('revoked_at', 'is', null)
    .where('person.active', '=', true)
    .where('expires_at', '>', asDate(now))
    .where('last_seen_at', '>', asDate(now.subtract({ minutes: signInRules.idleMinutes })))
    .executeTakeFirst()
  if (!session) return undefined
  // One write a minute is enough to know who idles.
  if (now.epochMilliseconds - session.last_seen_at.getTime() > 60_000)
    await platform.db
      .updateTable('session')
      .set({ last_seen_at: asDate(now) })
      .where('token_hash', '=', tokenHash(token))
      .execute()
  return {
    personId: session.id,
    username: session.username,
    name: session.name,
    posts: await postsOf(platform.db, session.id),
    ip,
  }
}

/** Ends one session (sign out). */
export const signOut = (ctx: Ctx, token: string) =>
  transact(ctx, async ({ trx, at, audit }) => {
    await trx
      .updateTable('session')
      .set({ revoked_at: asDate(at) })
      .where('token_hash', '=', tokenHash(token))
      .execute()
    audit({ action: 'session.closed', subject: `person/${ctx.actor.personId}` })
  })

/** Ends every session of a person (but the one of `keep`), e.g. when the password changes or an account is closed. */
export const revokeSessions = async (
  db: Connection,
  personId: number,
  at: Temporal.Instant,
  keep?: string,
): Promise<number> => {
  const { numUpdatedRows } = await db
    .updateTable('session')
    .set({ revoked_at: asDate(at) })
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .$if(keep !== undefined, (query) => query.where('token_hash', '<>', tokenHash(keep!)))
    .executeTakeFirst()
  return Number(numUpdatedRows)
}
