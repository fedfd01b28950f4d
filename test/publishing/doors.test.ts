import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Status } from '../../src/capabilities/publishing/index.ts'
import { aRecord, cleanDraft, decideAs, type RecordStory } from '../../src/capabilities/publishing/testing.ts'
import { type Action, actions } from '../../src/capabilities/publishing/transitions.ts'
import { sessionCookie } from '../../src/foundations/identity/request.ts'
import { type Role, roleNames } from '../../src/foundations/identity/roles.ts'
import { openSession } from '../../src/foundations/identity/session.ts'
import { type Call, fileBody, stranger } from '../support/office.ts'
import { fingerprint, type PublishingStage, publishingStage } from './stage.ts'

/** Every door of publishing, for everybody, in every status: who gets through, and that nothing moves when it stays shut. */

let stage: PublishingStage
beforeAll(async () => {
  stage = await publishingStage()
})
afterAll(() => stage.close())

const notPublic = { attribute: 'on_request', attributeReason: '涉及第三方。' } as const

/** A record in each status that a record can stand in, made by the people of the unit. */
const standing: Record<Exclude<Status, 'superseded'>, () => RecordStory> = {
  draft: () => aRecord(stage.platform, stage.people),
  section_review: () => aRecord(stage.platform, stage.people).broughtTo('section_review'),
  deputy_review: () => aRecord(stage.platform, stage.people).broughtTo('deputy_review'),
  secrecy_review: () => aRecord(stage.platform, stage.people).broughtTo('secrecy_review'),
  disclosure_review: () => aRecord(stage.platform, stage.people, notPublic).broughtTo('disclosure_review'),
  sign_off: () => aRecord(stage.platform, stage.people).broughtTo('sign_off'),
  consultation: () => aRecord(stage.platform, stage.people).broughtTo('secrecy_review').doubted(),
  scheduled: () => aRecord(stage.platform, stage.people).scheduled('2026-03-05T01:00:00Z'),
  published: () => aRecord(stage.platform, stage.people, { expiresOn: '2027-02-28' }).published(),
  withheld: () => aRecord(stage.platform, stage.people, notPublic).broughtTo('withheld'),
  withdrawn: () => aRecord(stage.platform, stage.people).published().withdrawn(),
  discarded: () => aRecord(stage.platform, stage.people).discarded(),
}
const everyStatus = Object.keys(standing) as (keyof typeof standing)[]

/** Written down from the rules of the house: who may, and where the record then stands. */
const granted: Record<keyof typeof standing, Partial<Record<Action, [Role[], Status]>>> = {
  draft: {
    save: [['clerk'], 'draft'],
    submit: [['clerk'], 'section_review'],
    discard: [['clerk'], 'discarded'],
  },
  section_review: {
    save: [['section_head'], 'section_review'],
    approve: [['section_head'], 'deputy_review'],
    return: [['section_head'], 'draft'],
    doubt: [['section_head'], 'consultation'],
  },
  deputy_review: {
    approve: [['deputy_leader'], 'secrecy_review'],
    return: [['deputy_leader'], 'draft'],
    doubt: [['deputy_leader'], 'consultation'],
  },
  secrecy_review: {
    approve: [['secrecy_reviewer'], 'sign_off'],
    return: [['secrecy_reviewer'], 'draft'],
    doubt: [['secrecy_reviewer'], 'consultation'],
  },
  disclosure_review: {
    approve: [['disclosure_office'], 'sign_off'],
    return: [['disclosure_office'], 'draft'],
  },
  sign_off: {
    approve: [['signing_leader'], 'published'],
    return: [['signing_leader'], 'draft'],
    doubt: [['signing_leader'], 'consultation'],
  },
  consultation: {
    clear: [['disclosure_office'], 'secrecy_review'],
    return: [['disclosure_office'], 'draft'],
  },
  scheduled: {
    reschedule: [['signing_leader'], 'scheduled'],
    unschedule: [['signing_leader', 'disclosure_office'], 'sign_off'],
  },
  published: {
    correct: [['clerk'], 'draft'],
    withdraw: [['signing_leader', 'disclosure_office'], 'withdrawn'],
    repeal: [['signing_leader', 'disclosure_office'], 'published'],
    extend: [['signing_leader'], 'published'],
    let_lapse: [['section_head', 'signing_leader'], 'published'],
  },
  withheld: {},
  withdrawn: { correct: [['clerk'], 'draft'] },
  discarded: {},
}
const countyWide: Role[] = ['disclosure_office', 'supervisor']
/** 三员分立: who makes the accounts and who audits the log read no drafts. */
const apart: Role[] = ['system_administrator', 'security_administrator', 'auditor']

