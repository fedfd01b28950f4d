import { afterAll, beforeAll, expect, test } from 'vitest'
import { aRequest, madeUpCreditCode, someApplicant, someContent } from '../../src/capabilities/requests/testing.ts'
import type { Role } from '../../src/foundations/identity/roles.ts'
import { everyRole, type Persona, unit } from '../support/people.ts'
import { type RequestsStage, requestsStage } from './stage.ts'

/** Forty-six cases built one by one, and tables 2 and 3 counted by hand from this list. */

let stage: RequestsStage
let townId: number
let townTeam: Record<Role, Persona>
beforeAll(async () => {
  stage = await requestsStage('2026-06-12T01:00:00Z')
  townId = await unit(stage.platform, { name: '云溪镇', parentId: stage.unitId })
  townTeam = await everyRole(stage.platform, townId)
  await everything()
})
afterAll(() => stage.close())

const at = (day: string) => stage.platform.time.set(`${day}T01:00:00Z`)

type Given = Omit<Parameters<typeof aRequest>[2], 'unitId'> & { party?: string; where?: 'unit' | 'other' | 'town' }
const asked = (day: string, { party = 'natural_person', where = 'unit', ...more }: Given = {}) => {
  at(day)
  const places = {
    unit: [stage.unitId, stage.people],
    other: [stage.otherUnitId, stage.others],
    town: [townId, townTeam],
  } as const
  const [unitId, team] = places[where]
  const natural = party === 'natural_person'
  return aRequest(stage.platform, team, {
    unitId,
    applicant: someApplicant({
      party: party as never,
      ...(natural ? {} : { name: '云溪示范公司', identityNumber: madeUpCreditCode() }),
    }),
    ...more,
  })
}
type Story = ReturnType<typeof asked>
type Proposal = Parameters<Story['proposed']>

/** Proposes, signs and delivers on a day. */
const answered = async (story: Story, day: string, kind: Proposal[0], more: Proposal[1] = {}, prepared = day) => {
  await story.id
  at(prepared)
  const releases = kind === 'granted' || kind === 'partial'
  const materials = releases ? [await story.document('release')] : []
  story.proposed(kind, { reasons: '理由。', way: '在门户网站查阅', specialLaw: '《档案法》', ...more, materials })
  story.approved('review')
  if (releases) story.approved('secrecy_review')
  story.approved('sign_off')
  await story.id
  at(day)
  return story.step('clerk', 'deliver', { way: 'online', on: day, tracking: '' }).id
}
const correction = { content: someContent({ asks: 'record_correction', what: '更正本人的登记信息' }) }

