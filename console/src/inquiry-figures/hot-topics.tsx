import { Link } from 'react-router'
import type { InquiryStatisticsQuery } from '../api/contract.ts'
import { Failure } from '../shell/notices.tsx'
import { casesBehind, Opens } from './behind.tsx'
import { useAlike, useRisingWords } from './queries.ts'
import { figures as words } from './words.zh.ts'

/** Words that rise against the period before, and messages that say nearly the same. */
export function HotTopics({ scope }: { scope: InquiryStatisticsQuery }) {
  const rising = useRisingWords(scope)
  const alike = useAlike(scope)
  const lead = rising.data?.words.some((one) => one.before > 0) ? words.wordsLead : words.wordsNew
  return (
    <div className="figures-two">
      <section className="panel" aria-labelledby="figures-words">
        <h2 id="figures-words" className="section-title">
          {words.words}
        </h2>
        {rising.isError && <Failure error={rising.error} again={() => rising.refetch()} />}
        {rising.data && <p className="muted">{lead(rising.data.before.from, rising.data.before.to)}</p>}
        {rising.data?.words.length === 0 && <p>{words.noWords}</p>}
        {!!rising.data?.words.length && (
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{words.word}</th>
                <th scope="col" className="number">
                  {words.now}
                </th>
                <th scope="col" className="number">
                  {words.before}
                </th>
              </tr>
            </thead>
            <tbody>
              {rising.data.words.map(({ word, now, before }) => (
                <tr key={word}>
                  <td>{word}</td>
                  <td className="number">
                    <Opens n={now} to={casesBehind(scope, { figure: 'received', q: word })} label={word} />
                  </td>
                  <td className="number">{before}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      <section className="panel" aria-labelledby="figures-alike">
        <h2 id="figures-alike" className="section-title">
          {words.alike}
        </h2>
        <p className="muted">{words.alikeLead}</p>
        {alike.isError && <Failure error={alike.error} again={() => alike.refetch()} />}
        {alike.data?.length === 0 && <p>{words.noAlike}</p>}
        <ul className="figures-lines">
          {alike.data?.map(({ alikeId, n, units, summary, last }) => (
            <li key={alikeId}>
              <Link to={casesBehind(scope, { alike: alikeId })}>{summary}</Link>
              <div className="row-sub">
                {words.alikeCount(n, units)} · {words.last(last)}
              </div>
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}
