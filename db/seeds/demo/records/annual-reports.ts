import {
  type AnnualFigures,
  addUp,
  applicants,
  carriedOut,
  decided,
  earlier,
  figures2025,
  type Remedies,
  type RequestColumn,
  resultRows,
} from '../annual-figures.ts'
import { weekdayAfter } from '../days.ts'
import type { DemoUnit, Written } from '../types.ts'
import { units } from '../units.ts'

const nothing: RequestColumn = { received: 0, carriedIn: 0, results: {} }

function acrossApplicants(f: AnnualFigures, cell: (column: RequestColumn) => number): number[] {
  const cells = applicants.map((a) => cell(f.requests[a] ?? nothing))
  return [...cells, cells.reduce((total, n) => total + n, 0)]
}

const total = (f: AnnualFigures, cell: (column: RequestColumn) => number) => acrossApplicants(f, cell).at(-1)!
const cells = (values: readonly (number | string)[]) => values.map((v) => `<td>${v}</td>`).join('')

function firstTable(f: AnnualFigures): string {
  const head = (text: string, columns: string[]) =>
    `<tr><th colspan="4">${text}</th></tr><tr><th>信息内容</th>${columns.map((c) => `<th colspan="${4 - columns.length}">${c}</th>`).join('')}</tr>`
  const one = (label: string, n: number) => `<tr><td>${label}</td><td colspan="3">${n}</td></tr>`
  return `<table><tbody>${head('第二十条第（一）项', ['本年制发件数', '本年废止件数', '现行有效件数'])}<tr><td>规章</td>${cells([0, 0, 0])}</tr><tr><td>行政规范性文件</td>${cells(f.normative)}</tr>${head('第二十条第（五）项', ['本年处理决定数量'])}${one('行政许可', f.licences)}${head('第二十条第（六）项', ['本年处理决定数量'])}${one('行政处罚', f.penalties)}${one('行政强制', f.coercion)}${head('第二十条第（八）项', ['本年收费金额（单位：万元）'])}${one('行政事业性收费', f.fees)}</tbody></table>`
}

function secondTable(f: AnnualFigures): string {
  const row = (label: string, values: readonly number[]) => `<tr><td>${label}</td>${cells(values)}</tr>`
  const results = resultRows
    .map(([key, label]) =>
      row(
        label,
        acrossApplicants(f, (c) => c.results[key] ?? 0),
      ),
    )
    .join('')
  return `<table><thead><tr><th rowspan="3">（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）</th><th colspan="7">申请人情况</th></tr><tr><th rowspan="2">自然人</th><th colspan="5">法人或其他组织</th><th rowspan="2">总计</th></tr><tr><th>商业企业</th><th>科研机构</th><th>社会公益组织</th><th>法律服务机构</th><th>其他</th></tr></thead><tbody>${row(
    '一、本年新收政府信息公开申请数量',
    acrossApplicants(f, (c) => c.received),
  )}${row(
    '二、上年结转政府信息公开申请数量',
    acrossApplicants(f, (c) => c.carriedIn),
  )}<tr><th colspan="8">三、本年度办理结果</th></tr>${results}${row('（七）总计', acrossApplicants(f, decided))}${row(
    '四、结转下年度继续办理',
    acrossApplicants(f, carriedOut),
  )}</tbody></table>`
}

function thirdTable(f: AnnualFigures): string {
  const names = '<th>结果维持</th><th>结果纠正</th><th>其他结果</th><th>尚未审结</th><th>总计</th>'
  const row = (r: Remedies) => cells([...r, r.reduce((a, b) => a + b, 0)])
  return `<table><thead><tr><th colspan="5" rowspan="2">行政复议</th><th colspan="10">行政诉讼</th></tr><tr><th colspan="5">未经复议直接起诉</th><th colspan="5">复议后起诉</th></tr><tr>${names}${names}${names}</tr></thead><tbody><tr>${row(f.review)}${row(f.suedDirectly)}${row(f.suedAfterReview)}</tr></tbody></table>`
}