type Asked = { method: string; url: string; body: Record<string, unknown> }
const ask = (action: Action, recordId: number, revision: number, reason = '理由充分。'): Asked => {
  const to = (method: string, path: string, body: Record<string, unknown>) => ({
    method,
    url: `/api/records/${recordId}/${path}`,
    body,
  })
  const decision = { reason, revision }
  switch (action) {
    case 'save':
      return to('PUT', 'draft', { ...cleanDraft(stage.column), baseRevision: revision })
    case 'submit':
      return to('POST', 'submission', { reason })
    case 'approve':
      return to('POST', 'approval', decision)
    case 'return':
      return to('POST', 'return', decision)
    case 'doubt':
      return to('POST', 'doubt', decision)
    case 'clear':
      return to('POST', 'clearance', decision)
    case 'discard':
      return to('DELETE', 'draft', { reason })
    case 'reschedule':
      return to('PUT', 'schedule', { publishAt: '2026-03-06T09:00:00+08:00', reason })
    case 'unschedule':
      return to('DELETE', 'schedule', { reason })
    case 'correct':
      return to('POST', 'correction', { reason })
    case 'withdraw':
      return to('POST', 'withdrawal', { ground: 'error', reason })
    case 'extend':
      return to('POST', 'extension', { expiresOn: '2029-02-28', basis: '云溪政发〔2026〕8号', reason })
    case 'let_lapse':
      return to('POST', 'lapse', { reason })
    case 'repeal':
      return to('POST', 'repeal', { repealedOn: '2026-03-01', repealedBy: '云溪政发〔2026〕9号', reason })
  }
}
const knock = (call: Call, { method, url, body }: Asked, headers?: Record<string, string>) =>
  call(method, url, body, headers)

const everAllowed = (action: Action, role: Role) =>
  everyStatus.some((status) => granted[status][action]?.[0].includes(role))

/** What a person hears who may not: not in one's scope, not one's job, or not now. */
const refusal = (status: keyof typeof standing, action: Action, role: Role, ownUnit: boolean): number => {
  if (apart.includes(role) || (!ownUnit && !countyWide.includes(role))) return 404
  if (!everAllowed(action, role)) return 403
  return granted[status][action] ? 403 : 409
}

/**
 * Everybody of the unit who may not, for every action; of another unit those who could do it at home, and everybody for
 * one action.
 */
const shut = (status: keyof typeof standing) =>
  actions.flatMap((action) => {
    const may = granted[status][action]?.[0] ?? []
    const own = roleNames.filter((role) => !may.includes(role)).map((role) => [action, role, true] as const)
    const abroad = (action === 'approve' ? roleNames : may)
      .filter((role) => !(role === 'disclosure_office' && may.includes(role)))
      .map((role) => [action, role, false] as const)
    return [...own, ...abroad]
  })

