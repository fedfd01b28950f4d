import { afterAll, beforeAll, expect, test } from 'vitest'
import { importColumns } from '../../src/capabilities/requests/import/words.zh.ts'
import { tellApplicant } from '../../src/capabilities/requests/index.ts'
import { fileBody } from '../support/office.ts'
import { type RequestsStage, requestsStage } from './stage.ts'

/** A county moves in in mid-year: open cases and history from a table, twice, with rows that are wrong. */

let stage: RequestsStage
beforeAll(async () => {
  stage = await requestsStage('2026-06-12T01:00:00Z')
  stage.platform.listeners['request.registered'] = [tellApplicant(() => stage.platform)]
})
afterAll(() => stage.close())

type Row = Partial<Record<keyof typeof importColumns, string>>
const sound: Row = {
  unit: '云溪县水务局',
  channel: '当面提交',
  party: '自然人',
  name: '苏见山',
  phone: '19900001234',
  what: '农村饮水工程的验收报告',
  reachedOn: '2026-06-01',
}
const tableOf = async (rows: Row[]): Promise<Buffer> => {
  const { default: Excel } = await import('exceljs')
  const book = new Excel.Workbook()
  const sheet = book.addWorksheet('申请')
  const keys = Object.keys(importColumns) as (keyof typeof importColumns)[]
  sheet.addRow(keys.map((key) => importColumns[key]))
  for (const row of rows) sheet.addRow(keys.map((key) => row[key] ?? ''))
  return Buffer.from(await book.xlsx.writeBuffer())
}
const send = async (rows: Row[], query = '', call = stage.calls.clerk) => {
  const { payload, headers } = fileBody('file', '案件.xlsx', await tableOf(rows))
  return call('POST', `/api/requests/imports${query}`, payload, headers)
}
const caseFiles = () =>
  stage.platform.db
    .selectFrom('case_file')
    .select(['number', 'status', 'received_on', 'due_on', 'closed_on', 'outcome', 'version'])
    .orderBy('id')
    .execute()

const rows: Row[] = [
  { ...sound, key: 'A1' },
  { ...sound, key: 'A2', channel: '网上提交', reachedOn: '2026年6月3日' },
  {
    ...sound,
    key: 'A3',
    channel: '平常信函',
    reachedOn: '2026/5/6',
    confirmedOn: '2026-05-07',
    extendedOn: '2026-06-01',
    extendedDays: '20',
  },
  { ...sound, key: 'A4', reachedOn: '2025-12-01', reply: '不予公开', ground: '', closedOn: '2026-01-05' },
  {
    ...sound,
    key: 'A5',
    reachedOn: '2025-12-01',
    reply: '予以公开',
    closedOn: '2026-01-05',
    number: '云水依申请〔2025〕88号',
  },
  {
    ...sound,
    key: 'A6',
    reachedOn: '2026-02-02',
    reply: '申请人撤回',
    closedOn: '2026-02-03',
    party: '商业企业',
    name: '云溪示范公司',
  },
  { ...sound, key: 'A7', asks: '更正本人信息', reachedOn: '2026-02-02', reply: '不予更正', closedOn: '2026-02-27' },
  { ...sound, key: 'A1', what: '又一件' },
  { ...sound, key: '', reachedOn: '2026-02-31', party: '外星人' },
  { ...sound, key: 'B1', unit: '云溪县民政局' },
  { ...sound, key: 'B2', unit: '没有这个局' },
  { ...sound, key: 'A8', reachedOn: '2026-06-10', closedOn: '2026-06-09', reply: '予以公开' },
]

test('a dry run writes nothing and names every bad cell', async () => {
  const { status, body } = await send(rows, '?dryRun=true')
  expect(status).toBe(200)
  expect([body.added, body.unchanged, body.dryRun]).toEqual([6, 0, true])
  expect(body.refused.map((one: { row: number; column: string }) => [one.row, one.column])).toEqual([
    [5, '不予公开依据'],
    [9, '来源编号'],
    [10, '来源编号'],
    [10, '申请人类型'],
    [10, '到达日期'],
    [11, '受理机关'],
    [12, '受理机关'],
    [13, '办结日期'],
  ])
  expect(await caseFiles()).toEqual([])
})

