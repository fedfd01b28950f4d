import { readFile } from 'node:fs/promises'
import mammoth from 'mammoth'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { madeUpIdentity } from '../../src/capabilities/requests/testing.ts'
import { makeDocx } from '../../src/foundations/documents/testing.ts'
import { browsing, eventually, textIn } from '../support/browser.ts'
import { type County, serveCounty } from '../support/county.ts'
import { look as lookAt, picture } from '../support/looking.ts'
import { correct, lookUp } from './asking.ts'
import { act } from './case-work.ts'
import { type Staff, signIn } from './staff.ts'

/** 依申请公开 at the office: a letter comes in, is handled by those who may, and is answered; told in the console. */
const browser = browsing()
let county: County
beforeAll(async () => {
  county = await serveCounty('requests')
})
afterAll(() => county?.close())

const look = (page: Page, name: string) => lookAt(page, `requests-${name}`)

const enter = async (clerk: Staff, what: string, channel = '当面提交') => {
  const { page } = clerk
  await clerk.open('/requests/new')
  await page.getByRole('radio', { name: channel }).check()
  await page.getByRole('textbox', { name: '姓名' }).fill('苏见山')
  await page.getByRole('textbox', { name: '证件号码' }).fill(madeUpIdentity())
  await page.getByRole('textbox', { name: '联系电话' }).fill('19900001234')
  await page.getByRole('textbox', { name: '通信地址' }).fill('云溪县示范大道8号')
  await page.getByRole('textbox', { name: '需要的政府信息' }).fill(what)
}

const number = (page: Page) => textIn(page.locator('.page-lead'))

it('is entered, assigned, searched for, answered, reviewed, signed and delivered', async () => {
  const clerk = await signIn(browser, county, 'wenyining')
  const { page } = clerk
  await clerk.choose('申请办理')
  await page.getByText('逾期 2 个工作日').waitFor()
  await look(page, 'list')
  await clerk.open('/requests?view=closed&q=没有这样的申请')
  await page.getByText('没有符合条件的申请').waitFor()

  // A wrong digit is said while typing; the day of receipt and its reason stand there before anything is saved.
  await enter(clerk, '云溪县2025年度非税收入明细表')
  await page
    .getByRole('textbox', { name: '证件号码' })
    .fill(madeUpIdentity().replace(/.$/, (last) => (last === '1' ? '2' : '1')))
  await page.getByText('公民身份号码的最后一位与前面的数字不符').waitFor()
  await page.getByRole('textbox', { name: '证件号码' }).fill(madeUpIdentity())
  await page.getByText('校验位正确').waitFor()
  await page.getByText('以提交之日为收到申请之日').waitFor()
  await look(page, 'entry')

  // One letter, two requests (一事一申请): they are joined.
  await page.getByRole('button', { name: '登记并录入下一件' }).click()
  await page.getByText('正在录入同一来件的第 2 件').waitFor()
  expect(await page.getByRole('textbox', { name: '姓名' }).inputValue()).toBe('苏见山')
  await page.getByRole('textbox', { name: '需要的政府信息' }).fill('云溪县2025年度政府采购合同清单')
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await page.waitForURL(/\/requests\/\d+$/)
  await page.getByText('已登记。下一步：').waitFor()
  expect(await number(page)).toContain('依申请〔')
  await page.getByText('同一来件分立').waitFor()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: '上传文件' }).click()
  await (await chooser).setFiles({ name: '来信.txt', mimeType: 'text/plain', buffer: Buffer.from('来信原文') })
  await page.getByText('已上传：来信.txt').waitFor()
  await look(page, 'case-new')
  const address = new URL(page.url()).pathname

  const head = await signIn(browser, county, 'lutinglan')
  await head.page.getByText('依申请公开 · 待分办').waitFor()
  await look(head.page, 'to-do')
  await head.open(address)
  await act(head.page, '分办', async (drawer) => {
    await drawer.getByLabel('承办人').click()
    await head.page.locator('.ant-select-dropdown:visible').getByTitle('闻以宁').click()
  })

  await page.reload()
  await act(page, '登记检索', async (drawer) => {
    await drawer.getByLabel('检索的档案、系统').fill('政府采购管理系统、档案室')
    await drawer.getByLabel('检索词、范围').fill('2025年 采购合同 清单')
  })
  await page.getByRole('region', { name: '检索登记' }).getByText('未检索到').waitFor()

  // The answer: what is missing is said before it is sent, and nothing typed is lost.
  await page.getByRole('region', { name: '下一步' }).getByRole('button', { name: '拟制答复' }).click()
  const drawer = page.getByRole('dialog', { name: '拟制答复' })
  await drawer.getByText('先选答复种类').waitFor()
  await drawer.getByRole('radio', { name: '不予公开', exact: true }).check()
  await drawer.getByText('先申请行政复议').waitFor()
  await drawer.getByText('还缺').first().waitFor()
  await drawer.getByRole('button', { name: '拟制答复' }).click()
  await drawer.getByRole('group', { name: '不予公开的依据' }).getByText('请选择一项').waitFor()
  await look(page, 'answer-refused')
  await drawer.getByRole('radio', { name: '信息不存在' }).check()
  await drawer.getByText('（四）无法提供 1.').waitFor()
  const paper = drawer.getByRole('textbox', { name: /的正文$/ })
  await eventually(() => textIn(paper)).toContain('采购合同清单')
  await eventually(() => textIn(paper)).toContain('行政复议')
  await look(page, 'answer')
  await drawer.getByRole('button', { name: '拟制答复' }).click()
  await page.getByText('已完成：拟制答复').waitFor()
  expect(await number(page)).toContain('待审核')

  await head.toDo()
  await head.page.getByText('依申请公开 · 待审核的答复').waitFor()
  await head.open(address)
  await act(head.page, '通过')
  const leader = await signIn(browser, county, 'gusongnian')
  await leader.open(address)
  await leader.page.getByRole('region', { name: '下一步' }).getByRole('button', { name: '通过' }).click()
  await leader.page.getByRole('dialog', { name: '通过' }).getByRole('button', { name: '通过' }).click()
  await leader.page.getByText('已完成：通过').waitFor()

  await clerk.toDo()
  await page.getByText('依申请公开 · 已签发，待送达').waitFor()
  await clerk.open(address)
  await act(page, '送达办结', async (form) => {
    await form.getByLabel('邮件号').fill('EMS0001')
  })
  expect(await number(page)).toContain('已办结')
  await page.getByText('已停止').waitFor()
  await look(page, 'case-closed')
  await clerk.open(`${address}/ledger`)
  await look(page, 'ledger')
  await clerk.open('/requests?view=closed')
  await page.getByText('本机关不掌握').first().waitFor()
})

