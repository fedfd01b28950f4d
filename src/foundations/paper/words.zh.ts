/** Words that stand on every paper. */
export const paperWords = {
  facts: '信息属性',
  attachments: '附件',
  origin: '来源与核验',
  picture: (alt: string) => `［图：${alt || '见网页'}］`,
  missing: (count: number) => `字体中没有的 ${count} 个字以“〓”代替，请以网页为准。`,
  page: (n: number) => `— ${n} —`,
} as const
