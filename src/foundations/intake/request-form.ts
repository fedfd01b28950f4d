import { z } from 'zod'
import { text } from '../../platform/shapes.ts'
import { identityNumberFault, parseCreditCode, parseIdentityNumber } from '../numbers/index.ts'
import { requestFormWords as w } from './words.zh.ts'

/** 政府信息公开申请 (条例 art 29): what the public form sends, the counter enters and the office takes. */

/** Columns of tables 2 and 3 of the annual report (年报格式): who asks. */
export const parties = [
  'natural_person',
  'enterprise',
  'research',
  'public_benefit',
  'legal_service',
  'other_organisation',
] as const
export type Party = (typeof parties)[number]

/** 身份证明 of a natural person. */
export const identityKinds = [
  'resident',
  'passport',
  'hong_kong_macao',
  'taiwan',
  'foreign_permanent',
  'other',
] as const
export type IdentityKind = (typeof identityKinds)[number]

/** What is asked for: information, or that a record about oneself be corrected (条例 art 41). */
export const asks = ['information', 'record_correction'] as const
export type Asks = (typeof asks)[number]

/** 形式要求 (条例 art 29): in what form, and how it is handed over (art 40). */
export const supplyForms = ['electronic', 'paper', 'inspection'] as const
export type SupplyForm = (typeof supplyForms)[number]
export const deliveryWays = ['online', 'post', 'in_person'] as const
export type DeliveryWay = (typeof deliveryWays)[number]

export const longestRequest = 20_000

const trimmed = (max: number) => text(max)

export const applicantShape = z.object({
  party: z.enum(parties, w.party),
  /** 姓名 or 名称 */
  name: trimmed(100),
  identityKind: z.enum(identityKinds).default('resident'),
  /** Number of the paper; of an organisation the 统一社会信用代码. */
  identityNumber: trimmed(40),
  /** 法定代表人 and 经办人 of an organisation. */
  representative: trimmed(50).default(''),
  agent: trimmed(50).default(''),
  /** 监护人 of a minor. */
  guardian: trimmed(50).default(''),
  phone: trimmed(30),
  email: trimmed(100).default(''),
  address: trimmed(200),
  postcode: trimmed(10).default(''),
})
export type Applicant = z.infer<typeof applicantShape>

export const contentShape = z.object({
  asks: z.enum(asks).default('information'),
  /** What is asked for. */
  what: trimmed(longestRequest),
  /** 名称、文号 or other features by which it can be found; may be in `what`. */
  features: trimmed(500).default(''),
  form: z.enum(supplyForms, w.form),
  way: z.enum(deliveryWays, w.way),
})
export type RequestContent = z.infer<typeof contentShape>

export const requestShape = z.object({
  /** The agency asked. */
  unitId: z.coerce.number(w.unit).int().min(1, w.unit).max(2_147_483_647),
  applicant: applicantShape,
  content: contentShape,
})
export type RequestForm = z.infer<typeof requestShape>

export type FormIssue = { field: string; key: string; message: string }

/** `name`, `identityNumber`, `phone` …: what is wrong with an applicant; [] when complete and sound. @param today YYYY-MM-DD */
export const applicantIssues = (
  given: Applicant,
  way: DeliveryWay,
  today: string,
  /** Entered at the counter for somebody whose papers were seen; what cannot be known is left out. */
  lenient = false,
): FormIssue[] => {
  const found: FormIssue[] = []
  const add = (field: keyof Applicant, key: string, message: string) => found.push({ field, key, message })
  const natural = given.party === 'natural_person'
  // As people copy it from a paper: in groups, or with full-width digits.
  const number = given.identityNumber.normalize('NFKC').replace(/\s+/g, '').toUpperCase()
  if (!given.name) add('name', 'missing', natural ? w.name : w.organisation)
  if (!given.identityNumber) {
    if (!lenient) add('identityNumber', 'missing', natural ? w.identityNumber : w.creditCode)
  } else if (!natural) {
    if (!parseCreditCode(given.identityNumber)) add('identityNumber', 'wrong', w.creditCodeWrong)
  } else if (given.identityKind === 'resident') {
    const fault = identityNumberFault(given.identityNumber, today)
    if (fault) {
      const old = /^\d{15}$/.test(number)
      add('identityNumber', 'wrong', old ? w.identityOld : w.identityFaults[fault])
    } else if (ageOn(parseIdentityNumber(given.identityNumber)!.born, today) < 18 && !given.guardian)
      add('guardian', 'missing', w.guardian)
  } else if (!otherPapers[given.identityKind].test(number)) add('identityNumber', 'wrong', w.paperWrong)
  if (!natural && !given.agent && !lenient) add('agent', 'missing', w.agent)
  if (!given.phone && !given.email && !given.address) add('phone', 'missing', w.contact)
  if (given.phone && !/^[+\d][\d\s()-]{5,24}$/.test(given.phone)) add('phone', 'wrong', w.phoneWrong)
  if (!given.phone && !lenient && !given.address) add('phone', 'missing', w.phone)
  if (given.email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(given.email)) add('email', 'wrong', w.emailWrong)
  if (way === 'post' && !given.address) add('address', 'missing', w.address)
  if (given.postcode && !/^\d{6}$/.test(given.postcode)) add('postcode', 'wrong', w.postcodeWrong)
  return found
}

export const contentIssues = (given: RequestContent): FormIssue[] =>
  given.what.length < 2 ? [{ field: 'what', key: 'missing', message: w.what }] : []

const otherPapers: Record<Exclude<IdentityKind, 'resident'>, RegExp> = {
  passport: /^[A-Z0-9]{5,20}$/,
  hong_kong_macao: /^[HM]\d{8}(\d{2})?$/,
  taiwan: /^\d{8}(\d{2})?([A-Z])?$/,
  foreign_permanent: /^([A-Z]{3}\d{12}|9\d{16}[\dX])$/,
  other: /^.{3,40}$/,
}

const ageOn = (born: string, today: string) =>
  Temporal.PlainDate.from(born).until(Temporal.PlainDate.from(today), { largestUnit: 'years' }).years

/**
 * The column of the annual table that a 统一社会信用代码 suggests; the applicant confirms it, because research institutes
 * are registered as many things (GB 32100: 51 社会团体, 52 民办非企业单位, 53 基金会, 31 律师事务所, 9 市场主体).
 */
export const partyOfCode = (code: string): Exclude<Party, 'natural_person'> | null => {
  const category = parseCreditCode(code)?.category
  if (!category) return null
  if (['51', '52', '53'].includes(category)) return 'public_benefit'
  if (category[0] === '3') return 'legal_service'
  return category[0] === '9' ? 'enterprise' : 'other_organisation'
}
