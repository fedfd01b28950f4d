import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { longDate, today, weekdayOf } from '../shell/dates.ts'
import { Nothing } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import './casework.css'
import type { Clock } from './period.tsx'
import { left, clock as words } from './words.zh.ts'

type SheetProps = {
  title: string
  lead: string
  back: ReactNode
  about: string
  from: string | null
  clock: Clock
}

type Day = Clock['ledger'][number]

/** Days after the end would have counted, had it gone on. */
const isSpent = ({ state, used }: Clock, { n }: Day) => n !== null && (state !== 'stopped' || n <= used)

const reasonOf = (clock: Clock, day: Day) =>
  day.why === 'start' ? words.start(day.label) : day.n !== null && !isSpent(clock, day) ? words.afterEnd : day.label

/** A period day by day, for any case. */
export function LedgerSheet({ title, lead, back, about, from, clock }: SheetProps) {
  return (
    <Page
      title={title}
      lead={lead}
      actions={
        <span className="rq-no-print rq-ledger-ways">
          {back}
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
            {clock.due?.provisional && `${left.provisional}：${left.provisionalHint}`}
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
                <tr key={day.date} className={isSpent(clock, day) ? '' : 'rq-day-off'}>
                  <td>{day.date}</td>
                  <td>{weekdayOf(day.date)}</td>
                  <td>{isSpent(clock, day) ? words.yes : words.no}</td>
                  <td>{isSpent(clock, day) ? day.n : ''}</td>
                  <td>{reasonOf(clock, day)}</td>
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