/** What only this unit can say of its year: [主动公开, 存在问题, 改进措施]. */
const stories: Record<string, [string, string, string]> = {
  xzf: [
    '围绕重点项目、惠民政策和规范性文件集中公开，全县通过政府信息公开平台公开信息11268条，县政府召开常务会议公开研究事项23项，邀请利益相关方列席会议4次；开展规范性文件全面清理并公布继续有效、废止和失效目录；组织“政府开放日”7场。',
    '个别单位公开不及时，抽查发现有9条信息超过20个工作日才公开；部分政策解读停留在摘录原文，群众看不懂；乡镇目录更新不均衡。',
    '将公开时限纳入平台自动提醒，逾期即列入督办台账；要求起草部门同步提交解读方案，没有解读方案的文件退回补充；安排业务骨干到望岭、青禾两乡跟班指导。',
  ],
  fgj: [
    '公开“十四五”规划实施情况评估、季度经济运行分析和统计公报，集中公布重大项目审批结果286件，调整发布实行政府定价的收费目录清单。',
    '项目批复信息与招标投标信息之间没有关联，企业需要跨平台查询。',
    '以项目统一代码串联审批、招标、施工和竣工信息，逐步实现一码查全程。',
  ],
  jyj: [
    '提前公布义务教育招生方案、学区划分和随迁子女入学流程，上线学区查询页面，公开学生资助政策和名额，全年解答家长咨询1870余次。',
    '招生季信息集中，个别学校公示栏与网站内容不一致。',
    '建立招生信息“一稿同源”制度，学校公示一律从平台导出。',
  ],
  gxj: [
    '公开惠企政策清单和申报指南18项，举办政策宣讲6场，公布中小企业帮扶热线办理情况。',
    '政策适用条件表述较专业，小微企业反映难以判断能否享受。',
    '为每项政策配发“能不能享、怎么申报”对照表。',
  ],
  gaj: [
    '公开户籍、出入境、车驾管办事指南98项，按月通报道路交通事故多发路段，公布行政处罚决定和裁量基准。',
    '派出所窗口查阅资料更新慢，辖区警务公开栏样式不统一。',
    '统一警务公开栏模板，安排专人每季度核查一次。',
  ],
  mzj: [
    '完整公开低保、特困、临时救助政策和办事指南，按季度公布救助人数和资金支出，养老机构备案信息实时更新，公示信息全部隐去证件号码和住址。',
    '村级公示到期后撤除不及时，存在个人信息长期张贴的风险。',
    '推行“公示到期提醒”，要求村（社区）拍照回传撤除情况。',
  ],
  sfj: [
    '牵头公布行政规范性文件清理结果，公开法律援助指南和人民调解组织名录，行政复议决定书按规定公开12份。',
    '行政复议决定书公开比例不高，说理部分较简略。',
    '细化复议文书公开前的隐名处理规范，除依法不公开的以外应公开尽公开。',
  ],
  czj: [
    '组织全县76个预算单位在法定期限内公开部门预算和决算，公开惠农补贴政策16项、发放明细查询入口1个，公开政府采购意向214条、投诉处理结果1件。',
    '部门预算说明中对项目支出变化的解释偏笼统；绩效目标公开质量参差不齐。',
    '统一项目支出变化说明模板，变动超过10%的逐项说明原因；组织预算公开质量交叉互查。',
  ],
  rsj: [
    '公开就业岗位信息1.6万个、创业补贴政策9项，集中公布事业单位公开招聘各环节信息，曝光拖欠工资典型情况2起。',
    '招聘公告散见于多个栏目，应聘者查找不便。',
    '设立人事考试专栏，按年度和环节归集同一次招聘的全部信息。',
  ],
  zrzyj: [
    '公开征收土地预公告11件、补偿安置方案公告9件、征收土地公告8件，公开国有建设用地供应结果27宗、规划许可批前公示43件。',
    '征地类申请量居全县首位，历史档案电子化不足影响查找速度，1件答复在行政复议中被纠正。',
    '开展2010年以来征地档案数字化，完善答复审核流程，对同类申请主动扩大公开范围。',
  ],
  sthj: [
    '按月公布空气质量、按季度公布饮用水水源水质，公开环评审批57件、行政处罚46件，发布环保设施开放活动信息4次。',
    '监测数据缺少通俗说明，群众不清楚指标含义。',
    '为每期水质、空气质量报告配发说明文字和限值对照。',
  ],
  zjj: [
    '公开公租房分配政策、房源和三榜公示结果，按季度公布保障房和老旧小区改造进度，公开农村危房改造补助标准和结果，及时发布停水停气信息。',
    '物业管理、老旧小区改造类申请和咨询增长较快，主动公开内容不够细。',
    '增设老旧小区改造专题，逐小区公布改造内容、工期和责任单位。',
  ],
  jtj: [
    '公布农村公路建设计划、国省干线施工绕行信息和公交线路调整方案，公开行政许可1265件、行政处罚412件，废止规范性文件1件。',
    '施工绕行信息有时晚于实际施工。',
    '把提前3日发布绕行公告列为开工条件。',
  ],
  slj: [
    '公布水库、河道安全度汛责任人名单和水情信息，公开农村供水工程名录、水质检测结果和取水许可44件。',
    '农村供水信息以文件为主，群众查自家水厂信息不便。',
    '按行政村整理供水单位、水价和抢修电话一览表。',
  ],
  nyj: [
    '公开耕地地力保护、农机购置与应用等补贴政策及资金安排，公开衔接资金项目库和项目实施情况，承接原县乡村振兴局信息1300余条，历史信息全部可查。',
    '补贴发放信息在村级公示时间与网站公开时间不同步。',
    '以县级平台为准，村级公示统一打印平台版本，标明起止日期和监督电话。',
  ],
  wlj: [
    '公布图书馆、文化馆、博物馆免费开放信息和流动服务车时刻表，公开文化惠民活动预告126场。',
    '活动临时取消时通知不够及时。',
    '明确活动变更信息由主办单位在两小时内发布。',
  ],
  wjj: [
    '公开医疗机构名录、预防接种门诊信息和计划生育奖扶政策，按季度公布公共场所卫生监督抽检结果。',
    '基层医疗机构信息更新依赖人工报送，门诊时间变更滞后。',
    '将门诊安排更新纳入乡镇卫生院月度考核。',
  ],
  yjj: [
    '公开安全生产年度监督检查计划、重大事故隐患处理情况和行政处罚，修订发布自然灾害救助应急预案，汛期发布预警信息39期。',
    '预案文本较长，普通群众难以快速找到避险要点。',
    '为每个预案制作一页纸避险明白卡。',
  ],
  scj: [
    '公布食品安全监督抽检信息24期1866批次，公开行政处罚348件，推送消费提示31条。',
    '部分处罚信息公开时遗漏处罚依据条款，被行政复议机关指出。',
    '上线处罚信息必填校验，缺少依据条款的不得发布。',
  ],
  zfj: [
    '公开城市管理权责清单和裁量基准，公布行政处罚1286件，发布停车泊位、便民摊点设置方案并公开征求意见。',
    '简易程序处罚信息归集不完整。',
    '将执法终端数据接入公开平台，按日归集、按周发布。',
  ],
  ybj: [
    '公开参保缴费政策、异地就医直接结算指南和定点机构名单，曝光欺诈骗保典型案例5起，处理基金违法违规案件12件。',
    '门诊慢特病政策调整后，宣传单与网站口径不一致。',
    '政策调整同日更新网站、窗口和经办手册。',
  ],
  cdz: [
    '公开社区工作事项清单、老旧小区改造进展和低保审核结果，全年公开信息486条，张贴村（社区）公示213期。',
    '社区公示栏多头张贴，内容重复。',
    '整合社区公示栏，设民生、财务、工程三个固定版块。',
  ],
  xkz: [
    '公开防汛责任人名单、转移安置点和渔业补助政策，公开村级财务收支112期，发布旅游旺季交通疏导信息。',
    '汛期公告更新频繁，旧公告没有及时标注失效。',
    '对应急类公告统一加注有效时间，过期自动标识。',
  ],
  sqz: [
    '公开茶产业奖补政策、宅基地审批结果49宗、土地流转信息32条，森林防火禁火令在网站和各村同步发布。',
    '山区村信息报送慢，个别信息形成一个月后才公开。',
    '每周五为集中报送日，党政综合办逐村核对应公开信息。',
  ],
  bsz: [
    '公开产业园区招商和环评信息、矿山生态修复进度和安全检查结果，公开信息354条。',
    '园区企业信息分散，群众反映的粉尘问题回应不够集中。',
    '在镇页面设园区环境专栏，按月公布检查和整改情况。',
  ],
  wlx: [
    '公开防止返贫监测帮扶政策、高山蔬菜产业扶持办法和农村饮水维护情况，全年公开信息201条，未收到政府信息公开申请。',
    '公开信息总量少，工作人员身兼数职，业务不熟。',
    '参加县政务公开办跟班学习，建立AB岗。',
  ],
  qhx: [
    '公开高标准农田建设、种粮补贴面积核定结果和农田灌溉轮灌计划，全年公开信息297条。',
    '灌溉计划等时效强的信息主要靠微信群通知，平台公开滞后。',
    '轮灌计划先在平台发布，再转发到村组微信群。',
  ],
}

