import { Input, InputNumber, type InputNumberProps, type InputProps } from 'antd'
import type { TextAreaProps } from 'antd/es/input'
import type { ReactNode } from 'react'
import type { FieldIssue } from '../api/contract.ts'
import { field as words } from './words.zh.ts'

/** The sentence that stands against a field: issues name it by its path, whole or from its end. */
export const faultOf = (issues: readonly FieldIssue[], name: string): string | undefined =>
  issues.find(({ field }) => field === name || field.endsWith(`.${name}`))?.message

type Props = {
  id: string
  label: string
  optional?: boolean | undefined
  hint?: ReactNode
  fault?: string | undefined
  children: ReactNode
}

/** Label above, hint, what is wrong, control. The control takes `described(id)` for screen readers. */
export function Field({ id, label, optional, hint, fault, children }: Props) {
  return (
    <div className={fault ? 'rq-field rq-field-wrong' : 'rq-field'}>
      <label htmlFor={id}>
        {label}
        {optional && <span className="muted">（{words.optional}）</span>}
      </label>
      {hint && (
        <div id={`${id}-hint`} className="hint">
          {hint}
        </div>
      )}
      {fault && (
        <div id={`${id}-fault`} className="rq-fault" role="alert">
          {fault}
        </div>
      )}
      {children}
    </div>
  )
}

/** What a control says of itself: that it is wrong, and where hint and fault stand. */
export const described = (id: string, fault: string | undefined) => ({
  id,
  'aria-invalid': fault ? true : undefined,
  'aria-describedby': `${id}-hint ${id}-fault`,
})

type Framed<Control, Value> = Omit<Props, 'children'> &
  Omit<Control, 'id' | 'value' | 'onChange'> & { value: Value; onChange: (value: Value) => void }

/** A field of one line. */
export function LineField({ id, label, optional, hint, fault, onChange, ...input }: Framed<InputProps, string>) {
  return (
    <Field id={id} label={label} optional={optional} hint={hint} fault={fault}>
      <Input {...described(id, fault)} {...input} onChange={(event) => onChange(event.target.value)} />
    </Field>
  )
}

/** A field of several lines. */
export function TextField({ id, label, optional, hint, fault, onChange, ...input }: Framed<TextAreaProps, string>) {
  return (
    <Field id={id} label={label} optional={optional} hint={hint} fault={fault}>
      <Input.TextArea {...described(id, fault)} {...input} onChange={(event) => onChange(event.target.value)} />
    </Field>
  )
}

type Whole = Framed<InputNumberProps<number>, number | null>

/** A field of a whole number; null while nothing stands in it. */
export function NumberField({ id, label, optional, hint, fault, ...input }: Whole) {
  return (
    <Field id={id} label={label} optional={optional} hint={hint} fault={fault}>
      <InputNumber<number> {...described(id, fault)} precision={0} {...input} />
    </Field>
  )
}

type ChoiceProps<T extends string> = {
  label: string
  fault?: string | undefined
  hint?: ReactNode
  name: string
  value: T | undefined
  options: readonly { value: T; label: ReactNode; disabled?: boolean }[]
  onChange: (value: T) => void
}

/** One out of a few, all of them in sight. */
export function Choice<T extends string>({ label, fault, hint, name, value, options, onChange }: ChoiceProps<T>) {
  return (
    <fieldset className={fault ? 'rq-choice rq-field-wrong' : 'rq-choice'}>
      <legend>{label}</legend>
      {hint && <div className="hint">{hint}</div>}
      {fault && (
        <div className="rq-fault" role="alert">
          {fault}
        </div>
      )}
      <div className="rq-options">
        {options.map((option) => (
          <label key={option.value} className={option.disabled ? 'muted' : ''}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={value === option.value}
              disabled={option.disabled}
              onChange={() => onChange(option.value)}
            />{' '}
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** Goes to the first field with a fault, so that who types need not look for it. */
export const focusFault = (form: HTMLElement | null) =>
  requestAnimationFrame(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
