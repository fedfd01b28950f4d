import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { registerPublishing } from '../../src/capabilities/publishing/index.ts'
import { aRecord } from '../../src/capabilities/publishing/testing.ts'
import { lockDelegation, setEnded } from '../../src/foundations/identity/delegations.ts'
import { type Role, registerIdentity, registerPeople, roleNames } from '../../src/foundations/identity/index.ts'
import { administrations } from '../../src/foundations/identity/roles.ts'
import { type Call, signedInAs, testOffice } from '../support/office.ts'
import { type Persona, person } from '../support/people.ts'
import { fingerprint, type PublishingStage, publishingStage } from './stage.ts'

/**
 * 代理 (AB岗): somebody stands in for the holder of a post on given days, and whatever is done so is done by two people.
 * The clock stands on Monday 2026-03-02, 09:00 in Beijing.
 */

let stage: PublishingStage
let app: FastifyInstance
const calls = {} as Record<Role, Call>
beforeAll(async () => {
  stage = await publishingStage()
  app = await testOffice(stage.platform, (office) => {
    registerIdentity(office, stage.platform, { secureCookies: false })
    registerPeople(office, stage.platform)
    registerPublishing(office, stage.platform)
  })
  for (const role of roleNames) calls[role] = await signedInAs(app, stage.platform, stage.people[role])
})
afterAll(async () => {
  await app.close()
  await stage.close()
})
beforeEach(async () => {
  stage.platform.time.set('2026-03-02T01:00:00Z')
  await stage.platform.db.deleteFrom('delegation_end_noted').execute()
  await stage.platform.db.deleteFrom('delegation').execute()
})

const postOf = (role: Role) => stage.people[role].posts[0]!.id
const idOf = (role: Role) => stage.people[role].personId
const week = { startsOn: '2026-03-02', endsOn: '2026-03-06' }
const ask = (of: Role, deputy: Role, more: object = {}) => ({
  postId: postOf(of),
  deputyId: idOf(deputy),
  ...week,
  ...more,
})
/** Names a deputy as the holder of the post; gives the delegation's id. */
const lend = async (of: Role, deputy: Role, more: object = {}): Promise<number> => {
  const answer = await calls[of]('POST', '/api/delegations', ask(of, deputy, more))
  expect([answer.status, answer.body.issues]).toEqual([201, undefined])
  return answer.body.id
}
const approve = (call: Call, recordId: number) => call('POST', `/api/records/${recordId}/approval`, { revision: 1 })
const record = () => aRecord(stage.platform, stage.people)
const detail = async (recordId: number) => (await calls.clerk('GET', `/api/records/${recordId}`)).body

