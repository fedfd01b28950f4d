import { App, Button, Popconfirm, Tag } from 'antd'
import type { Delegation } from '../api/contract.ts'
import { useLookups } from '../publishing/queries.ts'
import { dateTime } from '../shell/dates.ts'
import { Failure } from '../shell/notices.tsx'
import { daysOf, postName, useEnding } from './delegations.ts'
import { delegation as words } from './words.zh.ts'

const signs = {
  running: { color: 'success', sign: '●' },
  coming: { color: 'processing', sign: '○' },
  over: { color: undefined, sign: '⊘' },
} as const

/** Who stands in for whom, in which post, on which days; `mayEnd`: with a button that ends it at once. */
export function DelegationList({ rows, mayEnd }: { rows: Delegation[]; mayEnd: boolean }) {
  const { message } = App.useApp()
  const lookups = useLookups()
  const ending = useEnding(() => message.success(words.ended))
  const roleLabel = (role: string) => lookups.data?.roles.find((choice) => choice.value === role)?.label ?? role
  return (
    <>
      {ending.isError && <Failure error={ending.error} />}
      <ul className="duplicates">
        {rows.map((row) => {
          const { color, sign } = signs[row.state]
          const who = words.who(row.deputy.name, row.principal.name)
          return (
            <li key={row.id} className="saved-filter">
              <span>
                <strong>{who}</strong> · {postName(row, roleLabel(row.role))}{' '}
                <Tag color={color}>
                  {sign} {words.states[row.state]}
                </Tag>
                <br />
                <span className="muted">
                  {daysOf(row)}
                  {row.reason && ` · ${row.reason}`}
                  {row.madeByName !== row.principal.name && ` · ${words.madeBy(row.madeByName)}`}
                  {row.endedAt && ` · ${words.endedBy(row.endedByName ?? '', dateTime(row.endedAt))}`}
                </span>
              </span>
              {mayEnd && row.state !== 'over' && (
                <Popconfirm
                  title={words.end}
                  description={words.endSure(row.deputy.name)}
                  okText={words.end}
                  cancelText={words.cancel}
                  onConfirm={() => ending.mutate(row.id)}
                >
                  <Button aria-label={`${words.end}：${who}`}>{words.end}</Button>
                </Popconfirm>
              )}
            </li>
          )
        })}
      </ul>
    </>
  )
}
