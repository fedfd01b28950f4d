import { DeleteOutlined } from '@ant-design/icons'
import { Button, Dropdown, Input, Modal } from 'antd'
import { useState } from 'react'
import type { Filters } from './list-query.ts'
import { list as words } from './words.zh.ts'

type Saved = { name: string; filters: Filters }

const key = (view: string) => `gongkai.filters.${view}`

function load(view: string): Saved[] {
  try {
    return JSON.parse(localStorage.getItem(key(view)) ?? '[]') as Saved[]
  } catch {
    return []
  }
}

/** Filters a clerk uses every day, kept in this browser. */
export function SavedFilters({
  view,
  filters,
  onChoose,
}: {
  view: string
  filters: Filters
  onChoose: (f: Filters) => void
}) {
  const [saved, setSaved] = useState(() => load(view))
  const [naming, setNaming] = useState(false)
  const [name, setName] = useState('')
  const store = (next: Saved[]) => {
    setSaved(next)
    localStorage.setItem(key(view), JSON.stringify(next))
  }
  const save = () => {
    if (!name.trim()) return
    store([...saved.filter((entry) => entry.name !== name.trim()), { name: name.trim(), filters }])
    setNaming(false)
    setName('')
  }
  const items = [
    ...saved.map((entry) => ({
      key: entry.name,
      label: (
        <span className="saved-filter">
          {entry.name}
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined />}
            aria-label={words.remove(entry.name)}
            onClick={(event) => {
              event.stopPropagation()
              store(saved.filter((other) => other !== entry))
            }}
          />
        </span>
      ),
      onClick: () => onChoose(entry.filters),
    })),
    ...(saved.length === 0 ? [{ key: '-', label: words.noSaved, disabled: true }] : []),
    { type: 'divider' as const },
    {
      key: '+',
      label: words.saveAs,
      disabled: Object.keys(filters).length === 0,
      onClick: () => setNaming(true),
    },
  ]
  return (
    <>
      <Dropdown menu={{ items }} trigger={['click']}>
        <Button>{words.saved}</Button>
      </Dropdown>
      <Modal
        open={naming}
        title={words.saveAs}
        okText={words.save}
        cancelText={words.keep}
        okButtonProps={{ disabled: !name.trim() }}
        onOk={save}
        onCancel={() => setNaming(false)}
        destroyOnHidden
      >
        <Input
          autoFocus
          value={name}
          aria-label={words.saveName}
          placeholder={words.saveName}
          onChange={(event) => setName(event.target.value)}
          onPressEnter={save}
        />
      </Modal>
    </>
  )
}