const everything = async () => {
  // 1–6: around the turns of the year.
  await answered(asked('2025-12-10'), '2026-01-08', 'already_public')
  await answered(asked('2025-11-03'), '2025-11-20', 'petition')
  await answered(asked('2025-12-31'), '2025-12-31', 'publication')
  await answered(asked('2026-01-01'), '2026-12-31', 'publication')
  await asked('2026-12-31').id
  await answered(asked('2025-12-31'), '2027-01-05', 'needs_making', {}, '2026-02-02')
  // 7–14: every way of refusing.
  await answered(asked('2026-03-02'), '2026-03-10', 'refused', { grounds: ['EX14a'] })
  await answered(asked('2026-03-02'), '2026-03-10', 'refused', { grounds: ['EX14b'] })
  await answered(asked('2026-03-02'), '2026-03-10', 'refused', { grounds: ['EX14c'] })
  const third = asked('2026-03-02')
    .step('clerk', 'consult', { on: '2026-03-02', kind: 'third_party', agency: '' })
    .step('clerk', 'record_service', { consultation: 1, on: '2026-03-02' })
    .step('clerk', 'record_opinion', { consultation: 1, on: '2026-03-02', opinion: 'refuses' })
  await answered(third, '2026-03-10', 'refused', { grounds: ['EX15'] })
  await answered(asked('2026-03-02'), '2026-03-10', 'refused', { grounds: ['EX16a'] })
  await answered(asked('2026-03-02'), '2026-03-10', 'refused', { grounds: ['EX16b'] })
  await answered(asked('2026-03-02'), '2026-03-10', 'refused', { grounds: ['EX16c'] })
  await answered(asked('2026-03-02'), '2026-03-10', 'special_access')
  // 15–18: what cannot be provided.
  const search = { on: '2026-04-01', place: '档案室', words: '验收', found: false }
  await answered(asked('2026-04-01').step('clerk', 'log_search', search), '2026-04-10', 'not_existing')
  const other = await answered(asked('2026-04-01'), '2026-04-10', 'other_agency')
  await answered(asked('2026-04-01'), '2026-04-10', 'needs_making')
  const unclear = asked('2026-04-01')
    .step('clerk', 'ask_correction', { on: '2026-04-01', until: '2026-04-20' })
    .step('applicant', 'take_correction', { on: '2026-04-01', excused: false }, '还是那些。')
  await answered(unclear, '2026-04-10', 'still_unclear')
  // 19–23: what is not handled.
  await answered(asked('2026-05-06'), '2026-05-11', 'petition')
  await answered(asked('2026-05-06'), '2026-05-11', 'repeated', { earlierCaseId: other })
  await answered(asked('2026-05-06'), '2026-05-11', 'publication')
  await answered(asked('2026-05-06').step('clerk', 'ask_reasons', { on: '2026-05-06' }), '2026-05-11', 'excessive')
  await answered(asked('2026-05-06'), '2026-05-11', 'confirmation')
  // 24–27: lapses, a withdrawal, an end for other reasons.
  const silent = asked('2026-06-01').step('clerk', 'ask_correction', { on: '2026-06-01', until: '2026-06-12' })
  await answered(silent, '2026-06-15', 'correction_lapsed')
  const unpaid = asked('2026-06-01')
    .step('section_head', 'charge', { on: '2026-06-01', basis: 'by_item', quantity: 11 })
    .step('clerk', 'record_fee_service', { on: '2026-06-01' })
  await answered(unpaid, '2026-07-10', 'fee_lapsed')
  await asked('2026-06-01').step('applicant', 'withdraw', { on: '2026-06-01' }).id
  await answered(asked('2026-06-01'), '2026-06-05', 'terminated')
  // 28–29: given, wholly and in part.
  await answered(asked('2026-07-01'), '2026-07-08', 'partial', { grounds: ['EX16a'] })
  await answered(asked('2026-07-01'), '2026-07-08', 'granted')
  // 30–35: in no row, but for the last, which was withdrawn before it was confirmed.
  await answered(asked('2026-08-03', correction), '2026-08-05', 'record_kept')
  await asked('2026-08-03', correction).step('applicant', 'withdraw', { on: '2026-08-03' }).id
  await asked('2026-08-03', correction).id
  await asked('2026-08-03', { channel: 'ordinary_post' }).step('section_head', 'void', {}, '测试件。').id
  await asked('2026-08-03', { channel: 'fax' }).id
  await asked('2026-08-03', { channel: 'fax' }).step('applicant', 'withdraw', { on: '2026-08-03' }).id
  // 36: of two grounds the first decides. 37: answered anew after a review, counted once, by its first end.
  await answered(asked('2026-09-01'), '2026-09-08', 'refused', { grounds: ['EX16a', 'EX14a'] })
  const again = asked('2026-09-01')
  const id = await answered(again, '2026-09-08', 'refused', { grounds: ['EX14a'] })
  const remedy = (await stage.platform.db
    .insertInto('remedy')
    .values({
      case_id: id,
      kind: 'review',
      body: '云溪县人民政府',
      filed_on: '2026-09-20',
      outcome: 'corrected',
      decision: '撤销',
      concluded_on: '2026-10-20',
    })
    .returning('id')
    .executeTakeFirstOrThrow()) as { id: number }
  at('2026-10-21')
  await again.step('section_head', 'reopen', { on: '2026-10-21', remedyId: remedy.id, workingDays: 20 }).id
  await answered(again, '2026-10-28', 'granted')
  // 38–42: organisations.
  await answered(asked('2026-10-12', { party: 'enterprise' }), '2026-10-19', 'already_public')
  await answered(asked('2026-10-12', { party: 'research' }), '2026-10-19', 'partial', { grounds: ['EX16b'] })
  await answered(asked('2026-10-12', { party: 'public_benefit' }), '2026-10-19', 'other_agency')
  await asked('2026-10-12', { party: 'legal_service' }).id
  await answered(asked('2026-10-12', { party: 'other_organisation' }), '2026-10-19', 'confirmation')
  // 43–44: the town below, 45–46: another unit.
  await answered(asked('2026-11-02', { party: 'enterprise', where: 'town' }), '2026-11-09', 'already_public')
  await asked('2026-11-02', { where: 'town' }).id
  await answered(asked('2026-11-02', { where: 'other' }), '2026-11-09', 'other_agency')
  await asked('2026-11-02', { party: 'legal_service', where: 'other' }).step('clerk', 'withdraw', { on: '2026-11-02' })
    .id
  // When the sessions were opened; the tables need no present.
  at('2026-06-12')
}

