import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { InquiryDesk, InquiryView } from '../../src/foundations/intake/inquiry-desk.ts'
import type { InquiryForm } from '../../src/foundations/intake/inquiry-form.ts'
import type { Submission } from '../../src/foundations/intake/submission.ts'
import type { Payloads } from '../../src/foundations/publication-log/entries.ts'
import { Problem } from '../../src/platform/http/problem.ts'
import { articleRenderer } from '../../src/portal/article.tsx'
import { verifyReplica } from '../../src/portal/replica/verify-replica.ts'
import { chain, entries } from './county.ts'
import { officeAway, startPortal, today } from './start.ts'

/** Asking, writing to leaders, following, and the letters that are public: the pages themselves, with the office played. */

const letter = (id: number, given: Partial<Payloads['reply.published']> = {}): Payloads['reply.published'] => ({
  id,
  what: 'reply',
  kind: 'question',
  unitId: 2,
  mailboxId: null,
  topic: 'civil-affairs',
  title: `关于第${id}件低保申请的咨询`,
  question: '我家符合条件吗？\n请答复。',
  answer: '符合条件的，请到村委会申请。',
  receivedOn: '2026-05-06',
  answeredOn: '2026-05-11',
  satisfaction: 'satisfied',
  publishedAt: `2026-05-${String(10 + (id % 20)).padStart(2, '0')}T03:00:00Z`,
  ...given,
})
const nasty = letter(2, {
  title: '<script>alert(1)</script>与 http://evil.example 的信',
  question: '看 http://evil.example <img src=x onerror=alert(1)> 混蛋',
  mailboxId: 1,
  kind: 'letter',
  topic: 'transport',
  unitId: 3,
})
const late = letter(2, {
  what: 'explanation',
  title: '校车线路调整',
  question: '',
  answer: '路面施工，等待验收。',
  answeredOn: '2026-07-01',
})
const mailbox: Payloads['mailbox.changed'] = {
  id: 1,
  title: '县长信箱',
  holder: '陶远',
  post: '县长',
  duties: '主持县政府全面工作',
  unitId: 1,
  position: 1,
  open: true,
}
const reply = (one: Payloads['reply.published']) =>
  ['reply.published', `reply/${one.id}/${one.what}`, one] as ['reply.published', string, typeof one]
const log = chain([
  ...entries.map(({ kind, subject, payload }) => [kind, subject, payload] as never),
  [
    'line.changed',
    'line',
    {
      name: '政务信息查询专线',
      number: '96128',
      petitionOffice: '云溪县信访局，红山路1号',
      ordinary: 5,
      complex: 10,
      extended: 20,
      complaint: 15,
    },
  ],
  ['mailbox.changed', 'mailbox/1', mailbox],
  [
    'mailbox.changed',
    'mailbox/2',
    { ...mailbox, id: 2, title: '原副县长信箱', holder: '周行', open: false, position: 2 },
  ],
  reply(letter(1, { title: '旧标题的咨询' })),
  reply(letter(1)),
  reply(nasty),
  reply(late),
  ...Array.from({ length: 25 }, (_, i) => reply(letter(100 + i))),
  reply(letter(50, { title: '本来公开过的来信' })),
  [
    'reply.withdrawn',
    'reply/50/reply',
    { id: 50, what: 'reply', reason: '来信人不再同意公开。', withdrawnAt: '2026-06-01T00:00:00Z' },
  ],
  [
    'inquiry-figures.changed',
    'inquiry-figures/2026-04',
    {
      month: '2026-04',
      units: [
        { unitId: 2, received: 10, answered: 8, onTime: 6, rated: 5, satisfied: 4 },
        { unitId: 3, received: 2, answered: 2, onTime: 2, rated: 0, satisfied: 0 },
      ],
      mailboxes: [{ mailboxId: 1, received: 7, answered: 6, onTime: 3, rated: 4, satisfied: 2, fair: 1 }],
      topics: [{ topic: 'transport', received: 12, answered: 10, onTime: 8, rated: 5, satisfied: 4, fair: 0 }],
    },
  ],
])

