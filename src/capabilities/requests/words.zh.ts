import type {
  Channel,
  ConsultationKind,
  DeliveryWay,
  DocumentKind,
  Opinion,
  Party,
  RemedyKind,
  RemedyOutcome,
  Status,
  SupplyForm,
} from './request.ts'
import type { ReceiptDay } from './rules/receipt-day.ts'
import type { Need, RemedyRoute, ReplyKindKey, TableRow } from './rules/reply-kinds.ts'
import type { Action } from './transitions.ts'

export const statusLabels = {
  submitted: '待确认',
  handling: '办理中',
  correcting: '待补正',
  charged: '待缴费',
  review: '待审核',
  secrecy_review: '待保密审查',
  sign_off: '待签发',
  signed: '待送达',
  closed: '已办结',
  archived: '已归档',
  void: '已作废',
} as const satisfies Record<Status, string>

/** What the applicant reads. Inner gates are one thing to the outside. */
export const publicStatusLabels = {
  submitted: '已提交，等待确认收到',
  handling: '办理中',
  correcting: '需要您补正',
  charged: '需要您缴费',
  review: '答复审核中',
  secrecy_review: '答复审核中',
  sign_off: '答复审核中',
  signed: '答复已作出，正在送达',
  closed: '已答复',
  archived: '已答复',
  void: '未作为申请登记',
} as const satisfies Record<Status, string>

export const actionLabels = {
  contact: '联系申请人',
  confirm: '确认收到',
  redirect: '转其他机关登记',
  void: '作废',
  assign: '分办',
  ask_correction: '告知补正',
  take_correction: '收到补正',
  consult: '征求意见',
  record_service: '登记送达',
  record_opinion: '登记意见',
  ask_help: '请求协办',
  record_help: '登记协办答复',
  extend: '延期答复',
  ask_reasons: '要求说明理由',
  take_reasons: '收到说明',
  delay: '确定延迟答复期限',
  charge: '收取信息处理费',
  record_fee_service: '登记收费通知送达',
  take_payment: '登记缴费',
  log_search: '登记检索',
  propose: '拟制答复',
  approve: '通过',
  return: '退回',
  deliver: '送达办结',
  withdraw: '申请人撤回',
  reopen: '重新答复',
  archive: '归档',
  convert: '转为主动公开',
  look_again: '重新评估',
  note: '备注',
} as const satisfies Record<Action, string>

/** What stands in the history. */
export const stepLabels: Record<Action | 'register' | 'succeed', string> = {
  ...actionLabels,
  register: '登记申请',
  succeed: '机关撤并，由承接机关继续办理',
}

export const passOnWords = {
  cameOver: (unit: string, count: number) => `${unit}已经撤并，尚未办结的依申请公开${count}件转由本机关办理，请分办。`,
} as const

export const channelLabels = {
  portal: '网上提交',
  counter: '当面提交',
  signed_post: '挂号信或快递（签收）',
  ordinary_post: '平常信函',
  fax: '传真',
  phone_assisted: '电话协助填写',
  oral: '口头申请（工作人员代填）',
} as const satisfies Record<Channel, string>

export const partyLabels = {
  natural_person: '自然人',
  enterprise: '商业企业',
  research: '科研机构',
  public_benefit: '社会公益组织',
  legal_service: '法律服务机构',
  other_organisation: '其他法人或组织',
} as const satisfies Record<Party, string>

export const supplyFormLabels = {
  electronic: '电子文档',
  paper: '纸质',
  inspection: '查阅、抄录',
} as const satisfies Record<SupplyForm, string>

export const deliveryWayLabels = {
  online: '网上获取',
  post: '邮寄',
  in_person: '当面领取',
} as const satisfies Record<DeliveryWay, string>

export const consultationLabels = {
  third_party: '征求第三方意见',
  joint_maker: '征求共同制作机关意见',
} as const satisfies Record<ConsultationKind, string>

export const opinionLabels = {
  consents: '同意公开',
  refuses: '不同意公开',
  partly: '同意部分公开',
} as const satisfies Record<Opinion, string>

