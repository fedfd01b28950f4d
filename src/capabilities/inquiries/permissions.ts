import { type Actor, holds, type Post, unitsOf } from '../../foundations/identity/actor.ts'
import { type Role, roles } from '../../foundations/identity/roles.ts'
import { type InquiryKind, isSupervised, type Status } from './inquiry.ts'
import { type Action, type Transition, transitions } from './transitions.ts'
import { actionLabels, statusLabels, why } from './words.zh.ts'

/** The facts about an inquiry that decide who may do what to it. */
export type Standing = {
  kind: InquiryKind
  status: Status
  leadId: number
  /** The unit in whose hands the next step is. */
  turnId: number
  aboutId: number | null
  /** Who asked for what has to be decided now (转办、会办意见、答复、处理决定); null for nobody. */
  proposedBy: number | null
  /** Of a complaint or report: who investigates it. */
  investigator: number | null
  /** The unit complained of has been asked for its statement. */
  statementAsked: boolean
  ended: 'answered' | 'otherwise' | null
  rated: boolean
  /** The stage or part whose turn it is has been extended already. */
  extended: boolean
}

export type Verdict =
  | { allowed: true; transition: Transition; post: Post | null }
  | { allowed: false; wrong: 'role' | 'state' | 'person'; why: string }

/** The citizen, proved by query code and contact. */
export const writer = 'writer' as const

/** Decisions on what somebody else has written: never one's own (第二人审批). */
const deciding: readonly Action[] = [
  'approve_pass',
  'refuse_pass',
  'approve_part',
  'return_part',
  'approve',
  'return',
  'take_explanation',
  'refuse_explanation',
]

const unitOf = (row: Transition, standing: Standing): number | null =>
  row.where === 'about' ? standing.aboutId : row.where === 'turn' ? standing.turnId : standing.leadId

/** What the status alone does not say. */
const notNow = (action: Action, standing: Standing): string | null => {
  if (action === 'take_statement' && !standing.statementAsked) return why.noStatementAsked
  if (action === 'rate' && standing.ended !== 'answered') return why.nothingToRate
  if (action === 'rate' && standing.rated) return why.rated
  if (action === 'extend' && standing.extended) return why.extended
  if (action === 'reopen' && standing.ended !== 'answered') return why.nothingToReopen
  return null
}

/** May this actor take this action on an inquiry of this standing, and if not, why (in Chinese, for the grey button)? */
export const may = (actor: Actor | typeof writer, action: Action, standing: Standing): Verdict => {
  const { kind, status } = standing
  const every = transitions.filter((row) => row.kind === kind && row.action === action)
  const here = every.filter((row) => row.from === status)
  const wrongState = {
    allowed: false,
    wrong: 'state',
    why: why.wrongStatus(statusLabels[status], actionLabels[action]),
  } as const
  const early = here.length ? notNow(action, standing) : null
  if (actor === writer) {
    if (!every.some((row) => row.by === writer)) return { allowed: false, wrong: 'role', why: why.notYours }
    const row = here.find((one) => one.by === writer)
    if (!row) return wrongState
    return early ? { allowed: false, wrong: 'state', why: early } : { allowed: true, transition: row, post: null }
  }
  const postsOf = (row: Transition): Post[] =>
    row.by === writer
      ? []
      : actor.posts.filter(
          (post) => post.role === row.by && (roles[row.by as Role].countyWide || post.unitId === unitOf(row, standing)),
        )
  const wrongRole = (rows: readonly Transition[]) => {
    const labels = rows.flatMap((row) => (row.by === writer ? [] : [roles[row.by].label]))
    return { allowed: false, wrong: 'role', why: why.wrongRole([...new Set(labels)].join('、')) } as const
  }
  if (!every.some((row) => postsOf(row).length)) return wrongRole(every)
  if (!here.length) return wrongState
  const ways = here
    .flatMap((transition) => postsOf(transition).map((post) => ({ transition, post })))
    .sort((a, b) => Number(a.post.onBehalfOf !== undefined) - Number(b.post.onBehalfOf !== undefined))
  if (!ways.length) return wrongRole(here)
  if (early) return { allowed: false, wrong: 'state', why: early }
  // Supervision has no head among the roles: more time is agreed by somebody else than who needs it.
  const lengthens = action === 'extend' && isSupervised(kind)
  const hand = deciding.includes(action) ? standing.proposedBy : lengthens ? standing.investigator : null
  const own = (post: Post) => hand !== null && (hand === actor.personId || hand === post.onBehalfOf?.personId)
  const free = ways.find(({ post }) => !own(post))
  return free ? { allowed: true, ...free } : { allowed: false, wrong: 'person', why: lengthens ? why.ownTime : why.own }
}

