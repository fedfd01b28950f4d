import { Tag } from 'antd'
import type { Issue } from '../api/contract.ts'
import { fieldLabels, draft as words } from './words.zh.ts'

const colors = { block: 'error', warn: 'warning', info: 'default' } as const
const shapes = { block: '✕', warn: '!', info: 'i' } as const
const rank = { block: 0, warn: 1, info: 2 } as const

export const worstFirst = (issues: readonly Issue[]): Issue[] =>
  [...issues].sort((a, b) => rank[a.severity] - rank[b.severity])

export const labelOf = (field: string): string => fieldLabels[field.split('.')[0] as keyof typeof fieldLabels] ?? ''

/** The field's name before the message, unless the message names it already. */
function sentence(issue: Issue): string {
  const label = labelOf(issue.field)
  return label && !issue.message.includes(label) ? words.inField(label, issue.message) : issue.message
}

type Props = { issues: readonly Issue[]; onChoose?: (issue: Issue) => void; extra?: (issue: Issue) => React.ReactNode }

/** Findings, the worst first; each leads to the place it speaks of. */
export function Findings({ issues, onChoose, extra }: Props) {
  return (
    <ul className="findings">
      {worstFirst(issues).map((issue, i) => (
        <li key={`${issue.field}-${issue.key}-${i}`}>
          <Tag color={colors[issue.severity]} className="severity">
            <span aria-hidden="true">{shapes[issue.severity]}</span> {words.severity[issue.severity]}
          </Tag>
          <span className="finding-text">
            {onChoose ? (
              <button type="button" className="link-button" title={words.goTo} onClick={() => onChoose(issue)}>
                {sentence(issue)}
              </button>
            ) : (
              sentence(issue)
            )}
            {issue.text && <q className="finding-quote">{issue.text}</q>}
            {extra?.(issue)}
          </span>
        </li>
      ))}
    </ul>
  )
}
