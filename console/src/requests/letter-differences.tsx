import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { answer, api } from '../api/client.ts'
import { useSettled } from '../casework/use-settled.ts'
import { differences as words } from './template-words.zh.ts'

type Props = {
  from: string
  to: string
  /** What it is compared with, by name. */
  than: string
  open?: boolean
}

/** What differs between two texts of a letter, both in one. Nothing where they say the same. */
export function LetterDifferences({ from, to, than, open = false }: Props) {
  const asked = useSettled(JSON.stringify({ from, to }), 600)
  const found = useQuery({
    queryKey: ['requests', 'letter-differences', asked],
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    retry: false,
    queryFn: () => answer(api.POST('/api/requests/letter-differences', { body: JSON.parse(asked) })),
  })
  if (!found.data?.changes) return null
  return (
    <details className="rq-differences" open={open}>
      <summary>{words.count(than, found.data.changes)}</summary>
      {/* The office writes it from what it has cleaned. */}
      <div className="document document-body" dangerouslySetInnerHTML={{ __html: found.data.html }} />
    </details>
  )
}
