import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openGround } from '../../src/base.ts'
import { act } from '../../src/capabilities/requests/index.ts'
import { madeUpCreditCode, madeUpIdentity, someLetters } from '../../src/capabilities/requests/testing.ts'
import { pagesInPdf } from '../../src/foundations/documents/testing.ts'
import { readConfig } from '../../src/platform/config.ts'
import { servePortalApart } from '../../src/portal-side.ts'
import { freePort, portalToken, type RolesStage, rolesStage } from '../roles/stage.ts'

/** Asking at a portal that stands apart from its office, with real HTTP between them; no browser, no scripts. */

let stage: RolesStage
let portal: string
let stop: () => Promise<void>
let folder: string
beforeAll(async () => {
  stage = await rolesStage()
  const port = await freePort()
  const apart = await stage.portal()
  await apart.stop()
  folder = apart.folder
  const settings = {
    GONGKAI_HOST: '127.0.0.1',
    LOG_LEVEL: 'silent',
    PORTAL_TOKEN: portalToken,
    GONGKAI_DATA: folder,
    PORTAL_PORT: String(port),
    OFFICE_URL: stage.officeUrl,
    TRUST_PROXY: 'true',
    LIMIT_FORMS: '0',
    LIMIT_SEARCHES: '0',
    LIMIT_FILES: '0',
    LIMIT_CALLS: '0',
  }
  stop = (await servePortalApart(openGround(readConfig(settings)))).stop
  portal = `http://127.0.0.1:${port}`
  await until(async () => (await (await fetch(`${portal}/requests/new?who=person`)).text()).includes('云溪县水务局'))
})
afterAll(async () => {
  await stop?.()
  await stage?.close()
})

const until = async (what: () => Promise<boolean>, most = 20_000) => {
  const start = performance.now()
  while (!(await what().catch(() => false))) {
    if (performance.now() - start > most) throw new Error('waited too long')
    await sleep(50)
  }
}
let client = 0
const someClient = () => ({ 'x-forwarded-for': `203.0.113.${++client % 250}` })
const unitCode = async () =>
  (await stage.platform.db.selectFrom('unit').select('code').where('id', '=', stage.unitId).executeTakeFirstOrThrow())
    .code

const filled = async (more: Record<string, string> = {}) => ({
  id: randomUUID(),
  at: String(Date.now() - 60_000),
  who: 'person',
  asks: 'information',
  what: '云溪县2025年农村饮水安全工程的验收报告',
  features: '',
  unit: await unitCode(),
  form: 'electronic',
  way: 'online',
  name: '苏见山',
  identityKind: 'resident',
  identityNumber: madeUpIdentity(),
  phone: '19900001234',
  held: '0',
  ...more,
})
type Page = { status: number; html: string; headers: Headers }
const page = async (answer: Response): Promise<Page> => ({
  status: answer.status,
  html: await answer.text(),
  headers: answer.headers,
})
type Files = { name: string; bytes: Uint8Array | string }[]
const post = async (path: string, fields: Record<string, string>, files: Files = [], headers = {}): Promise<Page> => {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  for (const { name, bytes } of files) body.append('files', new File([bytes as BlobPart], name))
  return page(
    await fetch(portal + path, { method: 'POST', body, headers: { ...someClient(), ...headers }, redirect: 'manual' }),
  )
}
const send = async (more: Record<string, string> = {}, headers = {}) =>
  post('/requests/new', { ...(await filled(more)), step: 'send' }, [], headers)
const codeIn = ({ html }: Page) => /class="receipt big">([^<]+)</.exec(html)?.[1]
const boxIn = ({ html }: Page) => /name="box" value="([^"]+)"/.exec(html)![1]!
const casesOf = async (code: string) =>
  stage.platform.db.selectFrom('case_file').selectAll().where('code', '=', code).execute()
