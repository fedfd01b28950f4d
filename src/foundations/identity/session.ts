import { sql } from 'kysely'
import { asDate, legalDay, legalZone } from '../../platform/clock.ts'
import type { Connection, Db } from '../../platform/db/connect.ts'
import { Problem } from '../../platform/http/problem.ts'
import { type Ctx, type Platform, transact } from '../context.ts'
import { type Actor, type Post, type Proof, type SessionState, system } from './actor.ts'
import { beginAttempt, newToken, seeAttempt, takeAttempt, tokenHash } from './attempts.ts'
import { postsInForce } from './delegations.ts'
import { nobodysHash, passwordMatches } from './password.ts'
import { hasExpired } from './password-rules.ts'
import { policyKey, policyOf, readPolicy } from './policy.ts'
import { factorsOf, takeCode } from './second-factors.ts'
import { signInRules } from './sign-in-rules.ts'
import { live, postsHeld } from './store.ts'
import { tellOfReuse } from './tell-owner.ts'
import { sentences } from './words.zh.ts'

export { tokenHash }

/**
 * The actor for a person of this database, e.g. when a command acts in somebody's name: with their own posts only, for
 * a deputy acts in person or not at all.
 */
export const actorOf = async (db: Db, username: string, ip = ''): Promise<Actor | undefined> => {
  const person = await accountBy(db, username)
  if (!person?.active) return undefined
  const posts: Post[] = (await postsHeld(db, [person.id])).map(({ personId: _, ...post }) => post)
  return { personId: person.id, username: person.username, name: person.name, posts, ip }
}

/** The account of a username, in any case of letters; undefined when there is none. */
export const accountBy = (db: Connection, username: string) =>
  db
    .selectFrom('person')
    .selectAll()
    .where((eb) => eb(eb.fn('lower', ['username']), '=', username.trim().toLowerCase()))
    .executeTakeFirst()

const accountOf = (db: Connection, personId: number) =>
  db.selectFrom('person').selectAll().where('id', '=', personId).executeTakeFirst()

type Account = NonNullable<Awaited<ReturnType<typeof accountBy>>>

const wrong = () => new Problem(401, 'wrong-password', '登录没有成功', sentences.wrongPassword)
const wrongCode = () => new Problem(401, 'wrong-code', '没有通过验证', sentences.wrongCode)
const wrongPasskey = () => new Problem(401, 'wrong-passkey', '没有通过验证', sentences.wrongPasskey)
const usedCode = () => new Problem(401, 'used-code', '没有通过验证', sentences.usedCode)
/** Said only to who has proved that the account is theirs: a guesser learns nothing of it. */
const closed = () => new Problem(401, 'account-closed', '账号已停用', sentences.accountClosed)
const locked = (until: Date) => {
  const time = Temporal.Instant.fromEpochMilliseconds(until.getTime()).toZonedDateTimeISO(legalZone)
  const clock = time.toPlainTime().toString({ smallestUnit: 'minute' })
  return new Problem(423, 'locked', '账号已暂时锁定', sentences.locked(clock))
}

export type From = { ip: string; userAgent: string }
export type SignIn = From & { username: string; password: string }
export type Entered = { token: string; actor: Actor }
/** `recovery_code` alone is asked for where no app makes codes. */
export const secondStepMethods = ['code', 'recovery_code', 'passkey'] as const
export type SecondStepMethod = (typeof secondStepMethods)[number]
/** The password was right, and a second proof is asked for. `ticket` is good for minutes, with that proof. */
export type SecondStep = { ticket: string; methods: SecondStepMethod[] }

const ctxOf = (platform: Platform, account: Account | undefined, ip: string): Ctx => ({
  ...platform,
  actor: account
    ? { personId: account.id, username: account.username, name: account.name, posts: [], ip }
    : { ...system, ip },
})

/** Lets nobody in whose account is closed or locked, and says which in the audit log. */
const admitted = async (ctx: Ctx, account: Account | undefined, refusal: () => Problem): Promise<Account> => {
  if (!account?.active) {
    const subject = account ? `person/${account.id}` : 'person/unknown'
    const detail = account ? { closed: true } : {}
    await transact(ctx, async (work) => work.audit({ action: 'session.refused', subject, detail }))
    throw refusal()
  }
  if (account.locked_until && account.locked_until > asDate(ctx.clock())) {
    const subject = `person/${account.id}`
    await transact(ctx, async (work) => work.audit({ action: 'session.refused', subject, detail: { locked: true } }))
    throw locked(account.locked_until)
  }
  return account
}

