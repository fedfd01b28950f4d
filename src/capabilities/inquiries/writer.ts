import { inquiryContentShape, writerShape } from '../../foundations/intake/inquiry-form.ts'
import { findPersonalData, mask, maskName } from '../../foundations/personal-data/index.ts'
import type { Keyring } from '../../platform/keyring.ts'
import type { SealedColumn } from '../../platform/sealed-columns.ts'
import type { InquiryContent, InquiryKind, Writer } from './inquiry.ts'
import { words } from './words.zh.ts'

/** Who wrote, and what: sealed, and what may be known without opening it. */

const writerPlace = (caseId: string | number) => `inquiry/${caseId}/writer`
const contentPlace = (caseId: string | number) => `inquiry/${caseId}/content`

export const sealedInquiries: SealedColumn[] = [
  { table: 'inquiry', key: 'case_id', column: 'writer_sealed', place: writerPlace },
  { table: 'inquiry', key: 'case_id', column: 'content_sealed', place: contentPlace },
]

export const sealWriter = (keyring: Keyring, caseId: number, writer: Writer) =>
  keyring.seal(JSON.stringify(writer), writerPlace(caseId))
export const openWriter = (keyring: Keyring, caseId: number, sealed: string): Writer =>
  writerShape.parse(JSON.parse(keyring.open(sealed, writerPlace(caseId))))
export const sealContent = (keyring: Keyring, caseId: number, content: InquiryContent) =>
  keyring.seal(JSON.stringify(content), contentPlace(caseId))
export const openContent = (keyring: Keyring, caseId: number, sealed: string): InquiryContent =>
  inquiryContentShape.parse(JSON.parse(keyring.open(sealed, contentPlace(caseId))))

const tidy = (value: string) => value.normalize('NFKC').replace(/\s+/g, '').toUpperCase()
const digits = (value: string) =>
  value
    .normalize('NFKC')
    .replace(/\D/g, '')
    .replace(/^86(?=1\d{10}$)/, '')

/** The same for the same telephone: how a caller's earlier cases are found. '' without one. */
export const callerKey = (keyring: Keyring, phone: string): string =>
  digits(phone).length >= 7 ? keyring.fingerprint(digits(phone), 'caller') : ''

/** The same for the same writer: by telephone, else by e-mail. '' for who left neither. */
export const writerKey = (keyring: Keyring, { phone, email }: Pick<Writer, 'phone' | 'email'>): string =>
  callerKey(keyring, phone) || (email ? keyring.fingerprint(tidy(email), 'caller') : '')

/** The same for the same words, whatever their spacing and punctuation. */
export const contentKey = (keyring: Keyring, { text: written }: Pick<InquiryContent, 'text'>): string =>
  keyring.fingerprint(tidy(written).replace(/[\p{P}\p{S}]/gu, ''), 'inquiry content')

export const maskedWriter = ({ name }: Pick<Writer, 'name'>): string => (name ? maskName(name) : words.nameless)

/** Kinds of which nobody has to say who they are (网站找错与意见), and complaints about how these were dealt with. */
const nameless: readonly InquiryKind[] = ['site_error', 'opinion', 'complaint']

/** Is the query code alone enough? Only where the writer left nothing else; of who wrote nothing is shown at the desk. */
export const codeIsEnough = (kind: InquiryKind, { phone, pin }: Pick<Writer, 'phone' | 'pin'>): boolean =>
  nameless.includes(kind) && !phone && !pin

/** Does what somebody typed prove that the case is theirs: the last four of the telephone, or the word they chose? */
export const proves = ({ phone, pin }: Pick<Writer, 'phone' | 'pin'>, typed: string): boolean => {
  const said = tidy(typed)
  if (said.length < 4) return false
  return (digits(phone).length >= 7 && digits(phone).slice(-4) === said) || (pin.length >= 4 && tidy(pin) === said)
}

/** What lists show: its subject or first words, with whatever is personal hidden. Of a report nothing at all. */
export const summaryOf = (kind: InquiryKind, { subject, text: written }: InquiryContent): string => {
  if (kind === 'report') return words.reportSummary
  // What is wrong with the site is said in two words; a list needs what follows.
  const said = kind === 'site_error' ? [subject, written].filter(Boolean).join('：') : subject || written
  const line = said.replace(/\s+/g, ' ').slice(0, 400)
  const hidden = mask(line, findPersonalData(line))
  const signs = [...hidden]
  return signs.length > 60 ? `${signs.slice(0, 60).join('')}…` : hidden
}
