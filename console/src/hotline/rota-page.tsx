import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, InputNumber, Select, Tag } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { answer, api } from '../api/client.ts'
import type { LiaisonOfficer } from '../api/contract.ts'
import { sentenceOf } from '../api/problem.ts'
import { useCan, useMe } from '../identity/session.ts'
import { longDate, today, weekdayOf } from '../shell/dates.ts'
import { Failure, Nothing } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import './hotline.css'
import { clearable } from '../shell/clearable.ts'
import { Labelled } from './labelled.tsx'
import { useDuty, useSeats, useUnitChoices } from './queries.ts'
import { seat as seatWords, rota as words } from './words.zh.ts'

/** 联络员与值班: whom a unit has on duty, on which days. */
export default function RotaPage() {
  const [params, setParams] = useSearchParams()
  const me = useMe()
  const units = useUnitChoices()
  const manages = useCan('hotline.manage')
  const own = me?.posts.find(({ role }) => role === 'clerk' || role === 'section_head')?.unitId
  const unitId = Number(params.get('unit')) || own || units[0]?.value || null
  const keeps =
    manages || (me?.posts.some(({ role, unitId: of }) => of === unitId && /^(clerk|section_head)$/.test(role)) ?? false)
  return (
    <Page title={words.title} lead={words.lead}>
      <div className="panel rota-unit">
        <label htmlFor="rota-unit">{words.unit}</label>
        <Select
          id="rota-unit"
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={words.chooseUnit}
          options={units}
          value={unitId ?? undefined}
          onChange={(value) => setParams({ unit: String(value) })}
        />
        {unitId !== null && <Now unitId={unitId} />}
      </div>
      {unitId !== null && <Unit key={unitId} unitId={unitId} keeps={keeps} />}
      {manages && <Seats />}
    </Page>
  )
}

function Now({ unitId }: { unitId: number }) {
  const duty = useDuty(unitId).data
  if (!duty) return null
  const [first] = duty.ring
  return (
    <span>
      {words.now}：
      {first
        ? `${first.name} ${first.phone}`
        : `${duty.whyLabel}，${seatWords.publicNumber} ${duty.publicPhone || '—'}`}
    </span>
  )
}

function Unit({ unitId, keeps }: { unitId: number; keeps: boolean }) {
  const officers = useQuery({
    queryKey: ['hotline', 'liaisons', unitId],
    queryFn: () => answer(api.GET('/api/hotline/liaisons', { params: { query: { unitId } } })),
  })
  if (officers.isError) return <Failure error={officers.error} again={() => officers.refetch()} />
  const people = officers.data ?? []
  return (
    <>
      <section className="panel" aria-labelledby="officers">
        <h2 id="officers" className="section-title">
          {words.officers}
        </h2>
        {!keeps && <p className="muted">{words.notYours}</p>}
        {officers.data?.length === 0 && (
          <Nothing title={words.noOfficers}>
            {words.noOfficersHint}
            {keeps && words.nameOne}
          </Nothing>
        )}
        <ul className="officers">
          {people.map((one, n) => (
            <Officer key={one.id} one={one} place={n} keeps={keeps} />
          ))}
        </ul>
        {keeps && <OfficerForm unitId={unitId} />}
      </section>
      {people.length > 0 && <Duty unitId={unitId} people={people} keeps={keeps} />}
    </>
  )
}

/** Lets the lists be asked again after an act. */
const useSaved = () => {
  const queries = useQueryClient()
  const { message } = App.useApp()
  return {
    onSuccess: () => {
      message.success(words.saved)
      return queries.invalidateQueries({ queryKey: ['hotline'] })
    },
    onError: (error: unknown) => void message.error(sentenceOf(error)),
  }
}

