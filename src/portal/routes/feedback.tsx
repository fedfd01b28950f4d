import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { feedbackShape, longestFeedback } from '../../foundations/intake/feedback.ts'
import { itemPath } from '../addresses.ts'
import type { PortalDeps } from '../deps.ts'
import { feedbackWords as w } from '../feedback-words.zh.ts'
import { type OpenLimits, refusedFor } from '../limits.ts'
import { one, type RawQuery } from '../list-query.ts'
import { type FeedbackForm, type FeedbackIssue, FeedbackPage, FeedbackTaken } from '../pages/feedback.tsx'
import type { Press } from '../press.tsx'
import { hidden } from './hidden.ts'
import { lineOf } from './inquiries.tsx'

/** Nobody reads, thinks and writes faster than this; after a day the page may be another. Milliseconds. */
const soonest = 3_000
const latest = 24 * 3_600_000

/** What no page of this portal is called. */
const nowhere = '//'

/** Path and query of an address on this portal. */
const ownPage = (address: string, hosts: string[]): string => {
  if (address === '' || address.startsWith('/')) return address
  try {
    const url = new URL(address)
    return hosts.includes(url.host) ? url.pathname + url.search : nowhere
  } catch {
    return nowhere
  }
}

const issuesOf = (error: z.ZodError): FeedbackIssue[] => {
  const words = { ...w.issues, text: w.issues.text(longestFeedback) }
  const fields = [...new Set(error.issues.map((issue) => String(issue.path[0])))]
  return fields.map((field) => ({
    field: field as 'kind' | 'text' | 'page' | 'contact',
    message: words[field as 'kind' | 'text' | 'page' | 'contact'],
  }))
}

/** 网站找错与意见: the short form of these inquiries, taken here, sealed, and delivered to the office as soon as it answers. */
export function registerFeedbackPage(
  app: FastifyInstance,
  press: Press,
  deps: Pick<PortalDeps, 'clock' | 'baseUrl' | 'takeIn'>,
  limits: OpenLimits,
): void {
  const hosts = (request: FastifyRequest) => [request.host, new URL(deps.baseUrl).host]
  const send = (
    request: FastifyRequest,
    reply: FastifyReply,
    body: ReturnType<typeof FeedbackPage>,
    status = 200,
    title: string = w.title,
  ) =>
    press.send(request, reply.header('cache-control', 'no-store'), {
      section: 'other',
      status,
      head: { title, noindex: true },
      body,
    })
  const again = (
    request: FastifyRequest,
    reply: FastifyReply,
    form: FeedbackForm,
    issues: FeedbackIssue[],
    status = 422,
  ) => send(request, reply, <FeedbackPage form={form} issues={issues} />, status)

  app.get('/feedback', hidden, (request, reply) => {
    const item = one(request.query as RawQuery, 'item')
    const page = /^\d{1,12}$/.test(item)
      ? itemPath(Number(item))
      : ownPage(request.headers.referer ?? '', hosts(request))
    const form: FeedbackForm = {
      id: randomUUID(),
      at: String(deps.clock().epochMilliseconds),
      kind: '',
      text: '',
      page: page === nowhere || page.startsWith('/feedback') ? '' : page,
      contact: '',
    }
    return send(request, reply, <FeedbackPage form={form} issues={[]} />)
  })

  app.post('/feedback', hidden, async (request, reply) => {
    const raw = (request.body ?? {}) as RawQuery
    const given = {
      kind: one(raw, 'kind'),
      text: one(raw, 'text'),
      page: one(raw, 'page'),
      contact: one(raw, 'contact'),
    }
    const now = deps.clock().epochMilliseconds
    const id = z.uuid().safeParse(one(raw, 'id')).data
    const form: FeedbackForm = { ...given, id: id ?? randomUUID(), at: one(raw, 'at') }
    // HTML forms send line ends as two characters; PostgreSQL and people know one.
    const parsed = feedbackShape.safeParse({
      ...given,
      text: given.text.replaceAll('\r\n', '\n'),
      page: ownPage(given.page, hosts(request)),
    })
    if (!parsed.success) return again(request, reply, form, issuesOf(parsed.error))
    if (one(raw, 'website')) return again(request, reply, form, [{ field: '', message: w.issues.trap }])
    const age = /^\d{1,15}$/.test(form.at) ? now - Number(form.at) : Number.POSITIVE_INFINITY
    if (age < soonest) return again(request, reply, form, [{ field: '', message: w.issues.early }])
    if (age > latest || !id)
      return again(request, reply, { ...form, at: String(now - soonest) }, [{ field: '', message: w.issues.late }])
    const wait = await limits.forms(request)
    if (wait !== undefined)
      return again(request, refusedFor(reply, wait), form, [{ field: '', message: w.issues.often }], 429)
    let receipt: string | undefined
    try {
      receipt = await deps.takeIn('feedback', id, parsed.data)
    } catch (error) {
      request.log.error({ err: error }, 'a submission could not be kept')
    }
    if (!receipt) return again(request, reply, form, [{ field: '', message: w.issues.away }], 503)
    const { contact, page } = parsed.data
    const days = lineOf(press.replica()).ordinary
    const taken = <FeedbackTaken receipt={receipt} page={page} contact={contact} days={days} />
    return send(request, reply, taken, 200, w.doneTitle)
  })
}
