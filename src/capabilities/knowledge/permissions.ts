import { type Actor, holds, type Post, postFor, unitsOf } from '../../foundations/identity/actor.ts'
import { administrations, type Role, roleNames, roles } from '../../foundations/identity/roles.ts'
import { isGate, type Status } from './entry.ts'
import { type Action, type Transition, transitions } from './transitions.ts'
import { actionLabels, statusLabels, why } from './words.zh.ts'

/** The facts about an entry that decide who may do what to it. */
export type Standing = {
  unitId: number
  /** Of the version that the action is about. */
  status: Status
  /** Everybody who wrote on that version. */
  authors: readonly number[]
  /** Who passed which gate of that version; an approval by a deputy stands here for both people. */
  passed: readonly { gate: Status; personId: number | null }[]
  /** A new version is being worked on beside the public one. */
  revising: boolean
}

export type Verdict =
  | { allowed: true; transition: Transition; post: Post }
  | { allowed: false; wrong: 'role' | 'state' | 'person'; why: string }

const postsFor = (actor: Actor, unitId: number, role: Role): Post[] =>
  actor.posts.filter((post) => post.role === role && (roles[role].countyWide || post.unitId === unitId))

/** Who wrote passes no gate, and nobody passes two. A deputy and whose post it is count as one. */
const faultOf = (people: readonly number[], { status, authors, passed }: Standing): string | undefined => {
  if (authors.some((id) => people.includes(id))) return why.ownText
  const other = passed.some(({ gate, personId }) => gate !== status && personId !== null && people.includes(personId))
  return other ? why.passedOtherGate : undefined
}

/** May this actor take this action on an entry of this standing, and if not, why (in Chinese, for the grey button)? */
export const may = (actor: Actor, action: Action, standing: Standing): Verdict => {
  const { unitId, status, revising } = standing
  const every = transitions.filter((row) => row.action === action)
  const here = every.filter((row) => row.from === status)
  const wrongRole = (rows: readonly Transition[]): Verdict => ({
    allowed: false,
    wrong: 'role',
    why: why.wrongRole([...new Set(rows.map(({ role }) => roles[role].label))].join('、')),
  })
  if (!every.some(({ role }) => postsFor(actor, unitId, role).length)) return wrongRole(every)
  if (!here.length)
    return { allowed: false, wrong: 'state', why: why.wrongStatus(statusLabels[status], actionLabels[action]) }
  if (action === 'revise' && revising) return { allowed: false, wrong: 'state', why: why.revising }
  const ways = here
    .flatMap((transition) => postsFor(actor, unitId, transition.role).map((post) => ({ transition, post })))
    .sort((a, b) => Number(a.post.onBehalfOf !== undefined) - Number(b.post.onBehalfOf !== undefined))
  if (!ways.length) return wrongRole(here)
  let fault: string | undefined
  for (const way of ways) {
    const people = [actor.personId, way.post.onBehalfOf?.personId].filter((one) => typeof one === 'number')
    const found = isGate(status) ? faultOf(people, standing) : undefined
    if (!found) return { allowed: true, ...way }
    fault ??= found
  }
  return { allowed: false, wrong: 'person', why: fault! }
}

/** The post from which the actor may begin an entry for the unit; undefined when there is none. */
export const creatingPost = (actor: Actor, unitId: number): Post | undefined =>
  postFor(actor, (post) => post.role === 'clerk' && post.unitId === unitId)

/** None of the three administrations reads drafts (三员分立). */
const readers = roleNames.filter((role) => !(administrations as readonly Role[]).includes(role))

/** Units whose unpublished versions the actor may read. What is public everybody reads. */
export const unitsRead = (actor: Actor): number[] | 'all' =>
  holds(actor, 'disclosure_office') || holds(actor, 'supervisor') ? 'all' : unitsOf(actor, readers)

export const mayRead = (actor: Actor, unitId: number): boolean => {
  const units = unitsRead(actor)
  return units === 'all' || units.includes(unitId)
}
