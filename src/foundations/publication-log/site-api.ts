import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { problems } from '../../platform/http/schemas.ts'
import type { Platform } from '../context.ts'
import type { SiteChanged } from './entries.ts'

const site = z.object({
  countyName: z.string(),
  fictional: z.boolean(),
  portalUrl: z.string().nullable().describe('门户的公开地址；没有设定时，门户在同一主机的 portalPort 端口'),
  portalPort: z.int(),
})

/** How long an answer is kept, ms: the county's name changes once in a generation, the sign-in page is opened all day. */
const kept = 60_000

/** What a sign-in page may say before anyone has signed in: the county's name and where its portal is. */
export const registerSite = (
  app: FastifyInstance,
  platform: Platform,
  portal: { portalUrl: string | undefined; portalPort: number },
): void => {
  let last: { at: number; said: Pick<SiteChanged, 'countyName' | 'fictional'> } | undefined

  const said = async () => {
    const row = await platform.db
      .selectFrom('publication_log')
      .innerJoin('publication_payload', 'publication_payload.seq', 'publication_log.seq')
      .select('publication_payload.payload')
      .where('publication_log.kind', '=', 'site.changed')
      .orderBy('publication_log.seq', 'desc')
      .limit(1)
      .executeTakeFirst()
    const { countyName, fictional } = row?.payload
      ? (JSON.parse(row.payload) as SiteChanged)
      : { countyName: '', fictional: false }
    return { countyName, fictional }
  }

  app.withTypeProvider<ZodTypeProvider>().route({
    method: 'GET',
    url: '/api/site',
    schema: { summary: '县名与门户地址，登录前可见', tags: ['登录'], response: { 200: site, ...problems() } },
    async handler() {
      if (!last || Date.now() - last.at > kept) last = { at: Date.now(), said: await said() }
      return { ...last.said, portalUrl: portal.portalUrl ?? null, portalPort: portal.portalPort }
    },
  })
}
