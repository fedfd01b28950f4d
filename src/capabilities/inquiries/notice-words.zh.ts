import { dayInWords } from '../../foundations/casework/index.ts'

/** What staff and writers are told. No names and nothing of what was written: it travels by e-mail and SMS. */

/** Kinds of notices to staff, as they choose among them. */
export const inquiryNoticeKinds = {
  'inquiry.due': '查询来信：办理期限将到或者已过',
  'inquiry.escalated': '查询来信：逾期未说明转入问责，投诉举报逾期未办结',
  'inquiry.arrived': '查询来信：新的事项转到本单位',
  'inquiry.asked': '查询来信：会办、说明情况等请求',
  'inquiry.transferred': '查询来信：撤并单位的事项转来办理',
} as const

export const reminders = {
  /** @param toldTo to whom being late is explained; '' where there is nobody: supervision's own cases */
  due: (number: string, left: number, on: string, toldTo = '监督部门') =>
    left > 0
      ? `${number}还剩${left}个工作日，应于${dayInWords(on)}前办结。`
      : left === 0
        ? `${number}今天到期，请在下班前办结。`
        : `${number}已逾期${-left}个工作日，办理期限为${dayInWords(on)}。请立即办理${toldTo && `，并向${toldTo}说明原因`}。`,
  promised: (number: string, left: number, on: string) =>
    `${number}已逾期，承诺${dayInWords(on)}前办结，${left > 0 ? `还剩${left}个工作日` : '今天是最后一天'}。`,
  lateComplaint: (number: string, on: string) => `${number}办理期限${dayInWords(on)}已过，监督部门没有办结，请督办。`,
  escalated: (number: string, on: string) => `${number}办理期限${dayInWords(on)}已过，没有说明原因，已自动转入问责。`,
}

export const asks = {
  dispatched: (number: string, on: string | null) =>
    `${number}转到本单位办理${on ? `，应于${dayInWords(on)}前办结` : ''}。`,
  passing: (number: string) => `${number}拟转请政府办公室重新分办，请审批。`,
  sorting: (number: string) => `${number}等待分办。`,
  accepting: (number: string) => `${number}等待受理。`,
  assigned: (number: string, on: string | null) => `${number}由您承办${on ? `，应于${dayInWords(on)}前办结` : ''}。`,
  part: (number: string, on: string | null) =>
    `${number}的一部分请本单位会办${on ? `，应于${dayInWords(on)}前答复` : ''}。`,
  partRefused: (number: string) => `${number}的会办单位认为不属于其职责，已退回，请另行处理。`,
  partAnswered: (number: string) => `${number}的会办单位已经提出意见，请汇总后答复来信人。`,
  partReview: (number: string) => `${number}的会办意见等待审核。`,
  review: (number: string) => `${number}的答复等待审核。`,
  returned: (number: string) => `${number}被退回，请修改后再报。`,
  statement: (number: string) => `监督部门要求就投诉${number}说明情况。`,
  stated: (number: string) => `投诉${number}的情况说明已经提交。`,
  supplemented: (number: string) => `${number}的来信人补充了情况，请查看。`,
  withdrawn: (number: string) => `${number}已由来信人撤回，不再办理。`,
  overseen: (number: string) => `${number}由政府办公室负责人督办，请尽快办结。`,
  urged: (number: string) => `${number}被催办，请尽快办理。`,
  reopened: (number: string) => `监督部门责成对${number}重新办理并答复。`,
  explained: (number: string) => `${number}未能按期办结，承办单位已说明原因，请认定。`,
  explanationTaken: (number: string) => `${number}的逾期说明已经认可，请拟公开稿，向社会公开。`,
  explanationRefused: (number: string) => `${number}的逾期说明没有被认可，请尽快办理，并重新说明。`,
  heldToAccount: (number: string) => `${number}已登记问责，请查看。`,
} as const

type Case = { number: string; unit: string; code: string; due: string | null; address: string }

const follow = ({ code, address }: Case) =>
  address ? `查询码${code}，可在${address}查看进度。` : `可凭查询码${code}在政府信息公开平台查看进度。`
const answerBy = ({ due }: Case) => (due ? `我们将在${dayInWords(due)}前办理。` : '')

/** What stands in the places of a message that is only looked at. */
export const madeCase: Omit<Case, 'address'> = {
  number: '政询〔2026〕1号',
  unit: '某某局',
  code: '20260601-0000EXAM',
  due: '2026-06-08',
}

/** To the writer, by what happened. The subject of the e-mail first. */
export const told = {
  received: (it: Case) => ({
    subject: `已收到您的来信（${it.number}）`,
    text: `您提交的事项已收到，编号${it.number}，由${it.unit}负责。${answerBy(it)}${follow(it)}`,
  }),
  dispatched: (it: Case) => ({
    subject: `您的事项由${it.unit}办理（${it.number}）`,
    text: `您提交的事项（${it.number}）由${it.unit}办理。${answerBy(it)}${follow(it)}`,
  }),
  answered: (it: Case) => ({
    subject: `您的事项已有答复（${it.number}）`,
    text: `您提交的事项（${it.number}）已有答复，请凭查询码查看并评价；不满意的可以在同一页面投诉。${follow(it)}`,
  }),
  extended: (it: Case) => ({
    subject: `您的事项延长了办理期限（${it.number}）`,
    text: `您提交的事项（${it.number}）情况复杂，经批准延长办理期限。${answerBy(it)}${follow(it)}`,
  }),
  explained: (it: Case) => ({
    subject: `您的事项未能按期办结（${it.number}）`,
    text: `您提交的事项（${it.number}）未能按期办结，原因和新的期限请凭查询码查看。${follow(it)}`,
  }),
  accepted: (it: Case) => ({
    subject: `您的事项已经受理（${it.number}）`,
    text: `您提交的事项（${it.number}）已由监督部门受理，正在调查。${answerBy(it)}${follow(it)}`,
  }),
  voided: (it: Case) => ({
    subject: `您的事项未予登记办理（${it.number}）`,
    text: `您提交的事项（${it.number}）未予登记办理，原因请凭查询码查看。${follow(it)}`,
  }),
  withdrawn: (it: Case) => ({
    subject: `您的事项已撤回（${it.number}）`,
    text: `您提交的事项（${it.number}）已按您的要求撤回，不再办理。如不是您本人的意思，请尽快与${it.unit}联系。`,
  }),
  reopened: (it: Case) => ({
    subject: `您的事项将重新办理（${it.number}）`,
    text: `监督部门已责成${it.unit}对您提交的事项（${it.number}）重新办理并答复。${follow(it)}`,
  }),
  became_request: (it: Case) => ({
    subject: `您的事项转为依申请公开办理（${it.number}）`,
    text: `您提交的事项（${it.number}）属于申请获取政府信息，已转为依申请公开办理，查询码和首次提交的日期不变。${follow(it)}`,
  }),
} as const
