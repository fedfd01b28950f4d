import { type Topic, topics } from '../../foundations/classification/index.ts'
import { longestInquiry } from '../../foundations/intake/inquiry-form.ts'
import type { MailboxChanged, UnitChanged } from '../../foundations/publication-log/entries.ts'
import { type InquiryDraft, standing } from '../inquiry-draft.ts'
import { inquiryWords as w } from '../inquiry-words.zh.ts'
import type { Held } from '../intake/held-files.ts'
import type { OtherDoor } from '../other-door.ts'
import { Breadcrumb } from '../parts/breadcrumb.tsx'
import { FilesField } from '../parts/files-field.tsx'
import { described, Field, type FieldIssue, IssueSummary, TextField, Trap } from '../parts/form-field.tsx'
import { type Known, KnownAnswers } from '../parts/known-answers.tsx'
import { OtherDoors } from '../parts/other-doors.tsx'
import { UnitField } from '../parts/unit-field.tsx'
import { requestWords } from '../request-words.zh.ts'

export type InquiryFormProps = {
  draft: InquiryDraft
  issues: FieldIssue[]
  units: UnitChanged[]
  /** Those that take letters. */
  mailboxes: MailboxChanged[]
  held: Held[]
  /** Shown when it was asked for; undefined otherwise. */
  known: Known | undefined
  /** Where it may belong rather, shown with `known`. */
  doors: OtherDoor[]
  petitionOffice: string
  script: string
}

