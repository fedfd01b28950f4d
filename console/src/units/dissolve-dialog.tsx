import { CloseOutlined } from '@ant-design/icons'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Input, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import { answer, api } from '../api/client.ts'
import type { Unit } from '../api/contract.ts'
import { sentenceOf } from '../api/problem.ts'
import { DateField } from '../publishing/fields.tsx'
import { today } from '../shell/dates.ts'
import { unitsKey } from './queries.ts'
import { units as words } from './words.zh.ts'

type Successor = { unitId: number; duties: string }

/** Ends a unit on a day, with no successor, one, or several that divide its duties. What it published stays its own. */
export function DissolveDialog({ unit, units, onClose }: { unit: Unit; units: Unit[]; onClose: () => void }) {
  const [on, setOn] = useState<string | null>(today())
  const [successors, setSuccessors] = useState<Successor[]>([])
  const [posts, setPosts] = useState<'move' | 'end'>('end')
  const { message } = App.useApp()
  const queries = useQueryClient()
  const dissolve = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/units/{id}/dissolution', {
          params: { path: { id: unit.id } },
          body: { on: on as string, successors, posts: successors.length > 0 ? posts : 'end' },
        }),
      ),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: unitsKey })
      void queries.invalidateQueries({ queryKey: ['lookups'] })
      message.success(words.dissolveDone)
      onClose()
    },
  })
  const nameOf = (id: number) => units.find((other) => other.id === id)?.name ?? ''
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
            showSearch={{ optionFilterProp: 'label' }}
            value={null}
            options={units
              .filter((other) => other.id !== unit.id && !other.dissolvedOn)
              .filter((other) => !successors.some((one) => one.unitId === other.id))
              .map((other) => ({ value: other.id, label: other.name }))}
            onChange={(id: number | null) => id && setSuccessors([...successors, { unitId: id, duties: '' }])}
          />
        </div>
        {successors.map((one, i) => (
          <div key={one.unitId} className="inline-form">
            <label htmlFor={`duties-${one.unitId}`}>
              {i === 0 ? words.mainSuccessor(nameOf(one.unitId)) : nameOf(one.unitId)}
              <Input
                id={`duties-${one.unitId}`}
                value={one.duties}
                maxLength={200}
                placeholder={words.duties}
                onChange={(event) =>
                  setSuccessors(
                    successors.map((other) => (other === one ? { ...one, duties: event.target.value } : other)),
                  )
                }
              />
            </label>
            <Button
              type="text"
              icon={<CloseOutlined />}
              aria-label={words.dropSuccessor(nameOf(one.unitId))}
              onClick={() => setSuccessors(successors.filter((other) => other !== one))}
            />
          </div>
        ))}
        {successors.length > 0 && (
          <Radio.Group
            aria-label={words.people}
            value={posts}
            options={[
              { value: 'move', label: words.peopleMove },
              { value: 'end', label: words.peopleEnd },
            ]}
            onChange={(event) => setPosts(event.target.value)}
          />
        )}
        {unit.open > 0 && <p>{successors.length > 0 ? words.openPasses(unit.open) : words.openStays(unit.open)}</p>}
      </div>
    </Modal>
  )
}
