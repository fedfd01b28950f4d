import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { transact } from '../../src/foundations/context.ts'
import { readLog } from '../../src/foundations/publication-log/read.ts'
import { registerUnits } from '../../src/foundations/units/api.ts'
import { publishUnits } from '../../src/foundations/units/index.ts'
import { type Call, signedInAs, testOffice } from '../support/office.ts'
import { organisationCode, person, unit } from '../support/people.ts'
import { type TestPlatform, testPlatform } from '../support/platform.ts'

let platform: TestPlatform
let app: FastifyInstance
let county: number
let admin: Call

beforeAll(async () => {
  platform = await testPlatform()
  app = await testOffice(platform, (office) => registerUnits(office, platform))
  county = await unit(platform, { code: 'xzf', name: '县政府', kind: 'government' })
  admin = await signedInAs(app, platform, await person(platform, { role: 'system_administrator', unit: county }))
})
afterAll(async () => {
  await app.close()
  await platform.close()
})

const bureau = (given: object = {}) => ({
  code: `b${Math.random().toString(36).slice(2, 8)}`,
  name: '云溪县财政局',
  shortName: '县财政局',
  kind: 'department',
  parentId: county,
  position: 3,
  organisationCode: organisationCode(),
  disclosureOffice: { name: '办公室', phone: '0999-5550100' },
  reviewChain: ['section_review', 'secrecy_review', 'sign_off'],
  ...given,
})
const lastEntry = async () => (await readLog(platform.db, 0, 1000)).at(-1)!

describe('a new unit', () => {
  test('is told to the portals without its inner chain of review', async () => {
    const made = await admin('POST', '/api/units', bureau({ code: 'czj' }))
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ code: 'czj', parentId: county, depth: 1, people: 0, open: 0, published: 0 })
    const entry = await lastEntry()
    expect(entry).toMatchObject({
      kind: 'unit.changed',
      subject: `unit/${made.body.id}`,
      payload: { code: 'czj', disclosureOffice: { name: '办公室', phone: '0999-5550100', fax: '' }, dissolvedOn: null },
    })
    expect(entry.payload).not.toHaveProperty('reviewChain')
  })

  test.each([
    ['a code with capitals', { code: 'CZJ' }, 'code'],
    ['a taken code', { code: 'xzf' }, 'code'],
    ['a wrong check character', { organisationCode: '000014348' }, 'organisationCode'],
    ['a parent that is not there', { parentId: 424242 }, 'parentId'],
    ['no secrecy review', { reviewChain: ['section_review', 'sign_off'] }, 'reviewChain'],
    ['an empty name', { name: ' ' }, 'name'],
    ['a kind nobody knows', { kind: 'party' }, 'kind'],
    ['a NUL in the name', { name: '县\u0000局' }, 'name'],
  ])('is refused with 422 for %s', async (_why, given, field) => {
    const answer = await admin('POST', '/api/units', bureau(given))
    expect(answer.status).toBe(422)
    expect(answer.body.issues[0].field).toBe(field)
  })

  test('reads its organisation code as people write it', async () => {
    const code = organisationCode()
    const made = await admin('POST', '/api/units', bureau({ organisationCode: `${code.slice(0, 8)}-${code[8]}` }))
    expect(made.body.organisationCode).toBe(code)
  })
})

