import type { SectorChanged } from '../../foundations/publication-log/entries.ts'
import { sectorPath } from '../addresses.ts'
import { count } from '../numbers.ts'
import { Breadcrumb } from '../parts/breadcrumb.tsx'
import { words } from '../words.zh.ts'

const w = words.sectors

export type SectorLine = { sector: SectorChanged; lead: string; items: number; published: number }

export function SectorsPage({ lines }: { lines: SectorLine[] }) {
  return (
    <div class="wide">
      <Breadcrumb steps={[{ text: w.title }]} />
      <header class="page-head">
        <h1>{w.title}</h1>
        <p class="lead">{w.text}</p>
      </header>
      <ul class="sector-grid">
        {lines.map(({ sector, lead, items, published }) => (
          <li>
            <a href={sectorPath(sector.code)}>
              <span class="door-title">{sector.name}</span>
              <span class="door-text">
                {[
                  items > 0 ? w.items(items) : '',
                  published > 0 ? w.published(published).replace(String(published), count(published)) : '',
                  lead,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
