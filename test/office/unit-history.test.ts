import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { installStatutoryColumns } from '../../src/capabilities/catalogue/index.ts'
import { assemble, turnBack } from '../../src/capabilities/publishing/clean-up/actions.ts'
import { waitingRounds } from '../../src/capabilities/publishing/clean-up/waiting.ts'
import { openRound, publishingWork, registerPublishing, submit } from '../../src/capabilities/publishing/index.ts'
import { aRecord, decideAs } from '../../src/capabilities/publishing/testing.ts'
import { transact } from '../../src/foundations/context.ts'
import { registerPeople } from '../../src/foundations/identity/index.ts'
import { type Role, roleNames } from '../../src/foundations/identity/roles.ts'
import { readLog } from '../../src/foundations/publication-log/read.ts'
import { registerUnits } from '../../src/foundations/units/api.ts'
import { type Call, signedInAs, testOffice } from '../support/office.ts'
import { everyRole, type Persona, person, unit } from '../support/people.ts'
import { type TestPlatform, testPlatform } from '../support/platform.ts'

let platform: TestPlatform
let app: FastifyInstance
let county: number
let admin: Call

beforeAll(async () => {
  platform = await testPlatform()
  app = await testOffice(platform, (office) => {
    registerPeople(office, platform)
    registerUnits(office, platform, { openWork: [publishingWork] })
    registerPublishing(office, platform)
  })
  await transact(platform.as(), installStatutoryColumns)
  county = await unit(platform, { code: 'xzf', name: '县政府', kind: 'government' })
  admin = await signedInAs(app, platform, await person(platform, { role: 'system_administrator', unit: county }))
})
afterAll(async () => {
  await app.close()
  await platform.close()
})

const newest = async (id: number) =>
  (await readLog(platform.db, 0, 10_000)).filter((entry) => entry.subject === `unit/${id}`).at(-1)!.payload

describe('a unit renamed', () => {
  test('keeps its code and its former names, which the public is told', async () => {
    const id = await unit(platform, { name: '云溪县教育局', code: 'jyj' })
    const first = await admin('POST', `/api/units/${id}/renaming`, {
      name: '云溪县教育和体育局',
      shortName: '县教体局',
      on: '2019-03-01',
      basis: '云溪县机构改革方案',
    })
    expect(first.body).toMatchObject({ code: 'jyj', name: '云溪县教育和体育局', shortName: '县教体局' })
    const again = await admin('POST', `/api/units/${id}/renaming`, {
      name: '云溪县教育体育局',
      shortName: '县教体局',
      on: '2024-05-01',
    })
    expect(again.body.formerNames).toEqual([
      { name: '云溪县教育局', until: '2019-03-01', basis: '云溪县机构改革方案' },
      { name: '云溪县教育和体育局', until: '2024-05-01', basis: '' },
    ])
    expect(await newest(id)).toMatchObject({
      name: '云溪县教育体育局',
      formerNames: [
        { name: '云溪县教育局', until: '2019-03-01' },
        { name: '云溪县教育和体育局', until: '2024-05-01' },
      ],
    })
    await expect(platform.db.deleteFrom('unit_former_name').execute()).rejects.toThrow(/append-only|permission denied/)
  })

  test.each([
    ['to the name it has', { name: '云溪县民宗局', on: '2026-03-01' }, 'same'],
    ['tomorrow', { name: '云溪县民族局', on: '2026-03-03' }, 'future'],
  ])('is refused %s', async (_why, given, key) => {
    const id = await unit(platform, { name: '云溪县民宗局' })
    const answer = await admin('POST', `/api/units/${id}/renaming`, { shortName: '民宗局', ...given })
    expect(answer.body.issues[0].key).toBe(key)
    await platform.db.deleteFrom('unit').where('id', '=', id).execute()
  })

  test('is refused before the last renaming, and once dissolved', async () => {
    const id = await unit(platform)
    const to = (name: string, on: string) => admin('POST', `/api/units/${id}/renaming`, { name, shortName: name, on })
    await to('乙局', '2024-01-01')
    expect((await to('丙局', '2023-12-31')).body.issues[0].key).toBe('before_last')
    await admin('POST', `/api/units/${id}/dissolution`, { on: '2026-03-01' })
    expect((await to('丁局', '2026-03-01')).body.issues[0].key).toBe('dissolved')
  })
})

