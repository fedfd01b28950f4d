import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { home } from './platform/home.ts'

/** What the build writes where the nonce belongs, see console/vite.config.ts. */
const placeholder = '{{csp-nonce}}'

/** Content-Security-Policy of everything the office answers; with a nonce, style elements that bear it count as ours. */
export const officePolicy = (nonce?: string): string =>
  [
    "default-src 'self'",
    nonce ? `style-src 'self' 'nonce-${nonce}'` : "style-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ].join('; ')

/**
 * The console's files; any other address that is not the API's is the console's own and gets its page. Ant Design writes
 * its styles into the page at run time: each answer has a nonce of its own for them, so no cache may keep the page.
 */
export const registerConsole = async (app: FastifyInstance): Promise<void> => {
  const root = join(home, 'dist', 'console')
  if (!existsSync(root)) return
  const page = readFileSync(join(root, 'index.html'), 'utf8').split(placeholder)
  await app.register(fastifyStatic, { root: join(root, 'assets'), prefix: '/assets/', immutable: true, maxAge: '1y' })
  const hidden = { schema: { hide: true } }
  app.get('/favicon.svg', hidden, (_request, reply) => reply.sendFile('favicon.svg', root))
  for (const path of ['/', '/*'])
    app.get(path, hidden, (request, reply) => {
      if (request.url.startsWith('/api/')) return reply.callNotFound()
      const nonce = randomBytes(18).toString('base64')
      return reply
        .header('content-security-policy', officePolicy(nonce))
        .header('cache-control', 'no-store')
        .type('text/html; charset=utf-8')
        .send(page.join(nonce))
    })
}
