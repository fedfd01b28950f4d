import { Link, Navigate, useParams, useSearchParams } from 'react-router'
import { FailedPage, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { ComparisonView } from './comparison-view.tsx'
import { useComparison } from './queries.ts'
import { comparing as words } from './words.zh.ts'

/** `1.2` → 第 1 版第 2 稿 */
const standOf = (stand: string) => {
  const [edition, revision] = stand.split('.').map(Number)
  return words.stand(edition ?? 0, revision ?? 0)
}

/** Two saved states of one item: what was taken out and what was put in. */
export default function ComparePage() {
  const id = Number(useParams().id)
  const [params] = useSearchParams()
  const from = params.get('from') ?? ''
  const to = params.get('to') ?? ''
  const comparison = useComparison(id, from, to)
  // An address cut short says of nothing what to compare.
  if (!from || !to) return <Navigate to={`/record/${id}`} replace />
  if (comparison.isError) return <FailedPage error={comparison.error} again={() => comparison.refetch()} />
  if (!comparison.data) return <Waiting />
  return (
    <Page title={words.title} lead={<Link to={`/record/${id}`}>{words.back}</Link>}>
      <div className="paper">
        <ComparisonView comparison={comparison.data} from={standOf(from)} to={standOf(to)} />
      </div>
    </Page>
  )
}
