/** A place in a text that must not, or perhaps should not, be published. */
export const personalKinds = [
  'identity_number',
  'mobile_phone',
  'landline',
  'bank_card',
  'bank_account',
  'passport',
  'travel_permit',
  'disability_certificate',
  'officer_certificate',
  'plate',
  'email',
  'address',
  'sensitive',
] as const
export const secrecyKinds = ['classified', 'work_secret', 'not_public', 'on_request', 'keep_inside'] as const

export type PersonalKind = (typeof personalKinds)[number]
export type SecrecyKind = (typeof secrecyKinds)[number]

/** block: publishing stops until it is gone or a reviewer overrules; warn: someone must look; info: worth knowing. */
export type Severity = 'block' | 'warn' | 'info'

export type Finding<Kind extends string = PersonalKind | SecrecyKind> = {
  kind: Kind
  /** UTF-16 offsets into the text given, end exclusive. */
  start: number
  end: number
  /** The words found. */
  text: string
  /** Line (paragraph) of the text given, from 0. */
  paragraph: number
  severity: Severity
  message: string
}

export type RawFinding<Kind extends string> = Omit<Finding<Kind>, 'paragraph' | 'text'>

const severityRank: Record<Severity, number> = { block: 0, warn: 1, info: 2 }

/** Overlapping findings: the graver one stays, then the longer. In order of place, with words and paragraph. */
export const settled = <Kind extends string>(text: string, raw: RawFinding<Kind>[]): Finding<Kind>[] => {
  const byWeight = [...raw].sort(
    (a, b) =>
      severityRank[a.severity] - severityRank[b.severity] || b.end - b.start - (a.end - a.start) || a.start - b.start,
  )
  const kept: RawFinding<Kind>[] = []
  for (const f of byWeight) if (!kept.some((k) => f.start < k.end && k.start < f.end)) kept.push(f)
  kept.sort((a, b) => a.start - b.start)
  let at = 0
  let paragraph = 0
  return kept.map((f) => {
    for (; at < f.start; at++) if (text.charCodeAt(at) === 10) paragraph++
    return { ...f, text: text.slice(f.start, f.end), paragraph }
  })
}