const failed = async (ctx: Ctx, personId: number, refusal: () => Problem): Promise<Problem> => {
  const until = await recordFailure(ctx, personId)
  return until ? locked(until) : refusal()
}

/**
 * Opens the session of a proven person.
 * @param personId undefined: somebody who was proved elsewhere and has no account here, which `nobody` says
 * @throws Problem 401 no account or a closed one, 423 locked
 */
export const enter = async (
  platform: Platform,
  personId: number | undefined,
  from: From,
  by: Proof,
  nobody: () => Problem = closed,
): Promise<Entered> => {
  const found = personId === undefined ? undefined : await accountOf(platform.db, personId)
  const ctx = ctxOf(platform, found, from.ip)
  const account = await admitted(ctx, found, found ? closed : nobody)
  const token = await openSession(ctx, account.id, from, by)
  return { token, actor: (await resume(platform, token, from.ip))! }
}

/**
 * A password that an administrator gave is for the first sign-in, and not for ever (ASVS V2.3.1): who finds the slip of
 * paper months later does not come in.
 */
const refuseStaleFirstPassword = async (ctx: Ctx, account: Account): Promise<void> => {
  if (!account.password_must_change) return
  const { firstPasswordDays: days } = await readPolicy(ctx.db)
  if (!hasExpired(instant(account.password_changed_at), ctx.clock(), days)) return
  const subject = `person/${account.id}`
  await transact(ctx, async (work) => work.audit({ action: 'session.refused', subject, detail: { expired: true } }))
  throw new Problem(401, 'first-password-ended', '密码已经失效', sentences.firstPasswordEnded(days))
}

/**
 * Checks a password and opens a session, or asks for the second factor that the person has. Five failures in a row,
 * of whatever kind, lock the account for a while; every attempt is in the audit log (without what was typed).
 * @throws Problem 401 wrong name or password, or one given too long ago and never used, or the account is closed, 423 locked
 */
export const signIn = async (platform: Platform, given: SignIn): Promise<Entered | SecondStep> => {
  const found = await accountBy(platform.db, given.username)
  const ctx = ctxOf(platform, found, given.ip)
  const matches = await passwordMatches(found?.password_hash ?? (await nobodysHash), given.password)
  const account = await admitted(ctx, found, matches ? closed : wrong)
  if (!matches) throw await failed(ctx, account.id, wrong)
  await refuseStaleFirstPassword(ctx, account)
  const { totp, passkeys, recoveryCodesLeft } = await factorsOf(platform.db, account.id)
  if (!totp && !passkeys.length) return enter(platform, account.id, given, 'password')
  const ticket = newToken()
  await beginAttempt(platform.db, 'second_step', ticket, platform.clock(), { personId: account.id })
  const methods: SecondStepMethod[] = []
  if (totp) methods.push('code')
  else if (recoveryCodesLeft > 0) methods.push('recovery_code')
  if (passkeys.length) methods.push('passkey')
  return { ticket, methods }
}

/**
 * The second step with a one-time or recovery code.
 * @throws Problem 401 wrong code or ticket, 423 locked
 */
export const signInWithCode = async (
  platform: Platform,
  given: From & { ticket: string; code: string },
): Promise<Entered> => {
  const attempt = await seeAttempt(platform.db, 'second_step', given.ticket, platform.clock())
  if (!attempt?.personId) throw new Problem(401, 'ticket-ended', '登录已超时', sentences.ticketEnded)
  const personId = attempt.personId
  const found = await accountOf(platform.db, personId)
  const ctx = ctxOf(platform, found, given.ip)
  await admitted(ctx, found, wrongCode)
  const by = await useCode(ctx, personId, given.code)
  if (!by || by === 'used') throw await failed(ctx, personId, by ? usedCode : wrongCode)
  await takeAttempt(platform.db, 'second_step', given.ticket, platform.clock())
  return enter(platform, personId, given, by)
}

