import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { madeUpIdentity } from '../../src/capabilities/requests/testing.ts'
import type { Role } from '../../src/foundations/identity/roles.ts'
import { type Program, serveProgram } from '../hardening/program.ts'
import { barriers, browsing, eventually, textIn, type Width } from '../support/browser.ts'
import { fitsItsWidth } from '../support/looking.ts'
import { caseOf, fillIn, inWords, lookUp, officeOf, sendOff, step, today } from './asking.ts'

/**
 * A citizen asks on the portal, gets a code and a receipt, sees the due day once the office has confirmed, mends the
 * request, and takes the answer home; with a mouse, on a phone, and without scripts.
 */

const browser = browsing()
let program: Program
let portal: string
beforeAll(async () => {
  program = await serveProgram('asking', { LIMIT_FORMS: '0' })
  portal = program.county.portal
  const knows = async () => (await (await fetch(`${portal}/requests/new?who=person`)).text()).includes('云溪县水务局')
  while (!(await knows())) await sleep(100)
})
afterAll(() => program?.close())

const wanted = (n: string) => `云溪县2025年农村饮水安全工程的验收报告，${n}`
const officeAs = async (role: Role) => officeOf(program.county.office, await program.cookieOf(program.people[role]))

describe.each([1280, 390] as Width[])('at %i px', (width) => {
  it('from the question to the answer in hand', async () => {
    const page = await browser.visit(portal, { width })
    const sound = async (name: string) => {
      expect(await barriers(page), name).toEqual([])
      expect(await fitsItsWidth(page), name).toBe(true)
    }
    await page.goto('/requests/new?who=person')
    await sound('the form')
    await page.getByRole('button', { name: '下一步：核对申请' }).click()
    await page.getByText('请写明需要的政府信息。').first().waitFor()
    await sound('the form with what is missing')
    await page.getByRole('link', { name: '请填写证件号码。' }).click()
    await page.keyboard.type(madeUpIdentity().replace(/.$/, (last) => (last === '1' ? '2' : '1')))
    await page.getByText('最后一位与前面的数字不符').waitFor()

    await fillIn(page, wanted(`屏宽${width}`))
    await sound('the preview')
    const code = await sendOff(page)
    await eventually(() => textIn(page.locator('[data-number]'))).toContain('依申请〔')
    await sound('the receipt')
    const [pdf] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '下载回执（PDF）' }).click(),
    ])
    expect((await readFile(await pdf.path())).subarray(0, 5).toString()).toBe('%PDF-')

    const clerk = await officeAs('clerk')
    const id = await caseOf(clerk, code)
    const confirmed = await step(clerk, id, 'confirm', { on: today(), how: 'phone' })
    await lookUp(page, code)
    await page.getByRole('heading', { level: 1, name: '办理中' }).waitFor()
    expect(page.url()).not.toContain(code.slice(-8))
    await page.getByText(`${inWords(confirmed.clock.due.on)}前答复您`).waitFor()
    await page.getByText('逐日台账').click()
    await page.getByRole('cell', { name: '收到申请' }).first().waitFor()
    await sound('the progress')

    const until = Temporal.Now.plainDateISO('Asia/Shanghai').add({ days: 20 }).toString()
    await step(clerk, id, 'ask_correction', { on: today(), until }, '请写明工程所在的乡镇。')
    await page.reload()
    await page.getByRole('heading', { level: 1, name: '需要您补正' }).waitFor()
    await sound('a correction asked for')
    await page.getByRole('link', { name: '阅读通知书' }).click()
    await page.getByRole('heading', { level: 1 }).waitFor()
    await sound('the notice')
    await page.getByRole('link', { name: '返回办理进度' }).click()
    await page.getByLabel('补充的内容').fill('云溪县城关镇的工程。')
    await page.setInputFiles('#files', { name: '说明.txt', mimeType: 'text/plain', buffer: Buffer.from('附图') })
    await page.getByRole('button', { name: '提交补正' }).click()
    await page.getByText('补正已经送到受理单位。').waitFor()
    await page.getByText('您写的：云溪县城关镇的工程。').waitFor()

    const form = new FormData()
    form.set('file', new File(['验收合格'], '验收报告.txt'))
    const upload = await fetch(`${program.county.office}/api/requests/${id}/documents?kind=release`, {
      method: 'POST',
      headers: { cookie: await program.cookieOf(program.people.clerk), 'x-gongkai': '1' },
      body: form,
    })
    const paper = ((await upload.json()) as { id: string }).id
    const reply = { kind: 'granted', grounds: [], reasons: '', materials: [paper] }
    await step(clerk, id, 'propose', { reply })
    for (const role of ['section_head', 'secrecy_reviewer', 'signing_leader'] as const) {
      const by = await officeAs(role)
      await step(by, id, 'approve', {}, '同意。')
    }
    await page.reload()
    expect(await textIn(page.locator('main'))).not.toContain('验收报告.txt')
    await step(clerk, id, 'deliver', { way: 'online', on: today() })
    await page.reload()
    await page.getByRole('heading', { level: 1, name: '已答复' }).waitFor()
    await sound('the answer')
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '下载“验收报告.txt”' }).click(),
    ])
    expect(await readFile(await file.path(), 'utf8')).toBe('验收合格')
    const text = await textIn(page.locator('main'))
    for (const { name } of Object.values(program.people)) expect(text).not.toContain(name)
    await page.getByRole('button', { name: '看完了，退出查询' }).click()
    await page.getByRole('heading', { level: 1, name: '已经退出查询' }).waitFor()
    await page.goBack()
    await page.reload()
    await page.getByLabel('查询码', { exact: true }).waitFor()
  })
})

