import { Button, Select } from 'antd'
import type { DeskCall } from '../api/contract.ts'
import { clearable } from '../shell/clearable.ts'
import { useDuty } from './queries.ts'
import { calls, seat as words } from './words.zh.ts'

type Props = {
  call: DeskCall | null
  unitId: number | null
  units: { value: number; label: string }[]
  onUnit: (id: number | null) => void
  busy: boolean
  onTransfer: () => void
  onCancel: () => void
  onLog: () => void
  onCase: () => void
}

/** To whom the call would go now, and how it went when it was tried. */
export function TransferPanel({ call, unitId, units, onUnit, busy, onTransfer, onCancel, onLog, onCase }: Props) {
  const duty = useDuty(unitId).data
  const tries = call?.transfers ?? []
  const ringing = tries.find(({ outcome }) => outcome === 'ringing')
  const through = call?.phase === 'transferred' || call?.outcome === 'transferred'
  return (
    <section className="panel" aria-labelledby="transfer-title">
      <h2 id="transfer-title" className="section-title">
        {duty ? words.transferTo(duty.unitName) : words.transferUnit}
      </h2>
      <Select
        className="fill"
        aria-label={words.transferUnit}
        showSearch={{ optionFilterProp: 'label' }}
        allowClear={clearable}
        placeholder={words.transferNone}
        options={units}
        value={unitId ?? undefined}
        onChange={(value) => onUnit(value ?? null)}
      />
      {duty && (
        <dl className="duty">
          {duty.ring.map(({ name, phone, deputy }) => (
            <div key={name + phone}>
              <dt>{deputy ? words.deputy : words.onDuty}</dt>
              <dd>
                <strong>{name}</strong> {phone}
              </dd>
            </div>
          ))}
          {duty.ring.length === 0 && (
            <div>
              <dt>{words.onDuty}</dt>
              <dd className="duty-none">{duty.whyLabel}</dd>
            </div>
          )}
          <div>
            <dt>{words.publicNumber}</dt>
            <dd>{duty.publicPhone || '—'}</dd>
          </div>
          <div>
            <dt>{words.hours}</dt>
            <dd>{duty.hours}</dd>
          </div>
        </dl>
      )}
      {tries.length > 0 && (
        <ul className="plain-list tries" aria-live="polite">
          {tries.map(({ at, unitName, person, deputy, outcomeLabel }) => (
            <li key={at}>
              {unitName} {person || calls.publicNumber}
              {deputy && person && calls.deputy}：{outcomeLabel}
            </li>
          ))}
        </ul>
      )}
      <div className="call-acts">
        {through ? (
          <Button type="primary" onClick={onLog}>
            {words.logTransferred}
          </Button>
        ) : ringing ? (
          <Button onClick={onCancel}>{words.cancelTransfer}</Button>
        ) : (
          <Button onClick={onTransfer} loading={busy} disabled={call?.phase !== 'talking' || unitId === null}>
            {words.transfer}
          </Button>
        )}
        <Button onClick={onCase} disabled={!call || call.logged}>
          {words.openCase}
        </Button>
      </div>
    </section>
  )
}
