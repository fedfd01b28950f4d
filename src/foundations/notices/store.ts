import { asDate } from '../../platform/clock.ts'
import type { Connection, Db, Trx } from '../../platform/db/connect.ts'

/** SQL on `notice`, `notice_preference` and the contact columns of `person`. */

/** What nobody chose otherwise: whoever gives an address wants mail, and is not rung up for everything. */
export const usualWays = { email: true, sms: false } as const

const unseen = (db: Connection, personId: number) =>
  db.selectFrom('notice').where('person_id', '=', personId).where('seen_at', 'is', null)

export const countUnseen = async (db: Connection, personId: number): Promise<number> =>
  (
    await unseen(db, personId)
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
  ).n

/** A person's notices, newest first. */
export const noticesOf = async (
  db: Connection,
  personId: number,
  { page, size, unseen }: { page: number; size: number; unseen: boolean },
) => {
  const of = db
    .selectFrom('notice')
    .where('person_id', '=', personId)
    .$if(unseen, (query) => query.where('seen_at', 'is', null))
  const { total } = await of.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await of
    .select(['id', 'at', 'kind', 'text', 'address', 'seen_at as seenAt'])
    .orderBy('id', 'desc')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  return { rows, total }
}

/** @returns false when the person has no such notice */
export const markSeen = async (db: Db, personId: number, id: number, at: Temporal.Instant): Promise<boolean> => {
  const own = db.selectFrom('notice').select('id').where('id', '=', id).where('person_id', '=', personId)
  if (!(await own.executeTakeFirst())) return false
  await db
    .updateTable('notice')
    .set({ seen_at: asDate(at) })
    .where('id', '=', id)
    .where('seen_at', 'is', null)
    .execute()
  return true
}

/** All up to `upTo`: what came while the list was being read stays unseen. */
export const markAllSeen = (db: Db, personId: number, upTo: number, at: Temporal.Instant) =>
  db
    .updateTable('notice')
    .set({ seen_at: asDate(at) })
    .where('person_id', '=', personId)
    .where('id', '<=', upTo)
    .where('seen_at', 'is', null)
    .execute()

/** Removes notices older than `before`; what they told of has its own history. */
export const removeOldNotices = (db: Db, before: Temporal.Instant) =>
  db.deleteFrom('notice').where('at', '<', asDate(before)).execute()

/** Of these people, the sealed address and number of those who want a copy of this kind there. */
export const copiesFor = async (trx: Trx, people: readonly number[], kind: string) => {
  const rows = await trx
    .selectFrom('person')
    .leftJoin('notice_preference as wish', (join) =>
      join.onRef('wish.person_id', '=', 'person.id').on('wish.kind', '=', kind),
    )
    .select(['person.id', 'person.email_sealed', 'person.phone_sealed', 'wish.email', 'wish.sms'])
    .where('person.id', 'in', [...people])
    .where('person.active', '=', true)
    .orderBy('person.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    email: (row.email ?? usualWays.email) ? row.email_sealed : null,
    phone: (row.sms ?? usualWays.sms) ? row.phone_sealed : null,
  }))
}

/** A person's address and number as the screen shows them, and what was chosen otherwise than usual. */
export const contactOf = async (db: Connection, personId: number) => {
  const person = await db
    .selectFrom('person')
    .select(['email_masked as email', 'phone_masked as phone'])
    .where('id', '=', personId)
    .executeTakeFirstOrThrow()
  const wishes = await db
    .selectFrom('notice_preference')
    .select(['kind', 'email', 'sms'])
    .where('person_id', '=', personId)
    .execute()
  return { ...person, wishes }
}

export type Sealed = { sealed: string; masked: string } | null

export const writeContact = (trx: Trx, personId: number, { email, phone }: { email?: Sealed; phone?: Sealed }) =>
  trx
    .updateTable('person')
    .set({
      ...(email !== undefined && { email_sealed: email?.sealed ?? null, email_masked: email?.masked ?? null }),
      ...(phone !== undefined && { phone_sealed: phone?.sealed ?? null, phone_masked: phone?.masked ?? null }),
    })
    .where('id', '=', personId)
    .execute()

export type Wish = { kind: string; email: boolean; sms: boolean }

export const writeWishes = async (db: Db, personId: number, wishes: readonly Wish[]): Promise<void> => {
  if (!wishes.length) return
  await db
    .insertInto('notice_preference')
    .values(wishes.map((wish) => ({ person_id: personId, ...wish })))
    .onConflict((conflict) =>
      conflict.columns(['person_id', 'kind']).doUpdateSet((eb) => ({
        email: eb.ref('excluded.email'),
        sms: eb.ref('excluded.sms'),
      })),
    )
    .execute()
}
