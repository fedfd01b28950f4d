import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import { answer, api } from '../api/client.ts'
import type { Unit } from '../api/contract.ts'
import { sentenceOf } from '../api/problem.ts'
import { DateField } from '../publishing/fields.tsx'
import { today } from '../shell/dates.ts'
import { unitsKey } from './queries.ts'
import { units as words } from './words.zh.ts'

/** Merges other units into this one, with their open work and, if wished, their people. */
export function MergeDialog({ unit, units, onClose }: { unit: Unit; units: Unit[]; onClose: () => void }) {
  const [chosen, setChosen] = useState<number[]>([])
  const [on, setOn] = useState<string | null>(today())
  const [posts, setPosts] = useState<'move' | 'end'>('move')
  const { message } = App.useApp()
  const queries = useQueryClient()
  const merge = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/units/{id}/merger', {
          params: { path: { id: unit.id } },
          body: { unitIds: chosen, on: on as string, posts },
        }),
      ),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: unitsKey })
      void queries.invalidateQueries({ queryKey: ['lookups'] })
      message.success(words.mergeDone)
      onClose()
    },
  })
  const open = units.filter((one) => chosen.includes(one.id)).reduce((sum, one) => sum + one.open, 0)
  return (
    <Modal
      open
      title={words.mergeTitle(unit.name)}
      okText={words.merge}
      cancelText={words.keep}
      okButtonProps={{ danger: true, disabled: chosen.length === 0 || !on, loading: merge.isPending }}
      onOk={() => merge.mutate()}
      onCancel={onClose}
    >
      {merge.isError && <Alert type="error" role="alert" title={sentenceOf(merge.error)} />}
      <p>{words.mergeText}</p>
      <div className="stack">
        <div>
          <label htmlFor="merge-units">{words.mergeWhich}</label>
          <Select
            id="merge-units"
            className="fill"
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            value={chosen}
            options={units
              .filter((other) => other.id !== unit.id && !other.dissolvedOn)
              .map((other) => ({ value: other.id, label: other.name }))}
            onChange={setChosen}
          />
        </div>
        <div>
          <label htmlFor="merge-on">{words.mergeOn}</label>
          <DateField id="merge-on" value={on} onChange={setOn} />
        </div>
        <Radio.Group
          aria-label={words.people}
          value={posts}
          options={[
            { value: 'move', label: words.peopleMove },
            { value: 'end', label: words.peopleEnd },
          ]}
          onChange={(event) => setPosts(event.target.value)}
        />
        {open > 0 && <p>{words.openPasses(open)}</p>}
      </div>
    </Modal>
  )
}
