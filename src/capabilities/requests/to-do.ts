import type { Ctx } from '../../foundations/context.ts'
import { type Actor, unitsOf } from '../../foundations/identity/actor.ts'
import type { Role } from '../../foundations/identity/roles.ts'
import { legalDay } from '../../platform/clock.ts'
import { type ListRow, rowsOf } from './lists.ts'
import { type Gate, gates } from './request.ts'
import { requestCases } from './store.ts'
import { gateRole } from './transitions.ts'

/** What waits for one person among the requests, the most pressing first. */
export const toDoGroups = ['to_confirm', 'to_assign', 'lapsed', ...gates, 'to_deliver', 'owned'] as const
export type ToDoGroupKey = (typeof toDoGroups)[number]

type Found = ReturnType<typeof requestCases>

/** Shown of each group; the work list shows the rest. */
const shown = 20

/** Nobody's id. */
const nobody = [0]
const some = (ids: readonly number[]) => (ids.length ? [...ids] : nobody)
const inUnitsOf = (actor: Actor, role: Role) => some(unitsOf(actor, [role]))

/** Whose hands act here: the person's and those of whom the person stands in for. */
const peopleOf = (actor: Actor): number[] =>
  some([
    ...new Set(
      [actor.personId, ...actor.posts.map((post) => post.onBehalfOf?.personId)].filter((id) => typeof id === 'number'),
    ),
  ])

/** Before a gate that this person may pass: neither proposed the answer nor passed another gate of it. */
const atGate = (found: Found, actor: Actor, gate: Gate): Found =>
  found
    .where('case_file.status', '=', gate)
    .where('case_file.unit_id', 'in', inUnitsOf(actor, gateRole[gate]))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('case_event as own')
            .select('own.seq')
            .whereRef('own.case_id', '=', 'case_file.id')
            .where('own.action', 'in', ['propose', 'approve'])
            .where('own.from_status', '<>', gate)
            .where((e) =>
              e.or([e('own.actor_id', 'in', peopleOf(actor)), e('own.on_behalf_of', 'in', peopleOf(actor))]),
            )
            .where('own.seq', '>=', (e) =>
              e
                .selectFrom('case_event as last')
                .select((m) => m.fn.max('last.seq').as('seq'))
                .whereRef('last.case_id', '=', 'case_file.id')
                .where('last.action', '=', 'propose'),
            ),
        ),
      ),
    )

const narrowed = (found: Found, key: ToDoGroupKey, actor: Actor, today: string): Found => {
  const open = found.where('case_file.open', '=', true)
  const own = peopleOf(actor)
  switch (key) {
    case 'to_confirm':
      return open
        .where('case_file.status', '=', 'submitted')
        .where('case_file.unit_id', 'in', inUnitsOf(actor, 'clerk'))
    case 'to_assign':
      return open
        .where('case_file.status', '=', 'handling')
        .where('case_file.owner_id', 'is', null)
        .where('case_file.unit_id', 'in', inUnitsOf(actor, 'section_head'))
    case 'lapsed':
      return found
        .where('case_file.watch_on', '<', today)
        .where((eb) =>
          eb.or([
            eb('case_file.owner_id', 'in', own),
            eb.and([eb('case_file.owner_id', 'is', null), eb('case_file.unit_id', 'in', inUnitsOf(actor, 'clerk'))]),
          ]),
        )
    case 'to_deliver':
      return found.where('case_file.status', '=', 'signed').where('case_file.unit_id', 'in', inUnitsOf(actor, 'clerk'))
    case 'owned':
      return found
        .where('case_file.status', 'in', ['handling', 'correcting', 'charged'])
        .where('case_file.owner_id', 'in', own)
        .where((eb) => eb.or([eb('case_file.watch_on', 'is', null), eb('case_file.watch_on', '>=', today)]))
    default:
      return atGate(found, actor, key)
  }
}

/** Groups with something in them, each with its first cases, and how many there are together. */
export const requestToDo = async (
  ctx: Ctx,
): Promise<{ count: number; groups: { key: ToDoGroupKey; total: number; items: ListRow[] }[] }> => {
  const today = legalDay(ctx.clock())
  const groups: { key: ToDoGroupKey; total: number; items: ListRow[] }[] = []
  for (const key of toDoGroups) {
    const found = narrowed(requestCases(ctx.db), key, ctx.actor, today)
    const { n } = await found.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
    const total = Number(n)
    if (total) groups.push({ key, total, items: await rowsOf(found, { by: 'due_on', size: shown }) })
  }
  return { count: groups.reduce((sum, one) => sum + one.total, 0), groups }
}
