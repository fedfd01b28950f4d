import type { DecisionKey, Fault } from './remedy.ts'

export const decisionLabels = {
  upheld: '维持',
  dismissed: '驳回',
  revoked: '撤销',
  changed: '变更',
  unlawful: '确认违法',
  invalid: '确认无效',
  ordered: '责令履行',
  withdrawn: '撤回',
  terminated: '终止',
  mediated: '调解',
} as const satisfies Record<DecisionKey, string>

export const remedyRegisterWords = {
  none: '没有这件复议或者诉讼。',
  stale: '登记已被他人修改，请刷新后再办理。',
  by: '信息员、科室负责人',
  void: '作废的申请不登记复议、诉讼。',
  faults: {
    missing: '请写明复议机关或者法院。',
    future: '日期不能晚于今天。',
    order: '日期的先后不对：不能早于提出申请、立案或者收到之前的日期。',
    'no-review': '复议后起诉的，请先登记行政复议。',
    concluded: '已经登记结果。',
  } satisfies Record<Fault['key'], string>,
} as const
