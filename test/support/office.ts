import type { FastifyInstance, InjectOptions } from 'fastify'
import { rememberActor, sessionCookie } from '../../src/foundations/identity/request.ts'
import { type Role, roleNames } from '../../src/foundations/identity/roles.ts'
import { openSession } from '../../src/foundations/identity/session.ts'
import { createServer } from '../../src/platform/http/server.ts'
import { createMetrics } from '../../src/platform/observability/metrics.ts'
import type { Persona } from './people.ts'
import type { TestPlatform } from './platform.ts'

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers whose shape they state by looking
export type Json = any
export type Answer = { status: number; body: Json; headers: Record<string, unknown>; text: string }
export type Call = (method: string, url: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>

/** An office server with the given routes, on the test's platform. Nothing listens; requests are injected. */
export const testOffice = async (
  platform: TestPlatform,
  register: (app: FastifyInstance) => void | Promise<void>,
): Promise<FastifyInstance> => {
  const app = await createServer({
    name: 'office',
    title: 'test',
    description: '',
    log: platform.log,
    metrics: createMetrics(),
    trustProxy: 0,
    contentSecurityPolicy: "default-src 'self'",
    bodyLimit: 50 * 1024 * 1024,
    ready: async () => [],
  })
  rememberActor(app, platform)
  await register(app)
  await app.ready()
  return app
}

const send = async (
  app: FastifyInstance,
  method: string,
  url: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<Answer> => {
  const options: InjectOptions = { method: method as 'GET', url, headers }
  if (body !== undefined) options.payload = body as InjectOptions['payload']
  const answer = await app.inject(options)
  const json = /\bjson/.test(String(answer.headers['content-type'] ?? '')) && answer.body !== ''
  return {
    status: answer.statusCode,
    headers: answer.headers,
    text: answer.body,
    body: json ? answer.json() : undefined,
  }
}

/** Calls as somebody who is not signed in, from the console's pages. */
export const stranger =
  (app: FastifyInstance): Call =>
  (method, url, body, headers = {}) =>
    send(app, method, url, body, { 'x-gongkai': '1', ...headers })

/** Calls as a person with an open session, from the console's pages. */
export const signedInAs = async (app: FastifyInstance, platform: TestPlatform, who: Persona): Promise<Call> => {
  const token = await openSession(platform.as(who), who.personId, { ip: '127.0.0.1', userAgent: 'test' })
  return (method, url, body, headers = {}) =>
    send(app, method, url, body, { 'x-gongkai': '1', cookie: `${sessionCookie}=${token}`, ...headers })
}

/** A multipart body with one file, and the header that goes with it. */
export const fileBody = (field: string, name: string, bytes: Uint8Array | string) => {
  const boundary = '----gongkai-test-boundary'
  const start = `--${boundary}\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\n`
  const payload = Buffer.concat([
    Buffer.from(`${start}content-type: application/octet-stream\r\n\r\n`),
    Buffer.from(bytes as Uint8Array),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
  return { payload, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } }
}

/** Calls as everybody of a team, by role. */
export const callsOf = async (
  app: FastifyInstance,
  platform: TestPlatform,
  team: Record<Role, Persona>,
): Promise<Record<Role, Call>> => {
  const calls = {} as Record<Role, Call>
  for (const role of roleNames) calls[role] = await signedInAs(app, platform, team[role])
  return calls
}
