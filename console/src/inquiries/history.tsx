import { Timeline } from 'antd'
import type { InquiryDetail, InquiryVocabulary } from '../api/contract.ts'
import { useLookups } from '../publishing/queries.ts'
import { dateTime, dayOf } from '../shell/dates.ts'
import { acting, detail as words } from './words.zh.ts'

type Event = InquiryDetail['history'][number]

const colours: Record<string, string> = {
  return: '#b3261e',
  return_part: '#b3261e',
  refuse_pass: '#b3261e',
  refuse_part: '#b3261e',
  escalate: '#b3261e',
  hold_to_account: '#b3261e',
  void: '#b3261e',
  approve: '#2c6e49',
  approve_part: '#2c6e49',
  answer_at_once: '#2c6e49',
}

/** Everything that happened, newest first: who, when, the facts, and what was written. */
export function History({ inquiry, vocabulary }: { inquiry: InquiryDetail; vocabulary: InquiryVocabulary }) {
  const { data: lookups } = useLookups()
  const unitName = (id: unknown) => lookups?.units.find((unit) => unit.id === id)?.name ?? ''
  const said: Record<string, (value: unknown) => string> = {
    unitId: unitName,
    ownerId: (id) => inquiry.owners.find((one) => one.id === id)?.name ?? '',
    complexity: (key) => vocabulary.complexities[String(key)] ?? '',
    step: (key) => vocabulary.steps[String(key)] ?? '',
    outcome: (key) => vocabulary.outcomes[String(key)] ?? '',
    satisfaction: (key) => vocabulary.satisfactions[String(key)] ?? '',
    publish: (yes) => (yes ? words.yes : words.no),
    anew: (yes) => (yes ? words.yes : ''),
    complaintId: () => '',
  }
  const factsOf = ({ action, data }: Event): string[] => {
    if (action === 'register') return []
    const { sources, ...rest } = data as { sources?: { records: number[]; knowledge: number[] } }
    return [
      ...Object.entries(rest).flatMap(([key, value]) => {
        const name = (words.facts as Record<string, string>)[key]
        const text = said[key] ? said[key](value) : String(value ?? '')
        return name && text ? [`${name}：${text}`] : []
      }),
      ...(sources?.records.length ? [words.records(sources.records.length)] : []),
      ...(sources?.knowledge.length ? [words.knowledge(sources.knowledge.length)] : []),
      ...('how' in rest ? [acting.fields.hows[rest.how as 'call'] ?? ''] : []),
    ]
  }
  return (
    <Timeline
      className="history"
      items={inquiry.history.toReversed().map((event) => {
        const facts = factsOf(event)
        const who = event.by === 'writer' ? words.byWriter : (event.actorName ?? words.bySystem)
        return {
          color: colours[event.action] ?? '#0b4f6c',
          content: (
            <div>
              <strong>{event.label}</strong>
              {event.from !== null && event.from !== event.to && <span> → {vocabulary.statuses[event.to]}</span>}
              <div className="row-sub">
                {who}
                {event.onBehalfOfName && `（${words.onBehalf(event.onBehalfOfName)}）`} · {dateTime(event.at)}
                {event.on !== dayOf(event.at) && ` · ${words.countsOn(event.on)}`}
              </div>
              {facts.length > 0 && <div className="rq-facts">{facts.join('；')}</div>}
              {event.note && <blockquote className="reason">{event.note}</blockquote>}
            </div>
          ),
        }
      })}
    />
  )
}