const arrived = async (code: string) => {
  await until(async () => (await casesOf(code)).length > 0)
  return (await casesOf(code))[0]!
}
const issuesIn = ({ html }: Page) => [...html.matchAll(/<li><a href="#(\w+)">/g)].map((found) => found[1])
/** Follows a case like a browser: the ticket stays in the cookie. */
const follow = async (code: string, proof = '1234') => {
  const answer = await page(
    await fetch(`${portal}/requests/status`, {
      method: 'POST',
      body: new URLSearchParams({ code, proof }),
      headers: someClient(),
      redirect: 'manual',
    }),
  )
  const cookie = answer.headers.get('set-cookie') ?? ''
  const jar = { cookie: cookie.split(';')[0]! }
  const get = async (path = '/requests/status') =>
    page(await fetch(portal + path, { headers: jar, redirect: 'manual' }))
  return { answer, cookie, jar, get }
}

const clerk = <A extends Parameters<typeof act>[1]['action']>(
  caseId: number,
  action: A,
  data: object,
  letters: string[] = [],
) =>
  act(stage.platform.as(stage.people.clerk), {
    caseId,
    action,
    data: data as never,
    version: null,
    note: '理由。',
    letters: someLetters(letters as never),
  } as never)

describe('the form', () => {
  test('asks who asks, then one page; addresses carry nothing personal', async () => {
    const who = await page(await fetch(`${portal}/requests/new`))
    expect(who.html).toContain('/requests/new?who=person')
    const form = await page(await fetch(`${portal}/requests/new?who=organisation&name=苏见山&identityNumber=1&what=x`))
    expect(form.status).toBe(200)
    expect(form.headers.get('cache-control')).toBe('no-store')
    expect(form.html).toContain('统一社会信用代码')
    expect(form.html).not.toContain('苏见山')
  })

  test.each([
    '/requests/new?who[]=person&unit[a]=b',
    '/requests/new?who=person&who=x&asks=%00',
    '/requests/status?done=constructor',
    '/requests/status/letters/1',
    '/requests/status/files/..%2f..%2fetc',
    '/requests/receipt',
    '/requests/similar',
  ])('%s is no fault of ours', async (path) => {
    expect((await fetch(portal + path)).status).toBeLessThan(500)
  })

  test('says everything that is missing at once, and keeps what was typed', async () => {
    const given = await filled({ name: '𰻝😀<b>三', identityNumber: '119999900307001', way: 'post', phone: '12' })
    const answer = await post('/requests/new', { ...given, step: 'check' })
    expect(answer.status).toBe(422)
    expect(issuesIn(answer)).toEqual(['identityNumber', 'phone', 'address'])
    expect(answer.html).toContain('15位的旧号码已经停用')
    expect(answer.html).toContain('value="𰻝😀&lt;b>三"')
    expect(answer.html).toContain(given.what)
  })

  test('whatever arrives instead of a form is answered with the form', async () => {
    const odd = [
      await post('/requests/new', {}),
      await post('/requests/new', { id: 'x', step: 'send', at: 'x', held: '7' }),
      await page(
        await fetch(`${portal}/requests/new`, { method: 'POST', body: new URLSearchParams({ step: 'send' }) }),
      ),
      await page(
        await fetch(`${portal}/requests/new`, {
          method: 'POST',
          body: '--x\r\nbroken',
          headers: { 'content-type': 'multipart/form-data; boundary=x' },
        }),
      ),
    ]
    for (const { status, html } of odd) {
      expect(status).toBe(422)
      expect(html).toContain('还有几处需要改正')
    }
    expect(
      (
        await fetch(`${portal}/requests/new`, {
          method: 'POST',
          body: '{"a":',
          headers: { 'content-type': 'application/json' },
        })
      ).status,
    ).toBeLessThan(500)
  })

  test('an organisation confirms what its code makes of it, then sees everything before it sends', async () => {
    const given = await filled({
      who: 'organisation',
      name: '云溪县示范有限公司',
      identityNumber: madeUpCreditCode(),
      agent: '林一',
      identityKind: '',
    })
    const first = await post('/requests/new', { ...given, step: 'check' })
    expect(issuesIn(first)).toEqual(['party'])
    expect(first.html).toMatch(/name="party" value="enterprise" checked/)
    const preview = await post('/requests/new', { ...given, party: 'legal_service', step: 'check' })
    expect(preview.status).toBe(200)
    expect(preview.html).toContain('按代码推断多为“商业企业”')
    expect(preview.html).toContain('云溪县示范有限公司')
    const back = await post('/requests/new', { ...given, party: 'legal_service', step: 'edit' })
    expect(back.html).toMatch(/name="party" value="legal_service" checked/)
  })

  test('20,000 signs are taken, one more is told', async () => {
    expect(codeIn(await send({ what: '水'.repeat(20_000) }))).toBeTruthy()
    const more = await send({ what: '水'.repeat(20_001) })
    expect([more.status, issuesIn(more)]).toEqual([422, ['what']])
    expect(more.html).toContain('20000')
  })
})

