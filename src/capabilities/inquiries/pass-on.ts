import { cases } from '../../foundations/casework/index.ts'
import { holdersOf } from '../../foundations/identity/index.ts'
import { notify } from '../../foundations/notices/index.ts'
import type { OpenWork } from '../../foundations/units/index.ts'
import { legalDay } from '../../platform/clock.ts'
import { write } from './actions/act.ts'
import { openFile } from './case-file.ts'
import { closeMailboxesOf } from './mailboxes/mailboxes.ts'
import { inquiryCases, inquiryKind } from './store.ts'
import { passOnWords } from './words.zh.ts'

/**
 * What a unit has in hand when it ends, as the responsible one or with a part to answer, goes on at its successor (条例 art 10): clocks run
 * as they ran, number, code and first date stay, and the successor's clerks are told. The mailboxes of its heads are closed.
 */
export const inquiryWork: OpenWork = {
  async waitingFor(work, unitId) {
    const { n } = await inquiryCases(work.trx)
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('case_file.open', '=', true)
      .where('inquiry.turn_unit_id', '=', unitId)
      .where('case_file.unit_id', '<>', unitId)
      .executeTakeFirstOrThrow()
    return Number(n)
  },
  async passOn(ctx, work, from, to) {
    await closeMailboxesOf(work, from.id)
    const open = await inquiryCases(work.trx)
      .select('case_file.id')
      .where('case_file.open', '=', true)
      .where((eb) => eb.or([eb('case_file.unit_id', '=', from.id), eb('inquiry.turn_unit_id', '=', from.id)]))
      .orderBy('case_file.id')
      .execute()
    for (const { id } of open) {
      const row = (await cases.lockCase(work.trx, inquiryKind, Number(id)))!
      const file = await openFile(work.trx, row)
      await write(ctx, work, file, {
        action: 'succeed',
        data: { from: from.id, to: to.id },
        note: '',
        on: legalDay(work.at),
        to: file.state.status,
        by: null,
      })
    }
    if (open.length)
      await notify(work, ctx, await holdersOf(work.trx, 'clerk', { unitId: to.id, today: legalDay(work.at) }), {
        kind: 'inquiry.transferred',
        text: passOnWords.cameOver(from.name, open.length),
        address: '/inquiries',
        about: `unit/${from.id}`,
        key: `unit/${from.id}/inquiries-passed-on/${to.id}`,
      })
    return open.length
  },
}
