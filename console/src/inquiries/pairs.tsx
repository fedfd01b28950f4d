import type { ReactNode } from 'react'

/** Facts as name and value; those without a value are left out. */
export const Pairs = ({ rows }: { rows: [string, ReactNode][] }) => (
  <dl className="rq-pairs">
    {rows
      .filter(([, value]) => value)
      .map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
  </dl>
)
