import type { ComponentChildren } from 'preact'
import type { UnitChanged } from '../../foundations/publication-log/entries.ts'
import { askPath, columnPath, itemPath, unitColumnPath, unitPath, withQuery } from '../addresses.ts'
import type { ColumnNode } from '../column-tree.ts'
import { dayInWords } from '../dates.ts'
import { inquiryWords } from '../inquiry-words.zh.ts'
import { letterWords } from '../letter-words.zh.ts'
import { Breadcrumb } from '../parts/breadcrumb.tsx'
import { ColumnTree } from '../parts/column-tree.tsx'
import { ContactBlock } from '../parts/contact-block.tsx'
import { DatedList } from '../parts/dated-list.tsx'
import type { ListItem } from '../replica/types.ts'
import { words } from '../words.zh.ts'

const w = words.open

/** One of the fixed entries of 平台规范 with what stands under it. */
export type EntryView = { nodes: ColumnNode[]; items: ListItem[] }

export type OpenView = {
  /** undefined on the county's own page. */
  unit?: UnitChanged
  parent?: UnitChanged
  children: UnitChanged[]
  /** Who carries on the duties of a dissolved unit, with which of them. */
  successors: { unit: UnitChanged; duties: string }[]
  /** Dissolved units whose duties it carries on. */
  predecessors: UnitChanged[]
  /** Whose disclosure office is shown in the guide. */
  officeOf?: UnitChanged
  guide: EntryView
  rules: EntryView
  statutory: ColumnNode[]
  reports: EntryView
  other: ColumnNode[]
  newest: ListItem[]
  feed: string
}

function Entry({ id, title, children }: { id: string; title: string; children: ComponentChildren }) {
  return (
    <section class="entry" id={id} aria-labelledby={`${id}-h`}>
      <h2 id={`${id}-h`}>{title}</h2>
      {children}
    </section>
  )
}

function More({ entry, href }: { entry: EntryView; href: (code: string) => string }) {
  return (
    <p class="more">
      {entry.nodes.map((node, i) => (
        <>
          {i > 0 && ' · '}
          <a href={href(node.column.code)}>{w.all(node.column.title)}</a>
        </>
      ))}
    </p>
  )
}

/** Annual reports stand by year, as readers ask for them. */
function Reports({ entry, showUnit }: { entry: EntryView; showUnit: boolean }) {
  if (entry.items.length === 0) return <p class="grey">{w.reportsNone}</p>
  if (showUnit) return <DatedList items={entry.items} showUnit />
  return (
    <ul class="reports">
      {entry.items.map((item) => {
        const year = /(20\d{2})\s*年(?!\d*月)/.exec(item.title)?.[1] ?? item.publishedOn.slice(0, 4)
        return (
          <li>
            <a href={itemPath(item.id)}>
              <span class="report-year">{w.reportYear(year)}</span>
              <span class="grey">{w.report}</span>
            </a>
          </li>
        )
      })}
    </ul>
  )
}

