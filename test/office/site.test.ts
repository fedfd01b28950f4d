import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registerSite } from '../../src/foundations/site/api.ts'
import { type SiteInformation, siteInformation } from '../../src/foundations/site/site-information.ts'
import { type Call, signedInAs, stranger, testOffice } from '../support/office.ts'
import { person, unit } from '../support/people.ts'
import { type TestPlatform, testPlatform } from '../support/platform.ts'

/** A real installation says by itself who it is; portals hear of it through the log. */

let platform: TestPlatform
let app: FastifyInstance
let office: Call

beforeAll(async () => {
  platform = await testPlatform()
  app = await testOffice(platform, (app) => registerSite(app, platform, { portalUrl: undefined, portalPort: 8080 }))
  const home = await unit(platform, { name: '县政府办' })
  office = await signedInAs(app, platform, await person(platform, { role: 'disclosure_office', unit: home }))
})
afterAll(async () => {
  await app.close()
  await platform.close()
})

const given: SiteInformation = {
  countyName: '青澜县',
  siteName: '青澜县人民政府',
  motto: '',
  siteDomain: 'www.qinglan.example',
  siteIdCode: '9900000001',
  organiser: '青澜县人民政府办公室',
  undertaker: '青澜县政务公开办公室',
  phone: '0990-1234567',
  icp: '',
  policeRecord: '',
  mainColour: '#0b4f6c',
}
const published = async () =>
  (
    await platform.db
      .selectFrom('publication_log')
      .innerJoin('publication_payload', 'publication_payload.seq', 'publication_log.seq')
      .select('payload')
      .where('kind', '=', 'site.changed')
      .orderBy('publication_log.seq')
      .execute()
  ).map((row) => JSON.parse(row.payload!))
const noted = () => platform.db.selectFrom('audit_entry').selectAll().where('action', '=', 'site.changed').execute()

test('before it is set, the answer is empty and still an answer', async () => {
  const { status, body } = await stranger(app)('GET', '/api/site')
  expect([status, body.siteName, body.fictional, body.portalPort]).toEqual([200, '', false, 8080])
})

test('what is set is published and noted once, however often it is saved', async () => {
  expect((await office('PUT', '/api/site', given)).body).toMatchObject(given)
  expect((await office('PUT', '/api/site', Object.fromEntries(Object.entries(given).reverse()))).status).toBe(200)
  expect(await published()).toEqual([{ ...given, fictional: false }])
  expect(await noted()).toHaveLength(1)
  expect((await stranger(app)('GET', '/api/site')).body).toMatchObject(given)

  await office('PUT', '/api/site', { ...given, phone: '0990-7654321' })
  expect((await published()).map(({ phone }) => phone)).toEqual(['0990-1234567', '0990-7654321'])
  const [, second] = await noted()
  expect(JSON.stringify(second)).toContain('0990-7654321')
  expect(JSON.stringify(second)).not.toContain('countyName')
})

test('nobody makes a county fictional by the API', async () => {
  const { body } = await office('PUT', '/api/site', { ...given, motto: '看得见', fictional: true })
  expect([body.motto, body.fictional]).toEqual(['看得见', false])
  expect((await published()).at(-1).fictional).toBe(false)
})

describe('each wrong field is told in a sentence', () => {
  test.each<[keyof SiteInformation, string, RegExp]>([
    ['countyName', ' ', /请填写县/],
    ['siteName', '', /请填写网站名称/],
    ['organiser', '', /请填写主办单位/],
    ['undertaker', '\u200b', /请填写承办单位/],
    ['phone', '请打办公室', /联系电话/],
    ['phone', '1-2', /5 位数字/],
    ['siteDomain', 'https://www.qinglan.example/', /不带 http/],
    ['siteDomain', 'qinglan', /只写域名本身/],
    ['siteDomain', '-..x.example', /只写域名本身/],
    ['siteIdCode', '99000000', /10 位数字/],
    ['icp', '12345678', /ICP备案号/],
    ['policeRecord', '京公网安备 123号', /14 位数字/],
    ['mainColour', 'red', /6 位十六进制/],
    ['mainColour', '#0b4f6', /6 位十六进制/],
  ])('%s: %j', async (field, value, sentence) => {
    const before = (await published()).length
    const { status, body } = await office('PUT', '/api/site', { ...given, [field]: value })
    expect([status, body.issues[0].field]).toEqual([422, field])
    expect(body.issues[0].message).toMatch(sentence)
    expect(await published()).toHaveLength(before)
  })

  test('what counties really write is taken', () => {
    const taken = (more: Partial<SiteInformation>) => siteInformation.safeParse({ ...given, ...more }).success
    expect(taken({ phone: '（0990）1234567转8012' })).toBe(true)
    expect(taken({ phone: '12345' })).toBe(true)
    expect(taken({ icp: '京ICP备05070218号-1', policeRecord: '京公网安备 11010202000001号' })).toBe(true)
    expect(taken({ siteDomain: '青澜县人民政府.政务' })).toBe(true)
    expect(taken({ siteIdCode: '' })).toBe(true)
    expect(siteInformation.parse({ ...given, mainColour: ' #7A1F1F ' }).mainColour).toBe('#7a1f1f')
  })
})
