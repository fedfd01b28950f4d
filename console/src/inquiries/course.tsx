import type { InquiryDetail } from '../api/contract.ts'
import { detail as words } from './words.zh.ts'

type Part = InquiryDetail['parts'][number]
type Stage = InquiryDetail['stages'][number] & { to: string | null; now: boolean; parts: Part[] }

/** Stages in their order, each with its last day and the parts that were asked for while it lasted. */
export const stagesOf = ({ stages, parts, history, status }: InquiryDetail): Stage[] => {
  const open = status !== 'closed' && status !== 'void'
  const endedOn = open
    ? null
    : (history.findLast((event) => event.to !== event.from && event.to === status)?.on ?? null)
  const holding = (on: string) => stages.findLastIndex((one) => one.on <= on)
  return stages.map((stage, i) => ({
    ...stage,
    to: stages[i + 1]?.on ?? endedOn,
    now: open && i === stages.length - 1,
    parts: parts.filter((part) => holding(part.askedOn) === i),
  }))
}

const stateOf = (part: Part): keyof typeof words.partState =>
  part.refusedOn ? 'refused' : part.answeredOn ? 'answered' : part.answer ? 'review' : 'open'

/** Who has had the case and when, as a row of boxes; what other units answer hangs below whoever asked them. */
export function Course({ inquiry }: { inquiry: InquiryDetail }) {
  const { transfers, refusals } = inquiry
  const elsewhere = inquiry.parts.some((part) => part.open)
  const counted = words.courseLead(transfers, refusals)
  return (
    <section className="panel" aria-labelledby="iq-course">
      <h2 id="iq-course" className="section-title">
        {words.course}
        {counted && <small className="muted">{counted}</small>}
      </h2>
      <ol className="iq-course">
        {stagesOf(inquiry).map((stage, i) => (
          <li key={`${stage.on}-${i}`} className={stage.now ? 'iq-stage iq-stage-now' : 'iq-stage'}>
            <div className="iq-box">
              <span className="iq-box-what">{words.stage[stage.what]}</span>
              <strong>{stage.unitName}</strong>
              <span className="row-sub">{words.since(stage.on, stage.to)}</span>
              {stage.now && (
                <span className="iq-box-marks">
                  <span className="iq-flag">{words.responsible}</span>
                  {!elsewhere && <span className="iq-flag iq-flag-turn">{words.turn}</span>}
                </span>
              )}
            </div>
            {stage.parts.length > 0 && (
              <ol className="iq-branches">
                {stage.parts.map((part) => (
                  <li key={part.number} className={`iq-box iq-part iq-part-${stateOf(part)}`}>
                    <span className="iq-box-what">{words.part(part.number)}</span>
                    <strong>{part.unitName}</strong>
                    <span className="row-sub">{words.since(part.askedOn, part.answeredOn ?? part.refusedOn)}</span>
                    <span className="row-sub">{words.partState[stateOf(part)]}</span>
                    {part.open && (
                      <span className="iq-box-marks">
                        <span className="iq-flag iq-flag-turn">{words.turn}</span>
                      </span>
                    )}
                  </li>
                ))}
              </ol>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
