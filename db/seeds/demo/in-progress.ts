import { prepare } from './prepare.ts'
import { table } from './table.ts'
import type { DemoInProgress, DemoStep, Written } from './types.ts'

type Sketch = Omit<DemoInProgress, 'record'> & { record: Omit<Written, 'publishedOn'> }

const step = (at: string, who: string, action: DemoStep['action'], reason?: string): DemoStep => ({
  at: new Date(`${at}:00+08:00`).toISOString(),
  who,
  action,
  ...(reason ? { reason } : {}),
})

const sketches: Sketch[] = [
  {
    shows: 'proposed as not public: the disclosure office decides before the leader signs',
    stands: 'disclosure_review',
    drafter: 'jiangwanzhou',
    draftedAt: '2026-11-12T01:20:00Z',
    history: [
      step('2026-11-12T10:30', 'jiangwanzhou', 'submit'),
      step('2026-11-13T09:15', 'hemuchuan', 'approve', '属内部工作安排，拟不公开，请保密审查。'),
      step('2026-11-16T15:40', 'yewangshu', 'approve', '不含国家秘密。是否公开请政务公开办按规定研究。'),
    ],
    record: {
      key: 'wip-xzf-duty-roster',
      unit: 'xzf',
      column: 'notices',
      title: '云溪县人民政府办公室关于调整办公室值班安排和车辆管理流程的通知',
      formedOn: '2026-11-11',
      attribute: 'not_public',
      exemptionGround: 'EX16a',
      attributeReason: '内容为本办公室值班排班和公务用车内部流程，属后勤管理信息，对外不产生权利义务影响。',
      keywords: '值班 车辆管理 内部流程',
      body: `各股室：
为规范值班和公务用车管理，经研究，对有关安排作如下调整。
一、值班实行双岗制，工作日夜间和休息日由一名股级以上干部带班。
二、用车须提前半日在内部系统登记，急事可先口头报告、次日补登。
三、本通知自印发之日起执行。`,
    },
  },
  {
    shows: 'decided, but only on request: kept and never in the log',
    stands: 'withheld',
    drafter: 'wenyining',
    draftedAt: '2026-10-20T01:00:00Z',
    history: [
      step('2026-10-20T10:10', 'wenyining', 'submit'),
      step('2026-10-21T09:00', 'lutinglan', 'approve', '涉及企业报价明细，拟依申请公开。'),
      step('2026-10-22T14:25', 'shenzhiyan', 'approve', '不含国家秘密，含企业商业信息。'),
      step('2026-10-26T11:05', 'qinzhaoye', 'approve', '同意按依申请公开管理，收到申请时征求企业意见。'),
      step('2026-10-27T16:30', 'gusongnian', 'approve', '同意。'),
    ],
    record: {
      key: 'wip-czj-quotations',
      unit: 'czj',
      column: 'procurement',
      title: '县级会议定点场所采购项目响应文件报价明细汇总',
      formedOn: '2026-10-19',
      attribute: 'on_request',
      attributeReason:
        '含参与企业的分项报价和成本构成，公开可能损害第三方合法权益，收到申请时依条例第三十二条征求意见。',
      keywords: '会议定点 报价明细 政府采购',
      body: `本汇总用于评审归档，列明各参与企业的会议室、用餐和住宿分项报价及成本构成。中选结果及中选价格已在县财政局“政府集中采购”栏目公开。`,
    },
  },
  {
    shows: 'a draft that was given up with a reason',
    stands: 'discarded',
    drafter: 'wenyining',
    draftedAt: '2026-11-03T02:00:00Z',
    history: [step('2026-11-04T09:20', 'wenyining', 'discard', '与上级部署的统一通知重复，不再单独发文。')],
    record: {
      key: 'wip-czj-given-up',
      unit: 'czj',
      column: 'notices',
      title: '关于做好2026年度决算编报前期准备工作的通知（草稿）',
      formedOn: '2026-11-03',
      keywords: '决算 编报',
      body: `各预算单位：
请于11月底前完成账务核对、往来清理和资产盘点，为决算编报做好准备。`,
    },
  },
  {
    shows: 'a draft just begun',
    stands: 'draft',
    drafter: 'wenyining',
    draftedAt: '2026-11-19T02:20:00Z',
    history: [],
    record: {
      key: 'wip-czj-revenue-q3',
      unit: 'czj',
      column: 'finance',
      sector: 'czyjs',
      title: '云溪县2026年前三季度一般公共预算执行情况',
      formedOn: '2026-11-05',
      keywords: '预算执行 前三季度 财政收支',
      body: `前三季度，全县一般公共预算收入6.02亿元，同比增长4.8%，完成年初预算的73.6%，其中税收收入3.84亿元。一般公共预算支出24.18亿元，增长3.3%，民生支出占81.9%。
${table(
  ['支出科目', '完成数（万元）', '占预算（%）'],
  [
    ['教育', 59240, '75.5'],
    ['社会保障和就业', 44870, '79.6'],
    ['卫生健康', 25410, '72.2'],
    ['农林水', 38960, '69.9'],
  ],
)}
主要问题：非税收入占比偏高，农林水支出因项目验收集中在四季度，进度低于序时。`,
    },
  },
  {
    shows: 'a draft that the section head sent back with a reason',
    stands: 'draft',
    drafter: 'wenyining',
    draftedAt: '2026-11-16T01:30:00Z',
    history: [
      step('2026-11-16T10:05', 'wenyining', 'submit'),
      step(
        '2026-11-17T09:40',
        'lutinglan',
        'return',
        '第二条“原则上不予支持”没有列明例外情形，群众看不懂；附表金额合计与正文不一致（正文326万元，表中各项相加为316万元），请核对后重报。',
      ),
    ],
    record: {
      key: 'wip-czj-tea-award',
      unit: 'czj',
      column: 'notices',
      title: '关于2026年茶产业奖补资金（第二批）拟拨付情况的公示',
      formedOn: '2026-11-13',
      keywords: '茶产业 奖补 公示',
      body: `根据《云溪县促进茶产业高质量发展若干措施》，经乡镇初审、县级复核，拟拨付第二批奖补资金326万元。
一、低产茶园改造1860亩，111.6万元；二、加工设备更新9家，144.4万元；三、共享初制厂2座，60万元。
二、对没有建立台账的申报事项，原则上不予支持。
公示期5个工作日。异议电话：0999-5550175。`,
    },
  },
  {
    shows: 'waiting for the section head of the finance office',
    stands: 'section_review',
    drafter: 'wenyining',
    draftedAt: '2026-11-18T06:10:00Z',
    history: [step('2026-11-19T15:20', 'wenyining', 'submit')],
    record: {
      key: 'wip-czj-procurement-intent',
      unit: 'czj',
      column: 'procurement',
      sector: 'ggzyjy',
      title: '云溪县财政局2026年12月至2027年1月政府采购意向公开',
      formedOn: '2026-11-18',
      keywords: '采购意向 政府采购',
      body: `为便于供应商及时了解采购信息，现将本单位采购意向公开如下。
${table(
  ['序号', '采购项目', '需求概况', '预算金额（万元）', '预计采购时间'],
  [
    [1, '惠农补贴发放平台运维', '全年运行维护、等级保护测评', 38, '2026年12月'],
    [2, '预算绩效评价服务', '2026年度10个重点项目评价', 96, '2027年1月'],
    [3, '档案数字化', '2016至2022年会计档案约42万页', 54, '2027年1月'],
  ],
)}
本次公开的采购意向为初步安排，具体以采购公告和采购文件为准。`,
    },
  },
  {
    shows: 'waiting for the deputy leader of a township (second chain)',
    stands: 'deputy_review',
    drafter: 'wenxiaoman',
    draftedAt: '2026-11-17T01:15:00Z',
    history: [
      step('2026-11-17T09:50', 'wenxiaoman', 'submit'),
      step('2026-11-18T11:10', 'shiyizhou', 'approve', '数据已与各村核对。'),
    ],
    record: {
      key: 'wip-sqz-firewood',
      unit: 'sqz',
      column: 'notices',
      title: '松泉镇2026年冬季困难群众取暖物资发放安排',
      formedOn: '2026-11-16',
      keywords: '取暖 困难群众 松泉',
      body: `受寒潮影响，预计11月下旬山区最低气温降至零下2℃。镇政府采购棉被310床、取暖器86台，发放安排如下：
一、对象：分散供养特困人员、独居老人、低保重病重残家庭以及临时遇困群众。
二、时间：11月24日至28日，由村干部送到家中，不需要到镇里排队领取，也不需要拍照留念。
三、取暖器只发放给线路经检查合格的家庭，镇应急管理办公室同步检查烟道，发放煤气报警器。
四、漏发、错发的，请拨打0999-5550260，24小时内核实补发。`,
    },
  },
  {
    shows: 'waiting for the secrecy review of a township, whose approval publishes',
    stands: 'secrecy_review',
    drafter: 'wenxiaoman',
    draftedAt: '2026-11-13T02:00:00Z',
    history: [
      step('2026-11-13T10:30', 'wenxiaoman', 'submit'),
      step('2026-11-16T09:20', 'shiyizhou', 'approve'),
      step('2026-11-18T16:35', 'shaochanggeng', 'approve', '同意公开，注意户主姓名隐去部分。'),
    ],
    record: {
      key: 'wip-sqz-homestead-november',
      unit: 'sqz',
      column: 'homestead',
      title: '松泉镇2026年11月农村宅基地审批公示（第一批）',
      formedOn: '2026-11-12',
      keywords: '宅基地 公示 松泉',
      body: `本批批准宅基地申请4宗，现予公示，公示期7日。
${table(
  ['序号', '申请人', '村', '建房类型', '批准面积（平方米）'],
  [
    [1, '骆*', '茶山村', '原址翻建', 112],
    [2, '尚*华', '竹坪村', '原址翻建', 98],
    [3, '凤*', '云顶村', '异地新建', 120],
    [4, '单*明', '龙潭村', '扩建', 104],
  ],
)}
异议电话：0999-5550260。`,
    },
  },
  {
    shows: 'back at the secrecy review after the disclosure office answered the doubt',
    stands: 'secrecy_review',
    drafter: 'jiangwanzhou',
    draftedAt: '2026-11-10T01:40:00Z',
    history: [
      step('2026-11-10T10:10', 'jiangwanzhou', 'submit'),
      step('2026-11-11T09:15', 'hemuchuan', 'approve'),
      step(
        '2026-11-12T15:00',
        'yewangshu',
        'doubt',
        '附表列出各储备点的具体位置和存量，是否会危及公共安全，拿不准，请政务公开办确定。',
      ),
      step(
        '2026-11-16T10:30',
        'qinzhaoye',
        'clear',
        '已商县应急管理局：公开到乡镇一级和物资类别，不公开仓库门牌和存量分布，现稿已按此处理，可以公开。',
      ),
    ],
    record: {
      key: 'wip-xzf-emergency-stock',
      unit: 'xzf',
      column: 'emergency',
      title: '云溪县2026—2027年度冬春救助应急物资储备情况',
      formedOn: '2026-11-09',
      subject: ['综合政务', '应急管理'],
      keywords: '应急物资 储备 冬春救助',
      body: `全县冬春救助应急物资储备满足3000人转移安置3天需要，另按常住人口千分之三储备棉衣棉被。
${table(
  ['类别', '储备数量', '储备层级'],
  [
    ['棉被（床）', 2400, '县级和6个乡镇'],
    ['折叠床（张）', 860, '县级和6个乡镇'],
    ['帐篷（顶）', 320, '县级'],
    ['应急照明（套）', 540, '县级和6个乡镇'],
    ['饮用水（箱）', 1800, '县级和6个乡镇'],
  ],
)}
物资由县应急管理局统一调拨，受灾群众凭村（社区）登记领取，领取情况张榜公布。`,
    },
  },
  {
    shows: 'a doubt lies with the disclosure office',
    stands: 'consultation',
    drafter: 'wenyining',
    draftedAt: '2026-11-12T06:30:00Z',
    history: [
      step('2026-11-13T09:10', 'wenyining', 'submit'),
      step('2026-11-16T14:25', 'lutinglan', 'approve'),
      step(
        '2026-11-18T10:45',
        'shenzhiyan',
        'doubt',
        '投诉处理决定涉及供应商报价明细，供应商主张属于商业秘密，能否全文公开需要政务公开办研究。',
      ),
    ],
    record: {
      key: 'wip-czj-complaint',
      unit: 'czj',
      column: 'procurement',
      sector: 'ggzyjy',
      title: '云溪县财政局政府采购投诉处理结果公告（云溪财采投〔2026〕2号）',
      docNumber: '云溪财采投〔2026〕2号',
      formedOn: '2026-11-11',
      keywords: '政府采购 投诉处理',
      body: `一、项目名称：县妇幼保健院超声设备采购项目（虚构）。
二、投诉人：示例某医疗科技有限公司。被投诉人：示例某招标代理有限公司。
三、投诉事项：认为中标供应商技术参数响应不实、报价低于成本。
四、处理依据和结果：经审查投标文件、专家论证和供应商说明，投诉事项一缺乏事实依据；投诉事项二，供应商提供的成本说明能够证明报价合理，不成立。根据《政府采购质疑和投诉办法》第二十九条，驳回投诉。
五、救济途径：对本决定不服的，可以在60日内申请行政复议，或者在6个月内提起行政诉讼。`,
    },
  },
  {
    shows: 'waiting for the signature of the finance office’s leader',
    stands: 'sign_off',
    drafter: 'wenyining',
    draftedAt: '2026-11-09T02:00:00Z',
    history: [
      step('2026-11-09T11:00', 'wenyining', 'submit'),
      step('2026-11-11T09:30', 'lutinglan', 'approve', '已与国库股核对数据。'),
      step('2026-11-16T15:45', 'shenzhiyan', 'approve', '不涉密，无个人信息。'),
    ],
    record: {
      key: 'wip-czj-debt',
      unit: 'czj',
      column: 'finance',
      sector: 'czyjs',
      catalogue: '15',
      title: '云溪县2026年新增地方政府债券资金安排使用情况',
      formedOn: '2026-11-06',
      keywords: '地方政府债券 债务 使用情况',
      body: `2026年，经县人民代表大会常务委员会批准，全县新增地方政府债券资金1.98亿元，其中一般债券0.98亿元、专项债券1亿元。
${table(
  ['项目', '债券类型', '金额（万元）', '期限', '10月底支出（万元）'],
  [
    ['农村公路安全防护', '一般债券', 3200, '10年', 2860],
    ['小型水库除险加固', '一般债券', 2600, '10年', 2110],
    ['老旧小区改造', '一般债券', 4000, '7年', 3520],
    ['城东第三小学', '专项债券', 5000, '20年', 1680],
    ['县中医医院迁建', '专项债券', 5000, '20年', 4310],
    ['合计', '', 19800, '', 14480],
  ],
)}
专项债券项目收益覆盖倍数均不低于1.2倍，还本付息资金已列入年度预算和中期财政规划。`,
    },
  },
  {
    shows: 'signed and waiting for its hour: it becomes public by itself on the first of December',
    stands: 'scheduled',
    drafter: 'wenyining',
    draftedAt: '2026-11-12T02:00:00Z',
    history: [
      step('2026-11-12T11:00', 'wenyining', 'submit'),
      step('2026-11-13T09:30', 'lutinglan', 'approve', '请在十二月一日开展集中宣传时公开。'),
      step('2026-11-17T15:45', 'shenzhiyan', 'approve', '不涉密，无个人信息。'),
      {
        ...step('2026-11-18T10:20', 'gusongnian', 'approve', '同意，与宣传活动同时公开。'),
        publishAt: '2026-12-01T09:00:00+08:00',
      },
    ],
    record: {
      key: 'wip-czj-invoice-month',
      unit: 'czj',
      column: 'notices',
      title: '关于开展财政惠民补贴政策集中宣传活动的公告',
      formedOn: '2026-11-11',
      keywords: '财政 惠民补贴 宣传',
      body: `云溪县财政局定于12月1日至7日在县政务服务中心和各乡镇便民服务中心开展惠民补贴政策集中宣传，现公告如下：
一、现场可查询本人和家庭成员的补贴发放明细，请带社会保障卡。
二、对发放对象、金额有疑问的，当场登记，五个工作日内答复。
三、宣传资料同时放在各村（社区）公开栏。`,
    },
  },
  {
    shows: 'waiting for signature in the government office, with a document number',
    stands: 'sign_off',
    drafter: 'jiangwanzhou',
    draftedAt: '2026-11-12T01:10:00Z',
    history: [
      step('2026-11-12T10:00', 'jiangwanzhou', 'submit'),
      step('2026-11-13T11:30', 'hemuchuan', 'approve', '标题已规范。'),
      step('2026-11-17T10:10', 'yewangshu', 'approve'),
    ],
    record: {
      key: 'wip-xzf-parking-amend',
      unit: 'xzf',
      column: 'normative',
      title: '云溪县人民政府办公室关于修改《云溪县城区机动车停车管理办法》的通知',
      docNumber: '云溪政办规〔2026〕3号',
      subject: ['城乡建设、环境保护', '城乡建设（含住房）'],
      formedOn: '2026-11-11',
      effectiveOn: '2026-12-15',
      expiresOn: '2029-07-31',
      keywords: '停车管理 修改 夜间停车',
      body: `城东镇人民政府，县直有关部门：
经县人民政府同意，对《云溪县城区机动车停车管理办法》（云溪政办规〔2024〕2号）作如下修改：
一、将第四项中的“首小时内免费”修改为“首90分钟内免费”。
二、将第七项修改为：“机关单位大院应当在工作日19时至次日7时、节假日全天向社会开放停车位，因保密、安全原因不能开放的，由单位向县综合行政执法局书面说明并在门口公示。”
三、增加一项，作为第十一项：“新能源汽车充电期间停车费减半，充电结束后30分钟内未驶离的，按标准收费。”
本通知自2026年12月15日起施行，有效期至原办法有效期届满。`,
    },
  },
  {
    shows: 'published, then withdrawn by the disclosure office because a list told too much of people',
    stands: 'withdrawn',
    drafter: 'wenxiaoman',
    draftedAt: '2026-10-09T01:30:00Z',
    history: [
      step('2026-10-09T10:20', 'wenxiaoman', 'submit'),
      step('2026-10-10T09:30', 'shiyizhou', 'approve'),
      step('2026-10-10T15:30', 'shaochanggeng', 'approve'),
      step('2026-10-12T10:00', 'muqinghe', 'approve'),
      {
        ...step(
          '2026-10-14T09:25',
          'sujiming',
          'withdraw',
          '公示内容超出依法应当公开的范围，涉及个人生活情况，依照《中华人民共和国政府信息公开条例》第十五条撤回。镇政府将重新公示必要内容。',
        ),
        ground: 'personal_data',
      },
    ],
    record: {
      key: 'wip-sqz-temporary-relief',
      unit: 'sqz',
      column: 'social-assistance',
      sector: 'shjz',
      catalogue: '69',
      title: '松泉镇2026年9月临时救助对象公示',
      formedOn: '2026-10-08',
      keywords: '临时救助 公示 松泉',
      body: `经申请、核查，2026年9月拟对下列家庭给予临时救助，现予公示。
${table(
  ['序号', '户主', '村', '家庭人口', '救助事由', '救助金额（元）'],
  [
    [1, '申*', '云顶村', 4, '家中房屋失火，粮食、家具全部烧毁，现借住亲戚家中', 6000],
    [2, '贝*', '茶山村', 3, '家中主要劳力外出务工受伤，正在与用人单位协商赔偿', 4000],
    [3, '池*芳', '龙潭村', 2, '夫妻离异后独自抚养孩子，收入不稳定', 2500],
  ],
)}
公示期7个工作日。`,
    },
  },
  {
    shows: 'published, then withdrawn by its own leader because a figure was wrong beyond correction',
    stands: 'withdrawn',
    drafter: 'wenyining',
    draftedAt: '2026-09-08T02:10:00Z',
    history: [
      step('2026-09-08T11:00', 'wenyining', 'submit'),
      step('2026-09-09T09:40', 'lutinglan', 'approve'),
      step('2026-09-09T16:00', 'shenzhiyan', 'approve'),
      step('2026-09-10T10:20', 'gusongnian', 'approve', '同意公开。'),
      {
        ...step(
          '2026-09-15T14:30',
          'gusongnian',
          'withdraw',
          '本期汇总表误用了未经核对的数据，多处金额有误，容易造成误解，现予撤回；核对后的汇总表将重新公开。',
        ),
        ground: 'error',
      },
    ],
    record: {
      key: 'wip-czj-subsidy-summary',
      unit: 'czj',
      column: 'livelihood',
      sector: 'snbt',
      title: '云溪县2026年1至8月惠民惠农补贴“一卡通”发放情况汇总',
      formedOn: '2026-09-07',
      keywords: '一卡通 补贴 汇总',
      body: `2026年1至8月，全县通过“一卡通”发放补贴12项、21.4万人次、1.36亿元。
${table(
  ['项目', '人次（万）', '金额（万元）'],
  [
    ['耕地地力保护补贴', 5.8, 2968],
    ['低保金', 6.3, 3508],
    ['高龄津贴', 3.1, 895],
    ['其他', 6.2, 6229],
    ['合计', 21.4, 13600],
  ],
)}
发放失败1264笔，已重发1231笔，其余正在核实账户。`,
    },
  },
  {
    shows: 'published and corrected twice: three editions, two of them superseded',
    stands: 'published',
    drafter: 'wenyining',
    draftedAt: '2026-06-08T01:30:00Z',
    history: [
      step('2026-06-08T10:00', 'wenyining', 'submit'),
      step('2026-06-08T15:10', 'lutinglan', 'approve'),
      step('2026-06-09T09:30', 'shenzhiyan', 'approve'),
      step('2026-06-09T16:20', 'gusongnian', 'approve'),
      {
        ...step('2026-07-06T09:20', 'wenyining', 'correct', '代理银行网点名单新增两处，更新表格。'),
        changes: {
          body: `为方便群众领取惠民惠农补贴，现公布社会保障卡代理银行服务网点。
${table(
  ['网点', '地址', '服务时间', '电话'],
  [
    ['示例银行云溪支行', '惠民路66号', '每日9:00—17:00', '0999-5553101'],
    ['示例银行溪口支行', '溪口镇临江路31号', '工作日9:00—16:30', '0999-5553102'],
    ['示例银行松泉支行', '松泉镇泉水街41号', '工作日9:00—16:30', '0999-5553103'],
    ['示例银行望岭服务点', '望岭乡岭上街6号', '每月逢1、6赶集日', '0999-5553104'],
    ['示例银行青禾服务点', '青禾乡稻香路22号', '每月逢2、7赶集日', '0999-5553105'],
  ],
)}
激活社会保障卡金融功能不收费。行动不便的，可以电话预约上门办理。`,
        },
      },
      step('2026-07-06T10:00', 'wenyining', 'submit'),
      step('2026-07-06T16:40', 'lutinglan', 'approve'),
      step('2026-07-07T09:20', 'shenzhiyan', 'approve'),
      step('2026-07-07T15:30', 'gusongnian', 'approve'),
      {
        ...step('2026-10-09T09:40', 'wenyining', 'correct', '望岭服务点赶集日由逢1、6更正为逢3、8，原表有误。'),
        changes: {
          body: `为方便群众领取惠民惠农补贴，现公布社会保障卡代理银行服务网点。
${table(
  ['网点', '地址', '服务时间', '电话'],
  [
    ['示例银行云溪支行', '惠民路66号', '每日9:00—17:00', '0999-5553101'],
    ['示例银行溪口支行', '溪口镇临江路31号', '工作日9:00—16:30', '0999-5553102'],
    ['示例银行松泉支行', '松泉镇泉水街41号', '工作日9:00—16:30', '0999-5553103'],
    ['示例银行望岭服务点', '望岭乡岭上街6号', '每月逢3、8赶集日', '0999-5553104'],
    ['示例银行青禾服务点', '青禾乡稻香路22号', '每月逢2、7赶集日', '0999-5553105'],
  ],
)}
激活社会保障卡金融功能不收费。行动不便的，可以电话预约上门办理。`,
        },
      },
      step('2026-10-09T10:30', 'wenyining', 'submit'),
      step('2026-10-09T16:10', 'lutinglan', 'approve'),
      step('2026-10-10T09:10', 'shenzhiyan', 'approve'),
      step('2026-10-10T14:50', 'gusongnian', 'approve'),
    ],
    record: {
      key: 'wip-czj-bank-points',
      unit: 'czj',
      column: 'notices',
      sector: 'snbt',
      title: '云溪县惠民惠农补贴社会保障卡代理银行服务网点一览',
      formedOn: '2026-06-05',
      keywords: '社会保障卡 代理银行 网点 一卡通',
      body: `为方便群众领取惠民惠农补贴，现公布社会保障卡代理银行服务网点。
${table(
  ['网点', '地址', '服务时间', '电话'],
  [
    ['示例银行云溪支行', '惠民路66号', '每日9:00—17:00', '0999-5553101'],
    ['示例银行溪口支行', '溪口镇临江路31号', '工作日9:00—16:30', '0999-5553102'],
    ['示例银行望岭服务点', '望岭乡岭上街6号', '每月逢1、6赶集日', '0999-5553104'],
  ],
)}
激活社会保障卡金融功能不收费。行动不便的，可以电话预约上门办理。`,
    },
  },
  {
    shows: 'a draft long past the 20 working days of art 26',
    stands: 'draft',
    drafter: 'luochenxi',
    draftedAt: '2026-09-22T03:00:00Z',
    history: [],
    record: {
      key: 'wip-jyj-schools',
      unit: 'jyj',
      column: 'livelihood',
      sector: 'ywjy',
      catalogue: '81',
      title: '云溪县2026—2027学年义务教育学校名录',
      formedOn: '2026-09-18',
      keywords: '学校名录 义务教育',
      body: `2026—2027学年，全县义务教育阶段学校41所，其中小学29所、初中12所。
${table(
  ['学校', '地址', '办学层次', '电话'],
  [
    ['书院小学', '老城区书院路30号', '小学', '0999-5554101'],
    ['城东第一小学', '城东新区碧水路8号', '小学', '0999-5554102'],
    ['城东第二小学', '城东新区示范大道21号', '小学', '0999-5554103'],
    ['云溪县实验初级中学', '老城区明理路20号', '初中', '0999-5554104'],
  ],
)}
（其余学校信息待各校核对后补充。）`,
    },
  },
  {
    shows: 'overdue while it waits for the section head of the government office',
    stands: 'section_review',
    drafter: 'jiangwanzhou',
    draftedAt: '2026-10-19T02:00:00Z',
    history: [
      step('2026-10-19T11:20', 'jiangwanzhou', 'submit'),
      step('2026-10-23T09:50', 'hemuchuan', 'return', '缺少列席代表意见的采纳情况，请补充。'),
      step('2026-11-16T17:10', 'jiangwanzhou', 'submit', '已补充列席代表意见采纳情况。'),
    ],
    record: {
      key: 'wip-xzf-meeting-september',
      unit: 'xzf',
      column: 'news',
      title: '2026年第三季度县政府常务会议议题和利益相关方列席情况',
      formedOn: '2026-10-10',
      subject: ['综合政务', '政务公开'],
      keywords: '常务会议 列席 三季度',
      body: `三季度，县人民政府召开常务会议5次，研究议题31项，其中涉及重大公共政策、民生项目的9项议题邀请企业、居民、专家代表36人次列席。
列席代表提出意见22条，采纳15条。其中，公交线路调整议题采纳“保留竹坪站”意见；水价调整议题采纳“提高第一级水量”意见；老旧小区改造议题“统一外墙颜色”的意见因多数业主不赞成未采纳。
会议形成的文件，除依法不公开的以外，均已在县政府网站公布。`,
    },
  },
  {
    shows:
      'a draft in whose text the checks find two identity numbers (sound by check digit, of people born in the 1880s)',
    stands: 'draft',
    drafter: 'wenxiaoman',
    draftedAt: '2026-11-18T08:00:00Z',
    history: [],
    record: {
      key: 'wip-sqz-insurance-list',
      unit: 'sqz',
      column: 'rural-policy',
      sector: 'snbt',
      title: '松泉镇2026年政策性农业保险理赔结果公示',
      formedOn: '2026-11-17',
      keywords: '农业保险 理赔 公示',
      body: `受6月强降雨影响，经保险机构查勘定损，现将松泉镇政策性农业保险理赔结果公示如下。
${table(
  ['序号', '被保险人', '证件号码', '村', '险种', '赔付金额（元）'],
  [
    [1, '示例甲', '539999188703150022', '云顶村', '茶叶低温及暴雨指数保险', 2460],
    [2, '示例乙', '53999918910722101X', '龙潭村', '食用菌种植保险', 1830],
  ],
)}
公示期7日，异议电话：0999-5550260。`,
    },
  },
  {
    shows: 'nearly the same text as an item published last year: the checks say so',
    stands: 'section_review',
    drafter: 'wenyining',
    draftedAt: '2026-11-18T03:20:00Z',
    history: [step('2026-11-19T10:30', 'wenyining', 'submit')],
    record: {
      key: 'wip-czj-assets-again',
      unit: 'czj',
      column: 'policies',
      title: '云溪县财政局关于重申行政事业单位国有资产处置有关要求的通知',
      subject: ['国民经济管理、国有资产监管', '国有资产监管'],
      formedOn: '2026-11-16',
      keywords: '国有资产 处置 重申',
      body: `县直各行政事业单位，各乡镇人民政府：
现就《云溪县行政事业单位国有资产处置管理办法》有关要求重申如下，请遵照执行。
一、处置方式包括无偿划转、对外捐赠、转让、置换、报废、损失核销。
二、处置应当遵循公开、公平、公正和竞争择优原则，严格履行审批手续，未经批准不得自行处置。
三、审批权限：土地、房屋、车辆的处置一律报县财政局审批；其他资产单位价值或者批量价值5万元以上的，报县财政局审批；不足5万元的，由主管部门审批，报县财政局备案。单位价值200万元以上的，由县财政局审核后报县人民政府批准。
四、转让资产应当进行评估，以公开竞价方式进行，首次挂牌价格不低于评估结果。低于评估结果90%的，应当重新报批。
五、超过使用年限仍能使用的资产应当继续使用，不得报废。电子设备报废前应当彻底清除存储信息，涉密设备按照保密规定处理。
六、处置收入在扣除相关税费后，按照政府非税收入管理规定上缴国库，实行收支两条线。
七、各单位每年1月底前公布上年度资产处置情况。`,
    },
  },
]

/** Items that people of the demo county are working on, one in every state of the workflow. */
export const inProgress: DemoInProgress[] = sketches.map(({ record, ...rest }) => {
  const [prepared] = prepare([{ ...record, publishedOn: record.formedOn }])
  const { publishedAt: _unpublished, ...fields } = prepared!
  return { ...rest, record: fields }
})