it('without scripts: found to be missing, mended, sent, confirmed and withdrawn', async () => {
  const page = await browser.visit(portal, { width: 390, scripts: false })
  await page.goto('/requests/new?who=person')
  await page.getByLabel('所需政府信息的内容').fill('农村公路')
  await page.getByRole('button', { name: '先查一查是否已经公开' }).click()
  await page.getByText(/这些信息已经公开|没有找到已经公开/).waitFor()
  expect(await page.getByLabel('所需政府信息的内容').inputValue()).toBe('农村公路')
  await page.getByRole('button', { name: '下一步：核对申请' }).click()
  await page.getByRole('link', { name: '请填写姓名。' }).waitFor()
  await fillIn(page, wanted('没有脚本'))
  await page.getByRole('button', { name: '返回修改' }).click()
  expect(await page.getByLabel('姓名', { exact: true }).inputValue()).toBe('苏见山')
  await page.getByRole('button', { name: '下一步：核对申请' }).click()
  const code = await sendOff(page)
  const clerk = await officeAs('clerk')
  const id = await caseOf(clerk, code)
  await page.getByRole('button', { name: '查看登记编号' }).click()
  await eventually(() => textIn(page.locator('[data-number]'))).toContain('依申请〔')
  await step(clerk, id, 'contact', { reached: false })
  await lookUp(page, code)
  await page.getByRole('button', { name: '确认这是我提出的申请' }).click()
  await page.getByText('今天为收到申请之日').waitFor()
  await page.getByText('撤回申请').first().click()
  await page.getByLabel('我确认撤回这件申请').check()
  await page.getByRole('button', { name: '撤回申请' }).click()
  await page.getByRole('heading', { level: 1, name: '申请已经撤回' }).waitFor()
})

it('keeps what was typed on the device of those who tick it, and forgets it when it was sent', async () => {
  const page = await browser.visit(portal)
  const what = () => page.getByLabel('所需政府信息的内容').inputValue()
  await page.goto('/requests/new?who=person')
  await page.getByLabel('所需政府信息的内容').fill('没有勾选')
  await page.waitForTimeout(600)
  await page.goto('/requests/new?who=person')
  expect(await what()).toBe('')
  await page.getByLabel('在这台设备上暂存我填写的内容').check()
  await page.getByLabel('所需政府信息的内容').fill(wanted('暂存'))
  await page.waitForTimeout(600)
  const tab = await browser.window(page)
  await page.close()
  await tab.goto('/requests/new?who=person')
  await tab.getByText('已经恢复上次暂存的内容').waitFor()
  expect(await tab.getByLabel('所需政府信息的内容').inputValue()).toBe(wanted('暂存'))
  await fillIn(tab, wanted('暂存'))
  await sendOff(tab)
  expect(
    await tab.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('gongkai request'))),
  ).toEqual([])
})

it('a unit is found by a part of its name, and what is public already is shown while one describes it', async () => {
  const page = await browser.visit(portal)
  await page.goto('/requests/new?who=person')
  await page.getByLabel('输入单位名称查找').fill('云溪县水务')
  expect(await page.getByLabel('受理单位', { exact: true }).inputValue()).not.toBe('')
  const title = ((await (await fetch(`${portal}/api/v1/records?size=1`)).json()) as { items: { title: string }[] })
    .items[0]!.title
  await page.getByLabel('所需政府信息的内容').fill(title)
  const wantedLink = page.getByRole('link', { name: /^这就是我要的/ }).first()
  await wantedLink.waitFor()
  expect(await textIn(page.locator('#similar'))).toContain(title)
  await wantedLink.click()
  await page.waitForURL(/\/items\/\d+$/)
})
