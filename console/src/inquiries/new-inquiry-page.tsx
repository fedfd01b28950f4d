import { useMutation } from '@tanstack/react-query'
import { Alert, App, Button, Input, Select } from 'antd'
import { useEffect, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { answer, api } from '../api/client.ts'
import type { FieldIssue, InquiryVocabulary, Me } from '../api/contract.ts'
import { ProblemError, sentenceOf } from '../api/problem.ts'
import { Choice, described, Field, faultOf } from '../casework/field.tsx'
import { useMe } from '../identity/session.ts'
import { unitTree } from '../publishing/choices.ts'
import { DateField } from '../publishing/fields.tsx'
import { useLookups } from '../publishing/queries.ts'
import '../casework/casework.css'
import { FailedPage, Nothing, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { TreeChoice } from '../shell/tree-choice.tsx'
import { blankEntry, type Entry, entryChannels, forgetEntry, isTyped, keepEntry, nextOf, readEntry } from './entry.ts'
import { EntrySide, useEntryCheck } from './entry-side.tsx'
import './inquiries.css'
import { clearable } from '../shell/clearable.ts'
import { useInquiry, useInquiryChanged, useInquiryVocabulary, useMailboxes } from './queries.ts'
import { entry as words } from './words.zh.ts'
import { WriterFields } from './writer-fields.tsx'

const supervised = (kind: Entry['kind']) => kind === 'complaint' || kind === 'report'

/** For whom this person may enter what: the office's `enteringPost`. */
const rightsOf = (me: Me) => {
  const holds = (...roles: string[]) => me.posts.some((post) => roles.includes(post.role))
  const units = [
    ...new Map(me.posts.filter((post) => post.role === 'clerk').map((post) => [post.unitId, post.unitName])),
  ]
  const everyUnit = holds('operator', 'disclosure_office')
  return { everyUnit, units, line: everyUnit || units.length > 0, complaints: everyUnit || holds('supervisor') }
}

export default function NewInquiryPage() {
  const me = useMe()
  const vocabulary = useInquiryVocabulary()
  const [params] = useSearchParams()
  if (vocabulary.isError) return <FailedPage error={vocabulary.error} again={() => vocabulary.refetch()} />
  if (!me || !vocabulary.data) return <Waiting />
  const rights = rightsOf(me)
  if (!rights.line && !rights.complaints)
    return (
      <Page title={words.title}>
        <div className="panel">
          <Nothing>
            <p>{words.notAllowed}</p>
          </Nothing>
        </div>
      </Page>
    )
  return (
    <EntryForm
      key={params.toString()}
      personId={me.person.id}
      rights={rights}
      params={params}
      vocabulary={vocabulary.data}
    />
  )
}

type Props = {
  personId: number
  rights: ReturnType<typeof rightsOf>
  params: URLSearchParams
  vocabulary: InquiryVocabulary
}

/** What came by telephone, at the counter, by post, on a visit or from above: checked while it is typed. */
function EntryForm({ personId, rights, params, vocabulary }: Props) {
  const begin = () => {
    const blank = blankEntry(params, rights.everyUnit ? null : (rights.units[0]?.[0] ?? null))
    return rights.line || supervised(blank.kind) ? blank : { ...blank, kind: 'complaint' as const }
  }
  // A way in from a case or a call begins anew; the form by itself goes on with what was typed.
  const [kept] = useState(() => (params.size > 0 ? null : readEntry(personId)))
  const [entry, setEntry] = useState<Entry>(kept ?? begin())
  const [restored, setRestored] = useState(kept !== null)
  const [refused, setRefused] = useState<FieldIssue[]>([])
  const { data: lookups } = useLookups()
  const boxes = useMailboxes().data ?? []
  const changed = useInquiryChanged()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const set = (change: Partial<Entry>) => {
    setEntry((now) => ({ ...now, ...change }))
    setRefused([])
    if (save.isError) save.reset()
  }
  useEffect(() => {
    if (isTyped(entry)) keepEntry(personId, entry)
    else forgetEntry(personId)
  }, [entry, personId])

  const check = useEntryCheck(entry)
  // While typing, only what is wrong is said; what is missing is said when it is saved.
  const typedWrong = (check?.issues ?? []).filter((issue) => issue.key !== 'missing')
  const issues = refused.length ? refused : typedWrong
  const fault = (name: string) => faultOf(issues, name)

  const save = useMutation({
    mutationFn: (_: { next: boolean }) => answer(api.POST('/api/inquiries', { body: entry })),
    onSuccess: (inquiry, { next }) => {
      changed(inquiry)
      forgetEntry(personId)
      message.success(inquiry ? words.saved(inquiry.number ?? '', inquiry.code) : words.savedBlind)
      if (next || !inquiry) {
        setEntry(nextOf(entry))
        setRefused([])
        document.getElementById('writer-phone')?.focus()
      } else navigate(`/inquiries/${inquiry.id}`, { state: { entered: true } })
    },
    onError: (error) => {
      setRefused(error instanceof ProblemError ? error.issues : [])
      window.scrollTo({ top: 0 })
    },
  })
  const content = (change: Partial<Entry['content']>) => set({ content: { ...entry.content, ...change } })
  const kinds = Object.entries(vocabulary.kinds).filter(([key]) =>
    supervised(key as Entry['kind']) ? rights.complaints : rights.line,
  )
  const wantsPlace = entry.kind === 'wish' || entry.kind === 'site_error'

  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        isTyped(entry) && (
          <Button
            onClick={() => {
              setEntry(begin())
              setRestored(false)
              setRefused([])
            }}
          >
            {words.startAnew}
          </Button>
        )
      }
    >
      {restored && <Alert className="gap" type="info" showIcon role="status" title={words.kept} />}
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
      <div className="rq-entry iq-entry">
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
            <Choice
              label={words.channel}
              name="channel"
              value={entry.channel}
              options={entryChannels.map((value) => ({ value, label: vocabulary.channels[value] }))}
              onChange={(channel) => set({ channel })}
            />
            <Choice
              label={words.kind}
              name="kind"
              value={entry.kind}
              options={kinds.map(([key, label]) => ({ value: key as Entry['kind'], label }))}
              onChange={(kind) => set({ kind, ...(supervised(kind) ? {} : { aboutCaseId: null, aboutUnitId: null }) })}
            />
            {entry.channel === 'handed_down' && (
              <div className="pair">
                <Field id="source" label={words.source} fault={fault('source')}>
                  <Input
                    {...described('source', fault('source'))}
                    maxLength={100}
                    value={entry.source}
                    onChange={(event) => set({ source: event.target.value })}
                  />
                </Field>
                <Field id="sourceNumber" label={words.sourceNumber} optional>
                  <Input
                    id="sourceNumber"
                    maxLength={100}
                    value={entry.sourceNumber}
                    onChange={(event) => set({ sourceNumber: event.target.value })}
                  />
                </Field>
              </div>
            )}
            {(entry.kind === 'letter' || entry.channel === 'mailbox') && (
              <Field id="mailboxId" label={words.mailbox} hint={words.mailboxHint} fault={fault('mailboxId')}>
                <Select
                  id="mailboxId"
                  className="fill"
                  allowClear={clearable}
                  value={entry.mailboxId ?? undefined}
                  options={boxes
                    .filter((box) => box.open)
                    .map((box) => ({ value: box.id, label: `${box.title}（${box.holder}）` }))}
                  onChange={(mailboxId?: number) => set({ mailboxId: mailboxId ?? null })}
                />
              </Field>
            )}
            {supervised(entry.kind) ? (
              <>
                {entry.aboutCaseId !== null && (
                  <AboutCase id={entry.aboutCaseId} onFound={(aboutUnitId) => set({ aboutUnitId })} />
                )}
                <Field id="aboutUnitId" label={words.aboutUnit} optional fault={fault('aboutUnitId')}>
                  <TreeChoice
                    id="aboutUnitId"
                    className="fill"
                    allowClear
                    value={entry.aboutUnitId === null ? undefined : String(entry.aboutUnitId)}
                    treeData={unitTree(lookups?.units ?? [])}
                    onChange={(value?: string) => set({ aboutUnitId: value ? Number(value) : null })}
                  />
                </Field>
              </>
            ) : (
              <Field
                id="unitId"
                label={words.unit}
                hint={rights.everyUnit ? words.unitHint : undefined}
                fault={fault('unitId')}
              >
                {rights.everyUnit ? (
                  <TreeChoice
                    id="unitId"
                    className="fill"
                    allowClear
                    placeholder={words.unitSort}
                    value={entry.unitId === null ? undefined : String(entry.unitId)}
                    treeData={unitTree(lookups?.units ?? [])}
                    onChange={(value?: string) => set({ unitId: value ? Number(value) : null })}
                  />
                ) : (
                  <Select
                    id="unitId"
                    className="fill"
                    value={entry.unitId}
                    options={rights.units.map(([value, label]) => ({ value, label }))}
                    onChange={(unitId) => set({ unitId })}
                  />
                )}
              </Field>
            )}
            <div className="pair">
              <Field id="topic" label={words.topic}>
                <Select
                  id="topic"
                  className="fill"
                  showSearch={{ optionFilterProp: 'label' }}
                  value={entry.topic}
                  options={Object.entries(vocabulary.topics).map(([value, label]) => ({ value, label }))}
                  onChange={(topic) => set({ topic: topic as Entry['topic'] })}
                />
              </Field>
              <Field id="receivedOn" label={words.reachedOn} fault={fault('receivedOn')}>
                <DateField id="receivedOn" value={entry.receivedOn} onChange={(on) => set({ receivedOn: on ?? '' })} />
              </Field>
            </div>
          </section>
          <section className="panel" aria-labelledby="entry-writer">
            <h2 id="entry-writer" className="section-title">
              {words.writer}
              <small className="muted">{words.writerHint}</small>
            </h2>
            <WriterFields value={entry.writer} issues={issues} onChange={(writer) => set({ writer })} />
          </section>
          <section className="panel" aria-labelledby="entry-content">
            <h2 id="entry-content" className="section-title">
              {words.content}
            </h2>
            <Field
              id="content-subject"
              label={words.subject}
              optional={entry.kind !== 'letter'}
              fault={fault('content.subject')}
            >
              <Input
                {...described('content-subject', fault('content.subject'))}
                maxLength={100}
                value={entry.content.subject}
                onChange={(event) => content({ subject: event.target.value })}
              />
            </Field>
            <Field id="content-text" label={words.text} hint={words.textHint} fault={fault('content.text')}>
              <Input.TextArea
                {...described('content-text', fault('content.text'))}
                status={fault('content.text') ? 'error' : undefined}
                autoSize={{ minRows: 5, maxRows: 18 }}
                maxLength={20_000}
                value={entry.content.text}
                onChange={(event) => content({ text: event.target.value })}
              />
            </Field>
            {wantsPlace && (
              <Field
                id="content-place"
                label={entry.kind === 'wish' ? words.place : words.placeError}
                hint={entry.kind === 'wish' ? words.placeHint : undefined}
                fault={fault('content.place')}
              >
                <Input
                  {...described('content-place', fault('content.place'))}
                  maxLength={500}
                  value={entry.content.place}
                  onChange={(event) => content({ place: event.target.value })}
                />
              </Field>
            )}
            {entry.kind !== 'report' && (
              <Choice
                label={words.consent}
                name="consent"
                value={entry.consent === null ? 'unknown' : entry.consent ? 'yes' : 'no'}
                options={(['yes', 'no', 'unknown'] as const).map((value) => ({ value, label: words.consents[value] }))}
                onChange={(said) => set({ consent: said === 'unknown' ? null : said === 'yes' })}
              />
            )}
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
            <span className="grow" />
            <Button loading={save.isPending && save.variables?.next} onClick={() => save.mutate({ next: true })}>
              {words.saveAndNext}
            </Button>
            <Button type="primary" htmlType="submit" loading={save.isPending && !save.variables?.next}>
              {words.save}
            </Button>
          </div>
        </form>
        <EntrySide
          check={check}
          asked={entry.kind === 'report' ? '' : `${entry.content.subject} ${entry.content.text}`}
          vocabulary={vocabulary}
        />
      </div>
    </Page>
  )
}

/** The case that is complained of; its unit is the one complained of, unless somebody says otherwise. */
function AboutCase({ id, onFound }: { id: number; onFound: (unitId: number) => void }) {
  const found = useInquiry(id)
  const unitId = found.data?.turnUnitId
  // Once, when the case is known: afterwards it is the form's.
  useEffect(() => {
    if (unitId !== undefined) onFound(unitId)
  }, [unitId])
  if (!found.data) return null
  return (
    <p>
      <strong>{words.aboutCase}</strong> {found.data.number} {found.data.summary}
    </p>
  )
}
