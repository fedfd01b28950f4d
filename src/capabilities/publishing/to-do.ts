import { type Actor, holds, unitsOf } from '../../foundations/identity/actor.ts'
import type { Connection } from '../../platform/db/connect.ts'
import { type ListQuery, type ListRow, listEditions } from './lists.ts'
import { seesEveryUnit } from './permissions.ts'
import { type Gate, gates } from './record.ts'
import { gateRole } from './transitions.ts'
import { toDoLabels } from './words.zh.ts'

export type ToDoKey = keyof typeof toDoLabels
export type ToDoGroup = { key: ToDoKey; label: string; items: ListRow[]; total: number }

type Wanted = { key: ToDoKey; query: Partial<ListQuery>; units: number[] | 'all' }

/** What waits for this actor, by post: own drafts, the gates one decides at, and what is late where one supervises. */
const wanted = (actor: Actor, today: string): Wanted[] => {
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
  const answersFor = seesEveryUnit(actor)
    ? 'all'
    : unitsOf(actor, ['clerk', 'section_head', 'signing_leader', 'deputy_leader'])
  if (answersFor === 'all' || answersFor.length)
    list.push({ key: 'overdue', query: { overdueOn: today }, units: answersFor })
  return list
}

/** Gates at which the actor has a hand in the edition are not the actor's to decide; they are left out of the counts. */
const notMine = (gate: string) => (gates as readonly string[]).includes(gate)

export const toDo = async (db: Connection, actor: Actor, today: string, size = 20): Promise<ToDoGroup[]> => {
  const groups: ToDoGroup[] = []
  for (const { key, query, units } of wanted(actor, today)) {
    const found = await listEditions(db, { view: 'open', sort: 'dueOn', page: 1, size, ...query }, units)
    const items = notMine(key) ? await withoutOwnHand(db, found.items, actor, key as Gate) : found.items
    groups.push({ key, label: toDoLabels[key], items, total: found.total - (found.items.length - items.length) })
  }
  return groups
}

const withoutOwnHand = async (db: Connection, items: ListRow[], actor: Actor, gate: Gate): Promise<ListRow[]> => {
  if (!items.length || actor.personId === null) return items
  const ids = items.map((item) => item.editionId)
  const passed = await db
    .selectFrom('step')
    .select('edition_id')
    .where('edition_id', 'in', ids)
    .where('actor_id', '=', actor.personId)
    .where('action', '=', 'approve')
    .where('from_status', '<>', gate)
    .execute()
  const drafted = await db
    .selectFrom('edition')
    .select('id')
    .where('id', 'in', ids)
    .where('drafter_id', '=', actor.personId)
    .execute()
  const out = new Set([...passed.map((row) => row.edition_id), ...drafted.map((row) => row.id)])
  return items.filter((item) => !out.has(item.editionId))
}

/** The badge: everything that waits, overdue items counted once in their own groups. */
export const toDoCount = async (db: Connection, actor: Actor, today: string): Promise<number> =>
  (await toDo(db, actor, today, 200))
    .filter((group) => group.key !== 'overdue')
    .reduce((sum, group) => sum + group.total, 0)