/** Those who work on inquiries in a unit. The three administrations read none (三员分立). */
const workers = [
  'clerk',
  'section_head',
  'deputy_leader',
  'secrecy_reviewer',
  'signing_leader',
] as const satisfies Role[]

/** Who sees every unit's inquiries: who sorts, who supervises (arts 46-47), and the line's operators. */
export const readsAll = (actor: Actor): boolean =>
  holds(actor, 'disclosure_office') || holds(actor, 'supervisor') || holds(actor, 'operator')

/** Units whose part of the line's cases the actor may read; 'all' for those above. */
export const unitsRead = (actor: Actor): number[] | 'all' => (readsAll(actor) ? 'all' : unitsOf(actor, workers))

export type Reach = {
  kind: InquiryKind
  leadId: number
  unitIds: readonly number[]
  aboutId: number | null
  statementAsked: boolean
  /** It was late, and whoever presses it was told. */
  escalated: boolean
}

/**
 * May the actor read this case? A line's case: whoever works in a unit that has or had a part in it. A complaint: supervision,
 * those who speak for the unit complained of once they are asked, and the head of the government's office once it was late. A report:
 * supervision alone.
 */
export const mayRead = (
  actor: Actor,
  { kind, leadId, unitIds, aboutId, statementAsked, escalated }: Reach,
): boolean => {
  if (isSupervised(kind)) {
    if (holds(actor, 'supervisor')) return true
    if (kind === 'complaint' && escalated && holds(actor, 'signing_leader', leadId)) return true
    if (kind === 'report' || aboutId === null || !statementAsked) return false
    return holds(actor, 'section_head', aboutId) || holds(actor, 'signing_leader', aboutId)
  }
  return readsAll(actor) || unitIds.some((unitId) => workers.some((role) => holds(actor, role, unitId)))
}

/** May see who wrote, in clear: who works on it in its unit, who sorts, who investigates, and who speaks with callers. */
export const mayUnmask = (actor: Actor, standing: Pick<Standing, 'kind' | 'leadId'>): boolean =>
  isSupervised(standing.kind)
    ? holds(actor, 'supervisor')
    : holds(actor, 'disclosure_office') ||
      holds(actor, 'operator') ||
      (['clerk', 'section_head', 'signing_leader'] as const).some((role) => holds(actor, role, standing.leadId))

/** Of those who read it, who sees all that came with it: of a complaint or report its investigators alone. */
export const seesWriting = (actor: Actor, kind: InquiryKind): boolean =>
  !isSupervised(kind) || holds(actor, 'supervisor')

/** From which post an inquiry is entered that came in by word of mouth, by letter or from above. */
export const enteringPost = (actor: Actor, kind: InquiryKind, unitId: number | null): Post | undefined =>
  isSupervised(kind)
    ? actor.posts.find((post) => ['supervisor', 'operator', 'disclosure_office'].includes(post.role))
    : actor.posts.find(
        (post) =>
          post.role === 'operator' ||
          post.role === 'disclosure_office' ||
          (unitId !== null && post.role === 'clerk' && post.unitId === unitId),
      )
