export const importWords = {
  notJson: '这一行不是完整的 JSON，可能被截断。',
  badField: (field: string, wanted: string) => `字段 ${field} 不正确，应为${wanted}。`,
  wholeLine: '（整行）',
  text: '文字，没有时写 null',
  object: 'JSON 对象 {…}',
  idText: '不超过 200 字的文字或整数，用来识别重复迁入',
  noTitle: '没有标题。',
  longTitle: (length: number, limit: number) =>
    `标题有 ${length} 个字，超过 ${limit} 个字，请核对是否误把正文当作标题。`,
  noBody: '没有正文。',
  longBody: (length: number, limit: number) => `正文（含格式）有 ${length} 个字符，超过 ${limit} 个，请拆分后再迁入。`,
  unstorable: '文字中含有无法保存的字符（空字符或残缺的字符）。',
  badDate: (field: string, value: string) => `日期 ${field}“${value}”不是有效的日期，应写作 2026-11-22。`,
  note: '从原网站迁入',
} as const