/** Takes a one-time or recovery code of a person; undefined when it is wrong, `used` when it comes a second time. */
export const useCode = (ctx: Ctx, personId: number, code: string): Promise<Proof | 'used' | undefined> =>
  transact(ctx, async (work) => {
    const by = await takeCode(ctx, work.trx, personId, code)
    const subject = `person/${personId}`
    if (by === 'recovery_code') work.audit({ action: 'recovery-code.used', subject })
    if (by === 'used') {
      work.audit({ action: 'second-factor.code-reused', subject })
      await tellOfReuse(work, ctx, personId)
    }
    return by
  })

/** A person whom a passkey named: in when it was verified, one failure more when not. */
export const signInWithPasskey = async (
  platform: Platform,
  proven: { personId: number; verified: boolean },
  from: From,
): Promise<Entered> => {
  if (proven.verified) return enter(platform, proven.personId, from, 'passkey')
  const found = await accountOf(platform.db, proven.personId)
  throw await failed(ctxOf(platform, found, from.ip), proven.personId, wrongPasskey)
}

/** Opens a session for a proven person; forgets earlier failures. Returns the token for the cookie. */
export const openSession = async (ctx: Ctx, personId: number, from: From, by: Proof = 'password'): Promise<string> => {
  const token = newToken()
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
        confirmed_at: asDate(at),
        confirmed_by: by,
        ip: from.ip || null,
        user_agent: from.userAgent.slice(0, 300),
      })
      .execute()
    audit({ action: 'session.opened', subject: `person/${personId}`, detail: { by } })
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

const enrolled = (table: 'totp' | 'passkey') =>
  table === 'totp'
    ? sql<boolean>`exists (select from totp where totp.person_id = person.id and totp.confirmed_at is not null)`
    : sql<boolean>`exists (select from passkey where passkey.person_id = person.id)`

const sessionRow = (db: Connection, token: string, now: Temporal.Instant) =>
  db
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.person_id')
    .leftJoin('setting', (join) => join.on('setting.key', '=', policyKey))
    .select([
      'person.id',
      'person.username',
      'person.name',
      'person.demo',
      'person.password_must_change',
      'person.password_changed_at',
      'session.last_seen_at',
      'session.confirmed_at',
      'session.confirmed_by',
      'setting.value as policy',
      enrolled('totp').as('has_totp'),
      enrolled('passkey').as('has_passkey'),
    ])
    .where('token_hash', '=', tokenHash(token))
    .where('person.active', '=', true)
    .where(live(now))
    .executeTakeFirst()

type Row = NonNullable<Awaited<ReturnType<typeof sessionRow>>>
const instant = (date: Date) => Temporal.Instant.fromEpochMilliseconds(date.getTime())

const stateOf = (row: Row, posts: readonly Post[], now: Temporal.Instant): SessionState => {
  const policy = policyOf(row.policy)
  const confirmedBy = row.confirmed_by as Proof
  // Accounts of the demo county keep their password.
  const outlived = !row.demo && hasExpired(instant(row.password_changed_at), now, policy.passwordDays)
  // Whoever comes by single sign-on has the password of another house, and may never have had one here.
  const newPassword = confirmedBy !== 'single_sign_on' && (row.password_must_change || outlived)
  // A deputy fulfils what the post demands.
  const held = posts.map((post) => post.role)
  const bare = !row.has_totp && !row.has_passkey && held.some((role) => policy.secondFactorRoles.includes(role))
  return {
    confirmedAt: instant(row.confirmed_at),
    confirmedBy,
    hasTotp: row.has_totp,
    hasPasskey: row.has_passkey,
    policy,
    need: newPassword ? 'new_password' : bare ? 'second_factor' : null,
  }
}

/** The signed-in actor of a token, or undefined when the session has ended, idled out or been revoked. */
export const resume = async (
  platform: Platform,
  token: string,
  ip: string,
  atWork = true,
): Promise<Actor | undefined> => {
  const now = platform.clock()
  const row = await sessionRow(platform.db, token, now)
  if (!row) return undefined
  // One write a minute is enough to know who idles.
  if (atWork && now.epochMilliseconds - row.last_seen_at.getTime() > 60_000)
    await platform.db
      .updateTable('session')
      .set({ last_seen_at: asDate(now) })
      .where('token_hash', '=', tokenHash(token))
      .execute()
  const posts = await postsInForce(platform.db, row.id, legalDay(now))
  return {
    personId: row.id,
    username: row.username,
    name: row.name,
    posts,
    ip,
    session: stateOf(row, posts, now),
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
