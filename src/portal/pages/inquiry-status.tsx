import type { ComponentChildren } from 'preact'
import type { InquiryDeskAct, InquiryView } from '../../foundations/intake/inquiry-desk.ts'
import type { UnitChanged } from '../../foundations/publication-log/entries.ts'
import { unitPath } from '../addresses.ts'
import { dayInWords, minuteOf } from '../dates.ts'
import type { CodeForm } from '../desk-pages.tsx'
import { mostBytes, mostFiles } from '../form-files.ts'
import { inquiryStatusWords as w } from '../inquiry-status-words.zh.ts'
import { inquiryWords } from '../inquiry-words.zh.ts'
import { fileSize } from '../numbers.ts'
import { Breadcrumb } from '../parts/breadcrumb.tsx'
import { described, Field, type FieldIssue, IssueSummary, TextField } from '../parts/form-field.tsx'
import { requestWords } from '../request-words.zh.ts'

type Act = InquiryDeskAct['action']

const crumbs = (text: string) => <Breadcrumb steps={[{ text: inquiryWords.title, href: '/inquiries' }, { text }]} />

/** /inquiries/status for whoever has not shown a code yet. */
export function InquiryCodePage({ code, issues, left }: CodeForm) {
  const of = (field: string) => issues.find((issue) => issue.field === field)?.message
  return (
    <div class="wide">
      {crumbs(w.short)}
      <header class="page-head">
        <h1>{left ? w.leftTitle : w.title}</h1>
        <p class="lead">{w.lead}</p>
      </header>
      <IssueSummary title={w.mend} issues={issues} />
      <form class="feedback" method="post" action="/inquiries/status" noValidate>
        <TextField name="code" label={w.code} hint={w.codeHint} issue={of('code')} value={code} most={60} narrow />
        <TextField name="proof" label={w.proof} hint={w.proofHint} issue={of('proof')} value="" most={30} narrow />
        <button type="submit">{w.look}</button>
      </form>
      <p class="grey more">{w.lost}</p>
      <p class="more">
        {w.requests}
        <a href="/requests/status">{w.requestsLink}</a>
      </p>
    </div>
  )
}

/** The office does not answer. */
export function InquiryAwayPage({ text }: { text: string }) {
  return (
    <div class="wide">
      {crumbs(w.short)}
      <header class="page-head">
        <h1>{w.awayTitle}</h1>
        <p class="lead">{text}</p>
      </header>
      <p>
        <a class="action" href="/inquiries/status">
          {w.again}
        </a>
      </p>
    </div>
  )
}

/** Something public that an answer rests on; `href` is null for what is no longer there. */
export type AnswerSource = { title: string; href: string | null }

export type InquiryStatusProps = {
  view: InquiryView
  units: UnitChanged[]
  sources: AnswerSource[]
  /** What was just done, told above. */
  done: Act | undefined
  issues: FieldIssue[]
  /** What was typed into the field of an act that did not go through. */
  typed: { action: Act | undefined; text: string }
  /** Makes two clicks on 提交投诉 one complaint. */
  complaintKey: string
}

function ActForm({ action, files = false, children }: { action: Act; files?: boolean; children: ComponentChildren }) {
  return (
    <form
      class="feedback"
      method="post"
      action="/inquiries/status/act"
      encType={files ? 'multipart/form-data' : undefined}
      noValidate
    >
      <input type="hidden" name="action" value={action} />
      {children}
    </form>
  )
}

function Area(props: { action: 'supplement' | 'complain'; label: string; view: InquiryStatusProps }) {
  const { action, label, view } = props
  const name = `${action}-text`
  const issue = view.issues.find(({ field }) => field === name)?.message
  return (
    <Field name={name} label={label} issue={issue}>
      <textarea {...described(name, false, issue)} name="text" rows={6}>
        {view.typed.action === action ? view.typed.text : ''}
      </textarea>
    </Field>
  )
}

/** Photographs and papers that go along with what is said. */
function Files({ action, issues }: { action: 'supplement' | 'complain'; issues: FieldIssue[] }) {
  const name = `${action}-files`
  const issue = issues.find(({ field }) => field === name)?.message
  return (
    <Field
      name={name}
      label={`${w.files}${requestWords.optional}`}
      hint={requestWords.filesHint(mostFiles, fileSize(mostBytes))}
      issue={issue}
    >
      <input {...described(name, true, issue)} name="files" type="file" multiple />
    </Field>
  )
}

function Due({ view }: { view: InquiryView }) {
  const { due, explanation } = view
  if (!view.open) return null
  const late = due !== null && due.left < 0
  return (
    <section class="entry" aria-labelledby="due">
      <h2 id="due">{w.due}</h2>
      {due ? (
        <p class={late ? 'due due-late' : 'due'}>
          <strong>{(late ? w.dueWas : w.dueBy)(dayInWords(due.on))}</strong>
          {due.provisional && w.dueProvisional}
          <span> {late ? w.late(-due.left) : w.left(due.left)}</span>
        </p>
      ) : (
        <p>{w.noDue}</p>
      )}
      {explanation && (
        <div class="notice">
          <p class="notice-title">{w.explanation(dayInWords(explanation.until))}</p>
          <p class="typed">{explanation.text}</p>
        </div>
      )}
    </section>
  )
}

