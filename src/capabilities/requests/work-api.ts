import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { cases } from '../../foundations/casework/index.ts'
import { type Platform, transact } from '../../foundations/context.ts'
import { contextOf } from '../../foundations/identity/request.ts'
import { applicantShape, contentShape, partyOfCode } from '../../foundations/intake/request-form.ts'
import { cite } from '../../foundations/law/index.ts'
import { legalDay } from '../../platform/clock.ts'
import { forbidden, notFound, unprocessable } from '../../platform/http/problem.ts'
import { day, id, idParams, problems } from '../../platform/http/schemas.ts'
import { entryIssues } from './actions/register.ts'
import * as answers from './answers.ts'
import { applicantKey, contentKey } from './applicant.ts'
import { requestDetail } from './detail.ts'
import { listRowViews } from './lists.ts'
import { mayRead, registeringPost } from './permissions.ts'
import { channels } from './request.ts'
import { receiptDay } from './rules/receipt-day.ts'
import { alike, requestKind } from './store.ts'
import { requestToDo } from './to-do.ts'
import * as words from './words.zh.ts'

const linkHows = Object.keys(words.linkLabels) as [keyof typeof words.linkLabels, ...(keyof typeof words.linkLabels)[]]
/** Requests that look the same, shown beside an entry; those with the same words first. */
const mostAlike = 10
/** Who may say that cases belong together: whoever works on them. */
const linkers = ['clerk', 'section_head'] as const

/** Routes around the cases: what waits for me, an entry looked at before it is saved, cases that belong together. */
export const registerRequestWork = (app: FastifyInstance, platform: Platform): void => {
  const api = app.withTypeProvider<ZodTypeProvider>()
  const tags = ['依申请公开']

  api.get(
    '/api/requests/to-do',
    {
      schema: {
        tags,
        summary: '依申请公开待办：等我确认、分办、审核、签发、送达和由我承办的',
        response: { 200: answers.toDo, ...problems(401) },
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      const { count, groups } = await requestToDo(ctx)
      return {
        count,
        groups: await Promise.all(
          groups.map(async ({ key, total, items }) => ({
            key,
            label: words.toDoLabels[key],
            total,
            items: await listRowViews(ctx, items),
          })),
        ),
      }
    },
  )

  api.post(
    '/api/requests/entry-check',
    {
      schema: {
        tags,
        summary: '登记之前核对：哪里不对、收到申请之日怎样确定、有没有相同的申请',
        body: z.object({
          unitId: id,
          channel: z.enum(channels).exclude(['portal']),
          applicant: applicantShape,
          content: contentShape,
          reachedOn: day,
        }),
        response: { 200: answers.entryCheck, ...problems(401, 403) },
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      const { unitId, channel, applicant, content, reachedOn } = request.body
      if (!registeringPost(ctx.actor, unitId)) throw forbidden(words.why.wrongRole('信息员'))
      const receipt = receiptDay({ channel, reachedOn, confirmedOn: null })
      // Nothing can be the same as what is not written yet.
      const known = Boolean(applicant.identityNumber || (applicant.name && applicant.phone))
      return {
        issues: entryIssues({ applicant, content, reachedOn }, legalDay(ctx.clock())),
        party: applicant.party === 'natural_person' ? null : partyOfCode(applicant.identityNumber),
        receipt: {
          on: receipt?.on ?? null,
          label: receipt ? words.receiptLabels[receipt.why] : words.receiptWaits,
          law: cite('OGI-31').short,
        },
        alike: (
          await alike(ctx.db, {
            caseId: 0,
            unitId,
            applicantKey: known ? applicantKey(ctx.keyring, applicant) : '',
            contentKey: content.what.length > 1 ? contentKey(ctx.keyring, content) : '',
          })
        )
          .sort((a, b) => Number(b.sameContent) - Number(a.sameContent))
          .slice(0, mostAlike)
          .map((one) => ({ ...one, submittedAt: one.submittedAt.toISOString() })),
      }
    },
  )

  api.post(
    '/api/requests/:id/links',
    {
      schema: {
        tags,
        summary: '与另一件申请关联：一封来信分立的几件、相同的事项、相关的申请',
        params: idParams,
        body: z.object({ otherId: id, how: z.enum(linkHows) }),
        response: { 200: answers.requestDetail, ...problems(401, 403, 404) },
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      const { id: caseId } = request.params
      const { otherId, how } = request.body
      const row = await cases.caseById(ctx.db, requestKind, caseId)
      if (!row || !mayRead(ctx.actor, row.unitId)) throw notFound(words.linkWords.gone)
      if (
        !ctx.actor.posts.some(
          (post) => post.unitId === row.unitId && (linkers as readonly string[]).includes(post.role),
        )
      )
        throw forbidden(words.why.wrongRole('信息员、科室负责人'))
      const other = await cases.caseById(ctx.db, requestKind, otherId)
      const fault =
        otherId === caseId
          ? words.linkWords.self
          : !other || !mayRead(ctx.actor, other.unitId)
            ? words.linkWords.gone
            : ''
      if (fault) throw unprocessable(fault, [{ field: 'otherId', key: 'other', message: fault }])
      await transact(ctx, async (work) => {
        await cases.linkCases(work, caseId, otherId, how)
        work.audit({ action: 'request.linked', subject: `request/${caseId}`, detail: { other: otherId, how } })
      })
      return requestDetail(ctx, caseId)
    },
  )
}