function MailboxField(props: { value: string; mailboxes: MailboxChanged[]; issue: string | undefined }) {
  const { value, mailboxes, issue } = props
  return (
    <fieldset id="mailbox" class={issue ? 'field wrong' : 'field'} tabIndex={-1} aria-describedby="mailbox-hint">
      <legend>{w.mailbox}</legend>
      <p class="grey" id="mailbox-hint">
        {w.mailboxHint}
      </p>
      {issue && (
        <p class="field-issue" id="mailbox-issue">
          {issue}
        </p>
      )}
      {mailboxes.map((box) => (
        <label class="choice choice-tall">
          <input type="radio" name="mailbox" value={String(box.id)} checked={value === String(box.id)} />
          <span>
            <strong>{box.holder}</strong> {box.post}（{box.title}）
            {box.duties && <span class="grey">{box.duties}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

/** What a writer should see before going on: that another door may be the right one, and what is public already. */
export function Before(props: { doors: OtherDoor[]; petitionOffice: string; known: Known }) {
  const { doors, petitionOffice, known } = props
  return (
    <>
      <OtherDoors doors={doors} petitionOffice={petitionOffice} />
      <KnownAnswers known={known} />
    </>
  )
}

/** /inquiries/ask: one page, complete without scripts. */
export function InquiryFormPage(props: InquiryFormProps) {
  const { draft, issues, units, mailboxes, held, known, doors, petitionOffice, script } = props
  const { kind } = draft
  const of = (field: string) => issues.find((issue) => issue.field === field)?.message
  const optional = (label: string) => `${label}${requestWords.optional}`
  const report = kind === 'report'
  return (
    <div class="wide">
      <Breadcrumb steps={[{ text: w.title, href: '/inquiries' }, { text: w.doors[kind].title }]} />
      <header class="page-head">
        <h1>{w.formTitle[kind]}</h1>
        <p class="lead">{report ? w.reportLead : w.formLead}</p>
      </header>
      <IssueSummary title={w.mend} issues={issues} />
      <form
        class="feedback request-form"
        method="post"
        action="/inquiries/ask"
        encType="multipart/form-data"
        noValidate
        data-request-form={kind}
        data-untouched="text name"
        data-keep={draft.kiosk ? undefined : requestWords.keep}
        data-keep-hint={w.keepHint}
        data-keep-clear={requestWords.keepClear}
        data-kept={requestWords.kept}
        data-cleared={requestWords.cleared}
      >
        {/* The first button of a form is the one that Enter presses. */}
        <button class="unseen" type="submit" name="step" value="check" tabIndex={-1} aria-hidden="true">
          {w.check}
        </button>
        {(['id', 'at', 'kind', 'kiosk'] as const).map((name) => (
          <input type="hidden" name={name} value={draft[name]} />
        ))}
        <input type="hidden" name="held" value={String(held.length)} />
        <section aria-labelledby="part-what">
          <h2 id="part-what">{w.parts.what}</h2>
          {kind === 'letter' && <MailboxField value={draft.mailbox} mailboxes={mailboxes} issue={of('mailbox')} />}
          <TextField
            name="subject"
            label={kind === 'letter' ? w.subject : optional(w.subject)}
            hint={report ? w.reportSubjectHint : w.subjectHint}
            issue={of('subject')}
            value={draft.subject}
            most={100}
          />
          <Field name="text" label={w.text[kind]} hint={w.textHint[kind]} issue={of('text')}>
            <textarea {...described('text', true, of('text'))} rows={8} data-count={String(longestInquiry)}>
              {draft.text}
            </textarea>
          </Field>
          {!report && (
            <div
              class="similar"
              id="similar"
              data-similar={w.searching}
              data-similar-at={`/inquiries/similar?kind=${kind}`}
              data-similar-by="subject text"
              aria-live="polite"
              tabIndex={-1}
            >
              <button class="quiet" type="submit" name="step" value="search" formNoValidate>
                {w.search}
              </button>
              <div>{known && <Before doors={doors} petitionOffice={petitionOffice} known={known} />}</div>
            </div>
          )}
          {kind === 'wish' && (
            <TextField
              name="place"
              label={optional(w.place)}
              hint={w.placeHint}
              issue={of('place')}
              value={draft.place}
              most={500}
            />
          )}
          <Field name="topic" label={optional(w.topic)} issue={of('topic')}>
            <select {...described('topic', false, of('topic'))}>
              {(Object.keys(topics) as Topic[]).map((code) => (
                <option value={code} selected={(draft.topic || 'other') === code}>
                  {topics[code]}
                </option>
              ))}
            </select>
          </Field>
        </section>
        {kind !== 'letter' && (
          <section aria-labelledby="part-unit">
            <h2 id="part-unit">{report ? w.reportUnit : w.parts.unit}</h2>
            <UnitField
              value={draft.unit}
              units={standing(units)}
              label={optional(w.unit)}
              hint={report ? w.reportUnitHint : w.unitHint}
              none={report ? w.reportUnitUnknown : w.unitUnknown}
              issue={of('unit')}
            />
          </section>
        )}
        <section aria-labelledby="part-writer">
          <h2 id="part-writer">{w.parts.writer}</h2>
          <TextField
            name="name"
            label={report ? optional(w.name) : w.name}
            hint={w.nameHint}
            issue={of('name')}
            value={draft.name}
            most={50}
            complete="name"
            narrow
          />
          <TextField
            name="phone"
            label={report ? optional(w.phone) : w.phone}
            hint={w.phoneHint}
            issue={of('phone')}
            value={draft.phone}
            most={30}
            type="tel"
            complete="tel"
            narrow
          />
          <TextField
            name="pin"
            label={optional(w.pin)}
            hint={w.pinHint}
            issue={of('pin')}
            value={draft.pin}
            most={20}
            narrow
          />
          <TextField
            name="email"
            label={optional(w.email)}
            issue={of('email')}
            value={draft.email}
            most={100}
            type="email"
            complete="email"
            narrow
          />
        </section>
        <FilesField held={held} hint={report ? w.reportFilesWhat : w.filesWhat} issue={of('files')} />
        <Trap label={requestWords.trap} />
        {!report && (
          <div class="field">
            <label class="choice">
              <input
                id="consent"
                type="checkbox"
                name="consent"
                value="1"
                checked={draft.consent === '1'}
                aria-describedby="consent-hint"
              />
              {w.consent}
            </label>
            <p class="grey" id="consent-hint">
              {w.consentHint}
            </p>
          </div>
        )}
        <p class="grey">{report ? w.reportPrivacy : w.privacy}</p>
        <button type="submit" name="step" value="check">
          {w.check}
        </button>
      </form>
      <script type="module" src={script} />
    </div>
  )
}
