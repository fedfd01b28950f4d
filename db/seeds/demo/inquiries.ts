import type { Action, Channel, EventData, InquiryKind } from '../../../src/capabilities/inquiries/index.ts'
import type { Topic } from '../../../src/foundations/classification/index.ts'

/**
 * 政务信息查询 of the demo county: every kind, door and state. Days are counted in working days before the day on which the
 * county is made, so that its clocks run when somebody looks. Every name is invented, every number of a place that does not exist.
 */
export type DemoInquiry = {
  /** What other cases name it by. */
  key: string
  kind: InquiryKind
  channel: Channel
  /** The unit asked; absent when nobody knows whose it is. */
  unit?: string
  /** Title of the mailbox of a letter. */
  mailbox?: string
  topic: Topic
  /** 上级交办. */
  source?: string
  sourceNumber?: string
  /** The case complained of. */
  about?: string
  aboutUnit?: string
  /** Working days ago, and the hour in Beijing, HH:MM. */
  ago: number
  hour: string
  /** Who entered it; absent when the citizen sent it. */
  by?: string
  /** Absent: nobody named. */
  name?: string
  /** Last figures of the made-up telephone; the same figures are the same caller. */
  serial?: number
  subject?: string
  text: string
  place?: string
  consent?: boolean
  /** 查询码, where one is shown for trying. */
  code?: string
  steps?: DemoInquiryStep[]
}

/** What steps are written with: places, people, days and public items by what they are called. */
export type DemoNames = {
  /** n working days ago, negative for days to come. */
  day: (ago: number) => string
  unit: (code: string) => number
  person: (username: string) => number
  /** A public item by its title. */
  record: (title: string) => number
}

export type DemoInquiryStep = {
  [A in Action]: {
    ago: number
    /** 'writer' for the citizen. */
    who: string
    action: A
    data: (names: DemoNames) => EventData[A]
    note?: string
  }
}[Action]

export type DemoMailbox = {
  title: string
  holder: string
  post: string
  duties: string
  unit: string
}

export const mailboxes: DemoMailbox[] = [
  { title: '县委书记信箱', holder: '阮清和', post: '县委书记', duties: '主持县委全面工作。', unit: 'xzf' },
  {
    title: '县长信箱',
    holder: '贺兰庭',
    post: '县长',
    duties: '主持县政府全面工作，负责审计工作。',
    unit: 'xzf',
  },
  {
    title: '分管副县长信箱（教育、文旅、卫生、医保）',
    holder: '尹采薇',
    post: '副县长',
    duties: '分管教育、文化旅游、卫生健康、医疗保障等工作。',
    unit: 'xzf',
  },
  {
    title: '住建局局长信箱',
    holder: '费千寻',
    post: '县住房和城乡建设局局长',
    duties: '主持县住房和城乡建设局全面工作。',
    unit: 'zjj',
  },
]

/** `leader` alone may lengthen a period (经单位负责人同意). */
type Team = { clerk: string; head: string; leader: string }
const finance: Team = { clerk: 'wenyining', head: 'lutinglan', leader: 'gusongnian' }
const education: Team = { clerk: 'luochenxi', head: 'peixingjian', leader: 'puyian' }
const transport: Team = { clerk: 'jiyunfan', head: 'cenmuye', leader: 'wuxingzhi' }
const housing: Team = { clerk: 'liutingyu', head: 'menghuaiyu', leader: 'feiqianxun' }
const county: Team = { clerk: 'jiangwanzhou', head: 'hemuchuan', leader: 'fanglingxiao' }
const songquan: Team = { clerk: 'wenxiaoman', head: 'shiyizhou', leader: 'songyunqi' }
const sorter = 'qinzhaoye'
const inspector = 'songzhiyuan'
const chief = 'quchangge'

const nothing = () => ({})
const noSources = { records: [], knowledge: [] }

