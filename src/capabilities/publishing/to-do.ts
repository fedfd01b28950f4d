import { type Actor, holds, type Principal, unitsOf } from '../../foundations/identity/actor.ts'
import type { Connection } from '../../platform/db/connect.ts'
import { type ReminderDays, reminderDays } from './expiry-reminder.ts'
import { type ListQuery, type ListRow, listEditions } from './lists.ts'
import { seesEveryUnit } from './permissions.ts'
import { type Gate, gates } from './record.ts'
import { gateRole } from './transitions.ts'
import { toDoLabels } from './words.zh.ts'

export type ToDoKey = keyof typeof toDoLabels
/** `onBehalfOf`: whose work it is, where the actor stands in for somebody. */
export type ToDoGroup = { key: ToDoKey; label: string; onBehalfOf: string | null; items: ListRow[]; total: number }

type Wanted = { key: ToDoKey; query: Partial<ListQuery>; units: number[] | 'all' }

/** What waits for this actor, by post: own drafts, the gates one decides at, and what is late where one supervises. */
const wanted = (actor: Actor, today: string, [first, urgent]: ReminderDays): Wanted[] => {
  const list: Wanted[] = []
  const clerkOf = unitsOf(actor, ['clerk'])
  if (clerkOf.length) {
    list.push({ key: 'returned', query: { status: 'draft', returned: true }, units: clerkOf })
    list.push({ key: 'mine_draft', query: { status: 'draft', returned: false }, units: clerkOf })
  }
  for (const gate of gates) {
    const role = gateRole[gate]
    if (!holds(actor, role)) continue
    list.push({
      key: gate,
      query: { status: gate, bounced: false },
      units: gate === 'disclosure_review' ? 'all' : unitsOf(actor, [role]),
    })
  }
  // What came back from its appointed hour is late already: before everything else.
  const mends = unitsOf(actor, ['section_head', 'signing_leader'])
  if (mends.length) list.unshift({ key: 'bounced', query: { bounced: true }, units: mends })
  if (holds(actor, 'disclosure_office'))
    list.push({ key: 'consultation', query: { status: 'consultation' }, units: 'all' })
  const renews = unitsOf(actor, ['clerk', 'section_head', 'signing_leader'])
  if (renews.length) {
    const ahead = (days: number) => Temporal.PlainDate.from(today).add({ days }).toString()
    const ending = (key: ToDoKey, from: string, to: string) =>
      list.push({ key, query: { view: 'published', expiring: { from, to } }, units: renews })
    ending('expiring_soon', today, ahead(urgent))
    ending('expiring', ahead(urgent + 1), ahead(first))
  }
  const answersFor = seesEveryUnit(actor)
    ? 'all'
    : unitsOf(actor, ['clerk', 'section_head', 'signing_leader', 'deputy_leader'])
  if (answersFor === 'all' || answersFor.length)
    list.push({ key: 'overdue', query: { overdueOn: today }, units: answersFor })
  return list
}

/** The actor as the holder of the own posts first, then once for everybody whose posts the actor has as a deputy. */
const inEveryPlace = (actor: Actor): { actor: Actor; principal: Principal | undefined }[] => {
  const places = Map.groupBy(actor.posts, (post) => post.onBehalfOf?.personId)
  return [...places.values()]
    .map((posts) => ({ actor: { ...actor, posts }, principal: posts[0]!.onBehalfOf }))
    .sort((a, b) => Number(a.principal !== undefined) - Number(b.principal !== undefined))
}

const isGate = (key: ToDoKey): key is Gate => (gates as readonly string[]).includes(key)

/** What the actor decides in an own post is not waiting for anybody else's. */
const beside = (units: number[] | 'all', own: number[] | 'all' | undefined): number[] | 'all' => {
  if (own === undefined) return units
  if (own === 'all') return []
  return units === 'all' ? units : units.filter((unit) => !own.includes(unit))
}

/**
 * What waits for the actor: the own work and, apart from it, the work of those for whom the actor stands in. Totals are
 * exact: gates at which the actor, or whose post it is, has a hand in the edition already are left out of them.
 */
export const toDo = async (db: Connection, actor: Actor, today: string, size = 20): Promise<ToDoGroup[]> => {
  const groups: ToDoGroup[] = []
  const reminders = await reminderDays(db)
  const own = new Map<ToDoKey, number[] | 'all'>()
  for (const { actor: holder, principal } of inEveryPlace(actor)) {
    const people = [actor.personId, principal?.personId].filter((id) => typeof id === 'number')
    for (const { key, query, units } of wanted(holder, today, reminders)) {
      if (!principal) own.set(key, units)
      const { items, total } = await listEditions(
        db,
        {
          view: 'open',
          sort: 'dueOn',
          page: 1,
          size,
          ...query,
          ...(isGate(key) ? { without: { people, gate: key } } : {}),
        },
        principal ? beside(units, own.get(key)) : units,
      )
      groups.push({ key, label: toDoLabels[key], onBehalfOf: principal?.name ?? null, items, total })
    }
  }
  return groups
}

/** The badge: everything that waits, overdue items counted once in their own groups. */
export const toDoCount = async (db: Connection, actor: Actor, today: string): Promise<number> =>
  (await toDo(db, actor, today, 1))
    .filter((group) => group.key !== 'overdue')
    .reduce((sum, group) => sum + group.total, 0)
