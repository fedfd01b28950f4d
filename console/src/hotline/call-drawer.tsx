import { useMutation, useQuery } from '@tanstack/react-query'
import { App, Button, Drawer } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import { answer, api } from '../api/client.ts'
import type { CallDetail, CallRow } from '../api/contract.ts'
import { sentenceOf } from '../api/problem.ts'
import { useCan } from '../identity/session.ts'
import { dateTime } from '../shell/dates.ts'
import { Failure, Waiting } from '../shell/notices.tsx'
import { CallerNumber } from './caller-number.tsx'
import { CaseDrawer } from './case-drawer.tsx'
import { useDeskChanged } from './queries.ts'
import { UploadRecording } from './upload-recording.tsx'
import { calls as words } from './words.zh.ts'

/** What was asked; of what supervision alone reads, that it is so. */
export const asked = ({ question, restricted }: Pick<CallRow, 'question' | 'restricted'>) =>
  restricted ? words.restricted : question

/** One call: what came of it, its recordings, to whom it was passed on. */
export function CallDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const [opening, setOpening] = useState(false)
  const sits = useCan('hotline.answer')
  const changed = useDeskChanged()
  const { modal, message } = App.useApp()
  const call = useQuery({
    queryKey: ['hotline', 'call', id],
    queryFn: () => answer(api.GET('/api/hotline/calls/{id}', { params: { path: { id } } })),
  })
  const none = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/hotline/calls/{id}/log', {
          params: { path: { id } },
          body: { outcome: 'no_matter', source: null, unitId: null, question: '' },
        }),
      ),
    onSuccess: async () => {
      message.success(words.done)
      onClose()
      await changed()
    },
    onError: (error) => message.error(sentenceOf(error)),
  })
  const noMatter = () =>
    modal.confirm({
      title: words.noMatter,
      content: words.noMatterAsk,
      okText: words.noMatter,
      cancelText: words.close,
      onOk: () => none.mutateAsync().catch(() => undefined),
    })
  const one = call.data
  const waits = one?.outcome === 'voicemail' && !one.logged && sits
  return (
    <Drawer
      open
      size={480}
      title={words.detail}
      onClose={onClose}
      footer={
        waits && (
          <div className="call-acts">
            <Button type="primary" onClick={() => setOpening(true)}>
              {words.openCase}
            </Button>
            <Button onClick={noMatter}>{words.noMatter}</Button>
          </div>
        )
      }
    >
      {call.isError ? (
        <Failure error={call.error} again={() => call.refetch()} />
      ) : one ? (
        <Detail
          call={one}
          onChanged={() => {
            void call.refetch()
            void changed()
          }}
        />
      ) : (
        <Waiting />
      )}
      {opening && one && (
        <CaseDrawer
          call={one}
          unitId={one.unitId}
          subject=""
          onClose={() => {
            setOpening(false)
            void call.refetch()
          }}
        />
      )}
    </Drawer>
  )
}

function Detail({ call, onChanged }: { call: CallDetail; onChanged: () => void }) {
  const facts: [string, ReactNode][] = [
    [words.at, dateTime(call.beganAt)],
    [words.caller, <CallerNumber key="caller" call={call} />],
    [words.outcome, call.outcomeLabel],
    [words.question, asked(call)],
    [words.unit, call.unitName],
    [words.waited, words.seconds(call.waited)],
    [words.talked, words.seconds(call.talked)],
    [words.person, call.person],
    [words.rating, call.ratingLabel],
    [words.case, call.caseAddress && <Link to={call.caseAddress}>{words.case}</Link>],
  ]
  return (
    <>
      <dl className="duty">
        {facts.map(
          ([label, value]) =>
            value && (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {call.recordings.length > 0 && (
        <>
          <h3 className="small-title">{call.outcome === 'voicemail' ? words.voicemail : words.recordings}</h3>
          <p className="muted">{call.mayHear ? words.recordingHint : words.notYours}</p>
          {call.recordings.map((one) =>
            one.kept ? (
              call.mayHear && <Player key={one.id} id={one.id} seconds={one.seconds} />
            ) : (
              <p key={one.id}>{words.gone}</p>
            ),
          )}
        </>
      )}
      {call.mayAddRecording && (
        <UploadRecording callId={call.id} message={call.answeredAt === null} onDone={onChanged} />
      )}
      {call.transfers.length > 0 && (
        <>
          <h3 className="small-title">{words.transfers}</h3>
          <ul className="plain-list tries">
            {call.transfers.map((one) => (
              <li key={one.at}>
                {one.unitName} {one.person || words.publicNumber}
                {one.deputy && one.person && words.deputy}：{one.outcomeLabel}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

/** Fetched only when somebody presses play: listening is written down. */
function Player({ id, seconds }: { id: string; seconds: number | null }) {
  return (
    <div className="player">
      {/* biome-ignore lint/a11y/useMediaCaption: a telephone call has no captions */}
      <audio controls preload="none" src={`/api/hotline/recordings/${id}/audio`} aria-label={words.recordings} />
      <span className="muted">{words.seconds(seconds)}</span>
    </div>
  )
}
