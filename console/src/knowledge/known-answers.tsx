import { useQuery } from '@tanstack/react-query'
import { Tag } from 'antd'
import { answer, api } from '../api/client.ts'
import { useSettled } from '../casework/use-settled.ts'
import { portalAddress, useSite } from '../shell/site.ts'
import { known as words } from './words.zh.ts'

type Props = {
  /** What somebody asks, as it is being typed. */
  text: string
  /** What to do with an answer that fits. */
  hint: string
}

/** Beside a form of entry: answers and published items that are there already, before anything is registered. */
export function KnownAnswers({ text, hint }: Props) {
  const asked = useSettled(text.trim().slice(0, 200), 500)
  const site = useSite()
  const { answers = [], items = [] } =
    useQuery({
      queryKey: ['knowledge', 'known', asked],
      enabled: asked.length > 3,
      staleTime: 60_000,
      gcTime: 60_000,
      placeholderData: (before) => before,
      queryFn: () => answer(api.POST('/api/knowledge/known', { body: { text: asked } })),
    }).data ?? {}
  const none = asked.length <= 3 || answers.length + items.length === 0
  return (
    <section className="panel" aria-labelledby="entry-answers">
      <h2 id="entry-answers" className="section-title">
        {words.title}
      </h2>
      {none ? (
        <p className="muted">{words.none}</p>
      ) : (
        <>
          {answers.map((one) => (
            <details key={one.id}>
              <summary>
                {one.question} {one.flagged && <Tag color="error">{words.flagged}</Tag>}
              </summary>
              <p className="rq-what">{one.answer}</p>
              <p className="row-sub">{one.unitName}</p>
            </details>
          ))}
          {items.length > 0 && (
            <>
              <h3 className="rq-verb-title">{words.items}</h3>
              <ul className="duplicates">
                {items.map((one) => (
                  <li key={one.recordId}>
                    <a href={portalAddress(site, `/items/${one.recordId}`)} target="_blank" rel="noreferrer">
                      {one.title}
                    </a>
                    <div className="row-sub">
                      {one.unitName} · {one.publishedOn}
                    </div>
                  </li>
                ))}
              </ul>
            </>
          )}
          <p className="hint">{hint}</p>
        </>
      )}
    </section>
  )
}
