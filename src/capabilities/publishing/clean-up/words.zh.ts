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

export const say = {
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
  basisNotPublic: '所选的决定文件没有公开，请先公开或者改填文号。',
  basisMissing: '请写明决定文件的文号或名称，或者选择已公开的决定。',
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