const proposed = (team: Team, ago: number, answer: string, title?: string): DemoInquiryStep => ({
  ago,
  who: team.clerk,
  action: 'propose',
  data: ({ record }) => ({
    outcome: 'answered',
    sources: title ? { records: [record(title)], knowledge: [] } : noSources,
  }),
  note: answer,
})
/** Proposed by the clerk and approved by the head. */
const answered = (team: Team, ago: number, answer: string, title?: string): DemoInquiryStep[] => [
  proposed(team, ago, answer, title),
  { ago, who: team.head, action: 'approve', data: nothing },
]
const extended = (team: Team, ago: number, note: string): DemoInquiryStep => ({
  ago,
  who: team.leader,
  action: 'extend',
  data: nothing,
  note,
})
const rated = (ago: number, satisfaction: EventData['rate']['satisfaction'], words = ''): DemoInquiryStep => ({
  ago,
  who: 'writer',
  action: 'rate',
  data: () => ({ satisfaction, how: 'online' }),
  note: words,
})
const sent = (ago: number, code: string): DemoInquiryStep => ({
  ago,
  who: sorter,
  action: 'dispatch',
  data: ({ unit }) => ({ unitId: unit(code) }),
})
const step = (
  team: Team,
  ago: number,
  what: EventData['record_step']['step'],
  note: string,
  on = ago,
): DemoInquiryStep => ({
  ago,
  who: team.clerk,
  action: 'record_step',
  data: ({ day }) => ({ step: what, on: day(on) }),
  note,
})

