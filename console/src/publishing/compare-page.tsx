import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearchParams } from 'react-router'
import { answer, api } from '../api/client.ts'
import type { Comparison } from '../api/contract.ts'
import { Failure, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { record as words } from './words.zh.ts'

/** Two saved states of one item in one text: what was taken out and what was put in. */
export default function ComparePage() {
  const id = Number(useParams().id)
  const [params] = useSearchParams()
  const from = params.get('from') ?? ''
  const to = params.get('to') ?? ''
  const comparison = useQuery({
    queryKey: ['records', 'compare', id, from, to],
    queryFn: () => answer(api.GET('/api/records/{id}/compare', { params: { path: { id }, query: { from, to } } })),
  })
  if (comparison.isError) return <Failure error={comparison.error} again={() => comparison.refetch()} />
  if (!comparison.data) return <Waiting />
  return (
    <Page
      title={words.compareTitle}
      lead={
        <>
          <ins>{words.inserted}</ins> <del>{words.deleted}</del> <Link to={`/record/${id}`}>{words.back}</Link>
        </>
      }
    >
      <div className="paper">
        <article className="document">
          <h2 className="document-title">
            <TitleDiff title={comparison.data.title} />
          </h2>
          <div className="document-body" dangerouslySetInnerHTML={{ __html: comparison.data.body }} />
        </article>
      </div>
    </Page>
  )
}

function TitleDiff({ title }: { title: Comparison['title'] }) {
  if (typeof title === 'string') return title
  return title.map((part, i) => {
    const kind = part.kind ?? part.type
    if (kind === 'ins' || kind === 'insert' || kind === 'added') return <ins key={i}>{part.text}</ins>
    if (kind === 'del' || kind === 'delete' || kind === 'removed') return <del key={i}>{part.text}</del>
    return <span key={i}>{part.text}</span>
  })
}
