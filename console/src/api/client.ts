import createClient from 'openapi-fetch'
import { atWork } from './at-work.ts'
import { confirmation } from './confirmation.ts'
import type { paths } from './generated/schema.d.ts'
import { ProblemError, problemOf } from './problem.ts'

/** One client for the whole console. The header tells the office that our own page made the call (CSRF). */
export const api = createClient<paths>()
api.use({ onRequest: ({ request }) => request.headers.set('X-Gongkai', atWork()) })
api.use(confirmation())

type Answer<T> = { data?: T; error?: unknown; response: Response }

/**
 * `ended`: a call was refused because the session has ended; the sign-in page then takes over. `need`: something has to be
 * done first, e.g. a new password.
 */
export const sessionEnded = new EventTarget()

/** Calls whose 401 speaks of what was typed, not of the session. */
const signingIn = /\/api\/session(\/second-step|\/passkey)?$/
const inNeed = /:(new-password|second-factor)-needed$/

/** The body of a successful answer; throws ProblemError with the office's sentence otherwise. */
export async function answer<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await call
  if (response.ok) return data as T
  const problem = problemOf(error, response.status)
  if (inNeed.test(problem.problem.type ?? '')) sessionEnded.dispatchEvent(new Event('need'))
  if (problem.status === 401 && !signingIn.test(response.url)) sessionEnded.dispatchEvent(new Event('ended'))
  throw problem
}

/**
 * Sends a file with progress, which fetch cannot report. `onProgress` gets 0–1; `signal` stops it. Resolves with the JSON
 * answer; throws ProblemError.
 */
export function upload<T>(
  path: string,
  file: File,
  onProgress?: (part: number) => void,
  signal?: AbortSignal,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    signal?.addEventListener('abort', () => request.abort(), { once: true })
    request.onabort = () => reject(new Error('stopped'))
    request.open('POST', path)
    request.setRequestHeader('X-Gongkai', '1')
    request.responseType = 'json'
    request.upload.onprogress = (event) => event.lengthComputable && onProgress?.(event.loaded / event.total)
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) return resolve(request.response as T)
      if (request.status === 401) sessionEnded.dispatchEvent(new Event('ended'))
      reject(problemOf(request.response, request.status))
    }
    request.onerror = () => reject(new Error('network'))
    const body = new FormData()
    body.append('file', file, file.name)
    request.send(body)
  })
}

/** A line of what an import says while it works. */
type Line<T> = { share?: number; cases?: number; result?: T; problem?: unknown }

/**
 * As `upload`, for work that takes long: asks the office to say how far it is, line by line. `onTold` gets the share that is
 * done, 0–1. An answer without lines is the result itself.
 */
export function uploadTold<T>(path: string, file: File, onTold: (share: number) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', path)
    request.setRequestHeader('X-Gongkai', '1')
    request.setRequestHeader('Accept', 'application/x-ndjson, application/json')
    const read = (): Line<T>[] => {
      const whole = request.responseText.slice(0, request.responseText.lastIndexOf('\n') + 1)
      return whole.split('\n').flatMap((line) => (line ? [JSON.parse(line) as Line<T>] : []))
    }
    const told = () => request.getResponseHeader('content-type')?.includes('ndjson') ?? false
    request.onprogress = () => {
      const share =
        told() && request.status === 200 ? read().findLast((line) => line.share !== undefined)?.share : undefined
      if (share !== undefined) onTold(share)
    }
    request.onload = () => {
      if (request.status === 401) sessionEnded.dispatchEvent(new Event('ended'))
      if (told()) {
        const last = read().at(-1)
        if (last?.result) return resolve(last.result)
        return reject(problemOf(last?.problem, 503))
      }
      const body = JSON.parse(request.responseText || 'null')
      if (request.status >= 200 && request.status < 300) return resolve(body as T)
      reject(problemOf(body, request.status))
    }
    request.onerror = () => reject(new Error('network'))
    const body = new FormData()
    body.append('file', file, file.name)
    request.send(body)
  })
}

export { ProblemError }
