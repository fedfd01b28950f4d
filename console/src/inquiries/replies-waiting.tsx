import { Link } from 'react-router'
import { StatusMark } from '../casework/status-mark.tsx'
import { useRepliesWaiting } from './queries.ts'
import { waiting, publication as words } from './words.zh.ts'

/** Letters and explanations that wait for my look before they are public, on the to-do page. */
export function RepliesWaiting() {
  const rows = useRepliesWaiting().data ?? []
  if (rows.length === 0) return null
  return (
    <section aria-labelledby="replies-waiting" className="panel to-do-group">
      <h2 id="replies-waiting" className="section-title">
        {waiting.of} · {words.waiting} <span className="muted">{waiting.count(rows.length)}</span>
        <small className="muted">{words.waitingHint}</small>
      </h2>
      <ul className="to-do-list">
        {rows.map((row) => (
          <li key={`${row.caseId}-${row.what}`} className="to-do-item">
            <div className="to-do-what">
              <Link to={`/inquiries/${row.caseId}`} data-row className="row-title">
                {row.title}
              </Link>
              <div className="muted">{[row.unitName, row.number, row.whatLabel].filter(Boolean).join(' · ')}</div>
            </div>
            <StatusMark status="review" label={row.statusLabel} />
          </li>
        ))}
      </ul>
    </section>
  )
}
