import type { EventData } from './events.ts'
import type { Channel, Complexity, InquiryKind, Outcome, Satisfaction, Status, Step } from './inquiry.ts'
import type { Stage } from './state.ts'
import type { Action } from './transitions.ts'

export const words = {
  nameless: '未留姓名',
  reportSummary: '举报事项（内容只有监督人员可见）',
} as const

export const kindLabels = {
  question: '咨询',
  information: '信息查询',
  letter: '领导信箱来信',
  wish: '民情诉求',
  opinion: '意见建议',
  site_error: '网站找错',
  complaint: '投诉',
  report: '举报',
} as const satisfies Record<InquiryKind, string>

export const channelLabels = {
  portal: '网上提交',
  mailbox: '领导信箱',
  hotline: '热线来电',
  counter: '窗口当面',
  kiosk: '查询终端',
  post: '来信',
  visit: '走访记录',
  handed_down: '上级交办',
} as const satisfies Record<Channel, string>

export const statusLabels = {
  sorting: '待分办',
  handling: '办理中',
  passing: '转办待批',
  joint: '会办中',
  joint_review: '会办意见待审',
  review: '答复待审',
  accepting: '待受理',
  investigating: '调查中',
  decision_review: '处理决定待审',
  closed: '已办结',
  void: '已作废',
} as const satisfies Record<Status, string>

/** What the citizen reads. */
export const publicStatusLabels = {
  sorting: '已收到，正在确定办理单位',
  handling: '办理中',
  passing: '办理中',
  joint: '办理中，有关单位正在会办',
  joint_review: '办理中，有关单位正在会办',
  review: '答复审核中',
  accepting: '已收到，等待受理',
  investigating: '调查中',
  decision_review: '处理决定审核中',
  closed: '已办结',
  void: '未予登记办理',
} as const satisfies Record<Status, string>

export const outcomeLabels = {
  answered: '已答复',
  directed: '已告知向其他机关查询',
  request: '已转为依申请公开',
  petition: '已引导至信访渠道',
  withdrawn: '来信人撤回',
  void: '作废',
  refused: '不予受理',
  upheld: '投诉成立',
  partly_upheld: '投诉部分成立',
  rejected: '投诉不成立',
  referred: '移送有权机关',
} as const satisfies Record<Outcome, string>

export const complexityLabels = { ordinary: '一般事项', complex: '复杂事项' } as const satisfies Record<
  Complexity,
  string
>

export const stepKindLabels = {
  leader_note: '领导批示',
  on_site: '现场办理',
  visit: '上门走访',
  meeting: '协调会议',
  call: '电话沟通',
} as const satisfies Record<Step, string>

export const satisfactionLabels = {
  satisfied: '满意',
  fair: '基本满意',
  dissatisfied: '不满意',
} as const satisfies Record<Satisfaction, string>

export const actionLabels = {
  dispatch: '分办',
  assign: '指定经办人',
  grade: '认定繁简',
  pass_up: '上报转办',
  approve_pass: '同意转办',
  refuse_pass: '不同意转办',
  pass_on: '请其他单位会办',
  refuse_part: '退回会办',
  answer_part: '答复会办部分',
  approve_part: '通过会办意见',
  return_part: '退回修改会办意见',
  record_step: '登记办理情况',
  extend: '延长期限',
  explain: '说明未按期办结的原因',
  take_explanation: '认可说明',
  refuse_explanation: '不认可说明',
  urge: '催办',
  hold_to_account: '登记问责',
  propose: '拟制答复',
  approve: '通过',
  return: '退回',
  answer_at_once: '即时答复',
  to_request: '转为依申请公开',
  to_petition: '引导至信访渠道',
  void: '作废',
  reopen: '责成重新办理',
  accept: '受理',
  refuse: '不予受理',
  ask_statement: '要求说明情况',
  take_statement: '提交情况说明',
  decide: '拟制处理决定',
  supplement: '补充情况',
  withdraw: '撤回',
  rate: '评价',
  consent: '是否同意公开',
  note: '备注',
} as const satisfies Record<Action, string>

/** What stands in the history. */
export const eventLabels: Record<keyof EventData, string> = {
  ...actionLabels,
  register: '登记',
  succeed: '机关撤并，由承接机关继续办理',
  escalate: '逾期未说明，自动转入问责',
}

/** The same of a complaint or report: nobody supervises supervision but the head of the government's office. */
export const lateSupervision = '逾期未办结，报请政府办公室负责人督办'

