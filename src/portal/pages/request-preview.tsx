import type { DeliveryWay, IdentityKind, Party, SupplyForm } from '../../foundations/intake/request-form.ts'
import { dayInWords } from '../dates.ts'
import type { Held } from '../intake/held-files.ts'
import { Breadcrumb } from '../parts/breadcrumb.tsx'
import { heldLine } from '../parts/files-field.tsx'
import { type FieldIssue, IssueSummary, Trap } from '../parts/form-field.tsx'
import { type Known, KnownAnswers, nothingKnown } from '../parts/known-answers.tsx'
import { RobotQuestion } from '../parts/robot-question.tsx'
import { type Draft, draftFields } from '../request-draft.ts'
import { requestWords as w } from '../request-words.zh.ts'
import type { Question } from '../robots.ts'
import { words } from '../words.zh.ts'

/** Names and values of everything that was filled in, in the order of the form. */
export const filledIn = (draft: Draft, unitName: string, files: string[]): [name: string, value: string][] => {
  const person = draft.who === 'person'
  const correction = draft.asks === 'record_correction'
  const all: [string, string][] = [
    [w.facts.asks, w.asks[draft.asks as keyof typeof w.asks]],
    [correction ? w.correctionWhat : w.what, draft.what],
    [w.featuresShort, draft.features],
    [w.unit, unitName],
    [w.facts.form, w.forms[draft.form as SupplyForm] ?? ''],
    [w.facts.way, w.ways[draft.way as DeliveryWay] ?? ''],
    [person ? w.name : w.organisation, draft.name],
    ...(person
      ? ([
          [w.identityKind, w.identityKinds[draft.identityKind as IdentityKind] ?? ''],
          [w.identityNumber, draft.identityNumber],
          [w.guardian, draft.guardian],
        ] as [string, string][])
      : ([
          [w.creditCode, draft.identityNumber],
          [w.party, w.parties[draft.party as Party] ?? ''],
          [w.representative, draft.representative],
          [w.agent, draft.agent],
        ] as [string, string][])),
    [w.phone, draft.phone],
    [w.email, draft.email],
    [w.address, draft.address],
    [w.postcode, draft.postcode],
    [w.parts.files, files.join('；')],
  ]
  return all.filter(([, value]) => value !== '')
}

export type RequestPreviewProps = {
  draft: Draft
  unitName: string
  held: Held[]
  issues: FieldIssue[]
  /** Day of an earlier request with the same words; undefined when there is none or nobody can say. */
  alike: string | undefined
  /** What the code makes of the organisation when that is not what was chosen. */
  derived: Party | undefined
  known: Known
  /** Asked only where there is cause. */
  question: Question | undefined
}

/** What will be handed in, before it is. Everything travels with the page; nothing is kept but the files. */
export function RequestPreviewPage(props: RequestPreviewProps) {
  const { draft, unitName, held, issues, alike, derived, known, question } = props
  const issue = issues.find((one) => one.field === 'answer')?.message
  return (
    <div class="wide">
      <Breadcrumb steps={[{ text: words.requests.title, href: '/requests' }, { text: w.previewTitle }]} />
      <header class="page-head">
        <h1>{w.previewTitle}</h1>
        <p class="lead">{w.previewLead}</p>
      </header>
      <IssueSummary title={w.mend} issues={issues} />
      {alike && (
        <div class="notice notice-important">
          <p class="notice-title">{w.alikeTitle}</p>
          <p>{w.alike(dayInWords(alike))}</p>
          <p>
            <a href="/requests/status">{w.alikeLink}</a>
          </p>
        </div>
      )}
      {derived && (
        <div class="notice">
          <p>{w.partyOther(w.parties[derived])}</p>
        </div>
      )}
      <dl class="facts preview-facts">
        {filledIn(draft, unitName, held.map(heldLine)).map(([name, value]) => (
          <div>
            <dt>{name}</dt>
            <dd class="typed">{value}</dd>
          </div>
        ))}
      </dl>
      {!nothingKnown(known) && (
        <section class="similar">
          <KnownAnswers known={known} words={w.known} />
        </section>
      )}
      <section class="after" aria-labelledby="after">
        <h2 id="after">{w.afterTitle}</h2>
        <ol class="steps">
          {w.after.map((line) => (
            <li>{line}</li>
          ))}
        </ol>
      </section>
      <form class="feedback" method="post" action="/requests/new" encType="multipart/form-data">
        {draftFields.map((name) => (
          <input type="hidden" name={name} value={draft[name]} />
        ))}
        {question && <RobotQuestion question={question} issue={issue} />}
        <Trap label={w.trap} />
        <p class="buttons">
          <button type="submit" name="step" value="send">
            {w.send}
          </button>
          <button class="quiet" type="submit" name="step" value="edit" formNoValidate>
            {w.edit}
          </button>
        </p>
      </form>
    </div>
  )
}
