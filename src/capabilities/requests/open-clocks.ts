import { sql } from 'kysely'
import { type Clocks, type DueDay, lapseOf, type MovingClock } from '../../foundations/calendar/clocks.ts'
import type { RequestEvent } from './events.ts'
import { unitsRead } from './permissions.ts'
import { clockOf, stateOf } from './state.ts'
import { clockLabel } from './words.zh.ts'

type Row = {
  id: number
  unitId: number
  ownerId: number | null
  dueOn: string | null
  dueProvisional: boolean
  closedOn: string | null
  events: RequestEvent[]
}

/** The clock of 条例 art 33 on every request that is received: open, or answered since its day came under doubt. */
export const requestClocks: Clocks = {
  key: 'request',
  label: clockLabel,

  async moving(db, calendar, { lock, closedSince }) {
    const { rows } = await sql<Row>`
      select c.id, c.unit_id as "unitId", c.owner_id as "ownerId", c.due_on as "dueOn",
        c.due_provisional as "dueProvisional", case when c.open then null else c.closed_on end as "closedOn",
        (select json_agg(json_build_object('seq', e.seq, 'action', e.action, 'data', e.data, 'on', e.happened_on,
          'from', e.from_status, 'to', e.to_status, 'actorId', e.actor_id, 'onBehalfOf', e.on_behalf_of, 'by', e.role)
          order by e.seq) from case_event e where e.case_id = c.id) as events
      from case_file c
      where c.kind = 'request' and c.received_on is not null
        and (c.open or (c.due_on >= ${closedSince}::date and c.closed_on >= ${closedSince}::date))
      order by c.id ${lock ? sql`for update of c` : sql``}`.execute(db)
    return rows.flatMap((row): MovingClock[] => {
      const now = clockOf(stateOf(row.events), calendar, row.closedOn ?? row.events.at(-1)!.on)
      const to: DueDay = now.due
      const from: DueDay = row.dueOn === null ? null : { on: row.dueOn, provisional: row.dueProvisional }
      if (from?.on === to?.on && (from?.provisional ?? false) === (to?.provisional ?? false)) return []
      const clock: MovingClock = {
        subject: `request/${row.id}`,
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
    const units = unitsRead(actor)
    const rows = await db
      .selectFrom('case_file')
      .select(['id', 'number', 'summary'])
      .where('id', 'in', subjects.length ? subjects.map(idOf) : [0])
      .where('kind', '=', 'request')
      .$if(units !== 'all', (q) => q.where('unit_id', 'in', units === 'all' || !units.length ? [0] : units))
      .execute()
    return new Map(
      rows.map(({ id, number, summary }) => [
        `request/${id}`,
        { title: `${number ?? ''} ${summary}`.trim(), address: `/requests/${id}` },
      ]),
    )
  },
}

const idOf = (subject: string) => Number(subject.slice('request/'.length))
