import { sql } from 'kysely'
import { type Clocks, type DueDay, lapseOf, type MovingClock } from '../../foundations/calendar/clocks.ts'
import { statutoryColumn, type TimeLimit } from '../catalogue/index.ts'
import { unitsRead } from './permissions.ts'
import { openStatuses } from './record.ts'
import { publicationDue } from './rules/publication-clock.ts'
import { clockLabel } from './words.zh.ts'

type Row = {
  recordId: number
  unitId: number
  drafterId: number | null
  formedOn: string
  limitRule: TimeLimit | null
  columnCode: string | null
  dueOn: string | null
  dueProvisional: boolean
  publishedOn: string | null
}

/** The clock of 条例 art 26 on every first edition that is dated: open, or public since its day came under doubt. */
export const publicationClocks: Clocks = {
  key: 'publication',
  label: clockLabel,

  async moving(db, calendar, { lock, closedSince }) {
    const { rows } = await sql<Row>`
      select e.record_id as "recordId", e.unit_id as "unitId", e.drafter_id as "drafterId", e.formed_on as "formedOn",
        i.limit_rule as "limitRule", c.code as "columnCode", e.due_on as "dueOn", e.due_provisional as "dueProvisional",
        to_char(e.published_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "publishedOn"
      from edition e
        left join catalogue_item i on i.id = e.catalogue_item_id
        left join site_column c on c.id = e.column_id
      where e.number = 1 and e.formed_on is not null and (e.status = any(${[...openStatuses]}::text[])
        or (e.submitted_at is not null and e.published_at is not null and e.due_on >= ${closedSince}::date))
      order by e.id ${lock ? sql`for update of e` : sql``}`.execute(db)
    return rows.flatMap((row): MovingClock[] => {
      const special = row.columnCode === null ? null : (statutoryColumn(row.columnCode)?.specialLimit ?? null)
      const due = publicationDue(row.formedOn, { timeLimit: row.limitRule, special }, calendar)
      const to: DueDay = due && { on: due.on, provisional: due.provisional }
      const from: DueDay = row.dueOn === null ? null : { on: row.dueOn, provisional: row.dueProvisional }
      if (from?.on === to?.on && (from?.provisional ?? false) === (to?.provisional ?? false)) return []
      const clock = {
        subject: `record/${row.recordId}`,
        unitId: row.unitId,
        personId: row.drafterId,
        from,
        to,
        closedOn: row.publishedOn,
      }
      return row.publishedOn !== null && lapseOf(clock, row.publishedOn) === null ? [] : [clock]
    })
  },

  async move(trx, moves) {
    const column = <T>(of: (move: MovingClock) => T) => moves.map(of)
    await sql`update edition e set due_on = m.due_on, due_provisional = m.provisional
      from unnest(${column((m) => idOf(m.subject))}::bigint[], ${column((m) => m.to?.on ?? null)}::date[],
        ${column((m) => m.to?.provisional ?? false)}::bool[]) as m (record_id, due_on, provisional)
      where e.record_id = m.record_id and e.number = 1`.execute(trx)
  },

  async titles(db, actor, subjects) {
    const units = unitsRead(actor)
    const rows = await db
      .selectFrom('edition')
      .select(['record_id as id', 'title'])
      .where('record_id', 'in', subjects.length ? subjects.map(idOf) : [0])
      .where('number', '=', 1)
      .$if(units !== 'all', (q) => q.where('unit_id', 'in', units === 'all' || !units.length ? [0] : units))
      .execute()
    return new Map(rows.map(({ id, title }) => [`record/${id}`, { title, address: `/record/${id}` }]))
  },
}

const idOf = (subject: string) => Number(subject.slice('record/'.length))