let portal: Awaited<ReturnType<typeof startPortal>>
const taken: { kind: string; id: string; form: InquiryForm; files: Submission['files'] }[] = []
let desk: Partial<InquiryDesk> = {}
let away = false
beforeAll(async () => {
  portal = await startPortal(log, {
    takeIn: async (kind, id, form, files = []) => {
      if (away) throw new Error('no room')
      if (!taken.some((one) => one.id === id)) taken.push({ kind, id, form: form as InquiryForm, files })
      return '20260615-7K3M9QXT'
    },
    desks: {
      ...officeAway,
      inquiries: new Proxy({} as InquiryDesk, {
        get: (_none, name: keyof InquiryDesk) => desk[name] ?? officeAway.inquiries[name],
      }),
    },
  })
})
afterAll(() => portal.close())

const page = async (url: string) => (await portal.get(encodeURI(url))).body
const post = (url: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  portal.app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams(fields).toString(),
  })
let client = 0
const send = (fields: Record<string, string>) =>
  post('/inquiries/ask', fields, { 'x-forwarded-for': `203.0.113.${++client}` })
const open = String(Date.parse(`${today}T03:50:00Z`))
const filled = (more: Record<string, string> = {}) => ({
  id: randomUUID(),
  at: open,
  kind: 'question',
  subject: '低保怎么申请',
  text: '家里老人生病，想问低保怎么申请。',
  unit: 'civil-affairs',
  topic: 'civil-affairs',
  name: '苏见山',
  phone: '19900001234',
  step: 'check',
  ...more,
})
/** Sends, with the sum answered that is asked of an address that sends much. */
const sendOff = async (fields: Record<string, string>) => {
  const first = await send({ ...fields, step: 'send' })
  const sum = /请回答：(.)加(.)/.exec(first.body)
  if (!sum) return first
  const numerals = '零一二三四五六七八九十'
  return send({ ...fields, step: 'send', answer: String(numerals.indexOf(sum[1]!) + numerals.indexOf(sum[2]!)) })
}
const issuesIn = (html: string) => [...html.matchAll(/<li><a href="#([\w-]+)">/g)].map((found) => found[1])

