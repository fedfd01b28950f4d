import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { forgetCalls, presentSwitch, recordCall } from '../../src/capabilities/hotline/index.ts'
import { rangeOf } from '../../src/capabilities/hotline/recordings/api.ts'
import { addRecording } from '../../src/capabilities/hotline/recordings/keep.ts'
import { partSize } from '../../src/capabilities/hotline/recordings/sealed-parts.ts'
import { type Role, roleNames } from '../../src/foundations/identity/roles.ts'
import { tone } from '../../src/platform/telephony/simulator/tone.ts'
import { fileBody, signedInAs, stranger } from '../support/office.ts'
import { person, unit } from '../support/people.ts'
import { type HotlineStage, hotlineStage } from './stage.ts'

/** Who comes in where; recordings, retention, search and what is wrong with what was typed. */

let stage: HotlineStage
beforeAll(async () => {
  stage = await hotlineStage()
})
afterAll(() => stage.close())

const none = '00000000-0000-4000-8000-000000000000'
const sits: Role[] = ['operator']
const reads: Role[] = ['operator', 'supervisor', 'disclosure_office']
const keeps: Role[] = ['disclosure_office', 'section_head', 'clerk']
const either = [...new Set([...reads, ...keeps])]
const office: Role[] = ['disclosure_office']
const connects: Role[] = ['disclosure_office', 'system_administrator']

/** Said again by hand: this table and abilities.ts must agree. */
const doors: [method: string, url: string, roles: readonly Role[], body?: object][] = [
  ['GET', '/api/hotline/desk', sits],
  ['GET', '/api/hotline/stream', reads],
  ['GET', '/api/hotline/seats', reads],
  ['POST', '/api/hotline/seats', office],
  ['POST', '/api/hotline/shift', sits],
  ['PUT', '/api/hotline/shift', sits],
  ['DELETE', '/api/hotline/shift', sits],
  ['GET', '/api/hotline/search?q=', sits],
  ['GET', '/api/hotline/reading?source=unit/1', sits],
  ['GET', '/api/hotline/vocabulary', reads],
  ['GET', '/api/hotline/calls', reads],
  ['POST', '/api/hotline/calls', sits],
  ['GET', `/api/hotline/calls/${none}`, reads],
  ['POST', `/api/hotline/calls/${none}/caller-view`, sits],
  ['POST', `/api/hotline/calls/${none}/log`, sits],
  ['POST', `/api/hotline/calls/${none}/transfer`, sits],
  ['DELETE', `/api/hotline/calls/${none}/transfer`, sits],
  ['POST', `/api/hotline/calls/${none}/case`, sits],
  ['POST', `/api/hotline/calls/${none}/recordings`, sits],
  ['GET', `/api/hotline/recordings/${none}/audio`, reads],
  ['GET', '/api/hotline/figures', reads],
  ['GET', '/api/hotline/figures/export', reads],
  ['GET', '/api/hotline/liaisons', either],
  ['POST', '/api/hotline/liaisons', keeps],
  ['PUT', `/api/hotline/liaisons/${none}`, keeps],
  ['DELETE', `/api/hotline/liaisons/${none}`, keeps],
  ['GET', '/api/hotline/rota?from=2026-03-01&to=2026-03-31&unitId=1', either],
  ['PUT', '/api/hotline/rota', keeps],
  ['GET', '/api/hotline/on-duty?unitId=1', either],
  ['GET', '/api/hotline/settings', either],
  ['PUT', '/api/hotline/settings', office],
  ['GET', '/api/hotline/settings/history', office],
  ['GET', '/api/hotline/settings/rating-sms?line=96128&days=7', office],
  ['GET', '/api/hotline/switch', connects],
  ['PUT', '/api/hotline/switch', connects],
  ['DELETE', '/api/hotline/switch', connects],
  ['POST', '/api/hotline/switch/test', connects],
  ['GET', '/api/hotline/switch/history', connects],
]

