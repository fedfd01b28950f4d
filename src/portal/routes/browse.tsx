import type { FastifyInstance } from 'fastify'
import type { ColumnChanged, UnitChanged } from '../../foundations/publication-log/entries.ts'
import { allFeedPath, unitFeedPath } from '../addresses.ts'
import { type ColumnNode, columnTree } from '../column-tree.ts'
import { HomePage } from '../pages/home.tsx'
import { type EntryView, OpenPage } from '../pages/open.tsx'
import { SectorPage } from '../pages/sector.tsx'
import { type SectorLine, SectorsPage } from '../pages/sectors.tsx'
import { notFoundPage } from '../pages/trouble.tsx'
import { UnitsPage } from '../pages/units.tsx'
import { unsetPage } from '../pages/unset.tsx'
import type { Page, Press } from '../press.tsx'
import type { Replica } from '../replica/types.ts'
import { predecessorsOf, successorsOf } from '../succession.ts'
import { words } from '../words.zh.ts'
import { hidden } from './hidden.ts'

/** Standing units first; a dissolved one keeps its page but leaves the directories' front. */
const standing = (units: UnitChanged[]) => units.filter((unit) => !unit.dissolvedOn)

function home(replica: Replica, today: string): Page {
  const site = replica.site()
  if (!site.siteName) return unsetPage()
  return {
    section: 'home',
    head: {
      title: site.siteName,
      description: site.motto,
      feeds: [{ title: words.feed.all, path: allFeedPath }],
    },
    body: (
      <HomePage
        site={site}
        popular={replica.popularQueries(5)}
        newest={replica.newest({ limit: 11 })}
        policies={replica.list({ kind: 'normative_document', page: 1, size: 5 }).items}
        interpretations={replica.list({ kind: 'interpretation', page: 1, size: 4 }).items}
        sectors={replica.sectors()}
        units={standing(replica.units())}
        figures={replica.figures(today)}
        year={today.slice(0, 4)}
      />
    ),
  }
}

function entry(replica: Replica, nodes: ColumnNode[], unitId: number | undefined, limit: number): EntryView {
  const items = nodes
    .flatMap((node) => replica.newest({ unitId, columnId: node.column.id, limit }))
    .sort((a, b) => (a.publishedAt < b.publishedAt ? 1 : -1))
    .slice(0, limit)
  return { nodes, items }
}

/** The unit whose office answers for the county: the 主管部门 of art 3, the government's own office. */
function countyOffice(units: UnitChanged[]): UnitChanged | undefined {
  return standing(units).find((unit) => unit.kind === 'government') ?? standing(units)[0]
}

function open(replica: Replica, unit?: UnitChanged): Page {
  const counts = replica.columnCounts(unit?.id)
  const columns = replica.columns()
  const tree = (of: ColumnChanged['entry']) => columnTree(columns, counts, of, unit?.kind)
  const units = replica.units()
  const feed = unit ? unitFeedPath(unit.code) : allFeedPath
  const title = unit ? `${unit.name}${words.open.title}` : words.open.title
  return {
    section: unit ? 'units' : 'open',
    head: {
      title,
      description: unit ? words.open.unitText(unit.name) : words.open.countyText,
      column: {
        name: title,
        description: unit ? words.open.unitText(unit.name) : words.open.countyText,
        keywords: [words.open.guide, words.open.rules, words.open.statutory, words.open.annual_report].join(','),
        type: words.open.title,
      },
      feeds: [{ title: unit ? words.feed.unit(unit.name) : words.feed.all, path: feed }],
    },
    body: (
      <OpenPage
        unit={unit}
        parent={unit?.parentId ? replica.unit(unit.parentId) : undefined}
        children={
          unit
            ? standing(units).filter(
                (other) => other.parentId === unit.id && other.kind !== 'department' && other.kind !== 'township',
              )
            : []
        }
        successors={unit ? successorsOf(replica, unit) : []}
        predecessors={unit ? predecessorsOf(units, unit.id) : []}
        officeOf={unit ?? countyOffice(units)}
        guide={entry(replica, tree('guide'), unit?.id, 3)}
        rules={entry(replica, tree('rules'), unit?.id, 6)}
        statutory={tree('statutory')}
        reports={entry(replica, tree('annual_report'), unit?.id, 12)}
        other={tree('other')}
        newest={replica.newest({ unitId: unit?.id, limit: 8 })}
        feed={feed}
      />
    ),
  }
}

function sectors(replica: Replica): Page {
  const lines: SectorLine[] = replica.sectors().map((sector) => ({
    sector,
    items: replica.catalogueItems(sector.id).length,
    published: replica.list({ sectorId: sector.id, page: 1, size: 1 }).total,
  }))
  const { title, text } = words.sectors
  return {
    section: 'sectors',
    head: {
      title,
      description: text,
      column: { name: title, description: text, keywords: title, type: words.nav.sectors },
    },
    body: <SectorsPage lines={lines} />,
  }
}

function sector(replica: Replica, code: string): Page {
  const found = replica.sectorByCode(code)
  if (!found) return notFoundPage(words.errors.noSector)
  const rows = replica.catalogueItems(found.id)
  return {
    section: 'sectors',
    head: {
      title: `${found.name}_${words.sectors.catalogue}`,
      description: words.sectors.text,
      column: {
        name: found.name,
        description: words.sectors.text,
        keywords: `${found.name},${words.sectors.catalogue}`,
        type: words.nav.sectors,
      },
    },
    body: (
      <SectorPage
        sector={found}
        lead={found.leadUnitId ? (replica.unit(found.leadUnitId)?.name ?? '') : ''}
        rows={rows}
        newest={replica.list({ sectorId: found.id, page: 1, size: 8 }).items}
      />
    ),
  }
}

function units(replica: Replica): Page {
  const { title, text } = words.units
  return {
    section: 'units',
    head: {
      title,
      description: text,
      column: { name: title, description: text, keywords: title, type: words.nav.units },
    },
    body: <UnitsPage units={replica.units()} />,
  }
}

/** Home and the ways down from it: county and unit pages, directories, sectors. */
export function registerBrowse(app: FastifyInstance, press: Press): void {
  // The words most asked for change without the log, so the home page is made anew each minute.
  app.get('/', hidden, (request, reply) =>
    press.sendKept(request, reply, (replica) => home(replica, press.today()), { seconds: 60 }),
  )
  app.get('/open', hidden, (request, reply) => press.sendKept(request, reply, (replica) => open(replica)))
  app.get('/units', hidden, (request, reply) => press.sendKept(request, reply, units))
  app.get<{ Params: { code: string } }>('/units/:code', hidden, (request, reply) => {
    const { code } = request.params
    return press.sendKept(request, reply, (replica) => {
      const unit = replica.unitByCode(code)
      return unit ? open(replica, unit) : notFoundPage(words.errors.noUnit)
    })
  })
  app.get('/sectors', hidden, (request, reply) => press.sendKept(request, reply, sectors))
  app.get<{ Params: { code: string } }>('/sectors/:code', hidden, (request, reply) => {
    const { code } = request.params
    return press.sendKept(request, reply, (replica) => sector(replica, code))
  })
}
