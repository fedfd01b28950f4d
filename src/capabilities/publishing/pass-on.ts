import { sql } from 'kysely'
import { holdersOf } from '../../foundations/identity/index.ts'
import { notify } from '../../foundations/notices/index.ts'
import type { OpenWork } from '../../foundations/units/index.ts'
import { legalDay } from '../../platform/clock.ts'
import { passOnRounds } from './clean-up/store.ts'
import { openStatuses, type Status } from './record.ts'
import * as store from './store.ts'
import { cameOver, transferred } from './words.zh.ts'

/**
 * Open editions of a unit that ends go on at its successor, at the gate where they stand. An item never made public
 * becomes the successor's own; a correction of a public item leaves the item under the name of its maker. The successor's
 * clerks are told; whoever comes over with the work has it before their eyes already.
 */
export const publishingWork: OpenWork = {
  async passOn(ctx, work, from, to) {
    const { trx, at, actor, emit } = work
    const { rows } = await sql<{ id: number; recordId: number; status: Status; revisionId: number | null }>`
      update edition set unit_id = ${to.id} where unit_id = ${from.id} and status = any(${[...openStatuses]}::text[])
      returning id, record_id as "recordId", status, current_revision_id as "revisionId"`.execute(trx)
    for (const edition of rows) {
      await store.insertStep(
        { trx },
        {
          editionId: edition.id,
          action: 'transfer',
          from: edition.status,
          to: edition.status,
          actorId: actor.personId,
          role: null,
          reason: transferred(from.name, to.name),
          revisionId: edition.revisionId,
          at,
        },
      )
      const subject = `record/${edition.recordId}`
      await emit({ name: 'record.transferred', subject, payload: { from: from.id, to: to.id } })
    }
    await sql`update record set unit_id = ${to.id}
      where id = any(${rows.map((row) => row.recordId)}::bigint[])
        and not exists (select 1 from edition e where e.record_id = record.id
          and e.status in ('published', 'superseded', 'withdrawn', 'withheld'))`.execute(trx)
    // A round that runs would wait for ever for the opinions of a unit that nobody works in, or for its leader.
    const judged = await passOnRounds(trx, from.id, to.id)
    if (rows.length)
      await notify(work, ctx, await holdersOf(trx, 'clerk', { unitId: to.id, today: legalDay(at) }), {
        kind: 'record.transferred',
        text: cameOver(from.name, rows.length),
        address: '/records/open',
        about: `unit/${from.id}`,
        key: `unit/${from.id}/passed-on/${to.id}`,
      })
    return rows.length + judged
  },
}
