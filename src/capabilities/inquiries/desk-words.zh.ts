import type { Action } from './transitions.ts'

/** What the citizen reads of a case. */
export const deskWords = {
  nothingSaid: '请写明具体情况。',
  notComplainable: '投诉、举报的办理情况，请在原件中补充说明。',
  notYetComplainable: '还在办理期限内，答复之后或者超过期限没有答复的，可以投诉。',
  complaintOpen: '您对这件事项的投诉正在办理，请凭投诉的查询码查询。',
  complaintSubject: (subject: string) => `关于“${subject}”办理情况的投诉`.slice(0, 100),
  received: { title: '已收到', text: '' },
  sorted: (unit: string) => `由${unit}办理。`,
  passedUp: { title: '转请政府办公室确定办理单位', text: '首次收到的日期和查询码不变。' },
  joint: (unit: string) => `其中一部分请${unit}会办，原单位继续负责答复您。`,
  jointDone: { title: '会办单位已经提出意见', text: '' },
  refused: { title: '会办单位认为不属于其职责', text: '原单位继续负责办理。' },
  extended: { title: '延长办理期限', text: '因情况复杂，经单位负责人同意延长。' },
  complex: { title: '认定为复杂事项', text: '' },
  answered: { title: '已经答复您', text: '' },
  reopened: { title: '责成重新办理', text: '监督部门责成有关单位重新办理并答复您。' },
  statement: { title: '正在向有关单位了解情况', text: '' },
  accepted: { title: '已经受理', text: '' },
  toRequest: { title: '按依申请公开办理', text: '您的查询码和首次提交的日期不变，请在依申请公开办理查询中查看。' },
  voided: { title: '未予登记办理', text: '' },
  withdrawn: { title: '已经撤回', text: '这件事项不再办理。' },
  supplemented: { title: '您补充了情况', text: '' },
  succeeded: (unit: string) => `原办理单位已经撤并，由${unit}继续办理。`,
  explained: (until: string) => `未能按期办结，承诺在${until}前答复您。`,
  petition: (office: string) =>
    office || '您反映的事项属于信访事项，请向信访部门提出，受理和答复的期限按照《信访工作条例》执行。',
} as const

/** Steps of a case that its writer sees. */
export const shownSteps = {
  leader_note: '领导作出批示',
  on_site: '工作人员现场办理',
  visit: '工作人员上门走访',
  meeting: '召开协调会议',
  call: '工作人员电话沟通',
} as const

/** Acts of the office that stay inside. */
export const innerActs: readonly Action[] = [
  'assign',
  'pass_up',
  'refuse_pass',
  'answer_part',
  'return_part',
  'explain',
  'refuse_explanation',
  'urge',
  'hold_to_account',
  'propose',
  'decide',
  'return',
  'take_statement',
  'consent',
  'rate',
  'note',
]