export const documentKindLabels = {
  attachment: '申请材料',
  identity: '身份证明',
  scan: '来件扫描件',
  correction: '补正材料',
  opinion: '意见材料',
  source: '拟提供的原件',
  release: '提供给申请人的文件',
  service_receipt: '送达凭证',
  other: '其他',
} as const satisfies Record<DocumentKind, string>

export const remedyKindLabels = {
  review: '行政复议',
  lawsuit: '未经复议直接起诉',
  lawsuit_after_review: '复议后起诉',
} as const satisfies Record<RemedyKind, string>

export const remedyOutcomeLabels = {
  open: '尚未审结',
  upheld: '结果维持',
  corrected: '结果纠正',
  other: '其他结果',
} as const satisfies Record<RemedyOutcome, string>

export const replyKindLabels = {
  already_public: '已主动公开，告知获取方式',
  granted: '予以公开',
  partial: '部分公开（区分处理）',
  refused: '不予公开',
  special_access: '属于行政查询事项，依照有关规定办理',
  not_existing: '信息不存在',
  other_agency: '不属于本机关负责公开',
  needs_making: '需要另行制作，不予提供',
  still_unclear: '补正后仍不明确，无法提供',
  petition: '信访、举报、投诉类，不作为申请处理',
  repeated: '重复申请，不予重复处理',
  publication: '公开出版物，告知获取途径',
  excessive: '无正当理由大量反复申请，不予处理',
  confirmation: '要求确认或者重新出具，不予处理',
  correction_lapsed: '逾期不补正，不再处理',
  fee_lapsed: '逾期未缴费，不再处理',
  terminated: '其他处理（终止）',
  record_corrected: '予以更正',
  record_kept: '不予更正',
  record_passed_on: '转送有权更正的机关',
} as const satisfies Record<ReplyKindKey, string>

/** Rows of table 2 as the national format prints them. */
export const tableRowLabels = {
  r1: '（一）予以公开',
  r2: '（二）部分公开（区分处理的，只计这一情形，不计其他情形）',
  'r3.1': '（三）不予公开 1.属于国家秘密',
  'r3.2': '（三）不予公开 2.其他法律行政法规禁止公开',
  'r3.3': '（三）不予公开 3.危及“三安全一稳定”',
  'r3.4': '（三）不予公开 4.保护第三方合法权益',
  'r3.5': '（三）不予公开 5.属于三类内部事务信息',
  'r3.6': '（三）不予公开 6.属于四类过程性信息',
  'r3.7': '（三）不予公开 7.属于行政执法案卷',
  'r3.8': '（三）不予公开 8.属于行政查询事项',
  'r4.1': '（四）无法提供 1.本机关不掌握相关政府信息',
  'r4.2': '（四）无法提供 2.没有现成信息需要另行制作',
  'r4.3': '（四）无法提供 3.补正后申请内容仍不明确',
  'r5.1': '（五）不予处理 1.信访举报投诉类申请',
  'r5.2': '（五）不予处理 2.重复申请',
  'r5.3': '（五）不予处理 3.要求提供公开出版物',
  'r5.4': '（五）不予处理 4.无正当理由大量反复申请',
  'r5.5': '（五）不予处理 5.要求行政机关确认或重新出具已获取信息',
  'r6.1': '（六）其他处理 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请',
  'r6.2': '（六）其他处理 2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
  'r6.3': '（六）其他处理 3.其他',
} as const satisfies Record<TableRow, string>

export const remedyRouteLabels = {
  review_first: '先申请行政复议，对复议决定不服的再起诉',
  either: '可以申请行政复议，也可以直接起诉',
  none: '不另行告知救济途径',
} as const satisfies Record<RemedyRoute, string>

export const receiptLabels = {
  handed_in: '当面提交的，以提交之日为收到申请之日',
  signed_for: '邮寄需要签收的，以签收之日为收到申请之日',
  confirmed: '以与申请人确认之日为收到申请之日',
  withdrawn: '申请人在确认前撤回，以撤回之日计',
} as const satisfies Record<ReceiptDay['why'], string>

