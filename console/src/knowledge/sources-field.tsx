import { DeleteOutlined } from '@ant-design/icons'
import { Button, Select, Spin, Tag } from 'antd'
import { useState } from 'react'
import { useSettled } from '../casework/use-settled.ts'
import { usePublicItems, usePublicTitles } from '../publishing/queries.ts'
import { entry, editor as words } from './words.zh.ts'

type Props = { id: string; value: number[]; titles: Map<number, string>; onChange: (value: number[]) => void }

/** Public items of any unit on which the answer rests, found by what they are about or by number. */
export function SourcesField({ id, value, titles, onChange }: Props) {
  const [typed, setTyped] = useState('')
  const q = useSettled(typed.trim(), 250)
  const found = usePublicItems(q)
  const chosen = usePublicTitles(value.filter((recordId) => !titles.has(recordId)))
  return (
    <>
      {value.map((recordId) => {
        const title = titles.get(recordId) ?? chosen.get(recordId) ?? words.unnamed(recordId)
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
          .map((row) => ({
            value: row.recordId,
            label: row.title,
            sub: [row.unitName, row.publishedOn].join(' · '),
            warning: row.state === 'public' ? '' : entry.states[row.state],
          }))}
        notFoundContent={
          found.isFetching ? <Spin size="small" /> : q.length > 1 ? words.sourcesNone : words.sourcesType
        }
        optionRender={({ data }) => (
          <div className="wrapped">
            <div>
              {data.label} {data.warning && <Tag color="error">{data.warning}</Tag>}
            </div>
            <div className="row-sub">{data.sub}</div>
          </div>
        )}
        onChange={(recordId: number | null) => {
          if (recordId !== null) onChange([...value, recordId])
          setTyped('')
        }}
      />
    </>
  )
}
