import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, App, Button, Input, Select } from 'antd'
import { useEffect, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { answer, api } from '../api/client.ts'
import type { FieldIssue, RequestVocabulary } from '../api/contract.ts'
import { ProblemError, sentenceOf } from '../api/problem.ts'
import { Choice, described, Field, faultOf } from '../casework/field.tsx'
import { useMe } from '../identity/session.ts'
import { KnownAnswers } from '../knowledge/known-answers.tsx'
import { DateField } from '../publishing/fields.tsx'
import { longDate } from '../shell/dates.ts'
import { FailedPage, Nothing, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { AlikeList } from './alike-list.tsx'
import { ApplicantFields } from './applicant-fields.tsx'
import { blankEntry, type Entry, forgetEntry, isTyped, keepEntry, nextOf, readEntry } from './entry.ts'
import { useRequestChanged, useVocabulary } from './queries.ts'
import '../casework/casework.css'
import { useSettled } from '../casework/use-settled.ts'
import { entry as words } from './words.zh.ts'

/** Units in which this person may enter requests. */
const useEntryUnits = () => {
  const posts = useMe()?.posts ?? []
  return [...new Map(posts.filter((post) => post.role === 'clerk').map((post) => [post.unitId, post.unitName]))]
}

export default function NewRequestPage() {
  const me = useMe()
  const units = useEntryUnits()
  const vocabulary = useVocabulary()
  if (vocabulary.isError) return <FailedPage error={vocabulary.error} again={() => vocabulary.refetch()} />
  if (!me || !vocabulary.data) return <Waiting />
  if (units.length === 0)
    return (
      <Page title={words.title}>
        <div className="panel">
          <Nothing>
            <p>{words.notClerk}</p>
          </Nothing>
        </div>
      </Page>
    )
  return <EntryForm personId={me.person.id} units={units} vocabulary={vocabulary.data} />
}

type Props = { personId: number; units: [number, string][]; vocabulary: RequestVocabulary }

/** What came in by hand, post, fax, phone or word of mouth, and out of one letter as many as it asks for. */
function EntryForm({ personId, units, vocabulary }: Props) {
  const [kept] = useState(() => readEntry(personId))
  const [entry, setEntry] = useState<Entry>(kept?.entry ?? blankEntry(units[0]![0]))
  const [made, setMade] = useState(kept?.made ?? [])
  const [restored, setRestored] = useState(kept !== null)
  const [refused, setRefused] = useState<FieldIssue[]>([])
  const changed = useRequestChanged()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const set = (change: Partial<Entry>) => {
    setEntry((now) => ({ ...now, ...change }))
    setRefused([])
  }
  useEffect(() => {
    if (isTyped(entry) || made.length) keepEntry(personId, { entry, made })
    else forgetEntry(personId)
  }, [entry, made, personId])

  const settled = useSettled(entry, 500)
  const { requestKey, note, ...checked } = settled
  const check = useQuery({
    queryKey: ['requests', 'entry-check', checked],
    enabled: settled.reachedOn !== '',
    staleTime: 60_000,
    placeholderData: (before) => before,
    queryFn: () => answer(api.POST('/api/requests/entry-check', { body: checked })),
  }).data
  // While typing, only what is wrong is said; what is missing is said when it is saved.
  const typedWrong = (check?.issues ?? []).filter((issue) => issue.key !== 'missing')
  const issues = refused.length ? refused : typedWrong

  const save = useMutation({
    mutationFn: async (_: { next: boolean }) => {
      const request = await answer(api.POST('/api/requests', { body: entry }))
      const first = made[0]
      return first
        ? answer(
            api.POST('/api/requests/{id}/links', {
              params: { path: { id: request.id } },
              body: { otherId: first.id, how: 'split' },
            }),
          )
        : request
    },
    onSuccess: (request, { next }) => {
      changed(request)
      message.success(words.saved(request.number ?? ''))
      if (next) {
        setMade([...made, { id: request.id, number: request.number ?? '' }])
        setEntry(nextOf(entry))
        setRefused([])
        document.getElementById('content-what')?.focus()
      } else {
        forgetEntry(personId)
        navigate(`/requests/${request.id}`, { state: { entered: true } })
      }
    },
    onError: (error) => {
      setRefused(error instanceof ProblemError ? error.issues : [])
      window.scrollTo({ top: 0 })
    },
  })
  const startAnew = () => {
    forgetEntry(personId)
    setMade([])
    setRefused([])
    setEntry(blankEntry(entry.unitId))
    setRestored(false)
  }
  const content = (change: Partial<Entry['content']>) => set({ content: { ...entry.content, ...change } })
  const whatFault = faultOf(issues, 'content.what')
  const dayFault = faultOf(issues, 'reachedOn')

  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={(isTyped(entry) || made.length > 0) && <Button onClick={startAnew}>{words.startAnew}</Button>}
    >
      {restored && made.length === 0 && <Alert className="gap" type="info" showIcon role="status" title={words.kept} />}
      {made.length > 0 && (
        <Alert
          className="gap"
          type="success"
          showIcon
          role="status"
          title={words.splitting(made.length + 1)}
          description={
            <>
              {words.splitOf}
              {made.map((one) => (
                <span key={one.id}>
                  <Link to={`/requests/${one.id}`}>{one.number}</Link>{' '}
                </span>
              ))}
            </>
          }
        />
      )}
      {save.isError && (
        <Alert
          className="gap"
          type="error"
          showIcon
          role="alert"
          title={refused.length ? words.mend : sentenceOf(save.error)}
          description={
            refused.length > 0 && (
              <ul className="tight">
                {refused.map((issue) => (
                  <li key={issue.field + issue.message}>
                    <a href={`#${issue.field.replace('.', '-')}`}>{issue.message}</a>
                  </li>
                ))}
              </ul>
            )
          }
        />
      )}
      <div className="rq-entry">
        <form
          className="rq-form"
          onSubmit={(event) => {
            event.preventDefault()
            save.mutate({ next: false })
          }}
        >
          <section className="panel" aria-labelledby="entry-how">
            <h2 id="entry-how" className="section-title">
              {words.how}
            </h2>
            {units.length > 1 && (
              <Field id="unitId" label={words.unit} fault={faultOf(issues, 'unitId')}>
                <Select
                  id="unitId"
                  className="fill"
                  value={entry.unitId}
                  options={units.map(([value, label]) => ({ value, label }))}
                  onChange={(unitId) => set({ unitId })}
                />
              </Field>
            )}
            <Choice
              label={words.channel}
              name="channel"
              value={entry.channel}
              hint={entry.channel === 'oral' && words.oralHint}
              options={Object.entries(vocabulary.channels)
                .filter(([key]) => key !== 'portal')
                .map(([key, label]) => ({ value: key as Entry['channel'], label }))}
              onChange={(channel) => set({ channel })}
            />
            <Field id="reachedOn" label={words.reachedOn[entry.channel] ?? ''} fault={dayFault}>
              <div className="rq-day">
                <DateField id="reachedOn" value={entry.reachedOn} onChange={(on) => set({ reachedOn: on ?? '' })} />
              </div>
            </Field>
          </section>
          <section className="panel" aria-labelledby="entry-applicant">
            <h2 id="entry-applicant" className="section-title">
              {words.applicant}
            </h2>
            <ApplicantFields
              value={entry.applicant}
              onChange={(applicant) => set({ applicant })}
              issues={issues}
              check={check}
              vocabulary={vocabulary}
            />
          </section>
          <section className="panel" aria-labelledby="entry-content">
            <h2 id="entry-content" className="section-title">
              {words.content}
            </h2>
            <Choice
              label={words.asks}
              name="asks"
              value={entry.content.asks}
              options={Object.entries(words.asksLabels).map(([key, label]) => ({
                value: key as Entry['content']['asks'],
                label,
              }))}
              onChange={(asks) => content({ asks })}
            />
            <Field id="content-what" label={words.what} hint={words.whatHint} fault={whatFault}>
              <Input.TextArea
                {...described('content-what', whatFault)}
                status={whatFault ? 'error' : undefined}
                autoSize={{ minRows: 4, maxRows: 16 }}
                maxLength={20_000}
                value={entry.content.what}
                onChange={(event) => content({ what: event.target.value })}
              />
            </Field>
            <Field id="content-features" label={words.features} optional fault={faultOf(issues, 'content.features')}>
              <Input
                id="content-features"
                maxLength={500}
                value={entry.content.features}
                onChange={(event) => content({ features: event.target.value })}
              />
            </Field>
            <div className="pair">
              <Choice
                label={words.form}
                name="form"
                value={entry.content.form}
                options={Object.entries(vocabulary.supplyForms).map(([key, label]) => ({
                  value: key as Entry['content']['form'],
                  label,
                }))}
                onChange={(form) => content({ form })}
              />
              <Choice
                label={words.way}
                name="way"
                value={entry.content.way}
                options={Object.entries(vocabulary.deliveryWays).map(([key, label]) => ({
                  value: key as Entry['content']['way'],
                  label,
                }))}
                onChange={(way) => content({ way })}
              />
            </div>
            <Field id="note" label={words.note} optional hint={words.noteHint}>
              <Input.TextArea
                {...described('note', undefined)}
                autoSize={{ minRows: 2 }}
                maxLength={2000}
                value={entry.note}
                onChange={(event) => set({ note: event.target.value })}
              />
            </Field>
          </section>
          <div className="bar">
            <span className="hint rq-bar-hint">{words.nextHint}</span>
            <span className="grow" />
            <Button loading={save.isPending && save.variables?.next} onClick={() => save.mutate({ next: true })}>
              {words.saveAndNext}
            </Button>
            <Button type="primary" htmlType="submit" loading={save.isPending && !save.variables?.next}>
              {words.save}
            </Button>
          </div>
        </form>
        <aside className="rq-entry-side">
          <section className="panel" aria-labelledby="entry-receipt">
            <h2 id="entry-receipt" className="section-title">
              {words.receipt}
            </h2>
            <div role="status">
              {check && (
                <>
                  <p className="rq-big">{check.receipt.on ? longDate(check.receipt.on) : words.receiptWaits}</p>
                  <p>{check.receipt.label}。</p>
                  <p className="hint">{words.receiptBasis(check.receipt.law)}</p>
                </>
              )}
            </div>
          </section>
          {entry.content.asks === 'information' && (
            <KnownAnswers text={`${entry.content.features} ${entry.content.what}`} hint={words.knownHint} />
          )}
          <section className="panel" aria-labelledby="entry-alike">
            <h2 id="entry-alike" className="section-title">
              {words.alike}
            </h2>
            {check?.alike.length ? (
              <>
                <AlikeList items={check.alike} statuses={vocabulary.statuses} />
                <p className="hint">{words.alikeHint}</p>
              </>
            ) : (
              <p className="muted">{words.alikeNone}</p>
            )}
          </section>
        </aside>
      </div>
    </Page>
  )
}