/** While nobody has confirmed it with the applicant. */
export const receiptWaits = '收到后须与申请人确认，以确认之日为收到申请之日；确认之前期限不起算'

export const redactionWords = { noMarks: '还没有标记要遮盖的地方。' } as const

/** How cases belong together. */
export const linkLabels = { split: '同一来件分立', same: '相同事项', related: '相关申请' } as const

export const linkWords = { gone: '没有这件申请，或者不在您的办理范围内。', self: '不能与自己关联。' } as const

export const toDoLabels = {
  to_confirm: '待与申请人确认',
  to_assign: '待分办',
  lapsed: '已经届满，等您决定',
  review: '待审核的答复',
  secrecy_review: '待保密审查的答复',
  sign_off: '待签发的答复',
  to_deliver: '已签发，待送达',
  owned: '由您承办',
} as const

export const courseWords = {
  received: '收到申请',
  corrected: '收到补正，重新起算',
  paid: '缴费完毕，重新起算',
  reopened: '复议决定或者判决责令重新答复',
  third_party: '征求第三方意见',
  joint_maker: '征求共同制作机关意见',
  correcting: '等待申请人补正',
  paying: '等待申请人缴费',
} as const

export const watchLabels: Record<string, string> = {
  correction: '补正期限届满',
  payment: '缴费期限届满',
  opinion: '征求意见期限届满',
  help: '协办答复期限届满',
  look_again: '到期重新评估',
}

export const why = {
  notYours: '这一步由机关工作人员办理。',
  notContacted: '机关收到后会与您联系，双方确认之后开始计算期限，请稍候。',
  wrongRole: (labels: string) => `这一步由${labels}办理。`,
  wrongStatus: (status: string, action: string) => `这件申请现在“${status}”，不能${action}。`,
  ownProposal: '答复是您拟制的，须由其他人审核。',
  passedOtherGate: '您已经审过这份答复的另一道关，须由其他人办理。',
} as const

