import { cases } from '../../foundations/casework/index.ts'
import { holdersOf } from '../../foundations/identity/index.ts'
import { notify } from '../../foundations/notices/index.ts'
import type { OpenWork } from '../../foundations/units/index.ts'
import { legalDay } from '../../platform/clock.ts'
import { openFile, projectionOf } from './case-file.ts'
import { endedStatuses } from './request.ts'
import { requestKind } from './store.ts'
import { passOnWords } from './words.zh.ts'

/**
 * Requests that a unit has not answered when it ends go on at its successor, which carries on its duties (条例 art 10): the
 * clock runs as it ran, number and query code stay, and the successor's clerks are told.
 */
export const requestWork: OpenWork = {
  async passOn(ctx, work, from, to) {
    const open = await work.trx
      .selectFrom('case_file')
      .select('id')
      .where('kind', '=', requestKind)
      .where('unit_id', '=', from.id)
      .where('status', 'not in', [...endedStatuses])
      .orderBy('id')
      .execute()
    for (const { id } of open) {
      const row = (await cases.lockCase(work.trx, requestKind, Number(id)))!
      const { state } = await openFile(work.trx, row)
      const seq = await cases.appendEvent(work, ctx.keyring, row, {
        action: 'succeed',
        on: legalDay(work.at),
        from: row.status,
        to: row.status,
        role: null,
        data: { from: from.id, to: to.id },
        note: '',
      })
      const now = projectionOf({ row: { ...row, unitId: to.id }, state: { ...state, ownerId: null } }, ctx)
      await cases.project(work, row, seq, now)
      await work.emit({ name: 'request.transferred', subject: `request/${id}`, payload: { from: from.id, to: to.id } })
    }
    if (open.length)
      await notify(work, ctx, await holdersOf(work.trx, 'clerk', { unitId: to.id, today: legalDay(work.at) }), {
        kind: 'request.transferred',
        text: passOnWords.cameOver(from.name, open.length),
        address: '/requests',
        about: `unit/${from.id}`,
        key: `unit/${from.id}/requests-passed-on/${to.id}`,
      })
    return open.length
  },
}
