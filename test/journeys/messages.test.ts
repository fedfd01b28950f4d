import { afterAll, beforeAll, expect, it } from 'vitest'
import { barriers, browsing, eventually, textIn } from '../support/browser.ts'
import { type County, serveCounty } from '../support/county.ts'
import { fitsItsWidth } from '../support/looking.ts'
import { headerOf, type MailServer, mailServer, partOf, refusal } from '../support/mail-server.ts'
import { signIn } from './staff.ts'

/** The outbox, the bell and where else notices go, with the county's mail server beside it. */
const browser = browsing()
let county: County
let server: MailServer

beforeAll(async () => {
  server = await mailServer({
    onRcptTo: ({ address }, _session, done) => done(address.startsWith('gone') ? refusal(550, 'no such user') : null),
  })
  county = await serveCounty('messages', {
    env: { SMTP_URL: `smtp://127.0.0.1:${server.port}/?ignoreTLS=true`, MAIL_FROM: 'noreply@yunxi.example' },
  })
})
afterAll(async () => {
  await county?.close()
  await server?.close()
})

it('a message that fails rings at the bell and in the mailbox, is sent again or cancelled', {
  timeout: 240_000,
}, async () => {
  const look = async (screen: string) => {
    expect(await barriers(page), screen).toEqual([])
    expect(await fitsItsWidth(page), screen).toBe(true)
    if (process.env.LOOK) await page.screenshot({ path: `${process.env.LOOK}/${screen}.png` })
  }
  const office = await signIn(browser, county, 'qinzhaoye', { width: 1280 })
  const { page } = office

  // Where to reach me.
  await page.getByRole('button', { name: /^秦照野，/ }).click()
  await page.getByText('通知设置').click()
  await page.getByRole('button', { name: '填写电子邮箱' }).click()
  // Past the browser's own check, refused by the office in words.
  await page.getByLabel('电子邮箱').fill('nobody@nowhere')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('alert').waitFor()
  await page.getByLabel('电子邮箱').fill('qinzhaoye@yunxi.example')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('qi***@yunxi.example').waitFor()
  await look('contact-1280')

  // A test to a mailbox that is not there.
  await office.choose('发件箱')
  await page.getByText('发件箱是空的').waitFor()
  await look('messages-empty-1280')
  await page.getByRole('button', { name: '发送测试消息' }).click()
  await page.getByLabel('收件邮箱').fill('gone@yunxi.example')
  await look('messages-test-1280')
  await page.getByRole('button', { name: '发送', exact: true }).click()
  await page.getByText('go***@yunxi.example').waitFor()
  await page.getByRole('button', { name: '发送设置' }).click()
  await page.getByLabel('内容和收件人保存（天）').waitFor()
  await look('messages-settings-1280')
  await page.getByRole('button', { name: '关闭' }).last().click()

  // Within a minute the job has tried, and told.
  await eventually(async () => {
    await page.reload()
    await page.getByRole('heading', { level: 1 }).waitFor()
    return textIn(page.getByRole('main'))
  }, 130_000).toContain('没有发出')
  await eventually(async () => {
    await page.reload()
    const rings = page.getByRole('button', { name: '通知，1 条未读' }).waitFor({ timeout: 3_000 })
    return rings.then(
      () => true,
      () => false,
    )
  }, 90_000).toBe(true)
  await page.getByText('收件人不存在或被拒收（550）').waitFor()
  await look('messages-1280')

  // By keyboard alone: the bell, the notice, the screen it leads to.
  const bell = page.getByRole('button', { name: '通知，1 条未读' })
  await bell.focus()
  await page.keyboard.press('Enter')
  const panel = page.getByRole('dialog', { name: '通知' })
  const link = panel.getByRole('link', { name: /有消息没有发出去/ })
  await link.waitFor()
  await look('bell-1280')
  await page.keyboard.press('Escape')
  await panel.waitFor({ state: 'hidden' })
  await bell.press('Enter')
  await link.press('Enter')
  await page.waitForURL('**/messages?status=failed')
  await page.getByRole('button', { name: '通知，没有未读' }).waitFor()
  await page
    .getByRole('button', { name: /^取消发送/ })
    .first()
    .click()
  await page.getByRole('dialog').getByRole('button', { name: '取消发送' }).click()
  await page.getByText('没有符合条件的消息').waitFor()

  // The copy in the mailbox.
  await eventually(() => server.letters.length, 130_000).toBe(1)
  expect(server.letters[0]!.to).toEqual(['qinzhaoye@yunxi.example'])
  expect(headerOf(server.letters[0]!, 'From')).toBe('noreply@yunxi.example')
  expect(partOf(server.letters[0]!, 'text/plain')).toContain('请到发件箱查看原因')

  // The same on a phone.
  await page.setViewportSize({ width: 390, height: 844 })
  for (const path of ['/messages', '/contact']) {
    await office.open(path)
    await look(`${path.slice(1)}-390`)
  }
  await page.getByRole('button', { name: /^通知，/ }).click()
  await link.waitFor()
  await look('bell-390')
})
