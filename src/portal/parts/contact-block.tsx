import type { UnitChanged } from '../../foundations/publication-log/entries.ts'
import { words } from '../words.zh.ts'

/** The contact fields a guide must hold (条例 art 12). Fields a unit has not given are left out. */
export function ContactBlock({ office }: { office: UnitChanged['disclosureOffice'] }) {
  const w = words.contact
  const rows: [string, string, string?][] = [
    [w.office, office.name],
    [w.address, office.address],
    [w.officeHours, office.officeHours],
    [w.phone, office.phone, `tel:${office.phone.replace(/[^\d+]/g, '')}`],
    [w.fax, office.fax],
    [w.email, office.email, `mailto:${office.email}`],
    [w.postcode, office.postcode],
  ]
  return (
    <dl class="facts contact">
      {rows
        .filter(([, value]) => value)
        .map(([name, value, href]) => (
          <div>
            <dt>{name}</dt>
            <dd>{href ? <a href={href}>{value}</a> : value}</dd>
          </div>
        ))}
    </dl>
  )
}
