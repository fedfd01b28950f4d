import type { Connection } from '../../platform/db/connect.ts'
import { inForce } from './delegations.ts'
import { administrations, type Role } from './roles.ts'

/** Delegations in force with their deputies, as postsInForce lends a post: to a colleague of the unit who is no administrator. */
const deputies = (db: Connection, today: string) =>
  inForce(db, today)
    .innerJoin('person as deputy', 'deputy.id', 'delegation.deputy_id')
    .select('deputy.id')
    .where('deputy.active', '=', true)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('post as held')
          .select('held.id')
          .whereRef('held.person_id', '=', 'deputy.id')
          .whereRef('held.unit_id', '=', 'post.unit_id')
          .where('held.ended_on', 'is', null),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('post as held')
            .select('held.id')
            .whereRef('held.person_id', '=', 'deputy.id')
            .where('held.role', 'in', [...administrations])
            .where('held.ended_on', 'is', null),
        ),
      ),
    )

const ids = (rows: readonly { id: number }[]) => [...new Set(rows.map(({ id }) => id))].sort((a, b) => a - b)

/**
 * Ids of the active people who hold a role on a day, those who stand in for a holder included: whoever has to know, knows
 * also while somebody is away.
 * @param where.unitId only posts in this unit; every unit's when left out (county-wide roles)
 * @param where.today legal day, YYYY-MM-DD
 */
export const holdersOf = async (
  db: Connection,
  role: Role,
  { unitId, today }: { unitId?: number | undefined; today: string },
): Promise<number[]> => {
  const own = await db
    .selectFrom('post')
    .innerJoin('person', 'person.id', 'post.person_id')
    .select('person.id')
    .where('person.active', '=', true)
    .where('post.role', '=', role)
    .where('post.ended_on', 'is', null)
    .$if(unitId !== undefined, (query) => query.where('post.unit_id', '=', unitId!))
    .execute()
  const standIns = await deputies(db, today)
    .where('post.role', '=', role)
    .$if(unitId !== undefined, (query) => query.where('post.unit_id', '=', unitId!))
    .execute()
  return ids([...own, ...standIns])
}

/** One person with whoever stands in on a day for a post of theirs in a unit. */
export const withDeputies = async (
  db: Connection,
  personId: number,
  { unitId, today }: { unitId: number; today: string },
): Promise<number[]> =>
  ids([
    { id: personId },
    ...(await deputies(db, today).where('post.person_id', '=', personId).where('post.unit_id', '=', unitId).execute()),
  ])
