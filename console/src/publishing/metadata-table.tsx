import type { DraftFields, Lookups } from '../api/contract.ts'
import { longDate } from '../shell/dates.ts'
import { fieldLabels, metadata as words } from './words.zh.ts'

type Props = {
  fields: DraftFields
  lookups: Lookups
  unitName: string
  indexNumber?: string | null
  catalogueItem?: string
  /** Leaves out what the portal does not print. */
  publicOnly?: boolean
}

const labelIn = (choices: readonly { value: string; label: string }[], value: string | null) =>
  choices.find((choice) => choice.value === value)?.label ?? value ?? ''

/** Metadata as label and value, empty ones left out. */
export function MetadataTable({ fields, lookups, unitName, indexNumber, publicOnly }: Props) {
  const rows: [string, string][] = [
    [words.indexNumber, indexNumber ?? ''],
    [fieldLabels.kind, labelIn(lookups.kinds, fields.kind)],
    [fieldLabels.issuer, fields.issuer || unitName],
    [fieldLabels.docNumber, fields.docNumber],
    [fieldLabels.subject, fields.subject.join(' \\ ')],
    [fieldLabels.formedOn, longDate(fields.formedOn)],
    [fieldLabels.effectiveOn, longDate(fields.effectiveOn)],
    [fieldLabels.expiresOn, longDate(fields.expiresOn)],
    [fieldLabels.columnId, lookups.columns.find((column) => column.id === fields.columnId)?.title ?? ''],
    [fieldLabels.keywords, fields.keywords.join('、')],
    [fieldLabels.source, fields.source],
    [fieldLabels.summary, fields.summary],
  ]
  if (!publicOnly)
    rows.push(
      [fieldLabels.attribute, labelIn(lookups.disclosureAttributes, fields.attribute)],
      [fieldLabels.exemptionGround, labelIn(lookups.exemptionGrounds, fields.exemptionGround)],
      [fieldLabels.attributeReason, fields.attributeReason],
    )
  return (
    <table className="metadata-table">
      <tbody>
        {rows
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{value}</td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}
