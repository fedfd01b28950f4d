import { sql } from 'kysely'
import type { OpenWork } from '../../foundations/units/index.ts'
import { passOnRounds } from './clean-up/store.ts'
import { openStatuses, type Status } from './record.ts'
import * as store from './store.ts'
import { transferred } from './words.zh.ts'

/**
 * Open editions of a unit that ends go on at its successor, at the gate where they stand. An item never made public
 * becomes the successor's own; a correction of a public item leaves the item under the name of its maker.
 */
export const publishingWork: OpenWork = {
  async passOn({ trx, at, actor, emit }, from, to) {
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
    return rows.length + judged
  },
}