describe('two units merged into a third', () => {
  let one: number
  let other: number
  let heir: number
  let people: Record<Role, Persona>
  let heirs: Record<Role, Persona>
  let draft: number
  let underReview: number
  let live: number
  let correction: number

  beforeAll(async () => {
    one = await unit(platform, { name: '云溪县卫生局' })
    other = await unit(platform, { name: '云溪县计生局' })
    heir = await unit(platform, { name: '云溪县卫健局', reviewChain: ['secrecy_review', 'sign_off'] })
    people = await everyRole(platform, one)
    heirs = await everyRole(platform, heir)
    draft = await aRecord(platform, people)
    underReview = await aRecord(platform, people).submitted()
    live = await aRecord(platform, people).published()
    correction = await aRecord(platform, people).published().corrected()
  })

  test('is refused whole when one of them cannot go', async () => {
    const answer = await admin('POST', `/api/units/${heir}/merger`, { unitIds: [other, heir], on: '2026-03-01' })
    expect(answer.body.issues[0].key).toBe('itself')
    const unknown = await admin('POST', `/api/units/${heir}/merger`, { unitIds: [other, 424242], on: '2026-03-01' })
    expect(unknown.status).toBe(404)
    expect((await admin('GET', `/api/units/${other}`)).body.dissolvedOn).toBeNull()
  })

  test('passes people, open work and subordinate units to the successor', async () => {
    const child = await unit(platform, { name: '云溪县疾控中心', kind: 'subordinate', parentId: one })
    const done = await admin('POST', `/api/units/${heir}/merger`, {
      unitIds: [one, other],
      on: '2026-03-01',
      posts: 'move',
    })
    expect(done.status).toBe(200)
    expect(done.body).toMatchObject({ people: 2 * roleNames.length, open: 3 })
    expect((await admin('GET', `/api/units/${one}`)).body).toMatchObject({
      dissolvedOn: '2026-03-01',
      mergedIntoId: heir,
      successors: [{ unitId: heir, duties: '' }],
      people: 0,
      open: 0,
    })
    expect((await admin('GET', `/api/units/${child}`)).body.parentId).toBe(heir)
    const steps = await platform.db
      .selectFrom('step')
      .select(['from_status', 'to_status', 'reason'])
      .where('action', '=', 'transfer')
      .orderBy('edition_id')
      .execute()
    expect(steps.map((step) => [step.from_status, step.to_status])).toEqual([
      ['draft', 'draft'],
      ['section_review', 'section_review'],
      ['draft', 'draft'],
    ])
    expect(steps[0]!.reason).toBe('机构调整，由“云溪县卫生局”移交“云溪县卫健局”继续办理。')
    const notes = await platform.db
      .selectFrom('audit_entry')
      .select('detail')
      .where('action', '=', 'unit.merged')
      .execute()
    expect(notes.map((note) => note.detail)).toEqual([{ units: [one, other], on: '2026-03-01', posts: 'move' }])
  })

  test('tells the successor’s clerks once that drafts came over, and no administrator', async () => {
    const told = await platform.db.selectFrom('notice').select(['person_id', 'kind', 'text', 'address']).execute()
    expect(told).toEqual([
      {
        person_id: heirs.clerk.personId,
        kind: 'record.transferred',
        text: '机构调整，“云溪县卫生局”未办结的 3 件信息已移交本单位，请接着办理。',
        address: '/records/open',
      },
    ])
  })

  test('what was published stays under its maker; what was not becomes the successor’s', async () => {
    const makers = await platform.db
      .selectFrom('record')
      .select(['id', 'unit_id'])
      .where('id', 'in', [draft, underReview, live, correction])
      .orderBy('id')
      .execute()
    expect(makers.map((record) => record.unit_id)).toEqual([heir, heir, one, one])
  })

  test('the successor’s people find, correct and finish it; a stranger still sees nothing', async () => {
    const clerk = await signedInAs(app, platform, heirs.clerk)
    expect((await clerk('GET', `/api/records/${live}`)).status).toBe(200)
    const list = (await clerk('GET', '/api/records?view=published')).body
    expect(list.items.map((row: { recordId: number }) => row.recordId)).toContain(live)
    expect((await clerk('POST', `/api/records/${live}/correction`, { reason: '电话有误' })).status).toBeLessThan(300)
    const far = await signedInAs(app, platform, await person(platform, { role: 'clerk', unit: await unit(platform) }))
    expect((await far('GET', `/api/records/${live}`)).status).toBe(404)
  })

  test('a corrected item goes out under the name of who made it', async () => {
    await aRecordGoesOn(correction)
    const entry = (await readLog(platform.db, 0, 10_000))
      .filter((one) => one.subject === `record/${correction}`)
      .at(-1)!
    expect(entry.payload).toMatchObject({ unitId: one, edition: 2 })
  })

  const aRecordGoesOn = async (id: number) => {
    await submit(platform.as(heirs.clerk), { recordId: id, reason: '' })
    for (const role of ['secrecy_reviewer', 'signing_leader'] as const)
      await decideAs(platform.as(heirs[role]), id, 'approve')
  }
})

