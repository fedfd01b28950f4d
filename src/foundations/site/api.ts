import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { problems } from '../../platform/http/schemas.ts'
import type { Platform } from '../context.ts'
import { able } from '../identity/guard.ts'
import { contextOf } from '../identity/request.ts'
import { saveSite } from './actions/save-site.ts'
import { siteInformation } from './site-information.ts'
import { readSite } from './store.ts'
import { unsetSite } from './unset-site.ts'

type Field = keyof typeof unsetSite
const site = z
  .object(Object.fromEntries(Object.keys(unsetSite).map((field) => [field, z.string()])) as Record<Field, z.ZodString>)
  .extend({
    fictional: z.boolean().describe('示范数据：每一页都注明县名为虚构'),
    portalUrl: z.string().nullable().describe('门户的公开地址；没有设定时，门户在同一主机的 portalPort 端口'),
    portalPort: z.int(),
  })

/** What every public page says of the site: anyone reads, the sign-in page too; the disclosure office sets it. */
export const registerSite = (
  app: FastifyInstance,
  platform: Platform,
  portal: { portalUrl: string | undefined; portalPort: number },
): void => {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const tags = ['网站']
  const shown = async () => ({
    ...(await readSite(platform.db)),
    portalUrl: portal.portalUrl ?? null,
    portalPort: portal.portalPort,
  })

  routes.route({
    method: 'GET',
    url: '/api/site',
    config: { whileInNeed: true },
    schema: {
      summary: '网站信息与门户地址，登录前可见',
      description: '都是公众在门户上看得到的内容。siteName 为空表示网站尚未设置。',
      tags,
      response: { 200: site, ...problems() },
    },
    handler: shown,
  })

  routes.route({
    method: 'PUT',
    url: '/api/site',
    onRequest: able('site.manage'),
    schema: {
      summary: '设置网站信息',
      description: '保存后随公开日志发到门户，各页页首页尾随即更新。没有改动时不再发布。',
      tags,
      body: siteInformation,
      response: { 200: site, ...problems(401, 403) },
    },
    async handler(request) {
      await saveSite(contextOf(platform, request), request.body)
      return shown()
    },
  })
}
