import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registerFeedback } from '../../src/capabilities/feedback/index.ts'
import { type Call, signedInAs, testOffice } from '../support/office.ts'
import { until } from '../support/until.ts'
import { type Apart, portalToken, type RolesStage, rolesStage } from './stage.ts'

/** What citizens hand in at a portal arrives once, whatever is away meanwhile, and the portal cannot read it again. */

let stage: RolesStage
let portal: Apart
let keeper: Call
let clerk: Call
let closeApp: () => Promise<void>
beforeAll(async () => {
  stage = await rolesStage()
  portal = await stage.portal()
  const app = await testOffice(stage.platform, (office) => registerFeedback(office, stage.platform))
  closeApp = async () => app.close()
  keeper = await signedInAs(app, stage.platform, stage.people.disclosure_office)
  clerk = await signedInAs(app, stage.platform, stage.people.clerk)
  await until(async () => (await readFile(join(portal.folder, 'portal', 'intake-key'), 'utf8').catch(() => '')) !== '')
  await until(async () => (await fetch(`${portal.url}/feedback`)).status === 200)
})
afterAll(async () => {
  await closeApp?.()
  await stage?.close()
})

const secret = '采砂公告第三段写错了河名'
const contact = '0571-0000000'
const filled = (more: Record<string, string> = {}) => ({
  id: randomUUID(),
  at: String(Date.now() - 10_000),
  kind: 'wrong_content',
  text: secret,
  page: '/items/1',
  contact,
  website: '',
  ...more,
})
const submit = async (fields: Record<string, string>) => {
  const answer = await fetch(`${portal.url}/feedback`, { method: 'POST', body: new URLSearchParams(fields) })
  const html = await answer.text()
  return { status: answer.status, html, receipt: /<strong class="receipt">([^<]+)</.exec(html)?.[1] }
}
const queue = () => join(portal.folder, 'portal', 'queue')
const waiting = async () => (await readdir(queue())).filter((name) => name.endsWith('.journal'))
const list = async (query = '') => (await keeper('GET', `/api/feedback${query}`)).body

describe('the form', () => {
  test('names the page it was opened from and is nobody else’s copy', async () => {
    const answer = await fetch(`${portal.url}/feedback?item=12`)
    const html = await answer.text()
    expect(html).toContain('value="/items/12"')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const from = await fetch(`${portal.url}/feedback`, { headers: { referer: `${portal.url}/units?x=1` } })
    expect(await from.text()).toContain('value="/units?x=1"')
    const foreign = await fetch(`${portal.url}/feedback`, { headers: { referer: 'https://elsewhere.example/a' } })
    expect(await foreign.text()).not.toContain('elsewhere.example')
  })

  test.each([
    ['no text', { text: '' }, '请用不超过'],
    ['no kind', { kind: '' }, '请选择是什么问题'],
    ['a page elsewhere', { page: 'https://elsewhere.example/' }, '页面地址不正确'],
    ['a page that is a script', { page: 'javascript:alert(1)' }, '页面地址不正确'],
    ['the trap filled', { website: 'x' }, '请清空后再提交'],
    ['a robot’s haste', { at: String(Date.now() + 60_000) }, '提交得太快了'],
    ['an old page', { at: '0' }, '本页打开得太久了'],
    ['a time that is none', { at: 'x' }, '本页打开得太久了'],
    ['a NUL', { text: 'a\u0000b' }, '请用不超过'],
  ])('%s: says what to mend and keeps the words', async (_case, more, sentence) => {
    const { status, html } = await submit(filled(more))
    expect(status).toBe(422)
    expect(html).toContain(sentence)
    expect(html).toContain(contact)
    expect(await waiting()).toEqual([])
  })
})