test('the table of doors names every route there is', () => {
  const { paths } = stage.app.swagger() as unknown as { paths: Record<string, Record<string, object>> }
  const routes = Object.entries(paths).flatMap(([url, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${url}`),
  )
  const named = doors.map(([method, url]) => `${method} ${url.replace(none, '{id}').replace(/\?.*/, '')}`)
  expect(named.sort()).toEqual(routes.filter((route) => route.includes('/api/hotline')).sort())
})

describe.each(doors)('%s %s', (method, url, roles) => {
  test('strangers are told to sign in', async () => {
    expect((await stranger(stage.app)(method, url, method === 'GET' ? undefined : {})).status).toBe(401)
  })
  test.each(roleNames)('%s', async (role) => {
    const answer = await stage.calls[role](method, url, method === 'GET' ? undefined : {})
    if (roles.includes(role)) expect([401, 403]).not.toContain(answer.status)
    else expect(answer.status).toBe(403)
    expect(answer.status).toBeLessThan(500)
  })
})

test('a unit keeps its own liaison officers, and no other’s', async () => {
  const elsewhere = await unit(stage.platform, { name: '水务局' })
  const clerk = await signedInAs(
    stage.app,
    stage.platform,
    await person(stage.platform, { role: 'clerk', unit: elsewhere }),
  )
  const named = await clerk('POST', '/api/hotline/liaisons', {
    unitId: elsewhere,
    name: '段青山',
    phone: '0999-5550123',
  })
  expect(named.status).toBe(201)
  expect(
    (await clerk('POST', '/api/hotline/liaisons', { unitId: stage.unitId, name: '段青山', phone: '13800000000' }))
      .status,
  ).toBe(403)
  expect(
    (await clerk('POST', '/api/hotline/liaisons', { unitId: elsewhere, name: '段青山', phone: '12' })).status,
  ).toBe(422)
  const rota = { unitId: elsewhere, from: '2026-03-02', to: '2026-03-06', liaisonId: named.body.id, deputyId: null }
  expect((await stage.calls.clerk('PUT', '/api/hotline/rota', rota)).status).toBe(403)
  expect((await clerk('PUT', '/api/hotline/rota', { ...rota, to: '2026-03-01' })).status).toBe(422)
  expect((await clerk('PUT', '/api/hotline/rota', { ...rota, deputyId: named.body.id })).status).toBe(422)
  expect((await clerk('PUT', '/api/hotline/rota', { ...rota, liaisonId: randomUUID() })).status).toBe(422)
  expect((await clerk('PUT', '/api/hotline/rota', rota)).status).toBe(204)
  const on = (await clerk('GET', `/api/hotline/rota?from=2026-03-01&to=2026-03-31&unitId=${elsewhere}`)).body
  expect(on).toHaveLength(31)
  expect(on.filter((one: { liaisonId: string | null }) => one.liaisonId)).toHaveLength(5)
  expect(on[0]).toMatchObject({ on: '2026-03-01', working: false, liaisonId: null })
  const [one] = (await clerk('GET', `/api/hotline/liaisons?unitId=${elsewhere}`)).body
  expect(one).toMatchObject({ name: '段青山', phone: '0999*****23', position: 1 })
  const away = { name: '段青山', phone: '', position: 1, awayUntil: '2099-01-01' }
  expect((await clerk('PUT', `/api/hotline/liaisons/${one.id}`, away)).status).toBe(204)
  expect((await clerk('GET', `/api/hotline/on-duty?unitId=${elsewhere}`)).body).toMatchObject({
    why: 'all_away',
    ring: [],
  })
  expect((await stage.calls.section_head('DELETE', `/api/hotline/liaisons/${one.id}`)).status).toBe(403)
  expect((await clerk('DELETE', `/api/hotline/liaisons/${one.id}`)).status).toBe(204)
})

test('search finds units by what people call them, and says nothing to nothing', async () => {
  await unit(stage.platform, { name: '人力资源和社会保障局' })
  // The directory is read anew every few seconds.
  await new Promise((resolve) => setTimeout(resolve, 5_100))
  const search = async (q: string) =>
    (await stage.calls.operator('GET', `/api/hotline/search?q=${encodeURIComponent(q)}`)).body
  expect((await search('社会保障')).directory[0]).toMatchObject({ title: '人力资源和社会保障局', lead: '0999-5550100' })
  expect((await search('社保局电话')).directory[0].title).toBe('人力资源和社会保障局')
  // Whoever is named whole is meant alone.
  expect((await search('县政府办的电话')).directory.map((one: { title: string }) => one.title)).toEqual(['县政府办'])
  expect(await search('')).toEqual({ knowledge: [], records: [], directory: [] })
  expect(await search('"*) OR ')).toMatchObject({ records: [] })
})

describe('recordings', () => {
  const handCall = async (seat: number) => {
    const { call, persona } = await stage.operator(seat)
    const { id } = (await call('POST', '/api/hotline/calls', { caller: '13800000099', requestKey: randomUUID() })).body
    return { call, persona, id }
  }
  const finish = (call: Awaited<ReturnType<typeof handCall>>['call'], id: string) =>
    call('POST', `/api/hotline/calls/${id}/log`, { outcome: 'no_matter' })

  test('two hours of sound are taken in as they come, sealed in parts, and heard from any place', async () => {
    const { call, persona, id } = await handCall(1)
    const seconds = 2 * 3600
    const bytes = tone(seconds)
    // What was taken in and is not yet kept, at most: a part and what comes meanwhile.
    let [kept, held] = [0, 0]
    async function* arriving() {
      for (let at = 0; at < bytes.length; at += 64 * 1024) {
        yield bytes.subarray(at, at + 64 * 1024)
        held = Math.max(held, at - kept)
      }
    }
    const ctx = stage.platform.as(persona)
    const files = {
      ...ctx.files,
      async put(sealed: Uint8Array) {
        const stored = await ctx.files.put(sealed)
        kept += partSize
        return stored
      },
    }
    const recording = await addRecording(
      { ...ctx, files },
      {
        callId: id,
        kind: 'call',
        name: 'call~two-hours',
        mediaType: 'audio/wav',
        seconds,
        stream: Readable.from(arriving()),
      },
    )
    expect(held).toBeLessThan(2 * partSize)
    const url = `/api/hotline/recordings/${recording}/audio`
    const middle = partSize * 3 - 10
    const piece = await call('GET', url, undefined, { range: `bytes=${middle}-${middle + 99}` })
    expect(piece.status).toBe(206)
    expect(piece.headers['content-range']).toBe(`bytes ${middle}-${middle + 99}/${bytes.length}`)
    expect(piece.headers['content-length']).toBe('100')
    const start = await call('GET', url, undefined, { range: 'bytes=0-3' })
    expect(start.text).toBe('RIFF')
    expect((await call('GET', url, undefined, { range: `bytes=${bytes.length}-` })).status).toBe(416)
    // Nothing of it lies readable in the file store, and who hears it is written down once, also who begins in the middle.
    const { parts } = await stage.platform.db
      .selectFrom('call_recording')
      .select('parts')
      .where('id', '=', recording!)
      .executeTakeFirstOrThrow()
    const [first] = parts as unknown as { hash: string }[]
    expect((await stage.platform.files.read(first!.hash)).includes('RIFF')).toBe(false)
    const heard = async () =>
      (
        await stage.platform.db
          .selectFrom('audit_entry')
          .select('actor_id')
          .where('action', '=', 'call.recording-heard')
          .orderBy('seq')
          .execute()
      ).map((row) => row.actor_id)
    expect(await heard()).toEqual([persona.personId])
    // Only who took the call, and supervision.
    const other = await stage.operator(2)
    expect((await other.call('GET', url)).status).toBe(403)
    expect((await stage.calls.supervisor('GET', url, undefined, { range: 'bytes=1-' })).status).toBe(206)
    expect(await heard()).toEqual([persona.personId, stage.people.supervisor.personId])
    await finish(call, id)
  })

  test('uploads that are no sound are refused, with nothing kept', async () => {
    const { call, id } = await handCall(3)
    const send = (name: string, bytes: string | Uint8Array) => {
      const { payload, headers } = fileBody('file', name, bytes)
      return call('POST', `/api/hotline/calls/${id}/recordings`, payload, headers)
    }
    expect((await send('来电.exe', 'MZ')).status).toBe(422)
    expect((await send('来电.wav', '<html>')).status).toBe(422)
    expect((await send('来电.wav', '')).status).toBe(422)
    const many = await send('来电.mp3', Buffer.alloc(3_000_000, 'x'))
    expect(many).toMatchObject({ status: 422, body: { detail: expect.stringContaining('WAV、MP3、OGG 或 M4A') } })
    expect((await call('GET', `/api/hotline/calls/${id}`)).body).toMatchObject({
      recordings: [],
      mayAddRecording: true,
    })
    // Whatever it is called: what it is, its bytes say.
    const kept = await send('来电.dat', tone(2))
    expect(kept.status).toBe(201)
    await finish(call, id)

    // Its days are over: bytes gone, the row says when.
    const old = new Date('2020-01-01')
    await stage.platform.db
      .updateTable('call_recording')
      .set({ added_at: old })
      .where('id', '=', kept.body.id)
      .execute()
    await stage.platform.db.updateTable('call').set({ began_at: old }).where('id', '=', id).execute()
    expect(await forgetCalls(stage.platform)).toMatchObject({ recordings: 1, calls: 1 })
    expect((await call('GET', `/api/hotline/recordings/${kept.body.id}/audio`)).status).toBe(404)
    const row = await stage.platform.db.selectFrom('call').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    expect(row).toMatchObject({ caller_sealed: null, caller_key: '', outcome: 'no_matter' })
    expect(await forgetCalls(stage.platform)).toEqual({ recordings: 0, calls: 0 })
  })

  test('what a caller said to another machine makes a message of the call that was missed', async () => {
    const { call } = await stage.operator(3)
    const missed = await recordCall(stage.platform.as(stage.people.operator), {
      caller: '13800000077',
      line: '96128',
      beganAt: stage.platform.clock().subtract({ minutes: 5 }),
      events: [
        { kind: 'ringing', after: 0 },
        { kind: 'voicemail_asked', after: 60 },
        { kind: 'ended', after: 65 },
      ],
    })
    expect((await call('GET', `/api/hotline/calls/${missed}`)).body).toMatchObject({ outcome: 'missed' })
    const { payload, headers } = fileBody('file', '留言.wav', tone(2))
    expect((await call('POST', `/api/hotline/calls/${missed}/recordings`, payload, headers)).status).toBe(201)
    expect((await call('GET', `/api/hotline/calls/${missed}`)).body).toMatchObject({
      outcome: 'voicemail',
      logged: false,
      recordings: [{ kind: 'voicemail', mediaType: 'audio/wav' }],
    })
    expect((await call('POST', `/api/hotline/calls/${missed}/log`, { outcome: 'no_matter' })).status).toBe(204)
  })

  test.each([
    [undefined, undefined],
    ['bytes=0-', { start: 0, end: 99 }],
    ['bytes=10-19', { start: 10, end: 19 }],
    ['bytes=90-500', { start: 90, end: 99 }],
    ['bytes=-10', { start: 90, end: 99 }],
    ['bytes=100-', null],
    ['bytes=9-3', null],
    ['lines=1-2', undefined],
  ])('range %s of a hundred bytes', (header, expected) => {
    expect(rangeOf(header, 100)).toEqual(expected)
  })
})

test('settings are kept, and hours that end before they begin are refused', async () => {
  const { body } = await stage.calls.operator('GET', '/api/hotline/settings')
  expect(body).toMatchObject({ line: '96128', keepRecordingDays: 180 })
  const put = (more: object) => stage.calls.disclosure_office('PUT', '/api/hotline/settings', { ...body, ...more })
  const refused = await put({ hours: [{ from: '12:00', to: '09:00' }], waitSeconds: 90 })
  expect(refused).toMatchObject({ status: 422, body: { issues: [{ field: 'hours.0', key: 'order' }] } })
  const { issues } = (await put({ waitSeconds: 5, ringSeconds: null, line: '一二三' })).body
  expect(issues.map(({ message }: { message: string }) => message).sort()).toEqual([
    '请填写 10 到 900 之间的整数（秒）。',
    '请填写 5 到 60 之间的整数（秒）。',
    '请填写专线号码，例如 96128、0871-12345。',
  ])
  expect((await put({ line: '12345', always: true })).status).toBe(204)
  expect((await stage.calls.operator('GET', '/api/hotline/desk')).body.line).toBe('12345')
  const history = (await stage.calls.disclosure_office('GET', '/api/hotline/settings/history')).body
  expect(history).toMatchObject([
    {
      by: stage.people.disclosure_office.name,
      changes: [
        { label: '专线号码', before: '96128', after: '12345' },
        { label: '全天候接听', before: '否', after: '是' },
      ],
    },
  ])
})

test('the switch is set on the console: its password goes to it alone and comes back to nobody', async () => {
  const as = stage.calls.system_administrator
  const { url, user, password, app } = stage.simulator
  const typed = { url, user, app, seatEndpoint: 'PJSIP/{number}', numberEndpoint: 'PJSIP/{number}@trunk', speech: '' }
  const put = (more: object) => as('PUT', '/api/hotline/switch', { ...typed, password, ...more })
  const tried = async (more: object) => (await as('POST', '/api/hotline/switch/test', { ...typed, ...more })).body

  expect((await as('GET', '/api/hotline/switch')).body).toMatchObject({ from: 'none', passwordSet: false, url: '' })
  expect(await put({ password: '' })).toMatchObject({ status: 422, body: { issues: [{ field: 'password' }] } })
  for (const wrong of [
    { url: 'ftp://pbx' },
    { url: `http://${user}:${password}@127.0.0.1` },
    { seatEndpoint: 'PJSIP/801' },
    { speech: 'http://speech/say' },
    { app: '公开' },
  ])
    expect((await put(wrong)).body.issues).toMatchObject([{ field: Object.keys(wrong)[0] }])
  expect((await put({})).status).toBe(204)
  const shown = await as('GET', '/api/hotline/switch')
  expect(shown.body).toMatchObject({ from: 'console', passwordSet: true, url, user })
  expect(shown.text).not.toContain(password)
  const row = await stage.platform.db.selectFrom('telephone_switch').selectAll().executeTakeFirstOrThrow()
  expect(row.password_sealed).not.toContain(password)

  // Kept for the same address and user, and asked for anew for any other.
  expect((await put({ password: '', numberEndpoint: 'PJSIP/9{number}@trunk' })).status).toBe(204)
  expect(await put({ password: '', url: 'http://192.0.2.1:8088' })).toMatchObject({ status: 422 })
  expect((await as('POST', '/api/hotline/switch/test', { ...typed, password: '', user: 'other' })).status).toBe(422)
  expect(await tried({ password: '' })).toEqual({
    ok: true,
    sentence: `连上了：Asterisk 20.9.2，应用 ${app} 正在接听来电。`,
  })
  expect(await tried({ password: 'wrong' })).toMatchObject({ ok: false, sentence: expect.stringContaining('口令') })
  expect(await tried({ password, url: 'http://127.0.0.1:64999' })).toMatchObject({
    ok: false,
    sentence: expect.stringContaining('没有程序接听'),
  })

  const present = presentSwitch(stage.platform, undefined)
  const pbx = await present()
  expect((await pbx!.snapshot()).calls).toEqual([])
  expect(await present()).toBe(pbx)

  const history = await as('GET', '/api/hotline/switch/history')
  expect(history.body).toHaveLength(2)
  expect(history.body[0].changes).toEqual([
    { label: '外线的拨号方式', before: 'PJSIP/{number}@trunk', after: 'PJSIP/9{number}@trunk' },
  ])
  expect(history.text).not.toContain(password)
  expect((await as('DELETE', '/api/hotline/switch')).status).toBe(204)
  expect((await as('GET', '/api/hotline/switch')).body.from).toBe('none')
  expect(await presentSwitch(stage.platform, undefined)()).toBeUndefined()
})
