import type { WordKind } from './entry.ts'

const after = (note: string) => (note ? `（${note}）` : '')

/** What the clerk and the reviewer read beside each finding. */
export const wordMessages: Record<WordKind, (advice: string, note: string) => string> = {
  typo: (advice, note) => `用字有误，应为“${advice}”${after(note)}。`,
  term: (advice) => `固定用语有误，疑为“${advice}”。`,
  political: (advice, note) => `表述不规范，建议：${advice}${after(note)}。`,
  sensitive: (advice, note) => `慎用词，建议：${advice}${after(note)}。`,
  banned: (advice, note) => `禁用词，建议：${advice}${after(note)}。`,
}

export const wordKindLabels: Record<WordKind, string> = {
  typo: '错别字',
  political: '政治表述',
  sensitive: '敏感词',
  banned: '禁用词',
  term: '规范用语',
}

export const wordSeverityLabels = { block: '禁止', warn: '提醒' } as const

/** Why a row of a table is no entry. */
export const columnFaults = {
  missing: '不能为空',
  shape: '写法不对：“…”和“#”不能放在开头或结尾，例外不能与词条相同',
  short: '规范用语至少四个字，不能含“…”“#”',
  order: '停用日期早于启用日期',
  day: '日期写作 2026-03-01',
  kind: (labels: readonly string[]) => `类别只能是：${labels.join('、')}`,
  severity: (labels: readonly string[]) => `级别只能是：${labels.join('、')}`,
  long: (most: number) => `太长，最多 ${most} 字`,
} as const
