import type { UnitChanged } from '../../foundations/publication-log/entries.ts'
import { itemPath, searchPath, unitPath, withQuery } from '../addresses.ts'
import type { Chip, FilterGroup } from '../filter-groups.ts'
import type { Filters } from '../list-query.ts'
import { count } from '../numbers.ts'
import { DatedList } from '../parts/dated-list.tsx'
import { Chips, FilterPanel } from '../parts/filter-panel.tsx'
import { AnswersOnTop } from '../parts/knowledge-answers.tsx'
import { Pager } from '../parts/pager.tsx'
import { SearchField } from '../parts/search-field.tsx'
import { StatusMark } from '../parts/status-mark.tsx'
import type { QuestionHit } from '../replica/knowledge.ts'
import type { ListItem, SearchHit, SearchResult } from '../replica/types.ts'
import { words } from '../words.zh.ts'

const w = words.search

/** A unit named in the question, the units it succeeded, and what they made public last. */
export type NamedUnit = { unit: UnitChanged; before: UnitChanged[]; newest: ListItem[] }

export type SearchView = {
  q: string
  sort: 'relevance' | 'date'
  page: number
  pages: number
  filters: Filters
  panel: { groups: FilterGroup[]; chips: Chip[]; clear: string }
  result: SearchResult
  /** Units that bear, or once bore, the name that is looked for. */
  units: NamedUnit[]
  /** Answers of the 知识库 that meet what was asked. */
  answers: QuestionHit[]
  /** True when the reader asked beyond the pages that may be turned. */
  capped: string | undefined
}

function Hit({ hit }: { hit: SearchHit }) {
  return (
    <li>
      <h2>
        <a href={itemPath(hit.id)} dangerouslySetInnerHTML={{ __html: hit.titleHtml }} />
      </h2>
      {hit.snippetHtml && <p class="snippet" dangerouslySetInnerHTML={{ __html: hit.snippetHtml }} />}
      <p class="hit-line grey">
        <span>{hit.unitName}</span>
        {hit.docNumber && <span>{hit.docNumber}</span>}
        <time dateTime={hit.publishedOn}>{hit.publishedOn}</time>
        {hit.validity && <StatusMark validity={hit.validity} />}
      </p>
    </li>
  )
}

/** A unit as an answer: its page, those it succeeded, its newest items. */
function UnitAnswer({ unit, before, newest }: NamedUnit) {
  return (
    <>
      <p>
        {w.unitPage}
        <a href={unitPath(unit.code)}>{unit.name}</a>
        {unit.formerNames && `（${words.units.formerly(unit.formerNames.map(({ name }) => name))}）`}
        {unit.dissolvedOn && `（${words.units.dissolved}）`}
        {before.length > 0 && (
          <>
            {w.unitBefore}
            {before.map((other, i) => (
              <>
                {i > 0 && words.site.listSeparator}
                <a href={unitPath(other.code)}>{other.name}</a>
              </>
            ))}
          </>
        )}
      </p>
      {newest.length > 0 && <DatedList items={newest} showUnit={before.length > 0} />}
    </>
  )
}

