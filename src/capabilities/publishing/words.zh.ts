import { delegationWords } from '../../foundations/identity/words.zh.ts'
import type { Gate, Replacement, Status, WithdrawalGround } from './record.ts'
import type { ReplacingFault } from './rules/replacing.ts'
import type { SeparationFault } from './rules/separation.ts'
import type { Action } from './transitions.ts'

export const statusLabels: Record<Status, string> = {
  draft: '起草',
  section_review: '科室审核',
  deputy_review: '分管领导审核',
  secrecy_review: '保密审查',
  disclosure_review: '政务公开办审核',
  sign_off: '签发',
  consultation: '政务公开办研究',
  scheduled: '已签发，定时发布',
  published: '已公开',
  withheld: '审定存档（未主动公开）',
  superseded: '已被新版替代',
  withdrawn: '已撤回',
  discarded: '已作废',
}

export const gateLabels: Record<Gate, string> = {
  section_review: '科室负责人审核',
  deputy_review: '分管领导审核',
  secrecy_review: '保密审查',
  disclosure_review: '政务公开办审核',
  sign_off: '领导签发',
}

export const actionLabels: Record<Action, string> = {
  save: '保存',
  submit: '提交审核',
  approve: '审核通过',
  return: '退回修改',
  doubt: '提请政务公开办研究',
  clear: '答复意见，继续审核',
  discard: '作废草稿',
  reschedule: '更改发布时间',
  unschedule: '取消定时发布',
  correct: '更正内容',
  withdraw: '撤回公开',
  repeal: '宣布废止',
  extend: '延长有效期',
  let_lapse: '到期失效，不再延长',
}

/** What approving is called at the last gate. */
export const signOffLabel = '签发'

/** What the timeline calls steps that no person takes by a button of that name. */
export const stepLabels: Record<string, string> = {
  ...actionLabels,
  create: '起草',
  publish: '公开发布',
  withhold: '审定存档',
  supersede: '被新版替代',
  migrate: '从原网站迁入',
  transfer: '移交承接机构',
  bounce: '到时复查未通过',
  replace: '由新信息替代或废止',
  declare_lapsed: '宣布失效',
}

export const groundLabels: Record<WithdrawalGround, string> = {
  personal_data: '含个人隐私或个人信息',
  secrecy: '涉及国家秘密、工作秘密',
  error: '内容有误',
  superseded_by_law: '依法变更或失效',
  not_in_scope: '不属于公开范围',
  other: '其他原因',
}

export const separationWords: Record<SeparationFault, string> = {
  own_draft: '您是这份信息的起草人，不能审核自己起草的内容。',
  edited: '您修改过这份信息的文字，最后一道审核（签发）须由没有改过稿的人办理。',
  passed_other_gate: '您已在前面的环节审核过这份信息，同一人不能审核两个环节。',
}

/** The same of whom a deputy stands in for. */
export const separationWordsFor = (principal: string): Record<SeparationFault, string> => ({
  own_draft: `这份信息由${principal}起草，您现在代理${principal}的岗位，不能审核。`,
  edited: `${principal}修改过这份信息的文字，您现在代理${principal}的岗位，不能办理最后一道审核（签发）。`,
  passed_other_gate: `${principal}已在前面的环节审核过这份信息，您现在代理${principal}的岗位，不能再审核另一个环节。`,
})

/** Who took a step, as it is shown: 系统 when nobody did, 甲 代 乙 when a deputy did. */
export const signedBy = (name: string | null, principal: string | null): string =>
  name === null ? '系统' : principal === null ? name : delegationWords.signature(name, principal)

export const why = {
  notYourUnit: '这份信息不属于您任职的机构。',
  wrongRole: (role: string) => `这一步由${role}办理，您的岗位不能办理。`,
  wrongStatus: (status: string, action: string) => `这份信息目前处于“${status}”，不能${action}。`,
  openCorrection: '已有一份更正稿正在办理，请先办结。',
  notRepealable: '这类信息没有有效性，不能宣布废止；如内容不宜公开，请办理撤回。',
  alreadyRepealed: '这份文件已经宣布废止。',
  noTerm: '这份文件没有规定有效期，不需要延长。',
  termOver: '有效期已经届满。需要继续施行的，请重新制定公布。',
  leftToLapse: '已经决定到期失效。',
  blocked: (count: number) => `还有 ${count} 处须先改正，见右侧检查结果。`,
  dissolved: '该机构已撤销，不能再以它的名义起草。',
} as const

