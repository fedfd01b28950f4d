import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type InquiryDeskAct, type InquiryView, inquiryDeskActShape } from '../../foundations/intake/inquiry-desk.ts'
import { Problem } from '../../platform/http/problem.ts'
import { itemPath, questionPath } from '../addresses.ts'
import type { PortalDeps } from '../deps.ts'
import { openDeskPages, requestPlace, ticketCookie } from '../desk-pages.tsx'
import { fitFiles, mostBytes, registerWithFiles } from '../form-files.ts'
import { inquiryStatusWords as w } from '../inquiry-status-words.zh.ts'
import type { OpenLimits } from '../limits.ts'
import { one, type RawQuery } from '../list-query.ts'
import { type AnswerSource, InquiryAwayPage, InquiryCodePage, InquiryStatusPage } from '../pages/inquiry-status.tsx'
import type { FieldIssue } from '../parts/form-field.tsx'
import { longestForm, readPosted } from '../posted-form.ts'
import type { Press } from '../press.tsx'
import type { Replica } from '../replica/types.ts'
import { requestWords } from '../request-words.zh.ts'
import { hidden } from './hidden.ts'

type Act = InquiryDeskAct['action']
const actions = ['supplement', 'withdraw', 'rate', 'consent', 'complain'] as const satisfies Act[]

type Shown = { done?: Act | undefined; issues?: FieldIssue[]; typed?: { action: Act | undefined; text: string } }

/** Where a field of an act stands on the page. */
const placeOf = (action: Act | undefined, field: string) =>
  (field === 'text' || field === 'files') && (action === 'supplement' || action === 'complain')
    ? `${action}-${field}`
    : field === 'satisfaction'
      ? field
      : ''

const sourcesOf = (replica: Replica, { answer }: InquiryView): AnswerSource[] =>
  answer
    ? [
        ...answer.records.map((id): AnswerSource => {
          const found = replica.record(id)
          return found?.state === 'published'
            ? { title: found.record.title, href: itemPath(id) }
            : { title: w.sourceItem, href: null }
        }),
        ...answer.knowledge.map((id): AnswerSource => {
          const found = replica.question(id)
          return found?.state === 'published'
            ? { title: found.entry.question, href: questionPath(id) }
            : { title: w.sourceQuestion, href: null }
        }),
      ]
    : []

/** /inquiries/status: where a question, letter or report stands, asked of the office at each page. */
export function registerInquiryStatus(
  app: FastifyInstance,
  press: Press,
  deps: Pick<PortalDeps, 'desks' | 'baseUrl'>,
  limits: OpenLimits,
): void {
  const { inquiries: desk } = deps.desks
  const desks = openDeskPages(press, deps, limits, {
    cookie: 'inquiry',
    path: '/inquiries',
    section: 'inquiries',
    words: w,
    form: (shown) => <InquiryCodePage {...shown} />,
    away: (text) => <InquiryAwayPage text={text} />,
    look: (given) => desk.look(given),
    codeMayDo: true,
  })
  const { ticketOf, give, page, askCode, away, refused, tooMuch } = desks
  desks.register(app)

  const show = (
    request: FastifyRequest,
    reply: FastifyReply,
    view: InquiryView,
    { done, issues = [], typed = { action: undefined, text: '' } }: Shown = {},
    status = issues.length ? 422 : 200,
  ) =>
    page(
      request,
      give(reply, view.ticket),
      <InquiryStatusPage
        view={view}
        units={press.replica().units()}
        sources={sourcesOf(press.replica(), view)}
        done={done}
        issues={issues}
        typed={typed}
        complaintKey={randomUUID()}
      />,
      status,
      view.statusLabel,
    )

  app.get('/inquiries/status', hidden, async (request, reply) => {
    const ticket = ticketOf(request)
    const raw = request.query as RawQuery
    if (!ticket) return askCode(request, reply, { left: one(raw, 'left') === '1' })
    const done = actions.find((action) => action === one(raw, 'done'))
    try {
      return show(request, reply, await desk.view(ticket), { done })
    } catch (error) {
      return refused(request, reply, error)
    }
  })

  // The code was proved here; the other desk's ticket goes from the office into its cookie, through no page and no address.
  app.post('/inquiries/status/request', hidden, async (request, reply) => {
    try {
      const { requestTicket } = await desk.view(ticketOf(request))
      if (requestTicket === null) return reply.redirect('/inquiries/status', 303)
      const { cookie, path } = requestPlace
      reply.header('set-cookie', ticketCookie(cookie, path, requestTicket, desks.secure))
      return reply.redirect('/requests/status', 303)
    } catch (error) {
      return refused(request, reply, error)
    }
  })

  const act = async (request: FastifyRequest, reply: FastifyReply) => {
    const ticket = ticketOf(request)
    const slowed = await tooMuch(request, reply)
    if (slowed) return slowed
    const posted = await readPosted(request, mostBytes)
    const raw = posted.fields
    const text = one(raw, 'text').replaceAll('\r\n', '\n')
    const action = actions.find((known) => known === one(raw, 'action'))
    const typed = { action, text }
    const { files, issues: filesWrong } = await fitFiles(posted.files)
    if (!posted.whole) filesWrong.push({ field: 'files', message: requestWords.issues.unread })
    const act = inquiryDeskActShape.safeParse({
      action,
      ticket,
      text,
      files,
      satisfaction: one(raw, 'satisfaction'),
      publish: one(raw, 'publish') === '1',
      key: one(raw, 'key'),
    })
    const issues = [
      ...issuesOf(raw, action, act.success),
      ...filesWrong.map(({ field, message }) => ({ field: placeOf(action, field), message })),
    ]
    try {
      if (!act.success || issues.length) return show(request, reply, await desk.view(ticket), { issues, typed })
      const view = await desk.act(act.data)
      return give(reply, view.ticket).redirect(`/inquiries/status?done=${act.data.action}`, 303)
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) return away(request, reply, error, w.awayAct)
      if (error.status === 401) return refused(request, reply, error)
      const said = error.issues.length
        ? error.issues.map(({ field, message }) => ({ field: placeOf(action, field), message }))
        : [{ field: '', message: error.message }]
      return desk.view(ticket).then(
        (view) => show(request, reply, view, { issues: said, typed }, error.status),
        (again) => refused(request, reply, again),
      )
    }
  }
  registerWithFiles(app, (forms) => {
    forms.post('/inquiries/status/act', { ...hidden, bodyLimit: longestForm }, act)
  })
}

/** What is wrong with an act before the office is asked. */
const issuesOf = (raw: RawQuery, action: Act | undefined, fits: boolean): FieldIssue[] => {
  if (action === 'withdraw' && one(raw, 'sure') !== '1') return [{ field: 'sure', message: w.withdrawUnsure }]
  if (action === 'rate' && !Object.hasOwn(w.rates, one(raw, 'satisfaction')))
    return [{ field: 'satisfaction', message: w.rateNone }]
  if (fits) return []
  const label = action && action !== 'consent' ? w.fields[action] : w.notDone
  const most = action === 'supplement' || action === 'complain' ? 5_000 : 1_000
  return [{ field: placeOf(action, 'text'), message: requestWords.issues.tooLong(label, most) }]
}
