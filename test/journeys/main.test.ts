import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { home } from '../../src/platform/home.ts'
import { barriers, browsing, eventually, textIn, type Width } from '../support/browser.ts'
import { type County, serveCounty } from '../support/county.ts'
import { fitsItsWidth } from '../support/looking.ts'
import { hits, property, search } from './citizen.ts'
import { choose, draftFromFile, fillDate, findings, pressUntilGone, type Staff, signIn, take } from './staff.ts'

/**
 * The main job: a clerk drafts from a real file, four people decide, the public finds it at once; later it is corrected
 * and taken back. Everything is done by hand in the console and read on the portal.
 */
const corpus = resolve(home, process.env.GONGKAI_CORPUS ?? '../shared/corpus', 'attachments')
const have = existsSync(corpus)
if (!have) console.log(`skipped: no corpus at ${corpus} (GONGKAI_CORPUS)`)

const today = Temporal.Now.plainDateISO('Asia/Shanghai').toString()
const browser = browsing()
let county: County
beforeAll(async () => {
  county = await serveCounty('main')
})
afterAll(() => county?.close())

const submit = async (clerk: Staff, note?: string) => {
  await clerk.page.getByRole('button', { name: '提交审核' }).click()
  const dialog = clerk.page.getByRole('dialog', { name: '提交审核' })
  await dialog.waitFor()
  if (note) await dialog.getByLabel('给审核人的说明（可不填）').fill(note)
  await pressUntilGone(dialog.getByRole('button', { name: '提交审核' }), dialog)
  await clerk.page.waitForURL(/\/record\/\d+$/)
}

/** A reviewer finds the item on the to-do list under its heading, opens it and decides. */
const decide = async (reviewer: Staff, title: string, group: string, action: string, reason?: string) => {
  const { page } = reviewer
  await reviewer.toDo()
  const waiting = page.getByRole('region', { name: new RegExp(group) })
  await waiting.getByRole('link', { name: title, exact: true }).click()
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  await take(page, action, { acknowledge: true, ...(reason ? { reason } : {}) })
}

/** Waits until the portal answers with the item. */
const untilPublic = async (id: number) => {
  while ((await fetch(`${county.portal}/api/v1/records/${id}`)).status !== 200)
    await new Promise((next) => setTimeout(next, 10))
}

const textOf = async (path: string) => (await fetch(county.portal + path)).text()
const everySitemap = async () => {
  const index = await textOf('/sitemap.xml')
  const parts = [...index.matchAll(/<loc>([^<]+)<\/loc>/g)].map((found) => new URL(found[1]!).pathname)
  return (await Promise.all(parts.map(textOf))).join('\n')
}

const wholeLog = async () => {
  let text = ''
  for (let after: number | null = 0; after !== null; ) {
    const page = await textOf(`/api/v1/log?after=${after}&size=500`)
    text += page
    after = (JSON.parse(page) as { next: number | null }).next
  }
  return text
}

/** A citizen without knowing any address finds the item and has its text, its metadata and its file. */
const readInPublic = async (
  title: string,
  words: string,
  id: number,
  file: string,
  how: { width: Width; scripts: boolean },
) => {
  const page = await browser.visit(county.portal, how)
  await page.goto('/')
  await search(page, words)
  await hits(page).getByRole('link', { name: title }).click()
  await page.waitForURL(`**/items/${id}`)
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(title)
  expect(await textIn(page.locator('.document table'))).toContain('材料列表')
  expect(await property(page, '索引号')).toMatch(/^\d{9}\/\d{4}-\d{5}$/)
  expect(await property(page, '发布机构')).toBe('云溪县财政局')
  expect(await property(page, '体裁')).toContain('办事指南')
  expect(await fitsItsWidth(page), 'the page fits the screen').toBe(true)

  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: '一次性告知单.docx', exact: true }).click()
  const saved = await readFile(await (await download).path())
  expect(saved.equals(await readFile(file)), 'the file is the one the clerk attached').toBe(true)
  // axe-core itself is a script.
  if (how.scripts) expect(await barriers(page)).toEqual([])
  return page
}

