import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Tag } from 'antd'
import { useMemo, useState } from 'react'
import { Link, useParams } from 'react-router'
import { fill, templateIssues } from '../../../src/capabilities/requests/letters/fill.ts'
import { answer, api } from '../api/client.ts'
import type { LetterTemplates } from '../api/contract.ts'
import { sentenceOf } from '../api/problem.ts'
import { dateTime } from '../shell/dates.ts'
import { FailedPage, Failure, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { LetterDifferences } from './letter-differences.tsx'
import { LetterEditor } from './letter-editor.tsx'
import { useVocabulary } from './queries.ts'
import '../casework/casework.css'
import { differences, templates as words } from './template-words.zh.ts'
import { letterName, standing, templatesKey, useTemplates } from './templates-page.tsx'

type Version = LetterTemplates['items'][number]['versions'][number]
type Placeholders = LetterTemplates['placeholders']

/** One letter: a new version is written beside what it will look like; another person approves it. */
export default function TemplatePage() {
  const { key = '' } = useParams()
  const list = useTemplates()
  const vocabulary = useVocabulary()
  if (list.isError) return <FailedPage error={list.error} again={() => list.refetch()} />
  if (vocabulary.isError) return <FailedPage error={vocabulary.error} again={() => vocabulary.refetch()} />
  if (!list.data || !vocabulary.data) return <Waiting />
  const template = list.data.items.find((one) => one.key === key)
  if (!template) return <FailedPage error={new Error(words.gone)} again={() => list.refetch()} />
  return (
    <TemplateView
      key={key}
      template={template}
      name={letterName(key, vocabulary.data)}
      placeholders={list.data.placeholders}
    />
  )
}

/** The editor writes empty paragraphs and its own order of attributes: words and places of what is written are compared. */
const same = (one: string, other: string) => {
  const plain = (html: string) =>
    html
      .replace(/<(?!\/?(?:p|blockquote|h\d|li|br)\b)[^>]*>/g, '')
      .replace(/<(\w+)[^>]*>/g, '<$1>')
      .trim()
  return plain(one) === plain(other)
}

function TemplateView({
  template,
  name,
  placeholders,
}: {
  template: LetterTemplates['items'][number]
  name: string
  placeholders: Placeholders
}) {
  const { now, pending } = standing(template)
  const [draft, setDraft] = useState({ title: now.title, body: now.body })
  const { message } = App.useApp()
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/requests/templates/{key}', { params: { path: { key: template.key } }, body: draft })),
    onSuccess: ({ version }) => {
      message.success(words.saved(version))
      void queries.invalidateQueries({ queryKey: templatesKey })
    },
  })
  const issues = templateIssues(template.key, draft)
  const unchanged = [now, ...pending].some((one) => draft.title === one.title && same(draft.body, one.body))
  return (
    <Page title={name} lead={words.editHint} actions={<Link to="/requests/templates">{words.back}</Link>}>
      <Versions
        templateKey={template.key}
        versions={template.versions}
        now={now}
        pending={pending}
        placeholders={placeholders}
        onStartFrom={({ title, body }) => setDraft({ title, body })}
      />
      <div className="rq-template">
        <section className="panel" aria-labelledby="template-edit">
          <h2 id="template-edit" className="section-title">
            {words.edit}
          </h2>
          <LetterEditor
            letter={{ key: template.key, title: draft.title, html: draft.body, templateVersion: 0 }}
            placeholders={placeholders}
            onChange={({ title, html }) => setDraft({ title, body: html })}
          />
          {save.isError && <Failure error={save.error} />}
          {issues.length > 0 && (
            <Alert
              className="gap"
              type="warning"
              showIcon
              role="status"
              title={words.mend}
              description={
                <ul className="tight">
                  {issues.map((issue) => (
                    <li key={issue.key + issue.message}>{issue.message}</li>
                  ))}
                </ul>
              }
            />
          )}
          <div className="inline-form">
            <Button
              type="primary"
              disabled={issues.length > 0 || unchanged}
              loading={save.isPending}
              onClick={() => save.mutate()}
            >
              {words.save}
            </Button>
            {unchanged && <span className="hint">{words.same}</span>}
          </div>
        </section>
        <section className="panel" aria-labelledby="template-preview">
          <h2 id="template-preview" className="section-title">
            {words.preview}
          </h2>
          <p className="hint">{words.previewHint}</p>
          <Preview version={draft} placeholders={placeholders} />
        </section>
      </div>
    </Page>
  )
}

