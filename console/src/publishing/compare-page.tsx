import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearchParams } from 'react-router'
import { answer, api } from '../api/client.ts'
import type { Comparison } from '../api/contract.ts'
import { FailedPage, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { labelOf } from './findings.tsx'
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
  if (comparison.isError) return <FailedPage error={comparison.error} again={() => comparison.refetch()} />
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
          <h2 className="document-title" dangerouslySetInnerHTML={{ __html: comparison.data.title }} />
          <div className="document-body" dangerouslySetInnerHTML={{ __html: comparison.data.body }} />
        </article>
        <MetadataChanges comparison={comparison.data} />
      </div>
    </Page>
  )
}

function MetadataChanges({ comparison }: { comparison: Comparison }) {
  const { metadata, attachments } = comparison
  if (metadata.length + attachments.added.length + attachments.removed.length === 0) return null
  return (
    <table className="metadata-table">
      <caption className="small-title">{words.otherChanges}</caption>
      <tbody>
        {metadata.map((row) => (
          <tr key={row.field}>
            <th scope="row">{labelOf(row.field) || row.field}</th>
            <td>
              {row.from && <del>{row.from}</del>} {row.to && <ins>{row.to}</ins>}
            </td>
          </tr>
        ))}
        {(attachments.added.length > 0 || attachments.removed.length > 0) && (
          <tr>
            <th scope="row">{words.attachments}</th>
            <td>
              {attachments.removed.map((name) => (
                <div key={`-${name}`}>
                  <del>{name}</del>
                </div>
              ))}
              {attachments.added.map((name) => (
                <div key={`+${name}`}>
                  <ins>{name}</ins>
                </div>
              ))}
            </td>
          </tr>
        )}
      </tbody>
    </table>
  )
}