const management = [
  '落实政府信息属性源头认定和先审查后公开制度，对拟公开信息逐条登记审查人和审查时间，未发生失泄密和个人隐私泄露问题。',
  '对历年信息的有效性、准确性进行核查，更正错别字和失效链接，对到期文件及时标注状态，保持目录与正文一致。',
  '健全信息制作、获取、保存、处理全过程管理，公文拟制时同步确定公开属性，不公开的写明理由，档案随文归集。',
  '按照先审查、后公开的要求规范信息发布流程，涉及其他机关的信息发布前书面协商确认。',
]
const platform = [
  '依托云溪县人民政府网站统一的政府信息公开平台发布信息，按指南、制度、法定主动公开内容、年报四个固定板块维护，页面支持检索、查阅和下载。',
  '及时维护本单位政府信息公开页面，配合完成栏目校对和适老化改造，在办事场所设置查阅点并提供打印服务。',
  '优化栏目分类，把群众查询多的事项置于页面前列，同步在便民服务场所张贴二维码，方便扫码查看。',
]
const supervision = [
  '将政务公开纳入年度工作考核，定期通报检查结果；未发生因政府信息公开工作被追究责任的情形。社会评议中群众对本单位公开工作总体满意。',
  '明确一名班子成员分管、一名专人负责，组织业务学习并参加县级培训；认真整改县政务公开办季度通报的问题，全年无责任追究情况。',
  '主动接受社会监督，公布监督电话，对群众反映的栏目查找不便等问题及时答复整改；本年度未发生责任追究。',
  '开展自查自评，听取服务对象意见，将评议结果作为改进依据；年度内没有因公开工作不到位受到责任追究的人员。',
]

