import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { Link } from 'react-router'
import { answer, api } from '../api/client.ts'
import { useMoves } from './notice-queries.ts'
import { notice as words } from './words.zh.ts'

/** Tells a person that a holiday notice moved due dates of theirs, until they have taken note. */
export function MovesNotice() {
  const queries = useQueryClient()
  const { data } = useMoves()
  const seen = useMutation({
    mutationFn: (upTo: number) => answer(api.POST('/api/calendar/moves/seen', { body: { upTo } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['calendar', 'moves'] }),
  })
  if (!data || data.moves.length === 0 || data.upTo === null) return null
  const { upTo, moves } = data
  return (
    <Alert
      className="gap"
      type="info"
      showIcon
      title={words.movesTitle(moves.length)}
      description={
        <>
          <ul className="plain-list">
            {moves.slice(0, 10).map((move) => (
              <li key={move.id}>
                <Link to={move.address}>{move.title || words.untitled}</Link>：{words.moved(move)}
              </li>
            ))}
          </ul>
          {moves.length > 10 && <p>{words.more(moves.length - 10)}</p>}
          <Button size="small" loading={seen.isPending} onClick={() => seen.mutate(upTo)}>
            {words.noted}
          </Button>
        </>
      }
    />
  )
}
