import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { approve } from '../../src/capabilities/knowledge/actions/decide.ts'
import { submit } from '../../src/capabilities/knowledge/actions/hand-in.ts'
import { takeVote } from '../../src/capabilities/knowledge/actions/take-vote.ts'
import {
  flagEnded,
  knowledgeWork,
  remindOfReviews,
  searchKnowledge,
  suggestFromCase,
} from '../../src/capabilities/knowledge/index.ts'
import { anEntry } from '../../src/capabilities/knowledge/testing.ts'
import { aRecord } from '../../src/capabilities/publishing/testing.ts'
import { transact } from '../../src/foundations/context.ts'
import { identityCheckCharacter } from '../../src/foundations/numbers/index.ts'
import { readLog } from '../../src/foundations/publication-log/read.ts'
import { verifyLog } from '../../src/foundations/publication-log/verify.ts'
import { mergeUnits } from '../../src/foundations/units/index.ts'
import { articleRenderer } from '../../src/portal/article.tsx'
import { type OpenReplica, openReplica } from '../../src/portal/replica/open-replica.ts'
import { verifyReplica } from '../../src/portal/replica/verify-replica.ts'
import { openReplicaWriter, type ReplicaWriter } from '../../src/portal/replica/writer.ts'
import { stranger } from '../support/office.ts'
import { fingerprint, type KnowledgeStage, knowledgeStage } from './stage.ts'

/** The life of entries: what the public log says of them, what a replica makes of it, and what calls them back. */

let stage: KnowledgeStage
let folder: string
let writer: ReplicaWriter
let replica: OpenReplica
const path = () => join(folder, 'replica.sqlite')

beforeAll(async () => {
  stage = await knowledgeStage()
  folder = mkdtempSync(join(tmpdir(), 'gongkai-knowledge-'))
  writer = openReplicaWriter(path(), { today: () => '2026-03-02' })
  replica = openReplica(path(), { today: () => '2026-03-02' })
})
afterAll(async () => {
  replica.close()
  writer.close()
  await stage.close()
  rmSync(folder, { recursive: true, force: true })
})

const catchUp = async () => {
  for (;;) {
    const entries = await readLog(stage.platform.db, writer.position().seq, 200)
    if (!entries.length) return
    writer.apply(entries)
  }
}
const entry = (given = {}) => anEntry(stage.platform, stage.people, given)
const item = (given = {}) => aRecord(stage.platform, stage.people, given)
const last = async () => (await stage.said()).at(-1)!

test('before something is entered: what is public and in force beside it, for every unit, and never in an address', async () => {
  const question = '渔船柴油补贴怎么领？'
  const answered = await entry({ question }).published()
  await entry({ question: '渔船柴油补贴什么时候停发？' })
  const open = await item({ title: '云溪县渔船柴油补贴发放办法' }).published()
  const gone = await item({ title: '云溪县渔船柴油补贴暂行办法' }).published()
  await stage.platform.db.updateTable('edition').set({ status: 'withdrawn' }).where('record_id', '=', gone).execute()
  const asked = (text: string, call = stage.otherCalls.clerk) => call('POST', '/api/knowledge/known', { text })
  const { status, body } = await asked('我家的渔船去年烧了三吨柴油，补贴怎么领？')
  expect([status, body.answers.map((one: { id: number }) => one.id)]).toEqual([200, [answered]])
  expect(body.items.map((one: { recordId: number }) => one.recordId)).toEqual([open])
  expect((await asked('渔')).body).toEqual({ answers: [], items: [] })
  expect((await asked(question, stranger(stage.app))).status).toBe(401)
})

