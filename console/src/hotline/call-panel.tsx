import { Button, Tag } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { Link } from 'react-router'
import type { Desk, DeskCall } from '../api/contract.ts'
import { dateTime } from '../shell/dates.ts'
import { CallerNumber } from './caller-number.tsx'
import { seat as words } from './words.zh.ts'

type Props = { desk: Desk; onReady: (now: boolean) => void; busy: boolean; children: ReactNode }

/** Who is on the telephone, for how long, and what they asked before. */
export function CallPanel({ desk, onReady, busy, children }: Props) {
  const { call, status } = desk
  const rest = (
    <Button
      type={status === 'break' ? 'primary' : 'default'}
      loading={busy}
      onClick={() => onReady(status === 'break')}
    >
      {status === 'break' ? words.ready : words.rest}（F2）
    </Button>
  )
  if (!call)
    return (
      <section className="panel call-idle" aria-labelledby="call-title">
        <h2 id="call-title" className="section-title">
          {words.noCall} <Tag>{desk.statusLabel}</Tag>
        </h2>
        <p className="muted">{status === 'ready' ? words.noCallReady : words.noCallBreak}</p>
        {rest}
      </section>
    )
  return (
    <section className={`panel call call-${status}`} aria-labelledby="call-title">
      <h2 id="call-title" className="section-title" role="status">
        {status === 'wrap_up' ? words.wrapUp : words.call}{' '}
        <Tag color={status === 'ringing' ? 'error' : 'processing'}>{call.phaseLabel}</Tag>
      </h2>
      <CallerNumber call={call} />
      <p className="call-time">
        {call.answeredAt && <Since from={call.answeredAt} to={call.endedAt} skew={desk.now} />}
      </p>
      {call.logged && <p role="status">{words.loggedTalking}</p>}
      <div className="call-acts">{children}</div>
      <Earlier call={call} />
    </section>
  )
}

/** Minutes and seconds since somebody picked up, by the office's clock. */
function Since({ from, to, skew }: { from: string; to: string | null; skew: string }) {
  const [now, setNow] = useState(() => Date.now())
  const [behind] = useState(() => Date.parse(skew) - Date.now())
  useEffect(() => {
    if (to) return
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [to])
  const seconds = Math.max(0, Math.round(((to ? Date.parse(to) : now + behind) - Date.parse(from)) / 1000))
  return (
    <span role="timer">
      {words.since} {Math.floor(seconds / 60)}:{String(seconds % 60).padStart(2, '0')}
    </span>
  )
}

function Earlier({ call }: { call: DeskCall }) {
  return (
    <>
      <h3 className="small-title">{words.earlierCases}</h3>
      {call.earlierCases.length === 0 && <p className="muted">{words.none}</p>}
      <ul className="plain-list earlier">
        {call.earlierCases.map((one) => (
          <li key={one.address}>
            <Link to={one.address} target="_blank">
              {one.summary}
            </Link>
            <span className="muted">
              {one.on} · {one.status}
            </span>
          </li>
        ))}
      </ul>
      <h3 className="small-title">{words.earlierCalls}</h3>
      {call.earlierCalls.length === 0 && <p className="muted">{words.none}</p>}
      <ul className="plain-list earlier">
        {call.earlierCalls.map((one) => (
          <li key={one.at}>
            {one.question || one.outcomeLabel}
            <span className="muted">
              {dateTime(one.at)} · {one.outcomeLabel}
              {one.unitName && ` · ${one.unitName}`}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
