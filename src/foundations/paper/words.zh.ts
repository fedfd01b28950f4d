/** Words that stand on every paper. */
export const paperWords = {
  facts: '信息属性',
  attachments: '附件',
  origin: '来源与核验',
  /** Read aloud for a picture that nobody described. */
  nameless: '图片，未附文字说明',
  picture: (alt: string) => `［图：${alt || '见网页'}］`,
  /** The signs themselves cannot be printed, their numbers in Unicode can: in the order in which they first stand. */
  missing: (signs: readonly string[], onSite: boolean) =>
    `字体中没有的 ${signs.length} 个字以“〓”代替（Unicode ${signs.map((sign) => `U+${sign.codePointAt(0)!.toString(16).toUpperCase()}`).join('、')}），以${onSite ? '网页和 ' : ' '}Word 版为准。`,
  page: (n: number) => `— ${n} —`,
} as const
