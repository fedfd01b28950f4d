import { useMutation } from '@tanstack/react-query'
import { Alert, App, Button, Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import { answer, api } from '../api/client.ts'
import type { CallSource, Desk } from '../api/contract.ts'
import { sentenceOf } from '../api/problem.ts'
import { FailedPage, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { CallPanel } from './call-panel.tsx'
import { CaseDrawer } from './case-drawer.tsx'
import { ChooseSeat, EnterCall } from './choose-seat.tsx'
import { groupsOf, Hits } from './hits.tsx'
import './hotline.css'
import { useDesk, useDeskChanged, useHits, useReading, useStream, useUnitChoices } from './queries.ts'
import { Reading } from './reading.tsx'
import { TransferPanel } from './transfer-panel.tsx'
import { seatKeys, seat as words } from './words.zh.ts'

/** 座席: everything one needs while somebody is on the telephone, by keyboard alone. */
export default function SeatPage() {
  const { broken } = useStream()
  const desk = useDesk()
  if (desk.isError) return <FailedPage error={desk.error} again={() => desk.refetch()} />
  if (!desk.data) return <Waiting />
  return (
    <Page title={words.title} lead={words.lead(desk.data.line)} actions={<Status desk={desk.data} />}>
      {broken && <Alert className="gap" type="warning" showIcon title={words.lineBroken} />}
      {desk.data.switch === 'away' && <Alert className="gap" type="warning" showIcon title={words.switchAway} />}
      {desk.data.seat ? <Seat desk={desk.data} /> : <ChooseSeat />}
    </Page>
  )
}

/** Which seat, what it is doing, how the line stands. */
function Status({ desk }: { desk: Desk }) {
  const { message } = App.useApp()
  const changed = useDeskChanged()
  const leave = useMutation({
    mutationFn: () => answer(api.DELETE('/api/hotline/shift')),
    onSuccess: changed,
    onError: (error) => message.error(sentenceOf(error)),
  })
  const { board } = desk
  return (
    <>
      <ul className="line-counts">
        <li className={board.waiting > 0 ? 'line-counts-hot' : undefined}>
          {words.waiting} <strong>{board.waiting}</strong>
        </li>
        <li>
          {words.readySeats} <strong>{board.ready}</strong>
        </li>
        <li>
          <Link to="/hotline/calls?view=messages">
            {words.messages} <strong>{board.messages}</strong>
          </Link>
        </li>
      </ul>
      {desk.seat && (
        <Button onClick={() => leave.mutate()} disabled={desk.call !== null}>
          {desk.seat.name} · {words.leave}
        </Button>
      )}
    </>
  )
}

function Seat({ desk }: { desk: Desk }) {
  const { call } = desk
  const [q, setQ] = useState('')
  const [at, setAt] = useState(0)
  const [reading, setReading] = useState<CallSource | null>(null)
  const [unitId, setUnitId] = useState<number | null>(null)
  const [opening, setOpening] = useState(false)
  const box = useRef<HTMLInputElement>(null)
  const { message } = App.useApp()
  const changed = useDeskChanged()
  const units = useUnitChoices()
  const [composing, setComposing] = useState(false)
  const [hurry, setHurry] = useState(false)
  const hits = useHits(q, composing)
  const found = q.trim() === '' ? [] : listed(hits.data, q)
  const chosen = found[Math.min(at, found.length - 1)] ?? null
  const whole = useReading(reading?.source ?? null).data ?? reading
  const target = unitId ?? reading?.unitId ?? chosen?.unitId ?? null
  const failed = (error: unknown) => message.error(sentenceOf(error))

  const begin = () => {
    setQ('')
    setAt(0)
    setReading(null)
    setUnitId(null)
    box.current?.focus()
  }
  const callId = call?.id
  // The next caller asks something else.
  useEffect(() => begin(), [callId])
  // A drawer holds the focus until it is gone.
  useEffect(() => {
    if (!opening) box.current?.focus()
  }, [opening])

  const ready = useMutation({
    mutationFn: (now: boolean) => answer(api.PUT('/api/hotline/shift', { body: { ready: now } })),
    onSuccess: changed,
    onError: failed,
  })
  const log = useMutation({
    mutationFn: (given: { source: CallSource | null; outcome?: 'no_matter' | 'transferred' }) =>
      answer(
        api.POST('/api/hotline/calls/{id}/log', {
          params: { path: { id: call!.id } },
          body: {
            outcome: given.outcome ?? outcomeOf(given.source!),
            source: given.source?.source ?? null,
            unitId: given.source?.unitId ?? null,
            question: q.trim(),
          },
        }),
      ),
    onSuccess: async () => {
      message.success(words.logged)
      await changed()
    },
    onError: failed,
  })
  const transfer = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/hotline/calls/{id}/transfer', { params: { path: { id: call!.id } }, body: { unitId: target! } }),
      ),
    onSettled: changed,
    onError: failed,
  })
  const cancel = useMutation({
    mutationFn: () => answer(api.DELETE('/api/hotline/calls/{id}/transfer', { params: { path: { id: call!.id } } })),
    onSettled: changed,
    onError: failed,
  })

  const enter = () => {
    if (!call || call.logged || log.isPending) return
    if (call.phase === 'transferred' || (call.phase === 'ended' && call.outcome === 'transferred'))
      log.mutate({ source: null, outcome: 'transferred' })
    else if (reading) log.mutate({ source: reading })
    // Whoever is faster than the answer gets what they typed, not what stood there before.
    else if (q.trim() && !hits.fresh && !hits.failed) setHurry(true)
    else if (chosen) setReading(chosen)
  }
  useEffect(() => {
    if (!hurry || !hits.fresh) return
    setHurry(false)
    if (chosen) setReading(chosen)
  }, [hurry, hits.fresh, chosen])
  const onKey = (event: KeyboardEvent) => {
    const keys: Record<string, () => void> = {
      ArrowDown: () => setAt(Math.min(at + 1, found.length - 1)),
      ArrowUp: () => setAt(Math.max(at - 1, 0)),
      Enter: enter,
      Escape: () => {
        if (reading) setReading(null)
        else setQ('')
        box.current?.focus()
      },
      F2: () => ready.mutate(desk.status === 'break'),
      F8: () => {
        if (call?.phase === 'talking' && target !== null && !transfer.isPending) transfer.mutate()
      },
      F9: () => call && !call.logged && setOpening(true),
    }
    // Buttons and fields of their own keep their keys; from a text being read one comes back.
    const back = event.key === 'Escape' && !(event.target instanceof HTMLInputElement)
    // Those with a number work everywhere on the page, also when nothing has the focus.
    const everywhere = event.key.startsWith('F') || back
    const act = event.target === box.current || everywhere ? keys[event.key] : undefined
    if (!act || event.isComposing || opening) return
    event.preventDefault()
    act()
  }
  useEffect(() => {
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  })

  return (
    <div className="seat">
      <div className="seat-call">
        <CallPanel desk={desk} onReady={(now) => ready.mutate(now)} busy={ready.isPending}>
          {call && (
            <Button
              onClick={() => log.mutate({ source: null, outcome: 'no_matter' })}
              disabled={log.isPending || call.logged}
            >
              {words.otherwise}
            </Button>
          )}
        </CallPanel>
        {!call && <EnterCall />}
        <section className="panel seat-keys-panel" aria-label={words.shortcuts}>
          <dl className="seat-keys">
            {seatKeys.map(([key, what]) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
      <div className="seat-search">
        <section className="panel">
          <label className="seat-ask" htmlFor="seat-ask">
            {words.ask}
          </label>
          <Input
            id="seat-ask"
            ref={(input) => {
              box.current = input?.input ?? null
            }}
            size="large"
            autoFocus
            autoComplete="off"
            maxLength={100}
            role="combobox"
            aria-expanded={found.length > 0}
            aria-controls="seat-hits"
            aria-activedescendant={chosen ? `hit-${chosen.source.replace('/', '-')}` : undefined}
            placeholder={words.askHint}
            value={q}
            onChange={(event) => {
              setQ(event.target.value)
              setAt(0)
              setHurry(false)
              setReading(null)
            }}
            onCompositionStart={() => setComposing(true)}
            onCompositionEnd={() => setComposing(false)}
          />
          <Hits
            hits={hits.data}
            q={q.trim()}
            chosen={chosen}
            onChoose={(one) => {
              setAt(found.findIndex(({ source }) => source === one.source))
              setReading(one)
              box.current?.focus()
            }}
          />
        </section>
      </div>
      <div className="seat-answer">
        {whole && reading && (
          <Reading
            one={whole}
            mayLog={call !== null && !call.logged}
            busy={log.isPending}
            onLog={() => log.mutate({ source: reading })}
          />
        )}
        <TransferPanel
          call={call}
          unitId={target}
          units={units}
          onUnit={setUnitId}
          busy={transfer.isPending}
          onTransfer={() => transfer.mutate()}
          onCancel={() => cancel.mutate()}
          onLog={() => log.mutate({ source: null, outcome: 'transferred' })}
          onCase={() => setOpening(true)}
        />
      </div>
      {opening && call && (
        <CaseDrawer
          call={call}
          // What was only found decides nothing: whose it is, the operator says, or what was read out.
          unitId={unitId ?? reading?.unitId ?? null}
          subject={q.trim()}
          onClose={() => setOpening(false)}
        />
      )}
    </div>
  )
}

/** Every hit in the order of the page, for the arrow keys. */
const listed = (hits: ReturnType<typeof useHits>['data'], q: string): CallSource[] =>
  hits ? groupsOf(hits, q).flatMap(([, found]) => found) : []

const outcomeOf = ({ source }: CallSource) =>
  source.startsWith('knowledge/') ? 'knowledge' : source.startsWith('record/') ? 'record' : 'directory'
