import type { RecordKind, Validity } from '../foundations/publication-log/entries.ts'
import { type Params, withQuery } from './addresses.ts'
import type { FilterName, Filters } from './list-query.ts'
import type { Facets, FacetValue, Replica } from './replica/types.ts'
import { words } from './words.zh.ts'

export type FilterChoice = { label: string; count: number; href: string; selected: boolean }
export type FilterGroup = { name: FilterName; label: string; choices: FilterChoice[] }
/** A filter in force, with the address that is left when it is taken away. */
export type Chip = { label: string; href: string }

const labels: Record<FilterName, string> = {
  unit: words.filter.unit,
  sector: words.filter.sector,
  column: words.filter.column,
  kind: words.filter.kind,
  year: words.filter.year,
  validity: words.filter.validity,
  from: words.filter.date,
  to: words.filter.date,
}

/** The address value and the word for one facet value; units and sectors are addressed by code. */
function nameOf(name: FilterName, facet: FacetValue, replica: Replica): { value: string; label: string } {
  const { value } = facet
  if (name === 'unit') {
    const unit = replica.unitByCode(value) ?? replica.unit(Number(value))
    return unit ? { value: unit.code, label: unit.shortName || unit.name } : facet
  }
  if (name === 'sector') {
    const sector = replica.sectorByCode(value) ?? replica.sectors().find((s) => String(s.id) === value)
    return sector ? { value: sector.code, label: sector.name } : facet
  }
  return { value, label: labelOf(name, value, replica) }
}

function labelOf(name: FilterName, value: string, replica: Replica): string {
  if (name === 'unit') return replica.unitByCode(value)?.name ?? value
  if (name === 'sector') return replica.sectorByCode(value)?.name ?? value
  if (name === 'column') return replica.columnByCode(value)?.title ?? value
  if (name === 'kind') return words.kinds[value as RecordKind] ?? value
  if (name === 'validity') return words.validity[value as Validity] ?? value
  if (name === 'year') return words.filter.yearValue(value)
  return name === 'from' ? words.filter.fromValue(value) : words.filter.toValue(value)
}

/** What the filter panel shows: each value with its count and the address that sets it; a set value clears itself. */
export function filterGroups(
  path: string,
  base: Params,
  filters: Filters,
  facets: Facets,
  shown: readonly (keyof Facets)[],
  replica: Replica,
): { groups: FilterGroup[]; chips: Chip[]; clear: string } {
  const at = (changed: Partial<Record<FilterName, string | undefined>>) =>
    withQuery(path, { ...base, ...filters, ...changed, page: undefined })
  const groups = shown.map((name) => ({
    name,
    label: labels[name],
    choices: facets[name]
      .filter((facet) => facet.count > 0)
      .map((facet) => {
        const { value, label } = nameOf(name, facet, replica)
        const selected = filters[name] === value
        return { label, count: facet.count, selected, href: at({ [name]: selected ? undefined : value }) }
      }),
  }))
  const chips = (Object.entries(filters) as [FilterName, string][]).map(([name, value]) => ({
    label: labelOf(name, value, replica),
    href: at({ [name]: undefined }),
  }))
  // A group with one value nobody chose divides nothing.
  const useful = groups.filter((group) => group.choices.length > 1 || group.choices.some((choice) => choice.selected))
  return { groups: useful, chips, clear: withQuery(path, base) }
}
