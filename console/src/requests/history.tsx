import { Timeline } from 'antd'
import type { RequestDetail, RequestVocabulary } from '../api/contract.ts'
import { dateTime, dayOf } from '../shell/dates.ts'
import { acting, detail as words } from './words.zh.ts'

type Event = RequestDetail['history'][number]

const f = acting.fields
const names: Record<string, string> = {
  until: f.until,
  how: f.how,
  kind: f.consultKind,
  agency: f.agency,
  helper: f.helper,
  help: f.help,
  consultation: words.consultations,
  opinion: f.opinion,
  workingDays: f.workingDays,
  basis: f.basis,
  quantity: f.quantityPages,
  ticket: f.ticket,
  place: f.place,
  words: f.words,
  way: f.deliverWay,
  tracking: f.tracking,
  result: f.result,
  nextOn: f.nextOn,
}

/** A day that means something else with each act. */
const untilNames: Record<string, string> = { ask_help: f.helpUntil, delay: f.delayUntil }

/** The facts of an event as short pairs; the answer is shown in its own panel, so only its kind is named here. */
const factsOf = (event: Event, vocabulary: RequestVocabulary): string[] => {
  const data = event.data as Record<string, unknown>
  const said: Record<string, Record<string, string>> = {
    how: f.hows,
    kind: vocabulary.consultations,
    opinion: vocabulary.opinions,
    basis: words.feeBasis,
    way: vocabulary.deliveryWays,
    result: words.results,
  }
  const facts: string[] = []
  if (event.action === 'propose') {
    const { kind } = (data as { reply: { kind: string } }).reply
    facts.push(vocabulary.replyKinds.find((one) => one.key === kind)?.label ?? kind)
  }
  if (event.action === 'contact') facts.push(data.reached ? f.reachedYes : f.reachedNo)
  if (event.action === 'log_search') facts.push(data.found ? words.found : words.notFound)
  if (data.excused) facts.push(f.excused)
  for (const [key, value] of Object.entries(data)) {
    const name = (key === 'until' ? untilNames[event.action] : undefined) ?? names[key]
    if (!name || value === '' || value === null || (event.action === 'contact' && key === 'how')) continue
    facts.push(`${name}：${said[key]?.[String(value)] ?? String(value)}`)
  }
  return facts
}

const colours: Record<string, string> = { return: '#b3261e', void: '#b3261e', deliver: '#2c6e49', approve: '#2c6e49' }

/** Everything that happened, newest first: who, when, the facts, and what was written. */
export function History({ request, vocabulary }: { request: RequestDetail; vocabulary: RequestVocabulary }) {
  return (
    <Timeline
      className="history"
      items={[...request.history].reverse().map((event) => {
        const who = event.by === 'applicant' ? words.byApplicant : event.actorName ? event.actorName : words.bySystem
        const facts = factsOf(event, vocabulary)
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
