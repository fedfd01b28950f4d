import multipart from '@fastify/multipart'
import ExcelJS from 'exceljs'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asWorkbook } from '../../src/capabilities/word-list/export.ts'
import { registerWordList, wordListNow } from '../../src/capabilities/word-list/index.ts'
import { allEntries } from '../../src/capabilities/word-list/list.ts'
import { registerAudit } from '../../src/foundations/audit/api.ts'
import { registerIdentity } from '../../src/foundations/identity/index.ts'
import { findWords } from '../../src/foundations/wording/index.ts'
import { type Call, fileBody, signedInAs, testOffice } from '../support/office.ts'
import { everyRole, unit } from '../support/people.ts'
import { type TestPlatform, testPlatform } from '../support/platform.ts'

/** The page 内容规范词库: the disclosure office keeps it, and what it keeps is what the gate looks for. */

let platform: TestPlatform
let app: FastifyInstance
let keeper: Call
let clerk: Call
beforeAll(async () => {
  platform = await testPlatform()
  app = await testOffice(platform, async (office) => {
    await office.register(multipart)
    registerIdentity(office, platform, { secureCookies: false })
    registerWordList(office, platform)
    registerAudit(office, platform)
  })
  const people = await everyRole(platform, await unit(platform, { name: '县政府办' }))
  keeper = await signedInAs(app, platform, people.disclosure_office)
  clerk = await signedInAs(app, platform, people.clerk)
})
afterAll(async () => {
  await app.close()
  await platform.close()
})

const entry = (word: string, more = {}) => ({ word, advice: '云溪河', kind: 'typo', severity: 'warn', ...more })
const save = (word: string, more = {}) => keeper('PUT', '/api/word-list/entries', entry(word, more))
const found = async (text: string) => {
  const { list } = await wordListNow(platform, platform.db, ['云溪县水务局'])
  return findWords(text, list).map((one) => one.text)
}
const list = async (query: string) => (await clerk('GET', `/api/word-list?${query}`)).body
const send = (name: string, content: string | Buffer, query = '') => {
  const { payload, headers } = fileBody('file', name, content)
  return keeper('POST', `/api/word-list/imports${query}`, payload as never, headers)
}

describe('the list', () => {
  test('begins with what is shipped, by kind and by words', async () => {
    const all = await list('size=5')
    expect(all.total).toBeGreaterThan(1000)
    expect(all.items).toHaveLength(5)
    expect(all.byKind.typo + all.byKind.term).toBeGreaterThan(1000)
    expect((await list(`q=${encodeURIComponent('帐户')}`)).items).toMatchObject([
      { word: '帐户', advice: '账户', origin: 'shipped', inForce: true },
    ])
  })

  test('an entry of the county works at once, from its day to its last', async () => {
    expect(await found('云西河整治')).toEqual([])
    expect((await save('云西河')).status).toBe(200)
    expect(await found('云西河整治')).toEqual(['云西河'])
    await save('云西河', { from: '2026-03-03' })
    expect(await found('云西河整治')).toEqual([])
    await save('云西河', { until: '2026-03-01' })
    expect(await found('云西河整治')).toEqual([])
    expect((await list('origin=own&ended=true')).items).toMatchObject([{ word: '云西河', inForce: false }])
  })

  test('stands over the shipped entry of the same form, and keeps what was before', async () => {
    expect(await found('台帐')).toEqual(['台帐'])
    await save('台帐', { advice: '台账', until: '2026-02-01' })
    await save('帐', { advice: '账', until: '2026-02-01' })
    expect(await found('台帐')).toEqual([])
    const history = (await clerk('GET', `/api/word-list/changes?word=${encodeURIComponent('台帐')}`)).body
    expect(history).toMatchObject([
      { word: '台帐', how: 'entered', before: { until: null }, after: { until: '2026-02-01' } },
    ])
  })

  test('saving the same again writes nothing', async () => {
    await save('云夕河')
    await save('云夕河')
    expect((await clerk('GET', `/api/word-list/changes?word=${encodeURIComponent('云夕河')}`)).body).toHaveLength(1)
  })

  test('names of units are held against the text, too', async () => {
    expect(await found('云溪县水物局')).toEqual(['云溪县水物局'])
  })

  test.each([
    ['without a right form', entry('错字', { advice: ' ' }), 'advice'],
    ['ended before it begins', entry('错字', { from: '2026-03-02', until: '2026-03-01' }), 'until'],
    ['a gap at the end', entry('象…'), 'word'],
    ['a fixed term of three signs', entry('县政府', { kind: 'term' }), 'word'],
    ['an impossible day', entry('错字', { from: '2026-02-30' }), 'from'],
  ])('%s is refused in words', async (_, body, field) => {
    const answer = await keeper('PUT', '/api/word-list/entries', body)
    expect(answer.status).toBe(422)
    expect(answer.body.issues[0].field).toBe(field)
  })
})

describe('import and export', () => {
  const csv =
    '词条,建议,类别,级别,例外\n云奚河,云溪河,错别字,提醒,\n,空,错别字,提醒,\n坏行,好行,错字,提醒,\n云奚河,云溪河,,,\n'

  test('a dry run changes nothing; good rows go in, bad ones are named', async () => {
    const expected = { added: 1, changed: 0, unchanged: 0 }
    const dry = await send('词库.csv', csv, '?dryRun=true')
    expect(dry.body).toMatchObject({ ...expected, dryRun: true })
    expect(await found('云奚河')).toEqual([])
    const done = await send('词库.csv', csv)
    expect(done.body).toMatchObject(expected)
    expect(done.body.refused.map((bad: { row: number; column: string }) => [bad.row, bad.column])).toEqual([
      [3, '词条'],
      [4, '类别'],
      [5, '词条'],
    ])
    expect(await found('云奚河')).toEqual(['云奚河'])
    expect((await send('词库.csv', csv)).body).toMatchObject({ added: 0, changed: 0, unchanged: 1 })
  })

  test('what is exported can be brought in again and changes nothing', async () => {
    const { total } = await list('size=1')
    const csvFile = await clerk('GET', '/api/word-list/export?format=csv')
    expect(csvFile.headers['content-type']).toMatch(/^text\/csv/)
    expect((await send('词库.csv', csvFile.text)).body).toMatchObject({ added: 0, changed: 0, refused: [] })
    const workbook = await asWorkbook(await allEntries(platform.db, '2026-03-02'))
    const again = (await send('词库.xlsx', workbook)).body
    expect(again).toMatchObject({ added: 0, changed: 0, refused: [] })
    expect(again.unchanged).toBeGreaterThanOrEqual(total)
    expect((await clerk('GET', '/api/word-list/export')).headers['content-type']).toMatch(/spreadsheetml/)
  })

  test('a table without the columns, and no file, are said in a sentence', async () => {
    expect((await send('别的.csv', '姓名,电话\n甲,1\n')).body.detail).toMatch(/词条/)
    expect((await send('坏.xlsx', Buffer.from('PK\u0003\u0004坏'))).status).toBe(422)
    expect((await keeper('POST', '/api/word-list/imports')).status).toBe(422)
  })

  test('an .xlsx as offices make it', async () => {
    const book = new ExcelJS.Workbook()
    book.addWorksheet('词库').addRows([['内容规范词库'], ['词条', '建议'], ['云豁河', '云溪河']])
    const done = await send('词库.xlsx', Buffer.from(await book.xlsx.writeBuffer()))
    expect(done.body).toMatchObject({ added: 1, refused: [] })
  })
})
