import type { Desks } from '../foundations/intake/desk-door.ts'
import { Problem, type ProblemIssue } from '../platform/http/problem.ts'

/** The desks at an HTTP address. What the office says against it is thrown as the same Problem; anything else means that it is away. */
export const remoteDesks = (post: (path: string, body: unknown) => Promise<Response>): Desks => {
  const ask = async (verb: string, body: unknown) => {
    const answer = await post(`/api/v1/desk/${verb}`, body)
    if (answer.ok) return answer
    throw (await problemIn(answer)) ?? new Error(`the office answered ${answer.status} to ${verb}`)
  }
  const json = async (verb: string, body: unknown) => (await ask(verb, body)).json()
  return {
    requests: {
      look: (given) => json('requests/look', given),
      view: (ticket) => json('requests/view', { ticket }),
      act: (given) => json('requests/act', given),
      letter: (ticket, id) => json('requests/letter', { ticket, id }),
      async file(ticket, id) {
        const answer = await ask('requests/file', { ticket, id })
        const { name, mediaType } = JSON.parse(decodeURIComponent(answer.headers.get('x-file') ?? ''))
        return { name, mediaType, bytes: new Uint8Array(await answer.arrayBuffer()) }
      },
      alike: async (given) => (await json('requests/alike', given)).found,
      taken: async (formId) => (await json('requests/taken', { formId })).found,
    },
    inquiries: {
      look: (given) => json('inquiries/look', given),
      view: (ticket) => json('inquiries/view', { ticket }),
      act: (given) => json('inquiries/act', given),
    },
    calls: {
      look: (given) => json('calls/look', given),
      rate: (given) => json('calls/rate', given),
    },
  }
}

type Said = { type?: string; title?: string; detail?: string; issues?: ProblemIssue[]; seconds?: number }

/** What the citizen can be told; undefined for what is the portal's own trouble (its token) or the office's (5xx). */
const problemIn = async (answer: Response): Promise<Problem | undefined> => {
  if (answer.status >= 500) return undefined
  const { type = '', title = '', detail = '', issues = [], seconds } = (await answer.json().catch(() => ({}))) as Said
  const name = type.replace('urn:gongkai:problem:', '')
  if (!title || name === 'portal-token') return undefined
  return new Problem(answer.status, name, title, detail, { issues, extra: seconds === undefined ? {} : { seconds } })
}
