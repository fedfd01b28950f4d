import { DatePicker, Form } from 'antd'
import dayjs from 'dayjs'
import type { ReactNode } from 'react'
import type { Issue } from '../api/contract.ts'
import { fieldLabels } from './words.zh.ts'

/** The id of a field's control, so that a finding can put the focus there. */
export const fieldId = (name: string) => `f-${name}`

type Props = {
  name: keyof typeof fieldLabels
  issues: Issue[]
  hint?: ReactNode
  required?: boolean
  children: ReactNode
}

/** Label above, control, then the worst finding or the hint. */
export function Field({ name, issues, hint, required, children }: Props) {
  const found = issues.filter((issue) => issue.field === name && issue.severity !== 'info')
  const worst = found.find((issue) => issue.severity === 'block') ?? found[0]
  return (
    <Form.Item
      label={fieldLabels[name]}
      htmlFor={fieldId(name)}
      required={required}
      validateStatus={worst ? (worst.severity === 'block' ? 'error' : 'warning') : undefined}
      help={worst?.message}
      extra={hint}
    >
      {children}
    </Form.Item>
  )
}

type DateProps = {
  id: string
  value: string | null
  onChange: (value: string | null) => void
  label?: string
  placeholder?: string
}

/** A legal day, kept as YYYY-MM-DD. */
export function DateField({ id, value, onChange, label, placeholder }: DateProps) {
  return (
    <DatePicker
      id={id}
      aria-label={label}
      className="fill"
      placeholder={placeholder}
      format={['YYYY-MM-DD', 'YYYYMMDD', 'YYYY年M月D日', 'YYYY/M/D']}
      value={value ? dayjs(value) : null}
      onChange={(day) => onChange(day ? day.format('YYYY-MM-DD') : null)}
    />
  )
}

/** Puts the focus on a field's control and brings it into view. */
export function focusField(name: string) {
  const control = document.getElementById(fieldId(name.split('.')[0] ?? name))
  control?.scrollIntoView({ block: 'center' })
  const target = control?.matches('input, textarea, button, select, [tabindex], [contenteditable]')
    ? control
    : control?.querySelector<HTMLElement>('input, textarea, button, [tabindex]')
  target?.focus()
}
