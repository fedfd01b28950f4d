import { sql } from 'kysely'
import type { Connection } from '../../platform/db/connect.ts'
import { openStatuses, statuses } from './record.ts'
import { statusLabels } from './words.zh.ts'

/** Figures of the overview page, for the units the reader may see. Days are Asia/Shanghai days. */
export const overview = async (db: Connection, units: number[] | 'all', today: string) => {
  const scope = units === 'all' ? sql`true` : sql`e.unit_id = any(${units}::int[])`
  const local = sql`(e.published_at at time zone 'Asia/Shanghai')`
  const counts = await sql<{ total: number; year: number; month: number; today: number }>`
    select count(*)::int as total,
      count(*) filter (where ${local} >= date_trunc('year', ${today}::date))::int as year,
      count(*) filter (where ${local} >= date_trunc('month', ${today}::date))::int as month,
      count(*) filter (where ${local} >= ${today}::date)::int as today
    from edition e where e.status = 'published' and ${scope}`.execute(db)
  const byStatus = await sql<{ status: keyof typeof statusLabels; count: number }>`
    select e.status, count(*)::int as count from edition e
    where e.status = any(${[...openStatuses]}::text[]) and ${scope} group by e.status`.execute(db)
  const late = await sql<{ overdue: number }>`
    select count(*)::int as overdue from edition e
    where e.status = any(${[...openStatuses]}::text[]) and e.due_on < ${today}::date and ${scope}`.execute(db)
  // Only what was worked through here has a clock to keep; migrated items have no due day.
  const kept = await sql<{ timed: number; onTime: number }>`
    select count(*)::int as timed, count(*) filter (where ${local}::date <= e.due_on)::int as "onTime"
    from edition e where e.number = 1 and e.due_on is not null and e.submitted_at is not null
      and e.published_at >= ${today}::date - interval '1 year' and ${scope}`.execute(db)
  const byMonth = await sql<{ month: string; count: number }>`
    select to_char(m, 'YYYY-MM') as month, count(e.id)::int as count
    from generate_series(date_trunc('month', ${today}::date) - interval '11 months', ${today}::date, '1 month') m
      left join edition e on e.status = 'published' and ${scope}
        and ${local} >= m and ${local} < m + interval '1 month'
    group by m order by m`.execute(db)
  const byUnit = await sql<{ unitId: number; unitName: string; count: number; overdue: number }>`
    select u.id as "unitId", u.short_name as "unitName",
      count(e.id) filter (where e.status = 'published')::int as count,
      count(e.id) filter (where e.status = any(${[...openStatuses]}::text[]) and e.due_on < ${today}::date)::int as overdue
    from unit u left join edition e on e.unit_id = u.id
    where ${units === 'all' ? sql`true` : sql`u.id = any(${units}::int[])`}
    group by u.id order by count desc, u.position`.execute(db)
  const { timed, onTime } = kept.rows[0]!
  const total = counts.rows[0]!
  return {
    published: { today: total.today, month: total.month, year: total.year, total: total.total },
    open: {
      byStatus: byStatus.rows
        .sort((a, b) => statuses.indexOf(a.status) - statuses.indexOf(b.status))
        .map((row) => ({ ...row, label: statusLabels[row.status] })),
    },
    overdue: late.rows[0]!.overdue,
    onTimeRate: timed ? onTime / timed : null,
    byMonth: byMonth.rows,
    byUnit: byUnit.rows,
  }
}