/** Table 2 of the unit of whoever looks, this year: how many stand in a row. */
const inTable2 = async (page: Page) => {
  const year = Temporal.Now.plainDateISO('Asia/Shanghai').year
  const { rows } = (await page.evaluate(async (days) => {
    const { posts } = await (await fetch('/api/session')).json()
    return (await fetch(`/api/requests/annual/table2?unitId=${posts[0].unitId}&${days}`)).json()
  }, `from=${year}-01-01&to=${year}-12-31`)) as { rows: { key: string; cells: { all: number } }[] }
  return (key: string) => rows.find((row) => row.key === key)!.cells.all
}

it('from an ordinary letter to the review: confirmed, corrected, paused, extended, given in part, counted', {
  timeout: 240_000,
}, async () => {
  const clerk = await signIn(browser, county, 'wenyining')
  const { page } = clerk
  const counted = await inTable2(page)
  await enter(clerk, '2025年农田水利补助的发放名册', '平常信函')
  await page.getByRole('radio', { name: '网上获取' }).check()
  await page.getByText('待确认后起算').waitFor()
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await page.waitForURL(/\/requests\/\d+$/)
  await page.getByText('与申请人确认收到之后，期限才起算').waitFor()
  const address = new URL(page.url()).pathname
  await act(page, '确认收到')
  await act(page, '告知补正', async (drawer) => {
    await drawer.getByText('补正只能告知一次').waitFor()
    const paper = drawer.getByRole('textbox', { name: /的正文$/ })
    await eventually(() => textIn(paper)).toContain('补正')
    await drawer.getByRole('textbox', { name: /需要补正的事项/ }).fill('请写明需要哪个乡镇的名册。')
    await eventually(() => textIn(paper)).toContain('哪个乡镇')
    await look(page, 'correction')
  })
  await page.getByText('等待申请人').first().waitFor()

  // The applicant answers the notice at the portal, with the query code that the receipt by post has told.
  const citizen = await browser.visit(county.portal)
  const code = /查询码：(\S+)/.exec(await number(page))![1]!
  await lookUp(citizen, code)
  await citizen.getByRole('heading', { level: 1, name: '需要您补正' }).waitFor()
  await correct(citizen, '青石桥镇的名册。')
  await page.reload()
  await page.getByText('青石桥镇的名册。').first().waitFor()
  await act(page, '征求意见', async (drawer) => {
    await eventually(() => drawer.getByRole('textbox', { name: /的正文$/ }).count()).toBe(2)
    await eventually(() => textIn(drawer.getByRole('textbox', { name: /的正文$/ }).first())).toContain('意见')
  })
  await page.getByRole('heading', { name: /暂停计时/ }).waitFor()
  await act(page, '登记送达')
  await page.getByText('逾期未答复，不视为同意').waitFor()
  await look(page, 'case-paused')

  // Somebody else is faster: what was typed stays, and the case is shown as it is now.
  const other = await browser.window(page)
  await other.goto(address)
  await page.getByRole('region', { name: '下一步' }).getByRole('button', { name: '登记意见' }).click()
  const drawer = page.getByRole('dialog', { name: '登记意见' })
  await drawer.getByRole('textbox', { name: /意见的要点/ }).fill('不同意公开本人的账号。')
  await act(other, '备注', (form) => form.getByRole('textbox', { name: /备注/ }).fill('已电话催办。'))
  await drawer.getByRole('radio', { name: '同意部分公开' }).check()
  await drawer.getByRole('button', { name: '登记意见' }).click()
  await drawer.getByText('您填写的内容都还在').waitFor()
  await drawer.getByRole('button', { name: '看最新进展' }).click()
  await drawer.getByText('最新一步：备注').waitFor()
  expect(await drawer.getByRole('textbox', { name: /意见的要点/ }).inputValue()).toBe('不同意公开本人的账号。')
  await drawer.getByRole('button', { name: '登记意见' }).click()
  await page.getByText('已完成：登记意见').waitFor()

  const add = async (name: string, mimeType: string, buffer: Buffer) => {
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: '上传文件' }).click()
    await (await chooser).setFiles({ name, mimeType, buffer })
    await page.getByText(`已上传：${name}`).waitFor()
  }
  await page.reload()
  const word = makeDocx({
    body: '<w:p><w:r><w:t>青石桥镇 苏见山 身份证号 119999199003070019 补助 1200 元</w:t></w:r></w:p><w:p><w:r><w:t>经办：苏见山</w:t></w:r></w:p>',
  })
  await add('名册.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', Buffer.from(word))
  await page.getByRole('link', { name: '遮盖后提供：名册.docx' }).click()
  await page.getByRole('heading', { name: /建议遮盖的个人信息/ }).waitFor()
  await page.getByRole('textbox', { name: '查找文字，全部标记' }).fill('苏见山')
  await page.getByRole('button', { name: '标记每一处' }).click()
  await page.getByText('“苏见山”已标记 2 处').waitFor()
  await page.getByRole('button', { name: '全部遮盖' }).click()
  await page.getByRole('heading', { name: '已标记（3）' }).waitFor()
  await look(page, 'redaction-word')
  await page.getByRole('button', { name: '预览结果' }).click()
  const result = page.getByRole('dialog', { name: '遮盖后的样子' })
  await result.getByText('共遮盖 3 处').waitFor()
  const copy = await textIn(result.locator('.document'))
  expect(copy).toContain('补助 1200 元')
  expect(copy).not.toContain('苏见山')
  expect(copy).toContain('第十五条')
  await look(page, 'redaction-result')
  await result.getByRole('button', { name: '存入案卷，提供给申请人' }).click()
  await page.waitForURL(address)
  await page.getByText('名册（已作区分处理）.docx').waitFor()

  // Pages: a rectangle by the mouse, another by the keyboard alone.
  const pdf = await page.evaluate(async () => {
    const link = document.querySelector<HTMLAnchorElement>('a[href$="/pdf"]')!
    return [...new Uint8Array(await (await fetch(link.href)).arrayBuffer())]
  })
  await add('附表.pdf', 'application/pdf', Buffer.from(pdf))
  await page.getByRole('link', { name: '遮盖后提供：附表.pdf' }).click()
  const sheet = page.locator('.rd-sheet').first()
  await sheet.locator('canvas').waitFor()
  await eventually(() => sheet.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.width)).toBeGreaterThan(
    400,
  )
  const box = (await sheet.boundingBox())!
  await page.mouse.move(box.x + box.width * 0.2, box.y + box.height * 0.1)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.14, { steps: 4 })
  await page.mouse.up()
  await page.getByRole('heading', { name: '已标记（1）' }).waitFor()
  await page.getByRole('button', { name: '在第 1 页加一处' }).press('Enter')
  const mark = page.getByRole('button', { name: /^第 1 页的遮盖处 2/ })
  const before = (await mark.boundingBox())!
  await mark.press('ArrowDown')
  await mark.press('Shift+ArrowRight')
  const after = (await mark.boundingBox())!
  expect(after.y).toBeGreaterThan(before.y)
  expect(after.width).toBeGreaterThan(before.width)
  await look(page, 'redaction-pages')
  await page.getByRole('button', { name: '预览结果' }).click()
  await page.getByRole('dialog', { name: '遮盖后的样子' }).getByText('共遮盖 2 处').waitFor()
  await picture(page, 'requests-redaction-pages-result')
  await clerk.open(address)

  const head = await signIn(browser, county, 'lutinglan')
  await head.open(address)
  await act(head.page, '延期答复', async (form) => {
    await form.getByRole('textbox', { name: /需要延长的理由/ }).fill('名册较多，需要逐户核对。')
    await eventually(() => textIn(form.getByRole('textbox', { name: /的正文$/ }))).toContain('逐户核对')
  })

  await page.reload()
  await act(page, '拟制答复', async (form) => {
    await form.getByRole('radio', { name: /^部分公开/ }).check()
    await form.getByRole('checkbox', { name: /第三方合法权益/ }).check()
    await form.getByRole('checkbox', { name: '名册（已作区分处理）.docx' }).check()
    await form.getByRole('textbox', { name: '理由', exact: true }).fill('姓名、证件号码属于个人隐私，本人不同意公开。')
    await eventually(() => textIn(form.getByRole('textbox', { name: /的正文$/ }))).toContain('属于个人隐私')
    await form.getByText('没有发现个人信息').waitFor()
    await picture(page, 'requests-answer-partial')
  })
  for (const who of ['lutinglan', 'shenzhiyan', 'gusongnian']) {
    const gate = who === 'lutinglan' ? head : await signIn(browser, county, who)
    await gate.open(address)
    await act(gate.page, '通过')
  }
  await page.reload()
  await act(page, '送达办结')

  await citizen.reload()
  await citizen.getByRole('heading', { level: 1, name: '已答复' }).waitFor()
  await citizen.getByText('部分公开（区分处理）').first().waitFor()
  const [given] = await Promise.all([
    citizen.waitForEvent('download'),
    citizen.getByRole('link', { name: '下载“名册（已作区分处理）.docx”' }).click(),
  ])
  const { value } = await mammoth.extractRawText({ buffer: await readFile(await given.path()) })
  expect(value).toContain('补助 1200 元')
  expect(value).not.toContain('苏见山')

  // The review: registered, concluded, and both tables have the case.
  const section = page.getByRole('region', { name: '复议与诉讼' })
  await section.getByRole('button', { name: '登记复议、诉讼' }).click()
  await section.getByRole('button', { name: '保存' }).click()
  await section.getByText('请写明复议机关或者法院。').waitFor()
  await section.getByLabel('复议机关').fill('云溪县人民政府')
  await look(page, 'remedy-form')
  await section.getByRole('button', { name: '保存' }).click()
  await section.getByText('尚未审结').waitFor()
  await section.getByRole('button', { name: '登记结果' }).click()
  await section.getByRole('button', { name: '登记结果' }).click()
  await section.getByText(/结果维持/).waitFor()
  const now = await inTable2(page)
  expect([now('new'), now('r2')]).toEqual([counted('new') + 1, counted('r2') + 1])
  await clerk.choose('申请统计')
  await page.getByRole('button', { name: /行政复议，结果维持：1件/ }).click()
  await page.getByRole('dialog').getByText('云溪县人民政府').waitFor()
  await page.getByRole('button', { name: '关闭' }).click()
  await page.getByRole('link', { name: new RegExp(`^（二）部分公开.*总计.*${now('r2')}`) }).click()
  await page.getByText('2025年农田水利补助的发放名册').first().waitFor()
})
