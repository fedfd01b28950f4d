import { useQueries } from '@tanstack/react-query'
import { Link } from 'react-router'
import { answer, api } from '../api/client.ts'
import type { InquiryDetail } from '../api/contract.ts'
import { usePublicTitles } from '../publishing/queries.ts'
import { portalAddress, useSite } from '../shell/site.ts'
import { detail as words } from './words.zh.ts'

export type Sources = NonNullable<InquiryDetail['reply']>['sources']

/** Titles of what an answer rests on; one that is no longer public is named by its number. */
export function useSourceTitles({ records, knowledge }: Sources) {
  const items = usePublicTitles(records)
  const entries = useQueries({
    queries: knowledge.map((id) => ({
      queryKey: ['knowledge', 'one', id],
      queryFn: () => answer(api.GET('/api/knowledge/{id}', { params: { path: { id } } })),
      retry: false,
    })),
  })
  return {
    recordTitle: (i: number) => items.get(records[i]!) ?? words.recordOf(records[i]!),
    entryTitle: (i: number) => entries[i]?.data?.question ?? words.knowledgeOf(knowledge[i]!),
  }
}

/** What an answer rests on, as links: items where the writer reads them too, for they may be another unit's. */
export function SourceLinks({ sources }: { sources: Sources }) {
  const site = useSite()
  const { recordTitle, entryTitle } = useSourceTitles(sources)
  if (sources.records.length + sources.knowledge.length === 0) return null
  return (
    <>
      <h3 className="rq-verb-title">{words.sources}</h3>
      <ul className="plain-list">
        {sources.records.map((id, i) => (
          <li key={`r${id}`}>
            <a href={portalAddress(site, `/items/${id}`)} target="_blank" rel="noreferrer">
              {recordTitle(i)}
            </a>
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
