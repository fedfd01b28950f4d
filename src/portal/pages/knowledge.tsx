import { isTopic, topics } from '../../foundations/classification/topics.ts'
import type { KnowledgePublished, KnowledgeWithdrawn, UnitChanged } from '../../foundations/publication-log/entries.ts'
import { itemPath, questionPath, searchPath, unitPath, withQuery } from '../addresses.ts'
import { dayInWords, dayOf } from '../dates.ts'
import { withScrollingTables } from '../document-body.ts'
import type { Chip } from '../filter-groups.ts'
import { knowledgeWords as w } from '../knowledge-words.zh.ts'
import { count } from '../numbers.ts'
import { Breadcrumb } from '../parts/breadcrumb.tsx'
import { ContactBlock } from '../parts/contact-block.tsx'
import { Chips, type ChoiceGroup, FilterPanel } from '../parts/filter-panel.tsx'
import { QuestionLinks } from '../parts/knowledge-answers.tsx'
import { Pager } from '../parts/pager.tsx'
import type { QuestionHit, QuestionItem } from '../replica/knowledge.ts'
import type { Page } from '../replica/types.ts'
import { words } from '../words.zh.ts'

export const topicLabel = (topic: string): string => (isTopic(topic) ? topics[topic] : topic)

/** The form that asks the 知识库; plain GET. */
function Ask({ q, keep }: { q: string; keep: Record<string, string | undefined> }) {
  return (
    <search class="search question-search">
      <form action="/questions">
        <label class="search-label" for="ask">
          {w.searchLabel}
        </label>
        <div class="search-row">
          <div class="search-box">
            <input
              id="ask"
              name="q"
              type="search"
              maxLength={200}
              value={q}
              placeholder={w.search}
              autocomplete="off"
            />
          </div>
          {Object.entries(keep).map(([name, value]) => value && <input type="hidden" name={name} value={value} />)}
          <button type="submit">{w.searchButton}</button>
        </div>
      </form>
    </search>
  )
}

/** Where else an answer may be had. */
function Elsewhere({ q }: { q: string }) {
  return (
    <>
      {q && (
        <li>
          <a href={searchPath(q)}>{w.toSearch}</a>
        </li>
      )}
      <li>
        <a href="/units">{w.toUnits}</a>
      </li>
      <li>
        <a href="/inquiries/ask">{w.toAsk}</a>
      </li>
      <li>
        <a href="/requests">{w.toRequest}</a>
      </li>
    </>
  )
}

export type QuestionsView = {
  q: string
  filters: { topic?: string | undefined; unit?: string | undefined }
  groups: ChoiceGroup[]
  chips: Chip[]
  clear: string
  list: Page<QuestionHit>
}

/** /questions: the 知识库 by topic and unit, or the answers nearest to what is asked. */
export function QuestionsPage({ q, filters, groups, chips, clear, list }: QuestionsView) {
  const pages = Math.ceil(list.total / list.size)
  const any = list.items.length > 0
  return (
    <div class="wide">
      <Breadcrumb steps={[{ text: w.title }]} />
      <header class="page-head">
        <h1>{w.title}</h1>
        <p class="lead">{w.lead}</p>
      </header>
      <Ask q={q} keep={filters} />
      <div class={groups.length > 0 ? 'with-filters questions' : 'questions'}>
        {groups.length > 0 && <FilterPanel groups={groups} chips={chips} />}
        <div class="results">
          <Chips chips={chips} clear={clear} />
          {any && (
            <>
              <p class="results-total">{q ? w.found(count(list.total)) : w.all(count(list.total))}</p>
              <ol class="hits">
                {list.items.map((one) => (
                  <li>
                    <h2>
                      <a href={questionPath(one.id)} dangerouslySetInnerHTML={{ __html: one.questionHtml }} />
                    </h2>
                    <p class="snippet" dangerouslySetInnerHTML={{ __html: q ? one.snippetHtml : '' }}>
                      {q ? undefined : one.summary}
                    </p>
                    <p class="hit-line grey">
                      <span>{one.unitName}</span>
                      <span>{topicLabel(one.topic)}</span>
                      <time dateTime={dayOf(one.publishedAt)}>{dayOf(one.publishedAt)}</time>
                      {one.flagged && <span class="question-doubt">▲ {w.flaggedTitle}</span>}
                    </p>
                  </li>
                ))}
              </ol>
              <Pager path="/questions" params={{ q, ...filters }} page={list.page} pages={pages} />
            </>
          )}
          {!any && (
            <div class="empty">
              <p class="empty-title">{q ? w.noneTitle(q) : w.emptyTitle}</p>
              <p>{q ? w.noneText : w.emptyText}</p>
              <ul>
                {chips.length > 0 && (
                  <li>
                    <a href={withQuery('/questions', { q })}>{w.noneFiltered}</a>
                  </li>
                )}
                <Elsewhere q={q} />
              </ul>
            </div>
          )}
        </div>
      </div>
    </div>
  )
}

export type SourceView = { recordId: number; title: string; state: keyof typeof w.sourceStates }

/** A title in its marks, unless it has marks of its own. */
const quoted = (title: string) => (title.includes('《') ? title : `《${title}》`)

/** “这是您想要的吗”: two buttons, without scripts; only counted. */
function Vote({ id }: { id: number }) {
  return (
    <form class="question-vote" method="post" action={`${questionPath(id)}/vote`} aria-labelledby="vote-h">
      <h2 id="vote-h">{w.voteTitle}</h2>
      <p>
        <button type="submit" name="wanted" value="yes" class="quiet">
          {w.yes}
        </button>
        <button type="submit" name="wanted" value="no" class="quiet">
          {w.no}
        </button>
      </p>
      <p class="grey">{w.voteHint}</p>
    </form>
  )
}

