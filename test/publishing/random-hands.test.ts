import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  correct,
  createRecord,
  type DraftFields,
  decide,
  discard,
  draftOf,
  extendTerm,
  letLapse,
  publishDue,
  recordDetail,
  repeal,
  reschedule,
  saveDraft,
  submit,
  unschedule,
  withdraw,
} from '../../src/capabilities/publishing/index.ts'
import { cleanDraft } from '../../src/capabilities/publishing/testing.ts'
import { type Action, actions, transitions } from '../../src/capabilities/publishing/transitions.ts'
import type { Ctx } from '../../src/foundations/context.ts'
import { verifyLog } from '../../src/foundations/publication-log/verify.ts'
import { Problem } from '../../src/platform/http/problem.ts'
import { type Persona, person } from '../support/people.ts'
import { type PublishingStage, publishingStage } from './stage.ts'

/**
 * Whatever people try, in whatever order: what must never happen does not, and refusals are problems, never crashes. The
 * seed makes a run repeatable: HANDS_SEED.
 */

let stage: PublishingStage
let everybody: Persona[]
beforeAll(async () => {
  stage = await publishingStage()
  const here = (...role: (keyof typeof stage.people)[]) => person(stage.platform, { role, unit: stage.unitId })
  everybody = [
    ...Object.values(stage.people),
    await here('clerk', 'section_head', 'signing_leader'),
    await here('section_head', 'deputy_leader', 'secrecy_reviewer'),
    await here('section_head', 'deputy_leader', 'secrecy_reviewer', 'signing_leader', 'disclosure_office'),
    stage.others.clerk,
    stage.others.signing_leader,
  ]
})
afterAll(() => stage.close())

type Try = { onward: boolean; who: number; action: Action; attribute: DraftFields['attribute']; at: number }

const tries = fc.array(
  fc.record({
    /** Mostly what the table offers next, else no record would ever get far. */
    onward: fc.integer({ min: 0, max: 9 }).map((n) => n < 8),
    who: fc.nat(1_000),
    action: fc.constantFrom(...actions),
    attribute: fc.constantFrom<DraftFields['attribute']>(
      'proactive',
      'proactive',
      'proactive',
      'on_request',
      'not_public',
    ),
    at: fc.nat(1_000),
  }),
  { minLength: 20, maxLength: 45 },
)

const take = async (ctx: Ctx, recordId: number, action: Action, attribute: DraftFields['attribute'], hour: boolean) => {
  const { revision, issues } = await recordDetail(ctx, recordId)
  const reason = '理由充分。'
  switch (action) {
    case 'save':
      return saveDraft(ctx, {
        recordId,
        baseRevision: revision.number,
        fields: {
          ...draftOf(revision),
          ...cleanDraft(stage.column),
          attribute,
          ...(attribute === 'proactive' ? {} : { attributeReason: '涉及第三方。', exemptionGround: 'EX15' }),
        },
      })
    case 'submit':
      return submit(ctx, { recordId, reason })
    case 'discard':
      return discard(ctx, { recordId, reason })
    case 'reschedule':
      return reschedule(ctx, { recordId, publishAt: ctx.clock().add({ hours: 2 }), reason })
    case 'unschedule':
      return unschedule(ctx, { recordId, reason })
    case 'correct':
      return correct(ctx, { recordId, reason })
    case 'withdraw':
      return withdraw(ctx, { recordId, ground: 'error', reason })
    case 'extend':
      return extendTerm(ctx, { recordId, expiresOn: '2030-01-01', basis: '县政府', reason })
    case 'let_lapse':
      return letLapse(ctx, { recordId, reason })
    case 'repeal':
      return repeal(ctx, { recordId, repealedOn: '2026-03-01', repealedBy: '县政府', reason })
    default:
      return decide(ctx, {
        recordId,
        decision: action,
        reason,
        revision: revision.number,
        acknowledged: issues.map((issue) => issue.key),
        publishAt: hour ? ctx.clock().add({ hours: 1 }) : undefined,
      })
  }
}

const attempt = async (recordId: number, one: Try) => {
  const { status } = await recordDetail(stage.platform.as(stage.people.supervisor), recordId)
  const offered = transitions.filter((row) => row.from === status && row.action !== 'discard')
  const forward = offered.filter((row) => ['submit', 'approve', 'clear'].includes(row.action))
  offered.push(...forward, ...forward, ...forward)
  const row = one.onward && offered.length ? offered[one.at % offered.length]! : undefined
  const able = row ? everybody.filter((who) => who.posts.some((post) => post.role === row.role)) : everybody
  const ctx = stage.platform.as(able[one.who % able.length])
  try {
    await take(ctx, recordId, row?.action ?? one.action, one.attribute, one.at % 3 === 0)
  } catch (error) {
    if (!(error instanceof Problem) || ![403, 404, 409, 422].includes(error.status)) throw error
  }
  // Hours come, now and then.
  if (one.at % 4 === 0) {
    stage.platform.time.pass({ hours: 3 })
    await publishDue(stage.platform)
  }
}