describe.each(everyStatus)('%s', (status) => {
  test('whoever may not is told why, and nothing changes', async () => {
    const recordId = await standing[status]()
    const before = await fingerprint(stage.platform)
    const wrong = []
    for (const [action, role, ownUnit] of shut(status)) {
      const call = (ownUnit ? stage.calls : stage.otherCalls)[role]
      const answer = await knock(call, ask(action, recordId, 1))
      const expected = refusal(status, action, role, ownUnit)
      const explained = /\p{Script=Han}/u.test(answer.body?.detail ?? '')
      if (answer.status !== expected || !explained)
        wrong.push({ action, role, ownUnit, expected, got: answer.status, said: answer.body?.detail })
    }
    expect(wrong).toEqual([])
    expect(await fingerprint(stage.platform)).toBe(before)
  })

  const doors = actions.flatMap((action) => {
    const door = granted[status][action]
    return door ? door[0].map((role) => [action, role, door[1]] as const) : []
  })
  if (doors.length)
    test.each(doors)('%s by %s leads to %s', async (action, role, to) => {
      const recordId = await standing[status]()
      const answer = await knock(stage.calls[role], ask(action, recordId, 1))
      expect([answer.status, answer.body.status ?? answer.body.detail]).toEqual([200, to])
    })

  const withReason = doors.filter(([action]) => !['save', 'submit', 'approve'].includes(action))
  if (withReason.length)
    test('a decision that must be explained is not taken without a reason', async () => {
      const recordId = await standing[status]()
      const before = await fingerprint(stage.platform)
      for (const [action, role] of withReason) {
        const answer = await knock(stage.calls[role], ask(action, recordId, 1, '　 '))
        expect([action, answer.status, answer.body.issues[0].field]).toEqual([action, 422, 'reason'])
        expect(answer.body.detail).toMatch(/理由/)
      }
      expect(await fingerprint(stage.platform)).toBe(before)
    })

  const onText = doors.filter(([action]) => ['save', 'approve', 'return', 'doubt', 'clear'].includes(action))
  if (onText.length)
    test('a decision on a text that has changed since is not taken', async () => {
      const recordId = await standing[status]()
      const before = await fingerprint(stage.platform)
      for (const [action, role] of onText) {
        const answer = await knock(stage.calls[role], ask(action, recordId, 2))
        expect([action, answer.status]).toEqual([action, 409])
      }
      expect(await fingerprint(stage.platform)).toBe(before)
    })

  test('is read by the people of the unit and the two offices that look at every unit', async () => {
    const recordId = await standing[status]()
    for (const role of roleNames) {
      const own = await stage.calls[role]('GET', `/api/records/${recordId}`)
      expect([role, own.status]).toEqual([role, apart.includes(role) ? 404 : 200])
      const foreign = await stage.otherCalls[role]('GET', `/api/records/${recordId}`)
      expect([role, foreign.status]).toEqual([role, countyWide.includes(role) ? 200 : 404])
    }
  })

  test('the buttons offered are exactly the doors that open', async () => {
    const recordId = await standing[status]()
    for (const role of roleNames.filter((one) => !apart.includes(one))) {
      const { body } = await stage.calls[role]('GET', `/api/records/${recordId}`)
      const offered = body.actions.filter((one: { allowed: boolean }) => one.allowed)
      expect([role, ...offered.map((one: { action: string }) => one.action)]).toEqual([
        role,
        ...actions.filter((action) => granted[status][action]?.[0].includes(role)),
      ])
    }
  })
})

