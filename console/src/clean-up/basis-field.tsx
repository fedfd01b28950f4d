import { useQuery, useQueryClient } from '@tanstack/react-query'
import { AutoComplete, Spin } from 'antd'
import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import { answer, api } from '../api/client.ts'
import { basisField as words } from './words.zh.ts'

/** What a decision rests on: its number or name, and the public item when it is one. */
export type Basis = { text: string; recordId: number | null }
export const noBasis: Basis = { text: '', recordId: null }

type Props = { id: string; value: Basis; onChange: (value: Basis) => void }

/** A number or name to type, while public items that fit are offered; one that is chosen is linked for the public. */
export function BasisField({ id, value, onChange }: Props) {
  const queries = useQueryClient()
  const typed = value.recordId === null ? value.text.trim() : ''
  const [q, setQ] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setQ(typed), 300)
    return () => clearTimeout(timer)
  }, [typed])
  const found = useQuery({
    queryKey: ['records', 'list', 'basis', q],
    enabled: q !== '',
    queryFn: () => answer(api.GET('/api/records', { params: { query: { view: 'published', q, size: 10 } } })),
  })
  const choose = async (recordId: number, title: string) => {
    onChange({ text: `《${title}》`, recordId })
    const { revision } = await queries.fetchQuery({
      queryKey: ['records', 'one', recordId],
      queryFn: () => answer(api.GET('/api/records/{id}', { params: { path: { id: recordId } } })),
    })
    onChange({ text: revision.docNumber || `《${revision.title}》`, recordId })
  }
  const options = q
    ? (found.data?.items ?? []).map((row) => ({
        value: String(row.recordId),
        title: row.title,
        label: (
          <>
            <div>{row.title}</div>
            <div className="row-sub">{[row.unitName, row.indexNumber].filter(Boolean).join(' · ')}</div>
          </>
        ),
      }))
    : []
  return (
    <>
      <div className="hint" role="status">
        {value.recordId === null ? (
          words.hint
        ) : (
          <>
            {words.chosen} <Link to={`/record/${value.recordId}`}>{words.look}</Link>
          </>
        )}
      </div>
      <AutoComplete
        id={id}
        className="fill"
        value={value.text}
        options={options}
        placeholder={words.placeholder}
        maxLength={200}
        notFoundContent={found.isFetching ? <Spin size="small" /> : null}
        onSelect={(recordId: string, { title }) => void choose(Number(recordId), title)}
        onChange={(text: string) => {
          // Choosing also reports the option's value here; that is no typing.
          if (!options.some((one) => one.value === text)) onChange({ text, recordId: null })
        }}
      />
    </>
  )
}