/** Shown beside the field that is to be mended. */
export const issueWords = {
  reasonMissing: '请写明理由。',
  letterMissing: '请先核对并确认要发出的文书。',
  future: '日期不能晚于今天。',
  beforeReceipt: (on: string) => `日期不能早于收到申请之日（${on}）。`,
  beforeReached: (on: string) => `日期不能早于申请到达之日（${on}）。`,
  beforeLaw: '《政府信息公开条例》自2008年5月1日起施行，请核对日期。',
  correctionTwice: '补正只能一次性告知，这件申请已经告知过补正（条例第三十条）。',
  correctionLate: (last: string) => `告知补正的期限已于${last}届满（收到申请之日起7个工作日，条例第三十条）。`,
  correctionPeriod: '补正期限须在告知之后。',
  correctionShort: '补正期限过短，请给申请人至少5个工作日。',
  beforeNotice: (on: string) => `日期不能早于通知之日（${on}）。`,
  correctionOverdue: (until: string) => `补正期限已于${until}届满。有正当理由的，请注明后登记；否则按逾期不补正办理。`,
  noConsultation: '没有这一项征求意见。',
  alreadyServed: '送达日期已经登记过。',
  alreadyAnswered: '意见已经登记过。',
  agencyMissing: '请写明共同制作机关的名称。',
  helpPeriod: '请协办单位答复的日期须在发出之后。',
  noHelp: '没有这一项协办。',
  alreadyHelped: '这一项协办的答复已经登记过。',
  extendedTwice: '只能延长一次，这件申请已经延长过（条例第三十三条）。',
  extensionLate: (due: string) => `答复期限已于${due}届满，不能再延长。`,
  extensionTooLong: (days: number) => `延长最多${days}个工作日（条例第三十三条）。`,
  clockStands: '期限没有在计算，不需要延长。',
  reasonsTwice: '已经要求过说明理由。',
  noReasonsAsked: '没有要求过说明理由。',
  delayWithoutReasons: '申请人说明理由之后，才能确定延迟答复的期限（条例第三十五条）。',
  delayNotLater: '延迟答复的期限须晚于现在的答复期限。',
  dayOff: '这一天不是工作日，请选择工作日。',
  chargedTwice: '已经发过收费通知，同一申请不能重复收费。',
  chargeNothing: '按收费标准计算为零，不需要收费。',
  chargeLate: '答复期限已经届满，不能再发收费通知（收费办法第六条）。',
  feeServedTwice: '收费通知的送达日期已经登记过。',
  paidLate: (due: string) => `缴费期限已于${due}届满，视为放弃申请（收费办法第六条）。`,
  notFromHere: '现在的状态不能作这种答复。',
  notForThis: '这种答复不适用于这类申请。',
  noMaterial: '请先添加提供给申请人的文件。',
  materialUnknown: '所选的文件不在案卷里，或者不是提供给申请人的文件。',
  noWay: '请写明获取的方式、途径。',
  oneGround: '请选择一项不予公开的依据。',
  someGround: '请选择不公开部分的依据。',
  groundsNotAllowed: '这种答复不需要选择不予公开的依据。',
  noReasons: '请写明理由。',
  noSearch: '请先登记检索情况，信息不存在须以实际检索为据（条例第三十六条第四项）。',
  searchFound: '检索登记中有“检索到”的记录，与“信息不存在”不符。',
  noEarlierCase: '请选择以前已经答复的那件申请。',
  earlierCaseOpen: '所选的申请尚未答复，不能以重复申请办理。',
  noSpecialLaw: '请写明作出特别规定的法律、行政法规。',
  noCorrection: '没有告知过补正，不能以补正后仍不明确答复（条例第三十条）。',
  noReasonsGiven: '须先要求申请人说明理由（条例第三十五条）。',
  consultationOpen: (labels: string) => `征求意见尚未结束：${labels}。`,
  thirdPartyRefuses:
    '第三方有正当理由不同意公开；认为不公开会对公共利益造成重大影响的，请注明并写明理由（条例第三十二条）。',
  notConsulted: '以保护第三方为由不予公开的，须先书面征求第三方意见（条例第三十二条）。',
  correctionNotOver: (until: string) => `补正期限到${until}才届满。`,
  feeNotOver: (due: string) => `缴费期限到${due}才届满。`,
  feeNotServed: '收费通知的送达日期尚未登记，缴费期限无法计算。',
  deliveredBeforeSigned: (on: string) => `送达日期不能早于签发之日（${on}）。`,
  onlineWithoutConsent: '申请人没有同意网上送达，请选择其他方式。',
  otherUnit: '请选择另一个机关。',
  unitGone: '这个机关已经撤销。',
  ownerNotHere: '承办人须是本机关的信息员或者科室负责人。',
  recordUnknown: '本机关没有这条信息。',
  remedyUnknown: '没有登记这件复议或者诉讼，或者尚未审结。',
  materialsUnfit: '文件还有保密或者个人信息方面的问题没有处理。',
} as const

export const needLabels: Record<Need, string> = {
  material: '提供的文件',
  way: '获取的方式、途径',
  one_ground: '一项依据',
  some_ground: '依据',
  search: '检索登记',
  earlier_case: '以前答复的申请',
  special_law: '特别规定的法律',
  reasons: '理由',
  correction: '补正',
  asked_reasons: '要求说明理由',
}

/** 云溪县水务局依申请〔2026〕12号 */
export const caseNumber = (unit: string, year: number, serial: number) => `${unit}依申请〔${year}〕${serial}号`
/** 云溪县水务局公复〔2026〕12号 */
export const letterNumber = (unit: string, year: number, serial: number) => `${unit}公复〔${year}〕${serial}号`

export const fileWords = {
  none: '没有收到文件，请重新选择。',
  tooLarge: '文件超过 50 MB，请压缩或拆分后再上传。',
} as const

export const clockLabel = '依申请公开答复期限'

