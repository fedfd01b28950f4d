import {
  type Applicant,
  applicantShape,
  contentShape,
  type RequestContent,
} from '../../foundations/intake/request-form.ts'
import { maskName } from '../../foundations/personal-data/index.ts'
import type { Keyring } from '../../platform/keyring.ts'
import type { SealedColumn } from '../../platform/sealed-columns.ts'

/** Who asks, and for what: sealed, and what may be known without opening it. */

const applicantPlace = (caseId: string | number) => `request/${caseId}/applicant`
const contentPlace = (caseId: string | number) => `request/${caseId}/content`

export const sealedRequests: SealedColumn[] = [
  { table: 'request', key: 'case_id', column: 'applicant_sealed', place: applicantPlace },
  { table: 'request', key: 'case_id', column: 'content_sealed', place: contentPlace },
]

export const sealApplicant = (keyring: Keyring, caseId: number, applicant: Applicant) =>
  keyring.seal(JSON.stringify(applicant), applicantPlace(caseId))
export const openApplicant = (keyring: Keyring, caseId: number, sealed: string): Applicant =>
  applicantShape.parse(JSON.parse(keyring.open(sealed, applicantPlace(caseId))))
export const sealContent = (keyring: Keyring, caseId: number, content: RequestContent) =>
  keyring.seal(JSON.stringify(content), contentPlace(caseId))
export const openContent = (keyring: Keyring, caseId: number, sealed: string): RequestContent =>
  contentShape.parse(JSON.parse(keyring.open(sealed, contentPlace(caseId))))

const tidy = (text: string) => text.normalize('NFKC').replace(/\s+/g, '').toUpperCase()

/** The same for the same applicant: by paper or credit code, else by name and telephone. */
export const applicantKey = (keyring: Keyring, { identityNumber, name, phone }: Applicant): string =>
  keyring.fingerprint(identityNumber ? tidy(identityNumber) : `${tidy(name)} ${tidy(phone)}`, 'applicant')

/** The same for the same words, whatever their spacing and punctuation. */
export const contentKey = (keyring: Keyring, { what, asks }: RequestContent): string =>
  keyring.fingerprint(`${asks} ${tidy(what).replace(/[\p{P}\p{S}]/gu, '')}`, 'content')

/** 王** for people; organisations are named as they are. */
export const maskedName = ({ party, name }: Applicant): string => (party === 'natural_person' ? maskName(name) : name)

/** Does what somebody typed prove that the case is theirs: the last four digits of the telephone, or of the paper? */
export const proves = ({ phone, identityNumber }: Applicant, typed: string): boolean => {
  const tail = tidy(typed)
  const tailOf = (value: string) =>
    tidy(value)
      .replace(/[^0-9A-Z]/g, '')
      .slice(-4)
  return tail.length === 4 && [phone, identityNumber].some((value) => value.length >= 4 && tailOf(value) === tail)
}

/** What stands in the place of an applicant and a request whose time of keeping is over. */
export const nobody: Applicant = applicantShape.parse({
  party: 'other_organisation',
  name: '',
  identityNumber: '',
  phone: '',
  address: '',
})
export const nothingAsked: RequestContent = contentShape.parse({ what: '', form: 'paper', way: 'post' })
