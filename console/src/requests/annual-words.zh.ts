export const annual = {
  title: '申请与复议诉讼统计',
  lead: '年度报告表二、表三，任一机关、任一时段，随时可看。点数字看案件。',
  unit: '机关',
  county: '全县',
  below: '含下级机关',
  from: '从',
  to: '到',
  thisYear: '今年',
  lastYear: '去年',
  export: '导出 .xlsx',
  table2: '表二　收到和处理政府信息公开申请情况',
  table3: '表三　政府信息公开行政复议、行政诉讼情况',
  note: '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）',
  applicants: '申请人情况',
  organisations: '法人或其他组织',
  results: '三、本年度办理结果',
  review: '行政复议',
  lawsuit: '行政诉讼',
  checks: '校核',
  fine: '相符',
  wrong: '不符',
  casesOf: (row: string, column: string, n: number) => `${row}，${column}：${n}件，查看案件`,
  remediesOf: (kind: string, outcome: string) => `${kind}：${outcome}`,
  noRemedies: '这一栏没有案件。',
  close: '关闭',
  filed: (on: string) => `${on}提出`,
  concluded: (on: string, label: string) => `${on}${label}`,
  open: '尚未审结',
} as const

export const remedies = {
  title: '复议与诉讼',
  none: '没有登记行政复议或者行政诉讼。收到复议答复通知书、应诉通知书后在这里登记，结果计入年度报告表三。',
  register: '登记复议、诉讼',
  change: '修改',
  conclude: '登记结果',
  mend: '更正结果',
  save: '保存',
  cancel: '取消',
  kind: '种类',
  body: { review: '复议机关', lawsuit: '受理法院' },
  number: '案号',
  filedOn: { review: '申请复议之日', lawsuit: '起诉之日' },
  servedOn: '收到复议申请书副本之日',
  simplified: '适用简易程序（5个工作日内答复，否则10个工作日）',
  decision: '决定、判决',
  concludedOn: '作出之日',
  answerDue: (on: string, left: number) =>
    left > 0
      ? `书面答复于${on}前提交复议机关，还剩${left}个工作日`
      : left === 0
        ? `今天（${on}）是提交书面答复的最后一天`
        : `提交书面答复的期限${on}已过`,
  filed: (on: string) => `${on}提出`,
  optional: '可不填',
} as const

export const importing = {
  title: '导入申请案件',
  lead: '把原来系统里在办和已办结的申请从表格搬进来。先核对，确认无误再写入；来源编号相同的只导入一次，不会通知申请人。',
  back: '返回申请列表',
  template: '下载模板',
  report: '下载有问题的行（.xlsx），改正后再导入',
  reportName: '需要改正的行.xlsx',
} as const
