import { Alert, Button } from 'antd'
import { Link } from 'react-router'
import type { Comparison, RecordDetail } from '../api/contract.ts'
import { dateTime } from '../shell/dates.ts'
import { useComparison } from './queries.ts'
import { comparing as words } from './words.zh.ts'

type LastSeen = NonNullable<RecordDetail['lastSeen']>

const standOf = ({ edition, revision }: { edition: number; revision: number }) => `${edition}.${revision}`

/** What changed since this person last acted on the item, or since what is public. Nothing is asked where nothing was seen. */
export function useSinceLastSeen(record: RecordDetail) {
  const to = standOf({ edition: record.edition, revision: record.revision.number })
  const from = record.lastSeen ? standOf(record.lastSeen) : ''
  return { data: useComparison(record.recordId, from, to).data, to }
}

const seenAs = (seen: LastSeen): string =>
  words.seen[seen.what](words.stand(seen.edition, seen.revision), dateTime(seen.at), seen.label)

type Props = {
  record: RecordDetail
  seen: LastSeen
  comparison: Comparison | undefined
  to: string
  open: boolean
  onOpen: (open: boolean) => void
}

/** Tells a reviewer that the text is another than the one seen before, and opens the changes in its place. */
export function SinceLastSeen({ record, seen, comparison, to, open, onOpen }: Props) {
  const files = comparison ? comparison.attachments.added.length + comparison.attachments.removed.length : 0
  return (
    <Alert
      className="gap since"
      type="info"
      showIcon
      title={seenAs(seen)}
      description={comparison && words.summary(comparison.changes, comparison.metadata.length, files)}
      action={
        <span className="since-actions">
          <Button type="primary" ghost aria-pressed={open} disabled={!comparison} onClick={() => onOpen(!open)}>
            {open ? words.showText : words.showChanges}
          </Button>
          <Link to={`/record/${record.recordId}/compare?from=${standOf(seen)}&to=${to}`}>{words.wholePage}</Link>
        </span>
      }
    />
  )
}
