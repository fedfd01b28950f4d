import { holdersOf } from '../../foundations/identity/index.ts'
import { notify } from '../../foundations/notices/index.ts'
import type { OpenWork } from '../../foundations/units/index.ts'
import { legalDay } from '../../platform/clock.ts'
import { note } from './standing.ts'
import * as store from './store.ts'
import { tellPublished } from './tell-public.ts'
import { noticeWords, transferred } from './words.zh.ts'

/**
 * Whoever carries on a unit's duties answers its questions too (条例 art 10): entries go over with their drafts, the public
 * is told whom to ask from now on, and the successor's clerks hear of it.
 */
export const knowledgeWork: OpenWork = {
  async passOn(ctx, work, from, to) {
    const ids = await store.entriesOfUnit(work.trx, from.id)
    if (!ids.length) return 0
    await store.setUnit(work.trx, ids, to.id)
    for (const entryId of ids) {
      const version = (await store.versionsOf(work.trx, entryId))[0]!
      await store.insertStep(work.trx, {
        entryId,
        versionId: version.id,
        action: 'transfer',
        from: version.status,
        to: version.status,
        actorId: work.actor.personId,
        onBehalfOf: null,
        role: null,
        reason: transferred(from.name, to.name),
        at: work.at,
      })
      await note(work, 'transferred', entryId, { from: from.id, to: to.id })
      if (await store.publicVersion(work.trx, entryId)) await tellPublished(work, entryId)
    }
    await notify(work, ctx, await holdersOf(work.trx, 'clerk', { unitId: to.id, today: legalDay(work.at) }), {
      kind: 'knowledge.transferred',
      text: noticeWords.cameOver(from.name, ids.length),
      address: '/knowledge',
      about: `unit/${from.id}`,
      key: `unit/${from.id}/knowledge-passed-on/${to.id}`,
    })
    return ids.length
  },
}
