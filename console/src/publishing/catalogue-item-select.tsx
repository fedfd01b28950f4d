import { useQuery } from '@tanstack/react-query'
import { Select, Spin } from 'antd'
import { useEffect, useState } from 'react'
import { answer, api } from '../api/client.ts'
import type { CatalogueItem } from '../api/contract.ts'
import { clearable } from '../shell/clearable.ts'
import { draft as words } from './words.zh.ts'

type Props = { id: string; value: number | null; onChange: (id: number | null) => void }

const nameOf = (item: CatalogueItem) => [item.level1, item.level2, item.level3].filter(Boolean).join(' / ')

/** Finds a row of the standard catalogue by words; shows its place and its time limit. */
export function CatalogueItemSelect({ id, value, onChange }: Props) {
  const [typed, setTyped] = useState('')
  const [q, setQ] = useState('')
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setQ(typed.trim()), 300)
    return () => clearTimeout(timer)
  }, [typed])
  const items = useQuery({
    queryKey: ['catalogue', 'items', 'search', q],
    enabled: open || value !== null,
    queryFn: () => answer(api.GET('/api/catalogue/items', { params: { query: { q: q || undefined, size: 30 } } })),
  })
  const options = (items.data?.items ?? []).map((item) => ({ value: item.id, label: nameOf(item), item }))
  if (value !== null && !options.some((option) => option.value === value))
    options.unshift({
      value,
      label: `#${value}`,
      item: { level1: '', timeLimit: '', disclosingBody: '' } as CatalogueItem,
    })
  return (
    <Select
      id={id}
      className="fill"
      allowClear={clearable}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      placeholder={words.catalogueSearch}
      value={value}
      options={options}
      popupMatchSelectWidth={460}
      notFoundContent={items.isFetching ? <Spin size="small" /> : undefined}
      onOpenChange={setOpen}
      optionRender={({ data }) => (
        <>
          <div>{data.label}</div>
          <div className="row-sub">
            {data.item.timeLimit} {data.item.disclosingBody && `· ${data.item.disclosingBody}`}
          </div>
        </>
      )}
      onChange={(next?: number) => onChange(next ?? null)}
    />
  )
}