/** natural_person, enterprise, research, public_benefit, legal_service, other_organisation, all */
type Line = [number, number, number, number, number, number, number]
const zero: Line = [0, 0, 0, 0, 0, 0, 0]
const person = (n: number): Line => [n, 0, 0, 0, 0, 0, n]

const tableOf = async (query: string) => {
  const { status, body } = await stage.calls.disclosure_office('GET', `/api/requests/annual/table2?${query}`)
  expect(status).toBe(200)
  expect(body.checks.filter((one: { ok: boolean }) => !one.ok)).toEqual([])
  const cells = Object.fromEntries(
    body.rows.map((row: { key: string; cells: Record<string, number> }) => [row.key, Object.values(row.cells)]),
  )
  return { body, cells }
}

/** The unit alone, 2026. */
const unit2026: Record<string, Line> = {
  // 1 (4), 1 (5), 8 (7–14), 4 (15–18), 5 (19–23), 4 (24–27), 2 (28–29), 1 (35), 2 (36–37); and 38–42
  new: [28, 1, 1, 1, 1, 1, 33],
  // 1 and 6
  carried_in: person(2),
  // 1, 29; 38
  r1: [2, 1, 0, 0, 0, 0, 3],
  // 28; 39
  r2: [1, 0, 1, 0, 0, 0, 2],
  // 7, 37
  'r3.1': person(2),
  'r3.2': person(1),
  'r3.3': person(1),
  'r3.4': person(1),
  // 11, 36
  'r3.5': person(2),
  'r3.6': person(1),
  'r3.7': person(1),
  'r3.8': person(1),
  // 15, 16; 40
  'r4.1': [2, 0, 0, 1, 0, 0, 3],
  'r4.2': person(1),
  'r4.3': person(1),
  'r5.1': person(1),
  'r5.2': person(1),
  // 4, 21
  'r5.3': person(2),
  'r5.4': person(1),
  // 23; 42
  'r5.5': [1, 0, 0, 0, 0, 1, 2],
  'r6.1': person(1),
  'r6.2': person(1),
  // 26, 27, 35
  'r6.3': person(3),
  total: [28, 1, 1, 1, 0, 1, 32],
  // 5, 6; 41
  carried_out: [2, 0, 0, 0, 1, 0, 3],
}

test('the unit alone, 2026: every cell as counted by hand', async () => {
  const { cells } = await tableOf(`unitId=${stage.unitId}&from=2026-01-01&to=2026-12-31`)
  expect(cells).toEqual(unit2026)
})

test('the unit alone, 2025, and the first months of 2027', async () => {
  const none = Object.fromEntries(Object.keys(unit2026).map((row) => [row, zero]))
  const { cells } = await tableOf(`unitId=${stage.unitId}&from=2025-01-01&to=2025-12-31`)
  // 1, 2, 3, 6
  expect(cells).toEqual({
    ...none,
    new: person(4),
    'r5.1': person(1),
    'r5.3': person(1),
    total: person(2),
    carried_out: person(2),
  })
  const later = await tableOf(`unitId=${stage.unitId}&from=2027-01-01&to=2027-03-31`)
  expect(later.cells).toEqual({
    ...none,
    carried_in: [2, 0, 0, 0, 1, 0, 3],
    'r4.2': person(1),
    total: person(1),
    carried_out: [1, 0, 0, 0, 1, 0, 2],
  })
})

