/** Columns of the table, in order. */
export const importColumns = {
  unit: '单位',
  topic: '主题',
  question: '问题',
  phrasings: '其他问法',
  answer: '答复',
  sources: '依据索引号',
  reviewOn: '复核日期',
} as const
export type ImportColumn = keyof typeof importColumns

export const importWords = {
  sheet: '问答',
  fileName: '问答导入模板.xlsx',
  noFile: '没有收到文件，请重新选择。',
  tooLarge: '文件超过 5 MB，请拆分后再导入。',
  noHead: `没有找到问答表格。表头须有“问题”“答复”，各列依次为：${Object.values(importColumns).join('、')}。`,
  missing: '不能为空。',
  longQuestion: '问题超过 200 字，请写短一些。',
  longAnswer: '答复过长，请分成几条问答。',
  manyPhrasings: '其他问法最多 20 种，每种不超过 200 字。',
  unknownUnit: '没有这个单位。请写单位全称、简称或者代码。',
  notYourUnit: '您不是这个单位的信息员，不能替它导入。',
  unknownTopic: '没有这个主题，可填的主题见模板第二张表。',
  badDay: '日期请写成 2027-06-30。',
  pastDay: '复核日期应当晚于今天。',
  unknownSource: (number: string) => `没有索引号为“${number}”的已公开信息。`,
  twice: (row: number) => `与第 ${row} 行问的相同。`,
  known: (id: number) => `本单位已有相同的问题（编号 ${id}），答复不同。请在原条目上修订。`,
  example: {
    unit: '县民政局',
    topic: '民政',
    question: '申请最低生活保障要什么条件？',
    phrasings: '低保怎么申请；吃低保够不够条件',
    answer: '共同生活的家庭成员人均收入低于当地低保标准，且家庭财产符合规定的，可以向户籍所在地乡镇人民政府申请。',
    sources: '',
    reviewOn: '2027-06-30',
  },
} as const
