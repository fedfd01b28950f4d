import { useQueries } from '@tanstack/react-query'
import { Link } from 'react-router'
import { answer, api } from '../api/client.ts'
import type { InquiryDetail } from '../api/contract.ts'
import { detail as words } from './words.zh.ts'

export type Sources = NonNullable<InquiryDetail['reply']>['sources']

/** Titles of what an answer rests on; one that may not be read here is named by its number. */
export function useSourceTitles({ records, knowledge }: Sources) {
  const items = useQueries({
    queries: records.map((id) => ({
      queryKey: ['records', 'one', id],
      queryFn: () => answer(api.GET('/api/records/{id}', { params: { path: { id } } })),
      retry: false,
    })),
  })
  const entries = useQueries({
    queries: knowledge.map((id) => ({
      queryKey: ['knowledge', 'one', id],
      queryFn: () => answer(api.GET('/api/knowledge/{id}', { params: { path: { id } } })),
      retry: false,
    })),
  })
  return {
    recordTitle: (i: number) => items[i]?.data?.revision.title ?? words.recordOf(records[i]!),
    entryTitle: (i: number) => entries[i]?.data?.question ?? words.knowledgeOf(knowledge[i]!),
  }
}

/** What an answer rests on, as links. */
export function SourceLinks({ sources }: { sources: Sources }) {
  const { recordTitle, entryTitle } = useSourceTitles(sources)
  if (sources.records.length + sources.knowledge.length === 0) return null
  return (
    <>
      <h3 className="rq-verb-title">{words.sources}</h3>
      <ul className="plain-list">
        {sources.records.map((id, i) => (
          <li key={`r${id}`}>
            <Link to={`/record/${id}`}>{recordTitle(i)}</Link>
          </li>
        ))}
        {sources.knowledge.map((id, i) => (
          <li key={`k${id}`}>
            <Link to={`/knowledge/${id}`}>{entryTitle(i)}</Link>
          </li>
        ))}
      </ul>
    </>
  )
}
