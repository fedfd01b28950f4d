import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { cleanHtml } from '../../foundations/documents/index.ts'
import { type CaseView, type DeskAction, deskActShape } from '../../foundations/intake/desk.ts'
import { Problem } from '../../platform/http/problem.ts'
import type { PortalDeps } from '../deps.ts'
import { openDeskPages, requestPlace } from '../desk-pages.tsx'
import { fitFiles, mostBytes, registerWithFiles } from '../form-files.ts'
import type { OpenLimits } from '../limits.ts'
import { one, type RawQuery } from '../list-query.ts'
import { LetterPage, StatusAwayPage, StatusFormPage, StatusPage } from '../pages/request-status.tsx'
import type { FieldIssue } from '../parts/form-field.tsx'
import { longestForm, readPosted } from '../posted-form.ts'
import type { Press } from '../press.tsx'
import { requestWords } from '../request-words.zh.ts'
import { statusWords as w } from '../status-words.zh.ts'
import { disposition } from './files.tsx'
import { hidden } from './hidden.ts'

const actions = ['confirm', 'correct', 'reasons', 'withdraw'] as const satisfies DeskAction[]

type Shown = { done?: DeskAction | undefined; issues?: FieldIssue[]; typed?: string; status?: number }

/**
 * /requests/status: where a request stands, asked of the office at each page.
 */
export function registerRequestStatus(
  app: FastifyInstance,
  press: Press,
  deps: Pick<PortalDeps, 'desks' | 'baseUrl'>,
  limits: OpenLimits,
): void {
  const { requests: desk } = deps.desks
  const desks = openDeskPages(press, deps, limits, {
    ...requestPlace,
    section: 'requests',
    words: w,
    form: (shown) => <StatusFormPage {...shown} />,
    away: (text) => <StatusAwayPage text={text} />,
    look: (given) => desk.look(given),
  })
  const { ticketOf, give, page, askCode, away, refused, tooMuch } = desks
  desks.register(app)

  const show = (request: FastifyRequest, reply: FastifyReply, view: CaseView, shown: Shown = {}) =>
    page(
      request,
      give(reply, view.ticket),
      <StatusPage
        view={view}
        units={press.replica().units()}
        today={press.today()}
        done={shown.done}
        issues={shown.issues ?? []}
        typed={shown.typed ?? ''}
      />,
      shown.status ?? (shown.issues?.length ? 422 : 200),
      view.statusLabel,
    )

  app.get('/requests/status', hidden, async (request, reply) => {
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

  app.get<{ Params: { id: string } }>('/requests/status/letters/:id', hidden, async (request, reply) => {
    try {
      const { id } = request.params
      const letter = await desk.letter(ticketOf(request), z.uuid().safeParse(id).data ?? none)
      const unitName = press.replica().unit(letter.unitId)?.name ?? ''
      const body = <LetterPage id={id} letter={{ ...letter, html: cleanHtml(letter.html) }} unitName={unitName} />
      return page(request, reply, body, 200, letter.title)
    } catch (error) {
      return refused(request, reply, error)
    }
  })

  app.get<{ Params: { id: string } }>('/requests/status/files/:id', hidden, async (request, reply) => {
    try {
      const file = await desk.file(ticketOf(request), z.uuid().safeParse(request.params.id).data ?? none)
      return reply
        .header('content-disposition', disposition('attachment', file.name))
        .header('cache-control', 'private, no-store')
        .type(file.mediaType)
        .send(Buffer.from(file.bytes))
    } catch (error) {
      return refused(request, reply, error)
    }
  })

  registerWithFiles(app, (forms) => {
    forms.post('/requests/status/act', { ...hidden, bodyLimit: longestForm }, async (request, reply) => {
      const ticket = ticketOf(request)
      const slowed = await tooMuch(request, reply)
      if (slowed) return slowed
      const posted = await readPosted(request, mostBytes)
      const typed = one(posted.fields, 'text').replaceAll('\r\n', '\n')
      const action = actions.find((known) => known === one(posted.fields, 'action'))
      const { files, issues } = await fitFiles(posted.files)
      if (!posted.whole) issues.push({ field: 'files', message: requestWords.issues.unread })
      if (action === 'withdraw' && one(posted.fields, 'sure') !== '1')
        issues.push({ field: 'sure', message: w.withdrawUnsure })
      const act = deskActShape.safeParse({ action, ticket, text: typed, files })
      if (!act.success && issues.length === 0)
        issues.push({ field: 'text', message: requestWords.issues.tooLong(w.correctField, 5_000) })
      try {
        if (!act.success || issues.length) return show(request, reply, await desk.view(ticket), { issues, typed })
        const view = await desk.act(act.data)
        return give(reply, view.ticket).redirect(`/requests/status?done=${act.data.action}`, 303)
      } catch (error) {
        if (!(error instanceof Problem) || error.status >= 500) return away(request, reply, error, w.awayAct)
        if (error.status === 401) return refused(request, reply, error)
        const said = error.issues.length
          ? error.issues.map(({ field, message }) => ({ field: field === 'text' ? 'text' : '', message }))
          : [{ field: '', message: error.message }]
        return desk.view(ticket).then(
          (view) => show(request, reply, view, { issues: said, typed, status: error.status }),
          (again) => refused(request, reply, again),
        )
      }
    })
  })
}

const none = '00000000-0000-4000-8000-000000000000'
