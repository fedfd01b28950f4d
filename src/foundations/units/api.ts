import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { notFound } from '../../platform/http/problem.ts'
import { day, idParams, problems, requiredText, text } from '../../platform/http/schemas.ts'
import type { Platform } from '../context.ts'
import { able, signedIn } from '../identity/guard.ts'
import { contextOf } from '../identity/request.ts'
import { unitKinds } from '../publication-log/entries.ts'
import { createUnit } from './actions/create-unit.ts'
import { dissolveUnit } from './actions/dissolve-unit.ts'
import { mergeUnits } from './actions/merge-units.ts'
import { renameUnit } from './actions/rename-unit.ts'
import { updateUnit } from './actions/update-unit.ts'
import { reviewGates } from './review-chain.ts'
import { allUnits, unitCounts } from './store.ts'
import type { UnitUse } from './succession.ts'
import { inTreeOrder } from './tree.ts'
import { sentences } from './words.zh.ts'

const anyId = z.int().min(1).max(2_147_483_647)
const office = { name: 100, address: 200, officeHours: 200, phone: 50, fax: 50, email: 100, postcode: 20 } as const
const disclosureOffice = z.object(
  Object.fromEntries(Object.entries(office).map(([field, max]) => [field, text(max).default('')])) as Record<
    keyof typeof office,
    z.ZodDefault<ReturnType<typeof text>>
  >,
)

const changeable = {
  name: requiredText(100),
  shortName: requiredText(40),
  kind: z.enum(unitKinds),
  parentId: anyId.nullable().default(null),
  position: z.int().min(0).max(1_000_000).default(0),
  organisationCode: requiredText(20),
  disclosureOffice,
  reviewChain: z.array(z.string().max(40)).max(10).default(['section_review', 'secrecy_review', 'sign_off']),
}

const unit = z.object({
  id: z.int(),
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  kind: z.enum(unitKinds),
  parentId: z.int().nullable(),
  position: z.int(),
  organisationCode: z.string(),
  disclosureOffice: z.record(z.enum(Object.keys(office) as (keyof typeof office)[]), z.string()),
  reviewChain: z.array(z.enum(reviewGates)),
  dissolvedOn: z.string().nullable(),
  mergedIntoId: z.int().nullable(),
  formerNames: z
    .array(z.object({ name: z.string(), until: z.string(), basis: z.string() }))
    .describe('原名，先用的在前；until 为改用下一名称之日'),
  successors: z
    .array(z.object({ unitId: z.int(), duties: z.string() }))
    .describe('撤销后承接职能的单位，第一个承接未办结的工作'),
  depth: z.int().describe('在单位树中的层次，0 为最上级'),
  people: z.int().describe('在岗人数'),
  open: z.int().describe('在办信息数'),
  published: z.int().describe('已公开信息数'),
  records: z.int().describe('全部信息数'),
})

/** Units as a tree: everybody reads, the system administrator changes. */
export const registerUnits = (app: FastifyInstance, platform: Platform, use: UnitUse = { openWork: [] }): void => {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const tags = ['单位']

  const tree = async () => {
    const [units, counts] = await Promise.all([allUnits(platform.db), unitCounts(platform.db)])
    const none = { people: 0, open: 0, published: 0, records: 0 }
    return inTreeOrder(units).map((one) => ({ ...one, ...(counts.get(one.id) ?? none) }))
  }
  const shown = async (id: number) => {
    const found = (await tree()).find((one) => one.id === id)
    if (!found) throw notFound(sentences.noSuchUnit)
    return found
  }

  routes.route({
    method: 'GET',
    url: '/api/units',
    onRequest: signedIn,
    schema: {
      summary: '全部单位',
      description: '按单位树的次序，上级在前；已撤销的单位也在内。',
      tags,
      response: { 200: z.array(unit), ...problems(401) },
    },
    handler: () => tree(),
  })

  routes.route({
    method: 'GET',
    url: '/api/units/:id',
    onRequest: signedIn,
    schema: { summary: '一个单位', tags, params: idParams, response: { 200: unit, ...problems(401, 404) } },
    handler: (request) => shown(request.params.id),
  })

  routes.route({
    method: 'POST',
    url: '/api/units',
    onRequest: able('units.manage'),
    schema: {
      summary: '新建单位',
      tags,
      body: z.object({ code: z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, sentences.codeShape), ...changeable }),
      response: { 201: unit, ...problems(401, 403) },
    },
    async handler(request, reply) {
      const id = await createUnit(contextOf(platform, request), request.body)
      return reply.code(201).send(await shown(id))
    },
  })

  routes.route({
    method: 'PUT',
    url: '/api/units/:id',
    onRequest: able('units.manage'),
    schema: {
      summary: '修改单位',
      description: '代号不可修改。审查流程改动后，只对此后送审的信息生效。',
      tags,
      params: idParams,
      body: z.object(changeable),
      response: { 200: unit, ...problems(401, 403, 404) },
    },
    async handler(request) {
      await updateUnit(contextOf(platform, request), request.params.id, request.body)
      return shown(request.params.id)
    },
  })

  routes.route({
    method: 'POST',
    url: '/api/units/:id/dissolution',
    onRequest: able('units.manage'),
    schema: {
      summary: '撤销或合并单位',
      description:
        '已公开的信息保留在原单位名下。有承接单位时，未办结的工作和下级单位转给第一个承接单位；任职转到那里或同时结束。',
      tags,
      params: idParams,
      body: z.object({
        on: day,
        mergedIntoId: anyId.nullish(),
        successors: z
          .array(z.object({ unitId: anyId, duties: text(200).default('') }))
          .max(20)
          .optional(),
        posts: z.enum(['move', 'end']).default('end'),
      }),
      response: { 200: unit, ...problems(401, 403, 404) },
    },
    async handler(request) {
      await dissolveUnit(contextOf(platform, request), { id: request.params.id, ...request.body }, use)
      return shown(request.params.id)
    },
  })

  routes.route({
    method: 'POST',
    url: '/api/units/:id/renaming',
    onRequest: able('units.manage'),
    schema: {
      summary: '单位更名',
      description: '原名连同停用日期留存，公开网址不变。只是更正笔误的，用“修改单位”。',
      tags,
      params: idParams,
      body: z.object({ name: requiredText(100), shortName: requiredText(40), on: day, basis: text(200).default('') }),
      response: { 200: unit, ...problems(401, 403, 404) },
    },
    async handler(request) {
      await renameUnit(contextOf(platform, request), { id: request.params.id, ...request.body })
      return shown(request.params.id)
    },
  })

  routes.route({
    method: 'POST',
    url: '/api/units/:id/merger',
    onRequest: able('units.manage'),
    schema: {
      summary: '把其他单位并入这个单位',
      tags,
      params: idParams,
      body: z.object({
        unitIds: z.array(anyId).min(1).max(50),
        on: day,
        posts: z.enum(['move', 'end']).default('move'),
      }),
      response: { 200: unit, ...problems(401, 403, 404) },
    },
    async handler(request) {
      await mergeUnits(contextOf(platform, request), use, { intoId: request.params.id, ...request.body })
      return shown(request.params.id)
    },
  })
}
