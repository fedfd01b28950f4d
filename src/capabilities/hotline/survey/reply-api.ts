import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Platform } from '../../../foundations/context.ts'
import { showsToken } from '../../../foundations/intake/portal-door.ts'
import { Problem } from '../../../platform/http/problem.ts'
import { problems, text } from '../../../platform/http/schemas.ts'
import { settingIssues } from '../setting-words.zh.ts'
import { takeReply } from './take-reply.ts'

/**
 * Where the SMS gateway hands over what citizens send back (docs/configuration.md). It shows the token it was given for this;
 * without one nobody comes in.
 */
export const registerReplies = (app: FastifyInstance, platform: Platform, token: string | undefined): void => {
  const gatewayOnly = showsToken(token)
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/v1/sms/replies',
    {
      onRequest: async (request) => {
        if (!gatewayOnly(request)) throw new Problem(401, 'sms-token', '短信网关未获准', settingIssues.noReplyToken)
      },
      schema: {
        tags: ['短信网关'],
        summary: '转交公众回复的短信：对专线服务的评价；同一条可以重复转交',
        body: z.object({
          from: text(30).describe('发来短信的手机号码'),
          text: text(2000),
          at: z.iso.datetime({ offset: true }).optional().describe('公众发出的时间；不填为现在'),
        }),
        response: {
          200: z.object({ taken: z.boolean().describe('是对一通来电的评价；false 为别的内容，网关另行处理') }),
          ...problems(401),
        },
      },
    },
    async ({ body: { at, ...said } }) => {
      const now = platform.clock()
      const sent = at === undefined ? now : Temporal.Instant.from(at)
      return { taken: await takeReply(platform, { ...said, at: sent }) }
    },
  )
}