describe('attachments', () => {
  const docx = (text: string) => ({ name: '说明.txt', bytes: text })
  test('are kept over rounds of errors, listed, removed, and arrive with the request', async () => {
    const given = await filled({ phone: '' })
    const first = await post('/requests/new', { ...given, step: 'check' }, [
      docx('甲'),
      { name: '证据.txt', bytes: '乙' },
    ])
    expect(first.status).toBe(422)
    expect(first.html).toContain('证据.txt')
    const second = await post('/requests/new', { ...given, held: '2', step: 'remove 1' })
    expect(second.html).not.toContain('说明.txt')
    const preview = await post('/requests/new', { ...given, phone: '19900001234', held: '1', step: 'check' }, [
      docx('丙'),
    ])
    expect(preview.status).toBe(200)
    const sent = await post('/requests/new', { ...given, phone: '19900001234', held: '2', step: 'send' })
    const { id } = await arrived(codeIn(sent)!)
    await until(
      async () =>
        (await stage.platform.db.selectFrom('case_document').select('id').where('case_id', '=', id).execute())
          .length === 2,
    )
  })

  test('told by their content, by number and by size; what is lost is said', async () => {
    const given = await filled()
    const wrong = async (files: Files, more = {}) =>
      (await post('/requests/new', { ...given, ...more, id: randomUUID(), step: 'check' }, files)).html
    expect(
      await wrong([{ name: '照片.png', bytes: '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>' }]),
    ).toContain('“照片.png”没有收下')
    expect(await wrong(Array.from({ length: 11 }, (_, i) => ({ name: `${i}.txt`, bytes: '甲' })))).toContain(
      '附件最多10个',
    )
    expect(await wrong([{ name: '大.txt', bytes: Buffer.alloc(21 * 1024 * 1024, '水') }])).toContain('“大.txt”超过')
    const half = Buffer.alloc(12 * 1024 * 1024, '水')
    expect(
      await wrong([
        { name: '一.txt', bytes: half },
        { name: '二.txt', bytes: half },
      ]),
    ).toContain('“二.txt”超过')
    expect(await wrong([], { held: '3' })).toContain('附件没有保存下来')
  })

  test('lie sealed on the portal', async () => {
    const given = await filled({ phone: '' })
    const secret = '封存的内容绝不能读到'
    await post('/requests/new', { ...given, step: 'check' }, [docx(secret)])
    const { readdir, readFile } = await import('node:fs/promises')
    const { join } = await import('node:path')
    const all = await readdir(folder, { recursive: true, withFileTypes: true })
    const held = all.filter((one) => one.isFile() && one.parentPath.includes(given.id))
    expect(held.length).toBeGreaterThan(0)
    for (const file of all.filter((one) => one.isFile()))
      expect((await readFile(join(file.parentPath, file.name))).includes(secret), file.name).toBe(false)
  })
})

describe('large files', () => {
  const large = Buffer.alloc(19 * 1024 * 1024, '水')
  test('19 MB arrive with a request, and with a correction', async () => {
    const given = await filled({ what: '附件很大的一件' })
    const preview = await post('/requests/new', { ...given, step: 'check' }, [{ name: '大.txt', bytes: large }])
    expect(preview.status).toBe(200)
    const code = codeIn(await post('/requests/new', { ...given, held: '1', step: 'send' }))!
    const { id } = await arrived(code)
    const papers = () =>
      stage.platform.db.selectFrom('case_document').select('size').where('case_id', '=', id).execute()
    await until(async () => (await papers()).length === 1)
    expect(Number((await papers())[0]!.size)).toBe(large.length)
    const { jar } = await follow(code)
    await clerk(Number(id), 'contact', { reached: false })
    await post('/requests/status/act', { action: 'confirm' }, [], jar)
    await clerk(Number(id), 'ask_correction', { on: '2026-03-02', until: '2026-03-20' }, ['correction_notice'])
    const corrected = await post(
      '/requests/status/act',
      { action: 'correct', text: '' },
      [{ name: '大.txt', bytes: large }],
      jar,
    )
    expect(corrected.status).toBe(303)
    expect(await papers()).toHaveLength(2)
  })
})

