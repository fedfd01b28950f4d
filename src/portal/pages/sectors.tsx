import type { SectorChanged } from '../../foundations/publication-log/entries.ts'
import { sectorPath } from '../addresses.ts'
import { Breadcrumb } from '../parts/breadcrumb.tsx'
import { words } from '../words.zh.ts'

const w = words.sectors

export type SectorLine = { sector: SectorChanged; items: number; published: number }

export function SectorsPage({ lines }: { lines: SectorLine[] }) {
  return (
    <div class="wide">
      <Breadcrumb steps={[{ text: w.title }]} />
      <header class="page-head">
        <h1>{w.title}</h1>
        <p class="lead">{w.text}</p>
      </header>
      <ul class="sector-grid">
        {lines.map(({ sector, items, published }) => (
          <li>
            <a href={sectorPath(sector.code)}>
              <span class="door-title">{sector.name}</span>
              <span class="door-text">
                {items > 0 && w.items(items)}
                {items > 0 && published > 0 && ' · '}
                {published > 0 && w.published(published)}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
