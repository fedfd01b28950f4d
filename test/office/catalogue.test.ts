import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import multipart from '@fastify/multipart'
import Excel from 'exceljs'
import type { FastifyInstance } from 'fastify'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  catalogueItemById,
  importCatalogue,
  installStatutoryColumns,
  registerCatalogue,
  registerLookups,
} from '../../src/capabilities/catalogue/index.ts'
import { statutoryColumns } from '../../src/capabilities/catalogue/rules/statutory-columns.ts'
import { transact } from '../../src/foundations/context.ts'
import { readLog } from '../../src/foundations/publication-log/read.ts'
import { home as root } from '../../src/platform/home.ts'
import { type Call, fileBody, signedInAs, testOffice } from '../support/office.ts'
import { type Persona, person, unit } from '../support/people.ts'
import { type TestPlatform, testPlatform } from '../support/platform.ts'

let platform: TestPlatform
let app: FastifyInstance
let qinzhaoye: Persona
let office: Call
let clerk: Call

beforeAll(async () => {
  platform = await testPlatform()
  app = await testOffice(platform, async (server) => {
    await server.register(multipart)
    registerCatalogue(server, platform)
    registerLookups(server, platform, { statuses: { draft: '起草' }, withdrawalGrounds: { error: '内容有误' } })
  })
  const home = await unit(platform, { name: '县政府办', kind: 'government' })
  qinzhaoye = await person(platform, { role: 'disclosure_office', unit: home, name: '秦照野' })
  office = await signedInAs(app, platform, qinzhaoye)
  clerk = await signedInAs(app, platform, await person(platform, { role: 'clerk', unit: home }))
})
afterAll(async () => {
  await app.close()
  await platform.close()
})

const head =
  '序号,领域,一级事项,二级事项,公开内容（要素）,公开依据,公开时限,公开主体,公开渠道和载体,公开对象,公开方式,公开层级'
const line = (given: { sector?: string; level2?: string; content?: string; limit?: string; mode?: string } = {}) =>
  [
    '1',
    given.sector ?? '社会救助',
    '综合业务',
    given.level2 ?? '政策法规文件',
    given.content ?? '社会救助暂行办法',
    '《社会救助暂行办法》',
    given.limit ?? '制定或获取信息之日起10个工作日内',
    '县民政局',
    '■政府网站 □政府公报 ■公开查阅点',
    '全社会',
    given.mode ?? '主动',
    '县级',
  ].join(',')

const send = (bytes: Uint8Array | string, query = '', name = '目录.csv') => {
  const { payload, headers } = fileBody('file', name, bytes)
  return office('POST', `/api/catalogue/imports${query}`, payload, headers)
}
const counts = (body: { added: number; changed: number; unchanged: number; refused: unknown[] }) => [
  body.added,
  body.changed,
  body.unchanged,
  body.refused.length,
]

