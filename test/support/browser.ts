import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { home } from '../../src/platform/home.ts'

/** The two widths at which everything is looked at: an office screen and a phone. */
export const widths = [1280, 390] as const
export type Width = (typeof widths)[number]

export type Visit = {
  width?: Width
  /** False: JavaScript is switched off in this browser. */
  scripts?: boolean
  /** Console messages of the page that this journey provokes on purpose. */
  expected?: RegExp
}

export type Browsing = {
  /** A fresh browser of somebody's own: no cookies, nothing remembered. */
  visit: (baseUrl: string, how?: Visit) => Promise<Page>
  /** Another window of the same person. */
  window: (page: Page) => Promise<Page>
}

/** The shell without windows first: the same engine at three quarters of the cost. */
const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome']
const executable = () => {
  for (const folder of (process.env.PATH ?? '').split(delimiter))
    for (const name of names) if (existsSync(join(folder, name))) return join(folder, name)
  throw new Error('no Chromium on this machine: script/test installs it')
}

const failures = join(home, '.tmp', 'journeys', 'failures')

/**
 * One Chromium for a test file. After every test its windows close; a failed test leaves a screenshot and a text of what
 * each window showed and said under `.tmp/journeys/failures`. A script error or a blocked resource in any window fails
 * the test even when everything else went well.
 */
export const browsing = (): Browsing => {
  let browser: Browser
  let contexts: BrowserContext[] = []
  let trouble: string[] = []
  const heard = new Map<Page, string[]>()
  const expectedIn = new Map<BrowserContext, RegExp | undefined>()

  const listen = (page: Page, expected: RegExp | undefined) => {
    const notes: string[] = []
    heard.set(page, notes)
    // An end to what hangs, not a promise of speed.
    page.setDefaultTimeout(60_000)
    page.on('framenavigated', (frame) => frame === page.mainFrame() && notes.push(`→ ${frame.url()}`))
    page.on('response', (response) => {
      if (response.status() >= 400) notes.push(`${response.status()} ${response.request().method()} ${response.url()}`)
    })
    page.on('pageerror', (error) => {
      notes.push(`script error: ${error.stack ?? error.message}`)
      if (!expected?.test(error.message)) trouble.push(error.message)
    })
    page.on('console', (message) => {
      if (message.type() !== 'error' && message.type() !== 'warning') return
      const text = message.text()
      notes.push(`${message.type()}: ${text}`)
      // Answers of 4xx and 5xx are noted above; whether they are right is for the journey to say.
      if (message.type() === 'error' && !/^Failed to load resource/.test(text) && !expected?.test(text))
        trouble.push(text)
    })
  }

  const keep = async (title: string) => {
    await mkdir(failures, { recursive: true })
    const name = title.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80)
    let n = 0
    for (const [page, notes] of heard) {
      if (page.isClosed()) continue
      const file = join(failures, `${name}-${++n}`)
      await page.screenshot({ path: `${file}.png`, fullPage: true, timeout: 5_000 }).catch(() => undefined)
      const text = await page
        .locator('body')
        .ariaSnapshot({ timeout: 2_000 })
        .catch(() => '(no text)')
      await writeFile(`${file}.txt`, [page.url(), ...notes, '', text].join('\n'))
    }
  }

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executable(), args: ['--no-sandbox', '--disable-dev-shm-usage'] })
  })
  afterAll(() => browser?.close())
  afterEach(async ({ task }) => {
    const failed = task.result?.state === 'fail'
    if (failed || trouble.length > 0) await keep(task.name)
    const said = trouble
    await Promise.all(contexts.map((context) => context.close()))
    contexts = []
    trouble = []
    heard.clear()
    expectedIn.clear()
    if (!failed) expect(said, 'script errors and blocked resources').toEqual([])
  })

  return {
    async visit(baseUrl, { width = 1280, scripts = true, expected } = {}) {
      const context = await browser.newContext({
        baseURL: baseUrl,
        viewport: { width, height: width === 390 ? 844 : 800 },
        javaScriptEnabled: scripts,
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
        hasTouch: width === 390,
        reducedMotion: 'reduce',
      })
      contexts.push(context)
      expectedIn.set(context, expected)
      const page = await context.newPage()
      listen(page, expected)
      return page
    },
    async window(page) {
      const context = page.context()
      const next = await context.newPage()
      listen(next, expectedIn.get(context))
      return next
    },
  }
}

const axeSource = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/**
 * What axe looks at: everything; only what a scheme of colours changes; everything but the colours, which are those of the
 * other width and the slowest to look at.
 */
export type Looked = 'all' | 'colours' | 'shape'

/**
 * What axe-core finds against WCAG 2 A and AA, one line each; empty when there is nothing to mend.
 * @param within selector of the part looked at: what a drawer half covers is not looked at through it
 */
export const barriers = async (page: Page, within = 'html', what: Looked = 'all'): Promise<string[]> => {
  // Evaluated, not added as an element: the pages' own policy forbids foreign scripts, and stays in force.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(await readFile(axeSource, 'utf8'))
  return page.evaluate(
    async ({ part, what }) => {
      type Found = { id: string; help: string; nodes: { target: unknown[]; failureSummary?: string; html: string }[] }
      const { axe } = globalThis as unknown as {
        axe: { run: (root: unknown, options: unknown) => Promise<{ violations: Found[] }> }
      }
      const { violations } = await axe.run(part, {
        runOnly:
          what === 'colours'
            ? { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }
            : { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
        ...(what === 'shape' ? { rules: { 'color-contrast': { enabled: false } } } : {}),
        resultTypes: ['violations'],
      })
      return violations.flatMap(({ id, help, nodes }) =>
        nodes.map(
          (node) => `${id}: ${help} at ${node.target.join(' ')} ${(node.failureSummary ?? '').replace(/\s+/g, ' ')}`,
        ),
      )
    },
    { part: within, what },
  )
}

/** What a person reads there; hidden text is left out. */
// biome-ignore lint/performance/useDomNodeTextContent: what is hidden by a style must not count as read
export const textIn = (place: Locator): Promise<string> => place.innerText()

/** Looks again until what is expected is there, for as long as a page may take on a busy machine. */
export const eventually = <T>(look: () => T, timeout = 60_000) => expect.poll(look, { timeout })
