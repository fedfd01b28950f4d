import type { Role } from '../../foundations/identity/roles.ts'
import type { ArticleId } from '../../foundations/law/index.ts'
import type { Gate, Status } from './request.ts'

/** Verbs somebody may do to a request. The whole workflow is the table below; nothing else moves a status. */
export const actions = [
  'contact',
  'confirm',
  'redirect',
  'void',
  'assign',
  'ask_correction',
  'take_correction',
  'consult',
  'record_service',
  'record_opinion',
  'ask_help',
  'record_help',
  'extend',
  'ask_reasons',
  'take_reasons',
  'delay',
  'charge',
  'record_fee_service',
  'take_payment',
  'log_search',
  'propose',
  'approve',
  'return',
  'deliver',
  'withdraw',
  'reopen',
  'archive',
  'convert',
  'look_again',
  'note',
] as const
export type Action = (typeof actions)[number]

/** Who acts: a role of the office, or the citizen whose request it is (proved by query code and contact). */
export type Hand = Role | 'applicant'

export type Target =
  | Status
  /** The gate after this one; after the last one `signed`. */
  | 'next'
  /** Where the answer was proposed from. */
  | 'proposed_from'
  | 'same'

export type Transition = {
  action: Action
  from: Status
  by: Hand
  to: Target
  reason: 'required' | 'optional'
  law: ArticleId
}

export const gateRole: Record<Gate, Role> = {
  review: 'section_head',
  secrecy_review: 'secrecy_reviewer',
  sign_off: 'signing_leader',
}

type Row = [
  action: Action,
  from: readonly Status[],
  by: readonly Hand[],
  to: Target,
  law: ArticleId,
  reason?: 'required',
]

/** While the agency works on it; a clock may stand still meanwhile. */
const inWork = ['handling', 'correcting', 'charged'] as const
const inReview = ['review', 'secrecy_review', 'sign_off'] as const
const beforeDelivery = ['submitted', ...inWork, ...inReview, 'signed'] as const
const any = [...beforeDelivery, 'closed', 'archived'] as const

const rows: readonly Row[] = [
  // 收到申请之日: who was called, when, and when both sides confirmed.
  ['contact', ['submitted'], ['clerk'], 'same', 'OGI-31'],
  ['confirm', ['submitted'], ['clerk', 'applicant'], 'handling', 'OGI-31'],
  ['redirect', ['submitted'], ['clerk', 'disclosure_office'], 'same', 'OGI-27', 'required'],
  ['void', ['submitted'], ['section_head'], 'void', 'OGI-45', 'required'],

  ['assign', [...inWork, ...inReview, 'signed'], ['section_head', 'disclosure_office'], 'same', 'OGI-45'],
  ['ask_correction', ['handling'], ['clerk'], 'correcting', 'OGI-30'],
  ['take_correction', ['correcting'], ['clerk', 'applicant'], 'handling', 'OGI-30'],
  ['consult', ['handling'], ['clerk'], 'same', 'OGI-32'],
  ['record_service', ['handling'], ['clerk'], 'same', 'OGI-32'],
  ['record_opinion', ['handling'], ['clerk'], 'same', 'OGI-32'],
  // 协办: no clock waits for it.
  ['ask_help', ['handling'], ['clerk', 'section_head'], 'same', 'OGI-45', 'required'],
  ['record_help', [...inWork, ...inReview], ['clerk', 'section_head'], 'same', 'OGI-45', 'required'],
  // 经政府信息公开工作机构负责人同意.
  ['extend', ['handling'], ['section_head'], 'same', 'OGI-33', 'required'],
  ['ask_reasons', ['handling'], ['clerk'], 'same', 'OGI-35'],
  ['take_reasons', ['handling'], ['clerk', 'applicant'], 'same', 'OGI-35'],
  ['delay', ['handling'], ['section_head'], 'same', 'OGI-35', 'required'],
  ['charge', ['handling'], ['section_head'], 'charged', 'OGI-42'],
  ['record_fee_service', ['charged'], ['clerk'], 'same', 'FEE-2020-109-6'],
  ['take_payment', ['charged'], ['clerk'], 'handling', 'FEE-2020-109-6'],
  ['log_search', ['handling'], ['clerk'], 'same', 'OGI-36-4'],

  ['propose', inWork, ['clerk'], 'review', 'OGI-36'],
  ['approve', ['review'], ['section_head'], 'next', 'OGI-45'],
  ['approve', ['secrecy_review'], ['secrecy_reviewer'], 'next', 'OGI-17'],
  ['approve', ['sign_off'], ['signing_leader'], 'next', 'OGI-45'],
  ['return', ['review'], ['section_head'], 'proposed_from', 'OGI-45', 'required'],
  ['return', ['secrecy_review'], ['secrecy_reviewer'], 'proposed_from', 'OGI-17', 'required'],
  ['return', ['sign_off'], ['signing_leader'], 'proposed_from', 'OGI-45', 'required'],
  ['deliver', ['signed'], ['clerk'], 'closed', 'SERVICE-2016-235'],

  ['withdraw', beforeDelivery, ['clerk', 'applicant'], 'closed', 'REPORT-2021-30', 'required'],
  // 复议决定、判决 that orders a new answer.
  ['reopen', ['closed', 'archived'], ['section_head'], 'handling', 'OGI-51', 'required'],
  ['archive', ['closed'], ['clerk'], 'archived', 'OGI-45'],
  ['convert', ['closed', 'archived'], ['clerk'], 'same', 'OGI-44'],
  // 动态调整: what was refused is looked at again.
  ['look_again', ['closed', 'archived'], ['section_head'], 'same', 'OGI-18', 'required'],
  ['note', any, ['clerk', 'section_head', 'signing_leader', 'disclosure_office'], 'same', 'OGI-45', 'required'],
]

/** registration → receipt → handling → gates → delivery → archive. Who × status × action → next status. */
export const transitions: readonly Transition[] = rows.flatMap(([action, froms, hands, to, law, reason]) =>
  froms.flatMap((from) => hands.map((by): Transition => ({ action, from, by, to, law, reason: reason ?? 'optional' }))),
)

export const isPossible = (action: Action, status: Status): boolean =>
  transitions.some((row) => row.action === action && row.from === status)
