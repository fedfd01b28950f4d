import type { Topic } from '../../../foundations/classification/index.ts'

/**
 * Which unit and topic a message is probably about: words of everyday life → the line of work they belong to → the unit whose name
 * says that it does this work. Only a suggestion beside the fields: whoever sorts decides. The table speaks of agencies by their
 * usual names, so it fits any county; a unit that is named in the text comes before everything else.
 */

type Line = { topic: Topic; unit: RegExp; words: string }

const lines: readonly Line[] = [
  {
    topic: 'education',
    unit: /教育|教体/,
    words:
      '学校 小学 中学 初中 高中 幼儿园 入学 招生 学区 学位 老师 教师 班主任 校长 补课 培训班 培训机构 学费 课后 校车 学生 家长 高考 中考 学籍 教材 资助 助学 助学贷款 自考 考试 幼师 普惠园 职高 大学 教育局 补习 作业',
  },
  {
    topic: 'health',
    unit: /卫生|卫健/,
    words:
      '医院 医生 看病 门诊 疫苗 卫生院 卫生室 防疫 疫情 核酸 献血 护士 医疗事故 计划生育 独生子女 二胎 生育 职业病 急救 村医 挂号 住院',
  },
  {
    topic: 'health',
    unit: /医疗保障|医保/,
    words: '医保 医保卡 报销 异地就医 合作医疗 新农合 大病保险 生育津贴 医疗保险 门诊统筹 慢性病',
  },
  {
    topic: 'labour',
    unit: /人力资源|人社/,
    words:
      '社保 养老保险 养老金 退休 工伤 失业 就业 工资 拖欠 欠薪 农民工 劳动合同 劳动仲裁 加班 招聘 职称 事业单位 编制 人才 技能 补缴 劳动 创业 辞退 社保卡 公益性岗位 工龄 待遇',
  },
  {
    topic: 'civil-affairs',
    unit: /民政局/,
    words:
      '低保 特困 五保 救助 养老院 敬老院 养老服务 高龄 老年人 婚姻 结婚 离婚 殡葬 墓地 公墓 火葬 孤儿 残疾 残疾人 社区 居委会 村委会 地名 路名 门牌 社会组织 协会 留守儿童 福利',
  },
  { topic: 'civil-affairs', unit: /退役军人/, words: '退伍 退役 军人 士兵 转业 优抚 烈士 参战 复员 军属 拥军' },
  {
    topic: 'transport',
    unit: /交通/,
    words:
      '公交 公交车 公路 高速 国道 省道 县道 乡道 班车 客运 出租车 的士 网约车 滴滴 地铁 轨道 轻轨 站台 线路 收费站 超载 修路 桥 大桥 公交站 车站 乡村公路 通车 道路运输 航线 机场 城际 驾校 火车站 高铁 隧道 硬化',
  },
  {
    topic: 'transport',
    unit: /公安/,
    words:
      '红绿灯 交警 违章 驾驶证 驾照 扣分 闯红灯 停车位 乱停车 限行 摩托车 电动车 斑马线 逆行 车牌 上牌 堵车 拥堵 交通标线 人行横道 大货车 渣土车 摄像头 掉头 减速带 红绿灯路口 年检 报废车',
  },
  {
    topic: 'justice',
    unit: /公安/,
    words:
      '派出所 报警 户口 户籍 身份证 落户 居住证 诈骗 盗窃 赌博 吸毒 黄赌毒 打架 治安 黑社会 恶势力 扫黑 立案 民警 公安 护照 签证 传销 非法集资 放贷 养狗 烈性犬 麻将馆 棋牌室 监控',
  },
  {
    topic: 'justice',
    unit: /司法/,
    words: '法院 律师 法律援助 公证 判决 执行 调解 仲裁委 行政复议 普法 检察院 强制执行',
  },
  {
    topic: 'urban-construction',
    unit: /住房|住建/,
    words:
      '物业 小区 业主 业委会 开发商 楼盘 房产 房屋 房产证 公租房 廉租房 保障房 经济适用房 限价房 安置房 棚改 拆迁 征收 维修资金 电梯 交房 购房 买房 公寓 商品房 装修 质量 施工 工地 燃气 天然气 下水道 排水 污水管 雨污分流 停水 自来水 供水 供暖 路灯 井盖 窨井 危房 烂尾 公积金 住房 网签 质保 工程款 渗水 漏水 楼栋 房价 二手房 中介 老旧小区 旧城改造 加装电梯 供气 水压 绿化 人行道 市政 集资房 液化气站',
  },
  {
    topic: 'urban-construction',
    unit: /综合(行政)?执法|城市管理|城管/,
    words:
      '城管 违建 违章建筑 占道 摆摊 夜宵 烧烤 油烟 广告牌 乱搭乱建 环卫 垃圾 垃圾站 公厕 广场舞 市容 流动摊贩 共享单车 马路市场 门面 噪音 夜市 招牌 渣土 清扫 公园',
  },
  {
    topic: 'land',
    unit: /自然资源|国土/,
    words:
      '土地 宅基地 征地 征收补偿 规划 不动产 不动产证 国土 采矿 矿山 砂石 林地 耕地 占地 用地 控规 容积率 红线 测绘 土地证 山林 林权 采石场 地质灾害 滑坡',
  },
  {
    topic: 'environment',
    unit: /生态环境|环保/,
    words:
      '污染 环保 废气 废水 臭气 臭味 恶臭 异味 噪声 粉尘 扬尘 养猪场 养殖场 排污 污水 黑臭 水质 空气 雾霾 焚烧 化工 辐射 基站 垃圾场 砖厂 水泥厂 排放 石材厂 搅拌站 危险废物 有毒 毒气 化工厂 油漆',
  },
  {
    topic: 'agriculture',
    unit: /农业|农村/,
    words:
      '农村 农民 农业 种粮 粮食 惠农 农机 农药 种子 养殖 生猪 土地流转 承包地 村集体 新农村 美丽乡村 危改 农补 粮补 扶贫 贫困户 贫困村 脱贫 精准扶贫 乡村振兴 村干部 村组 村民 茶叶 蔬菜 基本农田 合作社',
  },
  {
    topic: 'agriculture',
    unit: /水利|水务/,
    words: '水库 河道 堤 渠道 灌溉 饮水 自来水入户 抗旱 防汛 河长 水电站 采砂 山塘 水渠 移民 库区 安全饮水',
  },
  {
    topic: 'commerce',
    unit: /市场监督|工商/,
    words:
      '食品 假冒 伪劣 过期 消费者 维权 退款 欺诈 营业执照 价格 乱收费 收费 广告 健身房 预付卡 超市 餐馆 药店 药品 质检 特种设备 传单 保健品 商家 退费 会员卡 网购 缺斤少两 短斤少两',
  },
  {
    topic: 'commerce',
    unit: /文化|旅游|文旅/,
    words: '旅游 景区 旅行社 文物 古迹 图书馆 文化馆 博物馆 网吧 KTV 古城 景点 门票 非遗 电视台 有线电视 广电',
  },
  {
    topic: 'economy',
    unit: /发展和?改革|发改/,
    words:
      '电价 水价 气价 物价 项目 投资 产业 园区 工业园 招商 开发区 电力 停电 充电桩 电网 农网 电费 电管站 供电 变压器 价格局 电压',
  },
  { topic: 'economy', unit: /财政/, words: '财政 补贴资金 政府采购 预算 资金 发票 财政局 一卡通 国有资产' },
  { topic: 'economy', unit: /税务/, words: '税 税收 个税 纳税 税务 印花税 增值税 退税 契税 收税' },
  {
    topic: 'technology',
    unit: /工业和信息化|工信|科技/,
    words:
      '手机信号 宽带 网络 通信 移动公司 联通 电信 基站信号 企业 中小企业 工厂 科技 高新 互联网 光纤 信号 新能源汽车 补贴目录',
  },
  {
    topic: 'urban-construction',
    unit: /应急/,
    words: '安全生产 消防 烟花 爆竹 火灾 安全隐患 危化品 加油站 消防通道 森林防火 救灾 爆炸',
  },
  {
    topic: 'party-government',
    unit: /人民政府$/,
    words:
      '办事 窗口 政务 大厅 行政审批 作风 推诿 公务员 信息公开 区划 撤县 合并 机构改革 信访 政务中心 一站式 上班 态度 服务热线',
  },
  {
    topic: 'discipline',
    unit: /人民政府$/,
    words: '贪污 受贿 腐败 违纪 纪委 滥用职权 以权谋私 村支书 优亲厚友 挪用 侵占 公款 吃拿卡要 拉票 贿选',
  },
]

