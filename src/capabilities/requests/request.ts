/** 依申请公开: the noun. Tables of what a request can be; the law behind each is in rules/. */
export {
  type Applicant,
  type Asks,
  asks,
  type DeliveryWay,
  deliveryWays,
  type Party,
  parties,
  type RequestContent,
  type SupplyForm,
  supplyForms,
} from '../../foundations/intake/request-form.ts'

export const statuses = [
  'submitted',
  'handling',
  'correcting',
  'charged',
  'review',
  'secrecy_review',
  'sign_off',
  'signed',
  'closed',
  'archived',
  'void',
] as const
export type Status = (typeof statuses)[number]

/** Nothing more is owed to the applicant. */
export const endedStatuses = ['closed', 'archived', 'void'] as const satisfies Status[]
export const isOpen = (status: Status) => !(endedStatuses as readonly Status[]).includes(status)

/** Gates of an answer, in order; the secrecy review only where something is released (条例 art 17). */
export const gates = ['review', 'secrecy_review', 'sign_off'] as const satisfies Status[]
export type Gate = (typeof gates)[number]

/** How it came in (条例 arts 29, 31). */
export const channels = ['portal', 'counter', 'signed_post', 'ordinary_post', 'fax', 'phone_assisted', 'oral'] as const
export type Channel = (typeof channels)[number]

/** 征求意见: of whom the information concerns (art 32), or who made it too (art 34). */
export const consultationKinds = ['third_party', 'joint_maker'] as const
export type ConsultationKind = (typeof consultationKinds)[number]
export const opinions = ['consents', 'refuses', 'partly'] as const
export type Opinion = (typeof opinions)[number]

/** What a paper of a case is. */
export const documentKinds = [
  /** 申请人提交的材料 */
  'attachment',
  /** 身份证明 */
  'identity',
  /** 来信、传真、口头申请记录的扫描件 */
  'scan',
  /** 补正材料 */
  'correction',
  /** 第三方、共同制作机关的意见 */
  'opinion',
  /** 拟提供的原件 */
  'source',
  /** 提供给申请人的件 */
  'release',
  /** 送达回证、邮寄凭证 */
  'service_receipt',
  'other',
] as const
export type DocumentKind = (typeof documentKinds)[number]

export const remedyKinds = ['review', 'lawsuit', 'lawsuit_after_review'] as const
export type RemedyKind = (typeof remedyKinds)[number]
export const remedyOutcomes = ['open', 'upheld', 'corrected', 'other'] as const
export type RemedyOutcome = (typeof remedyOutcomes)[number]
