import { Button, Tag } from 'antd'
import { Link } from 'react-router'
import type { RecordRow, ToDoGroup } from '../api/contract.ts'
import { DueDate } from '../calendar/due-date.tsx'
import { MovesNotice } from '../calendar/moves-notice.tsx'
import { useWaitingRounds } from '../clean-up/queries.ts'
import { WaitingRounds } from '../clean-up/waiting-rounds.tsx'
import { DelegationNotice } from '../identity/delegation-notice.tsx'
import { useCan } from '../identity/session.ts'
import { InquiriesWaiting } from '../inquiries/inquiries-waiting.tsx'
import { useInquiriesWaiting } from '../inquiries/queries.ts'
import { RepliesWaiting } from '../inquiries/replies-waiting.tsx'
import { KnowledgeWaiting } from '../knowledge/knowledge-waiting.tsx'
import { useKnowledgeToDo } from '../knowledge/queries.ts'
import { StatusTag } from '../publishing/status-tag.tsx'
import { useRequestToDo } from '../requests/queries.ts'
import { RequestsWaiting } from '../requests/requests-waiting.tsx'
import { dateTime } from '../shell/dates.ts'
import { FailedPage, Nothing, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { useToDo } from './queries.ts'
import { toDo as words } from './words.zh.ts'

/** Overdue first, then what came back, then what waits for a decision, then one's own drafts. */
const order = ['overdue', 'returned', 'sign_off', 'secrecy_review', 'deputy_review', 'section_review', 'consultation']
const rank = (group: ToDoGroup) => (order.includes(group.key) ? order.indexOf(group.key) : order.length)

export default function ToDoPage() {
  const toDo = useToDo()
  const rounds = useWaitingRounds().data?.items.length ?? 0
  const requests = useRequestToDo().data?.count ?? 0
  const inquiries = useInquiriesWaiting()
  const knowledge = useKnowledgeToDo().data?.count ?? 0
  const others = rounds + requests + inquiries + knowledge
  const mayDraft = useCan('records.create')
  const draftButton = mayDraft && (
    <Link to="/draft">
      <Button type="primary" tabIndex={-1}>
        {words.draft}
      </Button>
    </Link>
  )
  if (toDo.isPending) return <Waiting />
  if (toDo.isError) return <FailedPage error={toDo.error} again={() => toDo.refetch()} />
  const groups = toDo.data.groups.filter((group) => group.total > 0).sort((a, b) => rank(a) - rank(b))
  return (
    <Page
      title={words.title}
      lead={toDo.data.count + others > 0 && words.lead(toDo.data.count + others)}
      actions={groups.length > 0 && draftButton}
    >
      <DelegationNotice />
      <MovesNotice />
      <WaitingRounds />
      {groups.length === 0 && others === 0 && (
        <div className="panel">
          <Nothing title={words.emptyTitle}>
            <p>{mayDraft ? words.emptyDraft : words.emptyOther}</p>
            {draftButton}
          </Nothing>
        </div>
      )}
      {groups.map((group) => (
        <Group key={`${group.key} ${group.onBehalfOf ?? ''}`} group={group} />
      ))}
      <RequestsWaiting />
      <InquiriesWaiting />
      <RepliesWaiting />
      <KnowledgeWaiting />
    </Page>
  )
}

function Group({ group }: { group: ToDoGroup }) {
  const id = `group-${group.key}${group.onBehalfOf ? `-${group.items[0]?.recordId}` : ''}`
  return (
    <section aria-labelledby={id} className={`panel to-do-group ${group.key === 'overdue' ? 'to-do-overdue' : ''}`}>
      <h2 id={id} className="section-title">
        {group.onBehalfOf && <Tag color="processing">{words.inPlaceOf(group.onBehalfOf)}</Tag>}
        {group.label} <span className="muted">{words.count(group.total)}</span>
        {words.groups[group.key] && <small className="muted">{words.groups[group.key]}</small>}
      </h2>
      <ul className="to-do-list">
        {group.items.map((row) => (
          <Item key={`${row.recordId}-${row.edition}`} row={row} group={group.key} />
        ))}
      </ul>
      {group.total > group.items.length && (
        <Link to={group.key === 'overdue' ? '/records/open?overdue=true' : `/records/open${statusQuery(group.key)}`}>
          {words.all(group.total)}
        </Link>
      )}
    </section>
  )
}

const statusQuery = (key: string) => (key === 'mine_draft' || key === 'returned' ? '?mine=true' : `?status=${key}`)

function Item({ row, group }: { row: RecordRow; group: string }) {
  const editable = group === 'mine_draft' || group === 'returned'
  return (
    <li className="to-do-item">
      <div className="to-do-what">
        <Link to={editable ? `/draft/${row.recordId}` : `/record/${row.recordId}`} data-row className="row-title">
          {row.title || words.untitled}
        </Link>
        <div className="muted">
          {row.unitName}
          {row.drafterName && ` · ${row.drafterName}`} · {dateTime(row.statusAt)}
        </div>
      </div>
      <StatusTag status={row.status} label={row.statusLabel} returned={row.returned} />
      <DueDate on={row.dueOn} remaining={row.remaining} provisional={row.dueProvisional} recordId={row.recordId} />
    </li>
  )
}