/** An hour in China as people write it: 2026年3月2日 09:00. */
export const hourInWords = (at: Temporal.Instant): string => {
  const { year, month, day, hour, minute } = at.toZonedDateTimeISO('Asia/Shanghai')
  const two = (n: number) => String(n).padStart(2, '0')
  return `${year}年${month}月${day}日 ${two(hour)}:${two(minute)}`
}

export const say = {
  stale: '其他人刚刚保存或办理过这份信息，请核对最新内容后再操作。您的文字没有丢失。',
  staleRevision: '您审阅的文字之后又有修改，请看过最新版本再作决定。',
  staleStatus: '其他人刚刚办理了这份信息，它已不在您看到的环节，请刷新后再决定。',
  reasonMissing: '请写明理由，它会记入办理过程，供起草人和监督人员查看。',
  mustFix: '还有必须改正的地方，暂时不能继续。',
  mustAcknowledge: '请逐条确认检查提示后再通过。',
  reasonForUnread: '有附件无法检查，请打开看过，并写明可以公开的理由后再通过。',
  fileMissing: (name: string) => `附件“${name}”没有上传成功，请重新上传。`,
  repealAhead: '废止日期晚于今天。宣布废止后公众立即看到“已废止”，请在废止之日办理。',
  termTooShort: (now: string) => `新的有效期须晚于原有效期（${now}），并且在今天之后。`,
  extended: (on: string | null, basis: string, reason: string) =>
    `${on ? `有效期延长至 ${on}` : '不再规定有效期'}，依据：${basis}。${reason}`,
  unknownItem: (id: number) => `编号 ${id} 的信息`,
  basisMissing: '请写明依据（决定延长的文件名称或文号）。',
  leftToLapseBasis: '清理评估后决定不再延长',
  ends: (how: Replacement, title: string) => `${how === 'superseded' ? '替代' : '废止'}《${title}》`,
  replaced: (how: Replacement) => (how === 'superseded' ? '由新的信息替代。' : '由新公布的文件废止。'),
  migrated: '从原网站迁入',
  hour: {
    past: '发布时间须晚于现在。要马上公开，请不要设定时。',
    too_far: '发布时间最长可定在一年以内。',
    past_due: '这个时间晚于条例第二十六条规定的公开期限，请写明理由。',
  },
  hourNotLast: '只有在签发时才能设定发布时间。',
  hourNotPublic: '不主动公开的信息不会发布，不能设定发布时间。',
  bounced: (hour: string) => `原定 ${hour} 发布，到时复查发现须先改正的问题，没有发布。`,
  publishedAsPlanned: (hour: string) => `按签发时设定的时间（${hour}）发布。`,
  publishedLate: (hour: string, real: string) => `原定 ${hour} 发布，因系统停机等原因，实际于 ${real} 发布。`,
  scheduledFor: (hour: string) => `定于 ${hour} 发布。`,
  withdrawnBeside: '这份信息已撤回公开，待发布的更正稿一并停下，须重新签发。',
  countedFrom: (from: string, on: string) => `自 ${from} 起，按法律或标准目录规定的时限计算，最迟 ${on} 公开。`,
} as const