describe('a submission', () => {
  test('survives the office’s absence sealed on disk and arrives once, in the disclosure office’s list', async () => {
    await stage.officeLeaves()
    const fields = filled()
    const { status, receipt } = await submit(fields)
    expect(status).toBe(200)
    expect(receipt).toMatch(/^\d{8}-[0-9A-Z]{8}$/)
    expect((await submit(fields)).receipt).toBe(receipt)

    const [name] = await waiting()
    const text = await readFile(join(queue(), name!), 'utf8')
    const box = Buffer.from(JSON.parse(text.slice(text.indexOf('{'))).box, 'base64')
    for (const said of [secret, contact, receipt!])
      expect(text + box.toString('latin1') + box.toString()).not.toContain(said)
    const everything = await readdir(portal.folder, { recursive: true, withFileTypes: true })
    for (const file of everything.filter((one) => one.isFile()))
      expect((await readFile(join(file.parentPath, file.name))).includes(secret), file.name).toBe(false)

    await portal.stop()
    portal = await portal.again()
    await stage.officeReturns()
    await until(async () => (await waiting()).length === 0)
    const { items, open } = await list()
    expect(open).toBe(1)
    expect(items).toMatchObject([
      { receipt, kind: 'wrong_content', text: secret, page: '/items/1', contact: '0571-*****00' },
    ])
    const row = await stage.platform.db.selectFrom('feedback').selectAll().executeTakeFirstOrThrow()
    expect(JSON.stringify(row)).not.toContain(secret)
    expect(JSON.stringify(row)).not.toContain('0000000')
  })

  test('is taken once, however often it is delivered', async () => {
    const { key } = await (
      await fetch(`${stage.officeUrl}/api/v1/intake/key`, { headers: { authorization: `Bearer ${portalToken}` } })
    ).json()
    const { sealSubmission } = await import('../../src/foundations/intake/submission.ts')
    const data = { kind: 'other', text: '两次', contact: '', page: '' }
    const submission = {
      id: randomUUID(),
      kind: 'feedback',
      receipt: 'x',
      at: '2026-03-02T01:00:00.000Z',
      data,
      files: [],
    }
    const deliver = (body: unknown) =>
      fetch(`${stage.officeUrl}/api/v1/intake`, {
        method: 'POST',
        headers: { authorization: `Bearer ${portalToken}`, 'x-gongkai': '1', 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    const answers = await Promise.all(Array.from({ length: 5 }, () => deliver(sealSubmission(submission, key))))
    expect(answers.map((one) => one.status)).toEqual([204, 204, 204, 204, 204])
    const { n } = await stage.platform.db
      .selectFrom('feedback')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('intake_id', '=', submission.id)
      .executeTakeFirstOrThrow()
    expect(n).toBe(1)

    const sealed = sealSubmission({ ...submission, id: randomUUID() }, key)
    const box = Buffer.from(sealed.box, 'base64')
    box[60]! ^= 1
    for (const bad of [
      { ...sealed, box: box.toString('base64') },
      { ...sealed, id: randomUUID() },
      { ...sealed, kind: 'unheard-of' },
      { ...sealed, kind: 'constructor' },
      { ...sealed, key: 'AAAA' },
      sealSubmission({ ...submission, id: randomUUID(), data: { kind: 'other' } }, key),
    ])
      expect((await deliver(bad)).status).toBe(422)
  })
})

describe('in the office', () => {
  test('the whole contact is shown on request, and the audit log says to whom', async () => {
    const { items } = await list()
    const one = items.find((item: { contact: string }) => item.contact)
    expect((await keeper('POST', `/api/feedback/${one.id}/contact-view`)).body).toEqual({ contact })
    const entry = await stage.platform.db
      .selectFrom('audit_entry')
      .selectAll()
      .where('action', '=', 'feedback.contact-seen')
      .executeTakeFirstOrThrow()
    expect(entry.actor_id).toBe(stage.people.disclosure_office.personId)
    expect(JSON.stringify(entry)).not.toContain(contact)
  })

  test('it is handled once, with a note', async () => {
    const { items, open } = await list()
    const handle = () => keeper('PUT', `/api/feedback/${items[0].id}/handling`, { note: '已改正河名。' })
    expect((await keeper('PUT', `/api/feedback/${items[0].id}/handling`, { note: ' ' })).status).toBe(422)
    expect((await handle()).status).toBe(204)
    expect((await handle()).status).toBe(409)
    expect((await list()).open).toBe(open - 1)
    expect((await list('?handled=true')).items).toMatchObject([{ note: '已改正河名。' }])
    expect((await keeper('PUT', '/api/feedback/999999/handling', { note: '无' })).status).toBe(404)
  })

  test.each([
    ['GET', '/api/feedback'],
    ['POST', '/api/feedback/1/contact-view'],
    ['PUT', '/api/feedback/1/handling'],
  ])('%s %s is for the disclosure office alone', async (method, path) => {
    expect((await clerk(method, path, method === 'PUT' ? { note: '无' } : undefined)).status).toBe(403)
  })
})

test('a flood from one address is stopped with a sentence', async () => {
  const answers = []
  for (let n = 0; n < 8; n++) answers.push(await submit(filled()))
  expect(answers.some(({ status, html }) => status === 429 && html.includes('提交得太多了'))).toBe(true)
})
