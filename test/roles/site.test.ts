import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { saveSite } from '../../src/foundations/site/actions/save-site.ts'
import { siteInformation } from '../../src/foundations/site/site-information.ts'
import { site } from '../portal/county.ts'
import { type RolesStage, rolesStage } from './stage.ts'

let stage: RolesStage
beforeAll(async () => {
  stage = await rolesStage()
})
afterAll(() => stage.close())

test('what the office sets stands in the head of a portal apart within a second', async () => {
  const portal = await stage.portal()
  const home = async () => (await fetch(`${portal.url}/`)).text()
  const shows = async (text: string, within: number) => {
    const start = performance.now()
    while (!(await home()).includes(text)) {
      if (performance.now() - start > within) return false
      await sleep(20)
    }
    return true
  }
  expect(await shows(site.siteName, 10_000)).toBe(true)
  await saveSite(stage.platform.as(), siteInformation.parse({ ...site, countyName: '澜东县' }))
  expect(await shows('<span class="wordmark-county">澜东县</span>', 1_000)).toBe(true)
})