/** 政府信息公开 page of one unit, or of the county: the fixed entries of 平台规范 on one page. */
export function OpenPage(view: OpenView) {
  const { unit, officeOf } = view
  const href = (code: string) => (unit ? unitColumnPath(unit.code, code) : columnPath(code))
  const showUnit = !unit
  const sections: [string, string][] = [
    ['guide', w.guide],
    ['rules', w.rules],
    ['statutory', w.statutory],
    ['annual_report', w.annual_report],
    ['requests', w.requests],
    ...(unit?.dissolvedOn ? [] : [['ask', inquiryWords.nav] as [string, string]]),
  ]
  return (
    <div class="wide">
      <Breadcrumb
        steps={unit ? [{ text: words.nav.units, href: '/units' }, { text: unit.name }] : [{ text: w.title }]}
      />
      <header class="page-head">
        {unit && <p class="over">{w.title}</p>}
        <h1>{unit ? unit.name : w.title}</h1>
        <p class="lead">{unit ? w.unitText(unit.name) : w.countyText}</p>
        {unit?.kind === 'public_enterprise' && <p class="grey">{w.publicEnterprise}</p>}
        {unit?.dissolvedOn && (
          <p class="notice">
            {w.dissolved(dayInWords(unit.dissolvedOn))}
            {view.successors.length > 0 && (
              <>
                {view.successors.length === 1 ? w.merged : w.successors}
                {view.successors.map(({ unit: successor, duties }, i) => (
                  <>
                    {i > 0 && w.comma}
                    <a href={unitPath(successor.code)}>{successor.name}</a>
                    {duties && `（${duties}）`}
                  </>
                ))}
                {w.stop}
              </>
            )}
            {w.kept}
          </p>
        )}
        {unit?.formerNames && (
          <p class="grey">
            {w.formerly(unit.formerNames.map(({ name, until }) => ({ name, until: dayInWords(until) })))}
          </p>
        )}
        {view.predecessors.length > 0 && (
          <p class="grey">
            {w.predecessors}
            {view.predecessors.map((other, i) => (
              <>
                {i > 0 && w.comma}
                <a href={unitPath(other.code)}>{other.name}</a>
              </>
            ))}
            {w.stop}
          </p>
        )}
      </header>
      <div class="with-contents">
        <nav class="contents" aria-label={w.sections}>
          <ul>
            {sections.map(([id, text]) => (
              <li>
                <a href={`#${id}`}>{text}</a>
              </li>
            ))}
          </ul>
        </nav>
        <div class="entries">
          <Entry id="guide" title={w.guide}>
            <p>{unit?.dissolvedOn ? w.guideDissolved : unit ? w.guideText : w.countyGuideText}</p>
            {officeOf && !unit?.dissolvedOn && <ContactBlock office={officeOf.disclosureOffice} />}
            {view.guide.items.length > 0 && <DatedList items={view.guide.items} showUnit={showUnit} />}
            {view.guide.items.length > 0 && <More entry={view.guide} href={href} />}
            {!unit && (
              <p class="more">
                <a href="/units">{w.browseUnits}</a>
              </p>
            )}
          </Entry>
          <Entry id="rules" title={w.rules}>
            {view.rules.items.length > 0 ? (
              <>
                <DatedList items={view.rules.items} showUnit={showUnit} />
                <More entry={view.rules} href={href} />
              </>
            ) : (
              <p class="grey">{words.list.empty}</p>
            )}
          </Entry>
          <Entry id="statutory" title={w.statutory}>
            <p class="grey">{w.statutoryText}</p>
            <ColumnTree nodes={view.statutory} href={href} />
            {view.other.length > 0 && (
              <>
                <h3>{w.other}</h3>
                <ColumnTree nodes={view.other} href={href} />
              </>
            )}
          </Entry>
          <Entry id="annual_report" title={w.annual_report}>
            <Reports entry={view.reports} showUnit={showUnit} />
            {view.reports.items.length > 0 && <More entry={view.reports} href={href} />}
          </Entry>
          <Entry id="requests" title={w.requests}>
            {unit?.kind === 'public_enterprise' ? (
              <p>{words.requests.enterprise}</p>
            ) : (
              <>
                <p>{unit?.dissolvedOn ? w.requestDissolved : w.requestText}</p>
                <p>
                  <a class="action" href={unit && !unit.dissolvedOn ? `/requests#unit-${unit.code}` : '/requests'}>
                    {w.requestLink}
                  </a>
                </p>
              </>
            )}
          </Entry>
          {!unit?.dissolvedOn && (
            <Entry id="ask" title={inquiryWords.nav}>
              <p>{unit ? inquiryWords.askUnitText(unit.name) : inquiryWords.askText}</p>
              <p class="link-row">
                {unit ? (
                  <>
                    <a class="action" href={askPath('question', { unit: unit.code })}>
                      {letterWords.ask(unit.name)}
                    </a>
                    <a href={withQuery('/letters', { unit: unit.code })}>{letterWords.answersOf}</a>
                  </>
                ) : (
                  <a class="action" href="/inquiries">
                    {inquiryWords.title}
                  </a>
                )}
              </p>
            </Entry>
          )}
          <Entry id="newest" title={unit ? w.newest : w.countyNewest}>
            {view.newest.length > 0 ? (
              <DatedList items={view.newest} showUnit={showUnit} />
            ) : (
              <p class="grey">{words.list.empty}</p>
            )}
            <p class="more">
              <a href={unit ? `/latest?unit=${encodeURIComponent(unit.code)}` : '/latest'}>{words.home.moreNewest}</a>
              {' · '}
              <a href={view.feed}>{unit ? words.list.feedUnit : words.list.feedAll}</a>
            </p>
          </Entry>
          {(view.parent || view.children.length > 0) && (
            <Entry id="relatives" title={view.children.length > 0 ? w.children : w.parent}>
              <ul class="word-grid">
                {(view.children.length > 0 ? view.children : [view.parent!]).map((other) => (
                  <li>
                    <a href={unitPath(other.code)}>{other.name}</a>
                  </li>
                ))}
              </ul>
            </Entry>
          )}
        </div>
      </div>
    </div>
  )
}