describe('a deputy decides', () => {
  test('in the place of who is away, and every list says so', async () => {
    await lend('section_head', 'supervisor', { reason: '外出学习' })
    const recordId = await record().submitted()
    const toDo = (await calls.supervisor('GET', '/api/to-do')).body
    const waiting = toDo.groups.find((group: { key: string }) => group.key === 'section_review')
    expect(waiting).toMatchObject({ onBehalfOf: stage.people.section_head.name, total: 1 })
    expect((await approve(calls.supervisor, recordId)).status).toBe(200)
    const signature = `${stage.people.supervisor.name} 代 ${stage.people.section_head.name}`
    const shown = await detail(recordId)
    expect(shown.timeline.at(-1)).toMatchObject({ action: 'approve', actorName: signature, roleLabel: '科室负责人' })
    expect(shown.chain[0]).toMatchObject({ state: 'done', by: signature })
    const entry = await stage.platform.db
      .selectFrom('audit_entry')
      .selectAll()
      .where('action', '=', 'record.approved')
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow()
    expect(entry.actor_id).toBe(idOf('supervisor'))
    expect(entry.detail).toMatchObject({ onBehalfOf: { personId: idOf('section_head') } })
  })

  test('and neither of the two passes another gate of the same item, in whatever place', async () => {
    await lend('section_head', 'supervisor')
    await lend('deputy_leader', 'supervisor')
    await lend('secrecy_reviewer', 'section_head')
    const recordId = await record().submitted()
    expect((await approve(calls.supervisor, recordId)).status).toBe(200)
    const before = await fingerprint(stage.platform)
    // The deputy, in a second place.
    const again = await approve(calls.supervisor, recordId)
    expect([again.status, again.body.detail]).toEqual([403, expect.stringContaining('同一人不能审核两个环节')])
    expect(await fingerprint(stage.platform)).toBe(before)
    expect((await calls.supervisor('GET', '/api/to-do')).body.groups).not.toContainEqual(
      expect.objectContaining({ key: 'deputy_review', total: 1 }),
    )
    // Who was stood in for comes back early and acts in another place.
    expect((await approve(calls.deputy_leader, recordId)).status).toBe(200)
    expect((await approve(calls.section_head, recordId)).status).toBe(403)
    expect((await approve(calls.secrecy_reviewer, recordId)).status).toBe(200)
  })

  test('not what the other drafted', async () => {
    await lend('section_head', 'supervisor')
    await lend('clerk', 'section_head')
    const begun = await calls.section_head('POST', '/api/records', {
      unitId: stage.unitId,
      title: '代为起草的通知',
      bodyHtml: '<p>正文。</p>',
      columnId: stage.column,
      formedOn: '2026-02-26',
    })
    expect(begun.status).toBe(201)
    const { recordId } = begun.body
    expect((await detail(recordId)).revision.authorName).toContain(` 代 ${stage.people.clerk.name}`)
    expect((await calls.clerk('POST', `/api/records/${recordId}/submission`, {})).status).toBe(200)
    // Drafted by the section head for the clerk: neither the section head nor the section head's deputy reviews it.
    const own = await approve(calls.section_head, recordId)
    expect([own.status, own.body.detail]).toEqual([403, expect.stringContaining('起草')])
    const theirs = await approve(calls.supervisor, recordId)
    expect([theirs.status, theirs.body.detail]).toEqual([403, expect.stringContaining('您现在代理')])
  })

  test('the database keeps it so, whoever writes', async () => {
    await lend('section_head', 'supervisor')
    const recordId = await record().submitted()
    await approve(calls.supervisor, recordId)
    const step = await stage.platform.db.selectFrom('step').selectAll().orderBy('id', 'desc').executeTakeFirstOrThrow()
    const other = { edition_id: step.edition_id, action: 'approve', to_status: 'sign_off', at: step.at } as const
    const insert = (actor: Role, principal: Role | null) =>
      stage.platform.db
        .insertInto('step')
        .values({
          ...other,
          from_status: 'secrecy_review',
          actor_id: idOf(actor),
          on_behalf_of: principal && idOf(principal),
        })
        .execute()
    await expect(insert('section_head', null)).rejects.toMatchObject({ code: '23P01' })
    await expect(insert('deputy_leader', 'supervisor')).rejects.toMatchObject({ code: '23P01' })
    await expect(insert('deputy_leader', 'section_head')).rejects.toMatchObject({ code: '23P01' })
    await expect(insert('supervisor', 'deputy_leader')).rejects.toMatchObject({ code: '23P01' })
    await insert('deputy_leader', 'secrecy_reviewer')
  })

  test('from midnight to midnight in Beijing', async () => {
    await lend('section_head', 'supervisor', { startsOn: '2026-03-03', endsOn: '2026-03-04' })
    const at = async (instant: string) => {
      stage.platform.time.set(instant)
      const call = await signedInAs(app, stage.platform, stage.people.supervisor)
      return (await approve(call, await record().submitted())).status
    }
    expect(await at('2026-03-02T15:59:59Z')).toBe(403)
    expect(await at('2026-03-02T16:00:00Z')).toBe(200)
    expect(await at('2026-03-04T15:59:59Z')).toBe(200)
    expect(await at('2026-03-04T16:00:00Z')).toBe(403)
  })

  test('until the post ends or the deputy leaves the unit', async () => {
    const away = await person(stage.platform, { role: 'section_head', unit: stage.unitId })
    const helper = await person(stage.platform, { role: 'supervisor', unit: stage.unitId })
    const lent = async () => {
      const call = await signedInAs(app, stage.platform, away)
      const made = { postId: away.posts[0]!.id, deputyId: helper.personId, ...week }
      expect((await call('POST', '/api/delegations', made)).status).toBe(201)
    }
    const held = async () => {
      const me = (await (await signedInAs(app, stage.platform, helper))('GET', '/api/session')).body
      return me.posts.filter((post: { onBehalfOf?: unknown }) => post.onBehalfOf).length
    }
    await lent()
    expect(await held()).toBe(1)
    const ended = (who: Persona) => stage.platform.db.updateTable('post').where('id', '=', who.posts[0]!.id)
    await ended(helper).set({ ended_on: '2026-03-02' }).execute()
    expect(await held()).toBe(0)
    await ended(helper).set({ ended_on: null }).execute()
    await ended(away).set({ ended_on: '2026-03-02' }).execute()
    expect(await held()).toBe(0)
  })

  test('and must have the second factor that the post demands', async () => {
    await lend('signing_leader', 'supervisor')
    const policy = (await calls.security_administrator('GET', '/api/sign-in-policy')).body
    const roles = (secondFactorRoles: Role[]) =>
      calls.security_administrator('PUT', '/api/sign-in-policy', { ...policy, secondFactorRoles })
    expect((await roles(['signing_leader'])).status).toBe(200)
    const me = await calls.supervisor('GET', '/api/session')
    expect(me.body.need).toBe('second_factor')
    expect((await calls.supervisor('GET', '/api/to-do')).body.type).toBe('urn:gongkai:problem:second-factor-needed')
    await roles([])
  })

  test('one deputy ended while acting: the decision waits for it, and is refused with nothing written', async () => {
    const delegation = await lend('section_head', 'supervisor')
    const recordId = await record().submitted()
    const before = await fingerprint(stage.platform)
    let answer: ReturnType<Call> | undefined
    await stage.platform.db.transaction().execute(async (trx) => {
      await lockDelegation(trx, delegation)
      answer = approve(calls.supervisor, recordId)
      await new Promise((wait) => setTimeout(wait, 300))
      await setEnded(trx, delegation, idOf('section_head'), stage.platform.clock())
    })
    const { status, body } = await answer!
    expect([status, body.detail]).toEqual([403, expect.stringContaining('代理已经结束')])
    expect(await fingerprint(stage.platform)).toBe(before)
  })
})

