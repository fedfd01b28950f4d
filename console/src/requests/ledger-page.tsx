import { Link, useParams } from 'react-router'
import { LedgerSheet } from '../casework/ledger-sheet.tsx'
import { longDate } from '../shell/dates.ts'
import { FailedPage, Waiting } from '../shell/notices.tsx'
import { useRequest } from './queries.ts'
import { clock as words } from './words.zh.ts'

/** Every day of a request's period, whether it counts and why; made to be printed into the file. */
export default function LedgerPage() {
  const id = Number(useParams().id)
  const found = useRequest(id)
  if (found.isError) return <FailedPage error={found.error} again={() => found.refetch()} />
  if (!found.data) return <Waiting />
  const { number, unitName, summary, clock, receipt } = found.data
  return (
    <LedgerSheet
      title={words.ledgerTitle(number ?? '')}
      lead={words.ledgerLead}
      back={<Link to={`/requests/${id}`}>{words.back}</Link>}
      about={`${unitName} · ${summary}`}
      from={receipt && `${longDate(receipt.on)}：${receipt.label}。`}
      clock={clock}
    />
  )
}
