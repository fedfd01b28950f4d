import type { CatalogueItemChanged, SectorChanged } from '../../foundations/publication-log/entries.ts'
import { sectorAllPath, sectorItemPath } from '../addresses.ts'
import { Breadcrumb } from '../parts/breadcrumb.tsx'
import { DatedList } from '../parts/dated-list.tsx'
import type { ListItem } from '../replica/types.ts'
import { words } from '../words.zh.ts'

const w = words.sectors
export type CatalogueRow = CatalogueItemChanged & { published: number }
export type SectorView = { sector: SectorChanged; lead: string; rows: CatalogueRow[]; newest: ListItem[] }

/** One row of the 标准目录: the matter and its count in the line, every column of the catalogue when opened. */
function Row({ row, sector }: { row: CatalogueRow; sector: SectorChanged }) {
  const c = w.columns
  const fields: [string, string][] = [
    [c.seq, row.seq],
    [c.level3, row.level3],
    [c.content, row.content],
    [c.basis, row.basis],
    [c.timeLimit, row.timeLimit],
    [c.disclosingBody, row.disclosingBody],
    [c.channels, row.channels.join(words.site.listSeparator)],
    [c.audience, row.audience],
    [c.mode, w.modes[row.mode]],
    [c.levels, row.levels.join(words.site.listSeparator)],
  ]
  const name = row.level3 || row.level2 || row.level1
  return (
    <li class={row.published === 0 ? 'catalogue-row catalogue-empty' : 'catalogue-row'}>
      <details>
        <summary>
          <span class="catalogue-name">{name}</span>
          {row.published === 0 && <span class="catalogue-count">{w.emptyRow}</span>}
        </summary>
        <dl class="facts">
          {fields
            .filter(([, value]) => value)
            .map(([label, value]) => (
              <div>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
        </dl>
      </details>
      {row.published > 0 && (
        <a class="catalogue-link" href={sectorItemPath(sector.code, row.id)}>
          {w.published(row.published)}
          <span class="unseen">：{name}</span>
        </a>
      )}
    </li>
  )
}

export function SectorPage({ sector, lead, rows, newest }: SectorView) {
  const groups = [...Map.groupBy(rows, (row) => row.level1)]
  const empty = rows.filter((row) => row.published === 0).length
  const published = rows.reduce((sum, row) => sum + row.published, 0)
  return (
    <div class="wide">
      <Breadcrumb steps={[{ text: words.nav.sectors, href: '/sectors' }, { text: sector.name }]} />
      <header class="page-head">
        <p class="over">{w.title}</p>
        <h1>{sector.name}</h1>
        {rows.length > 0 && <p class="lead">{w.summary(rows.length, empty, published)}</p>}
        {lead && (
          <p class="grey">
            {w.lead}：{lead}
          </p>
        )}
      </header>
      <div class={groups.length > 1 ? 'with-contents' : ''}>
        {groups.length > 1 && (
          <nav class="contents" aria-label={w.jump}>
            <ul>
              {groups.map(([level1], i) => (
                <li>
                  <a href={`#group-${i}`}>{level1}</a>
                </li>
              ))}
            </ul>
          </nav>
        )}
        <div class="entries">
          {groups.map(([level1, list], i) => (
            <section class="entry" id={`group-${i}`} aria-labelledby={`group-${i}-h`}>
              <h2 id={`group-${i}-h`}>{level1}</h2>
              <ul class="catalogue">
                {list.map((row) => (
                  <Row row={row} sector={sector} />
                ))}
              </ul>
            </section>
          ))}
          {rows.length === 0 && <p class="empty">{w.noCatalogue}</p>}
          {newest.length > 0 && (
            <section class="entry" aria-labelledby="sector-newest">
              <h2 id="sector-newest">{w.newest}</h2>
              <DatedList items={newest} showUnit />
              <p class="more">
                <a href={sectorAllPath(sector.code)}>{w.all}</a>
              </p>
            </section>
          )}
        </div>
      </div>
    </div>
  )
}