describe('naming a deputy', () => {
  test.each(roleNames)('%s, for an own post', async (role) => {
    const deputy = role === 'supervisor' ? 'clerk' : 'supervisor'
    const { status, body } = await calls[role]('POST', '/api/delegations', ask(role, deputy))
    if (!(administrations as readonly Role[]).includes(role)) return expect(status).toBe(201)
    expect([status, body.issues.map((issue: { key: string }) => issue.key)]).toEqual([422, ['not_delegable']])
  })

  test.each(roleNames.filter((role) => role !== 'section_head'))('%s, for somebody else', async (role) => {
    const given = ask('section_head', 'deputy_leader')
    const plain = await calls[role]('POST', '/api/delegations', given)
    expect(plain.status).toBe(role === 'security_administrator' ? 422 : 404)
    const withReason = await calls[role]('POST', '/api/delegations', { ...given, reason: '住院' })
    expect(withReason.status).toBe(role === 'security_administrator' ? 201 : 404)
  })

  test('both hear of it, with who named whom', async () => {
    await calls.security_administrator('POST', '/api/delegations', {
      ...ask('section_head', 'supervisor', { startsOn: '2026-03-04' }),
      reason: '住院',
    })
    const theirs = (await calls.section_head('GET', '/api/delegations')).body
    const given = { state: 'coming', reason: '住院', madeByName: stage.people.security_administrator.name }
    expect(theirs).toMatchObject({ mine: [given], forMe: [] })
    expect((await calls.supervisor('GET', '/api/delegations')).body).toMatchObject({ mine: [], forMe: [given] })
    expect((await calls.clerk('GET', '/api/delegations')).body).toEqual({ mine: [], forMe: [] })
    const people = `/api/people/${idOf('supervisor')}/delegations`
    expect((await calls.auditor('GET', people)).body).toMatchObject([given])
    expect((await calls.clerk('GET', people)).status).toBe(403)
  })

  test('one at a time for a post; two at once make one', async () => {
    const given = [ask('section_head', 'supervisor'), ask('section_head', 'deputy_leader', { startsOn: '2026-03-06' })]
    const answers = await Promise.all(given.map((body) => calls.section_head('POST', '/api/delegations', body)))
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 422])
    const next = ask('section_head', 'clerk', { startsOn: '2026-03-07', endsOn: '2026-03-08' })
    expect((await calls.section_head('POST', '/api/delegations', next)).status).toBe(201)
  })

  test('a deputy passes nothing on', async () => {
    await lend('section_head', 'supervisor')
    const chain = await calls.supervisor('POST', '/api/delegations', ask('section_head', 'deputy_leader'))
    expect(chain.status).toBe(404)
    expect((await calls.supervisor('GET', `/api/posts/${postOf('section_head')}/deputies`)).status).toBe(404)
  })

  test('colleagues of the unit are offered, without the three administrations', async () => {
    const offered = (await calls.section_head('GET', `/api/posts/${postOf('section_head')}/deputies`)).body
    const ids = offered.map((one: { id: number }) => one.id)
    expect(ids).toContain(idOf('clerk'))
    expect(ids).not.toContain(idOf('section_head'))
    for (const role of administrations) expect(ids).not.toContain(idOf(role))
    expect(ids).not.toContain(stage.others.clerk.personId)
  })

  test('who stands in for somebody is made no administrator meanwhile', async () => {
    await lend('section_head', 'supervisor')
    const post = { unitId: stage.unitId, role: 'auditor' }
    const answer = await calls.security_administrator('POST', `/api/people/${idOf('supervisor')}/posts`, post)
    expect([answer.status, answer.body.issues[0].key]).toEqual([422, 'deputy'])
  })
})