const table = lines.map(({ words, ...line }) => ({ ...line, words: words.split(' ') }))

export type RoutedUnit = { id: number; name: string; shortName: string }

export type Route = {
  topic: Topic | null
  unitId: number | null
  /** Words for which, the weightiest first. */
  why: string[]
}

/** Longer words say more; a word counts once in the subject, where it weighs three times, and once in the text. */
const weight = (word: string) => Math.min(word.length, 4) - 1

/** The least on which something is suggested: one word of three signs, or two of two. */
const enough = 2

/**
 * @param units those that take messages; dissolved ones left out
 * @returns nulls where nothing speaks for a topic or no unit does that work
 */
export const route = (given: { subject: string; text: string }, units: readonly RoutedUnit[]): Route => {
  const subject = given.subject.normalize('NFKC')
  const text = given.text.normalize('NFKC')
  const scored = table
    .map(({ topic, unit, words }) => {
      const found = words.flatMap((word) => {
        const score = (subject.includes(word) ? 3 : 0) + (text.includes(word) ? 1 : 0)
        return score ? [{ word, score: score * weight(word) }] : []
      })
      const score = found.reduce((sum, one) => sum + one.score, 0)
      return { topic, unit, score, why: found.sort((a, b) => b.score - a.score).map(({ word }) => word) }
    })
    .sort((a, b) => b.score - a.score)
  const best = scored[0]!.score >= enough ? scored[0]! : null
  // Who is named is asked, the longest name first: 县教育体育局 before 县.
  const named = units
    .flatMap((unit) => [unit.name, unit.shortName].map((name) => ({ unit, name })))
    // 县政府 stands in every other plea and names nobody in particular.
    .filter(({ name }) => name.length > 2 && !/^.政府$/.test(name) && `${subject}\n${text}`.includes(name))
    .sort((a, b) => b.name.length - a.name.length)[0]
  const byWork = best && units.find(({ name }) => best.unit.test(name))
  return {
    topic: best?.topic ?? null,
    unitId: (named?.unit ?? byWork)?.id ?? null,
    why: [...(named ? [named.name] : []), ...(best?.why ?? [])].slice(0, 5),
  }
}
