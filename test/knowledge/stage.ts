import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { installStatutoryColumns } from '../../src/capabilities/catalogue/index.ts'
import { registerKnowledge, watchSource } from '../../src/capabilities/knowledge/index.ts'
import { transact } from '../../src/foundations/context.ts'
import type { Role } from '../../src/foundations/identity/roles.ts'
import { readLog } from '../../src/foundations/publication-log/read.ts'
import { type Call, callsOf, testOffice } from '../support/office.ts'
import { everyRole, type Persona, unit } from '../support/people.ts'
import { type TestPlatform, testPlatform } from '../support/platform.ts'

/** Two units with one person of every role each, and the routes of the 知识库. */
export type KnowledgeStage = {
  platform: TestPlatform
  app: FastifyInstance
  unitId: number
  otherUnitId: number
  people: Record<Role, Persona>
  others: Record<Role, Persona>
  calls: Record<Role, Call>
  otherCalls: Record<Role, Call>
  /** Moves the clock; sessions of before have ended by then, so everybody signs in again. */
  at: (instant: string) => Promise<void>
  /** The newest entries of the publication log, of the 知识库 alone. */
  said: () => Promise<{ kind: string; subject: string; payload: unknown }[]>
  close: () => Promise<void>
}

export const knowledgeStage = async (): Promise<KnowledgeStage> => {
  const listeners: NonNullable<Parameters<typeof testPlatform>[0]>['listeners'] = {}
  const platform = await testPlatform({ listeners })
  const watch = watchSource(() => platform)
  Object.assign(listeners, { 'record.repealed': [watch], 'record.withdrawn': [watch] })
  await transact(platform.as(), installStatutoryColumns)
  const unitId = await unit(platform, { name: '云溪县水务局' })
  const otherUnitId = await unit(platform, { name: '云溪县民政局' })
  const people = await everyRole(platform, unitId)
  const others = await everyRole(platform, otherUnitId)
  const app = await testOffice(platform, (office) => registerKnowledge(office, platform))
  const stage: KnowledgeStage = {
    platform,
    app,
    unitId,
    otherUnitId,
    people,
    others,
    calls: await callsOf(app, platform, people),
    otherCalls: await callsOf(app, platform, others),
    async at(instant) {
      platform.time.set(instant)
      stage.calls = await callsOf(app, platform, people)
      stage.otherCalls = await callsOf(app, platform, others)
    },
    said: async () =>
      (await readLog(platform.db, 0, 1000))
        .filter(({ kind }) => kind.startsWith('knowledge.'))
        .map(({ kind, subject, payload }) => ({ kind, subject, payload })),
    async close() {
      await app.close()
      await platform.close()
    },
  }
  return stage
}

const kept = [
  'knowledge_entry',
  'knowledge_version',
  'knowledge_step',
  'knowledge_use',
  'event',
  'publication_log',
  'publication_payload',
  'audit_entry',
  'notice',
] as const

/** One hash over everything the 知识库 writes: two equal hashes mean that nothing was written in between. */
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
