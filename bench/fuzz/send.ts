import { type Agent, request } from 'node:http'
import type { FuzzCall } from './calls.ts'

export type Heard = { status: number; type: string; text: string; ms: number; failure?: string }

/** Sends one call to `origin` and hears the whole answer; a connection that breaks is an answer of status 0. */
export const send = (
  origin: string,
  call: FuzzCall,
  given: { agent: Agent; cookie?: string | undefined; timeout?: number },
): Promise<Heard> =>
  new Promise((resolve) => {
    const start = performance.now()
    const { hostname, port } = new URL(origin)
    const end = (heard: Omit<Heard, 'ms'>) => resolve({ ...heard, ms: performance.now() - start })
    const failed = (error: Error) => end({ status: 0, type: '', text: '', failure: error.message })
    const asked = request(
      {
        hostname,
        port,
        path: call.path,
        method: call.method,
        agent: given.agent,
        timeout: given.timeout ?? 20_000,
        headers: {
          ...call.headers,
          ...(given.cookie
            ? given.cookie.startsWith('Bearer ')
              ? { authorization: given.cookie }
              : { cookie: given.cookie }
            : {}),
          ...(call.body ? { 'content-length': call.body.length } : {}),
        },
      },
      (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part) => parts.push(part))
        answer.on('error', failed)
        answer.on('end', () =>
          end({
            status: answer.statusCode ?? 0,
            type: answer.headers['content-type'] ?? '',
            text: Buffer.concat(parts).toString('utf8'),
          }),
        )
      },
    )
    asked.on('timeout', () => asked.destroy(new Error('no answer in time')))
    asked.on('error', failed)
    asked.end(call.body)
  })
