/** 依申请公开文书: every notice and reply that goes out, by what it is for (宿迁 set of forms; 条例 arts 30-41). */
import type { ReplyKindKey } from '../rules/reply-kinds.ts'

export const noticeKeys = [
  /** 登记回执 */
  'registration_receipt',
  /** 补正告知书 */
  'correction_notice',
  /** 说明理由告知书 */
  'reasons_notice',
  /** 延期答复告知书 */
  'extension_notice',
  /** 延迟答复告知书 (art 35) */
  'delay_notice',
  /** 征求意见书（第三方） */
  'consult_third_party',
  /** 征求意见书（共同制作机关） */
  'consult_joint_maker',
  /** 征求意见告知书（给申请人） */
  'consult_told_applicant',
  /** 协办函（给协办机关、科室） */
  'help_letter',
  /** 公开告知书（给第三方，art 32: 决定公开的理由） */
  'override_told_third_party',
  /** 收费通知书 */
  'fee_notice',
] as const
export type NoticeKey = (typeof noticeKeys)[number]
export type LetterKey = NoticeKey | `reply_${ReplyKindKey}`
