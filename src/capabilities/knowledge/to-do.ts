import type { Ctx } from '../../foundations/context.ts'
import { unitsOf } from '../../foundations/identity/actor.ts'
import { legalDay } from '../../platform/clock.ts'
import { gates } from './entry.ts'
import { type ListQuery, type ListRow, listEntries } from './lists.ts'
import { reviewsUntil } from './reminders.ts'
import { gateRole } from './transitions.ts'
import { toDoLabels } from './words.zh.ts'

export type ToDoKey = keyof typeof toDoLabels

/** Shown of each group; the work list shows the rest. */
const shown = 20

/** What waits for one person in the 知识库, groups with nothing in them left out. */
export const knowledgeToDo = async (ctx: Ctx) => {
  const { actor, db } = ctx
  const writes = unitsOf(actor, ['clerk'])
  const answers = unitsOf(actor, ['clerk', 'section_head'])
  const people = [
    ...new Set(
      [actor.personId, ...actor.posts.map((post) => post.onBehalfOf?.personId)].filter((id) => typeof id === 'number'),
    ),
  ]
  const reviewUntil = reviewsUntil(legalDay(ctx.clock()))
  const wanted: { key: ToDoKey; query: Partial<ListQuery>; units: number[] }[] = [
    { key: 'flagged', query: { view: 'flagged' }, units: answers },
    { key: 'returned', query: { status: 'draft', returned: true }, units: writes },
    ...gates.map((gate) => ({
      key: gate,
      query: { status: gate, without: { people, gate } },
      units: unitsOf(actor, [gateRole[gate]]),
    })),
    { key: 'due', query: { view: 'due' }, units: answers },
    { key: 'draft', query: { status: 'draft', returned: false }, units: writes },
  ]
  const groups: { key: ToDoKey; label: string; total: number; items: ListRow[] }[] = []
  for (const { key, query, units } of wanted) {
    let total = 0
    const items: ListRow[] = []
    // One's units are few; a list of a unit walks an index.
    for (const unitId of units) {
      const found = await listEntries(db, { view: 'open', page: 1, size: shown, reviewUntil, unitId, ...query }, units)
      total += found.total
      items.push(...found.items)
    }
    if (total) groups.push({ key, label: toDoLabels[key], total, items: items.slice(0, shown) })
  }
  return { count: groups.reduce((sum, { total }) => sum + total, 0), groups }
}
