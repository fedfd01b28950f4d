import type { CaseView, DeskAction, DeskTask, LetterView } from '../../foundations/intake/desk.ts'
import type { UnitChanged } from '../../foundations/publication-log/entries.ts'
import { itemPath, unitPath } from '../addresses.ts'
import { dayInWords, minuteOf } from '../dates.ts'
import { mostBytes, mostFiles } from '../form-files.ts'
import { fileSize } from '../numbers.ts'
import { Breadcrumb } from '../parts/breadcrumb.tsx'
import { described, Field, type FieldIssue, IssueSummary, TextField } from '../parts/form-field.tsx'
import { PeriodBar } from '../parts/period-bar.tsx'
import { requestWords } from '../request-words.zh.ts'
import { statusWords as w } from '../status-words.zh.ts'
import { words } from '../words.zh.ts'

const crumbs = (text: string) => <Breadcrumb steps={[{ text: words.requests.title, href: '/requests' }, { text }]} />

/** /requests/status for whoever has not shown a code yet. */
export function StatusFormPage({ code, issues, left }: { code: string; issues: FieldIssue[]; left: boolean }) {
  const of = (field: string) => issues.find((issue) => issue.field === field)?.message
  return (
    <div class="wide">
      {crumbs(w.title)}
      <header class="page-head">
        <h1>{left ? w.leftTitle : w.title}</h1>
        <p class="lead">{w.lead}</p>
      </header>
      <IssueSummary title={w.mend} issues={issues} />
      <form class="feedback" method="post" action="/requests/status" noValidate>
        <TextField name="code" label={w.code} hint={w.codeHint} issue={of('code')} value={code} most={60} narrow />
        <TextField name="proof" label={w.proof} hint={w.proofHint} issue={of('proof')} value="" most={30} narrow />
        <button type="submit">{w.look}</button>
      </form>
      <p class="grey more">{w.lost}</p>
    </div>
  )
}

/** The office does not answer. */
export function StatusAwayPage({ text }: { text: string }) {
  return (
    <div class="wide">
      {crumbs(w.title)}
      <header class="page-head">
        <h1>{w.awayTitle}</h1>
        <p class="lead">{text}</p>
      </header>
      <p>
        <a class="action" href="/requests/status">
          {w.again}
        </a>
      </p>
    </div>
  )
}

const letterPath = (id: string) => `/requests/status/letters/${id}`
const filePath = (id: string) => `/requests/status/files/${id}`

function Task({ task, issues, typed }: { task: DeskTask; issues: FieldIssue[]; typed: string }) {
  const issue = issues.find(({ field }) => field === 'text')?.message
  const fileIssue = issues.find(({ field }) => field === 'files')?.message
  const area = (label: string) => (
    <Field name="text" label={label} issue={issue}>
      <textarea {...described('text', false, issue)} rows={6}>
        {typed}
      </textarea>
    </Field>
  )
  const act = (action: DeskAction, button: string, inner?: preact.ComponentChildren) => (
    <form class="feedback" method="post" action="/requests/status/act" encType="multipart/form-data" noValidate>
      <input type="hidden" name="action" value={action} />
      {inner}
      <button type="submit">{button}</button>
    </form>
  )
  return (
    <section class="task" aria-labelledby={`task-${task.key}`}>
      <h3 id={`task-${task.key}`}>{w.task[task.key]}</h3>
      {task.until && <p>{(task.overdue ? w.late : w.until)(dayInWords(task.until))}</p>}
      {task.letterId && (
        <p>
          <a href={letterPath(task.letterId)}>{w.readLetter}</a>
        </p>
      )}
      {task.key === 'confirm' && (
        <>
          <p>{w.confirmText}</p>
          {act('confirm', w.confirmButton)}
        </>
      )}
      {task.key === 'correct' && !task.overdue && (
        <>
          <p>{w.correctText}</p>
          {act(
            'correct',
            w.correctButton,
            <>
              {area(w.correctField)}
              <Field
                name="files"
                label={w.correctFiles}
                hint={requestWords.filesHint(mostFiles, fileSize(mostBytes))}
                issue={fileIssue}
              >
                <input {...described('files', true, fileIssue)} type="file" multiple />
              </Field>
            </>,
          )}
        </>
      )}
      {task.key === 'reasons' && (
        <>
          <p>{w.reasonsText}</p>
          {act('reasons', w.reasonsButton, area(w.reasonsField))}
        </>
      )}
      {task.key === 'pay' && (
        <p>
          {task.yuan !== null && <strong>{w.payText(task.yuan.toFixed(2))}</strong>} {w.payHow}
        </p>
      )}
    </section>
  )
}

