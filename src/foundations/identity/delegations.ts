import { asDate } from '../../platform/clock.ts'
import type { Connection, Trx } from '../../platform/db/connect.ts'
import type { Post } from './actor.ts'
import { administrations, type Role } from './roles.ts'
import { postsHeld } from './store.ts'

/** SQL on delegations (代理, AB岗): who stands in for whom, in which post, on which days. */

/**
 * Delegations that count on a day: begun, not past, not ended early. A post that ended, or an account that was closed,
 * leaves nothing to stand in for.
 */
export const inForce = (db: Connection, today: string) =>
  db
    .selectFrom('delegation')
    .innerJoin('post', 'post.id', 'delegation.post_id')
    .innerJoin('person', 'person.id', 'post.person_id')
    .where('delegation.ended_at', 'is', null)
    .where('delegation.starts_on', '<=', today)
    .where('delegation.ends_on', '>=', today)
    .where('post.ended_on', 'is', null)
    .where('person.active', '=', true)

/** Posts that a person may act from on a day: those held, then those of others for whom the person stands in. */
export const postsInForce = async (db: Connection, personId: number, today: string): Promise<Post[]> => {
  const own = (await postsHeld(db, [personId])).map(({ personId: _, ...post }): Post => post)
  // 三员分立, whatever was agreed before the administration was given.
  if (own.some(({ role }) => (administrations as readonly Role[]).includes(role))) return own
  const rows = await inForce(db, today)
    .innerJoin('unit', 'unit.id', 'post.unit_id')
    .select(['post.id', 'post.unit_id', 'unit.short_name', 'post.role', 'post.title', 'post.person_id', 'person.name'])
    .where('delegation.deputy_id', '=', personId)
    .orderBy('delegation.id')
    .execute()
  const lent = rows
    // Whoever has left the unit stands in for nobody there.
    .filter((row) => own.some((post) => post.unitId === row.unit_id))
    .map((row) => ({
      id: row.id,
      unitId: row.unit_id,
      unitName: row.short_name,
      role: row.role as Role,
      title: row.title,
      onBehalfOf: { personId: row.person_id, name: row.name },
    }))
  return [...own, ...lent]
}

/**
 * Does the person still stand in for the holder of a post? Asked again inside the transaction that acts on it: whoever
 * ends the delegation meanwhile waits for the act, or the act finds it ended.
 */
export const stillStandsIn = async (trx: Trx, deputyId: number, postId: number, today: string): Promise<boolean> =>
  (await inForce(trx, today)
    .select('delegation.id')
    .where('delegation.deputy_id', '=', deputyId)
    .where('delegation.post_id', '=', postId)
    .forShare('delegation')
    .executeTakeFirst()) !== undefined

/** A post that has not ended, with whose it is. */
export const postWithHolder = (db: Connection, postId: number) =>
  db
    .selectFrom('post')
    .innerJoin('person', 'person.id', 'post.person_id')
    .select(['post.id', 'post.unit_id as unitId', 'post.role', 'person.id as personId', 'person.active'])
    .where('post.id', '=', postId)
    .where('post.ended_on', 'is', null)
    .executeTakeFirst()

/** Somebody else's delegation of the post that shares a day with these. */
export const overlapping = (db: Connection, postId: number, startsOn: string, endsOn: string) =>
  db
    .selectFrom('delegation')
    .select('id')
    .where('post_id', '=', postId)
    .where('ended_at', 'is', null)
    .where('starts_on', '<=', endsOn)
    .where('ends_on', '>=', startsOn)
    .executeTakeFirst()

/** Does the person stand in for anybody, on this day or later? */
export const isDeputy = async (db: Connection, personId: number, today: string): Promise<boolean> =>
  (await db
    .selectFrom('delegation')
    .select('id')
    .where('deputy_id', '=', personId)
    .where('ended_at', 'is', null)
    .where('ends_on', '>=', today)
    .executeTakeFirst()) !== undefined

export type NewDelegation = { postId: number; deputyId: number; startsOn: string; endsOn: string; reason: string }

