import { Popover, Spin } from 'antd'
import { useState } from 'react'
import type { Due } from '../api/contract.ts'
import { DaysLeft } from '../casework/days-left.tsx'
import { useRecord } from '../publishing/queries.ts'
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

/** From these working days left on it is urgent, and very urgent. */
const steps = [3, 1] as const

/** How many working days are left until it has to be public; opens the count behind it. */
export function DueDate({ on, remaining, provisional, due, recordId }: Props) {
  const [open, setOpen] = useState(false)
  if (!on || remaining === null) return <span className="muted">{words.noClock}</span>
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
      <button type="button" className="due">
        <DaysLeft left={remaining} dueOn={on} provisional={provisional} clock="running" steps={steps} />
        <span className="sr">{words.show}</span>
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
