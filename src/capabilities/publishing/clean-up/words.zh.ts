import type { Outcome, RoundAction, Stage } from './round.ts'

export const stageLabels: Record<Stage, string> = {
  marking: '各单位提出意见',
  deciding: '等待领导决定',
  decided: '已决定',
  abandoned: '已中止',
}

export const outcomeLabels: Record<Outcome, string> = {
  keep: '继续有效',
  repeal: '废止',
  lapse: '宣布失效',
  amend: '修改',
}

export const roundActionLabels: Record<RoundAction, string> = {
  mark: '提出清理意见',
  assemble: '汇总送审',
  reopen: '退回重新提出意见',
  decide: '决定并公布',
  abandon: '中止清理',
  list: '起草清理结果公告',
}

/** Heads of the table of opinions that is handed out and taken back. */
export const markColumns = {
  id: '编号',
  title: '文件名称',
  docNumber: '发文字号',
  unit: '制定机关',
  formedOn: '成文日期',
  outcome: '意见',
  note: '理由',
} as const

export const say = {
  otherNames: {
    keep: ['有效', '保留'],
    repeal: ['拟废止', '予以废止'],
    lapse: ['失效', '拟宣布失效'],
    amend: ['拟修改', '修订'],
  } as Record<Outcome, string[]>,
  outcomeUnknown: (known: string[]) => `意见只能填：${known.join('、')}。`,
  idUnreadable: '编号应当是数字，请不要改动下载的表中的编号。',
  titleUnknown: '本次清理范围内没有这个名称的文件。',
  titleTwice: '有几件文件用这个名称，请填写编号。',
  noteTooLong: '理由不能超过 500 字。',
  noHead: '没有找到表头。表中要有“意见”一列，以及“编号”或“文件名称”一列，请下载表格填写。',
  sheetName: '清理意见',
  fileName: (title: string) => `${title}-清理意见.xlsx`,
  noFile: '请选择一个 .xlsx 或 .csv 文件。',
  tooLarge: '文件超过 5 MB，请检查是否选错了文件。',
  notYours: (action: string) => `您的岗位不能办理“${action}”。`,
  wrongStage: (stage: string, action: string) => `清理工作现在处于“${stage}”，不能办理“${action}”。`,
  noDocuments: '所选单位和时间内没有现行有效的规范性文件，请调整范围。',
  unitUnknown: '所选单位不存在。',
  orderOfDays: '开始日期不能晚于结束日期。',
  dueOver: '截止日期须在今天或以后。',
  notInRound: (id: number) => `编号 ${id} 的文件不在本次清理范围内。`,
  notYourDocument: (title: string) => `《${title}》不是本单位的文件，不能由您提出意见。`,
  noteMissing: (title: string, outcome: string) => `《${title}》拟“${outcome}”，请写明理由。`,
  twice: (title: string) => `《${title}》出现了两次。`,
  marksRefused: '有几项填写不对，全部没有保存，请改正后再提交。',
  unmarked: (unit: string, count: number) => `${unit}还有 ${count} 件没有提出意见。`,
  notComplete: '还有文件没有提出意见，不能汇总。',
  notPublic: (title: string) => `《${title}》已经撤回公开，请退回重新提出意见。`,
  ended: (title: string) => `《${title}》在此期间已经宣布废止，请退回重新提出意见。`,
  correcting: (title: string) => `《${title}》有更正稿正在办理，请先办结。`,
  decisionRefused: '有文件不能按拟定的意见处理，全部没有变动。',
  listTitle: (title: string) => `关于公布${title}结果的公告`,
  listLead: (basis: string) => `根据${basis}，现将规范性文件清理结果公布如下。`,
  listTables: {
    keep: '一、继续有效的规范性文件目录',
    repeal: '二、废止的规范性文件目录',
    lapse: '三、宣布失效的规范性文件目录',
    amend: '四、拟修改的规范性文件目录（修改前继续有效）',
  } as Record<Outcome, string>,
  listHead: ['序号', '文件名称', '发文字号', '制定机关', '说明'],
  listNone: '无。',
  lapsedReason: (note: string) => `清理后宣布失效。${note}`,
  repealedReason: (note: string) => note || '清理后废止。',
} as const
