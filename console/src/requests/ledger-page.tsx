import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import type { RequestDetail } from '../api/contract.ts'
import { longDate, today, weekdayOf } from '../shell/dates.ts'
import { FailedPage, Nothing, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { useRequest } from './queries.ts'
import './requests.css'
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

type SheetProps = {
  title: string
  lead: string
  back: ReactNode
  about: string
  from: string | null
  clock: RequestDetail['clock']
}

/** A period day by day, for any case. */
export function LedgerSheet({ title, lead, back, about, from, clock }: SheetProps) {
  return (
    <Page
      title={title}
      lead={lead}
      actions={
        <span className="rq-no-print">
          {back}{' '}
          <Button icon={<PrinterOutlined />} onClick={() => print()}>
            {words.print}
          </Button>
        </span>
      }
    >
      <div className="panel rq-ledger">
        <p>{about}</p>
        {from && (
          <p>
            {from}
            {clock.due && words.due(longDate(clock.due.on), weekdayOf(clock.due.on))}
            {clock.due && `，${words.counted(clock.used, clock.total)}`}。
          </p>
        )}
        {clock.ledger.length === 0 ? (
          <Nothing>
            <p>{words.noLedger}</p>
          </Nothing>
        ) : (
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{words.day}</th>
                <th scope="col">{words.weekday}</th>
                <th scope="col">{words.counts}</th>
                <th scope="col">{words.n}</th>
                <th scope="col">{words.why}</th>
              </tr>
            </thead>
            <tbody>
              {clock.ledger.map((day) => (
                <tr key={day.date} className={day.n === null ? 'rq-day-off' : ''}>
                  <td>{day.date}</td>
                  <td>{weekdayOf(day.date)}</td>
                  <td>{day.n === null ? words.no : words.yes}</td>
                  <td>{day.n}</td>
                  <td>{day.label}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <p className="hint">{words.printedOn(longDate(today()))}</p>
      </div>
    </Page>
  )
}
