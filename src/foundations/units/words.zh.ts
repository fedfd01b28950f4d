export const chainIssues = {
  unknown_gate: '审查流程中有不认识的环节。',
  repeated_gate: '审查流程中同一环节出现了两次。',
  no_secrecy_review: '审查流程必须有保密审查：先审查，后公开。',
  wrong_end: '审查流程的最后一环应为签发或保密审查。',
  signature_not_last: '有签发环节时，签发应是最后一环。',
  wrong_order: '科室负责人审核应在分管领导审核之前。',
} as const

export const sentences = {
  mend: '请按提示改正后再提交。',
  noSuchUnit: '没有找到这个单位。',
  codeShape:
    '单位代号以小写字母或数字开头，只用小写字母、数字和横线，最长 32 个字符；它会出现在公开网址中，一经建立不再改动。',
  codeTaken: '这个代号已有单位使用（包括已撤销的单位），请换一个。',
  organisationCode: '不是有效的组织机构代码：应为 9 位，末位为校验码（GB 11714）。',
  organisationCodeTaken: '这个组织机构代码已有单位使用，请核对。',
  noSuchParent: '没有这个上级单位，或上级单位已经撤销。',
  circle: '上级单位不能是本单位或本单位的下级。',
  alreadyDissolved: '这个单位已经撤销。',
  dissolvedUnchangeable: '已撤销的单位不再改动。',
  futureDissolution: '撤销日期不能晚于今天。',
  mergedIntoItself: '单位不能并入自己。',
  noSuchSuccessor: '没有这个承接单位，或承接单位已经撤销。',
  successorTwice: '同一个承接单位写了两次。',
  sameName: '新名称与现在的名称相同。',
  futureRenaming: '更名日期不能晚于今天。',
  renamedSince: (on: string) => `这个单位已于${on}更过名，更名日期不能早于那一天。`,
  hasChildren: (names: string[]) => `还有下级单位（${names.join('、')}），请先撤销它们或改挂到其他单位。`,
  hasOpenRecords: (n: number) => `还有 ${n} 件信息没有办结，请先办结或作废，再撤销单位。`,
  hasOpenCases: (count: number) => `还有${count}件群众的申请没有答复，请先办结，或者指定承接其职责的机构。`,
  lastAdministrator: '撤销后将没有在用的系统管理员或安全管理员，请先在其他单位为其任职。',
} as const