function Officer({ one, place, keeps }: { one: LiaisonOfficer; place: number; keeps: boolean }) {
  const [editing, setEditing] = useState(false)
  const { modal } = App.useApp()
  const saved = useSaved()
  const end = useMutation({
    mutationFn: () => answer(api.DELETE('/api/hotline/liaisons/{id}', { params: { path: { id: one.id } } })),
    ...saved,
  })
  const ask = () =>
    modal.confirm({
      title: words.end,
      content: words.endAsk(one.name),
      okText: words.end,
      cancelText: words.cancel,
      onOk: () => end.mutateAsync().catch(() => undefined),
    })
  if (editing)
    return (
      <li>
        <OfficerForm unitId={one.unitId} one={one} onClose={() => setEditing(false)} />
      </li>
    )
  return (
    <li className="officer">
      <Tag color={place === 0 ? 'processing' : 'default'}>{place === 0 ? words.first : words.deputyN(place)}</Tag>
      <strong>{one.name}</strong>
      <span>{one.phone}</span>
      {one.awayUntil && one.awayUntil >= today() && <Tag color="warning">{words.awayUntil(one.awayUntil)}</Tag>}
      {keeps && (
        <span className="officer-acts">
          <Button size="small" onClick={() => setEditing(true)}>
            {words.edit}
          </Button>
          <Button size="small" onClick={ask}>
            {words.end}
          </Button>
        </span>
      )}
    </li>
  )
}

type OfficerFields = { name: string; phone: string; position: number; awayUntil: string | null }

/**
 * Names a liaison officer, or changes one: order and leave are those of somebody who is named already, and an empty
 * telephone leaves theirs as it is.
 */
function OfficerForm({ unitId, one, onClose }: { unitId: number; one?: LiaisonOfficer; onClose?: () => void }) {
  const blank: OfficerFields = {
    name: one?.name ?? '',
    phone: '',
    position: one?.position ?? 1,
    awayUntil: one?.awayUntil ?? null,
  }
  const [form, setForm] = useState(blank)
  const set = (change: Partial<OfficerFields>) => setForm((now) => ({ ...now, ...change }))
  const saved = useSaved()
  const save = useMutation({
    mutationFn: async (): Promise<void> => {
      const { name, phone } = form
      if (one) await answer(api.PUT('/api/hotline/liaisons/{id}', { params: { path: { id: one.id } }, body: form }))
      else await answer(api.POST('/api/hotline/liaisons', { body: { unitId, name, phone } }))
    },
    ...saved,
    onSuccess: () => {
      setForm(blank)
      onClose?.()
      return saved.onSuccess()
    },
  })
  return (
    <form
      className="officer-form"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <Labelled label={words.name}>
        {(id) => (
          <Input id={id} value={form.name} maxLength={30} onChange={(event) => set({ name: event.target.value })} />
        )}
      </Labelled>
      <Labelled label={words.phone}>
        {(id) => (
          <Input
            id={id}
            value={form.phone}
            placeholder={one && words.phoneKept}
            maxLength={30}
            inputMode="tel"
            onChange={(event) => set({ phone: event.target.value })}
          />
        )}
      </Labelled>
      {one && (
        <>
          <Labelled label={words.order}>
            {(id) => (
              <InputNumber
                id={id}
                min={1}
                max={50}
                value={form.position}
                onChange={(position) => set({ position: position ?? 1 })}
              />
            )}
          </Labelled>
          <Labelled label={words.away}>
            {(id) => (
              <Input
                id={id}
                type="date"
                value={form.awayUntil ?? ''}
                onChange={(event) => set({ awayUntil: event.target.value || null })}
              />
            )}
          </Labelled>
        </>
      )}
      <span className="officer-acts">
        <Button
          htmlType="submit"
          type={one ? 'primary' : 'default'}
          loading={save.isPending}
          disabled={!form.name.trim() || (!one && !form.phone.trim())}
        >
          {one ? words.save : words.add}
        </Button>
        {onClose && <Button onClick={onClose}>{words.cancel}</Button>}
      </span>
    </form>
  )
}

/** Days shown at once. */
const span = 28

