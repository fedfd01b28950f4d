export const importWords = {
  notJson: '这一行不是完整的 JSON，可能被截断。',
  badField: (field: string, message: string) => `字段 ${field} 不正确：${message}`,
  noTitle: '没有标题。',
  longTitle: (length: number, limit: number) =>
    `标题有 ${length} 个字，超过 ${limit} 个字，请核对是否误把正文当作标题。`,
  noBody: '没有正文。',
  nullByte: '文字中含有无法保存的字符（空字符）。',
  badDate: (field: string, value: string) => `日期 ${field}“${value}”不是有效的日期，应写作 2026-11-22。`,
  repeated: '与本次导入中前面的一行编号相同。',
  note: '从原网站迁入',
} as const
