import type { CallFigure } from './behind.ts'
import { outcomeLabels } from './words.zh.ts'

/** The monthly table of the line that is sent round. */
export const figureWords = {
  sheet: '专线统计表',
  title: (county: string, line: string) => `${county}${line}专线接听情况统计表`,
  period: (from: string, to: string) => `统计时段：${from} 至 ${to}（按来电之日）`,
  fileName: (from: string, to: string) => `专线接听统计表 ${from}—${to}.xlsx`,
  meaning: '指标说明',
  unit: '单位',
  noUnit: '没有明确单位的来电',
  total: '合计',
} as const

/** What a list of calls says of the figure whose calls it lists. */
export const figureLabels = {
  answered: '有话务员接听',
  missed: outcomeLabels.missed,
  abandoned: outcomeLabels.abandoned,
  lost: '未接与放弃',
  voicemail: '留言',
  transferred: '转接成功',
  knowledge: outcomeLabels.knowledge,
  record: outcomeLabels.record,
  directory: outcomeLabels.directory,
  cases: outcomeLabels.case,
  noMatter: outcomeLabels.no_matter,
  satisfied: '满意',
  fair: '基本满意',
  dissatisfied: '不满意',
  content: '满意和基本满意',
  rated: '已评价',
  wanted: '应转接',
  passedOn: '转接后单位接听',
} as const satisfies Record<CallFigure, string>

/** The columns after the name, and what each counts. */
export const figureColumns = {
  calls: ['来电', '所问归该单位的来电；没有登记单位的在“没有明确单位的来电”一行'],
  answered: ['接听', '有话务员接听的来电'],
  rate: ['接通率', '接听占来电的比例'],
  missed: ['未接', '振铃无人接听，或者没有人值守'],
  abandoned: ['放弃', '来电人没有等到接听就挂断'],
  averageWait: ['平均等待（秒）', '接听的来电从打进到接听的平均秒数'],
  wanted: ['应转接', '为来电人呼叫过该单位的来电'],
  transferred: ['转接成功', '该单位有人接听的转接'],
  transferRate: ['转接成功率', '转接成功占应转接的比例'],
  rung: ['呼叫服务电话', '呼叫值班联络员、替班人员和公开电话的次数'],
  pickedUp: ['服务电话接听', '其中有人接听的次数'],
  pickUpRate: ['服务电话应答率', '服务电话接听占呼叫的比例'],
  cases: ['登记事项', '登记为咨询、投诉等事项的来电'],
  satisfied: ['满意', '来电人按键或者凭短信评价为满意，每通电话只计一次'],
  fair: ['基本满意', '同上'],
  dissatisfied: ['不满意', '同上'],
  satisfiedRate: ['满意率', '满意和基本满意占已评价的比例'],
} as const
