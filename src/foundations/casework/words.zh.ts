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
