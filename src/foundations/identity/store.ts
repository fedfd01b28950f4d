import { type SqlBool, sql } from 'kysely'
import { asDate } from '../../platform/clock.ts'
import type { Connection, Trx } from '../../platform/db/connect.ts'
import type { Post } from './actor.ts'
import { deviceOf, maskedAddress } from './device.ts'
import { defaultPolicy, policyKey } from './policy.ts'
import type { Administration, Role } from './roles.ts'

/** SQL on person, post and session beyond what a sign-in needs (session.ts). */

export type PersonRow = {
  id: number
  username: string
  name: string
  active: boolean
  demo: boolean
  lockedUntil: string | null
  lastSignInAt: string | null
  /** Until when a password that an administrator gave lets in, while it has not been replaced. */
  firstPasswordEndsAt: string | null
  /** Sessions that still open the door. */
  sessions: number
  posts: Post[]
  /** The post lost last, where none is left. */
  lastPost: { unitName: string; role: Role; title: string; endedOn: string } | null
}

/** A session that still counts at `at`: not ended, not too long, not idle for as long as the policy allows. */
export const live = (at: Temporal.Instant) => sql<SqlBool>`revoked_at is null and expires_at > ${asDate(at)}
  and last_seen_at > ${asDate(at)}::timestamptz - make_interval(mins => coalesce(
    (select (value ->> 'idleMinutes')::int from setting where key = ${policyKey}), ${defaultPolicy.idleMinutes}::int))`

const people = (db: Connection, at: Temporal.Instant) =>
  db.selectFrom('person').select((eb) => [
    'person.id',
    'person.username',
    'person.name',
    'person.active',
    'person.demo',
    'person.locked_until',
    sql<Date | null>`case when person.password_must_change then
      person.password_changed_at + make_interval(days => nullif(coalesce(
        (select (value ->> 'firstPasswordDays')::int from setting where key = ${policyKey}),
        ${defaultPolicy.firstPasswordDays}::int), 0)) end`.as('first_password_ends'),
    eb
      .selectFrom('session')
      .select((s) => s.fn.max('created_at').as('at'))
      .whereRef('session.person_id', '=', 'person.id')
      .as('last_sign_in'),
    eb
      .selectFrom('session')
      .select((s) => s.fn.countAll<number>().as('n'))
      .whereRef('session.person_id', '=', 'person.id')
      .where(live(at))
      .as('sessions'),
  ])

type Found = Awaited<ReturnType<ReturnType<typeof people>['execute']>>[number]

const withPosts = async (db: Connection, rows: Found[], at: Temporal.Instant): Promise<PersonRow[]> => {
  const posts = rows.length
    ? await postsHeld(
        db,
        rows.map((row) => row.id),
      )
    : []
  const idle = rows.map((row) => row.id).filter((id) => !posts.some((post) => post.personId === id))
  const last = new Map((await lastPosts(db, idle)).map(({ personId, ...post }) => [personId, post]))
  return rows.map((row) => ({
    id: row.id,
    username: row.username,
    name: row.name,
    active: row.active,
    demo: row.demo,
    lockedUntil: row.locked_until && row.locked_until > asDate(at) ? row.locked_until.toISOString() : null,
    lastSignInAt: row.last_sign_in?.toISOString() ?? null,
    firstPasswordEndsAt: row.first_password_ends?.toISOString() ?? null,
    sessions: Number(row.sessions ?? 0),
    posts: posts.filter((post) => post.personId === row.id).map(({ personId: _, ...post }) => post),
    lastPost: last.get(row.id) ?? null,
  }))
}

/** The post that each of several people lost last. */
const lastPosts = async (db: Connection, personIds: readonly number[]) => {
  if (!personIds.length) return []
  const rows = await db
    .selectFrom('post')
    .innerJoin('unit', 'unit.id', 'post.unit_id')
    .distinctOn('post.person_id')
    .select(['post.person_id as personId', 'unit.short_name as unitName', 'post.role', 'post.title'])
    .select('post.ended_on as endedOn')
    .where('post.person_id', 'in', [...personIds])
    .where('post.ended_on', 'is not', null)
    .orderBy('post.person_id')
    .orderBy('post.ended_on', 'desc')
    .orderBy('post.id', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, role: row.role as Role, endedOn: row.endedOn! }))
}

