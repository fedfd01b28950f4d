import type { ComponentChildren } from 'preact'

/** What is wrong with a field; '' is the form as a whole. */
export type FieldIssue = { field: string; message: string }

/** A label above, its hint and what is wrong between, the control below. */
export function Field(props: {
  name: string
  label: string
  hint?: string | undefined
  issue: string | undefined
  children: ComponentChildren
}) {
  const { name, label, hint, issue } = props
  return (
    <div class={issue ? 'field wrong' : 'field'}>
      <label for={name}>{label}</label>
      {hint && (
        <p class="grey" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {issue && (
        <p class="field-issue" id={`${name}-issue`}>
          {issue}
        </p>
      )}
      {props.children}
    </div>
  )
}

/** What a control says of itself, for its label, hint and issue. */
export const described = (name: string, hint: boolean, issue: string | undefined) => {
  const by = [hint ? `${name}-hint` : '', issue ? `${name}-issue` : ''].filter(Boolean).join(' ')
  return {
    id: name,
    name,
    ...(by ? { 'aria-describedby': by } : {}),
    ...(issue ? { 'aria-invalid': 'true' as const } : {}),
  }
}

export function TextField(props: {
  name: string
  label: string
  hint?: string | undefined
  issue: string | undefined
  value: string
  most: number
  type?: 'text' | 'tel' | 'email'
  complete?: string
  narrow?: boolean
  mark?: Record<string, string>
  /** What the list is called in which a script suggests titles and numbers of what is public. */
  suggests?: string
}) {
  const { name, label, hint, issue, value, most, type = 'text', complete = 'off', narrow, mark = {}, suggests } = props
  const input = (
    <input
      {...described(name, Boolean(hint), issue)}
      {...mark}
      class={narrow ? 'narrow' : undefined}
      type={type as 'text'}
      value={value}
      maxLength={most}
      autocomplete={complete}
    />
  )
  return (
    <Field name={name} label={label} hint={hint} issue={issue}>
      {suggests ? (
        <div class="search-box" data-suggest="fill" data-list-label={suggests}>
          {input}
        </div>
      ) : (
        input
      )}
    </Field>
  )
}

export function Choices(props: {
  name: string
  label: string
  hint?: string | undefined
  issue: string | undefined
  value: string
  choices: readonly (readonly [value: string, label: string])[]
}) {
  const { name, label, hint, issue, value, choices } = props
  const by = [hint ? `${name}-hint` : '', issue ? `${name}-issue` : ''].filter(Boolean).join(' ')
  return (
    <fieldset id={name} class={issue ? 'field wrong' : 'field'} tabIndex={-1} aria-describedby={by || undefined}>
      <legend>{label}</legend>
      {hint && (
        <p class="grey" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {issue && (
        <p class="field-issue" id={`${name}-issue`}>
          {issue}
        </p>
      )}
      {choices.map(([choice, text]) => (
        <label class="choice">
          <input type="radio" name={name} value={choice} checked={value === choice} />
          {text}
        </label>
      ))}
    </fieldset>
  )
}

/** Everything that is wrong, at the top, with links to the fields. */
export function IssueSummary({ title, issues }: { title: string; issues: FieldIssue[] }) {
  if (issues.length === 0) return null
  return (
    <div class="notice notice-important" role="alert" id="issues" tabIndex={-1}>
      <p class="notice-title">{title}</p>
      <ul>
        {issues.map(({ field, message }) => (
          <li>{field ? <a href={`#${field}`}>{message}</a> : message}</li>
        ))}
      </ul>
    </div>
  )
}

/** A field that people do not see and programs fill in. */
export function Trap({ label }: { label: string }) {
  return (
    <div class="unseen" aria-hidden="true">
      <label for="website">{label}</label>
      <input id="website" name="website" type="text" tabIndex={-1} autocomplete="off" />
    </div>
  )
}
