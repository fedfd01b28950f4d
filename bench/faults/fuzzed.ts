import { people } from '../../db/seeds/demo/people.ts'
import { system } from '../../src/foundations/identity/actor.ts'
import { sessionCookie } from '../../src/foundations/identity/request.ts'
import { openSession } from '../../src/foundations/identity/session.ts'
import { connect } from '../../src/platform/db/connect.ts'
import { type Figure, figureOf } from '../figure.ts'
import { describedBy, fuzz } from '../fuzz/fuzz.ts'
import { everybodyBack, knownIn } from '../fuzz/known.ts'
import { faultCounty, until } from './county.ts'

/** Calls made from the OpenAPI documents of both servers, by everybody of the demo county and by nobody. */
export const fuzzed = async (calls: number, seed: number, say: (line: string) => void): Promise<Figure> => {
  const county = await faultCounty('fuzz')
  try {
    await county.start()
    // Until the first checkpoint is signed, proofs answer 503 as they should.
    await until('the first checkpoint', 60_000, async () => {
      return (await fetch(`${county.portal}/api/v1/log/checkpoint`)).status === 200
    })
    const { db, close } = connect(county.databaseUrl(), { max: 4 })
    const ctx = { db, clock: () => Temporal.Now.instant(), listeners: {}, actor: system } as never
    const persons = await db.selectFrom('person').select(['id', 'username']).execute()
    const clerk = persons.find(({ username }) => username === people[0]!.username)!
    // Somebody with every role at once: only then is everything that is sent looked at.
    const held = new Set(people[0]!.roles)
    const roles = [...new Set(people.flatMap((one) => one.roles))].filter((role) => !held.has(role))
    const { unit_id } = await db
      .selectFrom('post')
      .select('unit_id')
      .where('person_id', '=', clerk.id)
      .executeTakeFirstOrThrow()
    await db
      .insertInto('post')
      .values(roles.map((role) => ({ person_id: clerk.id, unit_id, role })))
      .execute()
    const found = await fuzz({
      targets: [await describedBy('office', county.office), await describedBy('portal', county.portal)],
      calls,
      seed,
      known: () => knownIn(db),
      async cookies() {
        await everybodyBack(db)
        const cookies: Record<string, string> = {}
        for (const { id, username } of [clerk, ...persons])
          cookies[username] = `${sessionCookie}=${await openSession(ctx, id, { ip: '127.0.0.1', userAgent: 'fuzz' })}`
        return cookies
      },
      onPart: (done, faults) => done % 5_000 === 0 && say(`${done} calls, ${faults} faults`),
    })
    await close()
    const { faults, calls: made, ...more } = found
    return figureOf({
      figure: 'fuzzed',
      items: made,
      value: faults.length,
      unit: 'faults',
      target: '<=0',
      more: { seed, ...more, faults: faults.slice(0, 10) },
    })
  } finally {
    await county.remove()
  }
}