function Duty({ unitId, people, keeps }: { unitId: number; people: LiaisonOfficer[]; keeps: boolean }) {
  const from = today()
  const to = dayjs(from)
    .add(span - 1, 'day')
    .format('YYYY-MM-DD')
  const duties = useQuery({
    queryKey: ['hotline', 'rota', unitId, from],
    queryFn: () => answer(api.GET('/api/hotline/rota', { params: { query: { unitId, from, to } } })),
  })
  const [form, setForm] = useState<{ from: string; to: string; liaisonId: string; deputyId: string | null }>({
    from,
    to: dayjs(from).add(6, 'day').format('YYYY-MM-DD'),
    liaisonId: people[0]!.id,
    deputyId: null,
  })
  const saved = useSaved()
  const put = useMutation({
    mutationFn: () => answer(api.PUT('/api/hotline/rota', { body: { unitId, ...form } })),
    ...saved,
  })
  const nameOf = (id: string | null) => people.find((one) => one.id === id)?.name ?? ''
  const choices = people.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <section className="panel" aria-labelledby="duty">
      <h2 id="duty" className="section-title">
        {words.duty} <small className="muted">{words.dutyHint}</small>
      </h2>
      {keeps && (
        <form
          className="officer-form"
          onSubmit={(event) => {
            event.preventDefault()
            put.mutate()
          }}
        >
          <Labelled label={words.from}>
            {(id) => (
              <Input
                id={id}
                type="date"
                value={form.from}
                onChange={(event) => setForm({ ...form, from: event.target.value })}
              />
            )}
          </Labelled>
          <Labelled label={words.to}>
            {(id) => (
              <Input
                id={id}
                type="date"
                value={form.to}
                onChange={(event) => setForm({ ...form, to: event.target.value })}
              />
            )}
          </Labelled>
          <div className="officer-choice">
            <label htmlFor="duty-first">{words.onDuty}</label>
            <Select
              id="duty-first"
              options={choices}
              value={form.liaisonId}
              onChange={(liaisonId) => setForm({ ...form, liaisonId })}
            />
          </div>
          <div className="officer-choice">
            <label htmlFor="duty-second">{words.standIn}</label>
            <Select
              id="duty-second"
              allowClear={clearable}
              placeholder={words.noStandIn}
              options={choices.filter(({ value }) => value !== form.liaisonId)}
              value={form.deputyId ?? undefined}
              onChange={(deputyId) => setForm({ ...form, deputyId: deputyId ?? null })}
            />
          </div>
          <Button htmlType="submit" type="primary" loading={put.isPending}>
            {words.put}
          </Button>
        </form>
      )}
      <ol className="rota-days">
        {(duties.data ?? []).map(({ on, working, label, liaisonId, deputyId }) => (
          <li key={on} className={liaisonId ? 'rota-day rota-set' : working ? 'rota-day' : 'rota-day rota-off'}>
            <span className="rota-date">
              <span className="sr-only">{longDate(on)} </span>
              <span aria-hidden>{on.slice(5)}</span> {weekdayOf(on)}
            </span>
            {liaisonId ? (
              <span>{nameOf(liaisonId)}</span>
            ) : (
              <span className="muted">{working ? words.usual : label}</span>
            )}
            {deputyId && (
              <span className="muted">
                {words.standIn} {nameOf(deputyId)}
              </span>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

function Seats() {
  const seats = useSeats()
  const [form, setForm] = useState({ name: '', extension: '' })
  const saved = useSaved()
  const add = useMutation({
    mutationFn: () => answer(api.POST('/api/hotline/seats', { body: form })),
    ...saved,
    onSuccess: () => {
      setForm({ name: '', extension: '' })
      return saved.onSuccess()
    },
  })
  return (
    <section className="panel" aria-labelledby="seats">
      <h2 id="seats" className="section-title">
        {words.seats}
      </h2>
      {seats.data?.length === 0 && <p className="muted">{words.noSeats}</p>}
      <ul className="officers">
        {seats.data?.map(({ id, name, extension, person }) => (
          <li key={id} className="officer">
            <strong>{name}</strong>
            <span className="muted">{extension ? seatWords.extension(extension) : seatWords.noExtension}</span>
            {person && <span>{seatWords.takenBy(person)}</span>}
          </li>
        ))}
      </ul>
      <form
        className="officer-form"
        onSubmit={(event) => {
          event.preventDefault()
          add.mutate()
        }}
      >
        <Labelled label={words.seatName}>
          {(id) => (
            <Input
              id={id}
              value={form.name}
              maxLength={20}
              onChange={(event) => setForm({ ...form, name: event.target.value })}
            />
          )}
        </Labelled>
        <Labelled label={words.seatExtension}>
          {(id) => (
            <Input
              id={id}
              value={form.extension}
              maxLength={10}
              inputMode="numeric"
              onChange={(event) => setForm({ ...form, extension: event.target.value })}
            />
          )}
        </Labelled>
        <Button htmlType="submit" loading={add.isPending} disabled={!form.name.trim()}>
          {words.addSeat}
        </Button>
      </form>
    </section>
  )
}
