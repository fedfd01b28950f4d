import { type UnitChanged, type UnitKind, unitKinds } from '../../foundations/publication-log/entries.ts'
import { unitPath } from '../addresses.ts'
import { words } from '../words.zh.ts'

export const unitsByKind = (units: UnitChanged[]): [UnitKind, UnitChanged[]][] =>
  unitKinds
    .map((kind): [UnitKind, UnitChanged[]] => [
      kind,
      units.filter((unit) => unit.kind === kind).sort((a, b) => a.position - b.position),
    ])
    .filter(([, list]) => list.length > 0)

/** All units as words, by kind. */
export function UnitDirectory({ units, level = 3, short }: { units: UnitChanged[]; level?: 2 | 3; short?: boolean }) {
  const Heading = `h${level}` as 'h2' | 'h3'
  return (
    <div class="directory">
      {unitsByKind(units).map(([kind, list]) => (
        <section>
          <Heading>
            {words.unitKinds[kind]} <span class="grey">{words.units.count(list.length)}</span>
          </Heading>
          <ul class="word-grid">
            {list.map((unit) => (
              <li>
                <a href={unitPath(unit.code)}>{short ? unit.shortName || unit.name : unit.name}</a>
                {unit.formerNames && !short && (
                  <span class="grey"> {words.units.formerly(unit.formerNames.map(({ name }) => name))}</span>
                )}
                {unit.dissolvedOn && <span class="grey"> {words.units.dissolved}</span>}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
