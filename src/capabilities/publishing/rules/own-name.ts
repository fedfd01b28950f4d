import { proposeMetadata } from '../../../foundations/documents/metadata.ts'
import { parseDocNumber } from '../../../foundations/numbers/index.ts'
import type { Issue } from '../checks.ts'
import type { DraftFields } from '../record.ts'
import { nameWords as say } from '../words.zh.ts'

/**
 * Whose name stands on the paper (条例 art 10: whoever makes information publishes it). A template copied from a
 * neighbour shows by another unit's name, another unit's 代字, or blanks nobody filled in.
 */
export type NamedUnit = {
  id: number
  name: string
  shortName: string
  parentId: number | null
  mergedIntoId: number | null
}

export type Names = {
  unitId: number
  units: readonly NamedUnit[]
  /** 代字 that units have used in what they published: code → ids of the units. */
  codes: ReadonlyMap<string, readonly number[]>
}

const squeeze = (text: string) => text.replace(/[\s\u3000]+/g, '')
const split = (issuer: string) =>
  issuer
    .split(/[、，,;；]+/)
    .map(squeeze)
    .filter(Boolean)

/** The unit itself, those over and under it, and those merged into it. */
const ownFamily = ({ unitId, units }: Names): Set<number> => {
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const line = (id: number): number[] => {
    const ids: number[] = []
    for (let at = byId.get(id); at && !ids.includes(at.id); at = byId.get(at.parentId ?? -1)) ids.push(at.id)
    return ids
  }
  const own = new Set(line(unitId))
  for (const unit of units) if (line(unit.id).includes(unitId) || unit.mergedIntoId === unitId) own.add(unit.id)
  return own
}

const unitCalled = (units: readonly NamedUnit[], name: string) =>
  units.find((unit) => unit.name === name || unit.shortName === name)

/** Another unit of the county, when the names say one and none of the own. */
const stranger = (names: Names, own: Set<number>, issuer: string): NamedUnit | undefined => {
  const units = split(issuer).flatMap((name) => unitCalled(names.units, name) ?? [])
  return units.some(({ id }) => own.has(id)) ? undefined : units[0]
}

const sameBody = (a: string, b: string) => a.endsWith(b) || b.endsWith(a)

const placeholder =
  /(?:[Xx×Ｘ]{2,4}|[○〇]{2,4}|_{3,}|＿{2,})(?:省|市|县|区|镇|乡|街道|局|委员会|办公室|单位|部门|年|月|日|号|万元|元)/g

/** Blanks of a template that nobody filled in. */
const blanks = (text: string): Issue[] => {
  const first = [...text.matchAll(placeholder)][0]
  if (!first) return []
  const { 0: words, index: start } = first
  return [
    {
      field: 'bodyHtml',
      key: `placeholder-${start}`,
      severity: 'warn',
      message: say.placeholder,
      text: words,
      start,
      end: start + words.length,
    },
  ]
}

/** A number's code that this unit has never used, when it or another has used one before. */
const codeIssues = (docNumber: string, names: Names, own: Set<number>): Issue[] => {
  const code = parseDocNumber(docNumber)?.code
  if (!code) return []
  const users = names.codes.get(code) ?? []
  if (users.some((id) => own.has(id))) return []
  const usual = [...names.codes].filter(([, ids]) => ids.includes(names.unitId)).map(([one]) => one)
  const other = names.units.find(({ id }) => users.includes(id))
  if (other)
    return [
      { field: 'docNumber', key: 'doc-number-other', severity: 'warn', message: say.codeOfOther(code, other.name) },
    ]
  if (usual.length === 0) return []
  return [{ field: 'docNumber', key: 'doc-number-code', severity: 'warn', message: say.codeUnusual(code, usual) }]
}

export const nameIssues = (draft: Pick<DraftFields, 'issuer' | 'docNumber'>, text: string, names: Names): Issue[] => {
  const own = ownFamily(names)
  const issues = [...blanks(text), ...codeIssues(draft.docNumber, names, own)]
  const stated = stranger(names, own, draft.issuer)
  if (stated)
    issues.push({ field: 'issuer', key: 'issuer-other', severity: 'warn', message: say.issuerOther(stated.name) })
  const signed = proposeMetadata(text).issuer ?? ''
  if (!signed) return issues
  const other = stranger(names, own, signed)
  const place = (name: string) => {
    const start = text.lastIndexOf(name)
    return start < 0 ? {} : { text: name, start, end: start + name.length }
  }
  if (other)
    issues.push({
      field: 'bodyHtml',
      key: 'signature-other',
      severity: 'warn',
      message: say.signatureOther(other.name),
      ...place(split(signed).find((name) => unitCalled([other], name)) ?? ''),
    })
  else if (draft.issuer && !split(draft.issuer).some((a) => split(signed).some((b) => sameBody(a, b))))
    issues.push({
      field: 'issuer',
      key: 'issuer-differs',
      severity: 'warn',
      message: say.issuerDiffers(signed),
    })
  return issues
}
