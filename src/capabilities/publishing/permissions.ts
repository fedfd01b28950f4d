import { type Actor, holds, unitsOf } from '../../foundations/identity/actor.ts'
import { administrations, type Role, roleNames, roles } from '../../foundations/identity/roles.ts'
import { type Gate, gates, type Status } from './record.ts'
import { signingGate } from './rules/chain.ts'
import { type Hands, separationFault } from './rules/separation.ts'
import { type Action, isPossible, type Transition, transitionFor, transitions } from './transitions.ts'
import { separationWords, statusLabels, stepLabels, why } from './words.zh.ts'

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
}

export type Verdict =
  | { allowed: true; transition: Transition }
  | { allowed: false; wrong: 'role' | 'state' | 'person'; why: string }

/** Holds the role for this unit; county-wide roles hold it everywhere. */
const holdsFor = (actor: Actor, unitId: number) => (role: Role) =>
  roles[role].countyWide ? holds(actor, role) : holds(actor, role, unitId)

/** May this actor take this action on a record of this standing, and if not, why (in Chinese, for the grey button)? */
export const may = (actor: Actor, action: Action, standing: Standing): Verdict => {
  const { status } = standing
  const held = holdsFor(actor, standing.unitId)
  const everFor = transitions.filter((row) => row.action === action)
  if (!everFor.some((row) => held(row.role))) {
    const label = [...new Set(everFor.map((row) => roles[row.role].label))].join('、')
    return { allowed: false, wrong: 'role', why: why.wrongRole(label) }
  }
  if (!isPossible(action, status))
    return { allowed: false, wrong: 'state', why: why.wrongStatus(statusLabels[status], stepLabels[action]!) }
  const transition = transitionFor(action, status, held)
  if (!transition) {
    const label = everFor.filter((row) => row.from === status).map((row) => roles[row.role].label)
    return { allowed: false, wrong: 'role', why: why.wrongRole([...new Set(label)].join('、')) }
  }
  if (action === 'correct' && standing.openCorrection)
    return { allowed: false, wrong: 'state', why: why.openCorrection }
  if (action === 'repeal' && !standing.hasValidity) return { allowed: false, wrong: 'state', why: why.notRepealable }
  if (action === 'repeal' && standing.repealed) return { allowed: false, wrong: 'state', why: why.alreadyRepealed }
  const atGate = (gates as readonly string[]).includes(status) && action !== 'save'
  if (atGate && actor.personId !== null) {
    const fault = separationFault(standing.hands, actor.personId, status as Gate, signingGate(standing.chain))
    if (fault) return { allowed: false, wrong: 'person', why: separationWords[fault] }
  }
  return { allowed: true, transition }
}

/** May begin a record for the unit. */
export const mayCreate = (actor: Actor, unitId: number): boolean => holds(actor, 'clerk', unitId)

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
