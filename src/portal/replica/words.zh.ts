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
