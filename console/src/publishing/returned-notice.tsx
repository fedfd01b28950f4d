import { Alert } from 'antd'
import type { RecordDetail } from '../api/contract.ts'
import { record as words } from './words.zh.ts'

/** The last return of this edition, as long as the text has not been handed in again. */
function standingReturn({ status, edition, timeline }: RecordDetail) {
  if (status !== 'draft') return undefined
  const last = timeline.findLast((event) => event.edition === edition && /^(return|submit)$/.test(event.action))
  return last?.action === 'return' ? last : undefined
}

/** Who sent the draft back and why, for whoever has to mend it. */
export function ReturnedNotice({ record }: { record: RecordDetail }) {
  const back = standingReturn(record)
  if (!back) return null
  return (
    <Alert className="gap" type="warning" showIcon title={words.returned(back.actorName)} description={back.reason} />
  )
}
