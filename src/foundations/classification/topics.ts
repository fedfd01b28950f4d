/** 群众来信、咨询的内容分类: what citizens write about. The first level of the classification in common use for letters. */
export const topics = {
  'urban-construction': '城乡建设',
  transport: '交通运输',
  labour: '劳动和社会保障',
  education: '教育文体',
  health: '卫生健康',
  'civil-affairs': '民政',
  agriculture: '农村农业',
  land: '自然资源',
  environment: '生态环境',
  commerce: '商贸旅游',
  economy: '经济管理',
  technology: '科技与信息产业',
  justice: '政法',
  'party-government': '党务政务',
  discipline: '纪检监察',
  other: '其他',
} as const
export type Topic = keyof typeof topics
export const topicKeys = Object.keys(topics) as [Topic, ...Topic[]]
export const isTopic = (code: string): code is Topic => Object.hasOwn(topics, code)
