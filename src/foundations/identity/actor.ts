import type { Role } from './roles.ts'

export type Post = { id: number; unitId: number; unitName: string; role: Role; title: string }

/** Who acts. `personId` is null for the system itself (imports, jobs). */
export type Actor = { personId: number | null; username: string; name: string; posts: Post[]; ip: string }

/** The program acting on its own: migrations, imports, jobs. Shown in history as 系统. */
export const system: Actor = { personId: null, username: 'system', name: '系统', posts: [], ip: '' }

/** Holds `role`, in `unitId` when one is given. */
export const holds = (actor: Actor, role: Role, unitId?: number): boolean =>
  actor.posts.some((post) => post.role === role && (unitId === undefined || post.unitId === unitId))

/** Ids of units in which the actor holds any of `roles`. */
export const unitsOf = (actor: Actor, roles: readonly Role[]): number[] => [
  ...new Set(actor.posts.filter((post) => roles.includes(post.role)).map((post) => post.unitId)),
]
