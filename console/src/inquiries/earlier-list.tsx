import { Link } from 'react-router'
import type { InquiryDetail } from '../api/contract.ts'
import { dayOf } from '../shell/dates.ts'
import { detail as words } from './words.zh.ts'

type Earlier = InquiryDetail['earlier'][number]

/** Cases of the same writer or with the same words, and in what they agree. */
export const EarlierList = ({ items }: { items: Earlier[] }) => (
  <ul className="duplicates">
    {items.map((one) => (
      <li key={one.caseId}>
        <Link to={`/inquiries/${one.caseId}`} target="_blank">
          {one.summary}
        </Link>
        <div className="row-sub">
          <strong>
            {one.sameWriter && one.sameWords ? words.sameBoth : one.sameWriter ? words.sameWriter : words.sameWords}
          </strong>{' '}
          ·{' '}
          {[one.number, one.kindLabel, one.unitName, dayOf(one.submittedAt), one.statusLabel]
            .filter(Boolean)
            .join(' · ')}
        </div>
      </li>
    ))}
  </ul>
)
