import {
  type Applicant,
  applicantIssues,
  applicantShape,
  contentIssues,
  contentShape,
  type DeliveryWay,
  deliveryWays,
  identityKinds,
  partyOfCode,
  type RequestContent,
  type RequestForm,
} from '../foundations/intake/request-form.ts'
import type { UnitChanged } from '../foundations/publication-log/entries.ts'
import { one, type RawQuery } from './list-query.ts'
import type { FieldIssue } from './parts/form-field.tsx'
import { requestWords as w } from './request-words.zh.ts'

/** What stands in the form, as typed. `id` and `at` let the portal tell a double click and a robot. */
export const draftFields = [
  'id',
  'at',
  'who',
  'asks',
  'what',
  'features',
  'unit',
  'form',
  'way',
  'name',
  'identityKind',
  'identityNumber',
  'guardian',
  'party',
  'representative',
  'agent',
  'phone',
  'email',
  'address',
  'postcode',
  'held',
] as const
export type Draft = Record<(typeof draftFields)[number], string>

export const readDraft = (raw: RawQuery): Draft => {
  // HTML forms send line ends as two characters; PostgreSQL and people know one.
  const value = (name: string) => one(raw, name).replaceAll('\r\n', '\n')
  const draft = Object.fromEntries(draftFields.map((name) => [name, value(name)])) as Draft
  return {
    ...draft,
    who: draft.who === 'organisation' ? 'organisation' : 'person',
    asks: draft.asks === 'record_correction' ? 'record_correction' : 'information',
    identityKind: draft.identityKind || 'resident',
  }
}

/** Those whom one can ask: public enterprises are under art 55, dissolved units have heirs. */
export const askable = (units: readonly UnitChanged[]): UnitChanged[] =>
  units.filter((unit) => unit.kind !== 'public_enterprise' && !unit.dissolvedOn)

const unitIssue = (code: string, units: readonly UnitChanged[]): string | undefined => {
  const unit = units.find((one) => one.code === code)
  if (!unit) return undefined
  if (unit.kind === 'public_enterprise') return w.unitEnterprise(unit.name)
  if (!unit.dissolvedOn) return undefined
  const ids = unit.successors?.map(({ unitId }) => unitId) ?? (unit.mergedIntoId ? [unit.mergedIntoId] : [])
  const heirs = ids.flatMap((id) => units.find((one) => one.id === id)?.name ?? [])
  return w.unitDissolved(unit.name, heirs.join('、'))
}

export type Assessed = { draft: Draft; form: RequestForm | undefined; issues: FieldIssue[] }

/**
 * Everything that is wrong with a draft at once; `form` when nothing is. Where an organisation has not said what it is,
 * the code says it, and the person confirms.
 * @param today YYYY-MM-DD
 */
export const assess = (given: Draft, units: readonly UnitChanged[], today: string): Assessed => {
  const issues: FieldIssue[] = []
  const add = (field: string, message: string) => {
    if (!issues.some((issue) => issue.field === field)) issues.push({ field, message })
  }
  const natural = given.who === 'person'
  const derived = natural ? null : partyOfCode(given.identityNumber)
  const unsaid = !natural && !given.party && derived !== null
  const draft = unsaid ? { ...given, party: derived } : given
  const party = natural ? 'natural_person' : draft.party

  const content = contentShape.safeParse({ ...draft, asks: draft.asks })
  if (!content.success)
    for (const issue of content.error.issues) {
      const field = String(issue.path[0])
      const most = issue.code === 'too_big' ? Number(issue.maximum) : undefined
      const label = field === 'features' ? w.features : w.what
      add(
        field,
        most ? w.issues.tooLong(label, most) : issue.code === 'invalid_format' ? w.issues.wrong(label) : issue.message,
      )
    }
  for (const { field, message } of contentIssues({ ...draft } as unknown as RequestContent)) add(field, message)

  const unit = units.find((one) => one.code === draft.unit)
  const refused = unitIssue(draft.unit, units)
  if (!unit || refused) add('unit', refused ?? w.unitMissing)

  const own = natural ? { representative: '', agent: '' } : { guardian: '', identityKind: 'resident' as const }
  const applicant = applicantShape.safeParse({ ...draft, ...own, party })
  const way = deliveryWays.includes(draft.way as DeliveryWay) ? (draft.way as DeliveryWay) : 'online'
  const asTyped = {
    ...draft,
    ...own,
    party: natural ? 'natural_person' : 'other_organisation',
    ...(identityKinds.some((kind) => kind === draft.identityKind) ? {} : { identityKind: 'other' }),
  } as Applicant
  if (!applicant.success)
    for (const issue of applicant.error.issues) {
      const field = String(issue.path[0])
      const label = w.labels[field as keyof typeof w.labels] ?? w.identityKind
      if (issue.code === 'too_big') add(field, w.issues.tooLong(label, Number(issue.maximum)))
      else add(field, field === 'party' ? issue.message : w.issues.wrong(label))
    }
  for (const { field, message } of applicantIssues(applicant.success ? applicant.data : asTyped, way, today))
    add(field, message)
  if (unsaid) add('party', w.partyDerived(w.parties[derived]))

  const order = (field: string) => (draftFields as readonly string[]).indexOf(field)
  issues.sort((a, b) => order(a.field) - order(b.field))
  const form =
    issues.length === 0 && content.success && applicant.success && unit
      ? { unitId: unit.id, applicant: applicant.data, content: content.data }
      : undefined
  return { draft, form, issues }
}