describe('handing in', () => {
  test('gives the code at once, the number soon, and a receipt as PDF with every sign that can be shown', async () => {
    const sent = await send({ name: '𰻝😀三', what: '关于𠮷野家、𰻝面馆的检查记录😀' })
    const code = codeIn(sent)!
    expect(code).toMatch(/^\d{8}-[0-9A-HJKMNP-TV-Z]{8}$/)
    const { number } = await arrived(code)
    const box = boxIn(sent)
    expect(JSON.parse((await post('/requests/receipt', { box, as: 'number' })).html)).toEqual({ number })
    const pdf = await fetch(`${portal}/requests/receipt`, { method: 'POST', body: asForm({ box, as: 'pdf' }) })
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    const text = (await pagesInPdf(new Uint8Array(await pdf.arrayBuffer()))).join('\n')
    // The whole name where the machine has a font of rare characters, and else what is missing.
    const rare = existsSync('/usr/share/fonts/truetype/babelstone') ? '𰻝😀三' : '字体中没有的'
    for (const said of [code, number!, '面馆的检查记录', rare]) expect(text.replace(/\s/g, '')).toContain(said)
    expect(text).not.toContain(madeUpIdentity())
    const docx = await fetch(`${portal}/requests/receipt`, { method: 'POST', body: asForm({ box, as: 'docx' }) })
    const { default: mammoth } = await import('mammoth')
    const raw = await mammoth.extractRawText({ buffer: Buffer.from(await docx.arrayBuffer()) })
    expect(raw.value).toContain('𰻝😀三')
    const forged = await post('/requests/receipt', { box: `${box.slice(0, -4)}AAAA`, as: 'pdf' })
    expect(forged.status).toBe(422)
  })

  test('twenty times within a second is one case with one code', async () => {
    const given = await filled({ what: '二十次双击的一件' })
    const client = someClient()
    const all = await Promise.all(
      Array.from({ length: 20 }, () => post('/requests/new', { ...given, step: 'send' }, [], client)),
    )
    const codes = new Set(all.map(codeIn).filter(Boolean))
    expect(codes.size).toBe(1)
    const [code] = codes
    await arrived(code!)
    await sleep(500)
    expect(await casesOf(code!)).toHaveLength(1)
    expect((await post('/requests/new', { ...given, step: 'send' })).html).toContain(code)
  })

  test('the same again from the same person is told before it is sent', async () => {
    const what = '重复的内容要先说明'
    await arrived(codeIn(await send({ what }))!)
    const again = await post('/requests/new', { ...(await filled({ what })), step: 'check' })
    expect(again.html).toContain('您可能已经申请过')
    const other = await post('/requests/new', {
      ...(await filled({ what, identityNumber: madeUpIdentity(5) })),
      step: 'check',
    })
    expect(other.html).not.toContain('您可能已经申请过')
  })

  test.each<[string, Record<string, string>]>([
    ['a trap filled in', { website: 'https://x' }],
    ['haste', { at: String(Date.now() + 60_000) }],
  ])('%s: a sum in words is asked, and answered in digits or words it goes through', async (_, more) => {
    const given = { ...(await filled()), ...more, step: 'send' }
    const asked = await post('/requests/new', given)
    expect(asked.status).toBe(422)
    const [, a, b] = /请回答：(.)加(.)等于几/.exec(asked.html)!
    const numerals = '零一二三四五六七八九十'
    const answer = String(numerals.indexOf(a!) + numerals.indexOf(b!))
    expect(codeIn(await post('/requests/new', { ...given, answer: '1' }))).toBeUndefined()
    expect(codeIn(await post('/requests/new', { ...given, answer }))).toBeTruthy()
  })

  test('who sends a fourth within ten minutes is asked; others are not', async () => {
    const headers = someClient()
    for (let n = 0; n < 3; n++) expect(codeIn(await send({ what: `第${n}件材料` }, headers))).toBeTruthy()
    expect((await send({ what: '第四件材料' }, headers)).html).toContain('请回答')
    expect(codeIn(await send({ what: '别处来的材料' }))).toBeTruthy()
  })

  test('a request to correct one’s own record carries its proof', async () => {
    const given = await filled({ asks: 'record_correction', what: '户籍登记的出生日期有误，应为1990年3月7日' })
    const first = await post('/requests/new', { ...given, step: 'check' }, [{ name: '证据.txt', bytes: '出生证' }])
    expect(first.html).toContain('更正本人信息')
    const sent = await post('/requests/new', { ...given, held: '1', step: 'send' })
    const { id } = await arrived(codeIn(sent)!)
    const row = await stage.platform.db
      .selectFrom('request')
      .select('asks')
      .where('case_id', '=', id)
      .executeTakeFirst()
    expect(row?.asks).toBe('record_correction')
  })

  test('goes on while the office is away; its pages say so', async () => {
    await stage.officeLeaves()
    const sent = await send({ what: '工作端不在时提交的一件' })
    const code = codeIn(sent)!
    expect(code).toBeTruthy()
    const { answer } = await follow(code)
    expect(answer.status).toBe(503)
    expect(answer.html).toContain('暂时查不到办理进度')
    const number = await post('/requests/receipt', { box: boxIn(sent), as: 'number' })
    expect(JSON.parse(number.html)).toEqual({ number: null })
    await stage.officeReturns()
    await arrived(code)
    expect((await follow(code)).answer.status).toBe(303)
  })
})

