import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aRecord, cleanDraft, decideAs } from '../../src/capabilities/publishing/testing.ts'
import { givePost, system } from '../../src/foundations/identity/index.ts'
import { type Call, signedInAs } from '../support/office.ts'
import { person } from '../support/people.ts'
import { fingerprint, type PublishingStage, publishingStage } from './stage.ts'

/** Decisions that meet each other: double clicks, two people at once, and the hands that may not decide twice. */

let stage: PublishingStage
beforeAll(async () => {
  stage = await publishingStage()
})
afterAll(() => stage.close())

const record = (given = {}) => aRecord(stage.platform, stage.people, given)
const detail = async (recordId: number) => (await stage.calls.clerk('GET', `/api/records/${recordId}`)).body
const approve = (call: Call, recordId: number, revision = 1) =>
  call('POST', `/api/records/${recordId}/approval`, { reason: '', revision })
const here = (...role: Parameters<typeof person>[1]['role'][]) =>
  person(stage.platform, { role: role as never, unit: stage.unitId })
const count = async (table: 'record' | 'revision' | 'step' | 'publication_log') => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(
    stage.platform.db,
  )
  return rows[0]!.n
}

describe('the same thing sent twice', () => {
  test('with one Idempotency-Key makes one record, at the same moment and later', async () => {
    const before = await count('record')
    const body = { ...cleanDraft(stage.column), unitId: stage.unitId }
    const send = () => stage.calls.clerk('POST', '/api/records', body, { 'idempotency-key': 'double-click-1' })
    const answers = await Promise.all([send(), send(), send(), send(), send()])
    answers.push(await send())
    expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201, 201, 201, 201])
    expect(new Set(answers.map((answer) => answer.body.recordId)).size).toBe(1)
    expect(await count('record')).toBe(before + 1)
  })

  test('with two keys, or by two people with one key, makes two', async () => {
    const body = { ...cleanDraft(stage.column), unitId: stage.unitId }
    const colleague = await signedInAs(stage.app, stage.platform, await here('clerk'))
    const ids = await Promise.all([
      stage.calls.clerk('POST', '/api/records', body, { 'idempotency-key': 'first-key' }),
      stage.calls.clerk('POST', '/api/records', body, { 'idempotency-key': 'second-key' }),
      colleague('POST', '/api/records', body, { 'idempotency-key': 'first-key' }),
    ])
    expect(new Set(ids.map((answer) => answer.body.recordId)).size).toBe(3)
  })

  test('a submission clicked twice is one submission', async () => {
    const recordId = await record()
    const send = () => stage.calls.clerk('POST', `/api/records/${recordId}/submission`, {})
    const answers = await Promise.all([send(), send()])
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409])
    const { timeline } = await detail(recordId)
    expect(timeline.filter((step: { action: string }) => step.action === 'submit')).toHaveLength(1)
  })
})

