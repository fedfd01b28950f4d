import { isTopic, topics } from '../../foundations/classification/index.ts'
import type { LineChanged } from '../../foundations/publication-log/entries.ts'
import { type InquiryDraft, inquiryFields } from '../inquiry-draft.ts'
import { inquiryWords as w } from '../inquiry-words.zh.ts'
import { Breadcrumb } from '../parts/breadcrumb.tsx'
import { type FieldIssue, IssueSummary, Trap } from '../parts/form-field.tsx'
import { type Known, KnownAnswers, nothingKnown } from '../parts/known-answers.tsx'
import { RobotQuestion } from '../parts/robot-question.tsx'
import { requestWords } from '../request-words.zh.ts'
import type { Question } from '../robots.ts'

/** Names and values of everything that was filled in, in the order of the form. @param to who will have it */
export const filledInquiry = (draft: InquiryDraft, to: string): [name: string, value: string][] => {
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
    [w.consentFact, report ? '' : draft.consent === '1' ? w.consentYes : w.consentNo],
  ]
  return all.filter(([, value]) => value !== '')
}

export const sendLabel = (kind: InquiryDraft['kind']) => (kind === 'report' ? w.send.report : w.send.other)
/** What happens next and by when. */
export const afterwards = (kind: InquiryDraft['kind'], line: LineChanged): readonly string[] =>
  kind === 'report' ? w.afterReport(line.complaint) : w.after(line.ordinary)

/** The same words as a request under the Regulation, with nothing to be written again. */
function AsRequest({ draft }: { draft: InquiryDraft }) {
  const carried = {
    who: 'person',
    asks: 'information',
    what: draft.text,
    features: draft.subject,
    unit: draft.unit,
    name: draft.name,
    phone: draft.phone,
    email: draft.email,
  }
  return (
    <section class="other-door" aria-labelledby="as-request">
      <h2 id="as-request">{w.toRequestTitle}</h2>
      <p>{w.toRequestText}</p>
      <form method="post" action="/requests/new">
        {Object.entries(carried).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <button class="quiet" type="submit" name="step" value="edit">
          {w.toRequest}
        </button>
      </form>
    </section>
  )
}

export type InquiryPreviewProps = {
  draft: InquiryDraft
  to: string
  issues: FieldIssue[]
  known: Known
  line: LineChanged
  /** Asked only where there is cause. */
  question: Question | undefined
}

/** What will be handed in, before it is; and what may answer it already. */
export function InquiryPreviewPage({ draft, to, issues, known, line, question }: InquiryPreviewProps) {
  const issue = issues.find((one) => one.field === 'answer')?.message
  return (
    <div class="wide">
      <Breadcrumb steps={[{ text: w.title, href: '/inquiries' }, { text: w.previewTitle }]} />
      <header class="page-head">
        <h1>{w.previewTitle}</h1>
        <p class="lead">{w.previewLead(sendLabel(draft.kind))}</p>
      </header>
      <IssueSummary title={w.mend} issues={issues} />
      {!nothingKnown(known) && (
        <section class="similar known" aria-labelledby="known">
          <h2 id="known">{w.previewHits}</h2>
          <KnownAnswers known={known} />
        </section>
      )}
      <dl class="facts preview-facts">
        {filledInquiry(draft, to).map(([name, value]) => (
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
        {inquiryFields.map((name) => (
          <input type="hidden" name={name} value={draft[name]} />
        ))}
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
      {(draft.kind === 'question' || draft.kind === 'information') && <AsRequest draft={draft} />}
    </div>
  )
}
