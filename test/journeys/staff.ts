import type { Locator, Page } from 'playwright-core'
import { people } from '../../db/seeds/demo/people.ts'
import { demoPassword } from '../../src/demo/password.ts'
import { type Browsing, eventually, type Visit } from '../support/browser.ts'
import type { County } from '../support/county.ts'

/** Somebody of the demo county at a computer of their own, doing in the console what the words say. */
export type Staff = {
  page: Page
  name: string
  /** Opens a screen by its address, as from a bookmark. */
  open: (path: string) => Promise<void>
  /** Opens a screen from the menu, which on a phone is behind a button. */
  choose: (entry: string) => Promise<void>
  /** The screen's one heading. */
  heading: () => Promise<string>
  toDo: () => Promise<void>
}

export const signInForm = async (page: Page, username: string, password: string) => {
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录' }).click()
}

/** A demo person signs in on a fresh browser and stands before their to-do list. */
export const signIn = async (browsing: Browsing, county: County, username: string, how: Visit = {}): Promise<Staff> => {
  const page = await browsing.visit(county.office, how)
  await page.goto('/')
  await signInForm(page, username, demoPassword)
  await page.getByRole('heading', { level: 1, name: '工作台' }).waitFor()
  const person = people.find((one) => one.username === username)
  if (!person) throw new Error(`nobody in the demo county is called ${username}`)
  return {
    page,
    name: person.name,
    async open(path) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).waitFor()
    },
    async choose(entry) {
      const behind = page.getByRole('button', { name: '打开菜单' })
      if (await behind.isVisible()) await behind.click()
      await page.getByRole('navigation', { name: '功能菜单' }).getByRole('link', { name: entry, exact: true }).click()
    },
    heading: async () => (await page.getByRole('heading', { level: 1 }).textContent()) ?? '',
    async toDo() {
      await page.goto('/to-do')
      await page.getByRole('heading', { level: 1, name: '工作台' }).waitFor()
    },
  }
}

/** The control under a label of the metadata form. */
const field = (page: Page, label: string): Locator => page.getByLabel(label, { exact: true })

/** Chooses in one of the console's select fields by typing what is wanted. */
export const choose = async (page: Page, label: string, wanted: string): Promise<void> => {
  const control = field(page, label)
  await control.click()
  await control.fill(wanted)
  const choice = page.locator('.ant-select-dropdown:visible').getByTitle(wanted, { exact: true }).first()
  await choice.click()
}

export const fillDate = async (page: Page, label: string, day: string): Promise<void> => {
  const control = field(page, label)
  await control.fill(day)
  await control.press('Enter')
}

/** Drafting from a file: takes it, looks at what was read, fills it in. */
export const draftFromFile = async (page: Page, path: string): Promise<Locator> => {
  const choosing = page.waitForEvent('filechooser')
  await page.getByText('从文件起草').click()
  await (await choosing).setFiles(path)
  const dialog = page.getByRole('dialog', { name: '从文件读出的内容' })
  await dialog.waitFor()
  return dialog
}

/** Presses a button of a dialog as a person does: again when the dialog was still moving and did not feel it. */
export const pressUntilGone = async (button: Locator, dialog: Locator): Promise<void> => {
  const gone = async () => {
    await button.click({ timeout: 5_000 }).catch(() => undefined)
    return dialog.waitFor({ state: 'hidden', timeout: 5_000 }).then(
      () => true,
      () => false,
    )
  }
  await eventually(gone).toBe(true)
}

/** What the checks beside the text say, one finding a line. */
export const findings = (page: Page): Locator => page.getByRole('region', { name: /^检查/ }).getByRole('listitem')

/** Presses a button of the decision bar, fills in the reason and confirms; the item then stands elsewhere. */
export const take = async (
  page: Page,
  action: string,
  given: { reason?: string; ground?: string; acknowledge?: boolean } = {},
): Promise<void> => {
  await page.getByRole('region', { name: '办理' }).getByRole('button', { name: action, exact: true }).click()
  const dialog = page.getByRole('dialog', { name: action })
  await dialog.waitFor()
  if (given.acknowledge) for (const box of await dialog.getByRole('checkbox').all()) await box.check()
  if (given.ground) {
    await dialog.getByRole('combobox').click()
    await page.locator('.ant-select-dropdown:visible').getByTitle(given.ground, { exact: true }).click()
  }
  if (given.reason) await dialog.getByRole('textbox').last().fill(given.reason)
  await dialog.getByRole('button', { name: action, exact: true }).click()
  await page.getByText(`已完成：${action}`).waitFor()
}
