import { Link } from 'react-router'
import type { RequestRow } from '../api/contract.ts'
import { DaysLeft } from '../casework/days-left.tsx'
import { StatusMark } from '../casework/status-mark.tsx'
import { useRequestToDo } from './queries.ts'
import '../casework/casework.css'
import { waiting as words } from './words.zh.ts'

/** What waits for me among the requests, on the to-do page. */
export function RequestsWaiting() {
  const groups = useRequestToDo().data?.groups ?? []
  return groups.map(({ key, label, total, items }) => (
    <section
      key={key}
      aria-labelledby={`requests-${key}`}
      className={key === 'lapsed' ? 'panel to-do-group to-do-overdue' : 'panel to-do-group'}
    >
      <h2 id={`requests-${key}`} className="section-title">
        {words.of} · {label} <span className="muted">{words.count(total)}</span>
        <small className="muted">{words.hints[key]}</small>
      </h2>
      <ul className="to-do-list">
        {items.map((row) => (
          <Item key={row.id} row={row} />
        ))}
      </ul>
      {total > items.length && <Link to={addressOf(key)}>{words.all(total)}</Link>}
    </section>
  ))
}

const addressOf = (key: string) =>
  key === 'to_confirm' || key === 'owned'
    ? `/requests?view=${key === 'owned' ? 'mine' : key}`
    : key === 'lapsed'
      ? '/requests?view=watch'
      : key === 'to_assign'
        ? '/requests?status=handling'
        : `/requests?status=${key === 'to_deliver' ? 'signed' : key}`

function Item({ row }: { row: RequestRow }) {
  return (
    <li className="to-do-item">
      <div className="to-do-what">
        <Link to={`/requests/${row.id}`} data-row className="row-title">
          {row.summary}
        </Link>
        <div className="muted">
          {row.unitName} · {row.number} · {row.applicant}
        </div>
      </div>
      <StatusMark status={row.status} label={row.statusLabel} />
      <DaysLeft left={row.left} dueOn={row.dueOn} provisional={row.dueProvisional} clock={row.clock} />
    </li>
  )
}