describe('importing a catalogue', () => {
  let log = 0
  const newEntries = async () => {
    const entries = await readLog(platform.db, log, 5_000)
    log = entries.at(-1)?.seq ?? log
    return entries.map((entry) => entry.kind)
  }
  beforeEach(newEntries)

  test('adds good rows, names bad ones by line, column, value and reason, and tells the portals', async () => {
    const file = [
      '云溪县基层政务公开标准目录',
      head,
      line({ sector: '养老服务', level2: '国家和地方政策' }),
      line({ sector: '养老服务', level2: '扶持政策措施清单', content: '' }),
      line({ sector: '养老服务', level2: '老年人补贴', mode: '随意' }),
      line({ sector: '养老服务', level2: '国家和地方政策' }),
    ].join('\r\n')
    const { status, body } = await send(`\ufeff${file}`)
    expect(status).toBe(200)
    expect(counts(body)).toEqual([1, 0, 0, 3])
    expect(body.newSectors).toEqual(['养老服务'])
    expect(body.refused).toMatchObject([
      { row: 4, column: '公开内容（要素）', message: '“公开内容（要素）”没有填写', value: '' },
      { row: 5, column: '公开方式', value: '随意' },
      { row: 6, value: '综合业务 / 国家和地方政策' },
    ])
    expect(body.refused[2].message).toContain('与第 3 行是同一事项')
    expect(await newEntries()).toEqual(['sector.changed', 'catalogue-item.changed'])
    const { body: list } = await clerk('GET', '/api/catalogue/items?q=国家和地方')
    expect(list.items[0]).toMatchObject({ sectorName: '养老服务', channels: ['政府网站', '公开查阅点'], published: 0 })
    const item = await catalogueItemById(platform.db, list.items[0].id)
    expect(item?.limitRule).toMatchObject({ kind: 'working_days', n: 10, anchor: 'made_or_obtained' })
  })

  test('the same file again changes nothing; one changed cell changes one row', async () => {
    const file = (limit: string) =>
      [head, line({ sector: '救灾', limit }), line({ sector: '救灾', level2: '款物捐赠' })].join('\n')
    expect(counts((await send(file('及时公开'))).body)).toEqual([2, 0, 0, 0])
    await newEntries()
    expect(counts((await send(file('及时公开'))).body)).toEqual([0, 0, 2, 0])
    expect(await newEntries()).toEqual([])
    expect(counts((await send(file('3个工作日内'))).body)).toEqual([0, 1, 1, 0])
    expect(await newEntries()).toEqual(['catalogue-item.changed'])
  })

  test('a dry run says what would happen and leaves nothing behind', async () => {
    const file = [head, line({ sector: '户籍管理' })].join('\n')
    const { body } = await send(file, '?dryRun=true')
    expect(body).toMatchObject({ added: 1, dryRun: true, newSectors: ['户籍管理'] })
    expect(await newEntries()).toEqual([])
    const sectors = (await clerk('GET', '/api/catalogue/sectors')).body
    expect(sectors.map((sector: { name: string }) => sector.name)).not.toContain('户籍管理')
    expect(counts((await send(file)).body)).toEqual([1, 0, 0, 0])
  })

  test('the same file sent twice at once adds its rows once', async () => {
    const file = [head, line({ sector: '就业创业' }), line({ sector: '就业创业', level2: '技能培训' })].join('\n')
    const answers = await Promise.all([send(file), send(file)])
    expect(answers.map(({ body }) => body.added).sort()).toEqual([0, 2])
  })

  test.each([
    ['GBK, as spreadsheet programs in China write it', (text: string) => iconv.encode(text, 'gbk')],
    ['UTF-8 with a byte order mark', (text: string) => Buffer.from(`\ufeff${text}`)],
    ['UTF-16', (text: string) => iconv.encode(text, 'utf16-le', { addBOM: true })],
    ['tabs between the cells', (text: string) => Buffer.from(text.replaceAll(',', '\t'))],
  ])('reads %s', async (_what, encode) => {
    const { body } = await send(encode([head, line({ sector: '公共文化服务' })].join('\n')), '?dryRun=true')
    expect(counts(body)).toEqual([1, 0, 0, 0])
    expect(body.newSectors).toEqual(['公共文化服务'])
  })

  test('rows that name no sector go where the importer says, or are refused', async () => {
    const bare = [head, line()]
      .map((row) =>
        row
          .split(',')
          .filter((_, i) => i !== 1)
          .join(','),
      )
      .join('\n')
    const refused = await send(bare, '?dryRun=true')
    expect(refused.body.refused).toMatchObject([{ row: 2, column: '试点领域' }])
    const [sector] = (await clerk('GET', '/api/catalogue/sectors')).body
    expect(counts((await send(bare, `?dryRun=true&sectorId=${sector.id}`)).body)).toEqual([1, 0, 0, 0])
    expect((await send(bare, '?sectorId=424242')).status).toBe(404)
  })

  test('reads a workbook with a title, two head rows and merged cells; hidden sheets stay out', async () => {
    const book = new Excel.Workbook()
    const sheet = book.addWorksheet('义务教育')
    sheet.addRow(['义务教育领域基层政务公开标准目录'])
    sheet.addRow([
      '序号',
      '公开事项',
      '',
      '公开内容（要素）',
      '公开依据',
      '公开时限',
      '公开主体',
      '公开渠道和载体',
      '公开对象',
      '公开方式',
      '公开层级',
    ])
    sheet.addRow(['', '一级事项', '二级事项'])
    const rest = [
      '《政府信息公开条例》',
      '信息形成或者变更之日起20个工作日内',
      '县教体局',
      '■政府网站',
      '全社会',
      '主动',
      '县级',
    ]
    sheet.addRow(['1', '招生管理', '招生范围', '学区划分', ...rest])
    sheet.addRow(['2', '', '招生计划', '招生人数', ...rest])
    sheet.addRow(['3', '教育概况', '学校名录', { richText: [{ text: '名称、' }, { text: '地址' }] }, ...rest])
    sheet.mergeCells('A1:K1')
    sheet.mergeCells('B2:C2')
    for (const column of ['A', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K']) sheet.mergeCells(`${column}2:${column}3`)
    sheet.mergeCells('B4:B5')
    book.addWorksheet('草稿', { state: 'hidden' }).addRow(['x'])
    book.addWorksheet('说明').addRow(['填表说明'])
    const bytes = new Uint8Array(await book.xlsx.writeBuffer())
    const { body } = await send(bytes, '', '目录.xlsx')
    expect(counts(body)).toEqual([3, 0, 0, 0])
    expect(body.newSectors).toEqual(['义务教育'])
    const { body: list } = await clerk('GET', '/api/catalogue/items?q=招生')
    expect(list.items.map((item: Record<string, string>) => [item.seq, item.level1, item.level2])).toEqual([
      ['1', '招生管理', '招生范围'],
      ['2', '招生管理', '招生计划'],
    ])
    expect((await clerk('GET', '/api/catalogue/items?q=名录')).body.items[0].content).toBe('名称、地址')
  })

  test.each([
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), 'not_a_table'],
    ['a zip that is no workbook', Buffer.from('PK\u0003\u0004 rubbish'), 'broken'],
    ['an empty file', new Uint8Array(), 'not_a_table'],
    ['a table of something else', '姓名,电话\n张三,1', 'no_catalogue'],
    ['a head without rows', head, 'no_catalogue'],
  ])('%s is refused with 422 and a sentence', async (_what, bytes, key) => {
    const { status, body } = await send(bytes)
    expect(status).toBe(422)
    expect(body.issues).toMatchObject([{ field: 'file', key }])
  })

  test('a request without a file is 422; NUL characters and endless cells are refused row by row', async () => {
    expect((await office('POST', '/api/catalogue/imports', {})).status).toBe(422)
    const odd = [head, line({ level2: 'x'.repeat(501) }), line({ level2: '好' })].join('\n')
    expect(counts((await send(odd, '?dryRun=true')).body)).toEqual([1, 0, 0, 1])
  })

  test('every import is remembered with its refused rows and is in the audit log', async () => {
    await send(
      [head, line({ sector: '税收管理' }), line({ sector: '税收管理', content: '' })].join('\n'),
      '',
      '税收.csv',
    )
    const [latest] = (await office('GET', '/api/catalogue/imports')).body
    expect(latest).toMatchObject({ fileName: '税收.csv', actorName: '秦照野', added: 1 })
    expect(latest.refused[0]).toMatchObject({ row: 3 })
    const note = await platform.db
      .selectFrom('audit_entry')
      .select('detail')
      .where('action', '=', 'catalogue.imported')
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow()
    expect(note.detail).toMatchObject({ fileName: '税收.csv', added: 1, refused: 1 })
  })

  const corpus = join(
    process.env.GONGKAI_CORPUS ?? join(root, '../shared/corpus'),
    'catalogue/standard_catalogue_rows.csv',
  )
  test.skipIf(!existsSync(corpus))(
    'real rows of a county go in; the two with an empty cell are named (needs the corpus)',
    async () => {
      const bytes = await readFile(corpus)
      const own = await testPlatform()
      const report = await importCatalogue(own.as(), { bytes, fileName: 'real.csv', dryRun: false })
      expect(report.refused.map(({ row, column }) => [row, column])).toEqual([
        [11, 'disclosing_body'],
        [14, 'content'],
      ])
      expect(report.added).toBe(11)
      await own.close()
    },
  )

  test('the demo county’s catalogue goes in without a refused row', async () => {
    const bytes = await readFile(join(root, 'db/seeds/demo/catalogue.csv'))
    const own = await testPlatform()
    const report = await importCatalogue(own.as(), { bytes, fileName: 'catalogue.csv', dryRun: false })
    expect(report.refused).toEqual([])
    expect((await importCatalogue(own.as(), { bytes, fileName: 'catalogue.csv', dryRun: false })).unchanged).toBe(
      report.added,
    )
    await own.close()
  })
})