const asForm = (fields: Record<string, string>) => {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  return body
}

describe('following a case', () => {
  const asked = async (what: string) => {
    const code = codeIn(await send({ what }))!
    return { code, id: Number((await arrived(code)).id) }
  }
  test('the cookie is for this site’s own pages alone; reload, confirm, leave', async () => {
    const { code, id } = await asked('跟踪这一件')
    const { answer, cookie, jar, get } = await follow(code)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/requests/status'])
    for (const said of ['HttpOnly', 'SameSite=Strict', 'Path=/requests', 'Max-Age=1800']) expect(cookie).toContain(said)
    const first = await get()
    expect(first.html).toContain('等待双方确认')
    expect(first.headers.get('cache-control')).toBe('private, no-store')
    expect(first.html).not.toContain(madeUpIdentity())
    // 双方确认: the office is in touch before the applicant can confirm.
    expect((await post('/requests/status/act', { action: 'confirm' }, [], jar)).status).toBe(409)
    await clerk(id, 'contact', { reached: false })
    const done = await post('/requests/status/act', { action: 'confirm' }, [], jar)
    expect([done.status, done.headers.get('location')]).toEqual([303, '/requests/status?done=confirm'])
    const after = await get('/requests/status?done=confirm')
    expect(after.html).toContain('今天为收到申请之日')
    expect(after.html).toContain('2026年3月30日前答复您')
    expect(after.html).toContain('<svg class="period"')
    expect(after.html).toContain('条例第三十三条')
    const twice = await post('/requests/status/act', { action: 'confirm' }, [], jar)
    expect(twice.status).toBe(409)
    expect(twice.html).toContain('没有办成')
    const left = await fetch(`${portal}/requests/status/leave`, { method: 'POST', headers: jar, redirect: 'manual' })
    expect(left.headers.get('set-cookie')).toContain('Max-Age=0')
    expect((await page(await fetch(`${portal}/requests/status`))).html).toContain('末四位')
  })

  test('a correction notice is read and answered with files; a wrong file keeps the words', async () => {
    const { code, id } = await asked('需要补正的一件')
    const { jar, get } = await follow(code)
    await clerk(id, 'contact', { reached: false })
    await post('/requests/status/act', { action: 'confirm' }, [], jar)
    await clerk(id, 'ask_correction', { on: '2026-03-02', until: '2026-03-20' }, ['correction_notice'])
    const { html } = await get()
    expect(html).toContain('请在2026年3月20日前完成')
    const letter = /href="(\/requests\/status\/letters\/[^"]+)"/.exec(html)![1]!
    expect((await get(letter)).html).toContain('正文 correction_notice')
    const pdf = await fetch(portal + letter.replace('letters', 'files'), { headers: jar })
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    const text = '要的是2025年的报告'
    const wrong = await post('/requests/status/act', { action: 'correct', text }, [{ name: 'a.exe', bytes: 'MZ' }], jar)
    expect(wrong.status).toBe(422)
    expect(wrong.html).toContain(`>${text}</textarea>`)
    const empty = await post('/requests/status/act', { action: 'correct', text: '' }, [], jar)
    expect([empty.status, issuesIn(empty)]).toEqual([422, ['text']])
    const right = await post(
      '/requests/status/act',
      { action: 'correct', text },
      [{ name: '甲.txt', bytes: '甲' }],
      jar,
    )
    expect(right.status).toBe(303)
    expect((await get()).html).toContain('收到您的补正')
  })

  test('withdrawing asks once more', async () => {
    const { code } = await asked('要撤回的一件')
    const { jar, get } = await follow(code)
    const unsure = await post('/requests/status/act', { action: 'withdraw', text: '' }, [], jar)
    expect([unsure.status, issuesIn(unsure)]).toEqual([422, ['sure']])
    expect((await post('/requests/status/act', { action: 'withdraw', text: '', sure: '1' }, [], jar)).status).toBe(303)
    expect((await get()).html).toContain('申请已经撤回')
  })

  test('a wrong code or proof keeps the code, and says the same; guessing is slowed', async () => {
    const { code } = await asked('被猜的一件')
    const headers = someClient()
    const guess = async (proof: string, typed = code) =>
      page(
        await fetch(`${portal}/requests/status`, {
          method: 'POST',
          body: new URLSearchParams({ code: typed, proof }),
          headers,
          redirect: 'manual',
        }),
      )
    const wrong = await guess('9999')
    const none = await guess('1234', '20200101-00000000')
    expect([wrong.status, none.status]).toEqual([422, 422])
    expect(wrong.html.replaceAll(code, '')).toBe(none.html.replaceAll('20200101-00000000', ''))
    for (let n = 0; n < 3; n++) await guess('0000')
    const slowed = await guess('1234')
    expect(slowed.status).toBe(429)
    expect(Number(slowed.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(slowed.html).toContain('请30秒后再试')
    expect((await follow(code)).answer.status).toBe(303)
  })

  test('a forged ticket leads back to the code', async () => {
    const answer = await page(await fetch(`${portal}/requests/status`, { headers: { cookie: 'case=k1.AAAA' } }))
    expect(answer.status).toBe(401)
    expect(answer.html).toContain('请重新填写查询码')
    const acted = await post('/requests/status/act', { action: 'withdraw', sure: '1' }, [], { cookie: 'case=x' })
    expect(acted.status).toBe(401)
    expect((await fetch(`${portal}/requests/status/files/${randomUUID()}`)).status).toBe(401)
  })
})

