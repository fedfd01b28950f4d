import { Button, Tag } from 'antd'
import { Link } from 'react-router'
import { useCan } from '../identity/session.ts'
import { dateTime } from '../shell/dates.ts'
import { useNotices, useVersions } from './notice-queries.ts'
import { notice as words } from './words.zh.ts'

/** Notices that were read in, those that wait for a second person first. */
export function NoticePanel() {
  const mayManage = useCan('calendar.manage')
  const { data } = useNotices()
  if (!data || (!mayManage && data.length === 0)) return null
  const rank = { proposed: 0, confirmed: 1, rejected: 1 } as const
  const shown = [...data].sort((a, b) => rank[a.status] - rank[b.status] || b.id - a.id).slice(0, 5)
  return (
    <section className="panel" aria-labelledby="notices-title">
      <h2 id="notices-title" className="section-title">
        {words.panel}
      </h2>
      {shown.length === 0 ? (
        <p className="muted">{words.empty}</p>
      ) : (
        <ul className="plain-list">
          {shown.map((one) => (
            <li key={one.id}>
              <Tag color={words.colours[one.status]}>{words.statuses[one.status]}</Tag>
              {mayManage ? <Link to={`/calendar/notices/${one.id}`}>{one.title}</Link> : one.title}
              {one.number && `（${one.number}）`}
              <span className="muted"> {words.by(one.proposedBy, dateTime(one.proposedAt))}</span>
            </li>
          ))}
        </ul>
      )}
      {mayManage && (
        <Link to="/calendar/notices/new">
          <Button type="primary" tabIndex={-1}>
            {words.add}
          </Button>
        </Link>
      )}
    </section>
  )
}

/** What was in force when: only where a year was ever changed. */
export function VersionHistory({ year }: { year: number }) {
  const { data } = useVersions(year)
  if (!data || data.length < 2) return null
  return (
    <details>
      <summary>{words.history(data.length)}</summary>
      <ul className="plain-list">
        {data.map((one) => (
          <li key={one.version}>
            {words.version(one.version)}：{one.title}
            {one.number && `（${one.number}）`}，
            {words.inForce(dateTime(one.inForceFrom), one.inForceUntil && dateTime(one.inForceUntil))}
            {one.differences.length > 0 && `，${words.changedDays(one.differences.length)}`}
          </li>
        ))}
      </ul>
    </details>
  )
}
