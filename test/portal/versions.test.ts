import { DatabaseSync } from 'node:sqlite'
import { afterEach, expect, test } from 'vitest'
import { articleRenderer } from '../../src/portal/article.tsx'
import { verifyReplica } from '../../src/portal/replica/verify-replica.ts'
import { itemId, portalWith } from './attachments.ts'

/** Every edition that was public, what changed between two of them, and nothing of what was taken back. */

let portal: Awaited<ReturnType<typeof portalWith>>
afterEach(() => portal.close())

const text = (amount: string) =>
  `<p>低保标准按下表执行，自公布之日起施行。</p><table><tbody><tr><td>城镇</td><td>${amount}</td></tr><tr><td>农村</td><td>480</td></tr></tbody></table>`
const history = (...reasons: string[]) =>
  reasons.map((reason, i) => ({ edition: i + 1, publishedAt: `2026-06-1${i}T01:00:00Z`, reason })).reverse()

const corrected = async () => {
  portal = await portalWith([], { bodyHtml: text('690'), edition: 1, history: history('') })
  await portal.publish({ bodyHtml: text('720'), edition: 2, history: history('', '数字有误。') })
  await portal.publish({
    bodyHtml: text('720'),
    title: '关于调整低保标准的通知',
    edition: 3,
    history: history('', '数字有误。', '标题有误。'),
  })
}
const page = async (query = '') => portal.get(`/items/${itemId}/versions${query}`)

test('lists the editions with day and reason, and shows the last change without being asked', async () => {
  await corrected()
  expect((await portal.get(`/items/${itemId}`)).payload).toContain(`href="/items/${itemId}/versions"`)
  const { statusCode, payload } = await page()
  expect(statusCode).toBe(200)
  for (const words of ['2026-06-12', '数字有误。', '标题有误。', '第 2 版到第 3 版的变化'])
    expect(payload).toContain(words)
  expect(payload).toContain('<ins>')
})

test('shows a changed cell in its table between any two', async () => {
  await corrected()
  const { payload } = await page('?from=1&to=2&way=side')
  expect(payload).toContain('<td class="cell-changed"><del>690</del></td>')
  expect(payload).toContain('<td class="cell-changed"><ins>720</ins></td>')
  expect((await page('?from=1&to=9')).statusCode).toBe(404)
  expect((await page('?from=x')).statusCode).toBe(200)
})

test('is in the public JSON', async () => {
  await corrected()
  const { items } = JSON.parse((await portal.get(`/api/v1/records/${itemId}/editions`)).payload)
  expect(
    items.map((one: { edition: number; bodyHtml: string }) => [one.edition, one.bodyHtml.includes('690')]),
  ).toEqual([
    [3, false],
    [2, false],
    [1, true],
  ])
  const changes = JSON.parse((await portal.get(`/api/v1/records/${itemId}/editions/changes?from=1&to=3`)).payload)
  expect(changes).toMatchObject({ from: 1, to: 3, changes: 1 })
  expect((await portal.get(`/api/v1/records/${itemId}/editions/changes?from=1&to=7`)).statusCode).toBe(404)
})

test('keeps nothing of what is withdrawn, not in an answer and not in the file', async () => {
  portal = await portalWith([], { bodyHtml: '<p>寒露观鸟栈道第一版。</p>', edition: 1, history: history('') })
  await portal.publish({ bodyHtml: '<p>第二版。</p>', edition: 2, history: history('', '更正。') })
  expect((await page('?from=1&to=2')).payload).toContain('寒露观鸟栈道')
  await portal.withdraw()
  expect((await page()).statusCode).toBe(404)
  expect((await portal.get(`/api/v1/records/${itemId}/editions`)).statusCode).toBe(404)
  await portal.publish({ bodyHtml: '<p>第三版。</p>', edition: 3, history: history('', '更正。', '重新公开。') })
  const { payload } = await page()
  expect(payload).not.toContain('寒露')
  expect(payload).toContain('这一版的文字已撤回')
  expect(portal.replica.earlierEditions(itemId)).toEqual([])
})

test('an earlier edition that was changed in a replica is found', async () => {
  await corrected()
  const found = () => verifyReplica(portal.path, { renderer: articleRenderer }).fault
  expect(found()).toBeNull()
  const db = new DatabaseSync(portal.path)
  db.prepare("UPDATE earlier_edition SET json = replace(json, '690', '960')").run()
  db.close()
  expect(found()).toBe('payload')
})
