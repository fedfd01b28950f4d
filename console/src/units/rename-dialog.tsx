import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Input, Modal } from 'antd'
import { useState } from 'react'
import { answer, api } from '../api/client.ts'
import type { Unit } from '../api/contract.ts'
import { sentenceOf } from '../api/problem.ts'
import { DateField } from '../publishing/fields.tsx'
import { today } from '../shell/dates.ts'
import { unitsKey } from './queries.ts'
import { units as words } from './words.zh.ts'

/** Gives a unit another name from a day on; the old one stays findable. */
export function RenameDialog({ unit, onClose }: { unit: Unit; onClose: () => void }) {
  const [name, setName] = useState('')
  const [shortName, setShortName] = useState('')
  const [on, setOn] = useState<string | null>(today())
  const [basis, setBasis] = useState('')
  const { message } = App.useApp()
  const queries = useQueryClient()
  const rename = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/units/{id}/renaming', {
          params: { path: { id: unit.id } },
          body: { name, shortName, on: on as string, basis },
        }),
      ),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: unitsKey })
      void queries.invalidateQueries({ queryKey: ['lookups'] })
      message.success(words.renameDone)
      onClose()
    },
  })
  const field = (id: string, label: string, value: string, change: (value: string) => void, max: number) => (
    <div>
      <label htmlFor={id}>{label}</label>
      <Input id={id} value={value} maxLength={max} onChange={(event) => change(event.target.value)} />
    </div>
  )
  return (
    <Modal
      open
      title={words.renameTitle(unit.name)}
      okText={words.rename}
      cancelText={words.keep}
      okButtonProps={{ disabled: !name.trim() || !shortName.trim() || !on, loading: rename.isPending }}
      onOk={() => rename.mutate()}
      onCancel={onClose}
    >
      {rename.isError && <Alert type="error" role="alert" title={sentenceOf(rename.error)} />}
      <p>{words.renameText}</p>
      <div className="stack">
        {field('rename-name', words.newName, name, setName, 100)}
        {field('rename-short', words.newShortName, shortName, setShortName, 40)}
        <div>
          <label htmlFor="rename-on">{words.renameOn}</label>
          <DateField id="rename-on" value={on} onChange={setOn} />
        </div>
        {field('rename-basis', words.basis, basis, setBasis, 200)}
      </div>
    </Modal>
  )
}
