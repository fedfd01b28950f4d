import { useQuery } from '@tanstack/react-query'
import { answer, api } from '../api/client.ts'
import { dateTime } from '../shell/dates.ts'
import { Failure } from '../shell/notices.tsx'
import { people, security as words } from './words.zh.ts'

/** Where somebody is signed in, for the administrators who may know. */
export function PersonSessions({ personId }: { personId: number }) {
  const sessions = useQuery({
    queryKey: ['people', 'sessions', personId],
    queryFn: () => answer(api.GET('/api/people/{id}/sessions', { params: { path: { id: personId } } })),
  })
  return (
    <>
      <h2 className="small-title">{people.sessions}</h2>
      {sessions.isError && <Failure error={sessions.error} />}
      {sessions.data?.length === 0 && <p className="muted">{people.noSessions}</p>}
      <ul className="duplicates">
        {sessions.data?.map((session) => (
          <li key={session.id}>
            {session.device}
            <br />
            <span className="muted">
              {session.address} · {words.since(dateTime(session.createdAt))} ·{' '}
              {words.seen(dateTime(session.lastSeenAt))}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