/** Every route of publishing with a request that would succeed for somebody. */
const routes = (recordId: number): Record<string, Asked> => {
  const draft = cleanDraft(stage.column)
  const get = (url: string): Asked => ({ method: 'GET', url, body: undefined as never })
  const upload = fileBody('file', '通知.txt', '关于做好防汛工作的通知')
  const multipart = (url: string) => ({ method: 'POST', url, ...upload, body: upload.payload as never })
  const acting = Object.fromEntries(
    actions.map((action) => {
      const asked = ask(action, recordId, 1)
      return [`${asked.method} ${asked.url.replace(String(recordId), '{id}')}`, asked]
    }),
  )
  return {
    ...acting,
    'GET /api/records': get('/api/records'),
    'POST /api/records': { method: 'POST', url: '/api/records', body: { ...draft, unitId: stage.unitId } },
    'POST /api/records/checks': {
      method: 'POST',
      url: '/api/records/checks',
      body: { ...draft, unitId: stage.unitId },
    },
    'POST /api/records/masking': { method: 'POST', url: '/api/records/masking', body: { bodyHtml: '<p>正文。</p>' } },
    'POST /api/records/reading': multipart('/api/records/reading'),
    'GET /api/records/{id}': get(`/api/records/${recordId}`),
    'GET /api/records/{id}/revisions/{edition}/{number}': get(`/api/records/${recordId}/revisions/1/1`),
    'GET /api/records/{id}/compare': get(`/api/records/${recordId}/compare?from=1.1&to=1.1`),
    'GET /api/records/{id}/archive': get(`/api/records/${recordId}/archive`),
    'GET /api/archive-packages': get('/api/archive-packages'),
    'POST /api/archive-packages': {
      method: 'POST',
      url: '/api/archive-packages',
      body: { unitId: stage.unitId, year: 2026 },
    },
    'GET /api/archive-packages/{id}': get('/api/archive-packages/1'),
    'POST /api/archive-packages/{id}/checks': { method: 'POST', url: '/api/archive-packages/1/checks', body: {} },
    'GET /api/archive-packages/{id}/file': get('/api/archive-packages/1/file'),
    'GET /api/clean-ups': get('/api/clean-ups'),
    'POST /api/clean-ups': {
      method: 'POST',
      url: '/api/clean-ups',
      body: { unitId: stage.unitId, title: '清理', unitIds: [stage.unitId], dueOn: '2026-06-30' },
    },
    'GET /api/clean-ups/{id}': get('/api/clean-ups/1'),
    'PUT /api/clean-ups/{id}/marks': {
      method: 'PUT',
      url: '/api/clean-ups/1/marks',
      body: { marks: [{ recordId, outcome: 'keep' }] },
    },
    'GET /api/clean-ups/waiting': get('/api/clean-ups/waiting'),
    'GET /api/clean-ups/{id}/marks/table': get('/api/clean-ups/1/marks/table'),
    'POST /api/clean-ups/{id}/marks/imports': multipart('/api/clean-ups/1/marks/imports'),
    'POST /api/clean-ups/{id}/assembly': { method: 'POST', url: '/api/clean-ups/1/assembly', body: {} },
    'DELETE /api/clean-ups/{id}/assembly': {
      method: 'DELETE',
      url: '/api/clean-ups/1/assembly',
      body: { reason: '缺件' },
    },
    'DELETE /api/clean-ups/{id}': { method: 'DELETE', url: '/api/clean-ups/1', body: { reason: '重来' } },
    'POST /api/clean-ups/{id}/decision': { method: 'POST', url: '/api/clean-ups/1/decision', body: { basis: '决定' } },
    'POST /api/clean-ups/{id}/list': { method: 'POST', url: '/api/clean-ups/1/list', body: {} },
    'GET /api/expiry-reminder': get('/api/expiry-reminder'),
    'PUT /api/expiry-reminder': { method: 'PUT', url: '/api/expiry-reminder', body: { days: [60, 20] } },
    'GET /api/to-do': get('/api/to-do'),
    'GET /api/to-do/count': get('/api/to-do/count'),
    'GET /api/overview': get('/api/overview'),
    'POST /api/pictures': multipart('/api/pictures'),
    'GET /api/public-items': get('/api/public-items?q=通知'),
    'GET /api/public-items/{id}': get(`/api/public-items/${recordId}`),
    'GET /api/pictures/{hash}': get(`/api/pictures/${'0'.repeat(64)}`),
    'POST /api/files': multipart('/api/files'),
    'GET /api/files/{hash}': get(`/api/files/${'0'.repeat(64)}`),
    'GET /api/files/{hash}/preview': get(`/api/files/${'0'.repeat(64)}/preview`),
    'POST /api/files/{hash}/cleaning': {
      method: 'POST',
      url: `/api/files/${'0'.repeat(64)}/cleaning`,
      body: { name: '通知.docx' },
    },
  }
}
const headersOf = (asked: Asked) => (asked as { headers?: Record<string, string> }).headers

