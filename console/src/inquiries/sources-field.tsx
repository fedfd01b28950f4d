import { DeleteOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Select, Spin, Tag } from 'antd'
import { useState } from 'react'
import { answer, api } from '../api/client.ts'
import { Field } from '../casework/field.tsx'
import { useSettled } from '../casework/use-settled.ts'
import { entry as knowledge } from '../knowledge/words.zh.ts'
import { usePublicItems } from '../publishing/queries.ts'
import { type Sources, useSourceTitles } from './source-links.tsx'
import { acting as words } from './words.zh.ts'

type Props = {
  value: Sources
  required: boolean
  fault: string | undefined
  onChange: (value: Sources) => void
  /** Takes the words of an entry into the answer. */
  onQuote: (text: string) => void
}

type Option = { value: string; label: string; sub: string; warning: string }

const Found = ({ found }: { found: Option }) => (
  <div className="wrapped">
    <div>
      {found.value.startsWith('k') ? (
        <Tag color="processing">{words.sourceKnowledge}</Tag>
      ) : (
        <Tag>{words.sourceRecords}</Tag>
      )}
      {found.label} {found.warning && <Tag color="error">{found.warning}</Tag>}
    </div>
    <div className="row-sub">{found.sub}</div>
  </div>
)

/** What an answer rests on: published items and entries of the knowledge base, found while typing. */
export function SourcesField({ value, required, fault, onChange, onQuote }: Props) {
  const [typed, setTyped] = useState('')
  const [quotes, setQuotes] = useState<Record<number, string>>({})
  const q = useSettled(typed.trim(), 250)
  const enabled = q.length > 1
  const items = usePublicItems(q)
  const entries = useQuery({
    queryKey: ['knowledge', 'search', q],
    enabled,
    queryFn: () => answer(api.GET('/api/knowledge/search', { params: { query: { q, limit: 10 } } })),
  })
  const { recordTitle, entryTitle } = useSourceTitles(value)
  const found = (entries.data?.items ?? []).filter(
    (one) => one.status === 'published' && !value.knowledge.includes(one.id),
  )
  const options: Option[] = [
    ...found.map((one) => ({
      value: `k${one.id}`,
      label: one.question,
      sub: [one.unitName, one.summary].join(' · '),
      warning: one.flagged ? words.sourceFlagged : '',
    })),
    ...(items.data?.items ?? [])
      .filter((row) => !value.records.includes(row.recordId))
      .map((row) => ({
        value: `r${row.recordId}`,
        label: row.title,
        sub: [row.unitName, row.publishedOn].join(' · '),
        warning: row.state === 'public' ? '' : knowledge.states[row.state],
      })),
  ]
  const choose = (chosen: string | null) => {
    setTyped('')
    if (!chosen) return
    const id = Number(chosen.slice(1))
    if (chosen.startsWith('r')) return onChange({ ...value, records: [...value.records, id] })
    onChange({ ...value, knowledge: [...value.knowledge, id] })
    const text = found.find((one) => one.id === id)?.answer
    if (text) setQuotes((now) => ({ ...now, [id]: text }))
  }
  const remove = (title: string, next: Sources) => (
    <Button
      type="text"
      icon={<DeleteOutlined />}
      aria-label={words.sourceRemove(title)}
      onClick={() => onChange(next)}
    />
  )
  return (
    <Field
      id="act-sources"
      label={words.sources}
      optional={!required}
      hint={required ? words.sourcesNeeded : words.sourcesHint}
      fault={fault}
    >
      <ul className="iq-sources">
        {value.records.map((id, i) => (
          <li key={`r${id}`}>
            <Tag>{words.sourceRecords}</Tag>
            <span className="grow">{recordTitle(i)}</span>
            {remove(recordTitle(i), { ...value, records: value.records.filter((one) => one !== id) })}
          </li>
        ))}
        {value.knowledge.map((id, i) => (
          <li key={`k${id}`}>
            <Tag color="processing">{words.sourceKnowledge}</Tag>
            <span className="grow">{entryTitle(i)}</span>
            {quotes[id] && (
              <Button
                size="small"
                aria-label={words.sourceUseOf(entryTitle(i))}
                onClick={() => onQuote(quotes[id] ?? '')}
              >
                {words.sourceUse}
              </Button>
            )}
            {remove(entryTitle(i), { ...value, knowledge: value.knowledge.filter((one) => one !== id) })}
          </li>
        ))}
      </ul>
      <Select
        id="act-sources"
        className="fill"
        showSearch={{ filterOption: false, onSearch: setTyped, searchValue: typed }}
        placeholder={words.sourceSearch}
        value={null}
        options={options}
        notFoundContent={
          items.isFetching || entries.isFetching ? <Spin size="small" /> : enabled ? words.sourceNone : words.sourceType
        }
        optionRender={({ data }) => <Found found={data as unknown as Option} />}
        onChange={choose}
      />
    </Field>
  )
}
