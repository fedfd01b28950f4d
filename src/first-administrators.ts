import { type Ctx, transact, type Work } from './foundations/context.ts'
import { setPassword } from './foundations/identity/actions/set-password.ts'
import { addPerson, hashPassword, type Role, roles } from './foundations/identity/index.ts'
import { oneTimePassword } from './foundations/identity/one-time-password.ts'
import { type Administration, administrations } from './foundations/identity/roles.ts'
import { actorOf } from './foundations/identity/session.ts'
import { administratorsBesides } from './foundations/identity/store.ts'
import { addUnit, allUnits } from './foundations/units/index.ts'
import { unprocessable } from './platform/http/problem.ts'

export type FirstAdministrators = {
  people: Record<Administration, { username: string; name: string }>
  /** The county's government, where there is no unit yet. */
  unit?: { name: string; shortName: string; organisationCode: string } | undefined
}
export type Appointed = { role: Administration; username: string; name: string; password: string }

const refuse = (field: string, key: string, message: string) => unprocessable(message, [{ field, key, message }])

/**
 * The three administrators (三员) with whom an empty installation begins: three different people, in the county's
 * government, each with a password for one sign-in. Everybody else is made by them in the console.
 * @returns the passwords, which are kept nowhere
 * @throws Problem 422 with a sentence in Chinese and English: there are administrators, no unit, or somebody twice
 */
export const appointFirstAdministrators = async (ctx: Ctx, given: FirstAdministrators): Promise<Appointed[]> => {
  const appointed = administrations.map((role) => ({ role, ...given.people[role], password: oneTimePassword() }))
  if (new Set(appointed.map(({ username }) => username.toLowerCase())).size < appointed.length)
    throw refuse(
      'people',
      'not_three',
      '三员须由三个不同的人担任，用户名不能相同。\nThe three administrators must be three different people.',
    )
  const hashes = await Promise.all(appointed.map(({ password }) => hashPassword(password)))
  await transact(ctx, async (work) => {
    await nobodyYet(work)
    const unitId = await firstUnit(work, given.unit)
    for (const [i, { role, username, name }] of appointed.entries()) {
      const posts = [{ unitId, role, title: roles[role].label }]
      await addPerson(work, { username, name, passwordHash: hashes[i]!, passwordMustChange: true, demo: false, posts })
    }
  })
  return appointed
}

/**
 * A new password for one sign-in for an administrator who cannot get in any more, e.g. because the first one was never
 * used: everybody else's is set by the system administrator in the console.
 * @throws Problem 422 nobody of that name who holds one of the three administrations
 */
export const renewAdministratorPassword = async (ctx: Ctx, username: string): Promise<Appointed> => {
  const found = await actorOf(ctx.db, username)
  const role = administrations.find((one) => found?.posts.some((post) => post.role === one))
  if (!found?.personId || !role)
    throw refuse(
      'username',
      'no_administrator',
      `没有用户名为 ${username} 的在用管理员；其他人员的密码由系统管理员在工作端“人员”页重设。\n` +
        `No active administrator has the username ${username}; other passwords are reset in the console (人员).`,
    )
  const password = oneTimePassword()
  await setPassword(ctx, { id: found.personId, password })
  return { role, username: found.username, name: found.name, password }
}

/** Whoever runs this at the same moment waits here. */
const nobodyYet = async ({ trx }: Work): Promise<void> => {
  const counts = await Promise.all(administrations.map((role) => administratorsBesides(trx, role, {})))
  if (counts.every((count) => count === 0)) return
  const held = await trx
    .selectFrom('post')
    .innerJoin('person', 'person.id', 'post.person_id')
    .select(['person.name', 'person.username', 'post.role'])
    .where('post.role', 'in', [...administrations])
    .where('post.ended_on', 'is', null)
    .where('person.active', '=', true)
    .orderBy('post.id')
    .execute()
  const names = held.map((one) => `${roles[one.role as Role].label} ${one.name}（${one.username}）`).join('、')
  throw refuse(
    'people',
    'appointed',
    `已经有管理员：${names}。\n新的人员请由系统管理员在工作端“人员”页添加，由安全管理员在同一页任职；忘记密码也在那里重设。\n` +
      'There are administrators already: the system administrator adds people in the console (人员), the security\n' +
      'administrator gives them posts there; passwords are reset there, too.',
  )
}

const firstUnit = async (work: Work, given: FirstAdministrators['unit']): Promise<number> => {
  const [first] = (await allUnits(work.trx)).filter((unit) => !unit.dissolvedOn && unit.parentId === null)
  if (first) return first.id
  if (!given)
    throw refuse(
      'unit',
      'no_unit',
      '还没有单位：请用 --unit 写明本级人民政府的全称，用 --organisation-code 写明其组织机构代码（9 位）。\n' +
        "There is no unit yet: give the government's full name (--unit) and its organisation code (--organisation-code).",
    )
  const disclosureOffice = { name: '', address: '', officeHours: '', phone: '', fax: '', email: '', postcode: '' }
  const reviewChain = ['section_review', 'secrecy_review', 'sign_off']
  const place = { code: 'government', kind: 'government', parentId: null, position: 0 } as const
  return addUnit(work, { ...given, ...place, disclosureOffice, reviewChain })
}
