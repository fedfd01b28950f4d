import { fieldHeaders } from './rules/catalogue-headers.ts'

export const sentences = {
  noFile: '没有收到文件，请选择一个 .xlsx 或 .csv 文件。',
  tooLarge: '文件超过 20 MB，请拆分后再导入。',
  notATable: '这个文件不是 .xlsx 工作簿或 .csv 文本，无法导入。旧式 .xls 请另存为 .xlsx。',
  broken: '文件已损坏或无法打开，请重新保存后再试。',
  noHead: (missing: readonly (keyof typeof fieldHeaders)[]) =>
    `没有找到目录的表头，缺少：${missing.map((field) => fieldHeaders[field]).join('、')}。`,
  noRows: '表头下面没有任何一行内容。',
  noSector: '没有写明属于哪个试点领域，导入时也没有选定领域',
  noSuchSector: '没有找到这个领域。',
  twice: (row: number) => `与第 ${row} 行是同一事项（领域和一、二、三级事项都相同），只保留前面一行`,
  tooLong: (max: number) => `超过 ${max} 个字符`,
  nul: '含有无法保存的空字符',
} as const
