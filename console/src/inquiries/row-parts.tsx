import { Tag } from 'antd'
import { Link } from 'react-router'
import type { InquiryRow } from '../api/contract.ts'
import { Due } from './due.tsx'
import { list as words } from './words.zh.ts'

/** Pieces of a row that the list, the cards of a phone and the to-do page share. */

export const What = ({ row }: { row: InquiryRow }) => (
  <>
    <Link to={`/inquiries/${row.id}`} data-row className="row-title">
      {row.summary}
    </Link>
    <div className="row-sub">{[row.number, row.kindLabel, row.topicLabel].filter(Boolean).join(' · ')}</div>
  </>
)

export const RowDue = ({ row }: { row: InquiryRow }) => (
  <Due
    left={row.left}
    dueOn={row.dueOn}
    provisional={row.dueProvisional}
    state={row.status === 'closed' || row.status === 'void' ? 'stopped' : 'running'}
  />
)

/** What supervision has done about it, and what the unit has said. */
export function Marks({ row }: { row: InquiryRow }) {
  const open = row.status !== 'closed' && row.status !== 'void'
  const supervised = row.kind === 'complaint' || row.kind === 'report'
  if (!row.escalated && !(open && row.urgent) && !row.explained) return null
  return (
    <span className="iq-marks">
      {row.escalated && <Tag color="error">{words.escalated[supervised ? 'supervised' : 'line']}</Tag>}
      {open && row.urgent && <Tag color="warning">{words.urgent}</Tag>}
      {row.explained && <Tag>{words.explained[row.explained]}</Tag>}
      {row.lapsed && <Tag color="error">{words.lapsed}</Tag>}
    </span>
  )
}

/** The responsible unit, and another whose turn it is. */
export const Whose = ({ row }: { row: InquiryRow }) => (
  <>
    {row.unitName}
    {row.turnUnitId !== row.unitId && <div className="row-sub">{words.turn(row.turnUnitName)}</div>}
  </>
)
