import { type Ctx, transact } from '../../../foundations/context.ts'
import { stale, unprocessable } from '../../../platform/http/problem.ts'
import { blocking, checkEntry } from '../checks.ts'
import { gatherFacts } from '../facts.ts'
import { note, openFor, takeStep } from '../standing.ts'
import * as store from '../store.ts'
import { say } from '../words.zh.ts'

/**
 * Sends a draft to its first gate; from now on its words stand still.
 * @throws Problem as openFor, 409 when it was saved again since, 422 with what must be mended
 */
export const submit = (ctx: Ctx, input: { entryId: number; saves: number; reason: string }) =>
  transact(ctx, async (work) => {
    const opened = await openFor(ctx, work, input.entryId, 'submit', input.reason)
    const { version } = opened
    if (version.saves !== input.saves) throw stale(say.stale)
    const facts = await gatherFacts(ctx, work.trx, version, { entryId: input.entryId })
    const wrong = blocking(checkEntry(version, facts))
    if (wrong.length) throw unprocessable(say.mustFix, wrong)
    await store.setStatus(work.trx, version.id, work.at, { status: 'review' })
    await takeStep(work, opened, 'review', input.reason)
    await note(work, 'submitted', input.entryId, { version: version.number })
  })

/** Gives a draft up. @throws Problem as openFor */
export const discard = (ctx: Ctx, input: { entryId: number; reason: string }) =>
  transact(ctx, async (work) => {
    const opened = await openFor(ctx, work, input.entryId, 'discard', input.reason)
    await store.setStatus(work.trx, opened.version.id, work.at, { status: 'discarded' })
    await takeStep(work, opened, 'discarded', input.reason)
    await note(work, 'discarded', input.entryId, { version: opened.version.number })
  })