function handled(f: AnnualFigures): string {
  const received = total(f, (c) => c.received)
  const carried = total(f, (c) => c.carriedIn)
  if (received + carried === 0) return '本年度未收到政府信息公开申请，无上年结转申请。'
  const granted = total(f, (c) => c.results.r1 ?? 0)
  const partly = total(f, (c) => c.results.r2 ?? 0)
  return `全年新收政府信息公开申请${received}件，上年结转${carried}件；办结${total(f, decided)}件，其中予以公开${granted}件、部分公开${partly}件；结转下年度继续办理${total(f, carriedOut)}件。答复均在法定期限内作出。`
}

function disputes(f: AnnualFigures): string {
  const count = (r: Remedies) => r.reduce((a, b) => a + b, 0)
  const review = count(f.review)
  const sued = count(f.suedDirectly) + count(f.suedAfterReview)
  return review + sued === 0
    ? '本年度没有因政府信息公开引起的行政复议和行政诉讼。'
    : `本年度因政府信息公开引起的行政复议${review}件、行政诉讼${sued}件。`
}

function report(unit: DemoUnit, year: number, f: AnnualFigures, story: [string, string, string], i: number): Written {
  const county = unit.code === 'xzf'
  const base = county ? `${year + 1}-03-03` : `${year + 1}-01-05`
  // In 2026 one township hands in its report after 31 January (art 49), so that an inspection has something to find.
  const late = unit.code === 'bsz' && year === 2025
  const formedOn = late ? '2026-02-03' : weekdayAfter(base, i % 14)
  const publishedOn = late ? '2026-02-06' : weekdayAfter(base, (i % 14) + 1 + (i % 4))
  return {
    key: `${unit.code}-annual-report-${year}`,
    unit: unit.code,
    column: 'annual-report',
    title: `${unit.name}${year}年政府信息公开工作年度报告`,
    subject: ['综合政务', '政务公开'],
    formedOn,
    publishedOn,
    keywords: `年度报告 政府信息公开 ${year}年 ${unit.shortName}`,
    summary: `${unit.shortName}${year}年主动公开、依申请公开、信息管理、平台建设和监督保障情况及有关统计数据。`,
    ...(late ? { flaw: 'late' as const } : {}),
    body: `根据《中华人民共和国政府信息公开条例》第四十九条、第五十条的规定，编制本报告。报告所列数据的统计期限为${year}年1月1日至12月31日${county ? '，数据范围包括县人民政府及其工作部门和各乡镇人民政府' : ''}。对报告有疑问的，请与${unit.disclosureOffice.name}联系（电话：${unit.disclosureOffice.phone}）。
## 一、总体情况
（一）主动公开。${story[0]}
（二）依申请公开。${handled(f)}
（三）政府信息管理。${management[(i + year) % management.length]}
（四）政府信息公开平台建设。${platform[(i * 2 + year) % platform.length]}
（五）监督保障。${supervision[(i * 3 + year) % supervision.length]}
## 二、主动公开政府信息情况
${firstTable(f)}
## 三、收到和处理政府信息公开申请情况
${secondTable(f)}
## 四、政府信息公开行政复议、行政诉讼情况
${thirdTable(f)}
${disputes(f)}
## 五、存在的主要问题及改进情况
存在的主要问题：${story[1]}
改进措施：${story[2]}
## 六、其他需要报告的事项
本年度未收取政府信息公开信息处理费。${county ? '全县数据由各单位年度报告汇总形成，汇总过程和分单位数据可在政府信息公开平台查询。' : '没有其他需要报告的事项。'}`,
  }
}

