import { connect } from 'node:net'
import { deflateRawSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aRecord, cleanDraft, columnId } from '../../src/capabilities/publishing/testing.ts'
import { sessionCookie } from '../../src/foundations/identity/request.ts'
import type { Role } from '../../src/foundations/identity/roles.ts'
import { fingerprint } from '../publishing/stage.ts'
import { person } from '../support/people.ts'
import { type Program, serveProgram } from './program.ts'
import { ask, form, officeRoutes, requestsFor } from './requests.ts'

/** What anybody might send, by mistake or on purpose, to the program as it is served. */

let program: Program
let cookies: Record<string, string>
beforeAll(async () => {
  program = await serveProgram('bad-input')
  cookies = await program.everySession()
})
afterAll(() => program?.close())

const office = (role: string, method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
  ask(
    program.county.office,
    cookies[role] ?? '',
    { method, path, body: body === undefined || body instanceof FormData ? body : JSON.stringify(body) },
    headers,
  )
const portal = (path: string) => ask(program.county.portal, '', { method: 'GET', path, body: undefined })
const han = /\p{Script=Han}/u
/** What everybody else asks for; that nobody has to wait for ever is the limit of the test itself. */
const othersAreServed = async () => {
  expect((await portal('/')).status).toBe(200)
  expect((await office('clerk', 'GET', '/api/session')).status).toBe(200)
}

/** A member of `size` bytes of one letter, packed without ever lying there whole. */
const bomb = (names: Record<string, string>, name: string, size: number) => {
  const whole = zipSync({ ...Object.fromEntries(Object.entries(names).map(([n, t]) => [n, strToU8(t)])) })
  const data = deflateRawSync(Buffer.alloc(size, 'a'), { level: 9 })
  // One entry more, written by hand, before the directory: fflate would hold all of it in memory twice.
  const eocd = Buffer.from(whole.slice(-22))
  const start = eocd.readUInt32LE(16)
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(20, 4)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(data.length, 18)
  local.writeUInt32LE(size, 22)
  local.writeUInt16LE(name.length, 26)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  central.writeUInt16LE(20, 4)
  central.writeUInt16LE(20, 6)
  central.writeUInt16LE(8, 10)
  central.writeUInt32LE(data.length, 20)
  central.writeUInt32LE(size, 24)
  central.writeUInt16LE(name.length, 28)
  central.writeUInt32LE(start, 42)
  const member = Buffer.concat([local, Buffer.from(name), data])
  const directory = Buffer.concat([Buffer.from(whole.slice(start, -22)), central, Buffer.from(name)])
  const count = Object.keys(names).length + 1
  eocd.writeUInt16LE(count, 8)
  eocd.writeUInt16LE(count, 10)
  eocd.writeUInt32LE(directory.length, 12)
  eocd.writeUInt32LE(start + member.length, 16)
  return new Uint8Array(Buffer.concat([Buffer.from(whole.slice(0, start)), member, directory, eocd]))
}
const laughs = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "哈哈">${Array.from({ length: 12 }, (_, n) => `<!ENTITY a${n + 1} "${`&a${n};`.repeat(10)}">`).join('')}]><x>&a12;</x>`
const types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'

const files: [what: string, name: string, make: () => Uint8Array, statuses: number[]][] = [
  ['60 MB', '大文件.txt', () => Buffer.alloc(60 * 1024 * 1024, '公'), [413]],
  ['a program called .pdf', '通知.pdf', () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(4_000, 1)]), [422]],
  [
    'a Linux program called .pdf',
    '通知.pdf',
    () => Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01'), Buffer.alloc(4_000)]),
    [422],
  ],
  [
    'a zip bomb in .docx',
    '通知.docx',
    () => bomb({ '[Content_Types].xml': types }, 'word/document.xml', 900 * 1024 * 1024),
    [201, 413, 422],
  ],
  [
    'a zip bomb in .xlsx',
    '名单.xlsx',
    () =>
      bomb(
        { '[Content_Types].xml': types, 'xl/workbook.xml': '<workbook/>' },
        'xl/worksheets/sheet1.xml',
        900 * 1024 * 1024,
      ),
    [201, 413, 422],
  ],
  [
    'a zip bomb in .ofd',
    '公文.ofd',
    () => bomb({ 'OFD.xml': '<ofd:OFD/>' }, 'Doc_0/Document.xml', 900 * 1024 * 1024),
    [201, 413, 422],
  ],
  [
    'an XML bomb in .docx',
    '通知.docx',
    () => zipSync({ '[Content_Types].xml': strToU8(types), 'word/document.xml': strToU8(laughs) }),
    [201, 422],
  ],
  [
    'an XML bomb in .xlsx',
    '名单.xlsx',
    () => zipSync({ '[Content_Types].xml': strToU8(types), 'xl/workbook.xml': strToU8(laughs) }),
    [201, 422],
  ],
  ['an XML bomb in .ofd', '公文.ofd', () => zipSync({ 'OFD.xml': strToU8(laughs) }), [201, 422]],
]

describe('files', () => {
  test.each(files)(
    '%s is refused in a sentence or kept unread, and everybody else is served meanwhile',
    async (_, name, make, statuses) => {
      const bytes = make()
      const reading = office('clerk', 'POST', '/api/records/reading', form(name, bytes))
      const kept = office('clerk', 'POST', '/api/files', form(name, bytes))
      let answered = false
      const both = Promise.all([reading, kept]).finally(() => {
        answered = true
      })
      do await othersAreServed()
      while (!answered)
      const [read, stored] = await both
      expect([read.status, stored.status], `${read.text.slice(0, 200)} ${stored.text.slice(0, 200)}`).toEqual([
        expect.toBeOneOf([413, 422]),
        expect.toBeOneOf(statuses),
      ])
      for (const answer of [read, stored].filter(({ status }) => status >= 400)) expect(answer.body.detail).toMatch(han)
      await othersAreServed()
    },
  )

  test('a bomb that was kept cannot be submitted without a named reason: it stands in the checks', async () => {
    const stored = await office(
      'clerk',
      'POST',
      '/api/files',
      form('公文.ofd', zipSync({ 'OFD.xml': strToU8(laughs) })),
    )
    if (stored.status === 422) return expect(stored.body.detail).toMatch(han)
    const { body } = await office('clerk', 'POST', '/api/records', {
      ...cleanDraft(await columnId(program.platform.as())),
      unitId: program.unitId,
      attachments: [{ hash: stored.body.hash, name: '公文.ofd' }],
    })
    expect(JSON.stringify(body.issues)).toMatch(/attachments/)
  })
})

const draft = async (given: object) => ({
  ...cleanDraft(await columnId(program.platform.as())),
  unitId: program.unitId,
  ...given,
})

describe('texts', () => {
  test('scripts, handlers, frames and javascript: links never come back out', async () => {
    const bodyHtml = `<p onclick="alert(1)">正文<script>alert(2)</script><a href="javascript:alert(3)">甲</a>
      <a href=" jAvA\tscript:alert(4)">乙</a><iframe src="//evil.example"></iframe><img src=x onerror=alert(5)>
      <svg onload=alert(6)></svg><object data="x"></object><style>*{background:url(//evil.example)}</style>
      <form action="//evil.example"><input></form><math><mtext><table><mglyph><style><img src=x onerror=alert(7)>`
    const { status, body } = await office('clerk', 'POST', '/api/records', await draft({ bodyHtml }))
    expect(status).toBe(201)
    const seen = await office('clerk', 'GET', `/api/records/${body.recordId}`)
    expect(seen.body.revision.bodyHtml).not.toMatch(/script|onclick|onerror|onload|iframe|object|style|form|svg|evil/i)
    expect(seen.body.revision.bodyHtml).toContain('正文')
  })

  test.each([
    ['a title of 5,000 characters', { title: '长'.repeat(5_000) }],
    ['NUL in the title', { title: '通\u0000知' }],
    ['NUL in the text', { bodyHtml: '<p>通\u0000知</p>' }],
    ['30 February', { formedOn: '2026-02-30' }],
    ['the year 9999', { expiresOn: '9999-12-31' }],
    ['a day with a time', { formedOn: '2026-02-26T00:00:00Z' }],
    ['an attachment that is none', { attachments: [{ hash: '../../etc/passwd', name: 'a' }] }],
  ])('%s is refused, naming the field', async (_, given) => {
    const answer = await office('clerk', 'POST', '/api/records', await draft(given))
    expect([answer.status, answer.body.title]).toEqual([422, expect.stringMatching(han)])
    expect(answer.body.issues[0].field).toBe(
      Object.keys(given)[0] === 'attachments' ? 'attachments.0.hash' : Object.keys(given)[0],
    )
  })

  test('control and bidi characters do not turn a public title round', async () => {
    const title = '关于\u202e知通的\u202c号\u2066\u200b\u0007表彰决定'
    const answer = await office('clerk', 'POST', '/api/records', await draft({ title }))
    if (answer.status === 422) return expect(answer.body.issues[0].field).toBe('title')
    const seen = await office('clerk', 'GET', `/api/records/${answer.body.recordId}`)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: their absence is the point
    expect(seen.body.revision.title).not.toMatch(/[\u0000-\u001f\u200b\u202a-\u202e\u2066-\u2069]/)
  })

  test('broken UTF-8 in a body is refused or mended, never stored as it came', async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"username":"'),
      Buffer.from([0xc3, 0x28, 0xff]),
      Buffer.from('","password":"x"}'),
    ])
    const answer = await fetch(`${program.county.office}/api/session`, {
      method: 'POST',
      headers: { 'x-gongkai': '1', 'content-type': 'application/json', 'x-forwarded-for': '10.9.9.9' },
      body: bytes,
    })
    expect([400, 401, 422]).toContain(answer.status)
    expect(((await answer.json()) as { title: string }).title).toMatch(han)
  })
})

describe('questions of the public', () => {
  const words = encodeURIComponent('公开 '.repeat(10_000).trim())
  test.each([
    '"预算',
    '"""',
    'AND OR NOT',
    'NEAR(预算, 2)',
    'title:预算*',
    '^预算 -决算 + *',
    "'; drop table record; --",
    '((((((',
    '%_\\',
    '\u0000',
    '\u202e算预\u202c',
    '预算'.repeat(500),
  ])('search for %s', async (q) => {
    for (const path of [`/search?q=${encodeURIComponent(q)}`, `/api/v1/search?q=${encodeURIComponent(q)}`]) {
      const answer = await portal(path)
      expect([200, 400, 422], path).toContain(answer.status)
      if (!path.startsWith('/api') || answer.status >= 400) expect(answer.text).toMatch(han)
      expect(answer.text).not.toMatch(/SQLITE|fts5|syntax error|at .+:\d+:\d+/i)
    }
  })

  test('10,000 words at once are refused by their length, in Chinese', async () => {
    for (const path of ['/search?q=', '/api/v1/search?q=']) {
      const answer = await portal(path + words)
      expect([400, 414, 422, 431]).toContain(answer.status)
      expect(answer.text).toMatch(han)
    }
    // As many as an address can hold.
    for (const path of ['/search?q=', '/api/v1/search?q=']) {
      expect([200, 400, 414, 422]).toContain((await portal(path + encodeURIComponent('公 '.repeat(1_000)))).status)
    }
  })

  test.each(['-1', '0', '1000000000', '1e9', '1.5', 'NaN', '%00', '', '99999999999999999999'])(
    'page %s',
    async (page) => {
      for (const path of [
        `/latest?page=${page}`,
        `/search?q=%E9%A2%84%E7%AE%97&page=${page}`,
        `/units/czj?page=${page}`,
      ]) {
        const { status, text } = await portal(path)
        expect([200, 301, 302, 308, 400, 404], `${path} ${status}`).toContain(status)
        if (status >= 400) expect(text).toMatch(han)
      }
      const { status, body } = await portal(`/api/v1/search?q=%E9%A2%84%E7%AE%97&page=${page}`)
      expect([200, 422]).toContain(status)
      if (status === 422) expect(body.title).toMatch(han)
    },
  )

  /** Bytes as they are, as a browser would never send them. */
  const raw = (origin: string, bytes: Uint8Array) =>
    new Promise<string>((resolve, reject) => {
      const { hostname, port } = new URL(origin)
      const socket = connect(Number(port), hostname, () => socket.write(bytes))
      const parts: Buffer[] = []
      socket.setTimeout(10_000, () => socket.destroy())
      socket.on('data', (part) => parts.push(Buffer.from(part as Uint8Array)))
      socket.on('error', reject)
      socket.on('close', () => resolve(Buffer.concat(parts).toString('utf8')))
    })
  const get = (path: string) => Buffer.from(`GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`)

  test('a raw Chinese address is answered with a Chinese sentence, in UTF-8', async () => {
    for (const origin of [program.county.portal, program.county.office]) {
      const answer = await raw(origin, get('/search?q=预算'))
      expect(answer).toMatch(/^HTTP\/1.1 400 /)
      expect(answer).toMatch(/content-type: text\/plain; charset=utf-8/)
      expect(answer).toContain('百分号编码')
    }
    expect(await raw(program.county.portal, get('/api/v1/search?q=预算'))).toMatch(
      /problem\+json[\s\S]*"title":"地址无法识别"/,
    )
  })

  test('a broken percent sign, GBK bytes, bare garbage and endless headers are answered in Chinese', async () => {
    const gbk = Buffer.concat([
      Buffer.from('GET /search?q='),
      Buffer.from([0xd4, 0xa4, 0xcb, 0xe3]),
      Buffer.from(' HTTP/1.1\r\nhost: x\r\n\r\n'),
    ])
    for (const bytes of [
      get('/items/%'),
      get('/items/%c3%28'),
      gbk,
      Buffer.from('\u0001\u0002\r\n\r\n'),
      get(`/?q=${'a'.repeat(40_000)}`) as Buffer,
    ]) {
      const answer = await raw(program.county.portal, bytes)
      expect(answer).toMatch(/^HTTP\/1.1 4\d\d /)
      expect(answer).toMatch(han)
    }
  })
})

describe('who may', () => {
  test.each([
    ['nothing in it', `${sessionCookie}=`],
    ['made up', `${sessionCookie}=${'a'.repeat(43)}`],
    ['SQL', `${sessionCookie}=' or '1'='1`],
    ['very long', `${sessionCookie}=${'x'.repeat(8_000)}`],
    ['two of them', `${sessionCookie}=a; ${sessionCookie}=b`],
    ['of a prototype', `__proto__=x; ${sessionCookie}=__proto__`],
    ['bytes above ASCII', `${sessionCookie}=${Buffer.from('会话').toString('latin1')}`],
  ])('a forged cookie (%s) opens nothing', async (_, cookie) => {
    for (const { method, path } of officeRoutes(program.targets)
      .filter(
        (one) =>
          one.path !== '/api/session' &&
          !/sign-in-options|single-sign-on|session\/(passkey|second)|portal/.test(one.path),
      )
      .slice(0, 30)) {
      const answer = await ask(program.county.office, cookie, {
        method,
        path: path.replace(/\{\w+\}/g, '1'),
        body: method === 'GET' ? undefined : '{}',
      })
      expect([`${method} ${path}`, answer.status]).toEqual([`${method} ${path}`, 401])
    }
  })

  test('a foreign page that posts for somebody who is signed in changes nothing, on any route', async () => {
    const before = await fingerprint(program.platform)
    for (const route of officeRoutes(program.targets).filter(
      ({ method, path }) => method !== 'GET' && !path.startsWith('/api/portal'),
    ))
      for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded']) {
        const answer = await fetch(program.county.office + route.path.replace(/\{\w+\}/g, '1'), {
          method: route.method,
          headers: {
            cookie: cookies.everything!,
            origin: 'https://evil.example',
            'sec-fetch-site': 'cross-site',
            'content-type': type,
          },
          body: '{}',
        })
        expect([`${route.method} ${route.path}`, answer.status]).toEqual([`${route.method} ${route.path}`, 403])
        expect(answer.headers.get('access-control-allow-origin')).toBeNull()
      }
    const preflight = await fetch(`${program.county.office}/api/records`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://evil.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'x-gongkai',
      },
    })
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull()
    expect(await fingerprint(program.platform)).toBe(before)
  })

  /** Addresses under which nothing belongs to one unit; whoever adds a route with an id says here on which side it is. */
  const ofNoUnit =
    /^\/api\/(units|people|calendar|sessions?|word-list|audit|sign-in-policy|catalogue|portal|portals|for-portals|log|intake|deputies|deputations|delegations)\b/

  test('what belongs to another unit is not there, on every route with an id, whoever asks and whatever they send', {
    timeout: 240_000,
  }, async () => {
    const { platform, people } = program
    const secret = '绝不外传的内部标题'
    const unknownId = crypto.randomUUID()
    const stored = await office('clerk', 'POST', '/api/files', form('内部.txt', strToU8('内部材料，尚未公开。')))
    const attachments = [{ hash: stored.body.hash as string, name: '内部.txt' }]
    const drafts = [
      await aRecord(platform, people, { title: `${secret}一`, attachments }),
      await aRecord(platform, people, { title: `${secret}二` }).broughtTo('sign_off'),
    ]
    const routes = officeRoutes(program.targets).filter(({ path }) => path.includes('{') && !ofNoUnit.test(path))
    expect(routes.length).toBeGreaterThan(10)
    const strangers: Role[] = ['clerk', 'section_head', 'deputy_leader', 'secrecy_reviewer', 'signing_leader']
    const before = await fingerprint(platform)
    const leaks: string[] = []
    for (const route of routes) {
      const refused = new Set<number>()
      for (const role of strangers)
        for (const id of drafts)
          for (const asked of requestsFor(
            route,
            {
              id: String(id),
              recordId: String(id),
              hash: attachments[0]!.hash,
              edition: '1',
              number: '1',
              letter: unknownId,
              document: unknownId,
            },
            // Where a record's id means nothing, a few whole requests are enough.
            /^\/api\/(records|files|redaction|previews)\b/.test(route.path) ? 10 : 2,
          )) {
            const answer = await ask(program.county.office, cookies[`other ${role}`]!, asked)
            refused.add(answer.status)
            if (
              answer.status < 400 ||
              answer.status >= 500 ||
              answer.text.includes(secret) ||
              answer.text.includes('尚未公开')
            )
              leaks.push(`${role} ${route.method} ${asked.path} ${answer.status}`)
          }
      // At least one request was whole, so that it was the unit and not the form of it that shut the door.
      if (![401, 403, 404].some((status) => refused.has(status)))
        leaks.push(`${route.method} ${route.path} met only ${[...refused]}`)
    }
    expect(leaks).toEqual([])
    expect(await fingerprint(platform)).toBe(before)
  })

  test('nothing of it stands in the lists and searches of the other unit', async () => {
    for (const route of officeRoutes(program.targets).filter(
      ({ method, path }) => method === 'GET' && !path.includes('{'),
    ))
      for (const asked of requestsFor(route, {}, 2)) {
        const answer = await ask(program.county.office, cookies['other clerk']!, asked)
        expect([asked.path, answer.text.includes('绝不外传的内部标题')]).toEqual([asked.path, false])
      }
  })

  test('whoever drafted does not approve it, even with every role there is', async () => {
    const { platform, people, everything } = program
    const recordId = await aRecord(platform, { ...people, clerk: everything }).submitted()
    const answer = await office('everything', 'POST', `/api/records/${recordId}/approval`, { revision: 1 })
    expect([answer.status, answer.body.detail]).toEqual([403, expect.stringMatching(/起草|拟稿/)])
  })

  test('two leaders who sign in the same moment publish once, and the second is told', async () => {
    const { platform, people, unitId } = program
    const second = await person(platform, { role: 'signing_leader', unit: unitId })
    const keys = [cookies.signing_leader!, await program.cookieOf(second)]
    for (let round = 0; round < 5; round++) {
      const recordId = await aRecord(platform, people).broughtTo('sign_off')
      const { body } = await office('signing_leader', 'GET', `/api/records/${recordId}`)
      const acknowledged = body.issues.map(({ key }: { key: string }) => key)
      const asked = {
        method: 'POST',
        path: `/api/records/${recordId}/approval`,
        body: JSON.stringify({ revision: 1, acknowledged }),
      }
      const answers = await Promise.all([0, 1, 0, 1].map((n) => ask(program.county.office, keys[n]!, asked)))
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
      const { rows } = await platform.db
        .selectFrom('publication_log')
        .select('seq')
        .where('subject', '=', `record/${recordId}`)
        .execute()
        .then((found) => ({ rows: found }))
      expect(rows).toHaveLength(1)
    }
  })
})
