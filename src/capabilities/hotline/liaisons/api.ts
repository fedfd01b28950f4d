import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type Ctx, type Platform, transact, type Work } from '../../../foundations/context.ts'
import { able, contextOf } from '../../../foundations/identity/index.ts'
import { unitById, unitsById } from '../../../foundations/units/index.ts'
import { legalDay } from '../../../platform/clock.ts'
import { forbidden, notFound, unprocessable } from '../../../platform/http/problem.ts'
import { day, id, problems, requiredText, text } from '../../../platform/http/schemas.ts'
import * as answers from '../answers.ts'
import { digitsOf, liaisonPlace, maskCaller } from '../caller.ts'
import { mayKeepRota } from '../permissions.ts'
import { readSettings } from '../settings.ts'
import { dutyLabels, words } from '../words.zh.ts'
import { dutiesOf, dutyOfUnit, liaisonsOf, nextPosition } from './store.ts'

const tags = ['政务信息查询专线']
const params = z.object({ id: z.uuid() })
const done = { 204: z.null().describe('已办') }
/** Most days put on a rota at once. */
const mostDays = 92

const issue = (field: string, key: string, message: string) => unprocessable(message, [{ field, key, message }])

const phoneOf = (typed: string): string => {
  const digits = digitsOf(typed)
  if (!/^(1[3-9]\d{9}|0\d{9,11}|\d{7,8})$/.test(digits)) throw issue('phone', 'phone', words.badPhone)
  return digits
}

/** Each day from one to the other. @throws Problem 422 in the wrong order, or too many */
const daysBetween = (from: string, to: string): string[] => {
  const start = Temporal.PlainDate.from(from)
  const { days } = start.until(Temporal.PlainDate.from(to))
  if (days < 0 || days >= mostDays) throw issue('to', 'order', words.badDuty)
  return Array.from({ length: days + 1 }, (_, n) => start.add({ days: n }).toString())
}

