import { Tag } from 'antd'
import { Link } from 'react-router'
import { longDate } from '../shell/dates.ts'
import { useWaitingRounds } from './queries.ts'
import { waiting as words } from './words.zh.ts'

/** The to-do list's part about clean-up rounds: what to judge, to hand up, to decide, and until when. */
export function WaitingRounds() {
  const items = useWaitingRounds().data?.items ?? []
  if (!items.length) return null
  return (
    <section aria-labelledby="waiting-rounds" className="panel to-do-group">
      <h2 id="waiting-rounds" className="section-title">
        {words.title} <span className="muted">{words.count(items.length)}</span>
      </h2>
      <ul className="to-do-list">
        {items.map((one) => (
          <li key={`${one.id} ${one.action} ${one.unitId}`} className="to-do-item">
            <div className="to-do-what">
              {one.onBehalfOf && <Tag color="processing">{words.inPlaceOf(one.onBehalfOf)}</Tag>}
              <Link to={`/clean-ups/${one.id}`} data-row className="row-title">
                {one.title}
              </Link>
              <div className="muted">{words.what[one.action](one.unitName, one.open, one.total)}</div>
            </div>
            <Tag className="status-tag" color={one.overdue ? 'error' : 'processing'}>
              {one.label}
            </Tag>
            <span className={one.overdue ? 'overdue' : 'muted'}>
              {(one.overdue ? words.over : words.until)(longDate(one.dueOn))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
