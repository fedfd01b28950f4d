import type { Action, Channel, EventData, Party } from '../../../src/capabilities/requests/index.ts'

/**
 * 依申请公开 of the demo county, in every state. Days are counted in working days before the day on which the county is
 * made, so that its clocks run when somebody looks. Every name is invented, every number of a place that does not exist.
 */
export type DemoRequest = {
  unit: string
  channel: Channel
  /** Working days ago on which it reached the office. */
  ago: number
  clerk: string
  party?: Party
  name: string
  /** Last figures of the made-up identity number and telephone. */
  serial: number
  what: string
  asks?: 'record_correction'
  way?: 'online' | 'post' | 'in_person'
  /** 查询码, where one is shown for trying. */
  code?: string
  steps?: DemoRequestStep[]
}

/** `day(n)`: n working days ago, negative for days to come. `release`: the paper that the case hands out. */
export type DemoRequestStep = {
  [A in Action]: {
    ago: number
    /** 'applicant' for the citizen. */
    who: string
    action: A
    data: (day: (ago: number) => string, release: string) => EventData[A]
    note?: string
    /** Words of the paper that is handed out, made before the step. */
    release?: string
  }
}[Action]

type Team = { clerk: string; head: string; secrecy: string; leader: string }
const finance: Team = { clerk: 'wenyining', head: 'lutinglan', secrecy: 'shenzhiyan', leader: 'gusongnian' }
const county: Team = { clerk: 'jiangwanzhou', head: 'hemuchuan', secrecy: 'yewangshu', leader: 'fanglingxiao' }

type Reply = EventData['propose']['reply']
const reply = (kind: Reply['kind'], more: Partial<Reply> = {}): Reply => ({
  kind,
  grounds: [],
  reasons: '',
  materials: [],
  way: '',
  competentAgency: '',
  specialLaw: '',
  earlierCaseId: null,
  overridden: [],
  overrideReason: '',
  ...more,
})

/** From the proposal to the hands of the applicant; `until` stops on the way. */
const answered = (
  team: Team,
  ago: number,
  given: Reply,
  more: { release?: string; until?: 'review' | 'sign_off' | 'signed'; way?: 'online' | 'post' | 'in_person' } = {},
): DemoRequestStep[] => {
  const releases = given.kind === 'granted' || given.kind === 'partial'
  const steps: DemoRequestStep[] = [
    {
      ago,
      who: team.clerk,
      action: 'propose',
      ...(more.release ? { release: more.release } : {}),
      data: (_, release) => ({ reply: { ...given, materials: more.release ? [release] : [] } }),
    },
  ]
  if (more.until === 'review') return steps
  steps.push({ ago, who: team.head, action: 'approve', data: () => ({}), note: '事实清楚，依据适当。' })
  if (releases) steps.push({ ago, who: team.secrecy, action: 'approve', data: () => ({}), note: '不含国家秘密。' })
  if (more.until === 'sign_off') return steps
  steps.push({ ago, who: team.leader, action: 'approve', data: () => ({}) })
  if (more.until === 'signed') return steps
  steps.push({
    ago,
    who: team.clerk,
    action: 'deliver',
    data: (day) => ({ way: more.way ?? 'online', on: day(ago), tracking: more.way === 'post' ? 'XA61000000044' : '' }),
  })
  return steps
}

const searched = (team: Team, ago: number, place: string, words: string, found: boolean): DemoRequestStep => ({
  ago,
  who: team.clerk,
  action: 'log_search',
  data: (day) => ({ on: day(ago), place, words, found }),
})