describe('the entrance and the form', () => {
  test('every door, the line, and where else to go', async () => {
    const html = await page('/inquiries')
    for (const kind of ['question', 'information', 'wish', 'opinion', 'report'])
      expect(html).toContain(`/inquiries/ask?kind=${kind}`)
    for (const href of ['/mailboxes', '/feedback', '/requests', '/inquiries/status', 'tel:96128'])
      expect(html).toContain(`href="${href}"`)
  })

  test('what nobody knows leads to the entrance; nothing personal is taken from an address', async () => {
    expect((await portal.get('/inquiries/ask')).headers.location).toBe('/inquiries')
    expect((await portal.get('/inquiries/ask?kind=complaint')).headers.location).toBe('/inquiries')
    const html = await page('/inquiries/ask?kind=question&unit=civil-affairs&name=苏见山&text=私事&mailbox[]=1')
    expect(html).not.toContain('苏见山')
    expect(html).not.toContain('私事')
    expect(html).toMatch(/value="civil-affairs" selected/)
  })

  test('a terminal in a hall is one from its first page on, until it is taken back', async () => {
    const on = await portal.get('/inquiries/kiosk')
    expect([on.statusCode, on.headers.location]).toEqual([303, '/inquiries'])
    expect(on.headers['set-cookie']).toMatch(/^kiosk=1; Path=\/inquiries; .*HttpOnly/)
    const form = async (headers: Record<string, string>) =>
      (await portal.app.inject({ url: '/inquiries/ask?kind=question&kiosk=1', headers })).body
    expect(await form({ cookie: 'kiosk=1' })).toContain('name="kiosk" value="1"')
    expect(await form({})).not.toContain('name="kiosk" value="1"')
    expect((await portal.get('/inquiries/kiosk?off=1')).headers['set-cookie']).toContain('Max-Age=0')
  })

  test.each([
    ['question', {}, ['text', 'name', 'phone']],
    ['letter', {}, ['mailbox', 'subject', 'text', 'name', 'phone']],
    ['letter', { mailbox: '2' }, ['mailbox', 'subject', 'text', 'name', 'phone']],
    ['report', {}, ['text', 'phone']],
    ['report', { text: '有人违规', pin: 'abc' }, ['pin']],
    ['wish', { text: '路灯坏了', name: '甲', phone: '12', email: 'x' }, ['phone', 'email']],
    ['opinion', { text: '好', name: '甲', pin: 'abcd', unit: 'poverty' }, ['text', 'unit']],
  ])('%s with %j: %j', async (kind, given, fields) => {
    const answer = await post('/inquiries/ask', { kind, id: randomUUID(), at: open, step: 'check', ...given })
    expect(answer.statusCode).toBe(422)
    expect(issuesIn(answer.body).toSorted()).toEqual(fields.toSorted())
    const { unit: _chosen, ...typed } = given as Record<string, string>
    for (const value of Object.values(typed)) expect(answer.body).toContain(value)
  })

  test('too long a text is given back whole', async () => {
    const text = '长'.repeat(20_001)
    const answer = await post('/inquiries/ask', filled({ text }))
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('内容最多20000字')
    expect(answer.body).toContain(text)
  })

  test('what is public already comes before it is sent, and with the button', async () => {
    const found = await post('/inquiries/ask', filled({ text: '困难群众救助工作', step: 'search' }))
    expect(found.statusCode).toBe(200)
    expect(found.body).toContain('这些公开信息可能有答案')
    expect((await post('/inquiries/ask', filled({ text: '困难群众救助工作' }))).body).toContain(
      '提交之前，先看看这些是不是您要的答案',
    )
    const island = await post('/inquiries/similar', { subject: '', text: '困难群众救助工作' })
    expect(island.body).toContain('有了答案，不用再问')
    const report = await post('/inquiries/ask', filled({ kind: 'report', text: '困难群众救助工作' }))
    expect(report.body).not.toContain('public-hits')
  })

  test('letters that were answered are found before it is sent, those that are gone or say why they are late are not', async () => {
    const text = '我想申请低保，家庭条件够不够？本来公开过的来信、校车线路调整我也看了。'
    const found = await post('/inquiries/similar?kind=wish', { subject: '', text: '我家想申请低保，符合条件吗' })
    expect(found.body).toContain('别人写过类似的信，答复已经公开')
    expect(found.body).toMatch(/href="\/letters\/\d+"/)
    expect(found.body.match(/data-wanted/g)!.length).toBeLessThanOrEqual(10)
    for (const gone of ['/letters/50"', 'explanation'])
      expect((await post('/inquiries/ask', filled({ text }))).body).not.toContain(gone)
    expect((await post('/inquiries/similar?kind=report', { subject: '', text })).body).not.toContain('/letters/')
  })

  test.each([
    ['家里老人生病，想问低保怎么申请。', false],
    ['申请公开青溪路改造工程的招标文件和中标合同。', true],
  ])('the preview carries the words to the other door, with nothing to write again: %s', async (text, told) => {
    const preview = await post('/inquiries/ask', filled({ text }))
    expect(preview.body.includes('您要的可能是没有公开的政府信息')).toBe(told)
    // Who insists sends it as it is.
    expect(preview.body).toContain('value="send"')
    const doors = [...preview.body.matchAll(/<form method="post" action="\/requests\/new">(.*?)<\/form>/gs)]
    expect(doors).toHaveLength(1)
    const fields = Object.fromEntries(
      [...doors[0]![1]!.matchAll(/name="(\w+)" value="([^"]*)"/g)].map((found) => [found[1]!, found[2]!]),
    )
    const request = await post('/requests/new', fields)
    expect(request.statusCode).toBe(200)
    expect(request.body).toContain('action="/requests/new"')
    for (const said of [text, '低保怎么申请', '苏见山', '19900001234']) expect(request.body).toContain(said)
    expect(request.body).toMatch(/value="civil-affairs" selected/)
    // A form of its own: who sends both has two cases.
    expect(request.body).not.toContain(fields.id)
  })

  test('words of a petition: where petitions go, also while typing; a report is at its door', async () => {
    const text = '公司拖欠我们八个月工资，多次讨要没有结果。'
    const preview = await post('/inquiries/ask', filled({ text }))
    expect(preview.body).toContain('您说的可能是信访事项')
    expect(preview.body).toContain('受理机构：云溪县信访局，红山路1号')
    expect(preview.body).toContain('value="send"')
    expect((await post('/inquiries/similar?kind=wish', { subject: '', text })).body).toContain('您说的可能是信访事项')
    expect((await post('/inquiries/ask', filled({ text, step: 'search' }))).body).toContain('您说的可能是信访事项')
    expect((await post('/inquiries/similar?kind=report', { subject: '', text })).body).not.toContain('信访')
    expect((await post('/inquiries/ask', filled({ text, kind: 'report' }))).body).not.toContain('信访')
  })
})

