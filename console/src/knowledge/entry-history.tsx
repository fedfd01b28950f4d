import { Timeline } from 'antd'
import type { KnowledgeEntry } from '../api/contract.ts'
import { dateTime } from '../shell/dates.ts'
import { entry as words } from './words.zh.ts'

/** Every step: who, as what, when, why. Newest first. */
export function EntryHistory({ entry }: { entry: KnowledgeEntry }) {
  return (
    <Timeline
      className="history"
      items={[...entry.timeline].reverse().map((step) => ({
        color: ['return', 'withdraw', 'flag', 'source_ended'].includes(step.action) ? '#b3261e' : '#0b4f6c',
        content: (
          <div>
            <strong>{step.actionLabel}</strong>
            {step.toStatusLabel && <span> → {step.toStatusLabel}</span>}
            <div className="row-sub">
              {step.actorName} {step.roleLabel} · {dateTime(step.at)}
              {step.version !== null && step.version > 1 && ` · ${words.version(step.version)}`}
            </div>
            {step.reason && <blockquote className="reason">{step.reason}</blockquote>}
          </div>
        ),
      }))}
    />
  )
}
