import type { SectorChanged, UnitChanged } from '../../foundations/publication-log/entries.ts'
import { allFeedPath, columnPath, sectorPath } from '../addresses.ts'
import type { ColumnNode } from '../column-tree.ts'
import { inquiryWords } from '../inquiry-words.zh.ts'
import { letterWords } from '../letter-words.zh.ts'
import { Breadcrumb } from '../parts/breadcrumb.tsx'
import { ColumnTree } from '../parts/column-tree.tsx'
import { UnitDirectory } from '../parts/unit-directory.tsx'
import { words } from '../words.zh.ts'

const w = words.map

function Links({ links }: { links: [string, string][] }) {
  return (
    <ul class="word-grid">
      {links.map(([href, text]) => (
        <li>
          <a href={href}>{text}</a>
        </li>
      ))}
    </ul>
  )
}

export function MapPage(view: { columns: ColumnNode[]; sectors: SectorChanged[]; units: UnitChanged[] }) {
  return (
    <div class="wide">
      <Breadcrumb steps={[{ text: w.title }]} />
      <header class="page-head">
        <h1>{w.title}</h1>
        <p class="lead">{w.text}</p>
      </header>
      <section class="entry" aria-labelledby="map-main">
        <h2 id="map-main">{w.main}</h2>
        <Links
          links={[
            ['/', words.site.home],
            ['/open', words.nav.open],
            ['/latest', words.nav.latest],
            ['/sectors', words.nav.sectors],
            ['/units', words.nav.units],
            ['/requests', words.nav.requests],
            ['/inquiries', inquiryWords.title],
            ['/mailboxes', letterWords.mailboxesTitle],
            ['/letters', letterWords.title],
            ['/letters/figures', letterWords.figuresTitle],
            ['/search', words.search.title],
            ['/about', words.footer.about],
            ['/accessibility', words.footer.accessibility],
          ]}
        />
      </section>
      <section class="entry" aria-labelledby="map-columns">
        <h2 id="map-columns">{w.columns}</h2>
        <ColumnTree nodes={view.columns} href={columnPath} />
      </section>
      <section class="entry" aria-labelledby="map-sectors">
        <h2 id="map-sectors">{w.sectors}</h2>
        <Links links={view.sectors.map((sector) => [sectorPath(sector.code), sector.name])} />
      </section>
      <section class="entry" aria-labelledby="map-units">
        <h2 id="map-units">{w.units}</h2>
        <UnitDirectory units={view.units} />
      </section>
      <section class="entry" aria-labelledby="map-machine">
        <h2 id="map-machine">{w.machine}</h2>
        <Links
          links={[
            [allFeedPath, w.feed],
            ['/sitemap.xml', w.sitemap],
            ['/api/docs', w.openapi],
          ]}
        />
      </section>
    </div>
  )
}