/** The liaison officer, where the actor keeps that unit's rota. @throws Problem 403, 404 */
const theirs = async (work: Work, liaisonId: string) => {
  const row = await work.trx
    .selectFrom('liaison')
    .select(['id', 'unit_id as unitId'])
    .where('id', '=', liaisonId)
    .where('ended_on', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound(words.noLiaison)
  if (!mayKeepRota(work.actor, row.unitId)) throw forbidden()
  return row
}

const putOnRota = (
  ctx: Ctx,
  given: { unitId: number; from: string; to: string; liaisonId: string; deputyId: string | null },
): Promise<void> =>
  transact(ctx, async (work) => {
    const { unitId, from, to, liaisonId, deputyId } = given
    if (!mayKeepRota(ctx.actor, unitId)) throw forbidden()
    if (liaisonId === deputyId) throw issue('deputyId', 'same', words.samePerson)
    const days = daysBetween(from, to)
    const known = new Set((await liaisonsOf(work.trx, [unitId])).map((one) => one.id))
    if (!known.has(liaisonId)) throw issue('liaisonId', 'unit', words.liaisonOfOther)
    if (deputyId !== null && !known.has(deputyId)) throw issue('deputyId', 'unit', words.liaisonOfOther)
    await work.trx
      .insertInto('liaison_duty')
      .values(
        days.map((on) => ({
          unit_id: unitId,
          on_date: on,
          liaison_id: liaisonId,
          deputy_id: deputyId,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['unit_id', 'on_date']).doUpdateSet({ liaison_id: liaisonId, deputy_id: deputyId }),
      )
      .execute()
    work.audit({ action: 'liaison.duty-set', subject: `unit/${unitId}`, detail: { from, to } })
  })

/** 96128专线信息联络员与值班表. */
export const registerLiaisons = (app: FastifyInstance, platform: Platform): void => {
  const api = app.withTypeProvider<ZodTypeProvider>()
  const keeps = able('hotline.rota')

  api.get(
    '/api/hotline/liaisons',
    {
      onRequest: able('hotline.read', 'hotline.rota'),
      schema: {
        tags,
        summary: '各单位的信息联络员，先联络员后替班人员',
        querystring: z.object({ unitId: id.optional() }),
        response: { 200: z.array(answers.liaison), ...problems(401, 403) },
      },
    },
    async (request) => {
      const { unitId } = request.query
      const units = await unitsById(platform.db)
      return (await liaisonsOf(platform.db, unitId === undefined ? undefined : [unitId])).map(
        ({ phoneMasked, ...one }) => ({
          ...one,
          phone: phoneMasked,
          unitName: units.get(one.unitId)?.shortName ?? '',
        }),
      )
    },
  )

  api.post(
    '/api/hotline/liaisons',
    {
      onRequest: keeps,
      schema: {
        tags,
        summary: '确定一名信息联络员',
        body: z.object({ unitId: id, name: requiredText(30), phone: text(30) }),
        response: { 201: z.object({ id: z.uuid() }), ...problems(401, 403) },
      },
    },
    async (request, reply) => {
      const ctx = contextOf(platform, request)
      const { unitId, name } = request.body
      if (!mayKeepRota(ctx.actor, unitId)) throw forbidden()
      return reply.code(201).send({ id: await addLiaison(ctx, { unitId, name, phone: request.body.phone }) })
    },
  )

  api.put(
    '/api/hotline/liaisons/:id',
    {
      onRequest: keeps,
      schema: {
        tags,
        summary: '修改联络员的电话、顺序、请假；电话不填则不变',
        params,
        body: z.object({
          name: requiredText(30),
          phone: text(30).default(''),
          position: z.int().min(1).max(50),
          awayUntil: day.nullable().describe('请假的最后一天'),
        }),
        response: { ...done, ...problems(401, 403, 404) },
      },
    },
    async (request, reply) => {
      const ctx = contextOf(platform, request)
      const { name, phone, position, awayUntil } = request.body
      const digits = phone ? phoneOf(phone) : ''
      await transact(ctx, async (work) => {
        const row = await theirs(work, request.params.id)
        await work.trx
          .updateTable('liaison')
          .set({ name, position, away_until: awayUntil, ...(digits ? phoneColumns(ctx, row.id, digits) : {}) })
          .where('id', '=', row.id)
          .execute()
        work.audit({ action: 'liaison.changed', subject: `liaison/${row.id}`, detail: { position, awayUntil } })
      })
      return reply.code(204).send(null)
    },
  )

  api.delete(
    '/api/hotline/liaisons/:id',
    {
      onRequest: keeps,
      schema: { tags, summary: '不再担任联络员', params, response: { ...done, ...problems(401, 403, 404) } },
    },
    async (request, reply) => {
      const ctx = contextOf(platform, request)
      await transact(ctx, async (work) => {
        const row = await theirs(work, request.params.id)
        const today = legalDay(work.at)
        await work.trx.updateTable('liaison').set({ ended_on: today }).where('id', '=', row.id).execute()
        await work.trx
          .deleteFrom('liaison_duty')
          .where('on_date', '>=', today as never)
          .where((eb) => eb.or([eb('liaison_id', '=', row.id), eb('deputy_id', '=', row.id)]))
          .execute()
        work.audit({ action: 'liaison.ended', subject: `liaison/${row.id}`, detail: {} })
      })
      return reply.code(204).send(null)
    },
  )

  api.get(
    '/api/hotline/rota',
    {
      onRequest: able('hotline.read', 'hotline.rota'),
      schema: {
        tags,
        summary: '一个单位的值班表，逐日；没有排班的工作日由联络员值班',
        querystring: z.object({ from: day, to: day, unitId: id }),
        response: {
          200: z.array(
            z.object({
              on: z.string(),
              working: z.boolean(),
              label: z.string().describe('休息日的说明，如春节放假'),
              liaisonId: z.uuid().nullable(),
              deputyId: z.uuid().nullable(),
            }),
          ),
          ...problems(401, 403),
        },
      },
    },
    async (request) => {
      const { from, to } = request.query
      const days = daysBetween(from, to)
      const duties = new Map((await dutiesOf(platform.db, request.query)).map((one) => [one.on, one]))
      const calendar = platform.calendar()
      return days.map((on) => {
        const { working, label } = calendar.day(on)
        const duty = duties.get(on)
        return { on, working, label, liaisonId: duty?.liaisonId ?? null, deputyId: duty?.deputyId ?? null }
      })
    },
  )

  api.put(
    '/api/hotline/rota',
    {
      onRequest: keeps,
      schema: {
        tags,
        summary: '排班：从某日到某日由谁值班、谁替班',
        body: z.object({ unitId: id, from: day, to: day, liaisonId: z.uuid(), deputyId: z.uuid().nullable() }),
        response: { ...done, ...problems(401, 403) },
      },
    },
    async (request, reply) => {
      await putOnRota(contextOf(platform, request), request.body)
      return reply.code(204).send(null)
    },
  )

  api.get(
    '/api/hotline/on-duty',
    {
      onRequest: able('hotline.read', 'hotline.rota'),
      schema: {
        tags,
        summary: '现在由谁接听转接的电话',
        querystring: z.object({ unitId: id }),
        response: { 200: answers.dutyAnswer, ...problems(401, 403, 404) },
      },
    },
    async (request) => {
      const { db } = platform
      const unit = await unitById(db, request.query.unitId)
      if (!unit) throw notFound()
      const { ring, why, liaisons } = await dutyOfUnit(db, platform, unit.id)
      const { hours } = await readSettings(db)
      return {
        unitId: unit.id,
        unitName: unit.name,
        why,
        whyLabel: dutyLabels[why],
        ring: ring.flatMap(({ liaisonId, deputy }) => {
          const one = liaisons.find((liaison) => liaison.id === liaisonId)
          return one ? [{ name: one.name, phone: one.phoneMasked, deputy }] : []
        }),
        publicPhone: unit.disclosureOffice.phone,
        officeHours: unit.disclosureOffice.officeHours,
        hours: hours.map(({ from, to }) => `${from}—${to}`).join('、'),
      }
    },
  )
}

const phoneColumns = ({ keyring }: Pick<Ctx, 'keyring'>, liaisonId: string, digits: string) => ({
  phone_sealed: keyring.seal(digits, liaisonPlace(liaisonId)),
  phone_masked: maskCaller(digits),
})

/** Names a liaison officer, the last in the unit's order. @throws Problem 422 */
export const addLiaison = (ctx: Ctx, given: { unitId: number; name: string; phone: string }): Promise<string> => {
  const digits = phoneOf(given.phone)
  return transact(ctx, async (work) => {
    const unit = await unitById(work.trx, given.unitId)
    if (!unit || unit.dissolvedOn) throw issue('unitId', 'unit', words.unitGone)
    const liaisonId = randomUUID()
    await work.trx
      .insertInto('liaison')
      .values({
        id: liaisonId,
        unit_id: given.unitId,
        name: given.name,
        position: await nextPosition(work.trx, given.unitId),
        ...phoneColumns(ctx, liaisonId, digits),
      })
      .execute()
    work.audit({ action: 'liaison.named', subject: `liaison/${liaisonId}`, detail: { unitId: given.unitId } })
    return liaisonId
  })
}