function Due({ view }: { view: CaseView }) {
  const { due, left, state, total, used } = view.clock
  const late = left !== null && left < 0
  return (
    <>
      {due && state !== 'stopped' && (
        <p class={late ? 'due due-late' : 'due'}>
          <strong>{(late ? w.dueWas : w.dueBy)(dayInWords(due.on))}</strong>
          {due.provisional && w.dueProvisional}
          {left !== null && !late && <span> {w.left(left)}</span>}
        </p>
      )}
      {late && state !== 'stopped' && <p class="overdue">{w.overdue(-left)}</p>}
      {state !== 'running' && <p>{w.clock[state]}</p>}
      {total > 0 && <p class="grey">{w.counted(total, used)}</p>}
    </>
  )
}

function Answer({ view }: { view: CaseView }) {
  const { answer } = view
  if (!answer) return null
  const lines = w.remedies[answer.remedy](dayInWords(answer.reviewUntil), dayInWords(answer.suitUntil))
  return (
    <section class="entry" aria-labelledby="answer">
      <h2 id="answer">{w.answer}</h2>
      <p class="answer-line">
        <strong>{answer.label}</strong> <span class="grey">{w.answerOn(dayInWords(answer.on))}</span>
      </p>
      {answer.way === 'post' && <p>{w.byPost}</p>}
      {answer.way === 'in_person' && <p>{w.inPerson}</p>}
      {view.files.length > 0 && (
        <>
          <h3>{w.files}</h3>
          <ul class="case-papers">
            {view.files.map((file) => (
              <li>
                <a href={filePath(file.id)} aria-label={w.fileGet(file.name)}>
                  {file.name}
                </a>{' '}
                <span class="grey">{fileSize(file.size)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{w.remedy}</h3>
      {answer.remedyText && <p>{answer.remedyText}</p>}
      <ul class="plain-list">
        {lines.map((line) => (
          <li>{line}</li>
        ))}
        {answer.onlineReview && (
          <li>
            <a href={answer.onlineReview}>{w.reviewOnline}</a>
          </li>
        )}
        <li>{w.complaint}</li>
      </ul>
    </section>
  )
}

export type StatusPageProps = {
  view: CaseView
  units: UnitChanged[]
  today: string
  /** What was just done, told above. */
  done: DeskAction | undefined
  issues: FieldIssue[]
  /** What was typed into the field `text` of an act that did not go through. */
  typed: string
}

/** Where a request stands, what is asked of the person, what can be done. */
export function StatusPage({ view, units, today, done, issues, typed }: StatusPageProps) {
  const unit = units.find((one) => one.id === view.unitId)
  const facts: [string, preact.ComponentChildren][] = [
    [w.code, <span class="receipt">{view.code}</span>],
    [w.number, view.number],
    [w.unit, unit && <a href={unitPath(unit.code)}>{unit.name}</a>],
    [w.unitPhone, unit?.disclosureOffice.phone],
    [w.staff, view.staff],
    [w.applicant, view.applicant],
    [w.submitted, minuteOf(view.submittedAt)],
    [w.received, view.received ? `${dayInWords(view.received.on)}（${view.received.why}）` : w.notReceived],
  ]
  const withdrawIssue = issues.find(({ field }) => field === 'sure')?.message
  return (
    <div class="wide case-page">
      {crumbs(w.title)}
      <header class="page-head">
        <p class="over">{view.number ?? view.code}</p>
        <h1>{view.statusLabel}</h1>
      </header>
      <IssueSummary title={w.notDone} issues={issues} />
      {done && issues.length === 0 && (
        <div class="notice" role="status">
          <p class="notice-title">{w.done[done]}</p>
        </div>
      )}
      <div class="entries reading">
        {view.tasks.length > 0 && (
          <section class="entry" aria-labelledby="tasks">
            <h2 id="tasks">{w.tasks}</h2>
            {view.tasks.map((task) => (
              <Task task={task} issues={issues} typed={typed} />
            ))}
          </section>
        )}
        <Answer view={view} />
        <section class="entry" aria-labelledby="due">
          <h2 id="due">{w.due}</h2>
          <Due view={view} />
          {view.clock.spans.length > 0 && (
            <>
              <h3>{w.howCounted}</h3>
              <PeriodBar clock={view.clock} today={today} />
            </>
          )}
        </section>
        {view.letters.length > 0 && (
          <section class="entry" aria-labelledby="letters">
            <h2 id="letters">{w.letters}</h2>
            <ul class="case-papers">
              {view.letters.map((letter) => (
                <li>
                  <span>
                    {letter.title}{' '}
                    <span class="grey">{[letter.number, letter.issuedOn].filter(Boolean).join(' · ')}</span>
                  </span>
                  <span class="paper-links">
                    <a href={letterPath(letter.id)} aria-label={`${w.letterRead}：${letter.title}`}>
                      {w.letterRead}
                    </a>
                    <a href={filePath(letter.id)} aria-label={`${w.letterFile}：${letter.title}`}>
                      {w.letterFile}
                    </a>
                  </span>
                </li>
              ))}
            </ul>
          </section>
        )}
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
                    {(step.text || to) && (
                      <p>
                        {step.text}
                        {to && <a href={unitPath(to.code)}>{to.name}</a>}
                      </p>
                    )}
                    {step.recordId !== null && (
                      <p>
                        <a href={itemPath(step.recordId)}>{w.openRecord}</a>
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
        <section class="entry" aria-labelledby="what">
          <h2 id="what">{w.what}</h2>
          <p class="typed">{view.what}</p>
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
        {view.mayWithdraw && (
          <section class="entry">
            <details open={withdrawIssue !== undefined}>
              <summary>{w.withdraw}</summary>
              <p>{w.withdrawText}</p>
              <form
                class="feedback"
                method="post"
                action="/requests/status/act"
                encType="multipart/form-data"
                noValidate
              >
                <input type="hidden" name="action" value="withdraw" />
                <div class="field">
                  <label for="why">{w.withdrawReason}</label>
                  <input id="why" name="text" type="text" maxLength={1000} autocomplete="off" />
                </div>
                <div class={withdrawIssue ? 'field wrong' : 'field'}>
                  {withdrawIssue && (
                    <p class="field-issue" id="sure-issue">
                      {withdrawIssue}
                    </p>
                  )}
                  <label class="choice">
                    <input id="sure" type="checkbox" name="sure" value="1" />
                    {w.withdrawSure}
                  </label>
                </div>
                <button class="quiet" type="submit">
                  {w.withdrawButton}
                </button>
              </form>
            </details>
          </section>
        )}
        <form class="leave" method="post" action="/requests/status/leave">
          <button class="quiet" type="submit">
            {w.leave}
          </button>
          <span class="grey">{w.leaveHint}</span>
        </form>
      </div>
    </div>
  )
}

/** One letter to read; the file to keep is beside it. */
export function LetterPage({ id, letter, unitName }: { id: string; letter: LetterView; unitName: string }) {
  return (
    <div class="wide">
      {crumbs(letter.title)}
      <p class="buttons no-print">
        <a href="/requests/status">{w.letterBack}</a>
        <a href={filePath(id)}>{w.letterFile}</a>
      </p>
      <article class="item letter">
        <header class="page-head">
          <p class="over">{unitName}</p>
          <h1>{letter.title}</h1>
          <p class="grey">{letter.number}</p>
        </header>
        <div class="document" dangerouslySetInnerHTML={{ __html: letter.html }} />
      </article>
    </div>
  )
}
