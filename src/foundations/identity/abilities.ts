import type { Actor } from './actor.ts'
import { administrations, type Role } from './roles.ts'

/** Who handles, decides or supervises; the three administrations and the operators of the line do none of it. */
const atWork = [
  'clerk',
  'section_head',
  'deputy_leader',
  'secrecy_reviewer',
  'signing_leader',
  'disclosure_office',
  'supervisor',
] as const

/**
 * Which posts open which door. What a person may do to one item depends on the item too (unit, status, who drafted
 * it) and is decided by that capability's own permissions.
 *
 * 三员分立 (分级保护, GB/T 22239): the system administrator makes accounts and units, and an account alone opens
 * nothing; the security administrator gives posts, unlocks, ends sessions and sets how people sign in, and makes no
 * account; the auditor reads the log and changes nothing. None of the three reads drafts; the disclosure office runs
 * the business and gives nobody a post.
 */
const table = {
  'records.read': atWork,
  'records.create': ['clerk'],
  'records.review': ['section_head', 'deputy_leader', 'secrecy_reviewer', 'disclosure_office', 'signing_leader'],
  'records.withdraw': ['signing_leader', 'disclosure_office'],
  'catalogue.import': ['disclosure_office'],
  'words.manage': ['disclosure_office'],
  'requests.manage': ['disclosure_office'],
  'requests.register': ['clerk'],
  'requests.read': atWork,
  'inquiries.manage': ['disclosure_office'],
  'inquiries.enter': ['clerk', 'operator', 'disclosure_office', 'supervisor'],
  'inquiries.read': [...atWork, 'operator'],
  'knowledge.write': ['clerk'],
  'hotline.answer': ['operator'],
  'hotline.read': ['operator', 'supervisor', 'disclosure_office'],
  'hotline.rota': ['disclosure_office', 'section_head', 'clerk'],
  'hotline.manage': ['disclosure_office'],
  'hotline.connect': ['system_administrator', 'disclosure_office'],
  'site.manage': ['disclosure_office'],
  'messages.read': ['system_administrator', 'disclosure_office'],
  'messages.manage': ['system_administrator', 'disclosure_office'],
  'calendar.manage': ['system_administrator', 'disclosure_office'],
  'supervision.read': ['supervisor', 'disclosure_office'],
  'units.manage': ['system_administrator'],
  'people.manage': ['system_administrator'],
  'people.read': ['system_administrator', 'security_administrator', 'auditor'],
  'access.manage': ['security_administrator'],
  'sessions.read': ['security_administrator', 'auditor'],
  'audit.read': ['auditor'],
} as const satisfies Record<string, readonly Role[]>

export type Ability = keyof typeof table
export const abilities = Object.keys(table) as Ability[]

export const rolesWith = (ability: Ability): readonly Role[] => table[ability]

export const can = (actor: Actor, ability: Ability): boolean =>
  actor.posts.some((post) => rolesWith(ability).includes(post.role))

/** Everything the actor's posts allow, for the console to show the right doors. */
export const abilitiesOf = (actor: Actor): Ability[] => abilities.filter((ability) => can(actor, ability))

/**
 * A role among `held` that must not be held beside `role`, undefined when there is none: no one person holds two of the
 * three administrations.
 */
export const conflicting = (held: readonly Role[], role: Role): Role | undefined => {
  const apart = administrations as readonly Role[]
  return apart.includes(role) ? held.find((other) => other !== role && apart.includes(other)) : undefined
}