describe.skipIf(!have).each([
  { width: 1280 as Width, title: '云溪县财政局票据窗口办事一次性告知单', words: '票据窗口 一次性告知单' },
  { width: 390 as Width, title: '云溪县财政局会计窗口办事一次性告知单', words: '会计窗口 一次性告知单' },
])('from a Word file to the public and back, at $width px', ({ width, title, words }) => {
  const file = join(corpus, '一次性告知单.docx')

  it('is drafted, decided by four people, found, corrected and withdrawn', async () => {
    // 信息员从文件起草
    const clerk = await signIn(browser, county, 'wenyining', { width })
    await clerk.choose('起草信息')
    await clerk.page.getByRole('heading', { level: 1, name: '起草信息' }).waitFor()
    const read = await draftFromFile(clerk.page, file)
    expect(await textIn(read.getByRole('table'))).toContain('即日起15个工作日以内需补齐材料')
    await read.getByRole('button', { name: '填入所选内容' }).click()
    await read.waitFor({ state: 'hidden' })
    const titleField = clerk.page.getByLabel('标题', { exact: true })
    expect(await titleField.inputValue()).toBe('业务办理所需提供资料一次性告知单')
    await titleField.fill(title)

    // 检查发现缺项和身份证号码，提交被挡住
    const body = clerk.page.getByRole('textbox', { name: '正文' })
    await body.press('Control+End')
    await body.pressSequentially('经办人身份证号11010519491231002X')
    await findings(clerk.page).filter({ hasText: '身份证' }).waitFor()
    await findings(clerk.page).filter({ hasText: '请选择栏目' }).waitFor()
    await findings(clerk.page).filter({ hasText: '请填写成文日期' }).waitFor()
    await clerk.page.getByRole('button', { name: '提交审核' }).click()
    const refused = clerk.page.getByRole('dialog', { name: '提交审核' })
    await refused.getByText('先改好下面这些，才能提交').waitFor()
    expect(await refused.getByRole('button', { name: '提交审核' }).isDisabled()).toBe(true)
    await refused.getByRole('button', { name: '继续修改' }).click()
    await refused.waitFor({ state: 'hidden' })

    // 改好、补全、保存
    await body.press('Control+End')
    for (let n = 0; n < '经办人身份证号11010519491231002X'.length; n++) await body.press('Backspace')
    await choose(clerk.page, '公开栏目', '行政许可和对外服务')
    await fillDate(clerk.page, '成文日期', today)
    await clerk.page.getByLabel('内容概述').fill('到窗口办事要带的材料，一次说清。')
    await findings(clerk.page).filter({ hasText: '身份证' }).waitFor({ state: 'detached' })
    await clerk.page.getByText('必须改').first().waitFor({ state: 'detached' })
    await clerk.page.getByRole('button', { name: '立即保存' }).click()
    await clerk.page
      .getByRole('status')
      .filter({ hasText: /^已保存/ })
      .waitFor()
    expect(await barriers(clerk.page)).toEqual([])
    await submit(clerk, '请审核')
    const id = Number(/\/record\/(\d+)$/.exec(clerk.page.url())![1])
    expect((await fetch(`${county.portal}/items/${id}`)).status, 'nothing is public yet').toBe(404)

    // 科室负责人通过，保密审查退回，信息员改后重报
    const head = await signIn(browser, county, 'lutinglan', { width })
    await decide(head, title, '待科室负责人审核', '审核通过')
    const secrecy = await signIn(browser, county, 'shenzhiyan', { width })
    await decide(secrecy, title, '待保密审查', '退回修改', '请写明咨询电话，群众才知道找谁问。')
    await clerk.toDo()
    await clerk.page
      .getByRole('region', { name: /被退回/ })
      .getByRole('link', { name: title, exact: true })
      .click()
    await clerk.page.getByRole('heading', { level: 1, name: '编辑信息' }).waitFor()
    await clerk.page.getByText('咨询电话', { exact: true }).first().waitFor()
    await clerk.page.getByRole('link', { name: '查看办理情况' }).click()
    await clerk.page.getByText('沈知砚 退回修改').waitFor()
    await clerk.page.getByText('请写明咨询电话，群众才知道找谁问。').first().waitFor()
    await clerk.page.getByRole('link', { name: '继续编辑' }).click()
    await clerk.page.getByRole('textbox', { name: '正文' }).press('Control+End')
    await clerk.page.getByRole('textbox', { name: '正文' }).pressSequentially('咨询电话：0999-5550175。')
    await clerk.page.getByRole('status').filter({ hasText: '有未保存的修改' }).waitFor()
    await submit(clerk)

    // 三个人再走一遍；签发后公众可见
    await decide(head, title, '待科室负责人审核', '审核通过')
    await decide(secrecy, title, '待保密审查', '审核通过')
    const leader = await signIn(browser, county, 'gusongnian', { width })
    const approved = leader.page.waitForResponse((answer) => answer.url().endsWith(`/api/records/${id}/approval`))
    const visible = approved.then(() => untilPublic(id))
    await decide(leader, title, '待签发', '签发')
    await visible
    await leader.page.getByText('已公开').first().waitFor()

    // 公众搜索、阅读、下载，有脚本和没有脚本都一样
    const citizen = await readInPublic(title, words, id, file, { width, scripts: true })
    await readInPublic(title, words, id, file, { width, scripts: false })
    expect(await textIn(citizen.locator('.document'))).toContain('咨询电话：0999-5550175。')
    expect(await textOf('/feeds/all.xml')).toContain(title)
    expect(await everySitemap()).toContain(`/items/${id}<`)
    const attachment = await citizen.getByRole('link', { name: '一次性告知单.docx', exact: true }).getAttribute('href')

    await correct(clerk, [head, secrecy, leader], title, id, citizen)
    await withdraw(leader, title, words, id, citizen, attachment!, { width })
  })
})