describe('ending it early', () => {
  test.each(['section_head', 'supervisor', 'security_administrator'] as const)('by the %s, at once', async (role) => {
    const id = await lend('section_head', 'supervisor')
    const recordId = await record().submitted()
    expect((await calls[role]('DELETE', `/api/delegations/${id}`)).status).toBe(204)
    expect((await approve(calls.supervisor, recordId)).status).toBe(403)
    expect((await calls[role]('DELETE', `/api/delegations/${id}`)).status).toBe(409)
    const { mine } = (await calls.section_head('GET', '/api/delegations')).body
    expect(mine).toMatchObject([{ state: 'over', endedByName: stage.people[role].name }])
    await lend('section_head', 'deputy_leader')
  })
  test.each(['clerk', 'signing_leader', 'disclosure_office', 'system_administrator', 'auditor'] as const)(
    'not by the %s',
    async (role) => {
      const id = await lend('section_head', 'supervisor')
      expect((await calls[role]('DELETE', `/api/delegations/${id}`)).status).toBe(404)
    },
  )
  test('each side is told of it until that side has taken note, and nobody else takes note', async () => {
    const id = await lend('section_head', 'supervisor')
    const noted = (role: Role) => calls[role]('POST', `/api/delegations/${id}/end-noted`)
    expect((await noted('supervisor')).status).toBe(409)
    await calls.security_administrator('DELETE', `/api/delegations/${id}`)
    expect((await noted('security_administrator')).status).toBe(404)
    for (const _twice of [1, 2]) expect((await noted('supervisor')).status).toBe(204)
    expect((await calls.supervisor('GET', '/api/delegations')).body.forMe).toMatchObject([{ id, noted: true }])
    expect((await calls.section_head('GET', '/api/delegations')).body.mine).toMatchObject([{ id, noted: false }])
  })
  test('every making and ending is in the audit log', async () => {
    const id = await lend('section_head', 'supervisor')
    await calls.section_head('DELETE', `/api/delegations/${id}`)
    const rows = await stage.platform.db
      .selectFrom('audit_entry')
      .select(['action', 'subject'])
      .where(sql<boolean>`(detail ->> 'delegation')::int = ${id}`)
      .orderBy('seq')
      .execute()
    const subject = `person/${idOf('section_head')}`
    expect(rows).toEqual([
      { action: 'delegation.made', subject },
      { action: 'delegation.ended', subject },
    ])
  })
})
