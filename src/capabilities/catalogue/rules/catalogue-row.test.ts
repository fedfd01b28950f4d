import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { headerMeaning, missingFields } from './catalogue-headers.ts'
import { readCatalogueRow } from './catalogue-row.ts'
import { readCatalogueTable } from './catalogue-table.ts'
import { channelLabels, channels, parseChannels } from './channels.ts'

const boxes =
  '■政府网站 □政府公报 □两微一端 □发布会/听证会 □广播电视 □纸质媒体 ■公开查阅点 ■政务服务中心 □便民服务站 □入户/现场 ■社区/企事业单位/村公示栏(电子屏) □精准推送 □其他'

describe('公开渠道和载体', () => {
  test('thirteen fixed boxes', () => {
    expect(channels).toHaveLength(13)
    const choice = parseChannels(boxes)
    expect(choice.codes).toEqual(['website', 'reading_point', 'service_centre', 'notice_board'])
    expect(choice.unticked).toHaveLength(9)
    expect(channelLabels(choice)).toEqual([
      '政府网站',
      '公开查阅点',
      '政务服务中心',
      '社区/企事业单位/村公示栏（电子屏）',
    ])
  })
  test.each<[string, string[], string[]]>([
    ['☑政府网站 ☐政府公报', ['website'], []],
    ['■政府网站□政府公报 ■12345政务服务热线', ['website'], ['12345政务服务热线']],
    ['■其他（县政务微信群）', ['other'], ['县政务微信群']],
    ['■其他', ['other'], []],
    ['■公开查阅点□行政服务中心', ['reading_point'], []],
    ['■行政服务中心 ■纸质载体', ['print', 'service_centre'], []],
    ['t政府网站□政府公报 □纸质载体 t社区/企事业单位/村公示栏(电子屏) □其他', ['website', 'notice_board'], []],
    ['☐县政府门户网站', [], []],
    ['政府网站、公开查阅点，信用中国', ['website', 'reading_point'], ['信用中国']],
    ['■政府网站 ■两微一端 ■投资项目在线审批监管平台', ['website', 'new_media'], ['投资项目在线审批监管平台']],
    ['', [], []],
  ])('%s', (text, codes, others) => expect(parseChannels(text)).toMatchObject({ codes, others }))
  test('what was not ticked is kept for the report', () => {
    expect(parseChannels('☐县政府门户网站')).toMatchObject({ unticked: ['县政府门户网站'], form: 'ticked' })
  })
})

describe('column heads', () => {
  test.each([
    ['一级事项', 'level1', undefined],
    ['公开事项一级', 'level1', undefined],
    ['公开事项\n（二级事项）', 'level2', undefined],
    ['公开内容（要素）', 'content', undefined],
    ['公开内容(要素)', 'content', undefined],
    [' 公 开 依 据 ', 'basis', undefined],
    ['公开渠道和载体', 'channels', undefined],
    ['全社会', 'audience', '全社会'],
    ['特定群体（请写明）', 'audience', '特定群体'],
    ['依申请公开', 'mode', '依申请'],
    ['乡、村级', 'levels', '乡、村级'],
    ['县级', 'levels', '县级'],
    ['item_level1', 'level1', undefined],
    ['disclosing_body', 'disclosingBody', undefined],
  ])('%s', (header, field, tick) => expect(headerMeaning(header)).toEqual(tick ? { field, tick } : { field }))
  test('unknown heads mean nothing', () => {
    expect(headerMeaning('备注')).toBeNull()
    expect(headerMeaning('')).toBeNull()
    expect(missingFields(['序号', '公开事项', '公开依据', '公开时限', '公开主体'])).toEqual(['content'])
  })
})

describe('rows', () => {
  const row = {
    序号: '1',
    一级事项: '最低生活保障',
    二级事项: '审核信息',
    '公开内容（要素）': '初审对象名单及相关材料',
    公开依据: '《社会救助暂行办法》',
    公开时限: '制定或获取信息之日起10个工作日内，公示7个工作日',
    公开主体: '乡镇人民政府（街道办事处）',
    公开渠道和载体: boxes,
    公开对象: '全社会',
    公开方式: '主动',
    公开层级: '县级；乡级',
  }
  test('a sound row', () => {
    const { item, issues } = readCatalogueRow(row)
    expect(issues).toEqual([])
    expect(item).toMatchObject({
      seq: '1',
      level1: '最低生活保障',
      level2: '审核信息',
      level3: '',
      mode: 'proactive',
      levels: ['县级', '乡级'],
      audience: '全社会',
      timeLimit: { kind: 'working_days', n: 10, publicity: { n: 7 } },
    })
  })
  test.each<[string, Record<string, string>, string]>([
    ['content', { '公开内容（要素）': ' ' }, '“公开内容（要素）”没有填写'],
    ['basis', { 公开依据: '' }, '“公开依据”没有填写'],
    ['time limit', { 公开时限: '' }, '“公开时限”没有填写'],
    ['body', { 公开主体: '' }, '“公开主体”没有填写'],
    ['name', { 一级事项: '', 二级事项: '/' }, '都没有填写'],
    ['mode', { 公开方式: '保密' }, '不是“主动”或“依申请”'],
  ])('an error in %s keeps the row out', (_, change, message) => {
    const { item, issues } = readCatalogueRow({ ...row, ...change })
    expect(item).toBeNull()
    expect(issues.filter((i) => i.severity === 'error').map((i) => i.message)).toEqual([
      expect.stringContaining(message),
    ])
  })
  test('tick columns', () => {
    const { 公开对象: _a, 公开方式: _m, 公开层级: _l, ...rest } = row
    const { item, issues } = readCatalogueRow({
      ...rest,
      全社会: '',
      特定群体: '低保对象',
      主动: '',
      依申请公开: '√',
      县级: '',
      '乡、村级': '√',
    })
    expect(issues).toEqual([])
    expect(item).toMatchObject({ audience: '特定群体：低保对象', mode: 'on_request', levels: ['乡级', '村级'] })
  })
  test('what was assumed is said', () => {
    const { item, issues } = readCatalogueRow({ ...row, 一级事项: '', 公开方式: '', 公开时限: '按规定' })
    expect(item).toMatchObject({ level1: '审核信息', level2: '', mode: 'proactive' })
    expect(issues.map((i) => [i.field, i.severity, i.column])).toEqual([
      ['level1', 'warning', '一级事项'],
      ['timeLimit', 'warning', '公开时限'],
      ['mode', 'warning', '公开方式'],
    ])
  })
})

