import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Drawer, Input, Select } from 'antd'
import { useState } from 'react'
import { answer, api } from '../api/client.ts'
import type { WordEntry, WordEntryBody } from '../api/contract.ts'
import { ProblemError, sentenceOf } from '../api/problem.ts'
import { DateField } from '../publishing/fields.tsx'
import { dateTime } from '../shell/dates.ts'
import { wordList as labels, entryWords as words } from './words.zh.ts'

const blank: Required<WordEntryBody> = {
  word: '',
  advice: '',
  kind: 'typo',
  severity: 'warn',
  exceptions: [],
  note: '',
  source: '',
  from: null,
  until: null,
}
const choices = (given: Record<string, string>) => Object.entries(given).map(([value, label]) => ({ value, label }))

type Props = { entry: WordEntry | null; mayManage: boolean; onClose: () => void }

/** One entry: what it says, who changed it when, and for those who keep the list the form to change it. */
export function EntryDrawer({ entry, mayManage, onClose }: Props) {
  const [fields, setFields] = useState<Required<WordEntryBody>>(() => {
    if (!entry) return blank
    const { origin: _, inForce: __, ...own } = entry
    return own
  })
  const [exceptions, setExceptions] = useState(fields.exceptions.join('、'))
  const { message } = App.useApp()
  const queries = useQueryClient()
  const changes = useQuery({
    queryKey: ['word-list', 'changes', entry?.word],
    enabled: entry !== null,
    queryFn: () => answer(api.GET('/api/word-list/changes', { params: { query: { word: entry?.word } } })),
  })
  const save = useMutation({
    mutationFn: () =>
      answer(
        api.PUT('/api/word-list/entries', {
          body: { ...fields, exceptions: exceptions.split(/[、，,;；\s]+/).filter(Boolean) },
        }),
      ),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['word-list'] })
      message.success(words.saved)
      onClose()
    },
  })
  const set = <K extends keyof WordEntryBody>(key: K, value: Required<WordEntryBody>[K]) =>
    setFields((now) => ({ ...now, [key]: value }))
  const problem = save.error instanceof ProblemError ? save.error : null
  const faulty = (field: string) => problem?.issues.find((issue) => issue.field === field)?.message
  const row = (id: string, label: string, input: React.ReactNode, hint?: string) => (
    <div className="word-field">
      <label htmlFor={`word-${id}`}>{label}</label>
      {hint && (
        <p className="muted" id={`word-${id}-hint`}>
          {hint}
        </p>
      )}
      {faulty(id) && (
        <p className="count-block" role="alert">
          {faulty(id)}
        </p>
      )}
      {input}
    </div>
  )
  const off = !mayManage
  return (
    <Drawer
      open
      title={entry ? (mayManage ? labels.edit(entry.word) : labels.open(entry.word)) : words.titleNew}
      size={480}
      onClose={onClose}
      footer={
        mayManage && (
          <span className="inline-form">
            <Button type="primary" loading={save.isPending} onClick={() => save.mutate()}>
              {words.save}
            </Button>
            <Button onClick={onClose}>{words.cancel}</Button>
          </span>
        )
      }
    >
      <div className="stack">
        {save.isError && <Alert type="error" showIcon role="alert" title={sentenceOf(save.error)} />}
        {row(
          'word',
          labels.word,
          <Input
            id="word-word"
            aria-describedby="word-word-hint"
            disabled={off || entry !== null}
            value={fields.word}
            onChange={(event) => set('word', event.target.value)}
          />,
          words.wordHint,
        )}
        {row(
          'advice',
          labels.advice,
          <Input
            id="word-advice"
            disabled={off}
            value={fields.advice}
            onChange={(event) => set('advice', event.target.value)}
          />,
          words.adviceHint,
        )}
        {row(
          'kind',
          labels.kind,
          <Select
            id="word-kind"
            className="fill"
            disabled={off}
            value={fields.kind}
            options={choices(labels.kinds)}
            onChange={(kind) => set('kind', kind)}
          />,
        )}
        {row(
          'severity',
          labels.severity,
          <Select
            id="word-severity"
            className="fill"
            disabled={off}
            value={fields.severity}
            options={choices(labels.severities)}
            onChange={(severity) => set('severity', severity)}
          />,
        )}
        {row(
          'exceptions',
          labels.exceptions,
          <Input.TextArea
            id="word-exceptions"
            disabled={off}
            autoSize={{ minRows: 1, maxRows: 6 }}
            value={exceptions}
            onChange={(event) => setExceptions(event.target.value)}
          />,
          words.exceptionsHint,
        )}
        {row(
          'note',
          words.note,
          <Input
            id="word-note"
            disabled={off}
            value={fields.note}
            onChange={(event) => set('note', event.target.value)}
          />,
        )}
        {row(
          'source',
          labels.source,
          <Input
            id="word-source"
            disabled={off}
            value={fields.source}
            onChange={(event) => set('source', event.target.value)}
          />,
        )}
        {mayManage &&
          row(
            'from',
            words.from,
            <DateField id="word-from" value={fields.from} onChange={(value) => set('from', value)} />,
          )}
        {mayManage &&
          row(
            'until',
            words.until,
            <DateField id="word-until" value={fields.until} onChange={(value) => set('until', value)} />,
            words.untilHint,
          )}
        {entry && (
          <section aria-labelledby="word-history">
            <h3 id="word-history" className="small-title">
              {words.history}
            </h3>
            {changes.data?.length === 0 && <p className="muted">{words.noHistory}</p>}
            <ul className="plain-list">
              {changes.data?.map((change) => (
                <li key={change.id}>
                  {words.by(change.actorName ?? words.system, dateTime(change.at), words.how[change.how])}
                  <div className="row-sub">
                    {change.after.advice}
                    {change.after.until && ` · ${words.until} ${change.after.until}`}
                  </div>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Drawer>
  )
}