describe('a clean-up round that runs while its units end', () => {
  test('goes on at the successor, with its documents; a round that is over stays as it was', async () => {
    const ending = await unit(platform, { name: '云溪县粮食局' })
    const into = await unit(platform, { name: '云溪县发改局' })
    const team = await everyRole(platform, ending)
    const next = await everyRole(platform, into)
    const recordId = await aRecord(platform, team).published()
    const given = { unitId: ending, unitIds: [ending], formedFrom: null, formedTo: null, dueOn: '2026-03-31' }
    const office = platform.as(team.disclosure_office)
    const over = await openRound(office, { ...given, title: '中止的清理' })
    await turnBack(office, { id: over, action: 'abandon', reason: '范围有误。' })
    const running = await openRound(office, { ...given, title: '2026年度清理' })

    const done = await admin('POST', `/api/units/${ending}/dissolution`, { on: '2026-03-01', mergedIntoId: into })
    expect(done.status).toBe(200)
    const head = await signedInAs(app, platform, next.section_head)
    expect((await head('GET', '/api/clean-ups/waiting')).body.items).toMatchObject([
      { id: running, action: 'mark', unitId: into, open: 1, total: 1 },
    ])
    const marks = [{ recordId, outcome: 'keep' }]
    expect((await head('PUT', `/api/clean-ups/${running}/marks`, { marks })).status).toBe(200)
    const leader = platform.as(next.signing_leader)
    await assemble(platform.as(next.disclosure_office), running)
    expect(await waitingRounds(leader)).toMatchObject([{ id: running, action: 'decide', unitId: into }])
    expect((await head('GET', `/api/clean-ups/${over}`)).body).toMatchObject({ stage: 'abandoned', unitId: ending })
  })

  test('whose people had their posts ended stand on the list of the security administrator, with what they were', async () => {
    const ending = await unit(platform, { name: '云溪县物价局' })
    const idle = await person(platform, { role: 'section_head', unit: ending })
    const busy = await person(platform, { role: 'section_head', unit: await unit(platform) })
    await admin('POST', `/api/units/${ending}/dissolution`, { on: '2026-03-01' })
    const security = await signedInAs(
      app,
      platform,
      await person(platform, { role: 'security_administrator', unit: county }),
    )
    const { items } = (await security('GET', '/api/people?withoutPost=true&size=100')).body
    const shown = items.find((one: { id: number }) => one.id === idle.personId)
    expect(shown).toMatchObject({ posts: [], lastPost: { role: 'section_head', endedOn: '2026-03-02' } })
    expect(items.map((one: { id: number }) => one.id)).not.toContain(busy.personId)
    expect(items.every((one: { posts: unknown[] }) => one.posts.length === 0)).toBe(true)
  })
})

describe('a unit split up', () => {
  test('names every unit that carries on a part of its duties', async () => {
    const old = await unit(platform, { name: '云溪县文广新局' })
    const [a, b] = [await unit(platform, { name: '云溪县文旅局' }), await unit(platform, { name: '云溪县广电局' })]
    const successors = [
      { unitId: a, duties: '文化、旅游管理' },
      { unitId: b, duties: '广播电视管理' },
    ]
    const done = await admin('POST', `/api/units/${old}/dissolution`, { on: '2026-03-01', successors })
    expect(done.body).toMatchObject({ mergedIntoId: a, successors })
    expect(await newest(old)).toMatchObject({ mergedIntoId: a, successors })
    const twice = await admin('POST', `/api/units/${a}/dissolution`, {
      on: '2026-03-01',
      successors: [{ unitId: b }, { unitId: b }],
    })
    expect(twice.body.issues[0].key).toBe('twice')
  })
})
