import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { installStatutoryColumns } from '../../src/capabilities/catalogue/index.ts'
import { registerFiles, registerPublishing } from '../../src/capabilities/publishing/index.ts'
import { columnId } from '../../src/capabilities/publishing/testing.ts'
import { transact } from '../../src/foundations/context.ts'
import type { Role } from '../../src/foundations/identity/roles.ts'
import { type Call, callsOf, testOffice } from '../support/office.ts'
import { everyRole, type Persona, unit } from '../support/people.ts'
import { type TestPlatform, testPlatform } from '../support/platform.ts'

/** Two units with one person of every role each, the statutory columns and the publishing routes. */
export type PublishingStage = {
  platform: TestPlatform
  app: FastifyInstance
  unitId: number
  otherUnitId: number
  people: Record<Role, Persona>
  others: Record<Role, Persona>
  /** HTTP calls as the person with this role. */
  calls: Record<Role, Call>
  otherCalls: Record<Role, Call>
  /** Column in which a normative document may stand. */
  column: number
  close: () => Promise<void>
}

export const everyGateOfAUnit = ['section_review', 'deputy_review', 'secrecy_review', 'sign_off']

export const publishingStage = async (
  options: { reviewChain?: string[]; clock?: string } = {},
): Promise<PublishingStage> => {
  const platform = await testPlatform(options.clock ? { clock: options.clock } : {})
  await transact(platform.as(), installStatutoryColumns)
  const reviewChain = options.reviewChain ?? everyGateOfAUnit
  const unitId = await unit(platform, { name: '云溪县水务局', reviewChain })
  const otherUnitId = await unit(platform, { name: '云溪县民政局', reviewChain })
  const people = await everyRole(platform, unitId)
  const others = await everyRole(platform, otherUnitId)
  const app = await testOffice(platform, async (office) => {
    registerPublishing(office, platform)
    await registerFiles(office, platform)
  })
  return {
    platform,
    app,
    unitId,
    otherUnitId,
    people,
    others,
    calls: await callsOf(app, platform, people),
    otherCalls: await callsOf(app, platform, others),
    column: await columnId(platform.as()),
    async close() {
      await app.close()
      await platform.close()
    },
  }
}

const kept = [
  'record',
  'edition',
  'revision',
  'step',
  'event',
  'withdrawal',
  'repeal',
  'term_decision',
  'clean_up',
  'clean_up_document',
  'archive_package',
  'archive_check',
  'index_serial',
  'text_signature',
  'publication_log',
  'publication_payload',
  'publication_head',
  'audit_entry',
  'audit_head',
  'stored_file',
  'record_import',
] as const

/** One hash over everything publishing writes: two equal hashes mean that nothing was written in between. */
export const fingerprint = async ({ db }: Pick<TestPlatform, 'db'>): Promise<string> => {
  const parts = kept.map(
    (table) => sql`select ${table} || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as part
      from ${sql.table(table)} t`,
  )
  const { rows } = await sql<{ hash: string }>`
    select md5(string_agg(part, '|' order by part)) as hash from (${sql.join(parts, sql` union all `)}) as every`.execute(
    db,
  )
  return rows[0]!.hash
}
