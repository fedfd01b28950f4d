import { type Platform, transact } from '../../foundations/context.ts'
import { system } from '../../foundations/identity/actor.ts'
import { holdersOf, type Role, withDeputies } from '../../foundations/identity/index.ts'
import { type NewNotice, notify } from '../../foundations/notices/index.ts'
import { legalDay } from '../../platform/clock.ts'
import { reminders as w } from './notice-words.zh.ts'
import { reviewAnswerDue } from './remedies/remedy.ts'
import type { Remedy } from './remedies/store.ts'
import { endedStatuses } from './request.ts'
import { requestKind } from './store.ts'
import { watchLabels } from './words.zh.ts'

/** Working days before the last one at which people are reminded; 0 is the day itself. */
const steps = [5, 3, 1, 0] as const
const lapseSteps = [1, 0] as const

/**
 * The step that has come with so many working days left, so that a night without the job loses no reminder; -1 once the
 * day has passed.
 */
export const stepOf = (left: number, all: readonly number[]): number | null =>
  left < 0 ? -1 : (all.findLast((step) => step >= left) ?? null)

type Open = { id: number; unitId: number; ownerId: number | null; number: string }

/**
 * 期限提醒: before the last day, on it and every working day after it, to the owner and whoever stands in for them (or the
 * unit's clerks), the section head and the disclosure office; and of corrections, payments and opinions that lapse, and
 * answers due to a review body. Each is told once, however often this runs.
 * @returns how many notices were given
 */
export const remindOfRequests = async (platform: Platform): Promise<number> => {
  const ctx = { ...platform, actor: system }
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
  const concerned = async ({ unitId, ownerId }: Open, office: boolean) => [
    ...(ownerId === null ? await holding('clerk', unitId) : await withDeputies(db, ownerId, { unitId, today })),
    ...(await holding('section_head', unitId)),
    ...(office ? await holding('disclosure_office') : []),
  ]
  let given = 0
  const tell = async (one: Open, office: boolean, notice: Pick<NewNotice, 'kind' | 'text' | 'key'>) => {
    const people = await concerned(one, office)
    const about = `request/${one.id}`
    given += await transact(ctx, (work) =>
      notify(work, ctx, people, { ...notice, key: `${about}/${notice.key}`, address: `/requests/${one.id}`, about }),
    )
  }
  const open = () =>
    db
      .selectFrom('case_file as c')
      .select(['c.id', 'c.unit_id as unitId', 'c.owner_id as ownerId'])
      .select((eb) => eb.fn.coalesce('c.number', eb.val('')).as('number'))
      .where('c.kind', '=', requestKind)

  // What is answered anew after a review is open too, although statistics have closed it.
  const due = await open()
    .select('c.due_on as on')
    .where('c.status', 'not in', [...endedStatuses])
    .where('c.due_on', '<=', soon)
    .orderBy('c.id')
    .execute()
  for (const { on, ...one } of due) {
    const left = calendar.remaining(today, on!)
    const step = stepOf(left, steps)
    if (step === null || (step < 0 && !calendar.isWorkingDay(today))) continue
    const key = step < 0 ? `overdue/${on}/${today}` : `due/${on}/${step}`
    await tell(one, true, { kind: 'request.due', text: w.due(one.number, left, on!), key })
  }

  const watched = await open()
    .select(['c.watch_on as on', 'c.watch_for as what'])
    .where('c.watch_on', '<=', soon)
    .orderBy('c.id')
    .execute()
  for (const { on, what, ...one } of watched) {
    const left = calendar.remaining(today, on!)
    const step = stepOf(left, lapseSteps)
    if (step === null) continue
    const text = w.lapse(one.number, watchLabels[what!] ?? what!, left, on!)
    await tell(one, step < 0, { kind: 'request.lapse', text, key: `${what}/${on}/${step}` })
  }

  const reviews = await open()
    .innerJoin('remedy as m', 'm.case_id', 'c.id')
    .select(['m.id as remedyId', 'm.kind', 'm.served_on as servedOn', 'm.simplified'])
    .where('m.outcome', '=', 'open')
    .where('m.served_on', 'is not', null)
    .orderBy('m.id')
    .execute()
  for (const { remedyId, kind, servedOn, simplified, ...one } of reviews) {
    const on = reviewAnswerDue({ kind: kind as Remedy['kind'], servedOn, simplified }, calendar)
    const left = on === null ? null : calendar.remaining(today, on)
    const step = left === null ? null : stepOf(left, steps)
    if (on === null || left === null || step === null) continue
    await tell(one, true, {
      kind: 'request.remedy',
      text: w.remedy(one.number, left, on),
      key: `remedy/${remedyId}/${on}/${step}`,
    })
  }
  return given
}
