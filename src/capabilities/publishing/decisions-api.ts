import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Platform } from '../../foundations/context.ts'
import { reschedule, unschedule } from './actions/appoint-hour.ts'
import { correct } from './actions/correct.ts'
import { type Decision, decide } from './actions/decide.ts'
import { extendTerm, letLapse } from './actions/decide-term.ts'
import { repeal } from './actions/repeal.ts'
import { withdraw } from './actions/withdraw.ts'
import { statuses, withdrawalGrounds } from './record.ts'
import { actingOn, day, hour, reason } from './record-routes.ts'

const decisions: [noun: string, decision: Decision, summary: string][] = [
  ['approval', 'approve', '审核通过'],
  ['return', 'return', '退回修改'],
  ['doubt', 'doubt', '提请政务公开办研究'],
  ['clearance', 'clear', '政务公开办答复'],
]

const basis = z.string().trim().min(1).max(200)

/** Deciding: at the gates, on the hour of publication, and on what is public. */
export const registerDecisions = (app: FastifyInstance, platform: Platform): void => {
  const acting = actingOn(app, platform)
  const decided = z.object({
    reason: reason.default(''),
    revision: z.int().positive(),
    status: z.enum(statuses).optional(),
    acknowledged: z.array(z.string().max(200)).max(1000).default([]),
    publishAt: hour.optional().describe('定时发布的时间，只在签发通过时'),
  })
  for (const [noun, decision, summary] of decisions)
    acting('POST', noun, summary, decided, (ctx, input) => decide(ctx, { ...input, decision }))

  acting('PUT', 'schedule', '更改定时发布的时间', z.object({ publishAt: hour, reason }), reschedule)
  acting('DELETE', 'schedule', '取消定时发布，回到签发', z.object({ reason }), unschedule)
  acting('POST', 'correction', '更正：另起一版，走同样的审核', z.object({ reason }), correct)
  acting('POST', 'withdrawal', '撤回公开，立即生效', z.object({ ground: z.enum(withdrawalGrounds), reason }), withdraw)
  acting(
    'POST',
    'repeal',
    '宣布废止，内容继续公开并注明',
    z.object({
      repealedOn: day,
      repealedBy: z.string().trim().max(200).default(''),
      repealedByRecordId: z.int().positive().nullable().default(null).describe('依据的已公开信息，公众可以点开'),
      reason,
    }),
    repeal,
  )
  acting(
    'POST',
    'extension',
    '延长有效期；不填新的届满日期即不再规定有效期',
    z.object({ expiresOn: day.nullable(), basis, reason }),
    extendTerm,
  )
  acting('POST', 'lapse', '到期失效，不再延长', z.object({ reason }), letLapse)
}