describe('the statutory columns', () => {
  test('are installed once, as the law table has them, parents before children', async () => {
    expect(await transact(platform.as(), installStatutoryColumns)).toBe(statutoryColumns.length)
    expect(await transact(platform.as(), installStatutoryColumns)).toBe(0)
    const { body } = await clerk('GET', '/api/catalogue/columns')
    expect(body).toHaveLength(statutoryColumns.length)
    const normative = body.find((column: { code: string }) => column.code === 'normative')
    expect(normative).toMatchObject({ title: '行政规范性文件', article: '条例第二十条第（一）项', published: 0 })
    const seen = new Set<number>()
    for (const column of body) {
      if (column.parentId !== null) expect(seen.has(column.parentId)).toBe(true)
      seen.add(column.id)
    }
  })

  test('that somebody changed in the database are set right and told to the portals, and only those', async () => {
    await platform.db.updateTable('site_column').set({ title: '改了' }).where('code', '=', 'plans').execute()
    const before = (await readLog(platform.db, 0, 5_000)).length
    // The portals never heard of the wrong title, so there is nothing to tell them.
    expect(await transact(platform.as(), installStatutoryColumns)).toBe(0)
    expect((await readLog(platform.db, 0, 5_000)).length).toBe(before)
    const row = await platform.db
      .selectFrom('site_column')
      .select('title')
      .where('code', '=', 'plans')
      .executeTakeFirst()
    expect(row?.title).toBe('规划信息')
  })
})

