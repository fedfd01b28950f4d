import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ratings, type SurveyView } from '../../foundations/intake/call-desk.ts'
import { Problem } from '../../platform/http/problem.ts'
import { callRatingWords as w } from '../call-rating-words.zh.ts'
import type { PortalDeps } from '../deps.ts'
import { type OpenLimits, refusedFor } from '../limits.ts'
import { one, type RawQuery } from '../list-query.ts'
import { CallRatedPage, RateCallPage, RatingAwayPage, RatingOverPage } from '../pages/call-rating.tsx'
import { notFoundPage, tooManyPage } from '../pages/trouble.tsx'
import type { Press } from '../press.tsx'
import { hidden } from './hidden.ts'

type Coded = { Params: { code: string } }

/** /r/:code, short enough for an SMS: where a caller rates a call. Looking changes nothing, since programs look at links too. */
export function registerCallRating(
  app: FastifyInstance,
  press: Press,
  { desks }: Pick<PortalDeps, 'desks'>,
  limits: OpenLimits,
): void {
  const { calls: desk } = desks
  const pathOf = (code: string) => `/r/${encodeURIComponent(code)}`
  // The code stands in the address, and goes along to no other page.
  const apart = { 'cache-control': 'private, no-store', 'referrer-policy': 'no-referrer' }
  const page = (request: FastifyRequest, reply: FastifyReply, title: string, body: preact.VNode, status = 200) =>
    press.send(request, reply.headers(apart), {
      section: 'other',
      status,
      head: { title, noindex: true },
      body,
    })
  const show = (request: FastifyRequest, reply: FastifyReply, view: SurveyView, here: string, issue?: string) =>
    view.rating !== null
      ? page(request, reply, w.thanksTitle, <CallRatedPage rating={view.rating} />)
      : view.over
        ? page(request, reply, w.overTitle, <RatingOverPage until={view.until} />)
        : page(request, reply, w.title, <RateCallPage view={view} here={here} issue={issue} />, issue ? 422 : 200)
  const refused = (request: FastifyRequest, reply: FastifyReply, error: unknown, here: string) => {
    if (error instanceof Problem && error.status === 429) {
      const { seconds } = error.extra
      const wait = typeof seconds === 'number' ? seconds : 60
      return press.send(request, refusedFor(reply, wait), tooManyPage(wait, here, error.message))
    }
    if (error instanceof Problem && error.status < 500) return press.send(request, reply, notFoundPage(w.unknown))
    request.log.warn({ err: error }, 'the office does not answer for a rating')
    return page(request, reply.header('retry-after', '60'), w.awayTitle, <RatingAwayPage here={here} />, 503)
  }

  app.get<Coded>('/r/:code', hidden, async (request, reply) => {
    const code = request.params.code.slice(0, 40)
    const here = pathOf(code)
    const wait = await limits.calls(request)
    if (wait !== undefined) return press.send(request, refusedFor(reply, wait), tooManyPage(wait, here))
    try {
      return show(request, reply, await desk.look({ code, address: request.ip }), here)
    } catch (error) {
      return refused(request, reply, error, here)
    }
  })

  app.post<Coded>('/r/:code', hidden, async (request, reply) => {
    const code = request.params.code.slice(0, 40)
    const here = pathOf(code)
    const wait = await limits.calls(request)
    if (wait !== undefined) return press.send(request, refusedFor(reply, wait), tooManyPage(wait, here))
    const rating = ratings.find((known) => String(known) === one((request.body ?? {}) as RawQuery, 'rating'))
    try {
      if (rating === undefined)
        return show(request, reply, await desk.look({ code, address: request.ip }), here, w.none)
      await desk.rate({ code, address: request.ip, rating })
      return reply.redirect(here, 303)
    } catch (error) {
      return refused(request, reply, error, here)
    }
  })
}