test('a portal that knows only another portal asks through it', async () => {
  const { code } = { code: codeIn(await send({ what: '经由另一个门户的一件' }))! }
  await arrived(code)
  const far = await stage.portal(portal)
  await until(async () => (await fetch(`${far.url}/requests/status`)).status === 200)
  const answer = await fetch(`${far.url}/requests/status`, {
    method: 'POST',
    body: new URLSearchParams({ code, proof: '1234' }),
    redirect: 'manual',
  })
  expect(answer.status).toBe(303)
  await far.stop()
})

describe('what is public already', () => {
  test('is looked for by POST, and the printable form is there in three forms', async () => {
    const found = await post('/requests/similar', { what: '随便什么' })
    expect(found.status).toBe(200)
    expect(found.html).toContain('没有找到已经公开的相近信息')
    const inForm = await post('/requests/new', { ...(await filled()), step: 'search' })
    expect(inForm.status).toBe(200)
    expect(inForm.html).toContain('没有找到已经公开的相近信息')
    expect((await fetch(`${portal}/requests/blank`)).status).toBe(200)
    for (const form of ['pdf', 'docx']) {
      const answer = await fetch(`${portal}/requests/blank.${form}`)
      expect([form, answer.status]).toEqual([form, 200])
      expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(5_000)
    }
  })
})
