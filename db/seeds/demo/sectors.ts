import type { DemoSector } from './types.ts'

const rows: [code: string, name: string, leadUnit: string | null][] = [
  ['zdjsxm', '重大建设项目', 'fgj'],
  ['ggzyjy', '公共资源交易', 'ggzy'],
  ['czyjs', '财政预决算', 'czj'],
  ['aqsc', '安全生产', 'yjj'],
  // The tax office answers to the national line, not to the county, so no unit of the county leads this field.
  ['ssgl', '税收管理', null],
  ['zdbc', '征地补偿', 'zrzyj'],
  ['fwzs', '国有土地上房屋征收与补偿', 'zjj'],
  ['bzxzf', '保障性住房', 'zjj'],
  ['ncwfgz', '农村危房改造', 'zjj'],
  ['sthj', '生态环境', 'sthj'],
  ['ggwhfw', '公共文化服务', 'wlj'],
  ['ggflfw', '公共法律服务', 'sfj'],
  ['xczx', '乡村振兴', 'nyj'],
  ['jz', '救灾', 'yjj'],
  ['spypjg', '食品药品监管', 'scj'],
  ['cszhzf', '城市综合执法', 'zfj'],
  ['jycy', '就业创业', 'rsj'],
  ['shbx', '社会保险', 'rsj'],
  ['shjz', '社会救助', 'mzj'],
  ['ylfw', '养老服务', 'mzj'],
  ['hjgl', '户籍管理', 'gaj'],
  ['snbt', '涉农补贴', 'nyj'],
  ['ywjy', '义务教育', 'jyj'],
  ['wsjk', '卫生健康', 'wjj'],
  ['szfw', '市政服务', 'zjj'],
  ['gtkjgh', '国土空间规划', 'zrzyj'],
]

export const sectors: DemoSector[] = rows.map(([code, name, leadUnit], i) => ({
  code,
  name,
  leadUnit,
  position: i + 1,
}))
