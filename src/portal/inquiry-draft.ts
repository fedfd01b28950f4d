import { isTopic } from '../foundations/classification/index.ts'
import { type InquiryForm, inquiryIssues, inquiryShape } from '../foundations/intake/inquiry-form.ts'
import type { MailboxChanged, UnitChanged } from '../foundations/publication-log/entries.ts'
import { type AskedKind, askedKinds, inquiryWords as w } from './inquiry-words.zh.ts'
import { one, type RawQuery } from './list-query.ts'
import type { FieldIssue } from './parts/form-field.tsx'
import { requestWords } from './request-words.zh.ts'

/** What stands in the form, as typed. `id` and `at` let the portal tell a double click and a robot. */
export const inquiryFields = [
  'id',
  'at',
  'kind',
  'kiosk',
  'mailbox',
  'subject',
  'text',
  'place',
  'unit',
  'topic',
  'name',
  'phone',
  'pin',
  'email',
  'consent',
  'held',
] as const
export type InquiryDraft = Record<Exclude<(typeof inquiryFields)[number], 'kind'>, string> & { kind: AskedKind }

/** Undefined for what has no form. */
export const readInquiry = (raw: RawQuery): InquiryDraft | undefined => {
  const kind = askedKinds.find((known) => known === one(raw, 'kind'))
  if (!kind) return undefined
  // HTML forms send line ends as two characters; PostgreSQL and people know one.
  const value = (name: string) => one(raw, name).replaceAll('\r\n', '\n')
  const draft = Object.fromEntries(inquiryFields.map((name) => [name, value(name)])) as Omit<InquiryDraft, 'kind'>
  return { ...draft, kind }
}

/** Whom one can ask: dissolved units have heirs, whom the office knows. */
export const standing = (units: readonly UnitChanged[]): UnitChanged[] => units.filter((unit) => !unit.dissolvedOn)

export type AssessedInquiry = { form: InquiryForm | undefined; issues: FieldIssue[] }

/** Everything that is wrong with a draft at once, in the order of the form; `form` when nothing is. */
export const assessInquiry = (
  draft: InquiryDraft,
  units: readonly UnitChanged[],
  mailboxes: readonly MailboxChanged[],
): AssessedInquiry => {
  const issues: FieldIssue[] = []
  const add = (field: string, message: string) => {
    if (!issues.some((issue) => issue.field === field)) issues.push({ field, message })
  }
  const { kind, name, phone, email, pin, subject, text, place } = draft
  const unit = standing(units).find(({ code }) => code === draft.unit)
  const mailbox = mailboxes.find(({ id, open }) => open && String(id) === draft.mailbox)
  const given = { kind, writer: { name, phone, email, address: '', pin }, content: { subject, text, place } }
  const parsed = inquiryShape.safeParse({
    ...given,
    unitId: kind === 'letter' ? null : (unit?.id ?? null),
    mailboxId: kind === 'letter' ? (mailbox?.id ?? null) : null,
    topic: isTopic(draft.topic) ? draft.topic : 'other',
    consent: kind !== 'report' && draft.consent === '1',
    kiosk: draft.kiosk === '1',
  })
  if (kind === 'letter' && !mailbox) add('mailbox', w.issues.mailbox)
  if (kind !== 'letter' && draft.unit && !unit) add('unit', w.issues.unit)
  if (!parsed.success)
    for (const issue of parsed.error.issues) {
      const field = String(issue.path.at(-1))
      const label = w.labels[field as keyof typeof w.labels] ?? field
      if (issue.code === 'too_big') add(field, requestWords.issues.tooLong(label, Number(issue.maximum)))
      else add(field, requestWords.issues.wrong(label))
    }
  for (const { field, message } of inquiryIssues(parsed.success ? parsed.data : given))
    add(field.replace(/^\w+\./, ''), message)
  const order = (field: string) => (inquiryFields as readonly string[]).indexOf(field)
  issues.sort((a, b) => order(a.field) - order(b.field))
  return { form: parsed.success && issues.length === 0 ? parsed.data : undefined, issues }
}