function DateForm({ view }: { view: SearchView }) {
  const { from, to, ...kept } = view.filters
  return (
    <section class="filter-group" aria-labelledby="filter-date">
      <h3 id="filter-date">{words.filter.date}</h3>
      <form class="date-form" action="/search">
        <input type="hidden" name="q" value={view.q} />
        {view.sort === 'date' && <input type="hidden" name="sort" value="date" />}
        {Object.entries(kept).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <label for="from">{words.filter.from}</label>
        <input id="from" name="from" type="date" value={from} />
        <label for="to">{words.filter.to}</label>
        <input id="to" name="to" type="date" value={to} />
        <button type="submit" class="quiet">
          {words.filter.apply}
        </button>
      </form>
    </section>
  )
}

function Sort({ view }: { view: SearchView }) {
  const link = (sort: 'relevance' | 'date') => {
    const href = withQuery('/search', { q: view.q, ...view.filters, sort: sort === 'date' ? 'date' : undefined })
    return sort === view.sort ? (
      <span aria-current="true">{w.sort[sort]}</span>
    ) : (
      <a href={href} rel="nofollow">
        {w.sort[sort]}
      </a>
    )
  }
  return (
    <p class="sort">
      <span class="grey">{w.sortLabel}</span> {link('relevance')} {link('date')}
    </p>
  )
}

function Empty({ view }: { view: SearchView }) {
  const { result, panel } = view
  return (
    <div class="empty empty-search">
      <h2 class="empty-title">{w.emptyTitle(view.q)}</h2>
      <p>
        {panel.chips.length > 0
          ? w.emptyScope(panel.chips.map((chip) => `“${chip.label}”`).join(words.site.listSeparator))
          : w.emptyAll}
      </p>
      {result.suggestions.length > 0 && (
        <>
          <h3>{w.didYouMean}</h3>
          <ul>
            {result.suggestions.map((text) => (
              <li>
                <a href={searchPath(text)}>{text}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{w.emptyTry}</h3>
      <ul>
        {panel.chips.length > 0 && (
          <li>
            <a href={panel.clear}>{w.emptyTips.clear}</a>
          </li>
        )}
        <li>{w.emptyTips.shorter}</li>
        <li>{w.emptyTips.other}</li>
        <li>
          <a href="/units">{words.nav.units}</a> · <a href="/sectors">{words.nav.sectors}</a>：{w.emptyTips.browse}
        </li>
        <li>
          <a href="/requests">{words.nav.requests}</a>：{w.emptyTips.request}
        </li>
      </ul>
    </div>
  )
}

export function SearchPage(view: SearchView) {
  const { q, result, panel } = view
  const found = result.items.length > 0
  return (
    <>
      <div class="search-band">
        <div class="wide">
          <h1 class="unseen">{w.resultsTitle(q)}</h1>
          <SearchField id="q" value={q} large keep={view.sort === 'date' ? { sort: 'date' } : {}} />
        </div>
      </div>
      <div class="wide">
        <div class={panel.groups.length > 0 || found ? 'with-filters' : ''}>
          {(panel.groups.length > 0 || found) && (
            <FilterPanel groups={panel.groups} chips={panel.chips}>
              <DateForm view={view} />
            </FilterPanel>
          )}
          <div class="results">
            <Chips chips={panel.chips} clear={panel.clear} />
            {view.units.length > 0 && (
              <div class="read-as">
                {view.units.map((named) => (
                  <UnitAnswer {...named} />
                ))}
              </div>
            )}
            <AnswersOnTop answers={view.answers} q={q} />
            {found && (
              <>
                <div class="results-head">
                  <p class="results-total">
                    {w.total(count(result.total), result.exact)}
                    {result.readAs.length > 0 && (
                      <span class="read-as">
                        {w.readAs.before}
                        {result.readAs.map((part, i) => (
                          <>
                            {i > 0 && words.site.listSeparator}
                            {w.readAsKinds[part.kind]}“<q>{part.text}</q>”
                          </>
                        ))}
                        {w.readAs.after}
                      </span>
                    )}
                  </p>
                  <Sort view={view} />
                </div>
                <ol class="hits">
                  {result.items.map((hit) => (
                    <Hit hit={hit} />
                  ))}
                </ol>
                {view.capped && <p class="notice">{view.capped}</p>}
                <Pager
                  path="/search"
                  params={{ q, ...view.filters, sort: view.sort === 'date' ? 'date' : undefined }}
                  page={view.page}
                  pages={view.pages}
                />
              </>
            )}
            {!found && <Empty view={view} />}
          </div>
        </div>
      </div>
    </>
  )
}

/** /search without a word: how to ask, and what others ask for. */
export function SearchStartPage({ popular }: { popular: string[] }) {
  return (
    <>
      <div class="search-band">
        <div class="wide">
          <h1 class="search-title">{w.startTitle}</h1>
          <SearchField id="q" large />
        </div>
      </div>
      <div class="wide reading search-start">
        <p class="lead">{w.startText}</p>
        <ul>
          {w.startTips.map((tip) => (
            <li>{tip}</li>
          ))}
          <li>{w.phraseHint}</li>
        </ul>
        {popular.length > 0 && (
          <>
            <h2>{w.popular}</h2>
            <ul class="word-grid word-grid-ruled">
              {popular.map((q) => (
                <li>
                  <a href={searchPath(q)}>{q}</a>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </>
  )
}
