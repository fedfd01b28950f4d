import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Look } from '../foundations/intake/desk.ts'
import { Problem } from '../platform/http/problem.ts'
import type { PortalDeps } from './deps.ts'
import type { Section } from './layout.tsx'
import { type OpenLimits, refusedFor } from './limits.ts'
import { one, type RawQuery } from './list-query.ts'
import { notFoundPage, tooManyPage } from './pages/trouble.tsx'
import type { FieldIssue } from './parts/form-field.tsx'
import type { Press } from './press.tsx'
import { hidden } from './routes/hidden.ts'

/** As long as the office's ticket holds, s. */
const cookieHolds = 1_800

export type CodeForm = { code: string; issues: FieldIssue[]; left: boolean }

/** What differs between the kinds of cases that are followed by code. */
export type DeskPlace = {
  cookie: string
  /** The cookie is sent below this address; the pages stand at `{path}/status`. */
  path: string
  section: Section
  words: { title: string; awayTitle: string; away: string; codeMissing: string; proofMissing: string }
  /** Asks for code and proof. */
  form: (shown: CodeForm) => preact.VNode
  /** Says that the office does not answer. */
  away: (text: string) => preact.VNode
  look: (given: Look) => Promise<{ ticket: string }>
  /** Some of these cases are followed by their code alone: who gives no proof is not turned away beforehand. */
  codeMayDo?: boolean
}

/**
 * Following a case by code, as far as it is the same for every kind: the code is posted, never in an address; the office's
 * ticket then lies in a cookie that no script and no other site can use.
 */
export const openDeskPages = (
  press: Press,
  deps: Pick<PortalDeps, 'baseUrl'>,
  limits: OpenLimits,
  { cookie, path, section, words: w, form, away: awayBody, look, codeMayDo = false }: DeskPlace,
) => {
  const secure = deps.baseUrl.startsWith('https:') ? '; Secure' : ''
  const here = `${path}/status`
  const ticketOf = (request: FastifyRequest) => request.cookies[cookie] ?? ''
  const give = (reply: FastifyReply, ticket: string) =>
    reply.header('set-cookie', ticketCookie(cookie, path, ticket, secure))

  const page = (
    request: FastifyRequest,
    reply: FastifyReply,
    body: preact.VNode,
    status = 200,
    title: string = w.title,
  ) =>
    press.send(request, reply.header('cache-control', 'private, no-store'), {
      section,
      status,
      head: { title, noindex: true },
      body,
    })

  const askCode = (
    request: FastifyRequest,
    reply: FastifyReply,
    {
      code = '',
      issues = [],
      left = false,
      status = issues.length ? 422 : 200,
    }: Partial<CodeForm> & { status?: number } = {},
  ) => page(request, reply, form({ code, issues, left }), status)

  const away = (request: FastifyRequest, reply: FastifyReply, error: unknown, text: string = w.away) => {
    request.log.warn({ err: error }, 'the office does not answer for a case')
    return page(request, reply.header('retry-after', '60'), awayBody(text), 503, w.awayTitle)
  }

  /** What the office said against it: the ticket is over, or somebody asks too much; anything else is its absence. */
  const refused = (request: FastifyRequest, reply: FastifyReply, error: unknown) => {
    if (!(error instanceof Problem) || error.status >= 500) return away(request, reply, error)
    if (error.status !== 401)
      return press.send(request, reply, { ...notFoundPage(error.message), status: error.status })
    give(reply, '')
    return askCode(request, reply, { issues: [{ field: 'code', message: error.message }], status: 401 })
  }

  /** The page of who asks too much; undefined when it is not too much. */
  const tooMuch = async (request: FastifyRequest, reply: FastifyReply) => {
    const wait = await limits.calls(request)
    return wait === undefined ? undefined : press.send(request, refusedFor(reply, wait), tooManyPage(wait, request.url))
  }

  const register = (app: FastifyInstance) => {
    app.post(here, hidden, async (request, reply) => {
      const raw = (request.body ?? {}) as RawQuery
      const [code, proof] = [one(raw, 'code').slice(0, 60), one(raw, 'proof').slice(0, 30)]
      // From the receipt: the code is filled in, the proof is not.
      if (code && raw.proof === undefined) return askCode(request, reply, { code })
      const issues: FieldIssue[] = [
        ...(code ? [] : [{ field: 'code', message: w.codeMissing }]),
        ...(proof || codeMayDo ? [] : [{ field: 'proof', message: w.proofMissing }]),
      ]
      if (issues.length) return askCode(request, reply, { code, issues })
      const slowed = await tooMuch(request, reply)
      if (slowed) return slowed
      try {
        const { ticket } = await look({ code, proof, address: request.ip })
        return give(reply, ticket).redirect(here, 303)
      } catch (error) {
        if (!(error instanceof Problem) || error.status >= 500) return away(request, reply, error)
        const { seconds } = error.extra
        if (typeof seconds === 'number') refusedFor(reply, seconds)
        const status = error.status === 429 ? 429 : 422
        const issue =
          proof || status === 429
            ? { field: 'code', message: error.message }
            : { field: 'proof', message: w.proofMissing }
        return askCode(request, reply, { code, issues: [issue], status })
      }
    })
    app.post(`${here}/leave`, hidden, (_request, reply) => give(reply, '').redirect(`${here}?left=1`, 303))
  }

  return { ticketOf, give, page, askCode, away, refused, tooMuch, register, secure }
}

/** A ticket as a cookie that lasts as long as it holds; an empty one ends it. */
export const ticketCookie = (name: string, path: string, ticket: string, secure: string) =>
  `${name}=${ticket}; Path=${path}; Max-Age=${ticket ? cookieHolds : 0}; HttpOnly; SameSite=Strict${secure}`

/** What the applicant's desk at /requests keeps its ticket in. */
export const requestPlace = { cookie: 'case', path: '/requests' } as const
