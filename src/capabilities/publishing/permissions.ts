import { type Actor, holds, type Post, postFor, unitsOf } from '../../foundations/identity/actor.ts'
import { administrations, type Role, roleNames, roles } from '../../foundations/identity/roles.ts'
import { type Gate, gates, type Status } from './record.ts'
import { signingGate } from './rules/chain.ts'
import { type Hands, separationFault } from './rules/separation.ts'
import { type Action, isPossible, type Transition, transitions } from './transitions.ts'
import { separationWords, separationWordsFor, statusLabels, stepLabels, why } from './words.zh.ts'

/** The facts about a record that decide who may do what to it. */
export type Standing = {
  unitId: number
  status: Status
  chain: readonly Gate[]
  hands: Hands
  /** Another edition is being worked on beside the published one. */
  openCorrection: boolean
  hasValidity: boolean
  repealed: boolean
  /** Does its term run (有效期), is it over, or has it none? */
  term: 'none' | 'running' | 'over'
  leftToLapse: boolean
}

export type Verdict =
  /** `post`: from which the actor acts; another's when the actor is a deputy. */
  | { allowed: true; transition: Transition; post: Post }
  | { allowed: false; wrong: 'role' | 'state' | 'person'; why: string }

/** The actor's posts of a role for this unit; county-wide roles count everywhere. Own posts come before lent ones. */
const postsFor = (actor: Actor, unitId: number) => (role: Role) =>
  actor.posts.filter((post) => post.role === role && (roles[role].countyWide || post.unitId === unitId))

/** What stands against deciding from this post: of the actor first, then of whom the actor stands in for. */
const faultFrom = (actor: Actor, post: Post, { hands, chain, status }: Standing): string | undefined => {
  if (actor.personId === null) return undefined
  const fault = (...people: number[]) => separationFault(hands, people, status as Gate, signingGate(chain))
  const own = fault(actor.personId)
  if (own) return separationWords[own]
  const theirs = post.onBehalfOf && fault(actor.personId, post.onBehalfOf.personId)
  return theirs && separationWordsFor(post.onBehalfOf!.name)[theirs]
}

/** May this actor take this action on a record of this standing, and if not, why (in Chinese, for the grey button)? */
export const may = (actor: Actor, action: Action, standing: Standing): Verdict => {
  const { status } = standing
  const posts = postsFor(actor, standing.unitId)
  const everFor = transitions.filter((row) => row.action === action)
  if (!everFor.some((row) => posts(row.role).length)) {
    const label = [...new Set(everFor.map((row) => roles[row.role].label))].join('、')
    return { allowed: false, wrong: 'role', why: why.wrongRole(label) }
  }
  if (!isPossible(action, status))
    return { allowed: false, wrong: 'state', why: why.wrongStatus(statusLabels[status], stepLabels[action]!) }
  const ways = everFor
    .filter((row) => row.from === status)
    .flatMap((transition) => posts(transition.role).map((post) => ({ transition, post })))
    .sort((a, b) => Number(a.post.onBehalfOf !== undefined) - Number(b.post.onBehalfOf !== undefined))
  if (!ways.length) {
    const label = everFor.filter((row) => row.from === status).map((row) => roles[row.role].label)
    return { allowed: false, wrong: 'role', why: why.wrongRole([...new Set(label)].join('、')) }
  }
  if (action === 'correct' && standing.openCorrection)
    return { allowed: false, wrong: 'state', why: why.openCorrection }
  if (action === 'repeal' && !standing.hasValidity) return { allowed: false, wrong: 'state', why: why.notRepealable }
  if (action === 'repeal' && standing.repealed) return { allowed: false, wrong: 'state', why: why.alreadyRepealed }
  if (action === 'extend' || action === 'let_lapse') {
    const against = termFault(action, standing)
    if (against) return { allowed: false, wrong: 'state', why: against }
  }
  const atGate = (gates as readonly string[]).includes(status) && action !== 'save'
  const faults = ways.map(({ post }) => (atGate ? faultFrom(actor, post, standing) : undefined))
  const way = ways[faults.indexOf(undefined)]
  return way ? { allowed: true, ...way } : { allowed: false, wrong: 'person', why: faults[0]! }
}

const termFault = (action: 'extend' | 'let_lapse', standing: Standing): string | undefined => {
  if (standing.repealed) return why.alreadyRepealed
  if (!standing.hasValidity || standing.term === 'none') return why.noTerm
  if (standing.term === 'over') return why.termOver
  // The correction carries the old term and would bring it back.
  if (action === 'extend' && standing.openCorrection) return why.openCorrection
  return action === 'let_lapse' && standing.leftToLapse ? why.leftToLapse : undefined
}

/** The post from which the actor may begin a record for the unit; undefined when there is none. */
export const creatingPost = (actor: Actor, unitId: number): Post | undefined =>
  postFor(actor, (post) => post.role === 'clerk' && post.unitId === unitId)

/** None of the three administrations reads drafts (三员分立). */
const readers = roleNames.filter((role) => !(administrations as readonly Role[]).includes(role))

/** Units whose unpublished records the actor may read: those of the posts, or all for those who supervise every unit. */
export const unitsRead = (actor: Actor): number[] | 'all' => (seesEveryUnit(actor) ? 'all' : unitsOf(actor, readers))

/** May read what is not public yet in this unit. */
export const mayRead = (actor: Actor, unitId: number): boolean => {
  const units = unitsRead(actor)
  return units === 'all' || units.includes(unitId)
}

export const seesEveryUnit = (actor: Actor): boolean => holds(actor, 'disclosure_office') || holds(actor, 'supervisor')
