import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { EntryCheck } from '../api/contract.ts'
import { dayOf } from '../shell/dates.ts'
import { entry as words } from './words.zh.ts'

type Alike = EntryCheck['alike'][number]
type Props = { items: Alike[]; statuses: Record<string, string>; extra?: (one: Alike) => ReactNode }

/** Requests by the same applicant or with the same words, and in what they agree. */
export const AlikeList = ({ items, statuses, extra }: Props) => (
  <ul className="duplicates">
    {items.map((one) => (
      <li key={one.caseId}>
        <Link to={`/requests/${one.caseId}`} target="_blank">
          {one.summary}
        </Link>
        <div className="row-sub">
          <strong>
            {one.sameApplicant && one.sameContent
              ? words.sameBoth
              : one.sameApplicant
                ? words.sameApplicant
                : words.sameContent}
          </strong>{' '}
          · {one.number} · {dayOf(one.submittedAt)} · {statuses[one.status]}
        </div>
        {extra?.(one)}
      </li>
    ))}
  </ul>
)
