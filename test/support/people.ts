import { transact } from '../../src/foundations/context.ts'
import { addPerson } from '../../src/foundations/identity/actions/create-person.ts'
import type { Actor } from '../../src/foundations/identity/actor.ts'
import { hashPassword } from '../../src/foundations/identity/password.ts'
import { type Role, roleNames } from '../../src/foundations/identity/roles.ts'
import { actorOf } from '../../src/foundations/identity/session.ts'
import { organisationCheckCharacter } from '../../src/foundations/numbers/organisation-code.ts'
import type { UnitKind } from '../../src/foundations/publication-log/entries.ts'
import { addUnit } from '../../src/foundations/units/actions/create-unit.ts'
import type { TestPlatform } from './platform.ts'

/** Everybody's password; hashed once, because argon2 is slow on purpose. */
export const password = 'spring-rain-2026'
const passwordHash = hashPassword(password)

export type Persona = Actor & { personId: number }

let count = 0

/** A made-up 组织机构代码 that no registry has issued (98…), with its check character. */
export const organisationCode = (n = ++count): string => {
  const body = String(98_000_000 + n)
  return body + organisationCheckCharacter(body)
}

/** A unit; gives its id. */
export const unit = (
  platform: TestPlatform,
  given: { code?: string; name?: string; kind?: UnitKind; parentId?: number | null; reviewChain?: string[] } = {},
): Promise<number> => {
  const n = ++count
  return transact(platform.as(), (work) =>
    addUnit(work, {
      code: given.code ?? `u${n}`,
      name: given.name ?? `测试局${n}`,
      shortName: given.name ?? `测试局${n}`,
      kind: given.kind ?? 'department',
      parentId: given.parentId ?? null,
      position: n,
      organisationCode: organisationCode(n),
      disclosureOffice: {
        name: '办公室',
        address: '示范大道1号',
        officeHours: '工作日 8:30—17:30',
        phone: '0999-5550100',
        fax: '',
        email: '',
        postcode: '999900',
      },
      reviewChain: given.reviewChain ?? ['section_review', 'secrecy_review', 'sign_off'],
    }),
  )
}

/** A person with one post (or several roles in one unit), ready to act. */
export const person = async (
  platform: TestPlatform,
  given: { role: Role | readonly Role[]; unit: number; username?: string; name?: string },
): Promise<Persona> => {
  const n = ++count
  const username = given.username ?? `p${n}`
  const roles = typeof given.role === 'string' ? [given.role] : given.role
  const hash = await passwordHash
  await transact(platform.as(), (work) =>
    addPerson(work, {
      username,
      name: given.name ?? `测试${n}`,
      passwordHash: hash,
      demo: false,
      posts: roles.map((role) => ({ unitId: given.unit, role, title: '' })),
    }),
  )
  return (await actorOf(platform.db, username, '127.0.0.1')) as Persona
}

/** One person of every role in one unit, by role. */
export const everyRole = async (platform: TestPlatform, unitId: number): Promise<Record<Role, Persona>> => {
  const made = {} as Record<Role, Persona>
  for (const role of roleNames) made[role] = await person(platform, { role, unit: unitId })
  return made
}
