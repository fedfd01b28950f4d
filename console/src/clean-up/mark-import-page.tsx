import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link, useParams } from 'react-router'
import { answer, api } from '../api/client.ts'
import { FailedPage, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { TableImport } from '../shell/table-import.tsx'
import { markImport as words } from './words.zh.ts'

/** Opinions from a table: all of it or nothing. */
export default function MarkImportPage() {
  const id = Number(useParams().id)
  const round = useQuery({
    queryKey: ['clean-ups', id],
    queryFn: () => answer(api.GET('/api/clean-ups/{id}', { params: { path: { id } } })),
  })
  if (round.isError) return <FailedPage error={round.error} again={() => round.refetch()} />
  if (!round.data) return <Waiting />
  const back = <Link to={`/clean-ups/${id}`}>{words.back(round.data.title)}</Link>
  if (!round.data.actions.some(({ action }) => action === 'mark'))
    return (
      <Page title={words.title} lead={back}>
        <p className="panel">{words.notNow}</p>
      </Page>
    )
  return (
    <Page
      title={words.title}
      lead={back}
      actions={<Button href={`/api/clean-ups/${id}/marks/table`}>{words.table}</Button>}
    >
      <ol className="panel tight-steps">
        {words.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <TableImport path={`/api/clean-ups/${id}/marks/imports`} queryKey={['clean-ups']} whole />
    </Page>
  )
}
