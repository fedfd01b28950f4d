import { inProgress } from '../../db/seeds/demo/index.ts'
import type { DemoInProgress, DemoStep } from '../../db/seeds/demo/types.ts'
import {
  correct,
  createRecord,
  type Decision,
  decide,
  discard,
  draftOf,
  recordDetail,
  saveDraft,
  submit,
  withdraw,
} from '../capabilities/publishing/index.ts'
import type { Ctx, Platform } from '../foundations/context.ts'
import { system } from '../foundations/identity/actor.ts'
import { actorOf } from '../foundations/identity/index.ts'
import { fixedClock } from '../platform/clock.ts'
import { Problem } from '../platform/http/problem.ts'
import { asDraft, bodyHtml, findPlaces, type Places } from './published.ts'

/** The person's context at the moment of the step: history is made by the same actions that people use. */
const as = async (platform: Platform, username: string, at: string): Promise<Ctx> => {
  const actor = await actorOf(platform.db, username)
  if (!actor) throw new Error(`demo person ${username} is missing`)
  return { ...platform, actor, clock: fixedClock(at) }
}

const take = async (ctx: Ctx, recordId: number, step: DemoStep): Promise<void> => {
  const reason = step.reason ?? ''
  if (step.action === 'submit') return submit(ctx, { recordId, reason })
  if (step.action === 'discard') return discard(ctx, { recordId, reason })
  if (step.action === 'withdraw') return withdraw(ctx, { recordId, ground: step.ground ?? 'other', reason })
  if (step.action === 'correct') {
    await correct(ctx, { recordId, reason })
    if (step.changes) await change(ctx, recordId, step.changes)
    return
  }
  const publishAt = step.publishAt ? Temporal.Instant.from(step.publishAt) : undefined
  const decision = step.action as Decision
  const revision = await newestRevision(ctx, recordId)
  const decided = (acknowledged: string[]) =>
    decide(ctx, { recordId, decision, reason, revision, acknowledged, publishAt })
  // Most have nothing to acknowledge; who has hears of it and looks.
  await decided([]).catch(async (error) => {
    if (!(error instanceof Problem) || error.status !== 422) throw error
    const { issues } = await recordDetail(ctx, recordId)
    return decided(issues.filter((issue) => issue.severity === 'warn').map((issue) => issue.key))
  })
}

const newestRevision = async (ctx: Ctx, recordId: number): Promise<number> =>
  (
    await ctx.db
      .selectFrom('edition')
      .innerJoin('revision', 'revision.id', 'edition.current_revision_id')
      .select('revision.number')
      .where('edition.record_id', '=', recordId)
      .orderBy('edition.number', 'desc')
      .executeTakeFirstOrThrow()
  ).number

const change = async (ctx: Ctx, recordId: number, changes: NonNullable<DemoStep['changes']>) => {
  const { revision } = await recordDetail(ctx, recordId)
  const { body, ...plain } = changes
  const fields = { ...draftOf(revision), ...plain, ...(body ? { bodyHtml: bodyHtml(body) } : {}) }
  await saveDraft(ctx, { recordId, baseRevision: revision.number, fields })
}

const draft = async (platform: Platform, places: Places, item: DemoInProgress): Promise<number> => {
  const ctx = await as(platform, item.drafter, item.draftedAt)
  const { fields } = await asDraft({ ...platform, actor: system }, places, item.record)
  const unitId = places.units.get(item.record.unit)!.id
  return createRecord(ctx, { unitId, fields, requestKey: `demo-${item.record.key}` })
}

const takeAll = async (platform: Platform, item: DemoInProgress, recordId: number): Promise<void> => {
  for (const step of item.history) {
    try {
      await take(await as(platform, step.who, step.at), recordId, step)
    } catch (error) {
      throw new Error(`demo item ${item.record.key}, ${step.who} ${step.action}: ${(error as Error).message}`, {
        cause: error,
      })
    }
  }
}

/** Items walked through their gates at the same time; what is public afterwards does not depend on their order. */
const atOnce = 4

/** Items in every state of the workflow, each brought there step by step by the people of the demo county. */
export const loadInProgress = async (platform: Platform): Promise<number> => {
  const places = await findPlaces({ ...platform, actor: system })
  const waiting: (() => Promise<void>)[] = []
  for (const item of inProgress) {
    const recordId = await draft(platform, places, item)
    waiting.push(() => takeAll(platform, item, recordId))
  }
  const walk = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await next()
  }
  await Promise.all(Array.from({ length: atOnce }, walk))
  return inProgress.length
}
