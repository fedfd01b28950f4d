import { dayInWords } from '../../foundations/casework/index.ts'

/** What staff and applicants are told. No names and nothing of what is asked for: it travels by e-mail and SMS. */

/** Kinds of notices to staff, as they choose among them. */
export const requestNoticeKinds = {
  'request.due': '依申请公开：答复期限将到或者已过',
  'request.lapse': '依申请公开：补正、缴费、征求意见期限将到或者已过',
  'request.transferred': '依申请公开：撤并单位的申请转来办理',
  'request.remedy': '依申请公开：向复议机关答复的期限将到',
} as const

export const reminders = {
  due: (number: string, left: number, on: string) =>
    left > 0
      ? `${number}还剩${left}个工作日，应于${dayInWords(on)}前答复。`
      : left === 0
        ? `${number}今天到期，请在下班前作出答复并送达。`
        : `${number}已逾期${-left}个工作日，答复期限为${dayInWords(on)}。请立即办理。`,
  lapse: (number: string, what: string, left: number, on: string) =>
    left < 0
      ? `${number}${what}（${dayInWords(on)}），请决定下一步。`
      : `${number}${what}：${dayInWords(on)}${left === 0 ? '，就是今天' : ''}。`,
  remedy: (number: string, left: number, on: string) =>
    left > 0
      ? `${number}被申请行政复议，书面答复应于${dayInWords(on)}前提交复议机关，还剩${left}个工作日。`
      : left === 0
        ? `${number}被申请行政复议，今天是提交书面答复的最后一天。`
        : `${number}被申请行政复议，提交书面答复的期限（${dayInWords(on)}）已过。`,
}

type Case = { number: string; unit: string; code: string; due: string | null; address: string }

const follow = ({ code, address }: Case) =>
  address ? `查询码${code}，可在${address}查看进度。` : `可凭查询码${code}在政府信息公开平台查看进度。`
const answerBy = ({ due }: Case) => (due ? `我们将在${dayInWords(due)}前答复您。` : '')

/** What stands in the places of a message that is only looked at; `madeMore` by what happened. */
export const madeCase: Omit<Case, 'address'> = {
  number: '〔2026〕1号',
  unit: '某某局',
  code: '20260601-0000EXAM',
  due: '2026-06-30',
}
export const madeMore: Readonly<Record<string, string>> = { correct: '2026-06-12', posted: '1234567890123' }

/** To the applicant, by what happened. The subject of the e-mail first. */
export const told = {
  received: (it: Case) => ({
    subject: `已收到您的申请（${it.number}）`,
    text: `${it.unit}已收到您的政府信息公开申请，编号${it.number}。${answerBy(it)}${follow(it)}`,
  }),
  to_confirm: (it: Case) => ({
    subject: `您的申请已登记，等待确认（${it.number}）`,
    text: `${it.unit}已登记您的政府信息公开申请，编号${it.number}。请留意工作人员的电话；联系过以后，您也可以自行在网上确认。确认之日为收到申请之日，答复期限自次日起算。${follow(it)}`,
  }),
  redirected: (it: Case) => ({
    subject: `您的申请已转由${it.unit}登记（${it.number}）`,
    text: `您的政府信息公开申请（${it.number}）已转由${it.unit}登记办理。${follow(it)}`,
  }),
  due: (it: Case) => ({
    subject: `您的申请的答复期限（${it.number}）`,
    text: `您的政府信息公开申请（${it.number}）的答复期限为${it.due ? dayInWords(it.due) : '待定'}。${follow(it)}`,
  }),
  correct: (it: Case, until: string) => ({
    subject: `您的申请需要补正（${it.number}）`,
    text: `您的政府信息公开申请（${it.number}）需要补正，请在${dayInWords(until)}前补正。逾期不补正又没有正当理由的，视为放弃申请。${follow(it)}`,
  }),
  reasons: (it: Case) => ({
    subject: `请说明申请的理由（${it.number}）`,
    text: `您的政府信息公开申请（${it.number}）需要您说明理由。${follow(it)}`,
  }),
  fee: (it: Case) => ({
    subject: `信息处理费收费通知（${it.number}）`,
    text: `您的政府信息公开申请（${it.number}）需要缴纳信息处理费，金额、依据和缴纳方式见收费通知。请自收到通知次日起20个工作日内缴纳，逾期未缴纳的，视为放弃申请。${follow(it)}`,
  }),
  ready: (it: Case) => ({
    subject: `您的申请已有答复（${it.number}）`,
    text: `您的政府信息公开申请（${it.number}）已作出答复，请凭查询码在网上查看、下载。${follow(it)}`,
  }),
  collect: (it: Case) => ({
    subject: `您的申请已有答复，请来领取（${it.number}）`,
    text: `您的政府信息公开申请（${it.number}）已作出答复，请持身份证明到${it.unit}领取。${follow(it)}`,
  }),
  posted: (it: Case, tracking: string) => ({
    subject: `您的申请的答复已寄出（${it.number}）`,
    text: `您的政府信息公开申请（${it.number}）的答复已寄出${tracking ? `，邮件号${tracking}` : ''}。${follow(it)}`,
  }),
  withdrawn: (it: Case) => ({
    subject: `您的申请已撤回（${it.number}）`,
    text: `您的政府信息公开申请（${it.number}）已按您的要求撤回，不再办理。如不是您本人的意思，请尽快与${it.unit}联系。`,
  }),
} as const
