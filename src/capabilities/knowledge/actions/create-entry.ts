import { type Ctx, transact } from '../../../foundations/context.ts'
import { actFrom } from '../../../foundations/identity/index.ts'
import { forbidden } from '../../../platform/http/problem.ts'
import type { EntryFields } from '../entry.ts'
import { creatingPost } from '../permissions.ts'
import { why } from '../words.zh.ts'
import { writeEntry } from './write-entry.ts'

/**
 * Begins an entry with its first draft.
 * @returns its id
 * @throws Problem 403 not a clerk of the unit, 422 the unit has ended
 */
export const createEntry = (ctx: Ctx, input: { unitId: number; fields: EntryFields }): Promise<number> =>
  transact(ctx, async (work) => {
    const post = creatingPost(ctx.actor, input.unitId)
    if (!post) throw forbidden(why.wrongRole('本单位信息员'))
    await actFrom(work, post)
    const id = await writeEntry(work, { ...input, how: 'create' })
    work.audit({ action: 'knowledge.drafted', subject: `knowledge/${id}` })
    return id
  })