describe('every route', () => {
  test('is known to this test', () => {
    const document = (stage.app as unknown as { swagger: () => { paths: Record<string, object> } }).swagger()
    const served = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect(served.sort()).toEqual(Object.keys(routes(1)).sort())
  })

  test('is shut to whoever is not signed in', async () => {
    const recordId = await standing.published()
    const before = await fingerprint(stage.platform)
    for (const [name, asked] of Object.entries(routes(recordId))) {
      const answer = await knock(stranger(stage.app), asked, headersOf(asked))
      expect([name, answer.status]).toEqual([name, 401])
    }
    expect(await fingerprint(stage.platform)).toBe(before)
  })

  test('that changes something is shut to a page that is not ours', async () => {
    const recordId = await standing.draft()
    const token = await openSession(stage.platform.as(stage.people.clerk), stage.people.clerk.personId, {
      ip: '127.0.0.1',
      userAgent: 'test',
    })
    const before = await fingerprint(stage.platform)
    for (const [name, asked] of Object.entries(routes(recordId)).filter(([, one]) => one.method !== 'GET')) {
      const forged = await stage.app.inject({
        method: asked.method as 'POST',
        url: asked.url,
        payload: asked.body,
        headers: { ...headersOf(asked), cookie: `${sessionCookie}=${token}` },
      })
      expect([name, forged.statusCode]).toEqual([name, 403])
    }
    expect(await fingerprint(stage.platform)).toBe(before)
  })

  test('that begins a record is for clerks of the unit', async () => {
    const before = await fingerprint(stage.platform)
    const body = { ...cleanDraft(stage.column), unitId: stage.unitId }
    for (const role of roleNames) {
      if (role !== 'clerk') expect((await stage.calls[role]('POST', '/api/records', body)).status).toBe(403)
      expect((await stage.otherCalls[role]('POST', '/api/records', body)).status).toBe(403)
    }
    expect(await fingerprint(stage.platform)).toBe(before)
    expect((await stage.calls.clerk('POST', '/api/records', body)).status).toBe(201)
  })

  test('that takes files is for those who write', async () => {
    const { payload, headers } = fileBody('file', '通知.txt', '关于做好防汛工作的通知，请各村认真落实。')
    for (const url of ['/api/files', '/api/records/reading'])
      for (const role of roleNames) {
        const { status } = await stage.calls[role]('POST', url, payload, headers)
        expect([url, role, status < 300 || status === 422]).toEqual([
          url,
          role,
          role === 'clerk' || role === 'section_head',
        ])
      }
  })

  test('checks of a draft are for people of the unit', async () => {
    const body = { ...cleanDraft(stage.column), unitId: stage.unitId }
    for (const role of roleNames) {
      const own = await stage.calls[role]('POST', '/api/records/checks', body)
      expect([role, own.status]).toEqual([role, apart.includes(role) ? 403 : 200])
      const foreign = await stage.otherCalls[role]('POST', '/api/records/checks', body)
      expect([role, foreign.status]).toEqual([role, countyWide.includes(role) ? 200 : 403])
    }
  })

  test('of a record that does not exist answers 404 and of no record at all 422', async () => {
    for (const id of [999_999, 2 ** 31 + 5])
      expect((await stage.calls.clerk('GET', `/api/records/${id}`)).status).toBe(404)
    for (const id of ['0', '-1', 'abc', '1.5', '99999999999999999999'])
      expect([id, (await stage.calls.clerk('GET', `/api/records/${id}`)).status]).toEqual([id, 422])
  })
})

describe('an attachment that is not public yet', () => {
  test('is read by the people who read the draft, and by nobody else', async () => {
    const { payload, headers } = fileBody('file', '河道名录.csv', '河名,长度\n清溪,12\n')
    const uploaded = await stage.calls.clerk('POST', '/api/files', payload, headers)
    expect(uploaded.status).toBe(201)
    const { hash, name } = uploaded.body
    // Uploaded but in no draft: nobody's yet.
    expect((await stage.calls.clerk('GET', `/api/files/${hash}`)).status).toBe(404)
    await aRecord(stage.platform, stage.people, { attachments: [{ hash, name }] })
    for (const role of roleNames) {
      const own = await stage.calls[role]('GET', `/api/files/${hash}?name=${encodeURIComponent(name)}`)
      expect([role, own.status]).toEqual([role, apart.includes(role) ? 404 : 200])
      const foreign = await stage.otherCalls[role]('GET', `/api/files/${hash}`)
      expect([role, foreign.status]).toEqual([role, countyWide.includes(role) ? 200 : 404])
      for (const [call, status] of [
        [stage.calls[role], own.status],
        [stage.otherCalls[role], foreign.status],
      ] as const) {
        const shown = await call('GET', `/api/files/${hash}/preview?name=${encodeURIComponent(name)}`)
        expect([role, shown.status]).toEqual([role, status])
        if (status === 200) expect(shown.body.preview).toMatchObject({ form: 'text' })
      }
    }
  })
})

