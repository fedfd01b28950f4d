import type { ReplyAction, ReplyStatus, What } from './public-reply.ts'

export const publicationWords = {
  wrongRole: (labels: string) => `这一步由${labels}办理。`,
  wrongState: '目前的状态不能办理这一步。',
  own: '拟稿、审核、保密审查须由三个人分别办理。',
  noConsent: '来信人没有同意公开，不能公开来信和答复。',
  notAnswered: '作出答复之后才能公开。',
  notTaken: '监督部门认可说明之后才能公开。',
  supervised: '投诉、举报的内容不公开。',
  title: '请填写标题。',
  question: '请填写来信内容。',
  answer: '请填写答复或者说明的内容。',
  reason: '请写明理由。',
  consentGone: '来信人不再同意公开。',
  explanationTitle: (title: string) => `关于“${title}”未能按期办结的说明`.slice(0, 100),
} as const

export const replyStatusLabels = {
  prepared: '待审核',
  reviewed: '待保密审查',
  published: '已公开',
  returned: '已退回',
  withdrawn: '已撤下',
} as const satisfies Record<ReplyStatus, string>

export const replyActionLabels = {
  prepare: '拟公开',
  review: '审核通过',
  publish: '保密审查通过并公开',
  return: '退回',
  withdraw: '撤下',
} as const satisfies Record<ReplyAction, string>

export const whatLabels = { reply: '来信与答复', explanation: '逾期说明' } as const satisfies Record<What, string>