describe('changing a unit', () => {
  test('writes one entry to the log and what changed to the audit log; nothing when nothing changed', async () => {
    const { code: _, ...body } = bureau({ name: '云溪县水利局' })
    const id = (await admin('POST', '/api/units', { ...body, code: 'slj' })).body.id
    const before = (await lastEntry()).seq
    expect((await admin('PUT', `/api/units/${id}`, { ...body, code: 'other' })).body.code).toBe('slj')
    expect((await lastEntry()).seq).toBe(before)
    const renamed = await admin('PUT', `/api/units/${id}`, { ...body, name: '云溪县水务局' })
    expect(renamed.body.name).toBe('云溪县水务局')
    expect(await lastEntry()).toMatchObject({ seq: before + 1, payload: { name: '云溪县水务局' } })
    const note = await platform.db
      .selectFrom('audit_entry')
      .select('detail')
      .where('action', '=', 'unit.changed')
      .where('subject', '=', `unit/${id}`)
      .executeTakeFirstOrThrow()
    expect(note.detail).toEqual({ from: { name: '云溪县水利局' }, to: { name: '云溪县水务局' } })
  })

  test('of its chain alone says nothing to the public', async () => {
    const body = bureau()
    const id = (await admin('POST', '/api/units', body)).body.id
    const before = (await lastEntry()).seq
    const chain = ['section_review', 'deputy_review', 'secrecy_review']
    expect((await admin('PUT', `/api/units/${id}`, { ...body, reviewChain: chain })).body.reviewChain).toEqual(chain)
    expect((await lastEntry()).seq).toBe(before)
  })

  test('cannot put it under itself or what lies under it', async () => {
    const body = bureau()
    const id = (await admin('POST', '/api/units', body)).body.id
    const child = (await admin('POST', '/api/units', bureau({ parentId: id }))).body.id
    for (const parentId of [id, child])
      expect((await admin('PUT', `/api/units/${id}`, { ...body, parentId })).body.issues[0].key).toBe('circle')
  })
})

describe('dissolving a unit', () => {
  test('into another keeps its page, ends posts in it and names the successor', async () => {
    const heir = (await admin('POST', '/api/units', bureau())).body.id
    const old = (await admin('POST', '/api/units', bureau({ name: '云溪县扶贫办' }))).body.id
    await person(platform, { role: 'clerk', unit: old })
    const done = await admin('POST', `/api/units/${old}/dissolution`, { on: '2026-02-28', mergedIntoId: heir })
    expect(done.body).toMatchObject({ dissolvedOn: '2026-02-28', mergedIntoId: heir, people: 0 })
    expect((await lastEntry()).payload).toMatchObject({ id: old, dissolvedOn: '2026-02-28', mergedIntoId: heir })
    expect((await admin('POST', `/api/units/${old}/dissolution`, { on: '2026-02-28' })).status).toBe(422)
    expect((await admin('PUT', `/api/units/${old}`, bureau())).status).toBe(422)
    const { body } = await admin('POST', '/api/units', bureau({ parentId: old }))
    expect(body.issues[0].key).toBe('no_parent')
  })

  test.each([
    ['tomorrow', { on: '2026-03-03' }, 'future'],
    ['into itself', { on: '2026-03-02', mergedIntoId: 'itself' }, 'itself'],
    ['into nothing', { on: '2026-03-02', mergedIntoId: 424242 }, 'no_unit'],
  ])('is refused %s', async (_when, given, key) => {
    const id = (await admin('POST', '/api/units', bureau())).body.id
    const body = 'mergedIntoId' in given && given.mergedIntoId === 'itself' ? { ...given, mergedIntoId: id } : given
    expect((await admin('POST', `/api/units/${id}/dissolution`, body)).body.issues[0].key).toBe(key)
  })

  test('is refused while units lie under it or its last administrator sits in it', async () => {
    const answer = await admin('POST', `/api/units/${county}/dissolution`, { on: '2026-03-02' })
    expect(answer.body.issues[0].key).toBe('children')
    const lone = await testPlatform()
    const { dissolveUnit } = await import('../../src/foundations/units/index.ts')
    const only = await unit(lone)
    await person(lone, { role: 'system_administrator', unit: only })
    await expect(dissolveUnit(lone.as(), { id: only, on: '2026-03-02' })).rejects.toMatchObject({
      issues: [{ key: 'last_administrator' }],
    })
    await lone.close()
  })
})

test('the tree lists parents before children', async () => {
  const { body } = await admin('GET', '/api/units')
  const seen = new Set<number>()
  for (const one of body) {
    if (one.parentId !== null) expect(seen.has(one.parentId)).toBe(true)
    seen.add(one.id)
  }
  expect(body[0]).toMatchObject({ id: county, depth: 0, people: 1 })
})

test('publishing all units again adds nothing to the log', async () => {
  expect(await transact(platform.as(), publishUnits)).toBe(0)
})
