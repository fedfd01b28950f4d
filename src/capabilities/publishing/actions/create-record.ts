import { type Ctx, transact } from '../../../foundations/context.ts'
import { actFrom } from '../../../foundations/identity/index.ts'
import { unitById } from '../../../foundations/units/index.ts'
import { forbidden, unprocessable } from '../../../platform/http/problem.ts'
import { creatingPost } from '../permissions.ts'
import type { DraftFields } from '../record.ts'
import * as store from '../store.ts'
import { why } from '../words.zh.ts'
import { writeRevision } from './write-revision.ts'

/**
 * Begins a record with its first draft. The same `requestKey` from the same person gives the same record, so that a
 * double click makes one.
 * @throws Problem 403 not a clerk of the unit, 422 unit dissolved or an attachment that never arrived
 */
export const createRecord = async (
  ctx: Ctx,
  input: { unitId: number; fields: DraftFields; requestKey: string | null },
): Promise<number> => {
  const post = creatingPost(ctx.actor, input.unitId)
  if (!post) throw forbidden(why.wrongRole('本机构信息员'))
  const again = () =>
    input.requestKey && ctx.actor.personId !== null
      ? store.recordByRequestKey(ctx.db, ctx.actor.personId, input.requestKey)
      : undefined
  const before = await again()
  if (before) return before
  try {
    return await transact(ctx, async (work) => {
      await actFrom(work, post)
      const unit = await unitById(work.trx, input.unitId)
      if (!unit || unit.dissolvedOn)
        throw unprocessable(why.dissolved, [{ field: 'unitId', key: 'unit-dissolved', message: why.dissolved }])
      const recordId = await store.insertRecord(work.trx, {
        unitId: unit.id,
        createdBy: ctx.actor.personId,
        requestKey: input.requestKey,
        at: work.at,
      })
      const editionId = await store.insertEdition(work, {
        recordId,
        number: 1,
        unitId: unit.id,
        drafterId: ctx.actor.personId,
        correctionReason: '',
        at: work.at,
      })
      await writeRevision(ctx, work, { id: editionId, number: 1 }, input.fields, undefined)
      const revision = await store.currentRevision(work.trx, editionId)
      await store.insertStep(work, {
        editionId,
        action: 'create',
        from: 'draft',
        to: 'draft',
        actorId: ctx.actor.personId,
        role: 'clerk',
        reason: '',
        revisionId: revision.id,
        at: work.at,
      })
      await work.emit({ name: 'record.drafted', subject: `record/${recordId}`, payload: { unitId: unit.id } })
      work.audit({ action: 'record.drafted', subject: `record/${recordId}` })
      return recordId
    })
  } catch (error) {
    // Two equal requests at the same moment: the second meets the unique key and gets the first one's record.
    const made = (error as { code?: string }).code === '23505' ? await again() : undefined
    if (made) return made
    throw error
  }
}