const earlierStories: Record<string, [string, string, string]> = {
  'xzf-2023': [
    '全县主动公开政府信息9846条，完成26个试点领域基层政务公开标准目录编制，新建乡镇政府信息公开查阅点6个，网站集约化改造后旧网址全部保留跳转。',
    '基层标准目录与实际公开内容对应不够，空白栏目占比较高；政策解读形式单一。',
    '建立目录与栏目对应关系表，按月清理空白栏目，推广问答式解读。',
  ],
  'xzf-2024': [
    '全县主动公开政府信息10572条，公开规范性文件制定、清理情况，机构改革涉及单位的信息按照“人走信息留”的要求完整移交，全年政策解读材料96篇。',
    '申请量上升较快，征地、房屋征收类占一半以上；少数单位答复格式不规范。',
    '印发依申请公开答复示范文本，对申请集中的领域推动转为主动公开。',
  ],
  'czj-2024': [
    '组织75个预算单位公开预决算，首次公开国有资产管理情况报告，公开惠农补贴政策15项。',
    '采购意向公开与实际采购时间间隔不足，供应商准备时间偏短。',
    '要求采购意向公开时间原则上不晚于采购活动开始前30日。',
  ],
  'mzj-2024': [
    '公开社会救助、养老服务和地名信息312条，低保标准调整当日公布。',
    '养老机构收费信息不全。',
    '要求备案养老机构按统一表格公布收费项目，每半年核对一次。',
  ],
  'cdz-2024': [
    '公开镇域规划、社区公示和便民服务事项452条，村（居）务公开栏全部更新版式。',
    '信息标题过于笼统，不便检索。',
    '制定标题拟写规则，写明时间、事项和对象。',
  ],
}

const unitOf = (code: string) => units.find((unit) => unit.code === code)!

/** 年度报告 in the national format of 2021: the county's adds up those of its units. */
export const annualReports: Written[] = [
  ...earlier.map((e, i) => report(unitOf(e.unit), e.year, e.figures, earlierStories[`${e.unit}-${e.year}`]!, i + 2)),
  ...Object.entries(figures2025).map(([code, own], i) =>
    report(unitOf(code), 2025, code === 'xzf' ? addUp(Object.values(figures2025)) : own, stories[code]!, i),
  ),
]
