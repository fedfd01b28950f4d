import type { FastifyInstance } from 'fastify'
import { inquiryWork, registerInquiries } from '../../src/capabilities/inquiries/index.ts'
import type { Role } from '../../src/foundations/identity/roles.ts'
import { registerUnits } from '../../src/foundations/units/api.ts'
import { type Call, callsOf, testOffice } from '../support/office.ts'
import { everyRole, type Persona, unit } from '../support/people.ts'
import { type TestPlatform, testPlatform } from '../support/platform.ts'

/** The county government and two units, with one person of every role in each, and the routes of inquiries. */
export type InquiriesStage = {
  platform: TestPlatform
  app: FastifyInstance
  officeId: number
  unitId: number
  otherUnitId: number
  /** Of the government's office: who sorts and who supervises. */
  office: Record<Role, Persona>
  people: Record<Role, Persona>
  others: Record<Role, Persona>
  officeCalls: Record<Role, Call>
  calls: Record<Role, Call>
  otherCalls: Record<Role, Call>
  /** Moves the clock; everybody signs in anew, as on another morning. */
  at: (instant: string) => Promise<void>
  close: () => Promise<void>
}

export const inquiriesStage = async (clock?: string): Promise<InquiriesStage> => {
  const platform = await testPlatform(clock ? { clock } : {})
  const officeId = await unit(platform, { name: '云溪县人民政府', kind: 'government' })
  const unitId = await unit(platform, { name: '云溪县水务局' })
  const otherUnitId = await unit(platform, { name: '云溪县民政局' })
  const office = await everyRole(platform, officeId)
  const people = await everyRole(platform, unitId)
  const others = await everyRole(platform, otherUnitId)
  const app = await testOffice(platform, (server) => {
    registerInquiries(server, platform)
    registerUnits(server, platform, { openWork: [inquiryWork] })
  })
  const signedIn = async () => ({
    officeCalls: await callsOf(app, platform, office),
    calls: await callsOf(app, platform, people),
    otherCalls: await callsOf(app, platform, others),
  })
  const stage: InquiriesStage = {
    platform,
    app,
    officeId,
    unitId,
    otherUnitId,
    office,
    people,
    others,
    ...(await signedIn()),
    async at(instant) {
      platform.time.set(instant)
      Object.assign(stage, await signedIn())
    },
    async close() {
      await app.close()
      await platform.close()
    },
  }
  return stage
}