function Rating({ props }: { props: InquiryStatusProps }) {
  const { view, issues } = props
  const issue = issues.find(({ field }) => field === 'satisfaction')?.message
  return (
    <ActForm action="rate">
      <fieldset id="satisfaction" class={issue ? 'field wrong' : 'field'} tabIndex={-1}>
        <legend>{w.rateTitle}</legend>
        {issue && <p class="field-issue">{issue}</p>}
        <div class="rates">
          {Object.entries(w.rates).map(([value, label]) => (
            <label class="choice">
              <input type="radio" name="satisfaction" value={value} checked={view.satisfaction === value} />
              {label}
            </label>
          ))}
        </div>
      </fieldset>
      <div class="field">
        <label for="rate-text">{w.rateText}</label>
        <input
          id="rate-text"
          name="text"
          type="text"
          maxLength={1000}
          autocomplete="off"
          value={props.typed.action === 'rate' ? props.typed.text : ''}
        />
      </div>
      <button type="submit">{w.rateButton}</button>
    </ActForm>
  )
}

function Answer({ props }: { props: InquiryStatusProps }) {
  const { view, sources, units } = props
  const { answer } = view
  if (!answer) return null
  return (
    <section class="entry" aria-labelledby="answer">
      <h2 id="answer">{w.answer}</h2>
      <p class="answer-line">
        <strong>{answer.label}</strong>{' '}
        <span class="grey">
          {w.answerOn(units.find(({ id }) => id === answer.unitId)?.name ?? '', dayInWords(answer.on))}
        </span>
      </p>
      <p class="typed answer-text">{answer.text}</p>
      {sources.length > 0 && (
        <>
          <h3>{w.sources}</h3>
          <ul>
            {sources.map(({ title, href }) => (
              <li>{href ? <a href={href}>{title}</a> : `${title}${w.sourceGone}`}</li>
            ))}
          </ul>
        </>
      )}
      {view.satisfaction && !view.may.rate && <p>{w.rated(w.rates[view.satisfaction])}</p>}
      {view.may.rate && <Rating props={props} />}
    </section>
  )
}

/** What was answered before it was opened again. */
function FormerAnswers({ view, units }: { view: InquiryView; units: UnitChanged[] }) {
  if (view.formerAnswers.length === 0) return null
  return (
    <section class="entry" aria-labelledby="former">
      <h2 id="former">{w.former}</h2>
      {view.open && <p class="grey">{w.formerNote}</p>}
      {view.formerAnswers.map((former) => (
        <div class="former-answer">
          <p class="answer-line">
            <strong>{former.label}</strong>{' '}
            <span class="grey">
              {w.answerOn(units.find(({ id }) => id === former.unitId)?.name ?? '', dayInWords(former.on))}
            </span>
          </p>
          <p class="typed answer-text">{former.text}</p>
        </div>
      ))}
    </section>
  )
}

