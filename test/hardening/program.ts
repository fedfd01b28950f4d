import { setTimeout as sleep } from 'node:timers/promises'
import { describedBy, type Target } from '../../bench/fuzz/fuzz.ts'
import { sessionCookie } from '../../src/foundations/identity/request.ts'
import { type Role, roleNames } from '../../src/foundations/identity/roles.ts'
import { openSession } from '../../src/foundations/identity/session.ts'
import { type County, serveCounty } from '../support/county.ts'
import { everyRole, type Persona, person, unit } from '../support/people.ts'
import { type TestPlatform, testPlatform } from '../support/platform.ts'

const portalToken = 'a-token-that-only-portals-know'

/**
 * The program itself on the demo county, with two more units and everybody in both: whatever a capability adds to it
 * stands in the tests that use this, without being named.
 */
export type Program = {
  county: County
  platform: TestPlatform
  unitId: number
  people: Record<Role, Persona>
  others: Record<Role, Persona>
  /** Somebody who may go through every door there is, as nobody is in a real house. */
  everything: Persona
  /** A Cookie header with a session just opened. */
  cookieOf: (who: Persona) => Promise<string>
  /** A session of `everything`, then of every role in both units, by `role` and `other role`; a portal's token. */
  everySession: () => Promise<Record<string, string>>
  targets: Target[]
  close: () => Promise<void>
}

export const serveProgram = async (name: string, env: Record<string, string> = {}): Promise<Program> => {
  const platform = await testPlatform({ clock: Temporal.Now.instant().toString() })
  const county = await serveCounty(name, {
    databaseUrl: platform.url,
    env: { TRUST_PROXY: 'true', PORTAL_TOKEN: portalToken, ...env },
  })
  platform.adopt(county.folder)
  const unitId = await unit(platform, { name: '云溪县水务局' })
  const people = await everyRole(platform, unitId)
  const others = await everyRole(platform, await unit(platform, { name: '云溪县民政局' }))
  const everything = await person(platform, { role: 'clerk', unit: unitId })
  const posts = roleNames.map((role) => ({ person_id: everything.personId, unit_id: unitId, role }))
  await platform.owner.insertInto('post').values(posts.slice(1)).execute()
  // The first checkpoint is signed within seconds; until then the log says 503.
  while ((await fetch(`${county.portal}/api/v1/log/checkpoint`)).status !== 200) await sleep(100)

  const cookieOf = async (who: Persona) => {
    platform.time.set(Temporal.Now.instant().toString())
    const token = await openSession(platform.as(who), who.personId, { ip: '127.0.0.1', userAgent: 'test' })
    return `${sessionCookie}=${token}`
  }
  return {
    county,
    platform,
    unitId,
    people,
    others,
    everything,
    cookieOf,
    async everySession() {
      const cookies: Record<string, string> = { everything: await cookieOf(everything) }
      for (const role of roleNames) {
        cookies[role] = await cookieOf(people[role])
        cookies[`other ${role}`] = await cookieOf(others[role])
      }
      cookies.portal = `Bearer ${portalToken}`
      return cookies
    },
    targets: [await describedBy('office', county.office), await describedBy('portal', county.portal)],
    async close() {
      await county.close()
      await platform.close()
    },
  }
}
