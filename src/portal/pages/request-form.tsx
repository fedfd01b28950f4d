import {
  deliveryWays,
  identityKinds,
  longestRequest,
  parties,
  supplyForms,
} from '../../foundations/intake/request-form.ts'
import { requestFormWords as formWords } from '../../foundations/intake/words.zh.ts'
import type { UnitChanged } from '../../foundations/publication-log/entries.ts'
import type { Held } from '../intake/held-files.ts'
import { Breadcrumb } from '../parts/breadcrumb.tsx'
import { FilesField } from '../parts/files-field.tsx'
import { Choices, described, Field, type FieldIssue, IssueSummary, TextField, Trap } from '../parts/form-field.tsx'
import { type Known, KnownAnswers } from '../parts/known-answers.tsx'
import { UnitField } from '../parts/unit-field.tsx'
import { askable, type Draft } from '../request-draft.ts'
import { requestWords as w } from '../request-words.zh.ts'
import { words } from '../words.zh.ts'

/** /requests/new before it is known who asks. */
export function RequestWhoPage({ asks, unit }: { asks: Draft['asks']; unit: string }) {
  const to = (who: string) =>
    `/requests/new?${new URLSearchParams({ who, ...(asks === 'record_correction' ? { asks } : {}), ...(unit ? { unit } : {}) })}`
  return (
    <div class="wide">
      <Breadcrumb steps={[{ text: words.requests.title, href: '/requests' }, { text: w.short }]} />
      <header class="page-head">
        <h1>{asks === 'record_correction' ? w.correctionTitle : w.title}</h1>
        <p class="lead">{w.chooseText}</p>
      </header>
      <section aria-labelledby="who">
        <h2 id="who">{w.chooseTitle}</h2>
        <ul class="ways-in">
          {(['person', 'organisation'] as const).map((who) => (
            <li>
              <a href={to(who)}>{w.who[who]}</a>
              <p>{w.whoText[who]}</p>
            </li>
          ))}
        </ul>
      </section>
      {asks === 'information' && (
        <p class="more">
          {w.correctionChoose}
          <a href="/requests/new?asks=record_correction">{w.correctionLink}</a>
        </p>
      )}
    </div>
  )
}

export type RequestFormProps = {
  draft: Draft
  issues: FieldIssue[]
  units: UnitChanged[]
  held: Held[]
  /** Shown when it was asked for; undefined otherwise. */
  known?: Known | undefined
  script: string
}