describe('sending', () => {
  test('takes it once however often it is clicked, and gives the code', async () => {
    const fields = filled({ text: '骂人的混蛋 http://evil.example <b>x</b>', consent: '1' })
    const first = await sendOff(fields)
    expect(first.statusCode).toBe(200)
    expect(first.body).toContain('20260615-7K3M9QXT')
    expect(first.body).not.toContain('href="http://evil.example')
    await sendOff(fields)
    const mine = taken.filter(({ id }) => id === fields.id)
    expect(mine).toHaveLength(1)
    expect(mine[0]).toMatchObject({
      kind: 'inquiry',
      form: {
        kind: 'question',
        unitId: 2,
        mailboxId: null,
        topic: 'civil-affairs',
        consent: true,
        writer: { name: '苏见山', phone: '19900001234' },
        content: { subject: '低保怎么申请', text: '骂人的混蛋 http://evil.example <b>x</b>' },
      },
    })
  })

  test('files are kept by what they are, taken away, carried to the other door, and handed in once', async () => {
    const fields = filled({ text: '请看照片。' })
    const upload = async (files: File[], more: Record<string, string> = {}) => {
      const form = new FormData()
      for (const [name, value] of Object.entries({ ...fields, ...more })) form.set(name, value)
      for (const file of files) form.append('files', file)
      const asked = new Request('http://portal.example', { method: 'POST', body: form })
      return portal.app.inject({
        method: 'POST',
        url: '/inquiries/ask',
        headers: { 'content-type': asked.headers.get('content-type')!, 'x-forwarded-for': `203.0.113.${++client}` },
        payload: Buffer.from(await asked.arrayBuffer()),
      })
    }
    const note = (name: string) => new File([`${name}里写的话`], `${name}.txt`)
    const program = new File([new Uint8Array([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0])], '照片.jpg')
    const wrong = await upload([note('甲'), program])
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('“照片.jpg”没有收下')
    expect(wrong.body).toContain('甲.txt')
    const two = await upload([note('乙')], { held: '1' })
    expect(two.statusCode).toBe(200)
    for (const name of ['甲.txt', '乙.txt']) expect(two.body).toContain(name)
    const one = await upload([], { held: '2', step: 'remove 1' })
    expect(one.body).not.toContain('甲.txt')
    expect(one.body).toContain('乙.txt')
    const request = await post('/requests/new', { ...fields, held: '1', step: 'carry' })
    expect(request.body).toContain('乙.txt')
    expect((await sendOff({ ...fields, held: '1' })).statusCode).toBe(200)
    const mine = taken.filter(({ id }) => id === fields.id)
    expect(mine.map(({ files }) => files.map(({ name }) => name))).toEqual([['乙.txt']])
    expect((await upload([], { held: '1' })).body).toContain('附件没有保存下来')
  })

  test('a letter goes to its mailbox, a report without name, phone or consent', async () => {
    const note = filled({ kind: 'letter', mailbox: '1', unit: '' })
    expect((await sendOff(note)).body).toContain('县长陶远（县长信箱）')
    expect(taken.find(({ id }) => id === note.id)?.form).toMatchObject({ mailboxId: 1, unitId: null })
    const report = filled({ kind: 'report', name: '', phone: '', pin: '麦田守望', consent: '1' })
    const sent = await sendOff(report)
    expect(sent.statusCode).toBe(200)
    expect(sent.body).not.toContain('麦田守望')
    expect(taken.find(({ id }) => id === report.id)?.form).toMatchObject({
      kind: 'report',
      consent: false,
      writer: { name: '', phone: '', pin: '麦田守望' },
    })
  })

  test('what cannot be taken stays filled in', async () => {
    away = true
    const answer = await sendOff(filled({ text: '要保住的内容' }))
    away = false
    expect(answer.statusCode).toBe(503)
    expect(answer.body).toContain('暂时不能接收')
    expect(answer.body).toContain('要保住的内容')
  })

  test('a form sent in the second it was opened, or with the trap filled, is asked a sum', async () => {
    const now = String(Date.parse(`${today}T04:00:00Z`))
    for (const odd of [{ at: now }, { website: 'x' }] as Record<string, string>[]) {
      const answer = await send(filled({ ...odd, step: 'send' }))
      expect(answer.statusCode).toBe(422)
      expect(answer.body).toContain('请回答：')
    }
  })
})