export const requests: DemoRequest[] = [
  {
    unit: 'czj',
    channel: 'counter',
    ago: 58,
    clerk: finance.clerk,
    name: '桑知意',
    serial: 101,
    what: '2025年度全县农机购置补贴资金分乡镇拨付明细',
    steps: [
      searched(finance, 57, '国库集中支付系统', '农机购置补贴 2025', true),
      ...answered(finance, 50, reply('granted'), { release: '云溪县2025年度农机购置补贴资金分乡镇拨付明细（见表）。' }),
    ],
  },
  {
    unit: 'czj',
    channel: 'signed_post',
    ago: 55,
    clerk: finance.clerk,
    name: '鹿鸣岐',
    serial: 102,
    way: 'post',
    what: '县级会议定点场所采购项目的全部响应文件和评审记录',
    steps: [
      {
        ago: 52,
        who: finance.clerk,
        action: 'consult',
        data: (day) => ({ on: day(52), kind: 'third_party', agency: '' }),
      },
      {
        ago: 51,
        who: finance.clerk,
        action: 'record_service',
        data: (day) => ({ consultation: 1, on: day(51) }),
      },
      {
        ago: 42,
        who: finance.clerk,
        action: 'record_opinion',
        data: (day) => ({ consultation: 1, on: day(42), opinion: 'partly' }),
        note: '报价明细属商业秘密，不同意公开；其余同意公开。',
      },
      ...answered(
        finance,
        38,
        reply('partial', {
          grounds: ['EX15'],
          reasons: '响应文件中的报价明细属于供应商的商业秘密，供应商不同意公开。',
        }),
        { release: '县级会议定点场所采购项目响应文件（报价明细已作区分处理）。', way: 'post' },
      ),
    ],
  },
  {
    unit: 'czj',
    channel: 'counter',
    ago: 47,
    clerk: finance.clerk,
    name: '阮听松',
    serial: 103,
    what: '县财政局研究2026年部门预算的局长办公会讨论记录',
    steps: answered(
      finance,
      36,
      reply('refused', {
        grounds: ['EX16b'],
        reasons: '申请公开的是会议讨论记录，属于行政管理过程中形成的过程性信息。',
      }),
    ),
  },
  {
    unit: 'czj',
    channel: 'counter',
    ago: 44,
    clerk: finance.clerk,
    name: '宋砚青',
    serial: 104,
    what: '2012年县财政局与示范省青岚市某投资公司签订的委托贷款合同',
    steps: [
      searched(finance, 40, '局档案室', '委托贷款 2012', false),
      searched(finance, 39, '公文管理系统', '委托贷款合同', false),
      ...answered(finance, 35, reply('not_existing')),
    ],
  },
  {
    unit: 'czj',
    channel: 'counter',
    ago: 17,
    clerk: finance.clerk,
    name: '裴照微',
    serial: 105,
    what: '2025年全县惠民惠农财政补贴资金“一卡通”发放项目清单及各项目标准',
    steps: [
      { ago: 17, who: finance.head, action: 'assign', data: () => ({ ownerId: 0 }) },
      searched(finance, 12, '惠民惠农补贴系统', '补贴项目清单', true),
    ],
  },
  {
    unit: 'czj',
    channel: 'signed_post',
    ago: 22,
    clerk: finance.clerk,
    name: '纪云舟',
    serial: 106,
    way: 'post',
    what: '2024年度县本级政府性基金预算支出中城市基础设施配套费的项目安排情况',
  },
  {
    unit: 'czj',
    channel: 'portal',
    ago: 11,
    clerk: finance.clerk,
    name: '乔疏桐',
    serial: 107,
    what: '财政局所有合同',
    steps: [
      { ago: 10, who: finance.clerk, action: 'confirm', data: (day) => ({ on: day(10), how: 'phone' }) },
      {
        ago: 6,
        who: finance.clerk,
        action: 'ask_correction',
        data: (day) => ({ on: day(6), until: day(-4) }),
        note: '请明确所需合同的名称、签订年度或者事项，以便检索。',
      },
    ],
  },
  {
    unit: 'czj',
    channel: 'counter',
    ago: 14,
    clerk: finance.clerk,
    party: 'enterprise',
    name: '云溪县青禾信息咨询有限公司',
    serial: 108,
    what: '2023年至2025年全县各预算单位部门决算报表的电子文档',
    steps: [
      {
        ago: 9,
        who: finance.head,
        action: 'charge',
        data: (day) => ({ on: day(9), basis: 'by_page', quantity: 168 }),
      },
      { ago: 8, who: finance.clerk, action: 'record_fee_service', data: (day) => ({ on: day(8) }) },
    ],
  },
  {
    unit: 'czj',
    channel: 'counter',
    ago: 13,
    clerk: finance.clerk,
    name: '陶静姝',
    serial: 109,
    what: '县级政府采购代理机构名录及2025年检查处理情况',
    steps: answered(finance, 3, reply('already_public', { way: '云溪县人民政府网站“政府信息公开”栏目“政府采购”' }), {
      until: 'review',
    }),
  },
  {
    unit: 'czj',
    channel: 'counter',
    ago: 15,
    clerk: finance.clerk,
    name: '顾南乔',
    serial: 110,
    what: '我与县财政局的往来信访件的处理意见，并要求追究有关人员责任',
    steps: answered(
      finance,
      2,
      reply('petition', { reasons: '您的申请实质是对信访事项处理结果提出投诉，请通过信访渠道反映。' }),
      { until: 'sign_off' },
    ),
  },
  {
    unit: 'czj',
    channel: 'counter',
    ago: 16,
    clerk: finance.clerk,
    name: '骆清河',
    serial: 111,
    way: 'in_person',
    what: '2026年衔接推进乡村振兴补助资金项目库（青石桥镇部分）',
    steps: answered(finance, 1, reply('granted'), {
      until: 'signed',
      way: 'in_person',
      release: '2026年衔接推进乡村振兴补助资金项目库（青石桥镇部分）。',
    }),
  },
  {
    unit: 'czj',
    channel: 'portal',
    ago: 1,
    clerk: finance.clerk,
    name: '叶知秋',
    serial: 112,
    what: '2025年县财政局机关公务用车运行维护费明细',
  },
  {
    unit: 'xzf',
    channel: 'portal',
    ago: 20,
    clerk: county.clerk,
    name: '苏见山',
    serial: 1234,
    code: '20260901-GK2026AZ',
    what: '云溪县第二水厂扩建项目征地补偿安置方案及被征地村组的听证材料',
    steps: [
      { ago: 19, who: county.clerk, action: 'confirm', data: (day) => ({ on: day(19), how: 'phone' }) },
      { ago: 19, who: county.head, action: 'assign', data: () => ({ ownerId: 0 }) },
      {
        ago: 15,
        who: county.clerk,
        action: 'consult',
        data: (day) => ({ on: day(15), kind: 'third_party', agency: '' }),
      },
      { ago: 14, who: county.clerk, action: 'record_service', data: (day) => ({ consultation: 1, on: day(14) }) },
      {
        ago: 6,
        who: county.clerk,
        action: 'record_opinion',
        data: (day) => ({ consultation: 1, on: day(6), opinion: 'consents' }),
      },
      {
        ago: 4,
        who: county.head,
        action: 'extend',
        data: (day) => ({ on: day(4), workingDays: 10 }),
        note: '申请内容涉及三个村组的听证材料，需要逐一核对',
      },
    ],
  },
  {
    unit: 'xzf',
    channel: 'counter',
    ago: 9,
    clerk: county.clerk,
    party: 'legal_service',
    name: '示范省云溪明衡律师事务所',
    serial: 114,
    what: '云溪县城东新区控制性详细规划调整的批复文件',
    steps: [
      {
        ago: 5,
        who: county.clerk,
        action: 'consult',
        data: (day) => ({ on: day(5), kind: 'joint_maker', agency: '云溪县自然资源局' }),
      },
    ],
  },
  {
    unit: 'xzf',
    channel: 'counter',
    ago: 33,
    clerk: county.clerk,
    name: '易寒江',
    serial: 115,
    what: '云溪县公安局2025年治安处罚决定书统计表',
    steps: answered(
      county,
      27,
      reply('other_agency', {
        reasons: '该信息由县公安局制作，不属于县人民政府负责公开。',
        competentAgency: '云溪县公安局（电话0999-5550110）',
      }),
    ),
  },
  {
    unit: 'xzf',
    channel: 'ordinary_post',
    ago: 30,
    clerk: county.clerk,
    name: '方知有',
    serial: 116,
    way: 'post',
    what: '县政府2025年度常务会议的会议纪要目录',
    steps: [
      {
        ago: 30,
        who: county.clerk,
        action: 'contact',
        data: () => ({ reached: false }),
        note: '信中所留电话无人接听。',
      },
      { ago: 28, who: county.clerk, action: 'confirm', data: (day) => ({ on: day(28), how: 'phone' }) },
      {
        ago: 20,
        who: 'applicant',
        action: 'withdraw',
        data: (day) => ({ on: day(20) }),
        note: '已经从网站上找到。',
      },
    ],
  },
  {
    unit: 'xzf',
    channel: 'fax',
    ago: 2,
    clerk: county.clerk,
    party: 'public_benefit',
    name: '云溪县绿水青山志愿者协会',
    serial: 117,
    what: '云溪河干流2024年、2025年逐月水质监测数据',
    way: 'post',
  },
  {
    unit: 'xzf',
    channel: 'counter',
    ago: 6,
    clerk: county.clerk,
    asks: 'record_correction',
    name: '容与安',
    serial: 118,
    what: '本人在2026年危房改造名单中的户籍地址登记有误，申请更正',
  },
  {
    unit: 'sqz',
    channel: 'counter',
    ago: 4,
    clerk: 'wenxiaoman',
    name: '段临溪',
    serial: 119,
    way: 'in_person',
    what: '2026年本村宅基地审批结果和公示材料',
  },
  {
    unit: 'sqz',
    channel: 'ordinary_post',
    ago: 3,
    clerk: 'wenxiaoman',
    name: '盛怀瑾',
    serial: 120,
    way: 'post',
    what: '2025年高标准农田建设项目占地补偿的丈量登记表',
  },
  {
    unit: 'jyj',
    channel: 'fax',
    ago: 1,
    clerk: 'luochenxi',
    name: '沈星回',
    serial: 121,
    way: 'post',
    what: '2026年秋季义务教育阶段各学校实际招生人数和班额',
  },
]