test('the sound rows come in with their clocks and cells; applicants are told nothing', async () => {
  const { body } = await send(rows)
  expect(body.added).toBe(6)
  expect(await caseFiles()).toEqual([
    {
      number: '云溪县水务局依申请〔2026〕1号',
      status: 'handling',
      received_on: '2026-06-01',
      due_on: '2026-06-30',
      closed_on: null,
      outcome: null,
      version: 1,
    },
    {
      number: '云溪县水务局依申请〔2026〕2号',
      status: 'submitted',
      received_on: null,
      due_on: null,
      closed_on: null,
      outcome: null,
      version: 1,
    },
    {
      number: '云溪县水务局依申请〔2026〕3号',
      status: 'handling',
      received_on: '2026-05-07',
      due_on: '2026-07-02',
      closed_on: null,
      outcome: null,
      version: 3,
    },
    {
      number: '云水依申请〔2025〕88号',
      status: 'closed',
      received_on: '2025-12-01',
      due_on: '2025-12-29',
      closed_on: '2026-01-05',
      outcome: 'r1',
      version: 4,
    },
    {
      number: '云溪县水务局依申请〔2026〕4号',
      status: 'closed',
      received_on: '2026-02-02',
      due_on: '2026-03-06',
      closed_on: '2026-02-03',
      outcome: 'r6.3',
      version: 2,
    },
    {
      number: '云溪县水务局依申请〔2026〕5号',
      status: 'closed',
      received_on: '2026-02-02',
      due_on: '2026-03-06',
      closed_on: '2026-02-27',
      outcome: 'uncounted',
      version: 4,
    },
  ])
  expect(await stage.platform.db.selectFrom('message').select('id').execute()).toEqual([])
})

test('the same file again makes nothing twice; the mended row of the report comes in', async () => {
  const again = await send(rows)
  expect([again.body.added, again.body.unchanged]).toEqual([0, 6])
  const report = Buffer.from(again.body.report, 'base64')
  const { default: Excel } = await import('exceljs')
  const book = new Excel.Workbook()
  await book.xlsx.load(report as never)
  const sheet = book.worksheets[0]!
  expect(sheet.rowCount).toBe(7)
  expect(String(sheet.getCell('A2').value)).toContain('不予公开依据：')
  const ground = Object.values(importColumns).indexOf('不予公开依据') + 2
  sheet.getRow(2).getCell(ground).value = 'EX16a'
  const { groundLabels } = await import('../../src/foundations/classification/words.zh.ts')
  sheet.getRow(2).getCell(ground).value = groundLabels.EX16a
  const { payload, headers } = fileBody('file', '改正.xlsx', Buffer.from(await book.xlsx.writeBuffer()))
  const mended = await stage.calls.clerk('POST', '/api/requests/imports', payload, headers)
  expect(mended.body.added).toBe(1)
  expect((await caseFiles()).at(-1)).toMatchObject({ outcome: 'r3.5', closed_on: '2026-01-05' })
})

test('says how far it is, a line for each step, the result on the last; a fault before that is a fault', async () => {
  const accept = { accept: 'application/x-ndjson' }
  const told = async (given: Row[]) => {
    const { payload, headers } = fileBody('file', '案件.xlsx', await tableOf(given))
    return stage.calls.clerk('POST', '/api/requests/imports', payload, { ...headers, ...accept })
  }
  const answer = await told([1, 2, 3, 4].map((n) => ({ ...sound, key: `C${n}` })))
  const lines = answer.text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines.slice(0, -1).map((line) => line.share)).toEqual([0.25, 0.5, 0.75, 1])
  expect(lines.at(-1).result).toMatchObject({ added: 4, dryRun: false })
  expect(await told([{ ...sound, key: 'C1' }])).toMatchObject({ status: 200, body: { added: 0, unchanged: 1 } })
  const { payload, headers } = fileBody('file', 'a.csv', '甲,乙\n1,2\n')
  const faulty = await stage.calls.clerk('POST', '/api/requests/imports', payload, { ...headers, ...accept })
  expect(faulty).toMatchObject({ status: 422, body: { issues: [{ key: 'no-head' }] } })
})

test('an imported open case goes on as every other', async () => {
  const { id, version } = await stage.platform.db
    .selectFrom('case_file')
    .select(['id', 'version'])
    .where('number', '=', '云溪县水务局依申请〔2026〕1号')
    .executeTakeFirstOrThrow()
  const answer = await stage.calls.clerk('POST', `/api/requests/${id}/note`, { version, data: {}, note: '接着办理。' })
  expect([answer.status, answer.body.version]).toEqual([200, 2])
})

test('who may: a clerk for the own unit, the disclosure office for all; a file without the table is said to be none', async () => {
  for (const role of ['section_head', 'auditor', 'supervisor'] as const)
    expect((await send(rows, '?dryRun=true', stage.calls[role])).status).toBe(403)
  expect(
    (await send([{ ...sound, key: 'B1', unit: '云溪县民政局' }], '?dryRun=true', stage.calls.disclosure_office)).body
      .added,
  ).toBe(1)
  const { payload, headers } = fileBody('file', 'a.csv', '甲,乙\n1,2\n')
  expect((await stage.calls.clerk('POST', '/api/requests/imports', payload, headers)).body.issues[0].key).toBe(
    'no-head',
  )
  const template = await stage.calls.clerk('GET', '/api/requests/imports/template')
  expect(template.status).toBe(200)
})