test('200 questions of one address in a minute: some are taken, the rest is told to wait, and keeps what was typed', async () => {
  let n = 0
  const limits = { searches: 0, files: 0, calls: 0, forms: 20 }
  const other = await startPortal(log, { limits, takeIn: async () => `20260615-${String(++n).padStart(8, '0')}` })
  const ask = (fields: Record<string, string>) =>
    other.app.inject({
      method: 'POST',
      url: '/inquiries/ask',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(fields).toString(),
    })
  const numerals = '零一二三四五六七八九十'
  const answers = await Promise.all(
    Array.from({ length: 200 }, async (_, i) => {
      const fields = filled({ text: `第${i}个问题，怎么办？`, step: 'send' })
      const first = await ask(fields)
      const sum = /请回答：(.)加(.)/.exec(first.body)
      const answer = sum ? String(numerals.indexOf(sum[1]!) + numerals.indexOf(sum[2]!)) : ''
      return { i, ...(sum ? await ask({ ...fields, answer }) : first) }
    }),
  )
  const slowed = answers.filter(({ statusCode }) => statusCode === 429)
  expect([n, slowed.length]).toEqual([20, 180])
  for (const { i, body, headers } of slowed) {
    expect(body).toContain('您提交得太多了，请过10分钟再试')
    expect(body).toContain(`第${i}个问题，怎么办？`)
    expect(Number(headers['retry-after'])).toBeGreaterThan(0)
  }
  await other.close()
})

const view = (more: Partial<InquiryView> = {}): InquiryView => ({
  ticket: 'ticket-1',
  code: '20260615-7K3M9QXT',
  number: '政询〔2026〕7号',
  kind: 'question',
  kindLabel: '咨询',
  unitId: 2,
  subject: '低保怎么申请',
  text: '内容',
  status: 'closed',
  statusLabel: '已答复',
  open: false,
  submittedAt: '2026-06-10T01:00:00Z',
  due: null,
  timeline: [{ on: '2026-06-10', title: '已收到', text: '', said: '', unitId: 2 }],
  answer: {
    on: '2026-06-12',
    label: '已答复',
    text: '请看 <b>通知</b> http://x.example',
    unitId: 2,
    records: [1, 3],
    knowledge: [9],
  },
  formerAnswers: [],
  explanation: null,
  satisfaction: null,
  consent: null,
  may: { supplement: false, withdraw: false, rate: true, consent: true, complain: true },
  requestTicket: null,
  petition: null,
  complaints: [{ code: '20260616-AAAAAAAA', statusLabel: '调查中' }],
  ...more,
})
const jar = { cookie: 'inquiry=ticket-1' }