describe('two people at once', () => {
  test('two approvals at one gate: one passes it, the other changes nothing', async () => {
    const recordId = await record().broughtTo('section_review')
    const other = await signedInAs(stage.app, stage.platform, await here('section_head'))
    const answers = await Promise.all([approve(stage.calls.section_head, recordId), approve(other, recordId)])
    expect(answers.map((answer) => answer.status).filter((status) => status === 200)).toHaveLength(1)
    const { status, timeline } = await detail(recordId)
    expect(status).toBe('deputy_review')
    expect(timeline.filter((step: { action: string }) => step.action === 'approve')).toHaveLength(1)
  })

  test('a click meant for a gate that a colleague passed first does not count at the next one', async () => {
    const recordId = await record().submitted()
    const both = await person(stage.platform, { role: 'section_head', unit: stage.unitId })
    await givePost(stage.platform.as(system), {
      personId: both.personId!,
      unitId: stage.unitId,
      role: 'deputy_leader',
      title: '',
    })
    const call = await signedInAs(stage.app, stage.platform, both)
    expect((await approve(stage.calls.section_head, recordId)).status).toBe(200)
    const before = await fingerprint(stage.platform)
    const late = await call('POST', `/api/records/${recordId}/approval`, { revision: 1, status: 'section_review' })
    expect(late.status).toBe(409)
    expect(await fingerprint(stage.platform)).toEqual(before)
    const meant = await call('POST', `/api/records/${recordId}/approval`, { revision: 1, status: 'deputy_review' })
    expect(meant.status).toBe(200)
  })

  test('two signatures at once publish once', async () => {
    const recordId = await record().broughtTo('sign_off')
    const other = await signedInAs(stage.app, stage.platform, await here('signing_leader'))
    const before = await count('publication_log')
    const answers = await Promise.all([
      approve(stage.calls.signing_leader, recordId),
      approve(other, recordId),
      approve(stage.calls.signing_leader, recordId),
    ])
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409])
    expect(await count('publication_log')).toBe(before + 1)
  })

  test('an approval and a return at once: one of them', async () => {
    const recordId = await record().broughtTo('secrecy_review')
    const reviewer = stage.calls.secrecy_reviewer
    const other = await signedInAs(stage.app, stage.platform, await here('secrecy_reviewer'))
    const answers = await Promise.all([
      approve(reviewer, recordId),
      other('POST', `/api/records/${recordId}/return`, { reason: '请补充依据。', revision: 1 }),
    ])
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
    expect((await detail(recordId)).status).toBe(answers[0]!.status === 200 ? 'sign_off' : 'draft')
  })

  test('a save that comes second is told who was first, and nothing it typed is written', async () => {
    const recordId = await record()
    const first = await stage.calls.clerk('PUT', `/api/records/${recordId}/draft`, {
      ...cleanDraft(stage.column, { title: '先保存的标题' }),
      baseRevision: 1,
    })
    expect(first.body.revision).toMatchObject({ number: 2, title: '先保存的标题' })
    const colleague = await signedInAs(stage.app, stage.platform, await here('clerk'))
    const before = await fingerprint(stage.platform)
    const second = await colleague('PUT', `/api/records/${recordId}/draft`, {
      ...cleanDraft(stage.column, { title: '后保存的标题' }),
      baseRevision: 1,
    })
    expect(second.status).toBe(409)
    expect(second.body.current).toEqual({
      revision: 2,
      authorName: stage.people.clerk.name,
      at: expect.stringMatching(/^2026-03-02T/),
    })
    expect(await fingerprint(stage.platform)).toBe(before)
  })

  test('ten saves at once on one revision: one is written', async () => {
    const recordId = await record()
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        stage.calls.clerk('PUT', `/api/records/${recordId}/draft`, {
          ...cleanDraft(stage.column, { title: `第${i}个标题` }),
          baseRevision: 1,
        }),
      ),
    )
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
    expect((await detail(recordId)).revision.number).toBe(2)
  })

  test('a text saved again unchanged is no new revision', async () => {
    const draft = cleanDraft(stage.column)
    const { body } = await stage.calls.clerk('POST', '/api/records', { ...draft, unitId: stage.unitId })
    const before = await fingerprint(stage.platform)
    const again = await stage.calls.clerk('PUT', `/api/records/${body.recordId}/draft`, { ...draft, baseRevision: 1 })
    expect(again.body.revision.number).toBe(1)
    expect(await fingerprint(stage.platform)).toBe(before)
  })
})

