import { Tag } from 'antd'
import type { ArchiveList } from '../api/contract.ts'
import { dateTime } from '../shell/dates.ts'
import { archive as words } from './words.zh.ts'

type Row = ArchiveList['items'][number]
const colours = { waiting: 'default', making: 'processing', ready: 'success', failed: 'error' } as const

/** How far the making of a package is, in words and colour. */
export const StateTag = ({ of }: { of: Pick<Row, 'state' | 'stateLabel'> }) => (
  <Tag color={colours[of.state]}>{of.stateLabel}</Tag>
)

/** What the last check of a package found. */
export function CheckTag({ of }: { of: Pick<Row, 'checkedAt' | 'whole'> }) {
  if (!of.checkedAt) return <span className="muted">{words.never}</span>
  return (
    <>
      <Tag color={of.whole ? 'success' : 'error'}>{of.whole ? words.whole : words.faulty}</Tag>
      <div className="row-sub">{dateTime(of.checkedAt)}</div>
    </>
  )
}
