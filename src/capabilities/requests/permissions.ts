import { type Actor, holds, type Post, unitsOf } from '../../foundations/identity/actor.ts'
import { type Role, roles } from '../../foundations/identity/roles.ts'
import { type Gate, gates, type Status } from './request.ts'
import { type Action, type Transition, transitions } from './transitions.ts'
import { actionLabels, statusLabels, why } from './words.zh.ts'

/** The facts about a request that decide who may do what to it. */
export type Standing = {
  unitId: number
  status: Status
  /** Who proposed the answer that is on its way. */
  proposedBy: readonly (number | null)[]
  /** Who passed a gate of it. */
  passed: readonly { gate: Status; personId: number | null }[]
  /** The office has been in touch with the applicant, or has tried to. */
  contacted: boolean
}

export type Verdict =
  | { allowed: true; transition: Transition; post: Post | null }
  | { allowed: false; wrong: 'role' | 'state' | 'person'; why: string }

/** The citizen, proved by query code and contact. */
export const applicant = 'applicant' as const

const isGate = (status: Status): status is Gate => (gates as readonly Status[]).includes(status)

/**
 * 谁审查谁负责 with more than two eyes: who proposed an answer passes none of its gates, and nobody passes two. A deputy
 * and whose post it is count as one.
 */
const faultOf = (people: readonly number[], { status, proposedBy, passed }: Standing): string | undefined => {
  const theirs = (id: number | null) => id !== null && people.includes(id)
  if (proposedBy.some(theirs)) return why.ownProposal
  if (passed.some((one) => one.gate !== status && theirs(one.personId))) return why.passedOtherGate
  return undefined
}

/** May this actor take this action on a request of this standing, and if not, why (in Chinese, for the grey button)? */
export const may = (actor: Actor | typeof applicant, action: Action, standing: Standing): Verdict => {
  const { status, unitId } = standing
  const every = transitions.filter((row) => row.action === action)
  const here = every.filter((row) => row.from === status)
  const wrongState = {
    allowed: false,
    wrong: 'state',
    why: why.wrongStatus(statusLabels[status], actionLabels[action]),
  } as const
  if (actor === applicant) {
    const row = here.find((one) => one.by === 'applicant')
    // 双方确认 (条例 art 31): the applicant's word alone does not make the day of receipt.
    if (row && action === 'confirm' && !standing.contacted)
      return { allowed: false, wrong: 'state', why: why.notContacted }
    if (row) return { allowed: true, transition: row, post: null }
    return every.some((one) => one.by === 'applicant')
      ? wrongState
      : { allowed: false, wrong: 'role', why: why.notYours }
  }
  const postsOf = (row: Transition): Post[] =>
    row.by === 'applicant'
      ? []
      : actor.posts.filter(
          (post) => post.role === row.by && (roles[row.by as Role].countyWide || post.unitId === unitId),
        )
  if (!every.some((row) => postsOf(row).length)) {
    const labels = every.flatMap((row) => (row.by === 'applicant' ? [] : [roles[row.by].label]))
    return { allowed: false, wrong: 'role', why: why.wrongRole([...new Set(labels)].join('、')) }
  }
  if (!here.length) return wrongState
  const ways = here
    .flatMap((transition) => postsOf(transition).map((post) => ({ transition, post })))
    .sort((a, b) => Number(a.post.onBehalfOf !== undefined) - Number(b.post.onBehalfOf !== undefined))
  if (!ways.length) {
    const labels = here.flatMap((row) => (row.by === 'applicant' ? [] : [roles[row.by].label]))
    return { allowed: false, wrong: 'role', why: why.wrongRole([...new Set(labels)].join('、')) }
  }
  const deciding = isGate(status) && (action === 'approve' || action === 'return')
  let fault: string | undefined
  for (const way of ways) {
    const people = [actor.personId, way.post.onBehalfOf?.personId].filter((one) => typeof one === 'number')
    const found = deciding ? faultOf(people, standing) : undefined
    if (!found) return { allowed: true, ...way }
    fault ??= found
  }
  return { allowed: false, wrong: 'person', why: fault! }
}

/** Those who work on requests in a unit. The three administrations read none (三员分立). */
const workers = [
  'clerk',
  'section_head',
  'deputy_leader',
  'secrecy_reviewer',
  'signing_leader',
] as const satisfies Role[]

/** Units whose requests the actor may read: those of the posts, or all for those who supervise every unit (arts 46-47). */
export const unitsRead = (actor: Actor): number[] | 'all' =>
  holds(actor, 'disclosure_office') || holds(actor, 'supervisor') ? 'all' : unitsOf(actor, workers)

export const mayRead = (actor: Actor, unitId: number): boolean => {
  const units = unitsRead(actor)
  return units === 'all' || units.includes(unitId)
}

/** May see who asks, in clear: whoever works on it in its unit. Supervision does its work with masked names. */
export const mayUnmask = (actor: Actor, unitId: number): boolean =>
  workers.some((role) => role !== 'deputy_leader' && holds(actor, role, unitId)) || holds(actor, 'disclosure_office')

/** May enter a request that came in at the counter, by post, fax or phone, for this unit? */
export const registeringPost = (actor: Actor, unitId: number): Post | undefined =>
  actor.posts.find((post) => post.role === 'clerk' && post.unitId === unitId)

/** Registers reviews and lawsuits about the unit's answers: its clerks and section heads. */
export const remedyPost = (actor: Actor, unitId: number): Post | undefined =>
  actor.posts.find((post) => post.unitId === unitId && (post.role === 'clerk' || post.role === 'section_head'))

/** Moves cases of a unit in from elsewhere: its clerks, the disclosure office for every unit, the operator's command. */
export const mayImport = (actor: Actor, unitId: number): boolean =>
  actor.personId === null || holds(actor, 'clerk', unitId) || holds(actor, 'disclosure_office')
