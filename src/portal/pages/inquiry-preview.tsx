import { isTopic, topics } from '../../foundations/classification/index.ts'
import type { LineChanged } from '../../foundations/publication-log/entries.ts'
import { type InquiryDraft, inquiryFields } from '../inquiry-draft.ts'
import { inquiryWords as w } from '../inquiry-words.zh.ts'
import type { Held } from '../intake/held-files.ts'
import type { OtherDoor } from '../other-door.ts'
import { Breadcrumb } from '../parts/breadcrumb.tsx'
import { heldLine } from '../parts/files-field.tsx'
import { type FieldIssue, IssueSummary, Trap } from '../parts/form-field.tsx'
import { type Known, KnownAnswers, nothingKnown } from '../parts/known-answers.tsx'
import { AsRequestButton, OtherDoors } from '../parts/other-doors.tsx'
import { RobotQuestion } from '../parts/robot-question.tsx'
import { requestWords } from '../request-words.zh.ts'
import type { Question } from '../robots.ts'

/** Names and values of everything that was filled in, in the order of the form. @param to who will have it */
export const filledInquiry = (draft: InquiryDraft, to: string, held: Held[]): [name: string, value: string][] => {
  const report = draft.kind === 'report'
  const all: [string, string][] = [
    [w.kind, w.doors[draft.kind].title],
    [w.subject, draft.subject],
    [w.text[draft.kind], draft.text],
    [w.place, draft.place],
    [w.topic, isTopic(draft.topic) ? topics[draft.topic] : topics.other],
    [report ? w.reportUnit : w.toUnit, to],
    [w.name, draft.name || (report ? w.anonymous : '')],
    [w.phone, draft.phone],
    [w.pin, draft.pin && w.pinFact],
    [w.email, draft.email],
    [requestWords.parts.files, held.map(heldLine).join('；')],
    [w.consentFact, report ? '' : draft.consent === '1' ? w.consentYes : w.consentNo],
  ]
  return all.filter(([, value]) => value !== '')
}

export const sendLabel = (kind: InquiryDraft['kind']) => (kind === 'report' ? w.send.report : w.send.other)
/** What happens next and by when. */
export const afterwards = (kind: InquiryDraft['kind'], line: LineChanged): readonly string[] =>
  kind === 'report' ? w.afterReport(line.complaint) : w.after(line.ordinary)

/** Everything that was filled in, to be sent on to whichever door is chosen. */
function Carried({ draft }: { draft: InquiryDraft }) {
  return inquiryFields.map((name) => <input type="hidden" name={name} value={draft[name]} />)
}

export type InquiryPreviewProps = {
  draft: InquiryDraft
  to: string
  held: Held[]
  issues: FieldIssue[]
  /** Where it may belong rather. */
  doors: OtherDoor[]
  known: Known
  line: LineChanged
  /** Asked only where there is cause. */
  question: Question | undefined
}

/** What will be handed in, before it is; and what may answer it already. */
export function InquiryPreviewPage(props: InquiryPreviewProps) {
  const { draft, to, held, issues, doors, known, line, question } = props
  const issue = issues.find((one) => one.field === 'answer')?.message
  return (
    <div class="wide">
      <Breadcrumb steps={[{ text: w.title, href: '/inquiries' }, { text: w.previewTitle }]} />
      <header class="page-head">
        <h1>{w.previewTitle}</h1>
        <p class="lead">{w.previewLead(sendLabel(draft.kind))}</p>
      </header>
      <IssueSummary title={w.mend} issues={issues} />
      {doors.length > 0 && (
        <form method="post" action="/requests/new">
          <Carried draft={draft} />
          <OtherDoors doors={doors} petitionOffice={line.petitionOffice} />
        </form>
      )}
      {!nothingKnown(known) && (
        <section class="similar known" aria-labelledby="known">
          <h2 id="known">{w.previewHits}</h2>
          <KnownAnswers known={known} />
        </section>
      )}
      <dl class="facts preview-facts">
        {filledInquiry(draft, to, held).map(([name, value]) => (
          <div>
            <dt>{name}</dt>
            <dd class="typed">{value}</dd>
          </div>
        ))}
      </dl>
      <section class="after" aria-labelledby="after">
        <h2 id="after">{w.afterTitle}</h2>
        <ol class="steps">
          {afterwards(draft.kind, line).map((text) => (
            <li>{text}</li>
          ))}
        </ol>
      </section>
      <form class="feedback" method="post" action="/inquiries/ask">
        <Carried draft={draft} />
        {question && <RobotQuestion question={question} issue={issue} />}
        <Trap label={requestWords.trap} />
        <p class="buttons">
          <button type="submit" name="step" value="send">
            {sendLabel(draft.kind)}
          </button>
          <button class="quiet" type="submit" name="step" value="edit" formNoValidate>
            {requestWords.edit}
          </button>
        </p>
      </form>
      {(draft.kind === 'question' || draft.kind === 'information') && !doors.includes('request') && (
        <section class="other-door" aria-labelledby="as-request">
          <h2 id="as-request">{w.toRequestTitle}</h2>
          <p>{w.toRequestText}</p>
          <form method="post" action="/requests/new">
            <Carried draft={draft} />
            <AsRequestButton quiet />
          </form>
        </section>
      )}
    </div>
  )
}
