import { Timeline } from 'antd'
import type { RecordDetail } from '../api/contract.ts'
import { dateTime } from '../shell/dates.ts'
import { record as words } from './words.zh.ts'

const colorOf = (action: string) =>
  action === 'return' || action === 'withdraw'
    ? '#b3261e'
    : action === 'publish' || action === 'sign'
      ? '#2c6e49'
      : '#0b4f6c'

/** Every step: who, as what, when, why. Newest first. */
export function History({ record }: { record: RecordDetail }) {
  const events = [...record.timeline].reverse()
  if (events.length === 0) return <p className="muted">{words.noHistory}</p>
  return (
    <Timeline
      className="history"
      items={events.map((event) => ({
        color: colorOf(event.action),
        content: (
          <div>
            <strong>{event.actionLabel}</strong>
            {event.toStatusLabel && event.toStatus !== event.fromStatus && <span> → {event.toStatusLabel}</span>}
            <div className="row-sub">
              {event.actorName} {event.roleLabel} · {dateTime(event.at)}
              {event.edition > 1 && ` · ${words.edition(event.edition)}`}
            </div>
            {event.reason && <blockquote className="reason">{event.reason}</blockquote>}
            {event.findings.length > 0 && (
              <ul className="tight row-sub">
                {event.findings.map((finding, i) => (
                  <li key={i}>{finding.message}</li>
                ))}
              </ul>
            )}
          </div>
        ),
      }))}
    />
  )
}
