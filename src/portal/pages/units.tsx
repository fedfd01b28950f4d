import type { UnitChanged } from '../../foundations/publication-log/entries.ts'
import { Breadcrumb } from '../parts/breadcrumb.tsx'
import { UnitDirectory } from '../parts/unit-directory.tsx'
import { words } from '../words.zh.ts'

export function UnitsPage({ units }: { units: UnitChanged[] }) {
  return (
    <div class="wide">
      <Breadcrumb steps={[{ text: words.units.title }]} />
      <header class="page-head">
        <h1>{words.units.title}</h1>
        <p class="lead">{words.units.text}</p>
      </header>
      <UnitDirectory units={units} level={2} />
    </div>
  )
}