describe('separated hands', () => {
  test('whoever drafted approves at no gate, whatever other posts he has', async () => {
    const everything = await here(...(['clerk', 'section_head', 'secrecy_reviewer', 'signing_leader'] as never[]))
    const recordId = await aRecord(stage.platform, { ...stage.people, clerk: everything }).submitted()
    const call = await signedInAs(stage.app, stage.platform, everything)
    for (const gate of ['section_review', 'deputy_review', 'secrecy_review', 'sign_off'] as const) {
      expect((await detail(recordId)).status).toBe(gate)
      const answer = await approve(call, recordId)
      expect([gate, answer.status]).toEqual([gate, 403])
      if (gate !== 'deputy_review') expect(answer.body.detail).toMatch(/起草人/)
      if (gate !== 'sign_off')
        await decideAs(
          stage.platform.as(
            stage.people[
              (
                {
                  section_review: 'section_head',
                  deputy_review: 'deputy_leader',
                  secrecy_review: 'secrecy_reviewer',
                } as const
              )[gate]
            ],
          ),
          recordId,
          'approve',
        )
    }
  })

  test('nobody passes two gates of an edition; of the next edition he may', async () => {
    const two = await here(...(['section_head', 'secrecy_reviewer'] as never[]))
    const call = await signedInAs(stage.app, stage.platform, two)
    const people = { ...stage.people, section_head: two }
    const recordId = await aRecord(stage.platform, people).broughtTo('secrecy_review')
    const refused = await approve(call, recordId)
    expect([refused.status, refused.body.detail]).toEqual([403, expect.stringMatching(/两个环节/)])
    await aRecordGoesOn(recordId)
    await stage.calls.clerk('POST', `/api/records/${recordId}/correction`, { reason: '日期有误。' })
    await stage.calls.clerk('POST', `/api/records/${recordId}/submission`, {})
    expect((await approve(stage.calls.section_head, recordId)).status).toBe(200)
    expect((await approve(stage.calls.deputy_leader, recordId)).status).toBe(200)
    expect((await approve(call, recordId)).status).toBe(200)
  })

  const aRecordGoesOn = async (recordId: number) => {
    expect((await approve(stage.calls.secrecy_reviewer, recordId)).status).toBe(200)
    expect((await approve(stage.calls.signing_leader, recordId)).status).toBe(200)
  }

  test('the database refuses a second gate even to a program that does not ask', async () => {
    const recordId = await record().broughtTo('deputy_review')
    const { id } = await stage.platform.db
      .selectFrom('edition')
      .select('id')
      .where('record_id', '=', recordId)
      .executeTakeFirstOrThrow()
    const pass = (gate: string) =>
      sql`insert into step (edition_id, action, from_status, to_status, actor_id, at)
        values (${id}, 'approve', ${gate}, 'sign_off', ${stage.people.section_head.personId}, now())`.execute(
        stage.platform.db,
      )
    await expect(pass('deputy_review')).rejects.toMatchObject({ code: '23P01', constraint: 'step_one_gate_each' })
    await expect(pass('section_review')).resolves.toBeDefined()
  })

  test('a section head who mended the text passes it on and does not sign it', async () => {
    const head = await here(...(['section_head', 'signing_leader'] as never[]))
    const call = await signedInAs(stage.app, stage.platform, head)
    const people = { ...stage.people, section_head: head }
    const recordId = await aRecord(stage.platform, people)
      .broughtTo('section_review')
      .saved({ title: '科长改过的标题' }, 'section_head')
    // Another head decides, so that only the editing stands against the signature.
    for (const role of ['section_head', 'deputy_leader', 'secrecy_reviewer'] as const)
      expect([role, (await approve(stage.calls[role], recordId, 2)).status]).toEqual([role, 200])
    const refused = await approve(call, recordId, 2)
    expect([refused.status, refused.body.detail]).toEqual([403, expect.stringMatching(/修改过/)])
    expect((await approve(stage.calls.signing_leader, recordId, 2)).status).toBe(200)
  })

  test('after a return the same reviewer passes the same gate again, on the new text', async () => {
    const recordId = await record()
      .broughtTo('secrecy_review')
      .returned()
      .saved({ title: '补充依据后的标题' })
      .broughtTo('secrecy_review')
    const { timeline, revision } = await detail(recordId)
    expect(revision.number).toBe(2)
    const passes = timeline.filter((step: { action: string }) => step.action === 'approve')
    expect(passes.map((step: { fromStatus: string; revision: number }) => [step.fromStatus, step.revision])).toEqual([
      ['section_review', 1],
      ['deputy_review', 1],
      ['section_review', 2],
      ['deputy_review', 2],
    ])
    expect((await approve(stage.calls.secrecy_reviewer, recordId, 1)).status).toBe(409)
    expect((await approve(stage.calls.secrecy_reviewer, recordId, 2)).status).toBe(200)
  })
})