describe('following', () => {
  test('code and proof lead to a cookie and never into an address; a wrong one says one thing', async () => {
    desk = {
      look: async ({ code, proof }) => {
        if (code !== 'A' || proof !== '1234') throw new Problem(404, 'not-found', '没有找到', '没有查到。')
        return view()
      },
    }
    const found = await post('/inquiries/status', { code: 'A', proof: '1234' })
    expect([found.statusCode, found.headers.location]).toEqual([303, '/inquiries/status'])
    expect(found.headers['set-cookie']).toMatch(/^inquiry=ticket-1; Path=\/inquiries; .*HttpOnly; SameSite=Strict/)
    for (const wrong of [
      { code: 'B', proof: '1234' },
      { code: 'A', proof: '9999' },
    ]) {
      const answer = await post('/inquiries/status', wrong)
      expect([answer.statusCode, /id="code-issue">([^<]+)/.exec(answer.body)?.[1]]).toEqual([422, '没有查到。'])
    }
    expect((await post('/inquiries/status', { code: '', proof: '' })).body).toContain('请填写查询码。')
  })

  test('the answer with what it rests on, the complaint with its code', async () => {
    desk = { view: async () => view() }
    const { body } = await portal.get('/inquiries/status', jar)
    expect(body).toContain('请看 &lt;b>通知&lt;/b> http://x.example')
    expect(body).not.toContain('href="http://x.example')
    expect(body).toContain('href="/items/1"')
    expect(body).not.toContain('href="/items/3"')
    expect(body).toContain('20260616-AAAAAAAA')
    expect(body).toContain('满意')
  })

  test('an act goes to the office with the ticket; what is wrong is said beside its field', async () => {
    const acts: unknown[] = []
    desk = {
      view: async () => view({ may: { supplement: true, withdraw: true, rate: true, consent: true, complain: true } }),
      act: async (given) => {
        acts.push(given)
        return view()
      },
    }
    const does = (fields: Record<string, string>) => post('/inquiries/status/act', fields, jar)
    expect((await does({ action: 'rate', satisfaction: 'fair', text: '' })).headers.location).toBe(
      '/inquiries/status?done=rate',
    )
    expect((await does({ action: 'consent', publish: '1' })).statusCode).toBe(303)
    expect((await does({ action: 'complain', text: '没有解决', key: randomUUID() })).statusCode).toBe(303)
    expect(acts).toMatchObject([
      { action: 'rate', ticket: 'ticket-1', satisfaction: 'fair' },
      { action: 'consent', publish: true },
      { action: 'complain', text: '没有解决' },
    ])
    expect(issuesIn((await does({ action: 'rate' })).body)).toEqual(['satisfaction'])
    expect(issuesIn((await does({ action: 'withdraw' })).body)).toEqual(['sure'])
    const long = await does({ action: 'supplement', text: '长'.repeat(5_001) })
    expect(issuesIn(long.body)).toEqual(['supplement-text'])
    expect(long.body).toContain('长'.repeat(5_001))
    desk.act = async () => {
      throw new Problem(409, 'stale', '内容已有变化', '这件事项已经办结。')
    }
    const stale = await does({ action: 'supplement', text: '我补充的话' })
    expect([stale.statusCode, stale.body.includes('这件事项已经办结。'), stale.body.includes('我补充的话')]).toEqual([
      409,
      true,
      true,
    ])
  })

  test('a former answer stands beside the new one; a petition is led on with what was written to show', async () => {
    const former = { on: '2026-06-12', label: '已答复', text: '请找 <b>物业</b>。', unitId: 2 }
    desk = { view: async () => view({ open: true, answer: null, formerAnswers: [former] }) }
    const anew = (await portal.get('/inquiries/status', jar)).body
    for (const said of ['原来的答复', '请找 &lt;b>物业&lt;/b>。', '2026年6月12日']) expect(anew).toContain(said)
    desk = {
      view: async () => view({ statusLabel: '已引导至信访渠道', petition: { office: '云溪县信访局，青溪路1号' } }),
    }
    const led = (await portal.get('/inquiries/status', jar)).body
    for (const said of ['内容不用重写', '云溪县信访局，青溪路1号', '20260615-7K3M9QXT', '2026年6月10日'])
      expect(led).toContain(said)
  })

  test('what became a request is followed there with one button', async () => {
    desk = { view: async () => view({ answer: null, requestTicket: 'ticket-of-request' }) }
    expect((await portal.get('/inquiries/status', jar)).body).not.toContain('ticket-of-request')
    const to = await post('/inquiries/status/request', {}, jar)
    expect([to.statusCode, to.headers.location]).toEqual([303, '/requests/status'])
    expect(to.headers['set-cookie']).toMatch(/^case=ticket-of-request; Path=\/requests; .*HttpOnly; SameSite=Strict/)
  })

  test('a ticket that has run out asks for the code again; an office that is away says so', async () => {
    desk = {
      view: async () => {
        throw new Problem(401, 'ticket', '请重新查询', '已经过了三十分钟。')
      },
    }
    const over = await portal.get('/inquiries/status', jar)
    expect([over.statusCode, over.headers['set-cookie']]).toEqual([401, expect.stringContaining('inquiry=; ')])
    desk = {}
    expect((await portal.get('/inquiries/status', jar)).statusCode).toBe(503)
    expect((await portal.get('/inquiries/status')).statusCode).toBe(200)
  })
})