export const checkWords = {
  titleMissing: '请填写标题。',
  bodyMissing: '请填写正文，或上传附件。',
  columnMissing: '请选择栏目，公众将在该栏目下看到这份信息。',
  columnUnfit: '所选栏目不适用于本机构，请另选栏目。',
  catalogueItemUnknown: '所选的标准目录事项已不存在，请重新选择。',
  formedMissing: '请填写成文日期（或信息形成日期），公开时限从这一天起算（条例第二十六条）。',
  formedFuture: '成文日期晚于今天，请核对。',
  docNumberMissing: '行政规范性文件须填写发文字号。',
  docNumberShape: '发文字号的写法不常见，规范写法如“云溪政发〔2026〕3号”。',
  docNumberTaken: (title: string) => `已公开的《${title}》用了同一个发文字号，请核对。`,
  docNumberYear: (year: number, formed: string) =>
    `发文字号的年份（${year}）与成文日期的年份（${formed}）不一致，请核对。`,
  effectiveMissing: '行政规范性文件须填写施行日期，公众据此判断是否有效。',
  subjectMissing: '建议选择主题分类，便于公众按主题查找。',
  summaryMissing: '没有填写内容概述，发布时将自动摘取正文开头。',
  expiresBeforeEffective: '失效日期应晚于施行日期。',
  effectiveBeforeFormed: '施行日期早于成文日期，请核对。',
  validityUnusual: '这类信息一般没有施行、失效日期，请核对信息种类。',
  overdue: (due: string) => `按条例第二十六条，这份信息应在 ${due} 前公开，现已逾期。`,
  groundMissing: '不予公开须注明依据（条例第十四条至第十六条）。',
  attributeReasonMissing: '不主动公开的，须说明理由。',
  attributeLive: '这份信息已经公开，如不宜公开请办理“撤回公开”，不能在更正中改为不公开。',
  duplicateSame: (title: string) => `与已公开的《${title}》内容相同，请确认是否重复发布。`,
  inFile: (name: string, message: string, place: string, count: number) =>
    `附件“${name}”${place ? `（${place}）` : ''}：${message}${count > 1 ? `（共 ${count} 处）` : ''}`,
  inFileName: (message: string) => `文件名里有：${message}`,
  fileLost: '文件在服务器上找不到了，请重新上传。',
  duplicateNear: (title: string) => `与已公开的《${title}》内容相近，请确认是否重复发布。`,
} as const

export const pictureWords = {
  altMissing: (n: number) =>
    `正文第 ${n} 张图片没有文字说明。请点选图片，写明图上有什么，供看不见图片的人阅读（无障碍环境建设法第三十二条）。`,
  altUnfit: (n: number, message: string) => `正文第 ${n} 张图片的文字说明：${message}`,
  lost: (n: number) => `正文第 ${n} 张图片不在本系统中，公众看不到。请删除后重新插入。`,
  name: (n: number) => `正文图片 ${n}`,
  tooLarge: '图片过大（超过 10 MB，或边长超过 12000 像素），请缩小后再插入。',
  notAPicture: '正文图片请用 PNG 或 JPEG 格式；文件可能已损坏，或扩展名与内容不符。',
  notCleaned: '图片里的拍摄位置等信息没有清除干净，因此没有采用。请另存为 PNG 后再插入。',
  notTaken: (n: number) => `有 ${n} 张图片不是 PNG 或 JPEG（或已损坏），没有带入正文，请另存后插入，或作为附件上传。`,
} as const

export const toDoLabels = {
  returned: '被退回，等待修改',
  bounced: '定时发布未成，须处理',
  mine_draft: '正在起草',
  section_review: '待科室负责人审核',
  deputy_review: '待分管领导审核',
  secrecy_review: '待保密审查',
  disclosure_review: '待政务公开办审核',
  sign_off: '待签发',
  consultation: '待政务公开办研究答复',
  expiring_soon: '有效期即将届满，请尽快决定',
  expiring: '有效期将要届满',
  overdue: '已超过公开时限',
} as const

/** The clock of 条例 art 26 by its name. */
export const clockLabel = '主动公开期限'

/** Kinds of notices to staff, as they choose among them. */
export const publishingNoticeKinds = { 'record.transferred': '信息发布：机构调整时移交来的信息' } as const

/** What the clerks of the successor are told. */
export const cameOver = (from: string, count: number) =>
  `机构调整，“${from}”未办结的 ${count} 件信息已移交本单位，请接着办理。`

/** Reason of the step by which open work passes to a successor. */
export const transferred = (from: string, to: string) => `机构调整，由“${from}”移交“${to}”继续办理。`

