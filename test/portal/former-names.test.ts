import { afterAll, beforeAll, expect, test } from 'vitest'
import { installStatutoryColumns } from '../../src/capabilities/catalogue/index.ts'
import { publishingWork } from '../../src/capabilities/publishing/index.ts'
import { aRecord } from '../../src/capabilities/publishing/testing.ts'
import { transact } from '../../src/foundations/context.ts'
import { appendToLog } from '../../src/foundations/publication-log/append.ts'
import { readLog } from '../../src/foundations/publication-log/read.ts'
import { mergeUnits } from '../../src/foundations/units/actions/merge-units.ts'
import { renameUnit } from '../../src/foundations/units/index.ts'
import { everyRole, unit } from '../support/people.ts'
import { type TestPlatform, testPlatform } from '../support/platform.ts'
import { site } from './county.ts'
import { startPortal } from './start.ts'

/**
 * 云溪县扶贫开发办公室 becomes 云溪县乡村振兴局, and that is merged into 云溪县农业农村局: what it published first is found
 * under every one of the three names, and still says who made it.
 */
const first = '云溪县扶贫开发办公室'
const second = '云溪县乡村振兴局'
const heir = '云溪县农业农村局'

let platform: TestPlatform
let portal: Awaited<ReturnType<typeof startPortal>>
let item: number
beforeAll(async () => {
  platform = await testPlatform()
  const ctx = platform.as()
  await transact(ctx, async (work) => {
    await appendToLog(work.trx, work.at, [{ kind: 'site.changed', subject: 'site', payload: site }])
    await installStatutoryColumns(work)
  })
  const reviewChain = ['section_review', 'secrecy_review', 'sign_off']
  const old = await unit(platform, { name: first, code: 'fpb', reviewChain })
  const into = await unit(platform, { name: heir, code: 'nyj', reviewChain })
  const people = await everyRole(platform, old)
  item = await aRecord(platform, people, { title: '小额信贷贴息办法', issuer: first }).published()
  await renameUnit(ctx, { id: old, name: second, shortName: '县乡村振兴局', on: '2026-03-01', basis: '机构改革方案' })
  await mergeUnits(
    ctx,
    { openWork: [publishingWork] },
    { intoId: into, unitIds: [old], on: '2026-03-02', posts: 'move' },
  )
  portal = await startPortal(await readLog(platform.db, 0, 10_000))
})
afterAll(async () => {
  await portal?.close()
  await platform?.close()
})

const page = async (url: string) => {
  const answer = await portal.get(encodeURI(url))
  expect([url, answer.statusCode]).toEqual([url, 200])
  return answer.body
}

test.each([first, second, heir])('searching for %s finds the item and the page of its maker', async (name) => {
  const html = await page(`/search?q=${name}`)
  expect(html).toContain(`href="/items/${item}"`)
  expect(html).toContain('href="/units/fpb"')
})

test.each([first, second, heir])('%s together with the matter finds it too', async (name) => {
  expect(await page(`/search?q=${name} 小额信贷`)).toContain(`href="/items/${item}"`)
})

test('its page says who made it, what that one was called, and who answers for it now', async () => {
  const html = await page(`/items/${item}`)
  for (const said of [first, second, heir]) expect(html).toContain(said)
})

test('the maker’s page keeps its items, its former name and its successor; the successor’s names the maker', async () => {
  const maker = await page('/units/fpb')
  for (const said of [second, first, heir, 'href="/units/nyj"', '原来的地址和电话不再使用'])
    expect(maker).toContain(said)
  expect(maker).not.toContain('href="/requests#unit-fpb"')
  expect(await page('/latest?unit=fpb')).toContain(`href="/items/${item}"`)
  const successor = await page('/units/nyj')
  for (const said of [second, 'href="/units/fpb"']) expect(successor).toContain(said)
})
