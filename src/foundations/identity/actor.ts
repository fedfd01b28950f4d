import type { SignInPolicy } from './policy.ts'
import type { Role } from './roles.ts'

export type Post = {
  id: number
  unitId: number
  unitName: string
  role: Role
  title: string
  /** Whose post it is, where it is held as a deputy (代理) for the time being. */
  onBehalfOf?: Principal | undefined
}

/** Who is stood in for. */
export type Principal = { personId: number; name: string }

/** What proved that the person is the one who is meant. */
export const proofs = ['password', 'totp', 'recovery_code', 'passkey', 'single_sign_on'] as const
export type Proof = (typeof proofs)[number]

/** What has to be done before anything else: the console leads there, every other route refuses. */
export const needs = ['new_password', 'second_factor'] as const
export type Need = (typeof needs)[number]

/** What the session of a request knows about its person; the program acting by itself has none. */
export type SessionState = {
  /** When and by what the person was last proved. */
  confirmedAt: Temporal.Instant
  confirmedBy: Proof
  /** Second factors that the person has. */
  hasTotp: boolean
  hasPasskey: boolean
  policy: SignInPolicy
  need: Need | null
}

/** Who acts. `personId` is null for the system itself (imports, jobs). */
export type Actor = {
  personId: number | null
  username: string
  name: string
  posts: Post[]
  ip: string
  session?: SessionState | undefined
  /** Whose post opened the door of this request, where it was a deputy's (guard.ts). */
  onBehalfOf?: Principal | undefined
}

/** The program acting on its own: migrations, imports, jobs. Shown in history as 系统. */
export const system: Actor = { personId: null, username: 'system', name: '系统', posts: [], ip: '' }

/** Holds `role`, in `unitId` when one is given, in person or as a deputy. */
export const holds = (actor: Actor, role: Role, unitId?: number): boolean =>
  actor.posts.some((post) => post.role === role && (unitId === undefined || post.unitId === unitId))

/** Ids of units in which the actor holds any of `roles`. */
export const unitsOf = (actor: Actor, roles: readonly Role[]): number[] => [
  ...new Set(actor.posts.filter((post) => roles.includes(post.role)).map((post) => post.unitId)),
]

/** Who counts as deciding, where more than one pair of eyes is asked for: the actor and whom the actor stands in for. */
export const handsOf = (actor: Actor): number[] =>
  [actor.personId, actor.onBehalfOf?.personId].filter((id) => typeof id === 'number')

/**
 * The post from which the actor does what needs one that `fits`; own posts come before those of others, so that nobody
 * acts for another where it takes none.
 */
export const postFor = (actor: Actor, fits: (post: Post) => boolean): Post | undefined => actor.posts.find(fits)
