import { sql } from 'kysely'
import type { Ctx } from '../../foundations/context.ts'
import { legalDay } from '../../platform/clock.ts'
import type { Status } from './inquiry.ts'
import { readable } from './lists.ts'
import { behindFigure } from './statistics/store.ts'
import { alike, inquiryCases } from './store.ts'
import { kindLabels, statusLabels } from './words.zh.ts'

/** Cases shown of a group that says nearly the same. */
const shown = 6

/** Those of these cases that the actor may read. */
export const readableOf = async ({ db, actor }: Pick<Ctx, 'db' | 'actor'>, ids: readonly number[]) => {
  if (!ids.length) return new Set<number>()
  const rows = await readable(inquiryCases(db), actor)
    .select('case_file.id')
    .where('case_file.id', 'in', [...ids])
    .execute()
  return new Set(rows.map(({ id }) => Number(id)))
}

/** Earlier cases of the same writer or with the same words, of those that the actor may read, the newest first. */
export const earlierCases = async (ctx: Pick<Ctx, 'db' | 'actor'>, given: Parameters<typeof alike>[1]) => {
  const found = await alike(ctx.db, given)
  const mine = await readableOf(
    ctx,
    found.map(({ caseId }) => caseId),
  )
  return found
    .filter(({ caseId }) => mine.has(caseId))
    .map((one) => ({
      ...one,
      kindLabel: kindLabels[one.kind],
      statusLabel: statusLabels[one.status as Status],
      submittedAt: one.submittedAt.toISOString(),
    }))
}

/** Earlier cases of whoever calls, of those that the actor may read. @param callerKey keyed hash of the number */
export const casesOfCaller = (ctx: Pick<Ctx, 'db' | 'actor'>, callerKey: string) =>
  earlierCases(ctx, { caseId: 0, callerKey, contentKey: '' })

/**
 * 内容相近的事项: cases of the group that statistics count as saying nearly the same, of those that the actor may read, the newest
 * first. Complaints and reports are likened to nothing.
 * @returns the first of them, and how many there are beside this case; null when there is none
 */
export const alikeCases = async (ctx: Ctx, caseId: number) => {
  const own = await ctx.db
    .selectFrom('inquiry_count')
    .select('alike_id as alikeId')
    .where('case_id', '=', caseId)
    .executeTakeFirst()
  if (!own) return null
  const alikeId = Number(own.alikeId)
  const found = readable(inquiryCases(ctx.db), ctx.actor)
    .where(behindFigure({ alike: alikeId }, legalDay(ctx.clock()))!)
    .where('case_file.id', '<>', caseId)
  const rows = await found
    .innerJoin('unit', 'unit.id', 'case_file.unit_id')
    .select([
      'case_file.id',
      'case_file.code',
      'case_file.status',
      'case_file.submitted_at as submittedAt',
      'unit.name as unitName',
      sql<number>`count(*) over ()`.as('total'),
    ])
    .orderBy('case_file.id', 'desc')
    .limit(shown)
    .execute()
  if (!rows.length) return null
  return {
    alikeId,
    total: Number(rows[0]!.total),
    items: rows.map(({ id, code, status, submittedAt, unitName }) => ({
      caseId: Number(id),
      code,
      status: status as Status,
      statusLabel: statusLabels[status as Status],
      submittedAt: submittedAt.toISOString(),
      unitName,
    })),
  }
}