/** A template with made-up facts in the places of its placeholders, which stay visible as such. */
function Preview({ version, placeholders }: { version: Pick<Version, 'title' | 'body'>; placeholders: Placeholders }) {
  const html = useMemo(() => {
    // Underlined before it is filled: what stands in a sample is words and never markup.
    const marked = version.body.replace(/\{\{[^{}]*\}\}/g, (found) => `<u>${found}</u>`)
    return fill(marked, Object.fromEntries(placeholders.map(({ name, sample }) => [name, sample])))
  }, [version.body, placeholders])
  return (
    <article className="rq-sheet">
      <p className="rq-sheet-title">{version.title}</p>
      {/* The editor writes nothing but its own elements; the office cleans every version that it keeps. */}
      <div className="document document-body" dangerouslySetInnerHTML={{ __html: html }} />
    </article>
  )
}

function Versions({
  templateKey,
  versions,
  now,
  pending,
  placeholders,
  onStartFrom,
}: {
  templateKey: string
  versions: Version[]
  now: Version
  pending: Version[]
  placeholders: Placeholders
  onStartFrom: (version: Version) => void
}) {
  const [open, setOpen] = useState<number | null>(pending[0]?.version ?? null)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const approve = useMutation({
    mutationFn: (version: number) =>
      answer(
        api.POST('/api/requests/templates/{key}/{version}/approval', {
          params: { path: { key: templateKey, version } },
        }),
      ),
    onSuccess: (_, version) => {
      message.success(words.approved2(words.version(version)))
      setOpen(null)
      void queries.invalidateQueries({ queryKey: templatesKey })
    },
  })
  return (
    <section className="panel" aria-labelledby="template-versions">
      <h2 id="template-versions" className="section-title">
        {words.versions}
      </h2>
      {approve.isError && <Alert className="gap" type="error" role="alert" title={sentenceOf(approve.error)} />}
      <ul className="rq-papers">
        {versions.map((one) => {
          const label = words.version(one.version)
          const waits = pending.includes(one)
          return (
            <li key={one.version} className="rq-version">
              <div>
                <strong>{label}</strong>{' '}
                <Tag color={one === now ? 'success' : waits ? 'warning' : 'default'}>
                  {one === now ? words.now : waits ? words.pending : words.before}
                </Tag>
                <div className="row-sub">
                  {one.version === 0 ? words.shipped : words.written(one.writtenBy ?? '', dateTime(one.writtenAt))}
                  {one.approvedAt && ` · ${words.approved(one.approvedBy ?? '', dateTime(one.approvedAt))}`}
                </div>
              </div>
              <span className="rq-paper-acts">
                <Button
                  size="small"
                  aria-expanded={open === one.version}
                  aria-label={(open === one.version ? words.hideOf : words.showOf)(label)}
                  onClick={() => setOpen(open === one.version ? null : one.version)}
                >
                  {open === one.version ? words.hide : words.show}
                </Button>
                {one !== now && (
                  <Button size="small" onClick={() => onStartFrom(one)}>
                    {words.startFrom}
                  </Button>
                )}
                {waits &&
                  (one.own ? (
                    <span className="hint">{words.own}</span>
                  ) : (
                    <Button
                      size="small"
                      type="primary"
                      aria-label={words.approveOf(label)}
                      loading={approve.isPending && approve.variables === one.version}
                      onClick={() => approve.mutate(one.version)}
                    >
                      {words.approve}
                    </Button>
                  ))}
              </span>
              {open === one.version && <Preview version={one} placeholders={placeholders} />}
              {open === one.version && waits && (
                <LetterDifferences from={now.body} to={one.body} than={differences.inForce} open />
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
