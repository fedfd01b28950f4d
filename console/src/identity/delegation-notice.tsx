import { Alert, Button } from 'antd'
import { Link } from 'react-router'
import type { Delegation } from '../api/contract.ts'
import { useLookups } from '../publishing/queries.ts'
import { daysOf, postName, useDelegations, useNoted } from './delegations.ts'
import { useMe } from './session.ts'
import { delegation as words } from './words.zh.ts'

/**
 * Tells both sides of a delegation about it for as long as it runs or comes, and of an early end by
 * somebody else until it is noted.
 */
export function DelegationNotice() {
  const me = useMe()
  const lookups = useLookups()
  const { data } = useDelegations()
  const noted = useNoted()
  if (!data || !me) return null
  const post = (row: Delegation) =>
    postName(row, lookups.data?.roles.find((choice) => choice.value === row.role)?.label ?? row.role)
  // Ended and agreed anew is no news: the new one says all.
  const renewed = (row: Delegation) =>
    [...data.forMe, ...data.mine].some(
      (one) => one.state !== 'over' && one.postId === row.postId && one.deputy.personId === row.deputy.personId,
    )
  const told = (row: Delegation) =>
    row.state !== 'over' || (row.endedAt !== null && row.endedByName !== me.person.name && !row.noted && !renewed(row))
  const lines = [
    ...data.forMe
      .filter(told)
      .map((row) => ({ row, text: words.notice.forMe[row.state](row.principal.name, post(row)) })),
    ...data.mine.filter(told).map((row) => ({ row, text: words.notice.mine[row.state](row.deputy.name, post(row)) })),
  ]
  if (!lines.length) return null
  return (
    <Alert
      className="gap"
      type="info"
      showIcon
      title={words.notice.title}
      description={
        <>
          <ul className="plain-list">
            {lines.map(({ row, text }) => (
              <li key={row.id}>
                {text}
                <span className="muted">
                  （{row.state === 'over' ? words.notice.endedBy(row.endedByName ?? '') : daysOf(row)}）
                </span>{' '}
                {row.state === 'over' && (
                  <Button
                    size="small"
                    aria-label={words.notice.notedOf(text)}
                    loading={noted.isPending && noted.variables === row.id}
                    onClick={() => noted.mutate(row.id)}
                  >
                    {words.notice.noted}
                  </Button>
                )}
              </li>
            ))}
          </ul>
          <Link to="/deputies">{words.notice.look}</Link>
        </>
      }
    />
  )
}
