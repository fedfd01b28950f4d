import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { day, problems, text } from '../../platform/http/schemas.ts'
import { type Platform, transact } from '../context.ts'
import { able } from '../identity/guard.ts'
import { contextOf } from '../identity/request.ts'
import { readAudit } from './store.ts'
import { verifyAudit } from './verify.ts'
import { auditActionLabel, auditActions, formerAuditActions } from './words.zh.ts'

const entry = z.object({
  seq: z.number().int(),
  at: z.string(),
  actorId: z.int().nullable(),
  actorName: z.string(),
  action: z.string(),
  actionLabel: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.unknown()),
  ip: z.string(),
})

const query = z.object({
  actor: text(50).optional().describe('人员编号，或姓名的一部分'),
  action: text(60).optional(),
  subject: text(100).optional().describe('如 record/12；只写 record 则为全部信息'),
  from: day.optional(),
  to: day.optional(),
  before: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional().describe('上一页给出的 next'),
  size: z.coerce.number().int().min(1).max(200).default(50),
})

/** The audit log for the auditor alone. That somebody read it is an entry too, one per request. */
export const registerAudit = (app: FastifyInstance, platform: Platform): void => {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const tags = ['审计']
  const onRequest = able('audit.read')

  routes.route({
    method: 'GET',
    url: '/api/audit',
    onRequest,
    schema: {
      summary: '查阅审计日志',
      description: '由新到旧；查阅本身也会记入日志。',
      tags,
      querystring: query,
      response: { 200: z.object({ items: z.array(entry), next: z.number().int().nullable() }), ...problems(401, 403) },
    },
    async handler(request) {
      const ctx = contextOf(platform, request)
      const { items, next } = await readAudit(ctx.db, request.query)
      const { size: _, ...filters } = request.query
      await transact(ctx, async (work) => work.audit({ action: 'audit.read', subject: 'audit', detail: filters }))
      return { items: items.map((item) => ({ ...item, actionLabel: auditActionLabel(item.action) })), next }
    },
  })

  routes.route({
    method: 'GET',
    url: '/api/audit/actions',
    onRequest,
    schema: {
      summary: '审计日志中的事项名称',
      tags,
      response: { 200: z.array(z.object({ value: z.string(), label: z.string() })), ...problems(401, 403) },
    },
    handler: async () =>
      Object.entries({ ...auditActions, ...formerAuditActions }).map(([value, label]) => ({ value, label })),
  })

  routes.route({
    method: 'POST',
    url: '/api/audit/verification',
    onRequest,
    schema: {
      summary: '校验审计日志是否被改动',
      description: '逐条重算散列链；brokenAt 为第一条不符的序号，head 为最后一条的散列值，可抄录存证。',
      tags,
      response: {
        200: z.object({
          ok: z.boolean(),
          checked: z.number().int(),
          brokenAt: z.number().int().nullable(),
          head: z.string(),
        }),
        ...problems(401, 403),
      },
    },
    async handler(request) {
      const ctx = contextOf(platform, request)
      const verdict = await verifyAudit(ctx.db)
      const { ok, checked, brokenAt } = verdict
      await transact(ctx, async (work) =>
        work.audit({ action: 'audit.verified', subject: 'audit', detail: { ok, checked, brokenAt } }),
      )
      return verdict
    },
  })
}
