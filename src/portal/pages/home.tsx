import type { SectorChanged, SiteChanged, UnitChanged } from '../../foundations/publication-log/entries.ts'
import { searchPath, sectorPath, withQuery } from '../addresses.ts'
import { inquiryWords } from '../inquiry-words.zh.ts'
import { knowledgeWords } from '../knowledge-words.zh.ts'
import { count } from '../numbers.ts'
import { CountyName } from '../parts/county-name.tsx'
import { DatedList } from '../parts/dated-list.tsx'
import { SearchField } from '../parts/search-field.tsx'
import { UnitDirectory } from '../parts/unit-directory.tsx'
import type { ListItem, Replica } from '../replica/types.ts'
import { words } from '../words.zh.ts'

const w = words.home

export type HomeView = {
  site: SiteChanged
  popular: string[]
  newest: ListItem[]
  policies: ListItem[]
  interpretations: ListItem[]
  sectors: SectorChanged[]
  units: UnitChanged[]
  figures: ReturnType<Replica['figures']>
  year: string
}

const doors: { href: string; title: string; text: string }[] = [
  { href: '/open#guide', ...w.entry.guide },
  { href: '/open#rules', ...w.entry.rules },
  { href: '/open#statutory', ...w.entry.statutory },
  { href: '/open#annual_report', ...w.entry.annual_report },
  { href: '/requests', ...w.entry.requests },
  { href: '/inquiries', ...inquiryWords.home },
  { href: '/questions', ...knowledgeWords.homeDoor },
]

function Figure({ n, unit, label, href }: { n: number; unit: string; label: string; href: string }) {
  return (
    <li>
      <a href={href}>
        <span class="figure-number">
          {count(n)}
          <span class="figure-unit">{unit}</span>
        </span>
        <span class="figure-label">{label}</span>
      </a>
    </li>
  )
}

function News({
  id,
  title,
  items,
  more,
  href,
  showUnit,
}: {
  id: string
  title: string
  items: ListItem[]
  more: string
  href: string
  showUnit?: boolean
}) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {items.length > 0 ? <DatedList items={items} showUnit={showUnit} /> : <p class="grey">{words.list.empty}</p>}
      <p class="more">
        <a href={href}>{more}</a>
      </p>
    </section>
  )
}

/** The front door: search first, then the fixed entries, what is new, and the ways to browse. */
export function HomePage(view: HomeView) {
  const { site, figures } = view
  return (
    <>
      <section class="hero">
        <div class="wide">
          <h1>
            <CountyName name={site.countyName} />
            <span>{w.slogan}</span>
          </h1>
          <p class="motto">{site.motto}</p>
          <SearchField id="q" large />
          {view.popular.length > 0 && (
            <div class="popular">
              <h2>{words.search.popular}</h2>
              <ul>
                {view.popular.map((q) => (
                  <li>
                    <a href={searchPath(q)}>{q}</a>
                  </li>
                ))}
              </ul>
            </div>
          )}
        </div>
      </section>
      <nav class="wide doors" aria-label={w.entries}>
        <ul>
          {doors.map((door) => (
            <li>
              <a href={door.href}>
                <span class="door-title">{door.title}</span>
                <span class="door-text">{door.text}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="wide news">
        <News id="newest" title={w.newest} items={view.newest} more={w.moreNewest} href="/latest" showUnit />
        <div class="news-side">
          <News
            id="policies"
            title={w.policies}
            items={view.policies}
            more={w.morePolicies}
            href="/latest?kind=normative_document"
          />
          <News
            id="interpretations"
            title={w.interpretations}
            items={view.interpretations}
            more={w.moreInterpretations}
            href="/latest?kind=interpretation"
          />
        </div>
      </div>
      <section class="wide figures" aria-labelledby="figures">
        <h2 id="figures">{w.figures}</h2>
        <ul>
          <Figure
            n={figures.thisMonth}
            unit={w.unit.items}
            label={w.figure.thisMonth}
            href={withQuery('/latest', { year: view.year })}
          />
          <Figure
            n={figures.thisYear}
            unit={w.unit.items}
            label={w.figure.thisYear}
            href={withQuery('/latest', { year: view.year })}
          />
          <Figure
            n={figures.effectiveNormative}
            unit={w.unit.documents}
            label={w.figure.effectiveNormative}
            href="/latest?kind=normative_document&validity=effective"
          />
          <Figure n={figures.units} unit={w.unit.bodies} label={w.figure.units} href="/units" />
        </ul>
      </section>
      <section class="wide" aria-labelledby="sectors">
        <h2 id="sectors">
          <a href="/sectors">{w.sectors}</a>
        </h2>
        <p class="grey">{w.sectorsText}</p>
        <ul class="word-grid word-grid-ruled">
          {view.sectors.map((sector) => (
            <li>
              <a href={sectorPath(sector.code)}>{sector.name}</a>
            </li>
          ))}
        </ul>
      </section>
      <section class="wide" aria-labelledby="units">
        <h2 id="units">
          <a href="/units">{w.units}</a>
        </h2>
        <UnitDirectory units={view.units} short />
      </section>
    </>
  )
}
