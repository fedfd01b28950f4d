import { createHash, randomBytes } from 'node:crypto'
import { legalZone } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/connect.ts'
import { Problem } from '../../platform/http/problem.ts'
import { type Ctx, type Platform, transact } from '../context.ts'
import { type Actor, type Post, system } from './actor.ts'
import { nobodysHash, passwordMatches } from './password.ts'
import type { Role } from './roles.ts'

/** Settings of sign-in; a county may change them, the defaults follow 等级保护 practice. */
export const signInRules = {
  failuresBeforeLock: 5,
  lockMinutes: 15,
  idleMinutes: 60,
  longestHours: 12,
} as const

const tokenHash = (token: string) => createHash('sha256').update(token).digest()
const asDate = (instant: Temporal.Instant) => new Date(instant.epochMilliseconds)

const postsOf = async (db: Db, personId: number): Promise<Post[]> => {
  const rows = await db
    .selectFrom('post')
    .innerJoin('unit', 'unit.id', 'post.unit_id')
    .select(['post.id', 'post.unit_id', 'unit.short_name', 'post.role', 'post.title'])
    .where('post.person_id', '=', personId)
    .where('post.ended_on', 'is', null)
    .orderBy('post.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    unitId: row.unit_id,
    unitName: row.short_name,
    role: row.role as Role,
    title: row.title,
  }))
}

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

const wrong = () => new Problem(401, 'wrong-password', '登录没有成功', '用户名或密码不正确，请检查后重试。')
const locked = (until: Date) => {
  const time = Temporal.Instant.fromEpochMilliseconds(until.getTime()).toZonedDateTimeISO(legalZone)
  const clock = time.toPlainTime().toString({ smallestUnit: 'minute' })
  return new Problem(
    423,
    'locked',
    '账号已暂时锁定',
    `密码连续输错次数过多，账号锁定至 ${clock}，之后可再试，或请系统管理员解锁。`,
  )
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
  if (person.locked_until && person.locked_until > asDate(now)) throw locked(person.locked_until)
  if (!matches) {
    const until = await recordFailure(ctx, person.id)
    throw until ? locked(until) : wrong()
  }
  const token = randomBytes(32).toString('base64url')
  await transact(ctx, async ({ trx, audit }) => {
    await trx
      .updateTable('person')
      .set({ failed_attempts: 0, locked_until: null })
      .where('id', '=', person.id)
      .execute()
    await trx
      .insertInto('session')
      .values({
        token_hash: tokenHash(token),
        person_id: person.id,
        created_at: asDate(now),
        last_seen_at: asDate(now),
        expires_at: asDate(now.add({ hours: signInRules.longestHours })),
        ip: given.ip || null,
        user_agent: given.userAgent.slice(0, 300),
      })
      .execute()
    audit({ action: 'session.opened', subject: `person/${person.id}` })
  })
  return { token, actor: { ...ctx.actor, posts: await postsOf(platform.db, person.id) } }
}

/** Counts a failure; returns until when the account is locked, if it now is. */
const recordFailure = (ctx: Ctx, personId: number) =>
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

/** Ends every session of a person, e.g. when the password changes or an account is closed. */
export const revokeSessions = async (db: Db, personId: number, at: Temporal.Instant) =>
  db
    .updateTable('session')
    .set({ revoked_at: asDate(at) })
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .execute()