export const insertDelegation = async (
  trx: Trx,
  row: NewDelegation & { madeBy: number; at: Temporal.Instant },
): Promise<number> =>
  (
    await trx
      .insertInto('delegation')
      .values({
        post_id: row.postId,
        deputy_id: row.deputyId,
        starts_on: row.startsOn,
        ends_on: row.endsOn,
        reason: row.reason,
        made_by: row.madeBy,
        created_at: asDate(row.at),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id

/** A delegation, locked for the rest of the transaction. */
export const lockDelegation = (trx: Trx, id: number) =>
  trx
    .selectFrom('delegation')
    .innerJoin('post', 'post.id', 'delegation.post_id')
    .select([
      'delegation.id',
      'delegation.deputy_id as deputyId',
      'delegation.ends_on as endsOn',
      'delegation.ended_at as endedAt',
      'post.person_id as principalId',
      'post.id as postId',
    ])
    .where('delegation.id', '=', id)
    .forUpdate('delegation')
    .executeTakeFirst()

export const setEnded = (trx: Trx, id: number, by: number, at: Temporal.Instant) =>
  trx
    .updateTable('delegation')
    .set({ ended_at: asDate(at), ended_by: by })
    .where('id', '=', id)
    .execute()

/** An early end that the person took note of; once is enough. */
export const insertEndNoted = (db: Connection, id: number, personId: number, at: Temporal.Instant) =>
  db
    .insertInto('delegation_end_noted')
    .values({ delegation_id: id, person_id: personId, at: asDate(at) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()

/** `coming` 尚未开始, `running` 代理中, `over` past its last day or ended early. */
export type DelegationState = 'coming' | 'running' | 'over'

/** Delegations from or to a person, the newest first: all that run or come, and what was over in the last `past` days. */
export const delegationsOf = async (db: Connection, personId: number, today: string, past = 30) => {
  const since = Temporal.PlainDate.from(today).subtract({ days: past }).toString()
  const rows = await db
    .selectFrom('delegation')
    .innerJoin('post', 'post.id', 'delegation.post_id')
    .innerJoin('unit', 'unit.id', 'post.unit_id')
    .innerJoin('person as principal', 'principal.id', 'post.person_id')
    .innerJoin('person as deputy', 'deputy.id', 'delegation.deputy_id')
    .innerJoin('person as maker', 'maker.id', 'delegation.made_by')
    .leftJoin('person as ender', 'ender.id', 'delegation.ended_by')
    .leftJoin('delegation_end_noted as noted', (join) =>
      join.onRef('noted.delegation_id', '=', 'delegation.id').on('noted.person_id', '=', personId),
    )
    .select([
      'delegation.id',
      'post.id as postId',
      'post.role',
      'post.title',
      'post.ended_on as postEndedOn',
      'unit.short_name as unitName',
      'principal.id as principalId',
      'principal.name as principalName',
      'principal.active as principalActive',
      'deputy.id as deputyId',
      'deputy.name as deputyName',
      'delegation.starts_on as startsOn',
      'delegation.ends_on as endsOn',
      'delegation.reason',
      'maker.name as madeByName',
      'delegation.ended_at as endedAt',
      'ender.name as endedByName',
      'noted.at as notedAt',
    ])
    .where((eb) => eb.or([eb('post.person_id', '=', personId), eb('delegation.deputy_id', '=', personId)]))
    .where('delegation.ends_on', '>=', since)
    .orderBy('delegation.id', 'desc')
    .limit(200)
    .execute()
  return rows
    .map(
      ({
        endedAt,
        postEndedOn,
        principalActive,
        principalId,
        principalName,
        deputyId,
        deputyName,
        notedAt,
        ...row
      }) => {
        const ended = endedAt !== null || postEndedOn !== null || !principalActive || row.endsOn < today
        const state: DelegationState = ended ? 'over' : row.startsOn > today ? 'coming' : 'running'
        return {
          ...row,
          role: row.role as Role,
          principal: { personId: principalId, name: principalName },
          deputy: { personId: deputyId, name: deputyName },
          endedAt: endedAt?.toISOString() ?? null,
          noted: notedAt !== null,
          state,
        }
      },
    )
    .filter(({ state, endedAt }) => state !== 'over' || endedAt === null || endedAt.slice(0, 10) >= since)
}

/** Colleagues who might stand in for the holder of a post: active, with a post in its unit, and no administrator. */
export const possibleDeputies = async (db: Connection, post: { unitId: number; personId: number }) => {
  const rows = await db
    .selectFrom('person')
    .innerJoin('post', 'post.person_id', 'person.id')
    .select(['person.id', 'person.name', 'post.role', 'post.title', 'post.unit_id as unitId'])
    .where('person.active', '=', true)
    .where('post.ended_on', 'is', null)
    .where('person.id', '<>', post.personId)
    .where('person.id', 'in', (eb) =>
      eb
        .selectFrom('post as here')
        .select('here.person_id')
        .where('here.unit_id', '=', post.unitId)
        .where('here.ended_on', 'is', null),
    )
    .orderBy('person.id')
    .orderBy('post.id')
    .execute()
  const people = Map.groupBy(rows, (row) => row.id)
  return [...people]
    .filter(([, held]) => !held.some(({ role }) => (administrations as readonly string[]).includes(role)))
    .map(([id, held]) => {
      const here = held.filter((row) => row.unitId === post.unitId)
      return { id, name: held[0]!.name, posts: here.map((row) => ({ role: row.role as Role, title: row.title })) }
    })
}