/** One question with its answer. */
export function QuestionPage(props: {
  entry: KnowledgePublished
  unit: UnitChanged | undefined
  sources: SourceView[]
  related: QuestionItem[]
  siteDomain: string
}) {
  const { entry, unit, sources, related } = props
  const doubtful = entry.flagged || sources.some(({ state }) => state !== 'public')
  return (
    <article class="item question">
      <Breadcrumb
        steps={[
          { text: w.title, href: '/questions' },
          { text: topicLabel(entry.topic), href: withQuery('/questions', { topic: entry.topic }) },
          { text: entry.question },
        ]}
      />
      {doubtful && (
        <div class="notice notice-important">
          <p class="notice-title">{w.flaggedTitle}</p>
          <p>{w.flagged}</p>
        </div>
      )}
      <div class="item-columns">
        <div class="item-main">
          <h1>{entry.question}</h1>
          <p class="item-line grey question-line">
            {unit && (
              <span>
                {w.answeredBy} <a href={unitPath(unit.code)}>{unit.name}</a>
              </span>
            )}
            <span>
              {w.updated} <time dateTime={dayOf(entry.publishedAt)}>{dayInWords(dayOf(entry.publishedAt))}</time>
            </span>
          </p>
          <div class="document" dangerouslySetInnerHTML={{ __html: withScrollingTables(entry.answerHtml) }} />
          {sources.length > 0 && (
            <section class="question-sources" aria-labelledby="sources-h">
              <h2 id="sources-h">{w.sources}</h2>
              <ul>
                {sources.map(({ recordId, title, state }) => (
                  <li>
                    <a href={itemPath(recordId)}>{quoted(title)}</a>
                    {state !== 'public' && <span class="question-ended">× {w.sourceStates[state]}</span>}
                  </li>
                ))}
              </ul>
            </section>
          )}
          <Vote id={entry.id} />
        </div>
        <aside class="item-side" aria-label={words.item.tools}>
          <div
            class="tools"
            data-tools
            data-copy={words.item.copy}
            data-copied={words.item.copied}
            data-print={words.item.print}
          />
          {entry.reviewOn && (
            <p>
              {w.reviewOn} <time dateTime={entry.reviewOn}>{dayInWords(entry.reviewOn)}</time>
            </p>
          )}
          {unit && (
            <section aria-labelledby="contact-h">
              <h2 id="contact-h">{w.contact}</h2>
              <ContactBlock office={unit.disclosureOffice} />
            </section>
          )}
          {related.length > 0 && (
            <section aria-labelledby="related-h">
              <h2 id="related-h">{w.related}</h2>
              <QuestionLinks items={related} />
            </section>
          )}
          <p>
            <a href={`/api/v1/questions/${entry.id}`}>{w.json}</a>
          </p>
        </aside>
      </div>
      <div class="print-foot">
        <p>
          {words.item.printedFrom} {props.siteDomain}
          {questionPath(entry.id)}
        </p>
      </div>
    </article>
  )
}

/** What a withdrawn question leaves at its address. */
export function QuestionGonePage({ entry, unit }: { entry: KnowledgeWithdrawn; unit: UnitChanged | undefined }) {
  return (
    <div class="wide trouble">
      <Breadcrumb steps={[{ text: w.title, href: '/questions' }, { text: w.goneTitle }]} />
      <h1>{w.goneTitle}</h1>
      <p class="lead">{w.goneLead(unit?.name ?? '', dayInWords(dayOf(entry.withdrawnAt)))}</p>
      <p>
        {w.goneReason}：{entry.reason}
      </p>
      <ul>
        <li>
          <a href="/questions">{w.again}</a>
        </li>
        <Elsewhere q="" />
      </ul>
    </div>
  )
}

/** Said after a vote: thanks, or why it was not counted, and for whom it was not the answer, where to go on. */
export function QuestionThanksPage(props: {
  entry: KnowledgePublished
  wanted: boolean
  trouble: string | undefined
  unit: UnitChanged | undefined
  related: QuestionItem[]
}) {
  const { entry, wanted, trouble, unit, related } = props
  return (
    <div class="wide">
      <Breadcrumb
        steps={[
          { text: w.title, href: '/questions' },
          { text: entry.question, href: questionPath(entry.id) },
          { text: w.thanksTitle },
        ]}
      />
      <header class="page-head">
        <h1>{trouble ?? w.thanksTitle}</h1>
        {!trouble && <p class="lead">{wanted ? w.thanksYes : w.thanksNo}</p>}
      </header>
      {!wanted && (
        <>
          <Ask q="" keep={{}} />
          <p>
            <a href="/inquiries/ask">{w.toAsk}</a>
          </p>
          {related.length > 0 && (
            <section aria-labelledby="related-h">
              <h2 id="related-h">{w.related}</h2>
              <QuestionLinks items={related} />
            </section>
          )}
          {unit && (
            <section aria-labelledby="contact-h">
              <h2 id="contact-h">{w.contact}</h2>
              <ContactBlock office={unit.disclosureOffice} />
            </section>
          )}
        </>
      )}
      <p class="question-back">
        <a class="action" href={questionPath(entry.id)}>
          {w.back}
        </a>
      </p>
    </div>
  )
}
