import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { noReply } from '../../src/capabilities/requests/testing.ts'
import { sessionCookie } from '../../src/foundations/identity/request.ts'
import type { Role } from '../../src/foundations/identity/roles.ts'
import { openSession } from '../../src/foundations/identity/session.ts'
import { legalDay } from '../../src/platform/clock.ts'
import { type Apart, type RolesStage, rolesStage } from '../roles/stage.ts'
import { barriers, browsing, textIn } from '../support/browser.ts'
import { fitsItsWidth } from '../support/looking.ts'
import { caseOf, fillIn, inWords, lookUp, officeOf, sendOff, step } from './asking.ts'

/** 信息处理费: asked on a phone, charged, not paid; twenty working days later the request is given up, and table 2 says so. */

const browser = browsing()
let stage: RolesStage
let portal: Apart
beforeAll(async () => {
  stage = await rolesStage({ clock: Temporal.Now.instant().toString() })
  portal = await stage.portal()
  const knows = async () =>
    (await (await fetch(`${portal.url}/requests/new?who=person`)).text()).includes('云溪县水务局')
  while (!(await knows())) await sleep(50)
})
afterAll(() => stage?.close())

const officeAs = async (role: Role) => {
  const who = stage.people[role]
  const token = await openSession(stage.platform.as(who), who.personId, { ip: '127.0.0.1', userAgent: 'test' })
  return officeOf(stage.officeUrl, `${sessionCookie}=${token}`)
}
const officeDay = () => legalDay(stage.platform.time.now())

it('asked, charged, not paid: given up on the day after the last, and counted there', async () => {
  const page = await browser.visit(portal.url, { width: 390 })
  const asked = officeDay()
  await fillIn(page, '云溪县2021年以来全部水利工程的合同')
  const code = await sendOff(page)
  const clerk = await officeAs('clerk')
  const id = await caseOf(clerk, code)
  await step(clerk, id, 'confirm', { on: officeDay(), how: 'phone' })
  await step(await officeAs('section_head'), id, 'charge', { on: officeDay(), basis: 'by_page', quantity: 68 })
  const served = await step(clerk, id, 'record_fee_service', { on: officeDay() })
  const last: string = served.fee.dueOn

  await lookUp(page, code)
  await page.getByRole('heading', { level: 1, name: '需要您缴费' }).waitFor()
  await page.getByText('380.00').waitFor()
  expect(await textIn(page.locator('main'))).toContain(inWords(last))
  expect(await barriers(page)).toEqual([])
  expect(await fitsItsWidth(page)).toBe(true)
  await page.getByRole('link', { name: '阅读通知书' }).click()
  await page.getByText('共68页，按超额累进计收380元').waitFor()

  // On the last day it may still be paid.
  const reply = { ...noReply, kind: 'fee_lapsed' }
  const at = (day: string) => stage.platform.time.set(`${day}T01:00:00Z`)
  at(last)
  await expect(step(await officeAs('clerk'), id, 'propose', { reply })).rejects.toThrow('too-early')
  at(Temporal.PlainDate.from(last).add({ days: 1 }).toString())
  const late = await officeAs('clerk')
  const { groups } = await late('GET', '/api/requests/to-do')
  expect(groups).toMatchObject([{ key: 'lapsed', total: 1 }])
  await step(late, id, 'propose', { reply })
  for (const role of ['section_head', 'signing_leader'] as const) await step(await officeAs(role), id, 'approve', {})
  await step(late, id, 'deliver', { way: 'online', on: officeDay() })

  await lookUp(page, code)
  await page.getByRole('heading', { level: 1, name: '已答复' }).waitFor()
  await page.getByText('逾期未缴费，不再处理').first().waitFor()
  const days = `from=${asked}&to=${officeDay()}`
  const { rows } = await late('GET', `/api/requests/annual/table2?unitId=${stage.unitId}&${days}`)
  const cells = (key: string) => rows.find((row: { key: string }) => row.key === key).cells
  expect([cells('new').all, cells('r6.2').natural_person, cells('total').all, cells('carried_out').all]).toEqual([
    1, 1, 1, 0,
  ])
})
