import type { FastifyInstance } from 'fastify'
import { z } from 'zod'

/** 长者版 or the standard display; kept in one cookie that says nothing else. */
export type DisplayMode = 'standard' | 'elders'
const cookieName = 'display'

export function displayMode(cookies: string | undefined): DisplayMode {
  return cookies !== undefined && /(?:^|;\s*)display=elders(?:;|$)/.test(cookies) ? 'elders' : 'standard'
}

/** Only a path of this site may be gone back to; anything else leads home. */
export function safeReturn(to: string | undefined): string {
  if (!to || !/^\/(?![/\\])/.test(to) || /[\p{Cc}\\]/u.test(to)) return '/'
  const { host, pathname, search } = new URL(to, 'http://here.invalid')
  // `/..//evil.example` is a path here and comes out as `//evil.example`: another site.
  return host === 'here.invalid' && !pathname.startsWith('//') ? pathname + search : '/'
}

/** A plain link, so that it works without script; safe as GET because it changes nothing but the reader's own view. */
export function registerDisplayMode(app: FastifyInstance): void {
  const query = z.object({ mode: z.unknown().optional(), to: z.unknown().optional() })
  app.get('/display', { schema: { hide: true } }, async (request, reply) => {
    const { mode, to } = query.parse(request.query)
    const elders = mode === 'elders'
    const life = elders ? 31_536_000 : 0
    reply.header(
      'set-cookie',
      `${cookieName}=${elders ? 'elders' : ''}; Path=/; Max-Age=${life}; SameSite=Lax; HttpOnly`,
    )
    reply.header('cache-control', 'no-store')
    return reply.redirect(safeReturn(typeof to === 'string' ? to : undefined), 303)
  })
}
