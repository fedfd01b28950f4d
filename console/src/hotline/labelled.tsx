import { type ReactNode, useId } from 'react'

type Props = { label: string; hint?: string; fault?: string | undefined; children: (id: string) => ReactNode }

/** A control under its label; what is wrong with it stands below. */
export function Labelled({ label, hint, fault, children }: Props) {
  const id = useId()
  return (
    <div className="labelled">
      <label htmlFor={id}>
        {label} {hint && <span className="muted">{hint}</span>}
      </label>
      {children(id)}
      {fault && <p className="case-fault">{fault}</p>}
    </div>
  )
}