describe('lists', () => {
  test('show a unit its own drafts and nobody else’s', async () => {
    const recordId = await standing.draft()
    const ids = async (call: Call, query: string) =>
      (await call('GET', `/api/records?size=100&${query}`)).body.items.map((row: { recordId: number }) => row.recordId)
    for (const role of roleNames) {
      expect([role, (await ids(stage.calls[role], 'view=open')).includes(recordId)]).toEqual([
        role,
        !apart.includes(role),
      ])
      expect([role, (await ids(stage.otherCalls[role], 'view=all')).includes(recordId)]).toEqual([
        role,
        countyWide.includes(role),
      ])
    }
  })

  test('of what is public show every unit’s items to all of the staff, and nothing else of them', async () => {
    const title = '青瓷窑址保护范围公告'
    const story = aRecord(stage.platform, stage.people, { title }).published()
    const recordId = await story
    const draft = await aRecord(stage.platform, stage.people, { title: `${title}（修改稿）` })
    const grant = await aRecord(stage.platform, stage.people, { title: '城乡居民最低生活保障办事指南' }).published()
    const found = async (call: Call, q: string) =>
      (await call('GET', `/api/public-items?q=${encodeURIComponent(q)}`)).body.items.map(
        (one: { recordId: number }) => one.recordId,
      )
    for (const role of roleNames)
      for (const call of [stage.calls[role], stage.otherCalls[role]]) {
        const [first, ...others] = await found(call, '窑址保护的范围到哪里')
        expect([role, first, others.includes(draft)]).toEqual([role, recordId, false])
        expect([role, (await call('GET', `/api/public-items/${recordId}`)).status]).toEqual([role, 200])
        expect([role, (await call('GET', `/api/public-items/${draft}`)).status]).toEqual([role, 404])
      }
    // What shares a little word with a question is no answer to it; what documents call it is looked for too.
    expect(await found(stage.calls.clerk, '养狗的范围')).toEqual([])
    expect(await found(stage.calls.clerk, '低保怎么办')).toEqual([grant])
    expect((await stage.otherCalls.clerk('GET', `/api/public-items/${recordId}`)).body).toEqual({
      recordId,
      title,
      unitId: stage.unitId,
      unitName: '云溪县水务局',
      publishedOn: '2026-03-02',
      state: 'public',
    })
    for (const address of ['/api/public-items?q=窑址', `/api/public-items/${recordId}`])
      expect((await stranger(stage.app)('GET', encodeURI(address))).status).toBe(401)
    expect((await stage.calls.clerk('GET', '/api/public-items?q=%00')).status).toBe(422)
    await story.repealed('2026-03-01')
    expect((await stage.otherCalls.clerk('GET', `/api/public-items/${recordId}`)).body.state).toBe('repealed')
    await story.withdrawn()
    expect(await found(stage.otherCalls.clerk, '窑址保护')).not.toContain(recordId)
    expect((await stage.otherCalls.clerk('GET', `/api/public-items/${recordId}`)).status).toBe(404)
  })

  test('of things to do follow the record from desk to desk', async () => {
    const waiting = async (role: Role) => {
      const { body } = await stage.calls[role]('GET', '/api/to-do')
      const count = (await stage.calls[role]('GET', '/api/to-do/count')).body.count
      expect(count).toBe(body.count)
      return body.groups.flatMap((group: { key: string; items: { recordId: number }[] }) =>
        group.items.map((item) => `${group.key} ${item.recordId}`),
      )
    }
    const recordId = await standing.sign_off()
    expect(await waiting('signing_leader')).toContain(`sign_off ${recordId}`)
    expect(await waiting('section_head')).not.toContain(`section_review ${recordId}`)
    await decideAs(stage.platform.as(stage.people.signing_leader), recordId, 'return', '请补充依据。')
    expect(await waiting('signing_leader')).not.toContain(`sign_off ${recordId}`)
    expect(await waiting('clerk')).toContain(`returned ${recordId}`)
  })
})