describe('lists', () => {
  /** A published edition under a row of the catalogue, as plainly as the tables allow. */
  const publish = async (unitId: number, catalogueItemId: number, columnId: number) => {
    const record = await platform.db
      .insertInto('record')
      .values({ index_number: `98000001X/2026-${Math.random()}`, unit_id: unitId })
      .returning('id')
      .executeTakeFirstOrThrow()
    const status = 'published'
    await platform.db
      .insertInto('edition')
      .values({
        record_id: record.id,
        number: 1,
        status,
        unit_id: unitId,
        catalogue_item_id: catalogueItemId,
        column_id: columnId,
      })
      .execute()
  }

  test('count what was published under each row, sector and column, and find the empty rows', async () => {
    await send([head, line({ sector: '食品药品监管' }), line({ sector: '食品药品监管', level2: '抽检' })].join('\n'))
    const sector = (await clerk('GET', '/api/catalogue/sectors')).body.find(
      (one: { name: string }) => one.name === '食品药品监管',
    )
    expect(sector).toMatchObject({ items: 2, published: 0, code: 'spypjg' })
    const rows = (await clerk('GET', `/api/catalogue/items?sectorId=${sector.id}`)).body
    const column = (await clerk('GET', '/api/catalogue/columns')).body[3]
    for (let i = 0; i < 3; i++) await publish(qinzhaoye.posts[0]!.unitId, rows.items[0].id, column.id)
    const after = (await clerk('GET', `/api/catalogue/items?sectorId=${sector.id}`)).body
    expect(after.items.map((item: { published: number }) => item.published)).toEqual([3, 0])
    const empty = (await clerk('GET', `/api/catalogue/items?sectorId=${sector.id}&empty=true`)).body
    expect(empty).toMatchObject({ total: 1, items: [{ level2: '抽检' }] })
    const sectors = (await clerk('GET', '/api/catalogue/sectors')).body
    expect(sectors.find((one: { id: number }) => one.id === sector.id).published).toBe(3)
    expect((await clerk('GET', '/api/catalogue/columns')).body[3].published).toBe(3)
    const beyond = (await clerk('GET', `/api/catalogue/items?sectorId=${sector.id}&page=9`)).body
    expect(beyond).toMatchObject({ items: [], total: 2 })
  })

  test('lookups offer every choice with its Chinese name', async () => {
    const { body } = await clerk('GET', '/api/lookups')
    expect(body.units[0]).toMatchObject({ name: '县政府办', dissolved: false })
    expect(body.kinds).toContainEqual({ value: 'normative_document', label: '行政规范性文件' })
    expect(body.subjects.find((one: { name: string }) => one.name === '综合政务').children).toContain('政务公开')
    expect(body.exemptionGrounds[0]).toMatchObject({ value: 'EX14a', article: '条例第十四条' })
    expect(body.columns.find((one: { code: string }) => one.code === 'normative').kind).toBe('normative_document')
    expect(body.statuses).toEqual([{ value: 'draft', label: '起草' }])
    for (const list of [body.kinds, body.validities, body.roles, body.disclosureAttributes, body.unitKinds])
      for (const choice of list) expect(choice.label).toMatch(/\p{Script=Han}/u)
  })
})
