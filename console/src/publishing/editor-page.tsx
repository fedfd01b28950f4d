import { Alert, App, Button, Input, Select } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Link, useLocation, useNavigate, useParams } from 'react-router'
import type { Issue, Lookups, Me, RecordDetail } from '../api/contract.ts'
import { sentenceOf } from '../api/problem.ts'
import { DueDate } from '../calendar/due-date.tsx'
import { useMe } from '../identity/session.ts'
import { clockTime, dateTime } from '../shell/dates.ts'
import { FailedPage, Nothing, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { ChecksPanel, DuplicatesPanel } from './checks-panel.tsx'
import { ConflictDialog } from './conflict-dialog.tsx'
import { DocumentEditor, type EditorHandle } from './document-editor.tsx'
import { isEmptyDraft } from './draft.ts'
import { fieldId, focusField } from './fields.tsx'
import { MetadataForm } from './metadata-form.tsx'
import { PreviewDrawer } from './preview-drawer.tsx'
import { useLookups, useRecord } from './queries.ts'
import { ReadFileDialog } from './read-file-dialog.tsx'
import { ReturnedNotice } from './returned-notice.tsx'
import { SubmitDialog } from './submit-dialog.tsx'
import { useChecks } from './use-checks.ts'
import { type Draft, useDraft } from './use-draft.ts'
import { fieldLabels, draft as words } from './words.zh.ts'

/** Fields of one line of words that a finding may be mended in. */
const plainFields = ['title', 'summary', 'docNumber', 'issuer', 'source'] as const

/**
 * One screen for a new draft and an opened one. A new draft keeps its editor when the office has given it a number;
 * only leaving for another draft starts afresh.
 */
export default function EditorPage() {
  const { id } = useParams()
  const location = useLocation()
  const me = useMe()
  const born = useRef<string | null>(null)
  const bornHere = born.current !== null && (location.state as { editor?: string } | null)?.editor === born.current
  const recordId = id && !bornHere ? Number(id) : null
  const key = bornHere ? born.current : (id ?? location.key)
  const record = useRecord(recordId)
  const lookups = useLookups()
  if (lookups.isError) return <FailedPage error={lookups.error} again={() => lookups.refetch()} />
  if (record.isError) return <FailedPage error={record.error} again={() => record.refetch()} />
  if (!lookups.data || !me || (recordId !== null && !record.data)) return <Waiting />
  if (recordId !== null && record.data && !record.data.actions.some((a) => a.action === 'save' && a.allowed))
    return <Locked record={record.data} />
  return (
    <Editor
      key={key}
      me={me}
      lookups={lookups.data}
      opened={recordId === null ? null : (record.data ?? null)}
      onBorn={() => {
        born.current = key
        return key
      }}
    />
  )
}

function Locked({ record }: { record: RecordDetail }) {
  return (
    <Page title={record.revision.title}>
      <Alert
        type="info"
        showIcon
        title={words.locked}
        description={record.actions.find((action) => action.action === 'save')?.why}
        action={<Link to={`/record/${record.recordId}`}>{words.back}</Link>}
      />
    </Page>
  )
}

type Props = { me: Me; lookups: Lookups; opened: RecordDetail | null; onBorn: () => string | null }

function Editor({ me, lookups, opened, onBorn }: Props) {
  const clerkAt = me.posts.filter((post) => post.role === 'clerk')
  const units = [...new Map(clerkAt.map((post) => [post.unitId, post.unitName])).entries()]
  const draft = useDraft(me.person.id, opened, units[0]?.[0] ?? null)
  const saved = useRecord(draft.recordId)
  const record = saved.data ?? opened
  const untouched = draft.recordId === null && isEmptyDraft(draft.fields)
  const checks = useChecks(draft.fields, draft.recordId, untouched ? null : draft.unitId)
  const editor = useRef<EditorHandle>(null)
  const [previewing, setPreviewing] = useState(false)
  const [submitting, setSubmitting] = useState(false)
  const navigate = useNavigate()
  const { message } = App.useApp()
  const unitName = record?.unitName ?? units.find(([id]) => id === draft.unitId)?.[1] ?? ''

  useEffect(() => {
    if (draft.recordId === null || opened) return
    navigate(`/draft/${draft.recordId}`, { replace: true, state: { editor: onBorn() } })
  }, [draft.recordId])

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key !== 's') return
      event.preventDefault()
      draft.trySave()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [draft.trySave])

  const choose = (issue: Issue) => {
    if (issue.field.startsWith('bodyHtml')) editor.current?.show(issue.text ?? '')
    else focusField(issue.field)
  }
  const mend = (issues: Issue[]) => {
    const changes = issues.flatMap(({ field, text, replacement }) =>
      text && replacement !== undefined ? [{ field, text, replacement }] : [],
    )
    const before = draft.fields
    const inBody = changes.filter(({ field }) => field === 'bodyHtml')
    editor.current?.replace(inBody)
    const mended = (field: string, text: string) =>
      changes
        .filter((one) => one.field === field)
        .reduce((made, one) => made.replaceAll(one.text, one.replacement), text)
    for (const field of plainFields) draft.set(field, mended(field, before[field]))
    const touched = (field: string) => changes.some((one) => one.field === field)
    if (touched('keywords'))
      draft.set(
        'keywords',
        before.keywords.map((word) => mended('keywords', word)),
      )
    if (touched('attachments'))
      draft.set(
        'attachments',
        before.attachments.map((file) => ({ ...file, name: mended('attachments', file.name) })),
      )
    const undo = () => {
      if (inBody.length) editor.current?.undo()
      for (const field of plainFields) draft.set(field, before[field])
      draft.set('keywords', before.keywords)
      draft.set('attachments', before.attachments)
      message.destroy('mended')
    }
    message.open({
      key: 'mended',
      type: 'success',
      duration: 8,
      content: (
        <>
          {words.mended(changes.length)}{' '}
          <button type="button" className="link-button" onClick={undo}>
            {words.undo}
          </button>
        </>
      ),
    })
  }
  // A section head may mend an opened draft; only a clerk begins one.
  if (units.length === 0 && !opened)
    return (
      <Page title={words.newTitle}>
        <Nothing>{words.noUnit}</Nothing>
      </Page>
    )
  // A section head mends the text at the gate and goes back to decide; only a drafter submits.
  const maySubmit = !record || record.actions.some((action) => action.action === 'submit')
  const saveAndBack = () =>
    draft.save().then(
      (id) => navigate(`/record/${id}`),
      () => undefined,
    )
  const titleFound = checks.issues.find((issue) => issue.field === 'title' && issue.severity === 'block')

  return (
    <Page
      title={draft.recordId === null ? words.newTitle : words.editTitle}
      lead={
        <span className="editor-lead">
          {units.length > 1 && draft.recordId === null ? (
            <Select
              aria-label={words.unit}
              value={draft.unitId}
              options={units.map(([value, label]) => ({ value, label }))}
              onChange={draft.setUnitId}
            />
          ) : (
            unitName
          )}
          {record && <span className="muted">{record.indexNumber}</span>}
          {record?.due && (
            <DueDate
              on={record.due.on}
              remaining={record.due.remaining}
              provisional={record.due.provisional}
              due={record.due}
            />
          )}
        </span>
      }
    >
      {draft.kept && (
        <Alert
          className="gap"
          type="warning"
          showIcon
          title={words.keptTitle}
          description={words.keptText(dateTime(draft.kept.at))}
          action={
            <span className="stack">
              <Button type="primary" onClick={draft.restoreKept}>
                {words.restore}
              </Button>
              <Button onClick={draft.dropKept}>{words.drop}</Button>
            </span>
          }
        />
      )}
      {draft.state === 'failed' && (
        <Alert
          className="gap"
          type="error"
          showIcon
          role="alert"
          title={words.failed}
          description={sentenceOf(draft.error)}
        />
      )}
      {record && <ReturnedNotice record={record} />}
      <ReadFileDialog draft={draft} />
      <div className="editor-columns">
        <div className="editor-main">
          <Input.TextArea
            id={fieldId('title')}
            className="title-input"
            aria-label={fieldLabels.title}
            aria-invalid={titleFound !== undefined}
            placeholder={words.titlePlaceholder}
            autoSize
            value={draft.fields.title}
            onChange={(event) => draft.set('title', event.target.value.replace(/\n/g, ''))}
          />
          <DocumentEditor
            html={draft.fields.bodyHtml}
            fill={draft.fill}
            issues={checks.issues}
            handle={editor}
            onChange={(html) => draft.set('bodyHtml', html)}
          />
        </div>
        <aside className="editor-side" aria-label={words.side}>
          <ChecksPanel checks={untouched ? null : checks} onChoose={choose} onMend={mend} />
          <DuplicatesPanel duplicates={record?.duplicates ?? []} />
          <section className="panel" aria-labelledby="metadata-title">
            <h2 id="metadata-title" className="section-title">
              {words.metadata}
            </h2>
            <MetadataForm draft={draft} lookups={lookups} issues={checks.issues} />
          </section>
        </aside>
      </div>
      <div className="bar">
        <SaveState draft={draft} />
        <span className="grow" />
        {draft.recordId !== null && <Link to={`/record/${draft.recordId}`}>{words.back}</Link>}
        <Button onClick={() => draft.trySave()} disabled={draft.state === 'saving'}>
          {words.save}
        </Button>
        <Button onClick={() => setPreviewing(true)}>{words.preview}</Button>
        {maySubmit ? (
          <Button type="primary" onClick={() => setSubmitting(true)} disabled={untouched || draft.state === 'conflict'}>
            {words.submit}
          </Button>
        ) : (
          <Button type="primary" onClick={saveAndBack} disabled={draft.state === 'conflict'}>
            {words.saveAndBack}
          </Button>
        )}
      </div>
      <PreviewDrawer
        open={previewing}
        onClose={() => setPreviewing(false)}
        fields={draft.fields}
        lookups={lookups}
        unitName={unitName}
        indexNumber={record?.indexNumber}
      />
      {submitting && (
        <SubmitDialog
          draft={draft}
          record={record}
          issues={checks.issues}
          onClose={() => setSubmitting(false)}
          onChoose={choose}
        />
      )}
      <ConflictDialog draft={draft} />
    </Page>
  )
}

function SaveState({ draft }: { draft: Draft }) {
  const sentence = {
    idle: draft.recordId === null ? words.notYet : '',
    dirty: words.dirty,
    saving: words.saving,
    saved: draft.savedAt ? words.saved(clockTime(draft.savedAt)) : '',
    failed: words.failed,
    conflict: words.conflict,
  }[draft.state]
  return (
    <span role="status" className={`save-state save-${draft.state}`}>
      {sentence}
    </span>
  )
}