export const agreementWords = {
  titleDiffers: (said: string) => `正文中的标题是“${said}”，与所填标题不一致，请核对。`,
  docNumberDiffers: (said: string) => `正文中的发文字号是“${said}”，与所填发文字号不一致，请核对。`,
  docNumberWritten: (normal: string) => `发文字号的规范写法是“${normal}”。`,
  formedDiffers: (said: string) => `正文落款的日期是 ${said}，与所填成文日期不一致，请核对。`,
  effectiveDiffers: (said: string) => `正文写明自 ${said} 起施行，与所填施行日期不一致，请核对。`,
  expiresDiffers: (said: string) => `按正文，有效期至 ${said}，与所填失效日期不一致，请核对。`,
  noSuchDay: (said: string) => `没有“${said}”这一天，请核对日期。`,
  wrongWeekday: (said: string, right: string) => `${said}是星期${right}，请核对日期或星期。`,
} as const

export const nameWords = {
  placeholder: '还有没有填写的空白或套用模板留下的“××”，请补全。',
  codeOfOther: (code: string, unit: string) => `发文机关代字“${code}”是${unit}使用的，请核对发文字号。`,
  codeUnusual: (code: string, usual: readonly string[]) =>
    `本机构以往使用的代字是“${usual.slice(0, 3).join('”“')}”，没有用过“${code}”，请核对。`,
  issuerOther: (unit: string) => `发布机构填的是${unit}，不是本机构。由谁制作、由谁公开，请核对。`,
  signatureOther: (unit: string) => `正文落款（或版头）是${unit}，不是本机构，请核对是否套用了其他单位的文稿。`,
  issuerDiffers: (signed: string) => `正文落款（或版头）是“${signed}”，与所填发布机构不一致，请核对。`,
} as const

const named = (title: string | undefined) => (title ? `《${title}》` : '所选的信息')

export const replacingWords: Record<ReplacingFault, (title: string | undefined) => string> = {
  itself: () => '一份信息不能替代或废止它自己。',
  twice: (title) => `${named(title)}列了两次，请删去一处。`,
  not_public: (title) => `${named(title)}没有公开或者已经撤回，不能由本件替代或废止。`,
  not_yours: (title) => `${named(title)}是其他机构制定的，只有制定机关或者本级政府可以废止。`,
  no_validity: (title) => `${named(title)}这类信息没有有效性，不能废止，请改为“替代”。`,
  ended: (title) => `${named(title)}已经宣布废止或者被替代，请删去。`,
}

export const basisWords = {
  missing: '请写明决定文件的文号或名称，或者选择已公开的决定。',
  notPublic: '所选的决定文件没有公开，请先公开或者改填文号。',
  itself: '一件信息不能作为废止它自己的依据。',
} as const

export const archiveWords = {
  nothing: '该机构在这一年度没有公开过信息。',
  notWhole: '有附件的内容已经找不到，不能归档，请联系系统管理员。',
  fileName: (unit: string, year: number) => `${unit}-${year}年-归档.zip`,
  states: { waiting: '排队等候制作', making: '正在制作', ready: '已做好', failed: '没有做成' },
  failed: '制作时出了故障，请稍后重新制作；再不成请告诉系统管理员。',
  lost: (path: string) => `附件“${path}”的内容不在了，不能归档，请联系系统管理员从备份恢复。`,
  gone: '压缩包已不在存储中，请重新制作。',
  unreadable: '压缩包打不开，或者没有校验清单。',
  otherWhole: '整个压缩包与做好时登记的校验值不一致。',
  otherBytes: (path: string) => `“${path}”与清单不一致。`,
  missing: (path: string) => `清单中的“${path}”不在压缩包里。`,
  notListed: (path: string) => `压缩包里多出清单没有的“${path}”。`,
  twice: (path: string) => `“${path}”在压缩包里出现了两次。`,
} as const

export const linkWords = {
  personal: (message: string) => `链接的地址里（页面上看不到）：${message}请改掉链接。`,
  missing: (href: string) => `链接“${href}”指向的信息不存在。`,
  withdrawn: (href: string) => `链接“${href}”指向的信息已经撤回或尚未公开，公众打不开。`,
  inside: (href: string) => `链接“${href}”是内部网络或工作端的地址，公众打不开，也不宜对外显示。`,
  dead: (href: string, status: number | null) =>
    `链接“${href}”上次检查时打不开${status ? `（HTTP ${status}）` : ''}，请核对。`,
} as const
