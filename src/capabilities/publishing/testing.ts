import type { Ctx } from '../../foundations/context.ts'
import type { Actor } from '../../foundations/identity/actor.ts'
import type { Role } from '../../foundations/identity/roles.ts'
import { allColumns } from '../catalogue/index.ts'
import { correct } from './actions/correct.ts'
import { createRecord } from './actions/create-record.ts'
import { type Decision, decide } from './actions/decide.ts'
import { extendTerm } from './actions/decide-term.ts'
import { discard } from './actions/discard.ts'
import { repeal } from './actions/repeal.ts'
import { saveDraft } from './actions/save-draft.ts'
import { submit } from './actions/submit.ts'
import { withdraw } from './actions/withdraw.ts'
import { draftOf, recordDetail } from './detail.ts'
import { type DraftFields, draftFields, type Gate, gates, type Status, type WithdrawalGround } from './record.ts'
import { gateRole } from './transitions.ts'

/** Whatever can act as somebody: a test's platform. */
export type Stage = { as: (actor: Actor) => Ctx }
/** One person for every role, all in the unit whose records are made. */
export type People = Record<Role, Actor>

let count = 0

/** A normative document that no check finds fault with; each call has a title and a number of its own. */
export const cleanDraft = (columnId: number, given: Partial<DraftFields> = {}): DraftFields => {
  const n = ++count
  return draftFields.parse({
    title: `关于印发第${n}号河道管理办法的通知`,
    bodyHtml: `<p>第${n}号河道管理办法已经审议通过，现印发给你们。</p>`,
    kind: 'normative_document',
    columnId,
    docNumber: `云溪政发〔2026〕${n}号`,
    subject: ['农业、林业、水利', '水利、水务'],
    formedOn: '2026-02-26',
    effectiveOn: '2026-03-01',
    issuer: '云溪县水务局',
    summary: '规定河道管理的范围和责任。',
    ...given,
  })
}

/** Id of the statutory column with a code. */
export const columnId = async (ctx: Ctx, code = 'normative'): Promise<number> =>
  (await allColumns(ctx.db)).find((column) => column.code === code)!.id

/** Takes a decision on the text as it stands, having seen every warning. */
export const decideAs = async (
  ctx: Ctx,
  recordId: number,
  decision: Decision,
  reason = '',
  publishAt?: string,
): Promise<void> => {
  const { revision, issues } = await recordDetail(ctx, recordId)
  const acknowledged = issues.filter((issue) => issue.severity === 'warn').map((issue) => issue.key)
  await decide(ctx, {
    recordId,
    decision,
    reason,
    revision: revision.number,
    acknowledged,
    publishAt: publishAt ? Temporal.Instant.from(publishAt) : undefined,
  })
}

export type RecordStory = PromiseLike<number> & {
  saved: (changes: Partial<DraftFields>, by?: Role) => RecordStory
  submitted: () => RecordStory
  /** Approved at this gate, which must be the one it stands at. */
  approvedAt: (...at: Gate[]) => RecordStory
  /** Approved gate by gate until it stands in `status`. */
  broughtTo: (status: Status) => RecordStory
  returned: (reason?: string) => RecordStory
  doubted: (reason?: string) => RecordStory
  cleared: (reason?: string) => RecordStory
  /** Signed for an hour to come. */
  scheduled: (publishAt: string, reason?: string) => RecordStory
  discarded: (reason?: string) => RecordStory
  /** Submitted, if it is a draft, and approved at every gate. */
  published: () => RecordStory
  corrected: (reason?: string) => RecordStory
  withdrawn: (ground?: WithdrawalGround, reason?: string) => RecordStory
  repealed: (on?: string) => RecordStory
  extended: (expiresOn: string | null) => RecordStory
}

/**
 * A record and what happens to it, told in order: `await aRecord(platform, people).submitted().approvedAt('section_review')`
 * gives its id. Every step is taken by the same actions that people use.
 */
export const aRecord = (stage: Stage, people: People, given: Partial<DraftFields> = {}): RecordStory => {
  const as = (role: Role) => stage.as(people[role])
  let story: Promise<number> = (async () => {
    const clerk = as('clerk')
    const fields = cleanDraft(given.columnId ?? (await columnId(clerk)), given)
    return createRecord(clerk, { unitId: clerk.actor.posts[0]!.unitId, fields, requestKey: null })
  })()
  const then = (step: (recordId: number) => Promise<unknown>): RecordStory => {
    story = story.then(async (recordId) => {
      await step(recordId)
      return recordId
    })
    return told
  }
  const statusOf = async (recordId: number) => (await recordDetail(as('clerk'), recordId)).status
  const isGate = (status: Status): status is Gate => (gates as readonly Status[]).includes(status)
  const decideAtGate = (decision: Decision, reason: string) => async (recordId: number) => {
    const status = await statusOf(recordId)
    const role = isGate(status) ? gateRole[status] : 'disclosure_office'
    await decideAs(as(role), recordId, decision, reason)
  }
  const bring = (status: Status) => async (recordId: number) => {
    for (let now = await statusOf(recordId); now !== status; now = await statusOf(recordId)) {
      if (now === 'draft') await submit(as('clerk'), { recordId, reason: '' })
      else if (isGate(now)) await decideAtGate('approve', '')(recordId)
      else throw new Error(`${now} does not lead to ${status}`)
    }
  }
  const told: RecordStory = {
    // biome-ignore lint/suspicious/noThenProperty: awaiting the story gives the record's id
    then: (done, failed) => story.then(done, failed),
    saved: (changes, by = 'clerk') =>
      then(async (recordId) => {
        const { revision } = await recordDetail(as(by), recordId)
        const fields = { ...draftOf(revision), ...changes }
        await saveDraft(as(by), { recordId, baseRevision: revision.number, fields })
      }),
    submitted: () => then((recordId) => submit(as('clerk'), { recordId, reason: '' })),
    approvedAt: (...at) =>
      then(async (recordId) => {
        for (const gate of at) await decideAs(as(gateRole[gate]), recordId, 'approve')
      }),
    broughtTo: (status) => then(bring(status)),
    returned: (reason = '请补充依据。') => then(decideAtGate('return', reason)),
    doubted: (reason = '不能确定是否可以公开。') => then(decideAtGate('doubt', reason)),
    cleared: (reason = '可以公开。') => then(decideAtGate('clear', reason)),
    scheduled: (publishAt, reason = '') =>
      then(async (recordId) => {
        await bring('sign_off')(recordId)
        await decideAs(as('signing_leader'), recordId, 'approve', reason, publishAt)
      }),
    discarded: (reason = '不再需要。') => then((recordId) => discard(as('clerk'), { recordId, reason })),
    published: () => then(bring('published')),
    corrected: (reason = '日期有误。') => then((recordId) => correct(as('clerk'), { recordId, reason })),
    withdrawn: (ground = 'error', reason = '内容有误。') =>
      then((recordId) => withdraw(as('signing_leader'), { recordId, ground, reason })),
    extended: (expiresOn) =>
      then((recordId) =>
        extendTerm(as('signing_leader'), {
          recordId,
          expiresOn,
          basis: '云溪政发〔2026〕8号',
          reason: '评估后继续施行。',
        }),
      ),
    repealed: (on = '2026-03-01') =>
      then((recordId) =>
        repeal(as('signing_leader'), {
          recordId,
          repealedOn: on,
          repealedBy: '云溪政发〔2026〕9号',
          reason: '已有新规定。',
        }),
      ),
  }
  return told
}
