import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Popconfirm, Tag } from 'antd'
import { answer, api } from '../api/client.ts'
import { dateTime } from '../shell/dates.ts'
import { Failure } from '../shell/notices.tsx'
import { security as words } from './words.zh.ts'

/** Where one is signed in, and a way out of every place but this. */
export function SessionList() {
  const { message } = App.useApp()
  const queries = useQueryClient()
  const sessions = useQuery({ queryKey: ['sessions'], queryFn: () => answer(api.GET('/api/sessions')) })
  const end = useMutation({
    mutationFn: (run: () => Promise<unknown>) => run(),
    onSuccess: () => {
      message.success(words.ended)
      void queries.invalidateQueries({ queryKey: ['sessions'] })
    },
  })
  const list = sessions.data ?? []
  return (
    <section className="panel gap">
      <h2 className="small-title">{words.sessions}</h2>
      <p className="hint">{words.sessionsHint}</p>
      {(sessions.isError || end.isError) && <Failure error={sessions.error ?? end.error} />}
      <ul className="duplicates">
        {list.map((session) => (
          <li key={session.id} className="saved-filter">
            <span>
              {session.device} {session.current && <Tag color="success">● {words.here}</Tag>}
              <br />
              <span className="muted">
                {session.address} · <span className="unbroken">{words.since(dateTime(session.createdAt))}</span> ·{' '}
                <span className="unbroken">{words.seen(dateTime(session.lastSeenAt))}</span>
              </span>
            </span>
            {!session.current && (
              <Button
                type="text"
                onClick={() =>
                  end.mutate(() => answer(api.DELETE('/api/sessions/{id}', { params: { path: { id: session.id } } })))
                }
                aria-label={`${words.end}：${session.device}`}
              >
                {words.end}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {list.length > 1 && (
        <Popconfirm
          title={words.endOthers}
          description={words.endOthersSure}
          okText={words.endOthers}
          cancelText={words.cancel}
          onConfirm={() => end.mutate(() => answer(api.DELETE('/api/sessions')))}
        >
          <Button danger>{words.endOthers}</Button>
        </Popconfirm>
      )}
    </section>
  )
}
