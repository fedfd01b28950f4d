import { Link, useParams, useSearchParams } from 'react-router'
import { LedgerSheet } from '../casework/ledger-sheet.tsx'
import { longDate } from '../shell/dates.ts'
import { FailedPage, Waiting } from '../shell/notices.tsx'
import { useInquiry } from './queries.ts'
import { detail as words } from './words.zh.ts'
import '../casework/casework.css'

/** Every day of the responsible unit's period, or with `?part=2` of that part's; made to be printed into the file. */
export default function InquiryLedgerPage() {
  const id = Number(useParams().id)
  const number = Number(useSearchParams()[0].get('part'))
  const found = useInquiry(id)
  if (found.isError) return <FailedPage error={found.error} again={() => found.refetch()} />
  if (!found.data) return <Waiting />
  const inquiry = found.data
  const part = inquiry.parts.find((one) => one.number === number)
  const stage = inquiry.stages.at(-1)
  const [from, what] = part
    ? [part.askedOn, words.partCourse(part.number)]
    : [stage?.on ?? '', stage ? words.stage[stage.what] : '']
  return (
    <LedgerSheet
      title={words.ledgerOf(inquiry.number ?? '')}
      lead={words.ledgerLead}
      back={<Link to={`/inquiries/${id}`}>{words.back}</Link>}
      about={`${part?.unitName ?? inquiry.unitName} · ${inquiry.summary}`}
      from={words.ledgerFrom(longDate(from), what)}
      clock={part?.clock ?? inquiry.leadClock}
    />
  )
}