test('with everything below it, and the county', async () => {
  const below = await tableOf(`unitId=${stage.unitId}&below=true&from=2026-01-01&to=2026-12-31`)
  // 43 and 44 more
  expect(below.cells).toEqual({
    ...unit2026,
    new: [29, 2, 1, 1, 1, 1, 35],
    r1: [2, 2, 0, 0, 0, 0, 4],
    total: [28, 2, 1, 1, 0, 1, 33],
    carried_out: [3, 0, 0, 0, 1, 0, 4],
  })
  expect(below.body.label).toBe('云溪县水务局及所属机关')
  const county = await tableOf('from=2026-01-01&to=2026-12-31')
  // 45 and 46 more
  expect(county.cells).toEqual({
    ...unit2026,
    new: [30, 2, 1, 1, 2, 1, 37],
    r1: [2, 2, 0, 0, 0, 0, 4],
    'r4.1': [3, 0, 0, 1, 0, 0, 4],
    'r6.3': [3, 0, 0, 0, 1, 0, 4],
    total: [29, 2, 1, 1, 1, 1, 35],
    carried_out: [3, 0, 0, 0, 1, 0, 4],
  })
})

test('each figure opens as many cases as it counts', async () => {
  const scope = `unitId=${stage.unitId}&below=true`
  const { body } = await tableOf(`${scope}&from=2026-01-01&to=2026-12-31`)
  for (const row of body.rows)
    for (const [party, n] of Object.entries(row.cells)) {
      const query = new URLSearchParams({ view: 'all', counted: 'true', ...row.cases })
      if (party !== 'all') query.set('party', party)
      const list = await stage.calls.disclosure_office('GET', `/api/requests?${scope}&${query}`)
      expect([row.key, party, list.body.total]).toEqual([row.key, party, n])
    }
})

test('who may see whose figures', async () => {
  const of = (query: string) => `/api/requests/annual/table2?${query}&from=2026-01-01&to=2026-12-31`
  const { calls, otherCalls, unitId } = stage
  expect((await calls.clerk('GET', of(`unitId=${unitId}`))).status).toBe(200)
  expect((await otherCalls.clerk('GET', of(`unitId=${unitId}`))).status).toBe(404)
  // The town's cases are not the department clerk's to read.
  expect((await calls.clerk('GET', of(`unitId=${unitId}&below=true`))).status).toBe(403)
  expect((await calls.clerk('GET', of('below=false'))).status).toBe(403)
  expect((await calls.system_administrator('GET', of(`unitId=${unitId}`))).status).toBe(403)
  expect((await calls.supervisor('GET', of('below=false'))).status).toBe(200)
  const backwards = await calls.clerk(
    'GET',
    `/api/requests/annual/table2?unitId=${unitId}&from=2026-02-01&to=2026-01-01`,
  )
  expect([backwards.status, backwards.body.issues[0].field]).toEqual([422, 'to'])
})

test('table 3 and the file', async () => {
  const query = `unitId=${stage.unitId}&from=2026-01-01&to=2026-12-31`
  const { body } = await stage.calls.clerk('GET', `/api/requests/annual/table3?${query}`)
  expect(body.groups.map((group: { cells: object }) => Object.values(group.cells))).toEqual([
    [0, 1, 0, 0, 1],
    [0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0],
  ])
  // In September it was still open.
  const autumn = await stage.calls.clerk(
    'GET',
    `/api/requests/annual/table3?unitId=${stage.unitId}&from=2026-01-01&to=2026-09-30`,
  )
  expect(Object.values(autumn.body.groups[0].cells)).toEqual([0, 0, 0, 1, 1])
  const file = await stage.app.inject({ method: 'GET', url: `/api/requests/annual/export?${query}` })
  expect(file.statusCode).toBe(401)
  const made = await stage.calls.clerk('GET', `/api/requests/annual/export?${query}`)
  expect(made.status).toBe(200)
})
