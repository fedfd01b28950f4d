import type { Gate, Status } from './entry.ts'
import type { Action } from './transitions.ts'

export const statusLabels: Record<Status, string> = {
  draft: '起草',
  review: '科室审核',
  secrecy_review: '保密审查',
  returned: '已退回',
  published: '已公开',
  superseded: '已被新版替代',
  withdrawn: '已撤下',
  merged: '已并入其他问答',
  discarded: '已作废',
}

export const gateLabels: Record<Gate, string> = { review: '科室负责人审核', secrecy_review: '保密审查' }

export const actionLabels: Record<Action, string> = {
  save: '保存',
  submit: '提交审核',
  discard: '作废草稿',
  approve: '审核通过',
  return: '退回修改',
  revise: '修订',
  confirm: '复核无误',
  flag: '标记存疑',
  merge: '并入另一问答',
  withdraw: '撤下',
}

/** What the timeline calls steps that no person takes by a button of that name. */
export const stepLabels: Record<string, string> = {
  ...actionLabels,
  create: '起草',
  import: '导入',
  suggest: '由咨询答复转来',
  publish: '公开',
  supersede: '被新版替代',
  source_ended: '依据失效',
  transfer: '移交承接单位',
}

export const why = {
  wrongRole: (roles: string) => `这一步由${roles}办理。`,
  wrongStatus: (status: string, action: string) => `问答现在是“${status}”，不能“${action}”。`,
  ownText: '您写过或改过这一稿，须由他人审核。',
  passedOtherGate: '您已经在另一环节审核过这一稿，须由他人审核。',
  revising: '这条问答的修订稿正在办理，请先办完。',
} as const

/** A title in its marks, unless it has marks of its own. */
const quoted = (title: string) => (title.includes('《') ? title : `《${title}》`)

export const say = {
  none: '没有这条问答，或者您不能查看。',
  dissolved: '这个单位已经撤销，请选择承接它职能的单位。',
  reasonMissing: '请填写理由。',
  mustFix: '还有必须改正的问题，请改好再提交。',
  mustAcknowledge: '有提示还没有逐条确认，请看过再通过。',
  stale: '这一稿刚刚被别人改过，请重新打开再看。',
  staleStatus: '这条问答刚刚被别人办理过，请重新打开再看。',
  mergeNone: '请选择一条已公开的问答。',
  mergeSelf: '不能并入它自己。',
  reviewPast: '复核日期应当晚于今天。',
  reviewFar: '复核日期最远为两年后，政策可能变化，请定近一些。',
  notOpen: '这条问答没有正在办理的稿子。',
  notPublic: '这条问答还没有公开过。',
  system: '系统',
  merged: (question: string) => `与“${question}”问的是同一件事，已合并。`,
} as const

export const checkWords = {
  questionMissing: '请写明问题。',
  questionShort: '问题太短，看不出问的是什么。',
  answerMissing: '请写明答复。',
  topicOther: '主题选了“其他”，公众按主题不容易找到，请看有没有更合适的。',
  reviewMissing: '请定复核日期，到时系统提醒本单位再看一遍。',
  reviewPast: '复核日期已经过了，请改为以后的日期。',
  sourcesMissing: '没有列出依据。答复有文件依据的，请选上已公开的文件，文件失效时系统会提醒。',
  sourceUnknown: '所选的依据没有公开，请换成已公开的信息。',
  sourceEnded: (title: string, state: string) => `依据${quoted(title)}${state}，请换成现行有效的。`,
  states: { withdrawn: '已经撤回', repealed: '已经废止', superseded: '已被替代', expired: '已过有效期' },
  pictures: '答复中不能放图片。请改用文字，或者链接到已公开的信息。',
  alike: (question: string) => `与“${question}”问的可能是同一件事，请看是否应当并入。`,
} as const

export const flagWords = {
  sourceEnded: (titles: readonly string[]) => `依据${titles.map(quoted).join('、')}已失效`,
} as const

/** Kinds of notices to staff, as they choose among them. */
export const knowledgeNoticeKinds = {
  'knowledge.flagged': '知识库：问答的依据失效或者存疑',
  'knowledge.review': '知识库：问答到了复核日期',
  'knowledge.returned': '知识库：问答被退回修改',
  'knowledge.transferred': '知识库：撤并单位的问答转来维护',
} as const

export const noticeWords = {
  flagged: (question: string, reason: string) => `问答“${question}”${reason}，请尽快修订或者撤下。`,
  doubted: (question: string) => `问答“${question}”被标记存疑，请尽快复核。`,
  review: (question: string, on: string) => `问答“${question}”应于${on}前复核，请看答复是否仍然准确。`,
  returned: (question: string) => `问答“${question}”被退回修改。`,
  cameOver: (from: string, n: number) => `机构调整，“${from}”的 ${n} 条问答转由本单位维护。`,
} as const

export const transferred = (from: string, to: string) => `机构调整，由“${from}”转由“${to}”维护。`

export const toDoLabels = {
  returned: '被退回，等待修改',
  draft: '正在起草',
  review: '待科室负责人审核',
  secrecy_review: '待保密审查',
  flagged: '存疑，等待修订或者复核',
  due: '到了复核日期',
} as const
