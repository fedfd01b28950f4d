import type { ClockState } from './clock.ts'

export const clockWords = {
  running: '计入办理期限',
  void: (label: string) => `${label}（已重新起算，不再计入）`,
} as const

export const clockStateLabels: Record<ClockState, string> = {
  idle: '尚未起算',
  running: '计时中',
  paused: '暂停计时',
  waiting: '等待申请人',
  stopped: '已停止',
}

export const caseWords = {
  stale: '这件案件刚刚有了新的进展，请刷新后再办理，您填写的内容没有丢失。',
  none: '没有这件案件，或者不在您的办理范围内。',
} as const

/** 凭查询码查询 */
export const followWords = {
  noCase: '查询码或者末四位不对，没有查到。请对照回执重新填写；查询码中没有字母 I、L、O、U。',
  wait: (seconds: number) =>
    `连续几次没有对上，请${seconds < 60 ? `${seconds}秒` : `${Math.ceil(seconds / 60)}分钟`}后再试。忘记查询码的，请打电话询问受理单位。`,
  ticketOver: '您已有一段时间没有操作，请重新填写查询码。',
} as const