/** Posts that have not ended, of several people, in the order in which they were given. */
export const postsHeld = async (
  db: Connection,
  personIds: readonly number[],
): Promise<(Post & { personId: number })[]> => {
  const rows = await db
    .selectFrom('post')
    .innerJoin('unit', 'unit.id', 'post.unit_id')
    .select(['post.id', 'post.person_id', 'post.unit_id', 'unit.short_name', 'post.role', 'post.title'])
    .where('post.person_id', 'in', [...personIds])
    .where('post.ended_on', 'is', null)
    .orderBy('post.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    personId: row.person_id,
    unitId: row.unit_id,
    unitName: row.short_name,
    role: row.role as Role,
    title: row.title,
  }))
}

export const personById = async (db: Connection, id: number, at: Temporal.Instant): Promise<PersonRow | undefined> => {
  const rows = await people(db, at).where('person.id', '=', id).execute()
  return (await withPosts(db, rows, at))[0]
}

/** Is there an account that anybody could sign in with? A new installation has none. */
export const anybody = async (db: Connection): Promise<boolean> =>
  (await db.selectFrom('person').select('id').where('active', '=', true).limit(1).executeTakeFirst()) !== undefined

export type PeopleQuery = {
  q: string
  unitId?: number | undefined
  /** Only active accounts that no post is left to, as after a unit was dissolved. */
  withoutPost: boolean
  page: number
  size: number
}

export const listPeople = async (db: Connection, query: PeopleQuery, at: Temporal.Instant) => {
  const like = `%${query.q.replace(/[\\%_]/g, '\\$&')}%`
  const holder = sql<SqlBool>`exists (select 1 from post where post.person_id = person.id and post.ended_on is null
    and post.unit_id = ${query.unitId ?? null})`
  const chosen = query.q
    ? sql<SqlBool>`(person.username ilike ${like} or person.name ilike ${like})`
    : sql<SqlBool>`true`
  const inUnit = query.unitId === undefined ? sql<SqlBool>`true` : holder
  const idle = sql<SqlBool>`(not ${query.withoutPost}::boolean or person.active
    and not exists (select 1 from post where post.person_id = person.id and post.ended_on is null))`
  const [{ total }, rows] = await Promise.all([
    db
      .selectFrom('person')
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .where(chosen)
      .where(inUnit)
      .where(idle)
      .executeTakeFirstOrThrow(),
    people(db, at)
      .where(chosen)
      .where(inUnit)
      .where(idle)
      .orderBy('person.active', 'desc')
      .orderBy('person.id')
      .limit(query.size)
      .offset((query.page - 1) * query.size)
      .execute(),
  ])
  return { items: await withPosts(db, rows, at), total: Number(total), page: query.page, size: query.size }
}

/** The person's row, locked until the transaction ends. */
export const lockPerson = (trx: Trx, id: number) =>
  trx.selectFrom('person').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/**
 * How many active holders of an administration are left when a person, or every post in a unit, is left out of account. Whoever asks
 * waits for the others who ask, so that two cannot remove each other.
 */
