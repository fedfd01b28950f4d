import { Link } from 'react-router'
import { StatusMark } from '../casework/status-mark.tsx'
import '../casework/casework.css'
import './inquiries.css'
import { useInquiryToDo } from './queries.ts'
import { Marks, RowDue } from './row-parts.tsx'
import { waiting as words } from './words.zh.ts'

/** What waits for me among the inquiries, on the to-do page. */
export function InquiriesWaiting() {
  const groups = useInquiryToDo().data?.groups ?? []
  return groups.map(({ key, label, total, items }) => (
    <section
      key={key}
      aria-labelledby={`inquiries-${key}`}
      className={key === 'to_explain' ? 'panel to-do-group to-do-overdue' : 'panel to-do-group'}
    >
      <h2 id={`inquiries-${key}`} className="section-title">
        {words.of} · {label} <span className="muted">{words.count(total)}</span>
        <small className="muted">{words.hints[key]}</small>
      </h2>
      <ul className="to-do-list">
        {items.map((row) => (
          <li key={row.id} className="to-do-item">
            <div className="to-do-what">
              <Link to={`/inquiries/${row.id}`} data-row className="row-title">
                {row.summary}
              </Link>
              <div className="muted">
                {[row.unitName, row.number, row.kindLabel, row.writer].filter(Boolean).join(' · ')}
              </div>
              <Marks row={row} />
            </div>
            <StatusMark status={row.status} label={row.statusLabel} />
            <RowDue row={row} />
          </li>
        ))}
      </ul>
      {total > items.length && <Link to={listOf[key] ?? '/inquiries'}>{words.all(total)}</Link>}
    </section>
  ))
}

/** Where all of a group stand. */
const listOf: Record<string, string> = {
  to_sort: '/inquiries?view=sorting',
  to_approve_pass: '/inquiries?status=passing',
  to_review: '/inquiries?status=review',
  to_review_part: '/inquiries?status=joint_review',
  to_answer_part: '/inquiries?status=joint',
  to_explain: '/inquiries?view=unexplained',
  to_judge: '/inquiries?view=supervised&status=decision_review',
  to_investigate: '/inquiries?view=supervised',
  to_state: '/inquiries?view=supervised',
  to_handle: '/inquiries?status=handling',
}
