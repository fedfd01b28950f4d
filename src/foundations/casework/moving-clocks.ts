import { sql } from 'kysely'
import type { Connection } from '../../platform/db/connect.ts'
import { type Clocks, type DueDay, lapseOf, type MovingClock } from '../calendar/clocks.ts'
import type { WorkingCalendar } from '../calendar/index.ts'
import type { Actor } from '../identity/actor.ts'

type Row<E> = {
  id: number
  unitId: number
  ownerId: number | null
  dueOn: string | null
  dueProvisional: boolean
  closedOn: string | null
  events: E[]
}

/** What a kind of case says of its clock, so that a new holiday notice moves it. `E` is its event. */
export type CaseClockKind<E> = {
  kind: string
  label: string
  /** Last day of the period as the calendar has it now. @param on the legal day on which one asks */
  due: (db: Connection) => Promise<(events: readonly E[], calendar: WorkingCalendar, on: string) => DueDay>
  /** Units whose cases the actor may read. */
  units: (actor: Actor) => number[] | 'all'
  /** Where in the console a case is. */
  address: (id: number) => string
}

/** The clocks of every case of a kind that is received: open, or answered since its day came under doubt. */
export const caseClocks = <E extends { on: string }>(given: CaseClockKind<E>): Clocks => {
  const { kind } = given
  const idOf = (subject: string) => Number(subject.slice(kind.length + 1))
  return {
    key: kind,
    label: given.label,

    async moving(db, calendar, { lock, closedSince }) {
      const dueOf = await given.due(db)
      const { rows } = await sql<Row<E>>`
        select c.id, c.unit_id as "unitId", c.owner_id as "ownerId", c.due_on as "dueOn",
          c.due_provisional as "dueProvisional", case when c.open then null else c.closed_on end as "closedOn",
          (select json_agg(json_build_object('seq', e.seq, 'action', e.action, 'data', e.data, 'on', e.happened_on,
            'from', e.from_status, 'to', e.to_status, 'actorId', e.actor_id, 'onBehalfOf', e.on_behalf_of, 'by', e.role)
            order by e.seq) from case_event e where e.case_id = c.id) as events
        from case_file c
        where c.kind = ${kind} and c.received_on is not null
          and (c.open or (c.due_on >= ${closedSince}::date and c.closed_on >= ${closedSince}::date))
        order by c.id ${lock ? sql`for update of c` : sql``}`.execute(db)
      return rows.flatMap((row): MovingClock[] => {
        const to = dueOf(row.events, calendar, row.closedOn ?? row.events.at(-1)!.on)
        const from: DueDay = row.dueOn === null ? null : { on: row.dueOn, provisional: row.dueProvisional }
        if (from?.on === to?.on && (from?.provisional ?? false) === (to?.provisional ?? false)) return []
        const clock: MovingClock = {
          subject: `${kind}/${row.id}`,
          unitId: row.unitId,
          personId: row.ownerId,
          from,
          to,
          closedOn: row.closedOn,
        }
        return row.closedOn !== null && lapseOf(clock, row.closedOn) === null ? [] : [clock]
      })
    },

    async move(trx, moves) {
      const column = <T>(of: (move: MovingClock) => T) => moves.map(of)
      await sql`update case_file c set due_on = m.due_on, due_provisional = m.provisional
        from unnest(${column((m) => idOf(m.subject))}::bigint[], ${column((m) => m.to?.on ?? null)}::date[],
          ${column((m) => m.to?.provisional ?? false)}::bool[]) as m (id, due_on, provisional)
        where c.id = m.id`.execute(trx)
    },

    async titles(db, actor, subjects) {
      const units = given.units(actor)
      const rows = await db
        .selectFrom('case_file')
        .select(['id', 'number', 'summary'])
        .where('id', 'in', subjects.length ? subjects.map(idOf) : [0])
        .where('kind', '=', kind)
        .$if(units !== 'all', (q) => q.where('unit_id', 'in', units === 'all' || !units.length ? [0] : units))
        .execute()
      return new Map(
        rows.map(({ id, number, summary }) => [
          `${kind}/${id}`,
          { title: `${number ?? ''} ${summary}`.trim(), address: given.address(id) },
        ]),
      )
    },
  }
}