describe('sheets', () => {
  const sheet = [
    ['××县社会救助领域基层政务公开标准目录'],
    [
      '序号',
      '公开事项',
      '',
      '公开内容（要素）',
      '公开依据',
      '公开时限',
      '公开主体',
      '公开渠道和载体',
      '公开对象',
      '',
      '公开方式',
      '',
      '公开层级',
      '',
    ],
    ['', '一级事项', '二级事项', '', '', '', '', '', '全社会', '特定群体', '主动', '依申请', '县级', '乡级'],
    ['1', '综合业务', '政策法规文件', '要素', '条例', '20个工作日', '民政局', '■政府网站', '√', '', '√', '', '√', '√'],
    ['2', '', '监督检查', '电话', '条例', '20个工作日', '民政局', '■政府网站', '√', '', '√', '', '√', ''],
    ['', '', '', '', '', '', '', '', '', '', '', '', '', ''],
    ['3', '特困', '', '名单', '条例', '20个工作日', '民政局', '■政府网站', '√', '', '√', '', '', '√'],
  ]
  test('two head rows under a title, merged cells, blank lines', () => {
    const table = readCatalogueTable(sheet)
    expect(table.missing).toEqual([])
    expect(table.rows.map((r) => r.line)).toEqual([4, 5, 7])
    const items = table.rows.map((r) => readCatalogueRow(r.cells))
    expect(items.flatMap((r) => r.issues)).toEqual([])
    expect(items.map((r) => [r.item?.level1, r.item?.level2, r.item?.levels.join()])).toEqual([
      ['综合业务', '政策法规文件', '县级,乡级'],
      ['综合业务', '监督检查', '县级'],
      ['特困', '', '乡级'],
    ])
  })
  test('one head row', () => {
    const table = readCatalogueTable([
      ['序号', '一级事项', '二级事项', '公开内容', '公开依据', '公开时限', '公开主体', '备注'],
      ['1', '甲', '乙', '丙', '丁', '及时', '戊', '己'],
    ])
    expect(table).toMatchObject({ missing: [], ignored: ['备注'] })
    expect(table.rows).toEqual([{ line: 2, cells: expect.objectContaining({ 公开内容: '丙' }) }])
  })
  test('a sheet that is no catalogue says what is missing', () => {
    expect(readCatalogueTable([['姓名', '电话']]).missing).toContain('content')
    expect(readCatalogueTable([]).rows).toEqual([])
  })
})

const corpus = path.join(process.env.GONGKAI_CORPUS ?? '../shared/corpus', 'catalogue/standard_catalogue_rows.csv')
describe.skipIf(!existsSync(corpus))('rows of six real catalogues (skipped without the corpus)', () => {
  test('eleven are taken, two are refused with the reason', () => {
    const table = readCatalogueTable(parse(readFileSync(corpus), { bom: true, relax_column_count: true }) as string[][])
    expect(table.missing).toEqual([])
    const read = table.rows.map((r) => ({ line: r.line, ...readCatalogueRow(r.cells) }))
    expect(read).toHaveLength(13)
    const refused = read.filter((r) => r.item === null)
    expect(refused.map((r) => r.issues.filter((i) => i.severity === 'error').map((i) => i.field))).toEqual([
      ['disclosingBody'],
      ['content'],
    ])
    const taken = read.flatMap((r) => (r.item ? [r.item] : []))
    expect(taken.map((i) => i.timeLimit.kind)).toEqual([
      ...Array(8).fill('working_days'),
      'yearly_date',
      'working_days',
      'working_days',
    ])
    expect(taken[0]).toMatchObject({ sector: '社会救助', level1: '综合业务', level2: '政策法规文件', level3: '' })
    expect(taken[1]?.channelCodes).toEqual(['website', 'reading_point', 'service_centre', 'notice_board'])
  })
})
