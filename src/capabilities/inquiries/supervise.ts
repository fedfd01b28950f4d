import { cases } from '../../foundations/casework/index.ts'
import { type Ctx, type Platform, transact } from '../../foundations/context.ts'
import { system } from '../../foundations/identity/actor.ts'
import { holdersOf, type Role } from '../../foundations/identity/index.ts'
import { notify } from '../../foundations/notices/index.ts'
import { legalDay } from '../../platform/clock.ts'
import type { Connection } from '../../platform/db/connect.ts'
import { write } from './actions/act.ts'
import { openFile } from './case-file.ts'
import { isSupervised } from './inquiry.ts'
import { neglected } from './lists.ts'
import { reminders as w } from './notice-words.zh.ts'
import { turnOf } from './state.ts'
import { inquiryCases, inquiryKind } from './store.ts'

/** Working days before the last one at which people are reminded; 0 is the day itself. */
const steps = [3, 1, 0] as const

/**
 * What is overdue and unexplained goes to accountability by itself, once for each stage: the step stands in the history, and
 * supervision and the head of the unit are told. Complaints and reports that supervision itself lets lie are brought before
 * the head of the government's office to which it belongs: of a complaint, which the head may then read and press, the case;
 * of a report, which supervision alone reads, that one is late.
 * @returns how many were escalated
 */
export const escalateInquiries = async (platform: Platform): Promise<number> => {
  const ctx: Ctx = { ...platform, actor: system }
  const today = legalDay(platform.clock())
  const waiting = (db: Connection) =>
    neglected(inquiryCases(db), today).where('inquiry.escalated', '=', false).select('case_file.id')
  const late = await waiting(platform.db).orderBy('case_file.id').execute()
  let escalated = 0
  for (const { id } of late)
    escalated += await transact(ctx, async (work) => {
      const row = (await cases.lockCase(work.trx, inquiryKind, Number(id)))!
      // Somebody may have explained or answered meanwhile.
      if (!(await waiting(work.trx).where('case_file.id', '=', row.id).executeTakeFirst())) return 0
      const file = await openFile(work.trx, row)
      const { state } = file
      await write(ctx, work, file, { action: 'escalate', data: {}, note: '', on: today, to: state.status, by: null })
      const about = `inquiry/${row.id}`
      const told = { kind: 'inquiry.escalated', about, key: `${about}/escalated/${state.escalated.length}` }
      const number = row.number ?? ''
      const holding = (role: Role, unitId?: number) => holdersOf(work.trx, role, { unitId, today })
      const address = `/inquiries/${row.id}`
      const supervisors = await holding('supervisor')
      if (isSupervised(state.kind)) {
        const text = w.lateComplaint(number, row.dueOn!)
        await notify(work, ctx, supervisors, { ...told, text, address })
        const heads = await holding('signing_leader', state.officeId)
        await notify(work, ctx, heads, { ...told, text, ...(state.kind === 'complaint' && { address }) })
      } else
        await notify(work, ctx, [...supervisors, ...(await holding('section_head', turnOf(state)))], {
          ...told,
          text: w.escalated(number, row.dueOn!),
          address,
        })
      return 1
    })
  return escalated
}

/**
 * 期限提醒: before the last day, on it and every working day after it (once it is explained, before the promised day and on it), to the owner (or the unit's clerks) and the section head of
 * the unit whose turn it is; from the last day on the disclosure office too.
 * @returns how many notices were given
 */
export const remindOfInquiries = async (platform: Platform): Promise<number> => {
  const ctx: Ctx = { ...platform, actor: system }
  const { db } = platform
  const today = legalDay(platform.clock())
  const calendar = platform.calendar()
  const soon = calendar.lastDay(today, steps[0]).last
  const holders = new Map<string, Promise<number[]>>()
  const holding = (role: Role, unitId?: number) => {
    const key = `${role}/${unitId}`
    const known = holders.get(key) ?? holdersOf(db, role, { unitId, today })
    holders.set(key, known)
    return known
  }
  const due = await inquiryCases(db)
    .select([
      'case_file.id',
      'case_file.number',
      'case_file.owner_id as ownerId',
      'case_file.due_on as dueOn',
      'case_file.watch_on as promisedOn',
      'case_file.status',
      'inquiry.turn_unit_id as turnId',
      'inquiry.kind',
    ])
    .where('case_file.open', '=', true)
    .where('case_file.due_on', '<=', soon)
    .orderBy('case_file.id')
    .execute()
  let given = 0
  for (const one of due) {
    // Of what was explained the promised day is the one that comes near.
    const promised = one.dueOn! < today && one.promisedOn !== null && one.promisedOn >= today
    const on = promised ? one.promisedOn! : one.dueOn!
    const left = calendar.remaining(today, on)
    const step = left < 0 ? -1 : steps.findLast((each) => each >= left)
    if (step === undefined || (step < 0 && !calendar.isWorkingDay(today))) continue
    const supervised = isSupervised(one.kind as 'complaint')
    const people = supervised
      ? await holding('supervisor')
      : [
          ...(one.ownerId !== null
            ? [one.ownerId]
            : one.status === 'sorting'
              ? await holding('disclosure_office')
              : await holding('clerk', one.turnId)),
          ...(one.status === 'sorting' ? [] : await holding('section_head', one.turnId)),
          ...(step <= 0 ? await holding('disclosure_office') : []),
        ]
    const key = step < 0 ? `overdue/${on}/${today}` : `${promised ? 'promised' : 'due'}/${on}/${step}`
    given += await transact(ctx, (work) =>
      notify(work, ctx, people, {
        kind: 'inquiry.due',
        text: promised
          ? w.promised(one.number ?? '', left, on)
          : w.due(one.number ?? '', left, on, ...(supervised ? [''] : [])),
        address: `/inquiries/${one.id}`,
        about: `inquiry/${one.id}`,
        key: `inquiry/${one.id}/${key}`,
      }),
    )
  }
  return given
}
