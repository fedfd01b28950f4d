export const cleanUp = {
  title: '规范性文件清理',
  lead: '按规定定期清理：各单位提出意见，政务公开办汇总，领导一次决定，公开结果。',
  begin: '开始一次清理',
  empty: '还没有清理过。由政务公开办点“开始一次清理”，选定单位和时间，系统自动列出现行有效的规范性文件。',
  emptyForUnit: '还没有清理工作。政务公开办开始后，本单位的文件会列在这里。',
  name: '名称',
  nameExample: '例如：2026年度规范性文件清理',
  host: '组织单位（由其签发领导决定）',
  units: '清理哪些单位的文件',
  from: '成文日期自',
  to: '成文日期至',
  due: '各单位提出意见截止日期',
  stage: '进度',
  dueOn: '截止',
  opened: '开始时间',
  keep: '取消',
  progress: '各单位进度',
  progressOf: (marked: number, total: number) => `${marked} / ${total} 件`,
  unit: '单位',
  marked: '已提意见',
  documents: '文件',
  document: '文件名称',
  number: '发文字号',
  formed: '成文日期',
  expires: '有效期至',
  outcome: '意见',
  note: '理由',
  notePlace: (title: string) => `“${title}”的理由`,
  outcomePlace: (title: string) => `“${title}”的意见`,
  choose: '请选择',
  save: (n: number) => `提交 ${n} 件意见`,
  saved: '已保存意见',
  importMarks: '从表格导入意见',
  allKeep: '其余都填“继续有效”',
  basis: '决定文件的文号或名称',
  basisHint: '全部废止、失效以这一份决定为依据，公众会看到。',
  decideText: (repeal: number, lapse: number) =>
    `决定后，${repeal} 件标明“已废止”，${lapse} 件标明“已失效”，公众马上看到，不能撤销。`,
  reason: '理由',
  decided: (basis: string) => `已决定，依据：${basis}`,
  toList: '查看清理结果公告',
  none: '没有列出文件。',
} as const

export const outcomeLabels = { keep: '继续有效', repeal: '废止', lapse: '宣布失效', amend: '修改' } as const

export const waiting = {
  title: '规范性文件清理',
  count: (n: number) => `${n} 件`,
  what: {
    mark: (unit: string, open: number, total: number) => `${unit}还有 ${open} 件没有提出意见，共 ${total} 件`,
    assemble: (_unit: string, open: number, total: number) =>
      open ? `还有 ${open} 件没有提出意见，请催办；共 ${total} 件` : `各单位都已提出意见，共 ${total} 件，可以汇总`,
    decide: (unit: string, _open: number, total: number) => `请${unit}领导决定，共 ${total} 件`,
  },
  inPlaceOf: (name: string) => `代${name}办理`,
  until: (day: string) => `${day}前`,
  over: (day: string) => `已过期限（${day}）`,
} as const

export const markImport = {
  title: '从表格导入清理意见',
  back: (title: string) => `返回“${title}”`,
  table: '下载意见表',
  steps: [
    '下载意见表，表中列出本单位的文件。',
    '在“意见”一列选择继续有效、废止、宣布失效或者修改；除继续有效外，要写“理由”。暂时没有意见的留空。',
    '把填好的表拖到下面。有一行不对，就一件也不保存，并逐行说明原因。',
  ],
  notNow: '这次清理现在不能由您提出意见。',
} as const

export const basisField = {
  placeholder: '输入文号或名称，也可从列出的信息中选择',
  hint: '决定已在本平台公开的，请从列出的信息中选择，公众可以点开查看。',
  chosen: '已选定公开的信息，公众可以点开。',
  look: '查看',
} as const
