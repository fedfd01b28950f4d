import type { FastifyInstance } from 'fastify'
import type { PortalDeps } from '../deps.ts'
import { notFoundPage } from '../pages/trouble.tsx'
import type { Press } from '../press.tsx'
import { words } from '../words.zh.ts'
import { hidden } from './hidden.ts'

/** Content-Disposition with a plain name for old readers and the real one by RFC 5987. */
export function disposition(kind: 'attachment' | 'inline', name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\;%]/g, '_')
  const real = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  return `${kind}; filename="${plain}"; filename*=UTF-8''${real}`
}

/**
 * Attachments, under the record they belong to: the moment it is withdrawn or corrected the address stops answering.
 * The bytes are asked for by hash, so the tag is exact.
 */
export function registerFiles(app: FastifyInstance, press: Press, deps: PortalDeps): void {
  app.get<{ Params: { id: string; position: string; '*': string } }>(
    '/items/:id/files/:position/*',
    hidden,
    async (request, reply) => {
      const { id, position, '*': name } = request.params
      const numbers = /^\d{1,12}$/.test(id) && /^\d{1,6}$/.test(position)
      const file = numbers ? press.replica().attachment(Number(id), Number(position)) : undefined
      const missing = () => press.send(request, reply, notFoundPage(words.errors.noFile))
      if (!file || file.name !== name) return missing()
      reply.header('etag', `"${file.hash}"`).header('cache-control', 'public, max-age=0, s-maxage=1, must-revalidate')
      if (request.headers['if-none-match']?.includes(file.hash)) return reply.code(304).send()
      const opened = await deps.openFile(file.hash, Number(id))
      if (!opened) {
        reply.removeHeader('etag')
        return missing()
      }
      const inline = file.mediaType === 'application/pdf' && (request.query as { view?: unknown }).view === '1'
      return reply
        .header('content-disposition', disposition(inline ? 'inline' : 'attachment', file.name))
        .header('x-content-type-options', 'nosniff')
        .header('content-type', file.mediaType || 'application/octet-stream')
        .header('content-length', opened.size)
        .send(opened.stream)
    },
  )
  // Pictures of the text, as long as the item shows them: withdrawn or corrected away, their addresses are gone too.
  app.get<{ Params: { id: string; hash: string } }>('/items/:id/pictures/:hash', hidden, async (request, reply) => {
    const { id, hash } = request.params
    const known = /^\d{1,12}$/.test(id) && /^[0-9a-f]{64}$/.test(hash)
    const picture = known ? press.replica().picture(Number(id), hash) : undefined
    const missing = () => press.send(request, reply, notFoundPage(words.errors.noFile))
    if (!picture) return missing()
    reply.header('etag', `"${hash}"`).header('cache-control', 'public, max-age=0, s-maxage=1, must-revalidate')
    if (request.headers['if-none-match']?.includes(hash)) return reply.code(304).send()
    const opened = await deps.openFile(hash, Number(id))
    if (!opened) {
      reply.removeHeader('etag')
      return missing()
    }
    return reply
      .header('x-content-type-options', 'nosniff')
      .header('content-type', picture.mediaType)
      .header('content-length', opened.size)
      .send(opened.stream)
  })
}
