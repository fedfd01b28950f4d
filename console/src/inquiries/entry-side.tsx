import { useQuery } from '@tanstack/react-query'
import { answer, api } from '../api/client.ts'
import type { InquiryEntryCheck, InquiryVocabulary } from '../api/contract.ts'
import { useSettled } from '../casework/use-settled.ts'
import { KnownAnswers } from '../knowledge/known-answers.tsx'
import { EarlierList } from './earlier-list.tsx'
import type { Entry } from './entry.ts'
import { entry as words } from './words.zh.ts'

/** What the office says of an entry while it is typed. */
export function useEntryCheck(entry: Entry): InquiryEntryCheck | undefined {
  const settled = useSettled(entry, 500)
  const { requestKey, note, ...checked } = settled
  return useQuery({
    queryKey: ['inquiries', 'entry-check', checked],
    enabled: settled.receivedOn !== '',
    staleTime: 60_000,
    gcTime: 60_000,
    placeholderData: (before) => before,
    queryFn: () => answer(api.POST('/api/inquiries/entry-check', { body: checked })),
  }).data
}

type Props = { check: InquiryEntryCheck | undefined; asked: string; vocabulary: InquiryVocabulary }

/** Beside the form: what it seems to be, what the same writer asked before, and answers that are there already. */
export function EntrySide({ check, asked, vocabulary }: Props) {
  return (
    <aside className="rq-entry-side" aria-label={words.side}>
      <section className="panel" aria-labelledby="entry-seems">
        <h2 id="entry-seems" className="section-title">
          {words.seems}
        </h2>
        <div role="status">
          {check?.likeness.length ? (
            <ul className="iq-seems">
              {check.likeness.map((one) => (
                <li key={one}>
                  <strong>{vocabulary.likenesses[one]}</strong>
                  <div className="hint">{words.seemsHint[one]}</div>
                </li>
              ))}
            </ul>
          ) : (
            <p className="muted">{words.seemsNone}</p>
          )}
        </div>
      </section>
      <section className="panel" aria-labelledby="entry-earlier">
        <h2 id="entry-earlier" className="section-title">
          {words.earlier}
        </h2>
        {check?.earlier.length ? (
          <>
            <EarlierList items={check.earlier} />
            <p className="hint">{words.earlierHint}</p>
          </>
        ) : (
          <p className="muted">{words.earlierNone}</p>
        )}
      </section>
      <KnownAnswers text={asked} hint={words.answersHint} />
    </aside>
  )
}
