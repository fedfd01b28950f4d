import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, test } from 'vitest'
import { saveSite } from '../../src/foundations/site/actions/save-site.ts'
import { siteInformation } from '../../src/foundations/site/site-information.ts'
import { site } from '../portal/county.ts'
import { type RolesStage, rolesStage } from './stage.ts'

let stage: RolesStage
beforeAll(async () => {
  stage = await rolesStage()
})
afterAll(() => stage.close())

test('what the office sets stands in the head of a portal apart', async () => {
  const portal = await stage.portal()
  const home = async () => (await fetch(`${portal.url}/`)).text()
  const shows = async (text: string) => {
    while (!(await home()).includes(text)) await sleep(20)
  }
  await shows(site.siteName)
  await saveSite(stage.platform.as(), siteInformation.parse({ ...site, countyName: '澜东县' }))
  await shows('<span class="wordmark-county">澜东县</span>')
})
