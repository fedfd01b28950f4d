import { hiddenWords } from './words.zh.ts'

export type HiddenSeverity = 'block' | 'warn' | 'info'

/**
 * What a file can carry that its reader does not see. `block` would tell the public what was never decided to be told
 * (earlier wording, comments, hidden cells, where a photo was taken); `warn` names people, machines or other files;
 * `info` is worth knowing. `strippable`: taking it out changes nothing that the reader sees.
 */
export const hiddenKinds = {
  'tracked-change': { severity: 'block', strippable: true },
  comment: { severity: 'block', strippable: true },
  'hidden-text': { severity: 'block', strippable: false },
  'hidden-sheet': { severity: 'block', strippable: false },
  'hidden-cells': { severity: 'block', strippable: false },
  'hidden-slide': { severity: 'block', strippable: false },
  'hidden-layer': { severity: 'block', strippable: false },
  'speaker-notes': { severity: 'block', strippable: false },
  'embedded-object': { severity: 'block', strippable: false },
  'remote-template': { severity: 'block', strippable: true },
  'data-connection': { severity: 'block', strippable: false },
  'unapplied-redaction': { severity: 'block', strippable: false },
  'covered-text': { severity: 'block', strippable: false },
  script: { severity: 'block', strippable: true },
  position: { severity: 'block', strippable: true },
  author: { severity: 'warn', strippable: true },
  'custom-property': { severity: 'warn', strippable: true },
  'custom-xml': { severity: 'warn', strippable: true },
  'document-variable': { severity: 'warn', strippable: true },
  'local-path': { severity: 'warn', strippable: false },
  'external-link': { severity: 'warn', strippable: false },
  'pivot-cache': { severity: 'warn', strippable: false },
  'invisible-text': { severity: 'warn', strippable: false },
  thumbnail: { severity: 'warn', strippable: true },
  'unused-part': { severity: 'warn', strippable: true },
  'old-version': { severity: 'warn', strippable: true },
  'private-data': { severity: 'warn', strippable: true },
  annotation: { severity: 'warn', strippable: false },
  'form-value': { severity: 'warn', strippable: false },
  macros: { severity: 'warn', strippable: false },
  'old-format': { severity: 'warn', strippable: false },
  unreadable: { severity: 'warn', strippable: false },
  'image-metadata': { severity: 'info', strippable: true },
  'document-properties': { severity: 'info', strippable: true },
  'revision-ids': { severity: 'info', strippable: true },
  'printer-settings': { severity: 'info', strippable: true },
  'hidden-name': { severity: 'info', strippable: false },
  'hidden-list': { severity: 'info', strippable: false },
  'cropped-image': { severity: 'info', strippable: false },
  'text-under-image': { severity: 'info', strippable: false },
  signature: { severity: 'info', strippable: false },
} as const satisfies Record<string, { severity: HiddenSeverity; strippable: boolean }>

export type HiddenKind = keyof typeof hiddenKinds

export type HiddenFinding = {
  kind: HiddenKind
  severity: HiddenSeverity
  message: string
  /** Where, in words or as the name of the part; '' for the whole file. */
  place: string
  /** The first words of it, at most 60 characters. */
  sample: string
  strippable: boolean
}

const shorten = (sample: string): string => {
  const plain = sample.replace(/\s+/g, ' ').trim()
  return plain.length > 60 ? `${plain.slice(0, 59)}…` : plain
}

/** A finding with its sentence; `count` is how many of its kind stand at that place. */
export const finding = (
  kind: HiddenKind,
  about: { place?: string; sample?: string; count?: number; severity?: HiddenSeverity; strippable?: boolean } = {},
): HiddenFinding => ({
  kind,
  severity: about.severity ?? hiddenKinds[kind].severity,
  message: hiddenWords[kind](about.count ?? 1),
  place: about.place ?? '',
  sample: shorten(about.sample ?? ''),
  strippable: about.strippable ?? hiddenKinds[kind].strippable,
})

/** Content that the reader does not see but somebody may have meant to keep: taken out only when asked by name. */
export const removableContent = [
  'hidden-text',
  'hidden-sheet',
  'hidden-cells',
  'hidden-slide',
  'speaker-notes',
] as const satisfies readonly HiddenKind[]
export type RemovableContent = (typeof removableContent)[number]
