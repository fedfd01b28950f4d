/**
 * Column heads of a 基层政务公开标准目录. Real catalogues have two head rows with merged cells (公开事项 over 一级事项 and
 * 二级事项), tick columns (主动 | 依申请), local wordings, and the English heads of exported data.
 */
export const catalogueFields = [
  'sector',
  'seq',
  'level1',
  'level2',
  'level3',
  'content',
  'basis',
  'timeLimit',
  'disclosingBody',
  'channels',
  'audience',
  'mode',
  'levels',
] as const
export type CatalogueField = (typeof catalogueFields)[number]

/** Where a column belongs: a field, or one tick column of a field (`level` 县级 of 公开层级). */
export type HeaderMeaning = { field: CatalogueField; tick?: string }

/** The exact heads of the national model, used in messages and exports. */
export const fieldHeaders: Record<CatalogueField, string> = {
  sector: '试点领域',
  seq: '序号',
  level1: '一级事项',
  level2: '二级事项',
  level3: '三级事项',
  content: '公开内容（要素）',
  basis: '公开依据',
  timeLimit: '公开时限',
  disclosingBody: '公开主体',
  channels: '公开渠道和载体',
  audience: '公开对象',
  mode: '公开方式',
  levels: '公开层级',
}

/** Without one of these a table is no catalogue. */
export const requiredFields = ['content', 'basis', 'timeLimit', 'disclosingBody'] as const satisfies CatalogueField[]

const names: Record<CatalogueField, readonly string[]> = {
  sector: ['试点领域', '领域', '公开领域', '目录名称', 'sector'],
  seq: ['序号', '编号', 'seq', 'no'],
  level1: [
    '一级事项',
    '公开事项一级',
    '公开事项一级事项',
    '一级公开事项',
    '公开事项',
    '事项名称',
    '公开类别',
    'item_level1',
    'level1',
  ],
  level2: ['二级事项', '公开事项二级', '公开事项二级事项', '二级公开事项', '公开事项名称', 'item_level2', 'level2'],
  level3: ['三级事项', '公开事项三级', '公开事项三级事项', '三级公开事项', 'item_level3', 'level3'],
  content: ['公开内容', '公开内容要素', '公开要素', '内容要素', '公开内容和要素', 'content'],
  basis: ['公开依据', '依据', '公开的依据', '法律依据', 'basis'],
  timeLimit: ['公开时限', '时限', '公开期限', '公开时间', 'time_limit', 'timelimit'],
  disclosingBody: ['公开主体', '责任主体', '公开责任主体', '责任单位', '公开单位', 'disclosing_body', 'disclosingbody'],
  channels: [
    '公开渠道和载体',
    '公开渠道',
    '公开载体',
    '公开渠道载体',
    '公开渠道及载体',
    '渠道和载体',
    'channels',
    'channel',
  ],
  audience: ['公开对象', '对象', 'audience'],
  mode: ['公开方式', '方式', 'mode'],
  levels: ['公开层级', '层级', '公开级别', 'level', 'levels'],
}

const ticks: readonly [pattern: RegExp, meaning: HeaderMeaning][] = [
  [/^(公开对象)?全社会$/, { field: 'audience', tick: '全社会' }],
  [/^(公开对象)?特定(群体|群众|对象)/, { field: 'audience', tick: '特定群体' }],
  [/^(公开方式)?主动(公开)?$/, { field: 'mode', tick: '主动' }],
  [/^(公开方式)?依申请(公开)?$/, { field: 'mode', tick: '依申请' }],
  [/^(公开层级)?(市级|市)$/, { field: 'levels', tick: '市级' }],
  [/^(公开层级)?(县级|县|区级|县区级|县市区级)$/, { field: 'levels', tick: '县级' }],
  [/^(公开层级)?(乡级|乡镇级|镇级|乡|乡镇|街道|乡镇街道级?)$/, { field: 'levels', tick: '乡级' }],
  [/^(公开层级)?(村级|村|社区)$/, { field: 'levels', tick: '村级' }],
  [/^(公开层级)?(乡、?村级?|乡镇、?村级?)$/, { field: 'levels', tick: '乡、村级' }],
]

const byName = new Map(
  catalogueFields.flatMap((field) => names[field].map((name) => [name, { field }] as [string, HeaderMeaning])),
)

/** What one column head means; null for a column of no known meaning (备注, source_url …). */
export function headerMeaning(header: string): HeaderMeaning | null {
  const key = header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s/|()（）:：,，.。*]+/g, '')
    .replace(/请写明|请注明|写明群体/g, '')
  return byName.get(key) ?? ticks.find(([pattern]) => pattern.test(key))?.[1] ?? null
}

/** Required columns that no head stands for. A level of 公开事项 counts as required too. */
export function missingFields(headers: readonly string[]): CatalogueField[] {
  const present = new Set(headers.map((header) => headerMeaning(header)?.field))
  const missing: CatalogueField[] = requiredFields.filter((field) => !present.has(field))
  if (!present.has('level1') && !present.has('level2') && !present.has('level3')) missing.unshift('level1')
  return missing
}
