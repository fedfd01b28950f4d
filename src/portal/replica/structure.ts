import type { DatabaseSync } from 'node:sqlite'
import type {
  CatalogueItemChanged,
  ColumnChanged,
  SectorChanged,
  SiteChanged,
  UnitChanged,
} from '../../foundations/publication-log/entries.ts'
import { unsetSite } from '../../foundations/site/unset-site.ts'
import type { LiveTable } from './live-table.ts'

type Placed = { id: number; position: number }
const inOrder = (a: Placed, b: Placed) => a.position - b.position || a.id - b.id

/** Site, units, columns, sectors and catalogue items: small, so kept parsed in memory for as long as nothing changes. */
export function structureReader(db: DatabaseSync, current: () => number, live: () => LiveTable) {
  const read = <T>(table: string): T[] =>
    db
      .prepare(`SELECT payload FROM ${table}`)
      .all()
      .map((row) => JSON.parse(row.payload as string) as T)
  const itemsOf = db.prepare('SELECT payload FROM catalogue_item WHERE sector_id = ?')
  const itemOf = db.prepare('SELECT payload FROM catalogue_item WHERE id = ?')
  let at = -1
  let kept = load()
  let published: { version: number; counts: Map<number, number> } | undefined

  function load() {
    const units = read<UnitChanged>('unit').sort(inOrder)
    const columns = read<ColumnChanged>('col').sort(inOrder)
    const sectors = read<SectorChanged>('sector').sort(inOrder)
    return {
      site: read<SiteChanged>('site')[0] ?? unsetSite,
      units,
      unit: new Map(units.map((u) => [u.id, u])),
      unitByCode: new Map(units.map((u) => [u.code, u])),
      columns,
      column: new Map(columns.map((c) => [c.id, c])),
      columnByCode: new Map(columns.map((c) => [c.code, c])),
      families: families(columns),
      sectors,
      sector: new Map(sectors.map((s) => [s.id, s])),
      sectorByCode: new Map(sectors.map((s) => [s.code, s])),
    }
  }

  /** The structure rarely changes while records do all the time, but it is some hundred rows: read anew at every change. */
  function now() {
    const revision = current()
    if (revision !== at) {
      kept = load()
      at = revision
    }
    return kept
  }

  function publishedPerItem(): Map<number, number> {
    const table = live()
    if (published?.version !== table.version) {
      const counts = new Map<number, number>()
      for (let doc = 1; doc <= table.docs; doc++) {
        const item = table.catalogueItem[doc]!
        if (item !== 0 && table.alive[doc]) counts.set(item, (counts.get(item) ?? 0) + 1)
      }
      published = { version: table.version, counts }
    }
    return published.counts
  }

  return {
    now,
    unitName: (id: number) => now().unit.get(id)?.name,
    sectorName: (id: number) => now().sector.get(id)?.name,
    columnFamily: (id: number) => now().families.get(id) ?? new Set([id]),
    public: {
      site: () => now().site,
      units: () => now().units,
      unitByCode: (code: string) => now().unitByCode.get(code),
      unit: (id: number) => now().unit.get(id),
      columns: () => now().columns,
      columnByCode: (code: string) => now().columnByCode.get(code),
      column: (id: number) => now().column.get(id),
      sectors: () => now().sectors,
      sectorByCode: (code: string) => now().sectorByCode.get(code),
      catalogueItems(sectorId: number) {
        const counts = publishedPerItem()
        return itemsOf
          .all(sectorId)
          .map((row) => JSON.parse(row.payload as string) as CatalogueItemChanged)
          .filter((item) => !item.removed)
          .sort((a, b) => a.seq.localeCompare(b.seq, 'zh', { numeric: true }) || a.id - b.id)
          .map((item) => ({ ...item, published: counts.get(item.id) ?? 0 }))
      },
      catalogueItem(id: number) {
        const row = itemOf.get(id)
        return row && (JSON.parse(row.payload as string) as CatalogueItemChanged)
      },
    },
  }
}

/** Each column with its descendants; a loop in the data ends at the first repeat. */
function families(columns: ColumnChanged[]): Map<number, Set<number>> {
  const children = Map.groupBy(columns, (c) => c.parentId)
  const family = (id: number, into: Set<number>): Set<number> => {
    if (into.has(id)) return into
    into.add(id)
    for (const child of children.get(id) ?? []) family(child.id, into)
    return into
  }
  return new Map(columns.map((c) => [c.id, family(c.id, new Set())]))
}
