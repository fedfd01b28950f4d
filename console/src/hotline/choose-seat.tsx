import { useMutation } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { answer, api } from '../api/client.ts'
import { sentenceOf } from '../api/problem.ts'
import { requestKey as newKey } from '../api/request-key.ts'
import { Failure, Nothing } from '../shell/notices.tsx'
import { useDeskChanged, useSeats } from './queries.ts'
import { seat as words } from './words.zh.ts'

/** Before anything else: at which seat? */
export function ChooseSeat() {
  const seats = useSeats()
  const changed = useDeskChanged()
  const { message } = App.useApp()
  const sit = useMutation({
    mutationFn: (seatId: number) => answer(api.POST('/api/hotline/shift', { body: { seatId } })),
    onSuccess: changed,
    onError: (error) => {
      message.error(sentenceOf(error))
      void seats.refetch()
    },
  })
  if (seats.isError) return <Failure error={seats.error} again={() => seats.refetch()} />
  return (
    <section className="panel" aria-labelledby="choose-seat">
      <h2 id="choose-seat" className="section-title">
        {words.choose} <small className="muted">{words.chooseHint}</small>
      </h2>
      {seats.data?.length === 0 && <Nothing title={words.noSeats}>{words.noSeatsHint}</Nothing>}
      <ul className="seats">
        {seats.data?.map(({ id, name, extension, person }) => (
          <li key={id} className="seat-choice">
            <strong>{name}</strong>
            <span className="muted">{extension ? words.extension(extension) : words.noExtension}</span>
            {person ? (
              <span className="muted">{words.takenBy(person)}</span>
            ) : (
              <Button type="primary" loading={sit.isPending && sit.variables === id} onClick={() => sit.mutate(id)}>
                {words.sit}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** A call that came over another telephone. */
export function EnterCall() {
  const [caller, setCaller] = useState('')
  const [requestKey, setRequestKey] = useState(newKey)
  const changed = useDeskChanged()
  const { message } = App.useApp()
  const enter = useMutation({
    mutationFn: () => answer(api.POST('/api/hotline/calls', { body: { caller, requestKey } })),
    onSuccess: async () => {
      setCaller('')
      setRequestKey(newKey())
      await changed()
    },
    onError: (error) => message.error(sentenceOf(error)),
  })
  return (
    <section className="panel" aria-labelledby="enter-call">
      <h2 id="enter-call" className="section-title">
        {words.enter}
      </h2>
      <form
        className="enter-call"
        onSubmit={(event) => {
          event.preventDefault()
          enter.mutate()
        }}
      >
        <label htmlFor="enter-number">
          {words.number} <span className="muted">{words.numberHint}</span>
        </label>
        <Input
          id="enter-number"
          inputMode="tel"
          autoComplete="off"
          maxLength={30}
          value={caller}
          onChange={(event) => setCaller(event.target.value)}
        />
        <Button htmlType="submit" loading={enter.isPending}>
          {words.enterDo}
        </Button>
      </form>
    </section>
  )
}
