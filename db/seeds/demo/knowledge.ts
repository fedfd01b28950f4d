import type { Topic } from '../../../src/foundations/classification/topics.ts'

/**
 * 知识库 of the demo county: what its people ask again and again. Every fact stands in an item that the county has
 * published; days are counted back from, and on from, the day on which the county is made.
 */
export type DemoAnswer = {
  unit: string
  topic: Topic
  question: string
  phrasings: string[]
  /** Paragraphs by newline; lines that begin with `- ` are a list. */
  answer: string
  /** Keys of items of the demo county. */
  sources: string[]
  /** Days ago on which it was written. */
  ago: number
  /** Days from the day of making to the day of review; negative: it has passed. */
  reviewIn: number
  /** Where it stands; left out: public. */
  stands?: 'draft' | 'review' | 'secrecy_review' | 'returned' | 'withdrawn' | 'merged' | 'revising'
  /** The question of the entry it was merged into. */
  into?: string
  /** Why it was returned or withdrawn. */
  reason?: string
  /** What readers said, and how often staff read it out. */
  use?: { wanted: number; unwanted: number; told: number }
}

export const answers: DemoAnswer[] = [
  {
    unit: 'mzj',
    topic: 'civil-affairs',
    question: '什么样的家庭可以申请低保？',
    phrasings: ['吃低保要什么条件', '收入多少可以办低保', '有车有房还能办低保吗'],
    answer:
      '共同生活的家庭成员人均收入低于低保标准，并且家庭财产符合规定的，可以申请。2026年的标准是城市每人每月752元、农村每人每月560元。\n重病、重残人员本人收入低于标准、但家庭不符合条件的，可以按单人户申请。\n有下列情况之一的，一般不能确认：\n- 有两套以上住房，且总面积超过标准\n- 有小汽车（残疾人代步车、生产用农用车除外）\n- 家庭人均金融资产超过24个月低保标准之和\n带户口簿、身份证到乡镇便民服务中心申请，当场受理，不收费。',
    sources: ['mzj-guide-dibao', 'mzj-standard-2026'],
    ago: 150,
    reviewIn: 60,
    use: { wanted: 46, unwanted: 3, told: 21 },
  },
  {
    unit: 'mzj',
    topic: 'civil-affairs',
    question: '低保申请批下来要多长时间？',
    phrasings: ['办低保要等多久', '低保什么时候能发到手'],
    answer:
      '材料当场受理后，家庭经济状况核对5个工作日，入户调查7个工作日，村（社区）公示7个工作日，乡镇审核确认3个工作日。通过的，次月10日前把低保金发到社会保障卡。\n不同意结果的，接到书面告知后可以向县民政局申请复核，也可以在60日内申请行政复议。',
    sources: ['mzj-guide-dibao'],
    ago: 150,
    reviewIn: 60,
    use: { wanted: 18, unwanted: 1, told: 9 },
  },
  {
    unit: 'mzj',
    topic: 'civil-affairs',
    question: '80岁老人的高龄津贴怎么领？',
    phrasings: ['老人满八十岁有没有补贴', '高龄补贴要不要申请', '百岁老人每月发多少'],
    answer:
      '不用申请，也不用每年认证。民政部门比对户籍数据，在老人满80周岁前后由乡镇上门或者打电话核实社会保障卡号，从满龄当月起计发。因核实延误的，会从满龄当月算起补发。\n百岁以上老人每人每月300元。户籍在本县、人在外地的也能领，津贴打入本人社会保障卡。\n满龄后两个月还没有收到的，请拨打县民政局养老服务股电话0999-5550153。',
    sources: ['mzj-normative-elder-2025', 'mzj-interpretation-elder-2025'],
    ago: 140,
    reviewIn: 120,
    use: { wanted: 33, unwanted: 0, told: 17 },
  },
  {
    unit: 'ybj',
    topic: 'labour',
    question: '在外地住院，医保怎么备案和报销？',
    phrasings: ['孩子在外地看病怎么报销', '异地就医要办什么手续', '在省城医院住院能不能直接结算'],
    answer:
      '先备案，出院时就能直接结算。手机上用国家医保服务平台填写，或者拨打0999-5550301说明姓名和就医地，也可以带身份证到县医保经办中心。\n- 长期在外地居住、工作的，办“异地长期居住备案”，长期有效，报销比例不降低\n- 临时外出、旅游时生病的，办“临时外出就医备案”，有效期6个月\n- 急诊抢救的，视同已经备案，不用办手续\n出院前补办备案的，仍可以直接结算。已经自己付了钱的，带发票原件、费用清单、出院小结到经办窗口手工报销，30个工作日办结。',
    sources: ['ybj-remote-2026'],
    ago: 120,
    reviewIn: 90,
    use: { wanted: 61, unwanted: 4, told: 35 },
  },
  {
    unit: 'ybj',
    topic: 'labour',
    question: '2027年居民医保什么时候交、交多少钱？',
    phrasings: ['新农合多少钱一个人', '城乡居民医疗保险缴费截止到哪天', '医保在哪里交'],
    answer:
      '集中缴费期到2026年12月31日，个人每人每年400元。特困人员、孤儿全额资助，低保对象资助300元，返贫致贫人口和纳入监测的易返贫人口资助200元，系统自动标识，只交差额。\n可以手机缴费，也可以到银行网点、乡镇便民服务中心，或者由村（社区）代办。可以用家人职工医保的个人账户代缴。请通过官方渠道缴费，不要点短信里的不明链接。',
    sources: ['ybj-pay-2027'],
    ago: 60,
    reviewIn: 40,
    use: { wanted: 52, unwanted: 2, told: 40 },
  },
  {
    unit: 'ybj',
    topic: 'labour',
    question: '刚出生的孩子怎么参加医保？',
    phrasings: ['新生儿医保怎么上', '宝宝住院能报销吗'],
    answer:
      '出生90日内参保的，从出生之日起享受待遇，出生后住院的费用也能报销。户口上好以后，手机缴费或者到乡镇便民服务中心、村（社区）办理即可。',
    sources: ['ybj-pay-2027'],
    ago: 58,
    reviewIn: 40,
    use: { wanted: 15, unwanted: 1, told: 6 },
  },
  {
    unit: 'jyj',
    topic: 'education',
    question: '外地户口的孩子怎么在云溪上学？',
    phrasings: ['打工子女上小学要什么材料', '没有居住证能不能报名', '随迁子女入学'],
    answer:
      '父母或者其他监护人在云溪县务工、经商、居住的，孩子可以在居住地申请入学，不收借读费、赞助费。\n有居住证的，带居住证和户口簿；居住证正在办的，带居住登记回执，8月20日前补交；住单位宿舍、个体经营、灵活就业和祖辈代为照料的，各有对应的材料，见办事指南。\n6月20日至28日网上填报，7月1日至3日现场补验，8月10日公布结果。咨询电话0999-5550120。',
    sources: ['jyj-migrant-2026'],
    ago: 110,
    reviewIn: 150,
    use: { wanted: 29, unwanted: 2, told: 12 },
  },
  {
    unit: 'rsj',
    topic: 'labour',
    question: '60岁以后怎么领居民养老保险？',
    phrasings: ['农村养老金怎么领', '交不满15年怎么办', '养老金每月多少钱'],
    answer:
      '年满60周岁、累计缴费满15年，没有领取其他基本养老待遇的，可以按月领取。缴费不足15年的，可以一次补缴到15年。\n到龄前一个月会有短信提醒。用手机申请，或者带身份证、社会保障卡到乡镇便民服务中心办理，10个工作日办结，从到龄次月起发放。\n基础养老金每人每月163元，65周岁以上每月加发5元，另加个人账户养老金。每年自动认证，不需要老人集中排队。',
    sources: ['rsj-pension-guide'],
    ago: 130,
    reviewIn: 80,
    use: { wanted: 27, unwanted: 5, told: 14 },
  },
  {
    unit: 'rsj',
    topic: 'labour',
    question: '返乡创业有没有补贴和贷款？',
    phrasings: ['回家开店政府给不给钱', '创业担保贷款怎么申请', '大学生创业补贴'],
    answer:
      '有。毕业五年内的高校毕业生、登记失业人员、就业困难人员、返乡创业农民工、脱贫劳动力，首次创办小微企业或者从事个体经营、正常经营一年以上的，可以领一次性创业补贴每户5000元；带动就业的，最高2万元。\n还可以申请创业担保贷款，个人最高30万元，期限不超过3年，财政按贷款实际利率的50%贴息，10万元以下免反担保。\n向乡镇便民服务中心或者网上申请，常年受理，所有环节都不收费。咨询电话0999-5550181。',
    sources: ['rsj-startup-2026'],
    ago: 100,
    reviewIn: 100,
    use: { wanted: 19, unwanted: 1, told: 4 },
  },
  {
    unit: 'czj',
    topic: 'agriculture',
    question: '惠农补贴打到哪张卡，怎么查到账没有？',
    phrasings: ['种粮补贴在哪里查', '一卡通的钱打到哪里了', '补贴卡没激活怎么办'],
    answer:
      '统一打到本人社会保障卡的金融账户。没有激活金融功能的，带身份证到发卡银行网点免费激活；行动不便的，可以请网点上门，或者由家人持委托书代办。\n公示期满后最多16个工作日到账，入账短信会写明补贴名称。在县政府网站点“补贴查询”，用本人社会保障卡或手机验证后，可以看到本户2021年以来的每一笔补贴。',
    sources: ['czj-interpretation-card-2025', 'czj-normative-card-2025'],
    ago: 90,
    reviewIn: 110,
    use: { wanted: 24, unwanted: 9, told: 11 },
  },
  {
    unit: 'nyj',
    topic: 'agriculture',
    question: '耕地地力保护补贴今年一亩多少钱？',
    phrasings: ['种地补贴一亩多少', '土地流转出去了补贴给谁', '地荒了还有没有补贴'],
    answer:
      '2026年全县统一为每亩92.6元，按确权登记面积扣除不予补贴的面积计算，6月20日前发放。\n土地流转的，补贴给谁按双方约定；没有约定的，给承包农户。抛荒一年以上的，次年暂停，复耕后恢复。任何人不得用补贴抵扣农业保险费、水费等费用。',
    sources: ['nyj-farmland-subsidy-2026'],
    ago: 95,
    reviewIn: 3,
    use: { wanted: 31, unwanted: 2, told: 8 },
  },
  {
    unit: 'wjj',
    topic: 'health',
    question: '孩子打疫苗去哪里、哪天打？',
    phrasings: ['预防接种门诊几点上班', '接种证丢了怎么补', '流感疫苗哪里可以打'],
    answer:
      '县妇幼保健院周一至周六接种；各乡镇卫生院按固定日子接种，比如松泉镇卫生院每月逢3、8日，具体地址和电话见接种门诊名录。免疫规划疫苗全部免费，带接种证即可。\n孩子发热、急性疾病期应当暂缓接种，接种后留观30分钟。接种证丢了，可以到任一门诊免费补办。65周岁以上户籍老人、在校中小学生可以免费接种一剂流感疫苗。',
    sources: ['wjj-vaccine-2026'],
    ago: 50,
    reviewIn: 200,
    use: { wanted: 12, unwanted: 0, told: 5 },
  },
  {
    unit: 'xzf',
    topic: 'urban-construction',
    question: '县城路边停车怎么收费？',
    phrasings: ['停车多少钱一小时', '晚上停路边要不要钱', '去医院停车免费吗'],
    answer:
      '一类区域道路泊位白天（8时至20时）首小时内免费，超过1小时的每小时2元，单日最高12元；夜间免费。二类区域单日最高8元。\n医院、政务服务中心配建停车场，对办事群众2小时内免费。首次轻微违法停车、及时驶离的，以提醒教育为主。',
    sources: ['xzf-normative-parking-2024'],
    ago: 85,
    reviewIn: 140,
    use: { wanted: 22, unwanted: 3, told: 7 },
  },
  {
    unit: 'xzf',
    topic: 'urban-construction',
    question: '申请公租房要什么条件？',
    phrasings: ['外地人能不能租公租房', '怎么申请公共租赁住房', '公租房租金多少钱一平'],
    answer:
      '家庭人均月可支配收入低于3000元；在县城没有自有住房，或者人均住房建筑面积低于16平方米；家庭没有价值12万元以上的车辆。外来务工人员还要连续缴纳社会保险6个月以上。\n向居住地所在的镇（社区）申请，实行告知承诺，不用开“无房证明”。初审15个工作日，收入核对10个工作日，复核10个工作日，通过后公开摇号。租金按市场租金的60%，低保、特困家庭每平方米0.8元。',
    sources: ['xzf-normative-rent-2025'],
    ago: 80,
    reviewIn: 130,
    use: { wanted: 17, unwanted: 2, told: 6 },
  },
  {
    unit: 'xzf',
    topic: 'environment',
    question: '在县城哪些地方不能放烟花爆竹？',
    phrasings: ['过年能不能放鞭炮', '办喜事可以放炮吗', '放烟花罚多少钱'],
    answer:
      '东环路、南环路、西溪大道、北外环围起来的区域，加上城东镇8个社区，全年全天禁止，婚丧嫁娶、乔迁开业都不例外。农村地区除重点防火区等地点外不禁放。\n违反的，责令停止，罚款100元至500元；孩子燃放的，由监护人承担责任。拿不准自己家在不在禁放区，可以打110或者12345询问。',
    sources: ['xzf-normative-fireworks-2025', 'xzf-interpretation-fireworks-2025'],
    ago: 75,
    reviewIn: 160,
    use: { wanted: 38, unwanted: 1, told: 13 },
  },
  {
    unit: 'xzf',
    topic: 'party-government',
    question: '没有公开的政府信息怎么申请？',
    phrasings: ['依申请公开怎么办', '想要一份政府文件怎么申请', '申请信息公开多少天答复'],
    answer:
      '在本网站“依申请公开”栏目填写，写清楚要什么信息，提交后马上得到查询码，不用注册。也可以邮寄或者到县政府办公室政务公开办当面提交。\n行政机关收到申请后20个工作日内答复，需要延长的会告诉您。提供信息一般不收费。凭查询码可以随时看办理进度。',
    sources: ['xzf-guide', 'xzf-rules-request'],
    ago: 70,
    reviewIn: 180,
    use: { wanted: 9, unwanted: 0, told: 2 },
  },
  {
    unit: 'sqz',
    topic: 'environment',
    question: '田坎杂草、茶树枝叶能不能烧？',
    phrasings: ['秸秆可以焚烧吗', '烧荒草罚不罚款', '上坟能不能烧纸'],
    answer:
      '禁火期内不能烧。2026年11月1日至2027年4月30日，松泉镇所有林地、茶园和林缘100米范围内禁止一切野外用火。\n枝叶和杂草请粉碎还田，镇农业农村办公室免费出借粉碎机，预约电话0999-5550260。清明、冬至提倡鲜花祭扫，镇政府在5个公墓入口免费提供鲜花。发现火情请拨打12119。',
    sources: ['sqz-forest-fire-2026'],
    ago: 15,
    reviewIn: 160,
    use: { wanted: 8, unwanted: 0, told: 3 },
  },
  {
    unit: 'sqz',
    topic: 'labour',
    question: '镇便民服务中心周末上班吗？',
    phrasings: ['星期六能不能去镇里办事', '松泉镇政府几点下班'],
    answer:
      '镇便民服务中心工作日8时30分至12时、14时30分至17时30分办理。周六上午安排值班窗口，可以办理医保、养老保险和低保申请；法定节假日不办。',
    sources: ['sqz-guide'],
    ago: 40,
    reviewIn: -2,
    use: { wanted: 6, unwanted: 1, told: 5 },
  },
  {
    unit: 'sqz',
    topic: 'land',
    question: '农村建房要办哪些手续？',
    phrasings: ['宅基地怎么审批', '家里老房子翻建要不要批', '自建房能盖几层'],
    answer:
      '一户只能有一处宅基地，面积不超过120平方米。先向村民小组申请，经村民小组讨论、村级审查公示后报镇政府，20个工作日内决定，发给农村宅基地批准书和乡村建设规划许可证。\n三层及以上、跨度6米以上或者用于经营的，应当由有资质的单位设计、施工；其他的可以选用免费的通用图集。选址、放线、基础、竣工时镇里都会到场。',
    sources: ['xzf-normative-rural-building-2023'],
    ago: 720,
    reviewIn: 30,
    use: { wanted: 20, unwanted: 4, told: 10 },
  },
  {
    unit: 'xzf',
    topic: 'environment',
    question: '过年期间县城哪几天可以放烟花？',
    phrasings: ['除夕夜能放烟花吗'],
    answer: '除夕至正月初五、正月十五可以在城区限放区域内燃放，其他时间不得燃放。',
    sources: ['xzf-normative-fireworks-2022'],
    ago: 700,
    reviewIn: 20,
    use: { wanted: 11, unwanted: 7, told: 1 },
  },
  {
    unit: 'czj',
    topic: 'agriculture',
    question: '补贴的钱去哪里查？',
    phrasings: ['惠农补贴查询'],
    answer: '到银行网点补登存折，或者在县政府网站点“补贴查询”查看。',
    sources: [],
    ago: 88,
    reviewIn: 110,
    stands: 'merged',
    into: '惠农补贴打到哪张卡，怎么查到账没有？',
    reason: '问的是同一件事，另一条写得更全。',
  },
  {
    unit: 'sqz',
    topic: 'transport',
    question: '松泉镇到县城的班车末班是几点？',
    phrasings: ['晚上还有没有回镇里的车'],
    answer: '末班车18时从县汽车站发出。',
    sources: [],
    ago: 200,
    reviewIn: 20,
    stands: 'withdrawn',
    reason: '班车时刻由客运公司公布，变动较多，请以客运公司的公告为准。',
  },
  {
    unit: 'czj',
    topic: 'economy',
    question: '小额的政府采购项目在哪里看公告？',
    phrasings: ['政府采购公告在哪里发布'],
    answer:
      '本县政府采购项目的公告都在县政府网站“法定主动公开内容”的集中采购栏目发布，限额标准以下的由采购单位在本单位页面公布。',
    sources: ['czj-procurement-standard-2026'],
    ago: 12,
    reviewIn: 200,
    stands: 'draft',
  },
  {
    unit: 'czj',
    topic: 'agriculture',
    question: '社会保障卡丢了，补贴还能到账吗？',
    phrasings: ['社保卡挂失期间补贴怎么办'],
    answer: '能。挂失期间补贴照常拨付到账户，补卡后可以取用。请尽快到发卡银行网点补办。',
    sources: ['czj-normative-card-2025'],
    ago: 9,
    reviewIn: 200,
    stands: 'returned',
    reason: '请写明补卡要带什么、几天能拿到新卡，再问一下人社局口径是否一致。',
  },
  {
    unit: 'sqz',
    topic: 'agriculture',
    question: '鲜茶叶卖给初制厂是什么价格？',
    phrasings: ['茶青今天多少钱一斤'],
    answer: '三家共享初制厂每天早上8点在厂门口和村务微信群公布当天收购价，现款结算。价格随行情变动，以当天公布的为准。',
    sources: ['sqz-news-tea-2026'],
    ago: 6,
    reviewIn: 120,
    stands: 'review',
  },
  {
    unit: 'xzf',
    topic: 'urban-construction',
    question: '生活垃圾怎么分类，什么时候开始罚款？',
    phrasings: ['垃圾分几类', '不分类扔垃圾会怎样'],
    answer:
      '生活垃圾分为可回收物、有害垃圾、厨余垃圾、其他垃圾四类，请投放到对应的收集容器。具体的施行日期和处理办法见《云溪县生活垃圾分类管理办法》。',
    sources: ['xzf-normative-waste-2026'],
    ago: 5,
    reviewIn: 150,
    stands: 'secrecy_review',
  },
  {
    unit: 'xzf',
    topic: 'technology',
    question: '县政府网站打不开或者内容有错，向谁反映？',
    phrasings: ['网站找错', '政府网站上的电话打不通'],
    answer: '在任一页面底部点“网站找错与意见”，写明哪一页、错在哪里，会得到受理编号，三个工作日内核实答复。',
    sources: [],
    ago: 65,
    reviewIn: 100,
    stands: 'revising',
    use: { wanted: 4, unwanted: 0, told: 1 },
  },
]
