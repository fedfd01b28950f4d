import {
  feedbackKindLabels,
  feedbackKinds,
  feedbackWriter,
  longestFeedback,
} from '../../foundations/intake/feedback.ts'
import { feedbackWords as w } from '../feedback-words.zh.ts'
import { Breadcrumb } from '../parts/breadcrumb.tsx'
import { Choices, described, Field, IssueSummary, Trap } from '../parts/form-field.tsx'

/** What stands in the form; `id` and `at` let the portal tell a double click and a robot. */
export type FeedbackForm = {
  id: string
  at: string
  kind: string
  text: string
  page: string
  contact: string
}
export type FeedbackIssue = { field: 'kind' | 'text' | 'page' | 'contact' | 'website' | ''; message: string }

/** /feedback: complete without scripts; nothing is asked of a third party. */
export function FeedbackPage({ form, issues }: { form: FeedbackForm; issues: FeedbackIssue[] }) {
  const of = (field: string) => issues.find((issue) => issue.field === field)?.message
  const about = (name: string) => described(name, true, of(name))
  return (
    <div class="wide">
      <Breadcrumb steps={[{ text: w.title }]} />
      <header class="page-head">
        <h1>{w.title}</h1>
        <p class="lead">{w.lead}</p>
      </header>
      <IssueSummary title={w.mend} issues={issues} />
      <form class="feedback" method="post" action="/feedback">
        <input type="hidden" name="id" value={form.id} />
        <input type="hidden" name="at" value={form.at} />
        <Choices
          name="kind"
          label={w.kind}
          issue={of('kind')}
          value={form.kind}
          choices={feedbackKinds.map((kind) => [kind, feedbackKindLabels[kind]] as const)}
        />
        <Field name="text" label={w.text} hint={w.textHint} issue={of('text')}>
          <textarea {...about('text')} rows={6} maxLength={longestFeedback}>
            {form.text}
          </textarea>
        </Field>
        <Field name="page" label={w.page} hint={w.pageHint} issue={of('page')}>
          <input {...about('page')} type="text" maxLength={600} value={form.page} />
        </Field>
        <Field name="contact" label={w.contact} hint={w.contactHint} issue={of('contact')}>
          <input {...about('contact')} type="text" maxLength={100} autocomplete="off" value={form.contact} />
        </Field>
        <Trap label={w.trap} />
        <button type="submit">{w.submit}</button>
      </form>
    </div>
  )
}

/** @param days within which it is answered */
export function FeedbackTaken(props: { receipt: string; page: string; contact: string; days: number }) {
  const { receipt, page, contact, days } = props
  const proof = feedbackWriter(contact).phone !== ''
  return (
    <div class="wide">
      <Breadcrumb steps={[{ text: w.title, href: '/feedback' }, { text: w.doneTitle }]} />
      <header class="page-head">
        <h1>{w.doneTitle}</h1>
        <p class="lead">
          {w.receipt} <strong class="receipt">{receipt}</strong>
        </p>
      </header>
      <p>
        {w.doneText(days)}
        {proof && w.doneProof}
      </p>
      <form class="feedback" method="post" action="/inquiries/status">
        <input type="hidden" name="code" value={receipt} />
        {!proof && <input type="hidden" name="proof" value="" />}
        <button type="submit">{w.toStatus}</button>
      </form>
      <p class="more">
        <a href={page || '/'}>{page ? w.back : w.home}</a>
      </p>
    </div>
  )
}