/** Each a query that finds whatever must never be. */
const never: Record<string, ReturnType<typeof sql>> = {
  'two live or two open editions': sql`select record_id from edition
    group by record_id having count(*) filter (where status = 'published') > 1
      or count(*) filter (where status not in ('published', 'withheld', 'superseded', 'withdrawn', 'discarded')) > 1`,
  'public without a log entry, or in the log without being published': sql`
    select e.id from edition e full join publication_log l on l.seq = e.log_seq and l.kind = 'record.published'
    where (e.id is null and l.kind = 'record.published') or (e.id is not null and (e.published_at is null) <> (l.seq is null))`,
  'in the log under another record': sql`select e.id from edition e join publication_log l on l.seq = e.log_seq
    where l.subject <> 'record/' || e.record_id`,
  'in the log without being proactively public': sql`select e.id from edition e join revision r on r.id = e.current_revision_id
    where e.log_seq is not null and r.metadata ->> 'attribute' <> 'proactive'`,
  'withheld without the disclosure office': sql`select e.id from edition e where e.status = 'withheld' and not exists
    (select 1 from step s where s.edition_id = e.id and s.action = 'approve' and s.from_status = 'disclosure_review')`,
  'public or withheld with a gate left out': sql`select e.id from edition e, unnest(e.chain) gate
    where (e.published_at is not null or e.status = 'withheld') and not exists (select 1 from step s
      where s.edition_id = e.id and s.action = 'approve' and s.from_status = gate and s.revision_id = e.current_revision_id)
      and gate <> 'section_review'`,
  'one person at two gates of an edition': sql`select edition_id from step where action = 'approve'
    group by edition_id, actor_id having count(distinct from_status) > 1`,
  'the drafter at a gate': sql`select s.id from step s join edition e on e.id = s.edition_id
    where s.action in ('approve', 'return', 'doubt') and s.from_status <> 'consultation' and s.actor_id = e.drafter_id`,
  // Who signed, had the text handed back and wrote in it afterwards signed no words of their own.
  'an editor at the signature': sql`select s.id from step s join edition e on e.id = s.edition_id
    where s.action = 'approve' and s.from_status = e.chain[array_length(e.chain, 1)]
      and exists (select 1 from revision r where r.edition_id = e.id and r.author_id = s.actor_id
        and r.id <= s.revision_id)`,
  'an act in a role not held': sql`select s.id from step s where s.role is not null and not exists
    (select 1 from post p where p.person_id = s.actor_id and p.role = s.role)`,
  'public before its hour': sql`select id from edition where publish_at is not null and published_at < publish_at`,
  'a status that the steps do not lead to': sql`select e.id from edition e where e.status <> (select s.to_status from step s
    where s.edition_id = e.id order by s.id desc limit 1)`,
  'a withdrawn text left in the log': sql`select p.seq from publication_payload p join publication_log l using (seq)
    where p.payload is not null and l.kind = 'record.published' and exists (select 1 from publication_log w
      where w.subject = l.subject and w.kind = 'record.withdrawn' and w.seq > l.seq)`,
  'an index number without publication, or the other way round': sql`select r.id from record r
    where (r.index_number is null) <> not exists (select 1 from edition e where e.record_id = r.id and e.published_at is not null)`,
}

test('invariants hold after any sequence of attempts by anybody', async () => {
  await fc.assert(
    fc.asyncProperty(tries, async (sequence) => {
      const clerk = stage.platform.as(stage.people.clerk)
      const recordId = await createRecord(clerk, {
        unitId: stage.unitId,
        fields: cleanDraft(stage.column),
        requestKey: null,
      })
      for (const one of sequence) await attempt(recordId, one)
      for (const [what, query] of Object.entries(never)) {
        const { rows } = await query.execute(stage.platform.db)
        expect([what, rows]).toEqual([what, []])
      }
    }),
    { numRuns: 12, seed: Number(process.env.HANDS_SEED ?? 20_260_302), endOnFailure: true },
  )
  expect(await verifyLog(stage.platform.db)).toMatchObject({ ok: true })
  // The walk must get somewhere, or it proves nothing.
  const { rows } = await sql<{ status: string }>`select distinct to_status as status from step`.execute(
    stage.platform.db,
  )
  expect(rows.map((row) => row.status)).toEqual(expect.arrayContaining(['published', 'consultation', 'withdrawn']))
})
