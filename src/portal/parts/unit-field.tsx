import type { UnitChanged } from '../../foundations/publication-log/entries.ts'
import { requestWords } from '../request-words.zh.ts'
import { words } from '../words.zh.ts'
import { described, Field } from './form-field.tsx'
import { unitsByKind } from './unit-directory.tsx'

/** Units to choose from, by kind; where scripts run, the island narrows them to what is typed. */
export function UnitField(props: {
  value: string
  units: UnitChanged[]
  label: string
  hint: string
  /** Said for no unit at all. */
  none: string
  issue: string | undefined
}) {
  const { value, issue } = props
  return (
    <Field name="unit" label={props.label} hint={props.hint} issue={issue}>
      <div data-unit-filter={requestWords.unitFilter}>
        <select {...described('unit', true, issue)}>
          <option value="">{props.none}</option>
          {unitsByKind(props.units).map(([kind, list]) => (
            <optgroup label={words.unitKinds[kind]}>
              {list.map((unit) => (
                <option value={unit.code} selected={value === unit.code}>
                  {unit.name}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </div>
    </Field>
  )
}
