import { isTopic, topics } from '../../foundations/classification/index.ts'
import type {
  MailboxChanged,
  ReplyPublished,
  ReplyWithdrawn,
  UnitChanged,
} from '../../foundations/publication-log/entries.ts'
import { askPath, letterPath, lettersFeedPath, type Params, unitPath, withQuery } from '../addresses.ts'
import { dayInWords, dayOf } from '../dates.ts'
import type { Chip } from '../filter-groups.ts'
import { inquiryWords } from '../inquiry-words.zh.ts'
import { letterWords as w } from '../letter-words.zh.ts'
import { count } from '../numbers.ts'
import { Breadcrumb } from '../parts/breadcrumb.tsx'
import { Chips, type ChoiceGroup, FilterPanel } from '../parts/filter-panel.tsx'
import { LetterList } from '../parts/letter-list.tsx'
import { Pager } from '../parts/pager.tsx'
import type { Letter } from '../replica/dialogue.ts'
import type { Page } from '../replica/types.ts'
import { words } from '../words.zh.ts'

const crumbs = (text: string) => <Breadcrumb steps={[{ text: inquiryWords.title, href: '/inquiries' }, { text }]} />

export type LettersView = {
  what: ReplyPublished['what']
  q: string
  /** Filters as they stand in the address. */
  params: Params
  groups: ChoiceGroup[]
  chips: Chip[]
  clear: string
  list: Page<Letter>
}

/** /letters: what others asked and were told, or why answers are late. */
export function LettersPage({ what, q, params, groups, chips, clear, list }: LettersView) {
  const explains = what === 'explanation'
  const title = explains ? w.explanationsTitle : w.title
  const pages = Math.ceil(list.total / list.size)
  const filtered = chips.length > 0 || q !== ''
  const { q: _q, ...kept } = params
  return (
    <div class="wide">
      {crumbs(title)}
      <header class="page-head">
        <h1>{title}</h1>
        <p class="lead">{explains ? w.explanationsLead : w.lead}</p>
        <p class="grey link-row">
          <a href="/inquiries">{w.toAsk}</a>
          <a href={explains ? '/letters' : '/letters?what=explanation'}>{explains ? w.toLetters : w.toExplanations}</a>
          <a href="/letters/figures">{w.toFigures}</a>
          <a href={lettersFeedPath}>{w.subscribe}</a>
        </p>
      </header>
      <search class="search letter-search">
        <form action="/letters">
          <label class="search-label" for="letter-q">
            {w.search}
          </label>
          <div class="search-row">
            <div class="search-box">
              <input id="letter-q" name="q" type="search" maxLength={200} value={q} autocomplete="off" />
            </div>
            {Object.entries(kept).map(
              ([name, value]) => value !== undefined && <input type="hidden" name={name} value={String(value)} />,
            )}
            <button type="submit">{w.searchButton}</button>
          </div>
        </form>
      </search>
      <div class={groups.length > 0 ? 'with-filters' : ''}>
        {groups.length > 0 && <FilterPanel groups={groups} chips={chips} />}
        <div class="results">
          <Chips chips={chips} clear={clear} />
          {list.items.length > 0 ? (
            <>
              <p class="results-total">{(filtered ? w.found : w.total)(count(list.total))}</p>
              <LetterList items={list.items} />
              <Pager path="/letters" params={params} page={list.page} pages={pages} />
            </>
          ) : (
            <div class="empty">
              <p class="empty-title">{filtered ? w.noneFound : explains ? w.noneExplained : w.none}</p>
              <p>
                {filtered ? <a href={clear}>{words.filter.clear}</a> : w.noneText} <a href="/inquiries">{w.toAsk}</a>
              </p>
            </div>
          )}
        </div>
      </div>
    </div>
  )
}

export type LetterView = {
  letter: Letter
  unit: UnitChanged | undefined
  mailbox: MailboxChanged | undefined
  /** The explanation beside the answer, or the answer beside the explanation. */
  other: boolean
  logSeq: number
}

/** One letter with its answer; or why an answer is late. What people wrote is shown as they wrote it, and never as links. */
export function LetterPage({ letter, unit, mailbox, other, logSeq }: LetterView) {
  const explains = letter.what === 'explanation'
  const listTitle = explains ? w.explanationsTitle : w.title
  const f = w.facts
  const facts: [string, preact.ComponentChildren][] = [
    [f.kind, w.kinds[letter.kind]],
    [f.unit, unit ? <a href={unitPath(unit.code)}>{unit.name}</a> : letter.unitName],
    [f.mailbox, mailbox && <a href={withQuery('/letters', { mailbox: mailbox.id })}>{mailbox.title}</a>],
    [f.topic, isTopic(letter.topic) ? topics[letter.topic] : ''],
    [f.receivedOn, dayInWords(letter.receivedOn)],
    [explains ? f.promisedOn : f.answeredOn, dayInWords(letter.answeredOn)],
    [f.publishedOn, dayInWords(dayOf(letter.publishedAt))],
    [f.satisfaction, explains ? '' : letter.satisfaction ? w.satisfaction[letter.satisfaction] : w.unrated],
  ]
  return (
    <article class="wide letter-page">
      <Breadcrumb
        steps={[
          { text: inquiryWords.title, href: '/inquiries' },
          { text: listTitle, href: explains ? '/letters?what=explanation' : '/letters' },
          { text: letter.title },
        ]}
      />
      <header class="page-head">
        <h1>{letter.title}</h1>
      </header>
      <dl class="facts letter-facts">
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {letter.question && (
        <section class="letter-part" aria-labelledby="asked">
          <h2 id="asked">{w.question}</h2>
          <p class="typed">{letter.question}</p>
        </section>
      )}
      <section class="letter-part letter-answer" aria-labelledby="answered">
        <h2 id="answered">{explains ? w.explanation : w.answer}</h2>
        <p class="typed">{letter.answer}</p>
        <p class="letter-signed">
          {letter.unitName}
          <br />
          {dayInWords(explains ? dayOf(letter.publishedAt) : letter.answeredOn)}
        </p>
      </section>
      {other && (
        <p class="letter-other no-print">
          <a href={letterPath({ id: letter.id, what: explains ? 'reply' : 'explanation' })}>
            {explains ? w.answerOf : w.explanationOf}
          </a>
        </p>
      )}
      <aside class="letter-tools no-print" aria-label={w.tools}>
        {unit && !unit.dissolvedOn && (
          <p>
            {w.notIt} <a href={askPath('question', { unit: unit.code })}>{w.ask(unit.name)}</a>
          </p>
        )}
        <p class="grey">
          {words.item.verifyText(String(logSeq))} <a href={`/api/v1${letterPath(letter)}`}>{w.json}</a>
        </p>
        <div data-tools data-print={w.print} />
      </aside>
    </article>
  )
}

/** What a withdrawn letter leaves at its address. */
export function LetterGonePage({ gone }: { gone: ReplyWithdrawn }) {
  return (
    <div class="wide trouble">
      {crumbs(w.goneTitle)}
      <h1>{w.goneTitle}</h1>
      <p class="lead">{w.goneLead(dayInWords(dayOf(gone.withdrawnAt)))}</p>
      <p>
        {w.goneReason}：{gone.reason}
      </p>
      <ul>
        <li>
          <a href="/letters">{w.title}</a>
        </li>
        <li>
          <a href="/inquiries">{w.toAsk}</a>
        </li>
      </ul>
    </div>
  )
}
