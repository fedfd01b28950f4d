import { DeleteOutlined } from '@ant-design/icons'
import { useQueries, useQuery } from '@tanstack/react-query'
import { Button, Select, Spin } from 'antd'
import { useEffect, useState } from 'react'
import { answer, api } from '../api/client.ts'
import { editor as words } from './words.zh.ts'

type Props = { id: string; value: number[]; titles: Map<number, string>; onChange: (value: number[]) => void }

/** Public items on which the answer rests, found by title or number. */
export function SourcesField({ id, value, titles, onChange }: Props) {
  const [typed, setTyped] = useState('')
  const [q, setQ] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setQ(typed.trim()), 300)
    return () => clearTimeout(timer)
  }, [typed])
  const found = useQuery({
    queryKey: ['records', 'list', 'sources', q],
    enabled: q !== '',
    queryFn: () => answer(api.GET('/api/records', { params: { query: { view: 'published', q, size: 20 } } })),
  })
  const chosen = useQueries({
    queries: value.map((recordId) => ({
      queryKey: ['records', 'one', recordId],
      enabled: !titles.has(recordId),
      queryFn: () => answer(api.GET('/api/records/{id}', { params: { path: { id: recordId } } })),
      retry: false,
    })),
  })
  return (
    <>
      {value.map((recordId, i) => {
        const title = titles.get(recordId) ?? chosen[i]?.data?.revision.title ?? words.unnamed(recordId)
        return (
          <div key={recordId} className="kb-source">
            <span className="grow">《{title}》</span>
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={words.remove(title)}
              onClick={() => onChange(value.filter((other) => other !== recordId))}
            />
          </div>
        )
      })}
      <Select
        id={id}
        className="fill"
        showSearch={{ filterOption: false, onSearch: setTyped, searchValue: typed }}
        placeholder={words.sourcesSearch}
        value={null}
        options={(found.data?.items ?? [])
          .filter((row) => !value.includes(row.recordId))
          .map((row) => ({ value: row.recordId, label: row.title, sub: [row.unitName, row.indexNumber].join(' · ') }))}
        popupMatchSelectWidth={420}
        notFoundContent={found.isFetching ? <Spin size="small" /> : q ? words.sourcesNone : words.sourcesType}
        optionRender={({ data }) => (
          <>
            <div>{data.label}</div>
            <div className="row-sub">{data.sub}</div>
          </>
        )}
        onChange={(recordId: number | null) => {
          if (recordId !== null) onChange([...value, recordId])
          setTyped('')
        }}
      />
    </>
  )
}