function Complaints({ complaints }: { complaints: InquiryView['complaints'] }) {
  if (complaints.length === 0) return null
  return (
    <section class="entry" aria-labelledby="complaints">
      <h2 id="complaints">{w.complaints}</h2>
      <p>{w.complaintsHint}</p>
      <ul class="case-papers">
        {complaints.map(({ code, statusLabel }) => (
          <li>
            <span>
              <strong class="receipt">{code}</strong> <span class="grey">{statusLabel}</span>
            </span>
            <form method="post" action="/inquiries/status">
              <input type="hidden" name="code" value={code} />
              <button class="quiet" type="submit" aria-label={w.complaintLook(code)}>
                {w.short}
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Timeline({ view, units }: { view: InquiryView; units: UnitChanged[] }) {
  return (
    <section class="entry" aria-labelledby="timeline">
      <h2 id="timeline">{w.timeline}</h2>
      <ol class="timeline">
        {view.timeline.toReversed().map((step) => {
          const to = step.unitId === null ? undefined : units.find((one) => one.id === step.unitId)
          return (
            <li>
              <time dateTime={step.on}>{dayInWords(step.on)}</time>
              <div>
                <h3>{step.title}</h3>
                {step.text && <p>{step.text}</p>}
                {to && !step.title.includes(to.name) && !step.text.includes(to.name) && (
                  <p>
                    <a href={unitPath(to.code)}>{to.name}</a>
                  </p>
                )}
                {step.said && (
                  <p class="typed">
                    {w.said}
                    {step.said}
                  </p>
                )}
              </div>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

function Consent({ consent }: { consent: boolean | null }) {
  return (
    <section class="entry" aria-labelledby="consent">
      <h2 id="consent">{w.consentTitle}</h2>
      <p>{consent ? w.consentYes : w.consentNo}</p>
      <ActForm action="consent">
        <button class="quiet" type="submit" name="publish" value={consent ? '0' : '1'}>
          {consent ? w.consentTake : w.consentGive}
        </button>
      </ActForm>
    </section>
  )
}

function Withdraw({ issues }: { issues: FieldIssue[] }) {
  const issue = issues.find(({ field }) => field === 'sure')?.message
  return (
    <details open={issue !== undefined}>
      <summary>{w.withdrawTitle}</summary>
      <p>{w.withdrawText}</p>
      <ActForm action="withdraw">
        <div class="field">
          <label for="why">{w.withdrawReason}</label>
          <input id="why" name="text" type="text" maxLength={1000} autocomplete="off" />
        </div>
        <div class={issue ? 'field wrong' : 'field'}>
          {issue && <p class="field-issue">{issue}</p>}
          <label class="choice">
            <input id="sure" type="checkbox" name="sure" value="1" />
            {w.withdrawSure}
          </label>
        </div>
        <button class="quiet" type="submit">
          {w.withdrawButton}
        </button>
      </ActForm>
    </details>
  )
}

/** Where a question, letter or report stands, who has it, what can be done. */
export function InquiryStatusPage(props: InquiryStatusProps) {
  const { view, units, done, issues, typed } = props
  const { may } = view
  const unit = units.find(({ id }) => id === view.unitId)
  const facts: [string, ComponentChildren][] = [
    [w.code, <span class="receipt">{view.code}</span>],
    [w.number, view.number],
    [w.kind, view.kindLabel],
    [w.submitted, minuteOf(view.submittedAt)],
    [w.unit, unit && <a href={unitPath(unit.code)}>{unit.name}</a>],
    [w.unitPhone, unit?.disclosureOffice.phone],
  ]
  const open = (action: Act) => typed.action === action || issues.some(({ field }) => field.startsWith(`${action}-`))
  return (
    <div class="wide case-page">
      {crumbs(w.short)}
      <header class="page-head">
        <p class="over">{[view.kindLabel, view.number ?? view.code].join(' · ')}</p>
        <h1>{view.statusLabel}</h1>
      </header>
      <IssueSummary title={w.notDone} issues={issues} />
      {done && issues.length === 0 && (
        <div class="notice" role="status">
          <p class="notice-title">{w.done[done]}</p>
        </div>
      )}
      <div class="entries reading">
        {view.requestTicket !== null && (
          <section class="entry" aria-labelledby="became">
            <h2 id="became">{w.becameTitle}</h2>
            <p>{w.became}</p>
            <form class="buttons" method="post" action="/inquiries/status/request">
              <button type="submit">{w.becameButton}</button>
            </form>
          </section>
        )}
        {view.petition && (
          <section class="entry" aria-labelledby="petition">
            <h2 id="petition">{w.petitionTitle}</h2>
            <p>{w.petition}</p>
            {view.petition.office && <p class="petition-at">{inquiryWords.petitionAt(view.petition.office)}</p>}
            <div class="no-print" data-tools data-print={w.print} />
          </section>
        )}
        <Answer props={props} />
        <Due view={view} />
        <FormerAnswers view={view} units={units} />
        <Complaints complaints={view.complaints} />
        <section class="entry" aria-labelledby="what">
          <h2 id="what">{w.what}</h2>
          {view.subject && <h3>{view.subject}</h3>}
          <p class="typed">{view.text}</p>
          <dl class="facts">
            {facts
              .filter(([, value]) => value)
              .map(([name, value]) => (
                <div>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
          </dl>
        </section>
        <Timeline view={view} units={units} />
        {may.consent && <Consent consent={view.consent} />}
        {(may.supplement || may.complain || may.withdraw) && (
          <section class="entry case-acts">
            {may.supplement && (
              <details open={open('supplement')}>
                <summary>{w.supplementTitle}</summary>
                <ActForm action="supplement" files>
                  <Area action="supplement" label={w.supplementField} view={props} />
                  <Files action="supplement" issues={issues} />
                  <button type="submit">{w.supplementButton}</button>
                </ActForm>
              </details>
            )}
            {may.complain && (
              <details open={open('complain')}>
                <summary>{w.complainTitle}</summary>
                <p>{w.complainText}</p>
                <ActForm action="complain" files>
                  <input type="hidden" name="key" value={props.complaintKey} />
                  <Area action="complain" label={w.complainField} view={props} />
                  <Files action="complain" issues={issues} />
                  <button type="submit">{w.complainButton}</button>
                </ActForm>
              </details>
            )}
            {may.withdraw && <Withdraw issues={issues} />}
          </section>
        )}
        <form class="leave" method="post" action="/inquiries/status/leave">
          <button class="quiet" type="submit">
            {w.leave}
          </button>
          <span class="grey">{w.leaveHint}</span>
        </form>
      </div>
    </div>
  )
}
