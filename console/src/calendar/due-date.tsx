import { ExclamationCircleFilled } from '@ant-design/icons'
import { Popover, Spin } from 'antd'
import { useState } from 'react'
import type { Due } from '../api/contract.ts'
import { useRecord } from '../publishing/queries.ts'
import { longDate } from '../shell/dates.ts'
import { Failure } from '../shell/notices.tsx'
import { Ledger } from './ledger.tsx'
import { due as words } from './words.zh.ts'

type Props = {
  on: string | null
  remaining: number | null
  provisional: boolean
  /** The ledger when it is at hand; otherwise it is fetched with the record when someone asks for it. */
  due?: Due | null
  recordId?: number
}

/** "2026年12月21日 · 剩 3 个工作日" with one tick per working day left; opens the count behind it. */
export function DueDate({ on, remaining, provisional, due, recordId }: Props) {
  const [open, setOpen] = useState(false)
  if (!on || remaining === null) return <span className="muted">{words.noClock}</span>
  const state = remaining < 0 ? 'overdue' : remaining <= 3 ? 'near' : 'calm'
  const sentence = remaining < 0 ? words.overdue(-remaining) : remaining === 0 ? words.today : words.left(remaining)
  const content = due ? (
    <Ledger days={due.ledger} explanation={due.explanation} />
  ) : recordId && open ? (
    <LedgerOf recordId={recordId} />
  ) : null
  return (
    <Popover
      title={words.title}
      content={<div className="due-popover">{content}</div>}
      trigger={['click']}
      open={open}
      onOpenChange={setOpen}
    >
      <button type="button" className={`due due-${state}`}>
        <span className="due-date">
          {longDate(on)}
          {provisional && (
            <span className="due-provisional" title={words.provisionalHint}>
              {words.provisional}
            </span>
          )}
        </span>
        <span className="due-left">
          {state === 'overdue' && <ExclamationCircleFilled aria-hidden />} {sentence}
        </span>
        <span className="sr">{words.show}</span>
        <span className="due-ticks" aria-hidden="true">
          {Array.from({ length: 20 }, (_, i) => (
            <i key={i} className={i < Math.min(20, Math.max(0, remaining)) ? 'on' : ''} />
          ))}
        </span>
      </button>
    </Popover>
  )
}

function LedgerOf({ recordId }: { recordId: number }) {
  const record = useRecord(recordId)
  if (record.isPending) return <Spin />
  if (record.isError) return <Failure error={record.error} />
  return record.data.due ? (
    <Ledger days={record.data.due.ledger} explanation={record.data.due.explanation} />
  ) : (
    <span>{words.noClock}</span>
  )
}