describe('a doubt', () => {
  test.each(['section_review', 'deputy_review', 'secrecy_review', 'sign_off'] as const)(
    'at %s goes to the disclosure office, and its answer back to that gate',
    async (gate) => {
      const recordId = await record().broughtTo(gate).doubted()
      const asked = await detail(recordId)
      expect(asked.status).toBe('consultation')
      expect(asked.chain.find((one: { state: string }) => one.state === 'current').gate).toBe(gate)
      await decideAs(stage.platform.as(stage.people.disclosure_office), recordId, 'clear', '可以公开。')
      expect((await detail(recordId)).status).toBe(gate)
      // Whoever doubted may now pass the gate.
      await aRecordOn(recordId)
      expect((await detail(recordId)).status).not.toBe(gate)
    },
  )
  const aRecordOn = async (recordId: number) => {
    const { status } = await detail(recordId)
    const role = {
      section_review: 'section_head',
      deputy_review: 'deputy_leader',
      secrecy_review: 'secrecy_reviewer',
      sign_off: 'signing_leader',
    } as const
    await decideAs(stage.platform.as(stage.people[role[status as keyof typeof role]]), recordId, 'approve')
  }
})

describe('what the checks say is binding', () => {
  test('a text with an identity number is not submitted, and the clerk sees where it stands', async () => {
    const recordId = await record({ bodyHtml: '<p>申请人 11010519491231002X，已核实。</p>' })
    const before = await fingerprint(stage.platform)
    const answer = await stage.calls.clerk('POST', `/api/records/${recordId}/submission`, {})
    expect(answer.status).toBe(422)
    expect(answer.body.issues[0]).toMatchObject({ field: 'bodyHtml', start: 4, end: 22 })
    expect(await fingerprint(stage.platform)).toBe(before)
  })

  test('a warning is named by whoever approves, and what was let pass stands in the history', async () => {
    const recordId = await record({ bodyHtml: '<p>防汛值班电话 13800138000。</p>' }).submitted()
    const refused = await approve(stage.calls.section_head, recordId)
    expect(refused.status).toBe(422)
    const acknowledged = refused.body.issues.map((issue: { key: string }) => issue.key)
    expect(acknowledged).toEqual(['mobile_phone-bodyHtml-7'])
    const passed = await stage.calls.section_head('POST', `/api/records/${recordId}/approval`, {
      reason: '值班电话，应当公开。',
      revision: 1,
      acknowledged,
    })
    expect(passed.status).toBe(200)
    expect(passed.body.timeline.at(-1)).toMatchObject({
      reason: '值班电话，应当公开。',
      findings: [{ field: 'bodyHtml' }],
    })
  })

  test('a correction is checked as what it is: public already, neither late nor to be hidden', async () => {
    const recordId = await record({ formedOn: '2026-01-05' }).published().corrected()
    const { revision } = await detail(recordId)
    const checks = async (more: object) =>
      (
        await stage.calls.clerk('POST', '/api/records/checks', {
          ...cleanDraft(stage.column, { formedOn: '2026-01-05', docNumber: revision.docNumber }),
          ...more,
          unitId: stage.unitId,
          recordId,
        })
      ).body.issues.map((issue: { key: string }) => issue.key)
    expect(await checks({})).toEqual([])
    expect(await checks({ attribute: 'on_request', attributeReason: '涉及第三方。' })).toEqual(['attribute-live'])
  })

  test('a text that came back is found to be the same', async () => {
    const bodyHtml = `<p>${'各乡镇人民政府、县政府各部门：为做好防汛工作，现就有关事项通知如下，请认真贯彻执行，落实责任。'.repeat(3)}</p>`
    const first = await record({ bodyHtml }).published()
    const second = await record({ bodyHtml })
    const { issues, duplicates } = await detail(second)
    expect(issues.map((issue: { key: string; severity: string }) => `${issue.severity} ${issue.key}`)).toEqual([
      `warn duplicate-${first}`,
    ])
    expect(duplicates[0]).toMatchObject({ recordId: first, similarity: 1, url: `/items/${first}` })
  })
})
