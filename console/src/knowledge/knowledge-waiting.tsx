import { Link } from 'react-router'
import type { KnowledgeRow } from '../api/contract.ts'
import { StatusTag } from '../publishing/status-tag.tsx'
import { useKnowledgeToDo } from './queries.ts'
import { list, waiting as words } from './words.zh.ts'

const addresses: Record<string, string> = {
  flagged: '/knowledge?view=flagged',
  due: '/knowledge?view=due',
}

/** What waits for me in the 知识库, on the to-do page. */
export function KnowledgeWaiting() {
  const groups = useKnowledgeToDo().data?.groups ?? []
  return groups.map(({ key, label, total, items }) => (
    <section key={key} aria-labelledby={`knowledge-${key}`} className="panel to-do-group">
      <h2 id={`knowledge-${key}`} className="section-title">
        {words.of} · {label} <span className="muted">{words.count(total)}</span>
      </h2>
      <ul className="to-do-list">
        {items.map((row) => (
          <Item key={`${row.id}-${row.version}`} row={row} />
        ))}
      </ul>
      {total > items.length && <Link to={addresses[key] ?? '/knowledge?view=open'}>{words.all(total)}</Link>}
    </section>
  ))
}

const Item = ({ row }: { row: KnowledgeRow }) => (
  <li className="to-do-item">
    <div className="to-do-what">
      <Link to={`/knowledge/${row.id}`} data-row className="row-title">
        {row.question || list.untitled}
      </Link>
      <div className="muted">
        {row.unitName}
        {row.flagged && ` · ${row.flagReason}`}
        {!row.flagged && row.reviewOn && ` · ${list.reviewOn} ${row.reviewOn}`}
      </div>
    </div>
    <StatusTag status={row.status} label={row.statusLabel} returned={row.returned} />
  </li>
)
