import type { FastifyInstance } from 'fastify'
import { registerRequests } from '../../src/capabilities/requests/index.ts'
import type { Role } from '../../src/foundations/identity/roles.ts'
import { type Call, callsOf, testOffice } from '../support/office.ts'
import { everyRole, type Persona, unit } from '../support/people.ts'
import { type TestPlatform, testPlatform } from '../support/platform.ts'

/** Two units with one person of every role each, and the routes of requests. */
export type RequestsStage = {
  platform: TestPlatform
  app: FastifyInstance
  unitId: number
  otherUnitId: number
  people: Record<Role, Persona>
  others: Record<Role, Persona>
  calls: Record<Role, Call>
  otherCalls: Record<Role, Call>
  close: () => Promise<void>
}

export const requestsStage = async (clock?: string): Promise<RequestsStage> => {
  const platform = await testPlatform(clock ? { clock } : {})
  const unitId = await unit(platform, { name: '云溪县水务局' })
  const otherUnitId = await unit(platform, { name: '云溪县民政局' })
  const people = await everyRole(platform, unitId)
  const others = await everyRole(platform, otherUnitId)
  const app = await testOffice(platform, (office) => registerRequests(office, platform))
  return {
    platform,
    app,
    unitId,
    otherUnitId,
    people,
    others,
    calls: await callsOf(app, platform, people),
    otherCalls: await callsOf(app, platform, others),
    async close() {
      await app.close()
      await platform.close()
    },
  }
}
