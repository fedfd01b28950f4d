import {
  type FeedbackKind,
  feedbackKindLabels,
  feedbackKinds,
  feedbackWriter,
  longestFeedback,
} from '../../foundations/intake/feedback.ts'
import { feedbackWords as w } from '../feedback-words.zh.ts'
import { Breadcrumb } from '../parts/breadcrumb.tsx'

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

function Field(props: {
  name: string
  label: string
  hint: string
  issue: string | undefined
  children: preact.ComponentChildren
}) {
  return (
    <div class={props.issue ? 'field wrong' : 'field'}>
      <label for={props.name}>{props.label}</label>
      <p class="grey" id={`${props.name}-hint`}>
        {props.hint}
      </p>
      {props.issue && (
        <p class="field-issue" id={`${props.name}-issue`}>
          {props.issue}
        </p>
      )}
      {props.children}
    </div>
  )
}

/** /feedback: complete without scripts; nothing is asked of a third party. */
export function FeedbackPage({ form, issues }: { form: FeedbackForm; issues: FeedbackIssue[] }) {
  const of = (field: string) => issues.find((issue) => issue.field === field)?.message
  const described = (name: string) => ({
    id: name,
    name,
    'aria-describedby': of(name) ? `${name}-hint ${name}-issue` : `${name}-hint`,
    'aria-invalid': of(name) ? ('true' as const) : undefined,
  })
  return (
    <div class="wide">
      <Breadcrumb steps={[{ text: w.title }]} />
      <header class="page-head">
        <h1>{w.title}</h1>
        <p class="lead">{w.lead}</p>
      </header>
      {issues.length > 0 && (
        <div class="notice notice-important" role="alert">
          <p class="notice-title">{w.mend}</p>
          <ul>
            {issues.map((issue) => (
              <li>{issue.field ? <a href={`#${issue.field}`}>{issue.message}</a> : issue.message}</li>
            ))}
          </ul>
        </div>
      )}
      <form class="feedback" method="post" action="/feedback">
        <input type="hidden" name="id" value={form.id} />
        <input type="hidden" name="at" value={form.at} />
        <fieldset id="kind" class={of('kind') ? 'field wrong' : 'field'}>
          <legend>{w.kind}</legend>
          {feedbackKinds.map((kind: FeedbackKind) => (
            <label class="choice">
              <input type="radio" name="kind" value={kind} checked={form.kind === kind} required />
              {feedbackKindLabels[kind]}
            </label>
          ))}
        </fieldset>
        <Field name="text" label={w.text} hint={w.textHint} issue={of('text')}>
          <textarea {...described('text')} rows={6} maxLength={longestFeedback} required>
            {form.text}
          </textarea>
        </Field>
        <Field name="page" label={w.page} hint={w.pageHint} issue={of('page')}>
          <input {...described('page')} type="text" maxLength={600} value={form.page} />
        </Field>
        <Field name="contact" label={w.contact} hint={w.contactHint} issue={of('contact')}>
          <input {...described('contact')} type="text" maxLength={100} autocomplete="off" value={form.contact} />
        </Field>
        <div class="unseen" aria-hidden="true">
          <label for="website">{w.trap}</label>
          <input id="website" name="website" type="text" tabIndex={-1} autocomplete="off" />
        </div>
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
