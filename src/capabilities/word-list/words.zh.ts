import type { WordFault } from '../../foundations/wording/index.ts'

export const sentences = {
  mend: '词条还有要改正的地方。',
  twice: (row: number) => `与第 ${row} 行重复`,
  noHead: (columns: readonly string[]) => `没有找到词库表格。表头须有“词条”“建议”，各列依次为：${columns.join('、')}。`,
  noFile: '没有收到文件，请重新选择。',
  tooLarge: '文件超过 5 MB，请拆分后再导入。',
} as const

export const faultWords: Record<WordFault['key'], string> = {
  missing: '不能为空。',
  shape: '“…”和“#”不能放在开头或结尾；例外不能与词条相同。',
  short: '规范用语至少四个字，不能含“…”“#”。',
  order: '停用日期不能早于启用日期。',
}
