import type { FieldIssue } from '../api/contract.ts'
import { faultOf, LineField } from '../casework/field.tsx'
import type { Entry } from './entry.ts'
import { entry as words } from './words.zh.ts'

type Writer = Entry['writer']
type Props = { value: Writer; issues: FieldIssue[]; onChange: (value: Writer) => void }

/** Who wrote or called; the telephone first, because it finds earlier cases. */
export function WriterFields({ value, issues, onChange }: Props) {
  const line = (name: keyof Writer, max: number, more: { hint?: string; mode?: 'tel' | 'email' } = {}) => {
    const fault = faultOf(issues, `writer.${name}`)
    return (
      <LineField
        id={`writer-${name}`}
        label={words[name]}
        optional
        hint={more.hint}
        fault={fault}
        status={fault ? 'error' : undefined}
        inputMode={more.mode}
        autoComplete="off"
        maxLength={max}
        value={value[name]}
        onChange={(typed) => onChange({ ...value, [name]: typed })}
      />
    )
  }
  return (
    <>
      <div className="pair">
        {line('phone', 30, { mode: 'tel' })}
        {line('name', 50)}
      </div>
      <div className="pair">
        {line('email', 100, { mode: 'email' })}
        {line('address', 200)}
      </div>
      {!value.phone && line('pin', 20, { hint: words.pinHint })}
    </>
  )
}