export const courseWords = {
  sorting: '政府办公室分办',
  unit: '承办单位办理',
  anew: '重新办理',
  complaint: '监督部门办理',
  part: '其他单位会办',
} as const satisfies Record<Stage['what'] | 'part', string>

export const why = {
  wrongStatus: (status: string, action: string) => `这件事项目前“${status}”，不能“${action}”。`,
  wrongRole: (roles: string) => `这一步由${roles}办理。`,
  notYours: '这一步由工作人员办理。',
  own: '这是您自己提出的，须由另一人审批。',
  ownTime: '您是这件事项的调查人，延长期限须由另一名监督人员同意。',
  noStatementAsked: '监督部门还没有要求说明情况。',
  nothingToRate: '答复之后才能评价。',
  rated: '已经评价过了。',
  extended: '这一环节已经延长过一次。',
  nothingForKnowledge: '作出答复之后才能拟入知识库。',
  nothingToReopen: '这件事项没有作出过答复，不能责成重新办理。',
} as const

export const issueWords = {
  reasonMissing: '请写明理由或者内容。',
  unitGone: '这个单位已经撤并，请另选。',
  unitSame: '这件事项就在这个单位，请另选。',
  unitHad: '这个单位已经退回过，请另选或者上报政府办公室。',
  ownerUnfit: '请指定本单位的信息员或者科室负责人。',
  stepLater: '日期不能晚于今天。',
  stepEarlier: '日期不能早于收到之日。',
  overdueToExtend: '期限已经届满，不能再延长，请向监督部门说明原因。',
  overdueToGrade: '期限已经届满，不能再认定为复杂事项，请向监督部门说明原因。',
  notExtendable: '分办环节不能延长。',
  explainUntil: '承诺办结的日期必须晚于今天。',
  explained: '已经说明过，正等待监督部门认定。',
  noExplanation: '没有待认定的说明。',
  notYetDue: '期限还没有临近届满，不需要说明。',
  noSource: '请选择答复所依据的已公开信息或者知识库条目。',
  sourceGone: '选择的信息没有公开或者已经失效。',
  mailboxGone: '这个信箱已经停用，请另选。',
  future: '日期不能晚于今天。',
  longAgo: (earliest: string) =>
    `收到之日不能早于${earliest}，请核对年份。确要补登更早的来信，请政务公开办先在“专线设置”里放宽。`,
  aboutGone: '没有查到要投诉的事项，请核对查询码。',
  sourceMissing: '请写明交办的上级单位。',
  reopened: '已责成重新办理，原答复不再公开。',
  orderedBy: (number: string) => `投诉${number}成立，责成重新办理。`,
} as const

/** What a holiday notice moves, as the calendar page names it. */
export const clockLabel = '查询来信办理期限'

/** 查询〔2026〕123号 */
export const inquiryNumber = (year: number, serial: number) => `政询〔${year}〕${serial}号`

export const passOnWords = {
  cameOver: (unit: string, count: number) => `${unit}已经撤并，尚未办结的查询、来信${count}件转由本机关办理，请分派。`,
} as const

export const viewLabels = {
  open: '在办',
  mine: '我承办的',
  sorting: '待分办',
  soon: '即将到期',
  overdue: '已逾期',
  unexplained: '逾期未说明',
  supervised: '投诉举报',
  closed: '已办结',
  all: '全部',
} as const

export const toDoLabels = {
  to_sort: '等我分办',
  to_approve_pass: '等我审批转办',
  to_review: '等我审核答复',
  to_review_part: '等我审核会办意见',
  to_answer_part: '等本单位会办',
  to_explain: '逾期，等我说明原因',
  to_judge: '等我认定',
  to_investigate: '等我受理、调查',
  to_state: '等我说明情况',
  to_publish_explanation: '逾期说明已认可，等我拟公开稿',
  to_oversee: '监督部门逾期未办结，等我督办',
  to_handle: '等我办理',
} as const

export const likenessLabels = {
  request: '像是申请公开政府信息',
  petition: '像是信访事项',
  insult: '含有不文明用语',
  link: '含有外部链接',
  shouting: '语气激烈',
} as const

/** Said in the history of a case that was kept as 网站找错与意见 before. */
export const movedFeedback = {
  open: (receipt: string, on: string) => `原登记在“网站找错与意见”，回执号${receipt}，${on}提交，现移入查询来信办理。`,
  handled: (receipt: string, by: string, on: string) =>
    `原登记在“网站找错与意见”，回执号${receipt}，${[by, on].filter(Boolean).join('于')}办结，现移入查询来信。`,
} as const
