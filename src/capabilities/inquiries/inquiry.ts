import type { Topic } from '../../foundations/classification/index.ts'
import type { InquiryKind } from '../../foundations/intake/inquiry-form.ts'

export {
  type InquiryContent,
  type InquiryKind,
  inquiryKinds,
  type Writer,
} from '../../foundations/intake/inquiry-form.ts'

/** 政务信息查询: the noun. One case for every question, letter, call, complaint and visit. */

/** Kinds that a unit answers, by one workflow; the others are supervision's. */
export const lineKinds = [
  'question',
  'information',
  'letter',
  'wish',
  'opinion',
  'site_error',
] as const satisfies InquiryKind[]
export const supervisedKinds = ['complaint', 'report'] as const satisfies InquiryKind[]
export const isSupervised = (kind: InquiryKind) => (supervisedKinds as readonly InquiryKind[]).includes(kind)

/** 找错 and 意见 decide nothing: what was mended or will be thought of is said at once, without a source that is public already. */
export const saidAtOnce = (kind: InquiryKind) => kind === 'site_error' || kind === 'opinion'

/** Doors through which a case comes in. */
export const channels = ['portal', 'mailbox', 'hotline', 'counter', 'kiosk', 'post', 'visit', 'handed_down'] as const
export type Channel = (typeof channels)[number]

export const statuses = [
  /** 待分办：县政府办公室确定由谁办理 */
  'sorting',
  /** 办理中 */
  'handling',
  /** 转办待批：不属于本单位，负责人审批后上报 */
  'passing',
  /** 会办中：另一单位答复其中一部分 */
  'joint',
  /** 会办意见待审 */
  'joint_review',
  /** 答复待审 */
  'review',
  /** 投诉、举报待受理 */
  'accepting',
  /** 调查中 */
  'investigating',
  /** 处理决定待审 */
  'decision_review',
  'closed',
  'void',
] as const
export type Status = (typeof statuses)[number]

export const isOpen = (status: Status) => status !== 'closed' && status !== 'void'

export const complexities = ['ordinary', 'complex'] as const
export type Complexity = (typeof complexities)[number]

/** How a case ended. */
export const outcomes = [
  'answered',
  /** 告知向其他机关查询 */
  'directed',
  /** 转为依申请公开 */
  'request',
  /** 引导至信访渠道 */
  'petition',
  'withdrawn',
  'void',
  /** 投诉、举报不予受理 */
  'refused',
  'upheld',
  'partly_upheld',
  'rejected',
  /** 移送有权机关 */
  'referred',
] as const
export type Outcome = (typeof outcomes)[number]

/** What somebody did for a case besides writing. */
export const steps = ['leader_note', 'on_site', 'visit', 'meeting', 'call'] as const
export type Step = (typeof steps)[number]

export const satisfactions = ['satisfied', 'fair', 'dissatisfied'] as const
export type Satisfaction = (typeof satisfactions)[number]

/** Kind of the papers of an inquiry: what the writer sent along. */
export const attachment = 'attachment'

/** What stands beside the case itself and does not change by acts. */
export type InquiryFacts = {
  kind: InquiryKind
  channel: Channel
  topic: Topic
  mailboxId: number | null
  /** Where it was handed down from, and its number there. */
  source: string
  sourceNumber: string
  /** The case that is complained of, and the unit. */
  aboutCaseId: number | null
  aboutUnitId: number | null
}