describe('letters', () => {
  test('the newest first, by unit, mailbox, topic, kind and words', async () => {
    const all = await page('/letters')
    expect(all).toContain('共27件')
    expect(all.match(/href="\/letters\/\d+"/g)).toHaveLength(20)
    expect(await page('/letters?page=2')).toContain('关于第1件低保申请的咨询')
    for (const [query, n] of [
      ['unit=education', 1],
      ['mailbox=1', 1],
      ['topic=transport', 1],
      ['kind=letter', 1],
      ['q=低保申请', 26],
      ['q=低保&unit=education', 0],
      ['q=第1件低保', 1],
      ['q="旧标题"', 0],
      ['q=本来公开过', 0],
    ] as const)
      expect((await page(`/letters?${query}`)).match(/href="\/letters\/\d+"/g)?.length ?? 0, query).toBe(
        Math.min(n, 20),
      )
    expect((await portal.get('/letters?page=3')).statusCode).toBe(404)
    expect(await page('/letters?what=explanation')).toContain('/letters/2/explanation')
  })

  test('what people wrote stays text', async () => {
    for (const url of ['/letters/2', '/letters', '/mailboxes', '/inquiries']) {
      const html = await page(url)
      expect(html).not.toContain('<script>alert')
      expect(html).not.toContain('<img src=x')
      expect(html).not.toContain('href="http://evil.example')
    }
    expect(await page('/letters/2')).toContain('/letters/2/explanation')
    expect(await page('/letters/2/explanation')).toContain('2026年7月1日')
  })

  test('a withdrawn one says why and holds nothing of it', async () => {
    const gone = await portal.get('/letters/50')
    expect([gone.statusCode, gone.body.includes('来信人不再同意公开。'), gone.body.includes('本来公开过')]).toEqual([
      410,
      true,
      false,
    ])
    expect((await portal.get('/letters/51')).statusCode).toBe(404)
    expect((await portal.get('/letters/99999999999999999')).statusCode).toBe(404)
    expect((await portal.get('/api/v1/letters/50')).statusCode).toBe(410)
  })

  test('mailboxes show who is in charge of what; a closed one takes no letters', async () => {
    const html = await page('/mailboxes')
    expect(html).toContain('主持县政府全面工作')
    expect(html).toContain('/inquiries/ask?kind=letter&amp;mailbox=1')
    expect(html).not.toContain('mailbox=2')
  })

  test('figures by month and unit, their shares, and an unknown unit', async () => {
    const html = await page('/letters/figures')
    for (const said of ['12', '10', '80%', '4月', '民政局', '教育局']) expect(html).toContain(said)
    const unit = await page('/letters/figures?unit=education')
    expect(unit).toContain('100%')
    expect(unit).toContain('—')
    expect((await portal.get('/letters/figures?unit=nobody')).statusCode).toBe(404)
    // By leader and topic, each of which opens its letters; beside a leader's duties too.
    for (const said of ['按领导信箱', '县长信箱', '/letters?mailbox=1', '50%', '75%', '/letters?topic=transport'])
      expect(html).toContain(said)
    expect(await page('/mailboxes')).toContain('收到7件，答复6件，按期率50%，满意率75%')
  })

  test('the same as JSON, as a feed and in the site map', async () => {
    const json = async (url: string) => (await portal.get(encodeURI(url))).json()
    expect((await json('/api/v1/mailboxes')).items).toMatchObject([
      { id: 1, unit: { code: 'office' }, letters: 1, open: true },
      { id: 2, open: false },
    ])
    expect(await json('/api/v1/letters?unit=education')).toMatchObject({
      total: 1,
      items: [{ id: 2, mailbox: { id: 1, title: '县长信箱' }, topic: { name: '交通运输' } }],
    })
    expect((await json('/api/v1/letters?q=低保&size=5')).items).toHaveLength(5)
    expect(await json('/api/v1/letters/2/explanation')).toMatchObject({ id: 2, answeredOn: '2026-07-01' })
    expect((await portal.get('/api/v1/letters?unit=nobody')).statusCode).toBe(422)
    expect((await json('/api/v1/inquiry-figures')).months[0]).toMatchObject({
      units: [{}, {}],
      mailboxes: [{ mailbox: { id: 1, title: '县长信箱' }, received: 7, satisfied: 2 }],
      topics: [{ topic: { code: 'transport', name: '交通运输' }, answered: 10 }],
    })
    const feed = (await portal.get('/feeds/letters.xml')).body
    expect(feed.match(/<entry>/g)).toHaveLength(27)
    expect(feed).toContain('&lt;script&gt;')
    const map = (await portal.get('/sitemaps/letters.xml')).body
    expect(map).toContain('/letters/2/explanation')
    expect(map).not.toContain('/letters/50')
  })
})

test('a replica with letters proves itself', () => {
  expect(verifyReplica(portal.path, { renderer: articleRenderer })).toMatchObject({ ok: true, fault: null })
})
