import { DeleteOutlined } from '@ant-design/icons'
import { useQueries, useQuery } from '@tanstack/react-query'
import { Button, Select, Spin } from 'antd'
import { useEffect, useState } from 'react'
import { answer, api } from '../api/client.ts'
import type { DraftFields } from '../api/contract.ts'
import { replacing as words } from './words.zh.ts'

type Value = DraftFields['replaces']
type Props = { id: string; value: Value; onChange: (value: Value) => void }

/** Public items that end with this one's publication, found by title or number, each superseded or repealed. */
export function ReplacesField({ id, value, onChange }: Props) {
  const [typed, setTyped] = useState('')
  const [q, setQ] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setQ(typed.trim()), 300)
    return () => clearTimeout(timer)
  }, [typed])
  const found = useQuery({
    queryKey: ['records', 'list', 'replaceable', q],
    enabled: q !== '',
    queryFn: () => answer(api.GET('/api/records', { params: { query: { view: 'published', q, size: 20 } } })),
  })
  const chosen = useQueries({
    queries: value.map(({ recordId }) => ({
      queryKey: ['records', 'one', recordId],
      queryFn: () => answer(api.GET('/api/records/{id}', { params: { path: { id: recordId } } })),
      retry: false,
    })),
  })
  const options = (found.data?.items ?? [])
    .filter((row) => !value.some((one) => one.recordId === row.recordId))
    .map((row) => ({ value: row.recordId, label: row.title, sub: [row.unitName, row.indexNumber].join(' · ') }))
  return (
    <>
      {value.map((one, i) => {
        const title = chosen[i]?.data?.revision.title ?? words.unnamed(one.recordId)
        return (
          <div key={one.recordId} className="replaces-row">
            <Select
              aria-label={words.how(title)}
              value={one.how}
              options={[
                { value: 'repealed', label: words.repealed },
                { value: 'superseded', label: words.superseded },
              ]}
              onChange={(how) => onChange(value.map((other) => (other === one ? { ...one, how } : other)))}
            />
            <span className="grow">{title}</span>
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={words.remove(title)}
              onClick={() => onChange(value.filter((other) => other !== one))}
            />
          </div>
        )
      })}
      <Select
        id={id}
        className="fill"
        showSearch={{ filterOption: false, onSearch: setTyped, searchValue: typed }}
        placeholder={words.search}
        value={null}
        options={options}
        popupMatchSelectWidth={460}
        notFoundContent={found.isFetching ? <Spin size="small" /> : q ? words.none : words.type}
        optionRender={({ data }) => (
          <>
            <div>{data.label}</div>
            <div className="row-sub">{data.sub}</div>
          </>
        )}
        onChange={(recordId: number | null) => {
          if (recordId !== null) onChange([...value, { recordId, how: 'repealed' }])
          setTyped('')
        }}
      />
    </>
  )
}