/** /requests/new: one page, complete without scripts. */
export function RequestFormPage({ draft, issues, units, held, known, script }: RequestFormProps) {
  const of = (field: string) => issues.find((issue) => issue.field === field)?.message
  const person = draft.who === 'person'
  const correction = draft.asks === 'record_correction'
  const title = correction ? w.correctionTitle : w.title
  const text = (name: keyof typeof w.labels, most: number, more: Partial<Parameters<typeof TextField>[0]> = {}) => (
    <TextField name={name} label={w.labels[name]} issue={of(name)} value={draft[name]} most={most} {...more} />
  )
  const optional = (label: string) => `${label}${w.optional}`
  return (
    <div class="wide">
      <Breadcrumb steps={[{ text: words.requests.title, href: '/requests' }, { text: w.short }]} />
      <header class="page-head">
        <h1>{title}</h1>
        <p class="lead">{correction ? w.correctionLead : w.lead}</p>
      </header>
      <IssueSummary title={w.mend} issues={issues} />
      <form
        class="feedback request-form"
        method="post"
        action="/requests/new"
        encType="multipart/form-data"
        noValidate
        data-request-form={`${draft.who} ${draft.asks}`}
        data-untouched="what name"
        data-identity-wrong={formWords.identityFaults.check}
        data-identity-old={formWords.identityOld}
        data-credit-wrong={formWords.creditCodeWrong}
        data-keep={w.keep}
        data-keep-hint={w.keepHint}
        data-keep-clear={w.keepClear}
        data-kept={w.kept}
        data-cleared={w.cleared}
      >
        {/* The first button of a form is the one that Enter presses. */}
        <button class="unseen" type="submit" name="step" value="check" tabIndex={-1} aria-hidden="true">
          {w.check}
        </button>
        {(['id', 'at', 'who', 'asks'] as const).map((name) => (
          <input type="hidden" name={name} value={draft[name]} />
        ))}
        <input type="hidden" name="held" value={String(held.length)} />
        <section aria-labelledby="part-what">
          <h2 id="part-what">{correction ? w.parts.correction : w.parts.what}</h2>
          <Field
            name="what"
            label={correction ? w.correctionWhat : w.what}
            hint={correction ? w.correctionHint : w.whatHint}
            issue={of('what')}
          >
            <textarea {...described('what', true, of('what'))} rows={7} data-count={String(longestRequest)}>
              {draft.what}
            </textarea>
          </Field>
          <TextField
            name="features"
            label={optional(w.features)}
            hint={w.featuresHint}
            issue={of('features')}
            value={draft.features}
            most={500}
            {...(correction ? {} : { suggests: w.suggests })}
          />
          {!correction && (
            <div
              class="similar"
              id="similar"
              data-similar={w.searching}
              data-similar-at="/requests/similar"
              data-similar-by="what features"
              aria-live="polite"
              tabIndex={-1}
            >
              <button class="quiet" type="submit" name="step" value="search" formNoValidate>
                {w.search}
              </button>
              <div>{known && <KnownAnswers known={known} words={w.known} />}</div>
            </div>
          )}
        </section>
        <section aria-labelledby="part-unit">
          <h2 id="part-unit">{w.parts.unit}</h2>
          <UnitField
            value={draft.unit}
            units={askable(units)}
            label={w.unit}
            hint={w.unitHint}
            none={w.unitNone}
            issue={of('unit')}
          />
        </section>
        <section aria-labelledby="part-supply">
          <h2 id="part-supply">{correction ? w.parts.correctionSupply : w.parts.supply}</h2>
          <Choices
            name="form"
            label={w.form}
            issue={of('form')}
            value={draft.form}
            choices={supplyForms.map((form) => [form, w.forms[form]] as const)}
          />
          <Choices
            name="way"
            label={w.way}
            issue={of('way')}
            value={draft.way}
            choices={deliveryWays.map((way) => [way, w.ways[way]] as const)}
          />
        </section>
        <section aria-labelledby="part-applicant">
          <h2 id="part-applicant">{w.parts.applicant}</h2>
          {text('name', 100, {
            label: person ? w.name : w.organisation,
            complete: person ? 'name' : 'organization',
          })}
          {person ? (
            <>
              <Field name="identityKind" label={w.identityKind} issue={of('identityKind')}>
                <select {...described('identityKind', false, of('identityKind'))}>
                  {identityKinds.map((kind) => (
                    <option value={kind} selected={draft.identityKind === kind}>
                      {w.identityKinds[kind]}
                    </option>
                  ))}
                </select>
              </Field>
              {text('identityNumber', 40, {
                hint: w.identityHint,
                narrow: true,
                mark: { 'data-check': 'identity', 'data-right': w.identityRight },
              })}
              {text('guardian', 50, { label: optional(w.guardian), hint: w.guardianHint, narrow: true })}
            </>
          ) : (
            <>
              {text('identityNumber', 40, {
                label: w.creditCode,
                hint: w.creditHint,
                narrow: true,
                mark: { 'data-check': 'credit', 'data-right': w.identityRight },
              })}
              <Choices
                name="party"
                label={w.party}
                hint={w.partyHint}
                issue={of('party')}
                value={draft.party}
                choices={parties
                  .filter((party) => party !== 'natural_person')
                  .map((party) => [party, w.parties[party]] as const)}
              />
              {text('representative', 50, { label: optional(w.representative), narrow: true })}
              {text('agent', 50, { label: w.agent, narrow: true })}
            </>
          )}
          {!person && <h3>{w.contactAgent}</h3>}
          {text('phone', 30, { hint: w.phoneHint, type: 'tel', complete: 'tel', narrow: true })}
          {text('email', 100, { label: optional(w.email), type: 'email', complete: 'email', narrow: true })}
          {text('address', 200, { label: optional(w.address), hint: w.addressHint, complete: 'street-address' })}
          {text('postcode', 10, { label: optional(w.postcode), complete: 'postal-code', narrow: true })}
        </section>
        <Trap label={w.trap} />
        <FilesField held={held} hint={w.filesWhat} issue={of('files')} />
        <p class="grey">{w.privacy}</p>
        <button type="submit" name="step" value="check">
          {w.check}
        </button>
      </form>
      <script type="module" src={script} />
    </div>
  )
}