export const administratorsBesides = async (
  trx: Trx,
  role: Administration,
  without: { personId?: number; unitId?: number },
): Promise<number> => {
  await sql`select pg_advisory_xact_lock(8181)`.execute(trx)
  const { n } = await trx
    .selectFrom('post')
    .innerJoin('person', 'person.id', 'post.person_id')
    .select((eb) => eb.fn.count<number>('person.id').distinct().as('n'))
    .where('post.role', '=', role)
    .where('post.ended_on', 'is', null)
    .where('person.active', '=', true)
    .$if(without.personId !== undefined, (query) => query.where('person.id', '<>', without.personId!))
    .$if(without.unitId !== undefined, (query) => query.where('post.unit_id', '<>', without.unitId!))
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** Ends every post in a unit, e.g. when it is dissolved. Returns how many. */
export const endPostsIn = async (trx: Trx, unitId: number, on: string): Promise<number> => {
  const { numUpdatedRows } = await trx
    .updateTable('post')
    .set({ ended_on: on })
    .where('unit_id', '=', unitId)
    .where('ended_on', 'is', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

export type NewPerson = {
  username: string
  name: string
  passwordHash: string
  demo: boolean
  /** The password is for the first sign-in only. */
  passwordMustChange?: boolean
}

/** The new person's id, undefined when the username is taken (in any case of letters). */
export const insertPerson = async (trx: Trx, person: NewPerson, at: Temporal.Instant): Promise<number | undefined> =>
  (
    await trx
      .insertInto('person')
      .values({
        username: person.username,
        name: person.name,
        password_hash: person.passwordHash,
        demo: person.demo,
        password_must_change: person.passwordMustChange ?? false,
        password_changed_at: asDate(at),
        created_at: asDate(at),
      })
      .onConflict((oc) => oc.expression(sql`lower(username)`).doNothing())
      .returning('id')
      .executeTakeFirst()
  )?.id

export type NewPost = { personId: number; unitId: number; role: Role; title: string }

/** The new post's id, undefined when the person holds that post already. */
export const insertPost = async (trx: Trx, post: NewPost, at: Temporal.Instant): Promise<number | undefined> =>
  (
    await trx
      .insertInto('post')
      .values({
        person_id: post.personId,
        unit_id: post.unitId,
        role: post.role,
        title: post.title,
        created_at: asDate(at),
      })
      .onConflict((oc) => oc.columns(['person_id', 'unit_id', 'role']).where('ended_on', 'is', null).doNothing())
      .returning('id')
      .executeTakeFirst()
  )?.id

/** True when the unit exists and is not dissolved; it then stays so until the transaction ends. */
export const unitStands = async (trx: Trx, unitId: number): Promise<boolean> =>
  (await trx
    .selectFrom('unit')
    .select('id')
    .where('id', '=', unitId)
    .where('dissolved_on', 'is', null)
    .forShare()
    .executeTakeFirst()) !== undefined

export type SessionRow = {
  id: string
  createdAt: string
  lastSeenAt: string
  expiresAt: string
  /** The network only. */
  address: string | null
  device: string
  current: boolean
}

/** Live sessions of a person, newest first. The id is a part of the stored hash, which opens nothing. */
export const sessionsOf = async (
  db: Connection,
  personId: number,
  at: Temporal.Instant,
  current?: Buffer,
): Promise<SessionRow[]> => {
  const rows = await db
    .selectFrom('session')
    .selectAll()
    .where('person_id', '=', personId)
    .where(live(at))
    .orderBy('created_at', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.token_hash.toString('hex').slice(0, 32),
    createdAt: row.created_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    address: maskedAddress(row.ip),
    device: deviceOf(row.user_agent),
    current: current?.equals(row.token_hash) ?? false,
  }))
}

/** Ends one session of a person by the id of `sessionsOf`; false when there is none. */
export const endSession = async (trx: Trx, personId: number, id: string, at: Temporal.Instant): Promise<boolean> => {
  const { numUpdatedRows } = await trx
    .updateTable('session')
    .set({ revoked_at: asDate(at) })
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .where(sql<SqlBool>`left(encode(token_hash, 'hex'), 32) = ${id}`)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Keeps a new password and puts the old one with those that are not taken again. */
export const replacePassword = async (
  trx: Trx,
  person: { id: number; password_hash: string },
  next: { hash: string; mustChange: boolean },
  at: Temporal.Instant,
): Promise<void> => {
  await trx
    .insertInto('past_password')
    .values({ person_id: person.id, password_hash: person.password_hash, replaced_at: asDate(at) })
    .execute()
  await trx
    .updateTable('person')
    .set({
      password_hash: next.hash,
      password_must_change: next.mustChange,
      password_changed_at: asDate(at),
      failed_attempts: 0,
      locked_until: null,
    })
    .where('id', '=', person.id)
    .execute()
}

/** Hashes of the last passwords of a person before the present one, newest first. */
export const pastPasswords = async (db: Connection, personId: number, count: number): Promise<string[]> =>
  (
    await db
      .selectFrom('past_password')
      .select('password_hash')
      .where('person_id', '=', personId)
      .orderBy('id', 'desc')
      .limit(count)
      .execute()
  ).map((row) => row.password_hash)
