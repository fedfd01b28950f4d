import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { searchKnowledge } from '../../src/capabilities/knowledge/index.ts'
import { anEntry } from '../../src/capabilities/knowledge/testing.ts'
import { home } from '../../src/platform/home.ts'
import { fileBody } from '../support/office.ts'
import { fingerprint, type KnowledgeStage, knowledgeStage } from './stage.ts'

/** Tables of questions and answers: good rows are drafts, bad ones come back with their reasons, nothing is half done. */

let stage: KnowledgeStage
beforeAll(async () => {
  stage = await knowledgeStage()
})
afterAll(() => stage.close())

const send = async (bytes: Uint8Array | string, role: 'clerk' | 'section_head' = 'clerk', query = '') => {
  const { payload, headers } = fileBody('file', '问答.csv', bytes)
  return stage.calls[role]('POST', `/api/knowledge/imports${query}`, payload, headers)
}
const head = '单位,主题,问题,其他问法,答复,依据索引号,复核日期'
const table = [
  head,
  '云溪县水务局,农村农业,打井要不要办证？,自家院子打井,要办取水许可。,,2026-12-31',
  '云溪县水务局,天文,水库能游泳吗？,,不能。,,2026-12-31',
  '云溪县民政局,民政,低保怎么办？,,去乡镇。,,2026-12-31',
  ',,,,,,',
  '云溪县水务局,农村农业,打井要不要办证？,,要。,,2026-12-31',
  '云溪县水务局,农村农业,停水找谁？,,打水厂电话。,没有这个号,2026-02-30',
].join('\n')

test('a dry run changes nothing; then good rows are drafts, and the same file adds none', async () => {
  const before = await fingerprint(stage.platform)
  const dry = await send(table, 'clerk', '?dryRun=true')
  expect([dry.status, dry.body.added, dry.body.dryRun]).toEqual([200, 1, true])
  expect(await fingerprint(stage.platform)).toBe(before)
  const { body } = await send(table)
  expect(body.refused.map((one: { row: number; column: string }) => [one.row, one.column])).toEqual([
    [3, '主题'],
    [4, '单位'],
    [6, '问题'],
    [7, '依据索引号'],
    [7, '复核日期'],
  ])
  expect([body.added, body.unchanged]).toEqual([1, 0])
  const list = (await stage.calls.clerk('GET', '/api/knowledge?view=open')).body
  expect(list.items.map((one: { question: string; status: string }) => [one.question, one.status])).toEqual([
    ['打井要不要办证？', 'draft'],
  ])
  const again = await send(table)
  expect([again.body.added, again.body.unchanged]).toEqual([0, 1])
})

test('another answer to a known question is for its own entry; two imports at once write each row once', async () => {
  const other = `${head}\n云溪县水务局,农村农业,打井要不要办证？,,不要。,,2026-12-31`
  expect((await send(other)).body.refused[0].message).toContain('在原条目上修订')
  const fresh = `${head}\n云溪县水务局,农村农业,河里能挖沙吗？,,不能，须经许可。,,2026-12-31`
  const both = await Promise.all([send(fresh), send(fresh)])
  expect(both.map((one) => one.body.added).sort()).toEqual([0, 1])
})

test('whoever is no clerk, a file without such a table, and no table at all', async () => {
  expect((await send(table, 'section_head')).status).toBe(403)
  expect((await send('甲,乙\n1,2')).body.issues[0].key).toBe('no_questions')
  expect((await send(Buffer.from([0, 1, 2, 3]))).body.issues[0].key).toBe('not_a_table')
})

test('the template is read again with its example; the shipped example has good rows and one bad', async () => {
  const template = await stage.app.inject({
    method: 'GET',
    url: '/api/knowledge/imports/template',
    headers: { cookie: '' },
  })
  expect(template.statusCode).toBe(401)
  const example = readFileSync(join(home, 'examples', 'knowledge-import', '问答.csv'), 'utf8')
  const { body } = await send(example.replaceAll('县水务局', '云溪县水务局'), 'clerk', '?dryRun=true')
  expect([body.added, body.refused.length]).toEqual([4, 1])
})

test('before anything is public a unit finds its drafts', async () => {
  const { platform, people, unitId } = stage
  const id = await anEntry(platform, people, { question: '青瓷窑址保护范围怎么查' })
  const found = async (q: string, units: number[]) =>
    (await searchKnowledge(platform.db, { q, units })).map((one) => one.id)
  expect(await found('窑址保护范围', [unitId])).toEqual([id])
  expect(await found('窑址保护范围', [])).toEqual([])
  expect(await found('谢谢你', [unitId])).toEqual([])
})
