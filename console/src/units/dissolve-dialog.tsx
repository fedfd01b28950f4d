import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Modal, Select } from 'antd'
import { useState } from 'react'
import { answer, api } from '../api/client.ts'
import type { Unit } from '../api/contract.ts'
import { sentenceOf } from '../api/problem.ts'
import { DateField } from '../publishing/fields.tsx'
import { today } from '../shell/dates.ts'
import { unitsKey } from './queries.ts'
import { units as words } from './words.zh.ts'

/** Ends a unit on a day, with or without a successor. What it published stays under its name. */
export function DissolveDialog({ unit, units, onClose }: { unit: Unit; units: Unit[]; onClose: () => void }) {
  const [on, setOn] = useState<string | null>(today())
  const [into, setInto] = useState<number | undefined>()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const dissolve = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/units/{id}/dissolution', {
          params: { path: { id: unit.id } },
          body: { on: on as string, ...(into ? { mergedIntoId: into } : {}) },
        }),
      ),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: unitsKey })
      void queries.invalidateQueries({ queryKey: ['lookups'] })
      message.success(words.dissolveDone)
      onClose()
    },
  })
  return (
    <Modal
      open
      title={words.dissolveTitle(unit.name)}
      okText={words.dissolve}
      cancelText={words.keep}
      okButtonProps={{ danger: true, disabled: !on, loading: dissolve.isPending }}
      onOk={() => dissolve.mutate()}
      onCancel={onClose}
    >
      {dissolve.isError && <Alert type="error" role="alert" title={sentenceOf(dissolve.error)} />}
      <p>{words.dissolveText}</p>
      <div className="stack">
        <div>
          <label htmlFor="dissolve-on">{words.dissolveOn}</label>
          <DateField id="dissolve-on" value={on} onChange={setOn} />
        </div>
        <div>
          <label htmlFor="dissolve-into">{words.mergedInto}</label>
          <Select
            id="dissolve-into"
            className="fill"
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            value={into}
            options={units
              .filter((other) => other.id !== unit.id && !other.dissolvedOn)
              .map((other) => ({ value: other.id, label: other.name }))}
            onChange={setInto}
          />
        </div>
      </div>
    </Modal>
  )
}