test('published through two gates, found under other words, revised, merged, withdrawn; log and replica agree', async () => {
  const record = await item().published()
  const id = await entry({
    question: '水库里可以钓鱼吗？',
    phrasings: ['去水库垂钓要不要办证'],
    answerHtml:
      '<p>饮用水源保护区内的水库<strong>禁止</strong>垂钓，其他水库按管理单位公告执行。</p><script>x</script>',
    sources: [record],
  }).published()
  expect(await last()).toMatchObject({
    kind: 'knowledge.published',
    subject: `knowledge/${id}`,
    payload: {
      id,
      unitId: stage.unitId,
      question: '水库里可以钓鱼吗？',
      version: 1,
      flagged: false,
      sources: [{ recordId: record }],
    },
  })
  await catchUp()
  const found = (q: string) => replica.suggestQuestions(q, 3).map((one) => one.id)
  expect(found('水库垂钓')).toContain(id)
  const shown = replica.question(id)!
  expect(shown.state === 'published' && shown.entry.answerHtml).not.toContain('script')

  // A correction stands beside it until its own gates are passed.
  await stage.calls.clerk('POST', `/api/knowledge/${id}/revision`, {})
  const draft = (await stage.calls.clerk('GET', `/api/knowledge/${id}`)).body
  const saved = await stage.calls.clerk('PUT', `/api/knowledge/${id}/draft`, {
    ...fieldsOf(draft),
    answerHtml: '<p>全县水库都禁止垂钓。</p>',
    saves: draft.saves,
  })
  expect([saved.status, saved.body.version]).toEqual([200, 2])
  await catchUp()
  expect(JSON.stringify(replica.question(id))).not.toContain('全县水库')
  await submit(stage.platform.as(stage.people.clerk), { entryId: id, saves: saved.body.saves, reason: '' })
  for (const [role, status] of [
    ['section_head', 'review'],
    ['secrecy_reviewer', 'secrecy_review'],
  ] as const)
    await approve(stage.platform.as(stage.people[role]), { entryId: id, status, reason: '', acknowledged: [] })
  await catchUp()
  expect(JSON.stringify(replica.question(id))).toContain('全县水库')
  expect(found('其他水库按管理单位公告')).not.toContain(id)

  const twin = await entry({ question: '水库能不能垂钓', answerHtml: '<p>碧霄湖水库不能垂钓。</p>' }).published()
  const third = await entry({ question: '在水库边上钓鱼罚款吗' }).published()
  await stage.calls.section_head('POST', `/api/knowledge/${third}/merge`, { into: twin, reason: '同一件事。' })
  await stage.calls.section_head('POST', `/api/knowledge/${twin}/merge`, { into: id, reason: '同一件事。' })
  await catchUp()
  for (const gone of [twin, third])
    expect(replica.question(gone)).toMatchObject({ state: 'merged', entry: { mergedInto: id } })
  expect(found('水库能不能垂钓')).not.toContain(twin)
  expect(readFileSync(path()).includes('碧霄湖')).toBe(false)

  await stage.calls.section_head('POST', `/api/knowledge/${id}/withdrawal`, { reason: '管理办法修订中。' })
  await catchUp()
  expect(replica.question(id)).toMatchObject({ state: 'withdrawn', entry: { reason: '管理办法修订中。' } })
  expect(replica.questions({ q: '水库', page: 1, size: 20 }).items.map((one) => one.id)).not.toContain(id)
  expect(await verifyLog(stage.platform.db)).toMatchObject({ ok: true })
  expect(verifyReplica(path(), { renderer: articleRenderer })).toMatchObject({ ok: true })
})

