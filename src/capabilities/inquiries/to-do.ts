import type { Ctx } from '../../foundations/context.ts'
import { holds, unitsOf } from '../../foundations/identity/actor.ts'
import type { Role } from '../../foundations/identity/roles.ts'
import { legalDay } from '../../platform/clock.ts'
import type { Status } from './inquiry.ts'
import { type Found, type ListRow, overdue, rowsOf, unexplained } from './lists.ts'
import { inquiryCases } from './store.ts'

/** What waits for one person among the inquiries, the most pressing first. */
export const toDoGroups = [
  'to_explain',
  'to_sort',
  'to_approve_pass',
  'to_review',
  'to_review_part',
  'to_answer_part',
  'to_judge',
  'to_investigate',
  'to_state',
  'to_oversee',
  'to_publish_explanation',
  'to_handle',
] as const
export type ToDoGroupKey = (typeof toDoGroups)[number]

const shown = 20
const nobody = [0]

const waiting = (key: ToDoGroupKey, { actor, db, clock }: Ctx): Found | null => {
  const open = inquiryCases(db).where('case_file.open', '=', true)
  const inUnits = (role: Role) => {
    const ids = unitsOf(actor, [role])
    return ids.length ? ids : nobody
  }
  const at = (status: Status, role: Role) =>
    open.where('case_file.status', '=', status).where('inquiry.turn_unit_id', 'in', inUnits(role))
  /** Not one's own paper: who wrote it last does not decide on it. */
  const notMine = (found: Found, action: string) =>
    found.where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('case_event as own')
            .select('own.seq')
            .whereRef('own.case_id', '=', 'case_file.id')
            .where('own.action', '=', action)
            .where('own.actor_id', '=', actor.personId ?? 0)
            .whereRef('own.seq', '=', 'case_file.version'),
        ),
      ),
    )
  const today = legalDay(clock())
  switch (key) {
    case 'to_sort':
      return holds(actor, 'disclosure_office') ? open.where('case_file.status', '=', 'sorting') : null
    case 'to_approve_pass':
      return notMine(at('passing', 'section_head'), 'pass_up')
    case 'to_review':
      return notMine(at('review', 'section_head'), 'propose')
    case 'to_review_part':
      return notMine(at('joint_review', 'section_head'), 'answer_part')
    case 'to_answer_part':
      return at('joint', 'clerk')
    case 'to_explain':
      return unexplained(open, today).where('inquiry.turn_unit_id', 'in', inUnits('section_head'))
    case 'to_judge':
      return holds(actor, 'supervisor')
        ? open.where((eb) =>
            eb.or([eb('inquiry.explained', '=', 'waiting'), eb('case_file.status', '=', 'decision_review')]),
          )
        : null
    case 'to_investigate':
      return holds(actor, 'supervisor') ? open.where('case_file.status', 'in', ['accepting', 'investigating']) : null
    case 'to_state':
      return open
        .where('inquiry.kind', '=', 'complaint')
        .where('case_file.status', '=', 'investigating')
        .where('inquiry.about_unit_id', 'in', inUnits('section_head'))
        .where((eb) =>
          eb.exists(
            eb
              .selectFrom('case_event as ask')
              .select('ask.seq')
              .whereRef('ask.case_id', '=', 'case_file.id')
              .where('ask.action', '=', 'ask_statement')
              .where((e) =>
                e.not(
                  e.exists(
                    e
                      .selectFrom('case_event as said')
                      .select('said.seq')
                      .whereRef('said.case_id', '=', 'ask.case_id')
                      .whereRef('said.seq', '>', 'ask.seq')
                      .where('said.action', '=', 'take_statement'),
                  ),
                ),
              ),
          ),
        )
    case 'to_oversee':
      // Until it is pressed, or no longer late.
      return overdue(open, today)
        .where('inquiry.kind', '=', 'complaint')
        .where('inquiry.escalated', '=', true)
        .where('case_file.unit_id', 'in', inUnits('signing_leader'))
        .where((eb) =>
          eb.not(
            eb.exists(
              eb
                .selectFrom('case_event as urge')
                .select('urge.seq')
                .whereRef('urge.case_id', '=', 'case_file.id')
                .where('urge.action', '=', 'urge'),
            ),
          ),
        )
    case 'to_publish_explanation':
      // It is owed to the public also once the case has been answered.
      return inquiryCases(db)
        .where('inquiry.late_unit_id', 'in', inUnits('clerk'))
        .where((eb) =>
          eb.not(
            eb.exists(
              eb
                .selectFrom('public_reply as told')
                .select('told.case_id')
                .whereRef('told.case_id', '=', 'case_file.id')
                .where('told.what', '=', 'explanation')
                .where('told.status', '<>', 'returned'),
            ),
          ),
        )
    case 'to_handle':
      return at('handling', 'clerk').where((eb) =>
        eb.or([eb('case_file.owner_id', 'is', null), eb('case_file.owner_id', '=', actor.personId)]),
      )
  }
}

/** Groups with something in them, each with its first cases, and how many there are together. */
export const inquiryToDo = async (
  ctx: Ctx,
): Promise<{ count: number; groups: { key: ToDoGroupKey; total: number; items: ListRow[] }[] }> => {
  const groups: { key: ToDoGroupKey; total: number; items: ListRow[] }[] = []
  for (const key of toDoGroups) {
    const found = waiting(key, ctx)
    if (!found) continue
    const { n } = await found.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
    const total = Number(n)
    if (total) groups.push({ key, total, items: await rowsOf(found, { open: true, size: shown }) })
  }
  return { count: groups.reduce((sum, one) => sum + one.total, 0), groups }
}
