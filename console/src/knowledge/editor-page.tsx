import { useMutation } from '@tanstack/react-query'
import { Alert, App, Button, Input, Select } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { answer, api } from '../api/client.ts'
import type { Issue, KnowledgeEntry, KnowledgeFields, Me } from '../api/contract.ts'
import { ProblemError, sentenceOf } from '../api/problem.ts'
import { useMe } from '../identity/session.ts'
import { ChecksPanel } from '../publishing/checks-panel.tsx'
import { DocumentEditor, type EditorHandle } from '../publishing/document-editor.tsx'
import { DateField } from '../publishing/fields.tsx'
import { clockTime } from '../shell/dates.ts'
import { FailedPage, Nothing, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { useEntry, useEntryChanged, useKnowledgeWords } from './queries.ts'
import { SourcesField } from './sources-field.tsx'
import { useEntryChecks } from './use-entry-checks.ts'
import './knowledge.css'
import { editor as words } from './words.zh.ts'

const blank: KnowledgeFields = {
  topic: 'other',
  question: '',
  phrasings: [],
  answerHtml: '',
  sources: [],
  reviewOn: null,
}

const fieldsOf = (entry: KnowledgeEntry): KnowledgeFields => ({
  topic: entry.topic,
  question: entry.question,
  phrasings: entry.phrasings,
  answerHtml: entry.answerHtml,
  sources: entry.sources.map((one) => one.recordId),
  reviewOn: entry.reviewOn,
})

/** Writing a question and its answer, new or opened again. */
export default function KnowledgeEditorPage() {
  const given = useParams().id
  const id = given ? Number(given) : null
  const me = useMe()
  const entry = useEntry(id)
  if (entry.isError) return <FailedPage error={entry.error} again={() => entry.refetch()} />
  if (!me || (id !== null && !entry.data)) return <Waiting />
  if (entry.data && !entry.data.actions.some((one) => one.action === 'save' && one.allowed))
    return (
      <Page title={entry.data.question}>
        <Alert
          type="info"
          showIcon
          title={words.locked}
          description={entry.data.actions.find((one) => one.action === 'save')?.why}
          action={<Link to={`/knowledge/${entry.data.id}`}>{words.back}</Link>}
        />
      </Page>
    )
  return <Editor key={id ?? 'new'} me={me} opened={entry.data ?? null} />
}

function Editor({ me, opened }: { me: Me; opened: KnowledgeEntry | null }) {
  const units = [
    ...new Map(
      me.posts.filter((post) => post.role === 'clerk').map((post) => [post.unitId, post.unitName] as const),
    ).entries(),
  ]
  const [unitId, setUnitId] = useState(opened?.unitId ?? units[0]?.[0] ?? null)
  const [fields, setFields] = useState(opened ? fieldsOf(opened) : blank)
  const [phrasings, setPhrasings] = useState(fields.phrasings.join('\n'))
  const [saves, setSaves] = useState(opened?.saves ?? 0)
  const [savedAt, setSavedAt] = useState<Date | null>(null)
  const [dirty, setDirty] = useState(false)
  const vocabulary = useKnowledgeWords().data
  const untouched = !opened && !fields.question && !fields.answerHtml
  const checks = useEntryChecks(fields, opened?.id ?? null, untouched ? null : unitId)
  const editor = useRef<EditorHandle>(null)
  const changed = useEntryChanged()
  const navigate = useNavigate()
  const { message } = App.useApp()

  const set = <K extends keyof KnowledgeFields>(key: K, value: KnowledgeFields[K]) => {
    setFields((now) => ({ ...now, [key]: value }))
    setDirty(true)
  }
  const save = useMutation({
    mutationFn: () =>
      opened
        ? answer(
            api.PUT('/api/knowledge/{id}/draft', { params: { path: { id: opened.id } }, body: { ...fields, saves } }),
          )
        : answer(api.POST('/api/knowledge', { body: { ...fields, unitId: unitId ?? 0 } })),
    onSuccess: (entry) => {
      changed(entry)
      setSaves(entry.saves)
      setSavedAt(new Date())
      setDirty(false)
      if (!opened) navigate(`/knowledge/${entry.id}/edit`, { replace: true })
    },
  })
  const submit = useMutation({
    mutationFn: async () => {
      const entry = dirty || !opened ? await save.mutateAsync() : { id: opened.id, saves }
      return answer(
        api.POST('/api/knowledge/{id}/submission', {
          params: { path: { id: entry.id } },
          body: { saves: entry.saves, reason: '' },
        }),
      )
    },
    onSuccess: (entry) => {
      changed(entry)
      message.success(words.submitted)
      navigate(`/knowledge/${entry.id}`)
    },
  })
  const run = useRef(() => {})
  run.current = () => !save.isPending && unitId !== null && save.mutate()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key !== 's') return
      event.preventDefault()
      run.current()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  useEffect(() => {
    if (!dirty) return
    const onLeave = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', onLeave)
    return () => window.removeEventListener('beforeunload', onLeave)
  }, [dirty])

  if (!units.length && !opened)
    return (
      <Page title={words.newTitle}>
        <Nothing>{words.noUnit}</Nothing>
      </Page>
    )
  const choose = (issue: Issue) => {
    if (issue.field === 'answerHtml') editor.current?.show(issue.text ?? '')
    else document.getElementById(`kb-${issue.field}`)?.focus()
  }
  const mend = (issues: Issue[]) => {
    const changes = issues.flatMap(({ field, text, replacement }) =>
      text && replacement !== undefined ? [{ field, text, replacement }] : [],
    )
    editor.current?.replace(changes.filter(({ field }) => field === 'answerHtml'))
    const asked = changes.filter(({ field }) => field === 'question')
    if (asked.length)
      set(
        'question',
        asked.reduce((text, one) => text.replaceAll(one.text, one.replacement), fields.question),
      )
  }
  const blocks = checks.issues.filter((issue) => issue.severity === 'block').length
  const trouble = submit.error ?? save.error
  const titles = new Map(opened?.sources.filter((one) => one.title).map((one) => [one.recordId, one.title] as const))
  return (
    <Page
      title={opened ? words.editTitle : words.newTitle}
      lead={
        units.length > 1 && !opened ? (
          <Select
            aria-label={words.unit}
            value={unitId}
            options={units.map(([value, label]) => ({ value, label }))}
            onChange={setUnitId}
          />
        ) : (
          (opened?.unitName ?? units[0]?.[1])
        )
      }
    >
      {trouble && (
        <Alert
          className="gap"
          type="error"
          showIcon
          role="alert"
          title={sentenceOf(trouble)}
          description={
            trouble instanceof ProblemError && trouble.issues.map((one) => <div key={one.message}>{one.message}</div>)
          }
          action={
            trouble instanceof ProblemError &&
            trouble.status === 409 && <Button onClick={() => location.reload()}>{words.reload}</Button>
          }
        />
      )}
      <div className="editor-columns">
        <div className="editor-main kb-main">
          <Labelled id="kb-question" label={words.question} hint={words.questionHint}>
            <Input.TextArea
              id="kb-question"
              aria-describedby="kb-question-hint"
              className="kb-question"
              placeholder={words.questionPlaceholder}
              autoSize
              maxLength={200}
              value={fields.question}
              onChange={(event) => set('question', event.target.value.replace(/\n/g, ''))}
            />
          </Labelled>
          <Labelled id="kb-phrasings" label={words.phrasings} hint={words.phrasingsHint}>
            <Input.TextArea
              id="kb-phrasings"
              aria-describedby="kb-phrasings-hint"
              autoSize={{ minRows: 2, maxRows: 8 }}
              value={phrasings}
              onChange={(event) => {
                setPhrasings(event.target.value)
                set(
                  'phrasings',
                  event.target.value
                    .split('\n')
                    .map((line) => line.trim())
                    .filter(Boolean),
                )
              }}
            />
          </Labelled>
          <p className="kb-label">{words.answer}</p>
          <p className="hint">{words.answerHint}</p>
          <DocumentEditor
            html={fields.answerHtml}
            fill={0}
            issues={checks.issues.map((one) => (one.field === 'answerHtml' ? { ...one, field: 'bodyHtml' } : one))}
            handle={editor}
            onChange={(html) => set('answerHtml', html)}
          />
        </div>
        <aside className="editor-side" aria-label={words.side}>
          <ChecksPanel checks={untouched ? null : checks} onChoose={choose} onMend={mend} />
          <section className="panel" aria-labelledby="kb-properties">
            <h2 id="kb-properties" className="section-title">
              {words.properties}
            </h2>
            <Labelled id="kb-topic" label={words.topic}>
              <Select
                id="kb-topic"
                className="fill"
                showSearch={{ optionFilterProp: 'label' }}
                value={fields.topic}
                options={Object.entries(vocabulary?.topics ?? {}).map(([value, label]) => ({ value, label }))}
                onChange={(topic) => set('topic', topic as KnowledgeFields['topic'])}
              />
            </Labelled>
            <Labelled id="kb-sources" label={words.sources} hint={words.sourcesHint}>
              <SourcesField
                id="kb-sources"
                value={fields.sources}
                titles={titles}
                onChange={(sources) => set('sources', sources)}
              />
            </Labelled>
            <Labelled id="kb-reviewOn" label={words.reviewOn} hint={words.reviewHint}>
              <DateField id="kb-reviewOn" value={fields.reviewOn} onChange={(day) => set('reviewOn', day)} />
            </Labelled>
          </section>
        </aside>
      </div>
      <div className="bar">
        <span role="status" className={trouble ? 'save-state save-failed' : 'save-state'}>
          {save.isPending
            ? words.saving
            : trouble
              ? words.failed
              : dirty
                ? words.dirty
                : savedAt
                  ? words.saved(clockTime(savedAt))
                  : ''}
        </span>
        <span className="grow" />
        {blocks > 0 && <span className="count-block">{words.blocked(blocks)}</span>}
        {opened && <Link to={`/knowledge/${opened.id}`}>{words.back}</Link>}
        <Button onClick={() => run.current()} loading={save.isPending}>
          {words.save}
        </Button>
        <Button
          type="primary"
          disabled={untouched || blocks > 0}
          loading={submit.isPending}
          onClick={() => submit.mutate()}
        >
          {words.submit}
        </Button>
      </div>
    </Page>
  )
}

function Labelled(props: { id: string; label: string; hint?: string; children: React.ReactNode }) {
  return (
    <div className="kb-field">
      <label className="kb-label" htmlFor={props.id}>
        {props.label}
      </label>
      {props.hint && (
        <p className="hint" id={`${props.id}-hint`}>
          {props.hint}
        </p>
      )}
      {props.children}
    </div>
  )
}