export const remedyWords = {
  governmentAbove: '上一级人民政府',
  departmentAbove: '上一级主管部门',
  justiceAbove: '上一级司法行政部门',
  either: (one: string, other: string) => `${one}或者${other}`,
  court: '有管辖权的人民法院',
  eitherWay: (body: string, court: string) =>
    `如不服本答复，可以自收到本答复之日起60日内向${body}申请行政复议，也可以自收到本答复之日起6个月内直接向${court}提起行政诉讼。`,
  reviewFirst: (body: string, court: string) =>
    `如不服本决定，应当依照《中华人民共和国行政复议法》第二十三条的规定，自收到本决定之日起60日内先向${body}申请行政复议；对行政复议决定不服的，可以自收到行政复议决定书之日起15日内向${court}提起行政诉讼。`,
  partial: (body: string, court: string) =>
    `对不予公开的部分不服的，应当依照《中华人民共和国行政复议法》第二十三条的规定，自收到本决定之日起60日内先向${body}申请行政复议；对行政复议决定不服的，可以自收到行政复议决定书之日起15日内向${court}提起行政诉讼。对已经公开的部分不服的，可以在同样期限内申请行政复议，也可以自收到本决定之日起6个月内直接向${court}提起行政诉讼。`,
  online: (address: string) =>
    address
      ? `您可以通过${address}在网上提交行政复议申请。`
      : '您可以通过行政复议机关的网上申请渠道在网上提交行政复议申请。',
} as const

export const templateWords = {
  noTitle: '请填写文书标题。',
  unknown: (name: string) => `没有名为“${name}”的占位符，请从列表中选择。`,
  broken: '有不完整的占位符，请检查花括号是否成对。',
  noRemedy: '答复文书须包含“救济途径”。',
  noAgency: '文书须包含“机关”。',
  ownApproval: '模板须由起草人以外的人批准。',
  unknownKey: '没有这种文书。',
  decided: '这个版本已经批准。',
} as const

export const feeBasisLabels = { by_item: '按件', by_page: '按量' } as const

/** Sentences that stand in the place of a placeholder. */
export const letterWords = {
  supply: {
    electronic: '以电子文档形式提供',
    paper: '以纸质形式提供',
    inspection: '请到本机关查阅、抄录',
  },
  way: { online: '请在政府信息公开平台凭查询码获取', post: '随本告知书邮寄', in_person: '请到本机关领取' },
  supplied: (form: string, way: string) => `${form}，${way}。`,
  list: (names: readonly string[]) => `所附文件：${names.map((name, i) => `${i + 1}.${name}`).join('；')}。`,
  ground: (cite: string, label: string) => `${cite}规定的情形（${label}）`,
  searched: (entries: readonly string[]) => `检索情况：${entries.join('；')}。`,
  searchEntry: (on: string, place: string, words: string) => `${on}在${place}以“${words}”检索，没有检索到`,
  competent: (name: string) => `经了解，该信息由${name}负责公开，请向其提出申请。`,
  byItem: (n: number, yuan: number) => `该申请是您本自然月向本机关提出的第${n}件，按件计收${yuan}元。`,
  byPage: (n: number, yuan: number) => `共${n}页，按超额累进计收${yuan}元。`,
  cut: '……（全文见申请表）',
} as const

export const settingWords = { notAnAddress: '请填写以 http:// 或者 https:// 开头的完整网址，或者留空。' } as const

export const releaseWords = {
  inLetter: (title: string, message: string) => `文书《${title}》：${message}`,
  lost: '文件已过保存期限，不能提供。',
  mustFix: '要发出的文书或者文件中有不能发出的内容，请先改正。',
  mustAcknowledge: '请逐条看过检查提示，确认后再通过。',
  reasonForUnread: '有文件无法检查，请打开看过，并写明可以提供的理由后再通过。',
} as const

export const letterFileWords = {
  unfinished: '先填好这一步的内容，才能生成文书。',
  busy: '现在下载的人较多，请过一会儿再试。',
  draft: '（未签发）',
  unknownKey: '没有这种文书。',
} as const