/** A case that was answered, as far as the 知识库 looks at it. */
const someCase = async (): Promise<number> => {
  const at = new Date(stage.platform.time.now().epochMilliseconds)
  const { id } = await stage.platform.owner
    .insertInto('case_file')
    .values({
      kind: 'inquiry',
      unit_id: stage.unitId,
      code: 'X1',
      status: 'closed',
      party: 'natural_person',
      submitted_at: at,
      status_at: at,
      counted: false,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

const fieldsOf = ({ topic, question, phrasings, answerHtml, sources, reviewOn }: Record<string, unknown>) => ({
  topic,
  question,
  phrasings,
  answerHtml,
  sources: (sources as { recordId: number }[]).map((one) => one.recordId),
  reviewOn,
})

describe('sources that end', () => {
  const flagged = async (id: number) => (await stage.calls.clerk('GET', `/api/knowledge/${id}`)).body.flagged

  test.each([
    ['withdrawn', () => item().published(), (story: ReturnType<typeof item>) => story.withdrawn()],
    ['repealed', () => item().published(), (story: ReturnType<typeof item>) => story.repealed('2026-03-02')],
  ] as const)('%s: flagged at once, the public told, the unit told, once', async (_, begin, finish) => {
    const story = begin()
    const id = await entry({ sources: [await story] }).published()
    expect(await flagged(id)).toBeNull()
    await finish(story)
    expect((await flagged(id)).reason).toContain('已失效')
    expect((await last()).payload).toMatchObject({ id, flagged: true })
    const told = await stage.platform.db
      .selectFrom('notice')
      .selectAll()
      .where('about', '=', `knowledge/${id}`)
      .execute()
    expect(told.map((one) => one.person_id).sort()).toEqual(
      [stage.people.clerk.personId, stage.people.section_head.personId].sort(),
    )
    const before = await fingerprint(stage.platform)
    expect(await flagEnded(stage.platform)).toBe(0)
    expect(await fingerprint(stage.platform)).toBe(before)
  })

  test('on its day, found by the job; what a section head confirms stays right until another source ends', async () => {
    const [first, second] = [item({ expiresOn: '2026-03-04' }).published(), item().published()]
    const id = await entry({ sources: [await first, await second] }).published()
    expect(await flagged(id)).toBeNull()
    await stage.at('2026-03-05T01:00:00Z')
    expect(await flagEnded(stage.platform)).toBe(1)
    expect(await flagged(id)).not.toBeNull()
    await stage.calls.section_head('POST', `/api/knowledge/${id}/confirmation`, {
      reviewOn: '2026-09-01',
      reason: '不受影响。',
    })
    expect(await flagged(id)).toBeNull()
    expect((await last()).payload).toMatchObject({ id, flagged: false, reviewOn: '2026-09-01' })
    expect(await flagEnded(stage.platform)).toBe(0)
    await second.withdrawn()
    expect(await flagged(id)).not.toBeNull()
  })

  test('a draft that rests on what has ended cannot be handed in', async () => {
    const story = item().published()
    const id = await entry({ sources: [await story] })
    await story.withdrawn()
    const answer = await stage.calls.clerk('POST', `/api/knowledge/${id}/submission`, { saves: 1 })
    expect([answer.status, answer.body.issues.map((one: { key: string }) => one.key)]).toEqual([
      422,
      [`source-ended-${await story}`],
    ])
  })
})

test('nobody passes two gates, nor one of what they wrote; returned, the words go on as a new version', async () => {
  const id = await entry().broughtTo('review').returned('请写明办理地点。')
  const back = (await stage.calls.clerk('GET', `/api/knowledge/${id}`)).body
  expect([back.status, back.version]).toEqual(['draft', 2])
  expect(back.versions.map((one: { status: string }) => one.status)).toEqual(['draft', 'returned'])
  const toDo = (await stage.calls.clerk('GET', '/api/knowledge/to-do')).body
  expect(toDo.groups.find((one: { key: string }) => one.key === 'returned').items[0].id).toBe(id)
})

test('two at once: one decides, the other is told', async () => {
  const id = await entry().broughtTo('review')
  const call = () => stage.calls.section_head('POST', `/api/knowledge/${id}/approval`, { status: 'review' })
  expect((await Promise.all([call(), call()])).map((one) => one.status).sort()).toEqual([200, 409])
})

test('personal data keeps an answer from going on', async () => {
  const body = '11999919880315002'
  const identity = body + identityCheckCharacter(body)
  const id = await entry({ answerHtml: `<p>请联系身份证号为${identity}的经办人。</p>` })
  const answer = await stage.calls.clerk('POST', `/api/knowledge/${id}/submission`, { saves: 1 })
  expect(answer.status).toBe(422)
  expect(answer.body.issues[0].key).toContain('identity_number')
})

test('a draft from an answered case, once; votes and uses are counted by day, of whom nobody knows', async () => {
  const ctx = stage.platform.as()
  const caseId = await someCase()
  const given = {
    unitId: stage.unitId,
    topic: 'agriculture' as const,
    question: ' 打井要\n办证吗 ',
    answerHtml: '<p>要。</p>',
  }
  const make = () => transact(ctx, (work) => suggestFromCase(work, { ...given, caseId }))
  const suggested = await make()
  expect(await make()).toBe(suggested)
  const made = (await stage.calls.clerk('GET', `/api/knowledge/${suggested}`)).body
  expect([made.question, made.status, made.reviewOn, made.caseId]).toEqual([
    '打井要 办证吗',
    'draft',
    '2026-09-05',
    caseId,
  ])
  const id = await entry().published()
  const vote = (wanted: boolean) =>
    transact(ctx, (work) =>
      takeVote(
        work,
        { id: '', kind: '', receipt: '', at: '2026-03-04T17:00:00Z', data: { entryId: id, wanted }, files: [] },
        ctx,
      ),
    )
  for (const wanted of [true, false, false, false]) await vote(wanted)
  const { body } = await stage.calls.clerk('GET', '/api/knowledge/figures')
  expect(body.often[0]).toMatchObject({ id, wanted: 1, unwanted: 3 })
  expect(body.missed.map((one: { id: number }) => one.id)).toEqual([id])
  await expect(
    transact(ctx, (work) =>
      takeVote(
        work,
        { id: '', kind: '', receipt: '', at: '2026-03-04T17:00:00Z', data: { entryId: 'x' }, files: [] },
        ctx,
      ),
    ),
  ).rejects.toThrow()
})

test('reminded a week ahead and on the day, once each', async () => {
  const id = await entry({ reviewOn: '2026-03-20' }).published()
  const told = async () =>
    (
      await stage.platform.db
        .selectFrom('notice')
        .select('idempotency_key')
        .where('about', '=', `knowledge/${id}`)
        .execute()
    ).length
  await stage.at('2026-03-12T01:00:00Z')
  await remindOfReviews(stage.platform)
  expect(await told()).toBe(0)
  await stage.at('2026-03-13T01:00:00Z')
  await remindOfReviews(stage.platform)
  await remindOfReviews(stage.platform)
  expect(await told()).toBe(2)
  await stage.at('2026-03-20T01:00:00Z')
  await remindOfReviews(stage.platform)
  expect(await told()).toBe(4)
  const due = (await stage.calls.clerk('GET', '/api/knowledge?view=due')).body
  expect(due.items.map((one: { id: number }) => one.id)).toContain(id)
})

test('staff find what is public before the drafts of their own unit, and no draft of another', async () => {
  const open = await entry({ question: '地下水取水井怎么登记？' })
  const live = await entry({ question: '取水井登记要交哪些材料？' }).published()
  const found = async (units: number[]) =>
    (await searchKnowledge(stage.platform.db, { q: '我家打的取水井要登记', units })).map((one) => one.id)
  expect((await found([stage.unitId])).filter((id) => [open, live].includes(id))).toEqual([live, open])
  expect(await found([stage.otherUnitId])).not.toContain(open)
  expect(await searchKnowledge(stage.platform.db, { q: '请问怎么办' })).toEqual([])
})

test('duplicates are shown to whoever may merge them', async () => {
  const one = await entry({
    question: '防汛沙袋在哪里领取？',
    answerHtml: '<p>到各乡镇水利站领取，每户二十只，用完交回原处，损坏的不必赔偿，多余的请主动退还。</p>',
  }).published()
  const two = await entry({
    question: '防汛用的沙袋去哪里领？',
    answerHtml: '<p>到各乡镇水利站领取，每户二十只，用完交回原处，损坏的不必赔偿，多余的请主动退还。</p>',
  }).published()
  const { items } = (await stage.calls.section_head('GET', '/api/knowledge/duplicates')).body
  const pairs = items.map((pair: { entries: { id: number }[] }) => pair.entries.map(({ id }) => id))
  expect(pairs).toContainEqual([one, two])
})

test('a unit that ends hands its entries on, and the public is told whom to ask', async () => {
  const id = await anEntry(stage.platform, stage.others).published()
  const merger = { intoId: stage.unitId, unitIds: [stage.otherUnitId], on: '2026-03-20', posts: 'move' as const }
  await mergeUnits(stage.platform.as(), { openWork: [knowledgeWork] }, merger)
  expect((await last()).payload).toMatchObject({ id, unitId: stage.unitId })
})