/** 更正：新的一版重新经过三道审核；发布前公众看到的仍是旧版。 */
const correct = async (clerk: Staff, gates: [Staff, Staff, Staff], title: string, id: number, citizen: Page) => {
  await clerk.open(`/record/${id}`)
  await take(clerk.page, '更正内容', { reason: '咨询电话变更' })
  await clerk.page.getByRole('heading', { level: 1, name: '编辑信息' }).waitFor()
  const body = clerk.page.getByRole('textbox', { name: '正文' })
  await body.press('Control+End')
  await body.pressSequentially('新的咨询电话：0999-5550176。')
  await clerk.page.getByRole('status').filter({ hasText: '有未保存的修改' }).waitFor()
  await submit(clerk)
  const steps = ['待科室负责人审核', '待保密审查', '待签发']
  for (const [n, gate] of gates.entries()) {
    await citizen.reload()
    expect(await textIn(citizen.locator('.document'))).not.toContain('0999-5550176')
    await decide(gate, title, steps[n]!, steps[n] === '待签发' ? '签发' : '审核通过')
  }
  const nowPublic = async () => {
    await citizen.reload()
    return textIn(citizen.locator('.document'))
  }
  await eventually(nowPublic).toContain('0999-5550176')
  const versions = citizen.getByRole('region', { name: '版本记录' })
  expect(await textIn(versions)).toContain('咨询电话变更')
}

/** 撤回：原地址说明理由，搜索、订阅、站点地图、附件、接口和公开日志里都不再有它。 */
const withdraw = async (
  leader: Staff,
  title: string,
  words: string,
  id: number,
  citizen: Page,
  attachment: string,
  how: { width: Width },
) => {
  const reason = '告知单所列材料清单有误，正在重新核对。'
  await leader.open(`/record/${id}`)
  await take(leader.page, '撤回公开', { ground: '内容有误', reason })
  await eventually(async () => (await citizen.reload())!.status()).toBe(410)
  expect(await citizen.getByRole('heading', { level: 1 }).textContent()).toContain('这条信息已经撤回')
  expect(await textIn(citizen.getByRole('main'))).toContain(reason)
  expect(await citizen.content()).not.toContain(title)
  expect(await barriers(citizen)).toEqual([])

  for (const scripts of [true, false]) {
    const page = await browser.visit(county.portal, { ...how, scripts })
    await page.goto('/')
    await search(page, words)
    expect(await hits(page).filter({ hasText: title }).count()).toBe(0)
  }
  expect(await textOf('/feeds/all.xml')).not.toContain(title)
  expect(await textOf('/feeds/units/czj.xml')).not.toContain(title)
  expect(await everySitemap()).not.toContain(`/items/${id}<`)
  const gone = await fetch(county.portal + attachment)
  expect(gone.status).toBe(404)
  expect(await gone.text()).toContain('信息撤回或者更正后，旧的附件不再提供')
  expect((await fetch(`${county.portal}/api/v1/records/${id}`)).status).toBe(410)
  for (const [path, status] of [
    [`/items/${id}/files/1/preview`, 404],
    [`/items/${id}.pdf`, 410],
    [`/items/${id}.docx`, 410],
  ] as const) {
    const answered = await fetch(county.portal + path)
    expect([path, answered.status]).toEqual([path, status])
    expect(await answered.text()).not.toContain(title)
  }
  expect(await textOf(`/api/v1/search?q=${encodeURIComponent(title)}`)).not.toContain(title)
  expect(await wholeLog()).not.toContain(title)
}

describe.skipIf(!have)('other files a clerk may bring', () => {
  it.each([
    {
      file: '审批处理表-扩展名错写.doc',
      says: '内容其实是“.docx”',
      title: '审批处理表',
      text: '拟办意见/领导批示',
      docNumber: '',
      formedOn: '',
    },
    {
      file: '上海市防汛信息中心文件.wps',
      says: '请对照原件核对',
      title: 'tttt',
      text: '上海市防汛信息中心文件',
      docNumber: '',
      formedOn: '2008-12-29',
    },
    {
      file: '关于同意张阿三同志辞职的批复.ofd',
      says: '正文是按版面位置还原的',
      title: '关于同意张阿三同志辞职的批复',
      text: '区中医院',
      docNumber: '路卫发〔2011〕76号',
      formedOn: '2011-03-10',
    },
  ])('$file is read into text and fields, with what to look at', async ({ file, says, title, text, ...fields }) => {
    const { page, open } = await signIn(browser, county, 'wenyining')
    await open('/draft')
    const read = await draftFromFile(page, join(corpus, file))
    expect(await textIn(read)).toContain(says)
    await pressUntilGone(read.getByRole('button', { name: '填入所选内容' }), read)
    expect(await page.getByLabel('标题', { exact: true }).inputValue()).toBe(title)
    expect(await textIn(page.getByRole('textbox', { name: '正文' }))).toContain(text)
    expect(await page.getByLabel('发文字号').inputValue()).toBe(fields.docNumber)
    expect(await page.getByLabel('成文日期', { exact: true }).inputValue()).toBe(fields.formedOn)
    await page.getByRole('button', { name: `移除 ${file}` }).waitFor()
  })
})
