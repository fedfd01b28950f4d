import type { RecordKind, Validity } from '../../foundations/publication-log/entries.ts'

export const kindLabels: Record<RecordKind, string> = {
  normative_document: '行政规范性文件',
  official_document: '其他公文',
  regulation: '法律法规规章',
  interpretation: '政策解读',
  plan: '规划计划',
  notice: '通知公告',
  news: '工作动态',
  statistics: '统计信息',
  finance: '财政预决算',
  service_guide: '办事指南',
  enforcement: '行政执法',
  personnel: '人事信息',
  project: '重大项目与采购',
  emergency: '应急管理',
  guide: '政府信息公开指南',
  rule: '政府信息公开制度',
  annual_report: '政府信息公开工作年度报告',
  case: '案例',
  other: '其他',
}

export const validityLabels: Record<Validity, string> = {
  not_yet_effective: '尚未生效',
  effective: '有效',
  amended: '已修改',
  expired: '已失效',
  repealed: '已废止',
}

export const yearLabel = (year: string) => `${year}年`

/** Words of a question that say nothing about its matter. They are left out unless the query has no others. */
export const askingWords = new Set(
  (
    '什么 哪些 哪个 哪里 哪儿 哪种 哪几 几个 怎么 怎样 怎么样 怎么办 如何 为何 为什么 何时 何种 何地 有何 是否 是不是 能否 ' +
    '能不能 可否 可不可以 可以 可能 应该 应当 需要 需 多少 多久 多长 多大 几年 几天 请问 您好 你好 谢谢 想 想要 想问 问 一下 ' +
    '吗 呢 吧 啊 谁 我 你 您 他 她 它 我们 你们 他们 我家 自己 有 没有 无 不 会 要 能 是 对于 关于 根据 按照 依照 通过 ' +
    '以及 或者 还是 如果 假如 若 但是 因为 由于 所以 因此 因 而 且 并且 进行 做出 作出 包括 属于 具有 存在 上述 下列 其中 其他 ' +
    '这种 这样 这个 那么 那样 情况 情况下 情形 方面 内容 问题 时 时候 后 前 中 里 被 让 给 将 把 就 都 也 还 又 才 只 很 最 已 已经'
  ).split(' '),
)

/**
 * What people say → what documents write. Only pairs that hold in any county; a word may stand for several. The first
 * word is looked for as it is too, and counts for more.
 */
const alikePairs =
  '偷:盗窃 小偷:盗窃 偷东西:盗窃 抢:抢劫,抢夺 抢东西:抢劫,抢夺 骗:诈骗 被骗:诈骗 骗子:诈骗 打人:殴打,故意伤害 打架:殴打,斗殴 抓:逮捕,拘留 ' +
  '抓起来:逮捕,拘留 坐牢:有期徒刑 判刑:有期徒刑 关起来:羁押,拘留 犯法:违法,犯罪 罚钱:罚款 骂人:侮辱 骂:侮辱 造谣:诽谤,虚假信息 谣言:虚假信息,诽谤 ' +
  '老公:配偶,夫妻 老婆:配偶,夫妻 丈夫:配偶,夫妻 妻子:配偶,夫妻 爱人:配偶 孩子:子女,未成年人 小孩:子女,未成年人 儿子:子女 女儿:子女 爸妈:父母 ' +
  '爸爸:父母 妈妈:父母 父亲:父母 母亲:父母 爷爷:祖父母 奶奶:祖父母 老人:老年人 出轨:忠实,同居 外遇:忠实,同居 家暴:家庭暴力 领养:收养 抚养费:抚养 ' +
  '房东:出租人 租客:承租人 租房:租赁 房租:租金 中介费:佣金 二手房:房屋买卖 买房:商品房,房屋买卖 卖房:房屋买卖 房产证:不动产权证书,不动产登记 开发商:房地产开发企业 ' +
  '老板:用人单位 公司:企业,用人单位 单位:用人单位 员工:劳动者,职工 职员:劳动者 打工:劳动者 上班:劳动者,工作时间 工资:劳动报酬 薪水:劳动报酬 欠薪:拖欠,劳动报酬 ' +
  '开除:解除 辞退:解除 辞职:解除 离职:解除 裁员:经济性裁员 炒鱿鱼:解除 保姆:家政服务 雇主:雇佣 加班费:加班 产假:生育,女职工 工伤:工伤保险 ' +
  '网购:电子商务,消费者 网店:电子商务 卖家:经营者 商家:经营者 买家:消费者 顾客:消费者 假货:假冒,伪劣 退钱:退款 三包:退货,修理 快递:邮政,快件 ' +
  '车祸:交通事故 撞车:交通事故 撞人:交通事故 酒驾:饮酒 醉驾:醉酒 驾照:机动车驾驶证 肇事:交通事故 网约车:网络预约出租汽车 电瓶车:电动自行车 电动车:电动自行车 ' +
  '借钱:借款,借贷 欠钱:债务,借款 还钱:清偿,偿还 欠条:借款 借条:借款 高利贷:利率,借贷 老赖:失信被执行人 遗产:继承 彩礼:婚姻 ' +
  '拆迁:征收,补偿 征地:征收 拆迁款:补偿 宅基地:农村村民 种地:承包,耕地 低保:最低生活保障 社保:社会保险 医保:医疗保险,基本医疗保险 五险一金:社会保险,住房公积金 公积金:住房公积金 ' +
  '公租房:公共租赁住房 廉租房:公共租赁住房,保障性住房 户口:户籍,户口登记 身份证:居民身份证 个体户:个体工商户 执照:营业执照 看病:医疗,诊疗 医院:医疗机构 医生:医师 ' +
  '打官司:诉讼 告:起诉 告状:起诉 上诉:上诉人 律师费:律师 名字:姓名 照片:肖像 人肉:个人信息 隐私:隐私权 明星:公众 帮信罪:帮助信息网络犯罪活动 ' +
  '校园欺凌:学生欺凌 幼儿园:学前教育 上学:入学 补课:校外培训 新冠:新型冠状病毒 新冠肺炎:新型冠状病毒 新冠疫情:新型冠状病毒 口罩:防护用品 核酸:检测 ' +
  '降税:减税 免税:免征 减税:税收优惠 补贴:补助 补助:补贴 发票:增值税 创业:就业 找工作:就业 残疾:残疾人 退休:养老保险 退休金:养老金,基本养老金 养老金:基本养老金 垃圾:生活垃圾 噪音:噪声 吵:噪声'

export const alikeWords = new Map(
  alikePairs.split(' ').map((pair) => {
    const [said, written] = pair.split(':')
    return [said!, written!.split(',')] as const
  }),
)