export const inquiries: DemoInquiry[] = [
  {
    key: 'lift-stuck',
    kind: 'question',
    channel: 'portal',
    unit: 'zjj',
    topic: 'urban-construction',
    ago: 41,
    hour: '20:14',
    name: '祝南星',
    serial: 2101,
    subject: '碧水湾小区电梯多次困人，物业维修不及时怎么办',
    text: '碧水湾小区3栋电梯今年以来四次困人，每次报修后物业都说在等配件。请问住建部门怎样监督物业企业？业主可以申请动用维修资金吗？',
    steps: [
      ...answered(housing, 37, '您反映的问题属物业服务合同约定事项，请与物业服务企业协商解决。'),
      rated(36, 'dissatisfied', '等于没有答复，困人的事一个字没提。'),
    ],
  },
  {
    key: 'lift-complaint',
    kind: 'complaint',
    channel: 'portal',
    topic: 'urban-construction',
    about: 'lift-stuck',
    aboutUnit: 'zjj',
    ago: 35,
    hour: '09:02',
    name: '祝南星',
    serial: 2101,
    subject: '投诉：碧水湾小区电梯多次困人，物业维修不及时怎么办',
    text: '住建局让我们自己和物业协商，没有说明监管职责，也没有回答维修资金怎样申请。请督查部门责成重新答复。',
    steps: [
      { ago: 34, who: inspector, action: 'accept', data: nothing },
      {
        ago: 33,
        who: inspector,
        action: 'ask_statement',
        data: nothing,
        note: '请说明答复时是否核实了电梯困人情况，以及为何没有告知维修资金使用程序。',
      },
      {
        ago: 30,
        who: housing.head,
        action: 'take_statement',
        data: nothing,
        note: '经办人员未到现场核实，答复内容不完整。我局将重新调查并答复。',
      },
      {
        ago: 26,
        who: inspector,
        action: 'decide',
        data: () => ({ outcome: 'upheld', anew: true }),
        note: '投诉成立。县住建局未核实困人情况，未答复维修资金的使用程序，责成重新办理，并在答复中说明监管职责和办理途径。',
      },
      { ago: 25, who: chief, action: 'approve', data: nothing },
    ],
  },
  {
    key: 'fallen-tree',
    kind: 'question',
    channel: 'hotline',
    unit: 'jtj',
    topic: 'transport',
    ago: 33,
    hour: '10:26',
    by: 'ruanqinghe',
    name: '晏知夏',
    serial: 2102,
    subject: '云松线松泉段两处弯道没有护栏',
    text: '云松线K12附近两处急弯靠山崖一侧没有护栏，冬天路面结冰很危险，请问什么时候能装？',
    steps: [
      ...answered(transport, 29, '该路段已列入养护计划，具体时间另行安排。'),
      rated(28, 'dissatisfied', '没有说哪一年。'),
    ],
  },
  {
    key: 'guardrail-complaint',
    kind: 'complaint',
    channel: 'hotline',
    topic: 'transport',
    about: 'fallen-tree',
    aboutUnit: 'jtj',
    ago: 6,
    hour: '15:40',
    by: 'ruanqinghe',
    name: '晏知夏',
    serial: 2102,
    subject: '投诉：云松线松泉段两处弯道没有护栏',
    text: '答复只说列入计划，一个多月过去没有任何动静，也没有人联系，请督查部门查一查。',
    steps: [
      { ago: 5, who: inspector, action: 'accept', data: nothing },
      { ago: 5, who: inspector, action: 'assign', data: ({ person }) => ({ ownerId: person(inspector) }) },
      {
        ago: 3,
        who: inspector,
        action: 'ask_statement',
        data: nothing,
        note: '请说明护栏工程的计划年度、资金来源和当前进度。',
      },
    ],
  },
  {
    key: 'bus-shelter',
    kind: 'question',
    channel: 'portal',
    unit: 'jtj',
    topic: 'transport',
    ago: 30,
    hour: '20:14',
    name: '云想容',
    serial: 2131,
    subject: '书院路公交站台没有雨棚',
    text: '书院路公交站台拆除旧雨棚以后一直没有再装，下雨天老人和学生都站在雨里，请问什么时候装？',
    steps: [
      ...answered(transport, 27, '站台设施由公交公司负责，请向公交公司咨询。'),
      rated(26, 'dissatisfied', '公交公司说归交通局管。'),
    ],
  },
  {
    // Supervision itself let it lie: it goes before the head of the government's office.
    key: 'shelter-complaint',
    kind: 'complaint',
    channel: 'portal',
    topic: 'transport',
    about: 'bus-shelter',
    aboutUnit: 'jtj',
    ago: 20,
    hour: '21:02',
    name: '云想容',
    serial: 2131,
    subject: '投诉：书院路公交站台没有雨棚',
    text: '交通局让我找公交公司，公交公司说站台是交通局的资产。请督查部门明确到底由谁负责。',
    steps: [
      { ago: 19, who: inspector, action: 'accept', data: nothing },
      { ago: 19, who: inspector, action: 'assign', data: ({ person }) => ({ ownerId: person(inspector) }) },
    ],
  },
  {
    key: 'card-subsidy',
    kind: 'question',
    channel: 'portal',
    unit: 'czj',
    topic: 'agriculture',
    ago: 24,
    hour: '08:47',
    name: '司徒青',
    serial: 2103,
    subject: '惠农补贴“一卡通”卡号变更后补贴打到哪里',
    text: '我父亲的“一卡通”存折上个月丢失补办，卡号变了。请问今年的耕地地力保护补贴会打到哪个账户？需要到哪里登记新卡号？',
    consent: true,
    code: '20261019-ZX2026AZ',
    steps: [
      ...answered(
        finance,
        22,
        '您好。卡号变更后，请由本人持身份证和新存折到户籍所在乡镇便民服务中心登记，乡镇在每月25日前汇总更新。已发出但退回的补贴会在更新后的下一批次补发，不需要另外申请。',
      ),
      rated(21, 'satisfied', '当天就去登记了，谢谢。'),
    ],
  },
  {
    key: 'new-bus',
    kind: 'question',
    channel: 'portal',
    unit: 'jtj',
    topic: 'transport',
    ago: 20,
    hour: '19:31',
    name: '温庭雪',
    serial: 2104,
    subject: '听溪路什么时候通公交',
    text: '听溪路几个小区已经入住两千多户，最近的公交站要走二十分钟，老人孩子出行很不方便，请问什么时候开通公交线路？',
    consent: true,
    steps: [
      ...answered(
        transport,
        17,
        '您好。10月调整后的8路公交已经延伸到听溪路北口，首班6:30，末班20:30，票价1元。其他线路的调整方案正在征求意见，欢迎您继续提出建议。',
        '云溪县城区和城乡公交线路、首末班时间、票价一览（2026年10月调整）',
      ),
      rated(16, 'satisfied'),
    ],
  },
  {
    key: 'new-bus-again',
    kind: 'question',
    channel: 'kiosk',
    unit: 'jtj',
    topic: 'transport',
    ago: 12,
    hour: '10:05',
    name: '狄云栖',
    serial: 2105,
    subject: '听溪路什么时候通公交？',
    // So near the one before that no installation's bands miss it.
    text: '听溪路几个小区已经入住两千多户，最近的公交站要走二十分钟，老人孩子出行很不方便，请问什么时候能开通公交线路？',
    steps: [
      {
        ago: 11,
        who: 'ruanqinghe',
        action: 'answer_at_once',
        data: ({ record }) => ({
          sources: {
            records: [record('云溪县城区和城乡公交线路、首末班时间、票价一览（2026年10月调整）')],
            knowledge: [],
          },
        }),
        note: '8路公交已经延伸到听溪路北口，首班6:30，末班20:30，线路表见网站公开信息。',
      },
      rated(11, 'satisfied'),
    ],
  },
  {
    key: 'medical-elsewhere',
    kind: 'information',
    channel: 'hotline',
    unit: 'xzf',
    topic: 'health',
    ago: 9,
    hour: '09:12',
    by: 'jiyunshu',
    name: '蔺晚晴',
    serial: 2106,
    subject: '到省城住院怎样办理异地就医备案',
    text: '家人下周到省城住院，询问异地就医备案在哪里办、要带什么材料。',
    steps: [
      {
        ago: 9,
        who: 'jiyunshu',
        action: 'answer_at_once',
        data: ({ record }) => ({
          sources: {
            records: [record('异地就医直接结算备案指南：长期居住、临时外出、急诊抢救分别怎么办')],
            knowledge: [],
          },
        }),
        note: '已告知可在手机上自助备案，也可到县医保经办窗口办理，指南已公开。',
      },
      { ago: 8, who: 'jiyunshu', action: 'rate', data: () => ({ satisfaction: 'satisfied', how: 'call' }) },
    ],
  },
  {
    key: 'school-bus',
    kind: 'question',
    channel: 'portal',
    unit: 'jtj',
    topic: 'education',
    ago: 5,
    hour: '21:08',
    name: '江疏影',
    serial: 2107,
    subject: '城东新区到第二人民小学没有直达公交，能不能在上下学时段加开',
    text: '城东新区六个小区的孩子划片到第二人民小学，步行要四十分钟。请问：一、能不能在上下学时段加开公交；二、学校的到校和放学时间能不能错峰；三、学校门口的道路什么时候修好？',
    steps: [
      { ago: 4, who: transport.head, action: 'assign', data: ({ person }) => ({ ownerId: person(transport.clerk) }) },
      {
        ago: 4,
        who: transport.clerk,
        action: 'pass_on',
        data: ({ unit }) => ({ unitId: unit('czj') }),
        note: '加开公交的补贴资金请贵局一并答复。',
      },
      {
        ago: 3,
        who: finance.head,
        action: 'refuse_part',
        data: nothing,
        note: '公交补贴由行业主管部门在年度预算内安排，来信没有问到资金，不属于需要我局答复的内容。',
      },
      {
        ago: 3,
        who: transport.clerk,
        action: 'pass_on',
        data: ({ unit }) => ({ unitId: unit('jyj') }),
        note: '学校到校和放学时间、错峰安排请贵局答复；加开公交和道路部分由我局答复。',
      },
    ],
  },
  {
    key: 'lift-subsidy',
    kind: 'information',
    channel: 'portal',
    unit: 'czj',
    topic: 'urban-construction',
    ago: 3,
    hour: '14:22',
    name: '庄砚舟',
    serial: 2108,
    subject: '老旧小区加装电梯有没有财政补贴，标准是多少',
    text: '我们是2000年以前建成的单位房改房，七层没有电梯。请问加装电梯县里有没有补贴？补多少？需要多少户同意？',
    steps: [
      {
        ago: 2,
        who: finance.clerk,
        action: 'pass_up',
        data: nothing,
        note: '加装电梯的条件、程序和补贴标准由县住建局负责，我局只负责资金拨付，建议转县住建局答复。',
      },
    ],
  },
  {
    key: 'traffic-light',
    kind: 'question',
    channel: 'portal',
    topic: 'other',
    ago: 2,
    hour: '18:55',
    name: '符清如',
    serial: 2109,
    subject: '示范大道与规划路口的红绿灯坏了，不知道该找谁',
    text: '示范大道与规划路口的红绿灯坏了三天，早晚高峰很乱，不知道该公安管还是住建管。',
  },
  {
    key: 'letter-county-head',
    kind: 'letter',
    channel: 'mailbox',
    mailbox: '县长信箱',
    topic: 'economy',
    ago: 1,
    hour: '08:20',
    name: '鲁扬帆',
    serial: 2110,
    subject: '工业园区企业反映职工子女入学和夜间公交问题',
    text: '我们企业今年新增职工一百六十多人，多数是外地来的。职工普遍反映子女入学手续不清楚，夜班下班没有公交，希望县里协调。',
    consent: true,
  },
  {
    key: 'letter-secretary',
    kind: 'letter',
    channel: 'mailbox',
    mailbox: '县委书记信箱',
    topic: 'urban-construction',
    ago: 6,
    hour: '22:36',
    name: '邢书白',
    serial: 2111,
    subject: '老城区雨污分流施工拖延，临街商户生意受影响',
    text: '老城区书院路雨污分流工程说好三个月完工，现在五个月了还围着，临街三十多家商户生意受影响，请协调加快进度。',
    consent: true,
    steps: [
      sent(5, 'zjj'),
      {
        ago: 5,
        who: sorter,
        action: 'note',
        data: nothing,
        note: '书记批示：请住建局到现场听取商户意见，明确完工时间并公示。',
      },
      step(housing, 4, 'on_site', '会同施工单位到现场，听取12家商户意见，商定夜间施工和临时通道方案。'),
      proposed(
        housing,
        1,
        '工程因地下管线与图纸不符多次停工。经现场协调，临时通道已于本周开通，围挡将分段拆除，全线预计下月20日前恢复通行。工期公示牌已更新。',
      ),
    ],
  },
  {
    key: 'letter-housing',
    kind: 'letter',
    channel: 'mailbox',
    mailbox: '住建局局长信箱',
    topic: 'urban-construction',
    ago: 18,
    hour: '12:41',
    name: '白鹿鸣',
    serial: 2112,
    subject: '公租房退出后保证金多久退还',
    text: '我九月底退出公租房，交了钥匙，保证金至今没有退还，请问要多久？找哪个科室？',
    consent: true,
    steps: [
      sent(17, 'zjj'),
      step(housing, 15, 'call', '电话联系来信人，核实退房登记和账户信息。'),
      ...answered(
        housing,
        14,
        '您好。公租房退出验收合格后，保证金在15个工作日内退到租户本人账户。经查，您提供的账户开户行名称不完整，款项被退回。我局已与您电话核实，保证金已于今日重新汇出。咨询电话0999-5550199。',
      ),
      rated(13, 'satisfied', '已经收到了。'),
    ],
  },
  {
    key: 'letter-education',
    kind: 'letter',
    channel: 'mailbox',
    mailbox: '分管副县长信箱（教育、文旅、卫生、医保）',
    topic: 'education',
    ago: 28,
    hour: '16:18',
    name: '简星野',
    serial: 2113,
    subject: '建议学校食堂每周公布食材来源',
    text: '孩子在校用餐，希望各学校每周公布食材采购来源和检测结果，让家长放心。',
    consent: true,
    steps: [
      sent(27, 'jyj'),
      ...answered(
        education,
        24,
        '感谢您的建议。全县41所学校食堂“明厨亮灶”已接入家长端。从下月起，各学校每周一在家长端公布上周食材供应商和抽检结果。',
        '全县41所学校食堂“明厨亮灶”接入家长端，一周收到建议137条',
      ),
      rated(22, 'fair', '希望真的每周更新。'),
    ],
  },
  {
    key: 'meeting-venue',
    kind: 'question',
    channel: 'portal',
    unit: 'czj',
    topic: 'economy',
    ago: 13,
    hour: '11:03',
    name: '孔令遥',
    serial: 2114,
    subject: '小微企业参加政府采购的价格扣除怎样执行',
    text: '请问小微企业参加县级政府采购，价格扣除比例是多少？联合体投标时怎样计算？我们几次投标计算方法都不一样。',
    steps: [
      {
        ago: 8,
        who: finance.head,
        action: 'explain',
        data: ({ day }) => ({ until: day(-3) }),
        note: '联合体的价格扣除涉及上级正在修订的规定，已向市财政局请示，收到批复后两个工作日内答复。',
      },
      { ago: 7, who: inspector, action: 'take_explanation', data: nothing },
    ],
  },
  {
    key: 'manhole',
    kind: 'question',
    channel: 'portal',
    unit: 'zjj',
    topic: 'urban-construction',
    ago: 11,
    hour: '07:52',
    name: '冉青梧',
    serial: 2115,
    subject: '惠民路两处窨井盖破损',
    text: '惠民路农贸市场门口两处窨井盖破损下沉，晚上没有路灯，已经有人绊倒，请尽快处理。',
  },
  {
    key: 'project-ledger',
    kind: 'information',
    channel: 'portal',
    unit: 'czj',
    topic: 'agriculture',
    ago: 10,
    hour: '10:50',
    name: '穆成舟',
    serial: 2116,
    subject: '高标准农田建设项目资金的构成和管护经费来源',
    text: '请问本县高标准农田建设项目每亩投入多少，其中上级和县级各占多少，建成以后的管护经费从哪里出？',
    steps: [
      {
        ago: 9,
        who: finance.head,
        action: 'grade',
        data: () => ({ complexity: 'complex' }),
        note: '涉及近三年多个批次项目，需要会同主管部门核对。',
      },
      { ago: 9, who: finance.head, action: 'assign', data: ({ person }) => ({ ownerId: person(finance.clerk) }) },
      extended(finance, 2, '三个批次的竣工决算尚在审核，同意延长。'),
    ],
  },
  {
    key: 'tea-road',
    kind: 'wish',
    channel: 'visit',
    unit: 'sqz',
    topic: 'agriculture',
    ago: 15,
    hour: '15:15',
    by: songquan.clerk,
    name: '石阿婆',
    serial: 2117,
    place: '松泉镇石门村三组',
    subject: '石门村三组饮水管道冻裂，十一户取水困难',
    text: '走访时了解到，石门村三组引水管道去年冬天冻裂后只作了简单包扎，十一户老人取水困难，希望入冬前换管。',
    consent: true,
    steps: [
      step(songquan, 13, 'on_site', '会同县水利局技术员到现场，测量需更换管道420米。'),
      step(songquan, 8, 'meeting', '镇、村协调会议议定：镇出材料，村组投工，本周完成。'),
      ...answered(songquan, 7, '破损管道420米已全部更换并加装保温层，十一户恢复供水。冬季由村级管水员每周巡查。'),
      rated(6, 'satisfied', '水很足，老人们都说好。'),
    ],
  },
  {
    key: 'clinic',
    kind: 'wish',
    channel: 'visit',
    unit: 'sqz',
    topic: 'health',
    ago: 4,
    hour: '16:50',
    by: songquan.clerk,
    name: '竹大伯',
    serial: 2118,
    place: '松泉镇云岭村一组',
    subject: '云岭村卫生室每周只开两天，慢性病人取药不便',
    text: '云岭村卫生室医生兼管两个村，每周只开周二、周五。二十多位慢性病老人取药不便，希望增加送药或者开诊时间。',
    steps: [
      step(songquan, 3, 'visit', '入户走访慢性病老人8户，登记用药需求。'),
      extended(songquan, 1, '送药上门的人员和经费要与县卫健局商定，同意延长。'),
    ],
  },
  {
    key: 'province-hotline',
    kind: 'question',
    channel: 'handed_down',
    topic: 'urban-construction',
    source: '示范省12345政务服务便民热线',
    sourceNumber: 'SF-2026-1109-00317',
    ago: 4,
    hour: '09:35',
    by: sorter,
    name: '金向晚',
    serial: 2119,
    subject: '回乡购房契税补贴的申请条件',
    text: '来电人在外省务工，计划回县城购房，询问是否有契税补贴、申请条件和截止时间。',
    steps: [sent(4, 'zjj'), extended(housing, 1, '补贴的截止时间正在报县政府研究，同意延长。')],
  },
  {
    key: 'city-order',
    kind: 'letter',
    channel: 'handed_down',
    topic: 'transport',
    source: '青岚市人民政府办公室',
    sourceNumber: '青府信〔2026〕88号',
    ago: 16,
    hour: '10:30',
    by: sorter,
    name: '季雨桐',
    serial: 2120,
    subject: '云松线夜间施工噪声影响沿线居民',
    text: '来信人反映云松线改造提升工程夜间施工至凌晨，影响沿线居民休息，要求规范施工时间。',
    steps: [
      sent(15, 'jtj'),
      step(transport, 14, 'leader_note', '局长批示：立即停止夜间高噪声作业，三日内与沿线村组商定施工时段。'),
      step(transport, 12, 'on_site', '会同监理单位连续两晚现场检查，22时以后未再施工。'),
      ...answered(
        transport,
        11,
        '已责令施工单位22时至次日6时停止高噪声作业，并在沿线公示监督电话0999-5550205。经回访，沿线居民表示认可。',
      ),
      rated(10, 'satisfied'),
    ],
  },
  {
    key: 'square-light',
    kind: 'opinion',
    channel: 'portal',
    unit: 'sqz',
    topic: 'urban-construction',
    ago: 3,
    hour: '20:40',
    name: '于归鸿',
    serial: 2121,
    subject: '建议松泉镇文化广场路灯改为分时段照明',
    text: '广场路灯整夜全亮，既费电又影响周围居民休息，建议23时以后只亮一半。',
    steps: [proposed(songquan, 1, '您的建议很好。镇里已请维护单位调整控制器，自下周一起23时以后隔盏亮灯。')],
  },
  {
    key: 'budget-chart',
    kind: 'opinion',
    channel: 'portal',
    unit: 'czj',
    topic: 'party-government',
    ago: 21,
    hour: '13:27',
    name: '顾念安',
    serial: 2122,
    subject: '建议部门预算公开时附一张看得懂的图',
    text: '每年公开的部门预算表格很多，普通人看不懂，建议附一张图，说明钱从哪里来、花到哪里去。',
    consent: true,
    steps: [
      ...answered(
        finance,
        18,
        '感谢建议。2027年部门预算公开时，我局将统一提供图解模板，各部门在公开表格的同时公开图解。',
      ),
      rated(17, 'satisfied'),
    ],
  },
  {
    key: 'wrong-phone',
    kind: 'site_error',
    channel: 'portal',
    unit: 'xzf',
    topic: 'party-government',
    ago: 8,
    hour: '17:44',
    name: '余小棠',
    serial: 2123,
    subject: '政务服务中心办事指南中的电话打不通',
    text: '办事指南写的咨询电话打过去是空号，请核对。',
    place: '/units/zwfw',
    steps: [...answered(county, 7, '经核对，该电话已经更换，页面已更正。感谢您的指正。'), rated(6, 'satisfied')],
  },
  {
    key: 'wages',
    kind: 'question',
    channel: 'post',
    topic: 'labour',
    ago: 14,
    hour: '11:20',
    by: sorter,
    name: '田守拙',
    serial: 2124,
    subject: '包工头拖欠工资八个月，要求处理',
    text: '我和七名工友在城东新区工地做工，被拖欠工资八个月，多次讨要没有结果，要求有关部门处理。',
    steps: [
      {
        ago: 13,
        who: sorter,
        action: 'to_petition',
        data: nothing,
        note: '您反映的是欠薪投诉，请向县人力资源和社会保障局劳动保障监察大队投诉，或者通过信访渠道反映。我们已将来信转送县人社局，两个工作日内会有人与您联系。',
      },
    ],
  },
  {
    key: 'bidding-files',
    kind: 'information',
    channel: 'portal',
    unit: 'zjj',
    topic: 'urban-construction',
    ago: 7,
    hour: '15:06',
    name: '宁远舟',
    serial: 2125,
    subject: '申请公开书院路雨污分流工程的招标文件和中标合同',
    text: '本人依据《中华人民共和国政府信息公开条例》，申请公开书院路雨污分流工程的招标文件和中标合同。',
    steps: [{ ago: 6, who: housing.clerk, action: 'to_request', data: ({ unit }) => ({ unitId: unit('zjj') }) }],
  },
  {
    key: 'withdrawn',
    kind: 'information',
    channel: 'kiosk',
    unit: 'jyj',
    topic: 'education',
    ago: 9,
    hour: '14:10',
    name: '卫清嘉',
    serial: 2126,
    subject: '查询2026年教师公开招聘进入面试人员名单',
    text: '请问2026年中小学教师公开招聘进入面试人员名单在哪里查？',
    steps: [{ ago: 8, who: 'writer', action: 'withdraw', data: nothing, note: '已经在网站上找到。' }],
  },
  {
    key: 'parking',
    kind: 'question',
    channel: 'counter',
    unit: 'xzf',
    topic: 'party-government',
    ago: 5,
    hour: '09:48',
    by: county.clerk,
    name: '骆闻溪',
    serial: 2127,
    subject: '县行政中心停车场周末能否对市民开放',
    text: '县行政中心停车场周末空着，周边小区停车困难，能否在周末对市民开放？',
    steps: [{ ago: 4, who: county.head, action: 'assign', data: ({ person }) => ({ ownerId: person(county.clerk) }) }],
  },
  {
    key: 'village-road',
    kind: 'information',
    channel: 'post',
    unit: 'sqz',
    topic: 'transport',
    ago: 6,
    hour: '10:15',
    by: songquan.clerk,
    name: '倪远志',
    serial: 2128,
    subject: '石门村到镇区通村公路的养护责任和计划',
    text: '石门村到镇区的公路坑洼很多，请问由镇里养护还是县里养护？今年有没有维修计划？',
    steps: [
      {
        ago: 5,
        who: songquan.clerk,
        action: 'pass_on',
        data: ({ unit }) => ({ unitId: unit('jtj') }),
        note: '该路为乡道，养护计划请贵局答复；日常清扫由我镇答复。',
      },
      {
        ago: 2,
        who: transport.clerk,
        action: 'answer_part',
        data: nothing,
        note: '该路已列入明年农村公路养护工程计划，近期先由养护站修补坑槽，本月底完成。',
      },
    ],
  },
  {
    key: 'test-entry',
    kind: 'question',
    channel: 'portal',
    unit: 'jyj',
    topic: 'other',
    ago: 10,
    hour: '23:12',
    name: '测试',
    serial: 2129,
    text: '测试测试测试',
    steps: [{ ago: 9, who: education.head, action: 'void', data: nothing, note: '没有实际内容，联系电话无法接通。' }],
  },
  {
    key: 'report-levy',
    kind: 'report',
    channel: 'portal',
    aboutUnit: 'sqz',
    topic: 'discipline',
    ago: 6,
    hour: '21:30',
    text: '某村在发放补贴时以“手续费”名义每户扣留二十元，没有任何票据，请查处。',
    steps: [{ ago: 5, who: inspector, action: 'accept', data: nothing }],
  },
  {
    key: 'report-window',
    kind: 'report',
    channel: 'portal',
    aboutUnit: 'zwfw',
    topic: 'discipline',
    ago: 1,
    hour: '12:24',
    text: '窗口人员要求到指定打字店打印材料，同样的材料自己打印的不收，请核实。',
  },
]

/** What the unit answered after its first answer was found wanting; acted once the complaint is decided. */
export const answeredAnew: { key: string; steps: DemoInquiryStep[] }[] = [
  {
    key: 'lift-stuck',
    steps: [
      ...answered(
        housing,
        21,
        '您好。我局会同县市场监管局到现场核查，3栋电梯四次困人属实，已责令物业企业停梯检修并更换门机，本月5日恢复运行。维修资金由业主委员会或者物业企业提出方案，经专有部分面积和人数过半的业主同意后，向我局住房保障股申请，符合条件的应急维修5个工作日内拨付。',
      ),
      rated(20, 'satisfied', '这次说清楚了。'),
    ],
  },
]
