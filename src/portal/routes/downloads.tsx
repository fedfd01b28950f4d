import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type PaperForm, paperApart, paperMediaTypes, paperVersion } from '../../foundations/paper/index.ts'
import { downloadPath, itemPath } from '../addresses.ts'
import type { PortalDeps } from '../deps.ts'
import { downloadWords as w } from '../download-words.zh.ts'
import { itemPaper, itemWords } from '../item-paper.ts'
import type { KeptWork } from '../kept-work.ts'
import { type OpenLimits, refusedFor } from '../limits.ts'
import { notFoundPage, tooManyPage } from '../pages/trouble.tsx'
import { freshness, type Press } from '../press.tsx'
import { qrCode } from '../qr.ts'
import { words } from '../words.zh.ts'
import { disposition } from './files.tsx'
import { hidden } from './hidden.ts'

type Asked = FastifyRequest<{ Params: { id: string } }>

/** A title as a file name: what systems forbid in names is taken out, and what no system could show. */
export const fileName = (title: string, form: PaperForm): string =>
  `${[...title.replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ').trim()].slice(0, 80).join('') || '政府信息'}.${form}`

/** /items/:id.pdf and .docx, and the code that brings a phone to the item. */
export function registerDownloads(
  app: FastifyInstance,
  press: Press,
  { baseUrl, openFile }: Pick<PortalDeps, 'baseUrl' | 'openFile'>,
  work: KeptWork,
  limits: OpenLimits,
): void {
  const download = (form: PaperForm) => async (request: Asked, reply: FastifyReply) => {
    const id = Number(request.params.id)
    const shown = press.replica().record(id)
    if (!shown) return press.send(request, reply, notFoundPage(words.errors.noItem))
    const gone = () => press.send(request, reply, { ...notFoundPage(w.gone), status: 410 })
    if (shown.state === 'withdrawn') return gone()
    const said = itemWords(shown, press.replica(), baseUrl)
    const hash = createHash('sha256')
      .update(JSON.stringify({ ...said, paperVersion }))
      .digest('hex')
      .slice(0, 24)
    reply.header('etag', `"${hash}"`).header('cache-control', freshness)
    if (request.headers['if-none-match']?.includes(hash)) return reply.code(304).send()
    const still = () => {
      const now = press.replica().record(id)
      return now?.state === 'published' && now.logHash === shown.logHash
    }
    const of = { recordId: id, made: shown.logHash, how: `${form} ${hash}` }
    const wait = work.atHand(of) ? undefined : await limits.files(request)
    if (wait !== undefined) {
      reply.removeHeader('etag')
      return press.send(request, refusedFor(reply, wait), tooManyPage(wait, request.url, w.tooMany(wait)))
    }
    let whole = true
    const bytes = await work.of(
      of,
      () => whole && still(),
      async () => {
        const asked = await itemPaper(shown, said, openFile)
        whole = asked.whole
        const made = await paperApart(asked.paper, form)
        return made && Buffer.from(made)
      },
    )
    if (!bytes || !still()) {
      reply.removeHeader('etag')
      if (press.replica().record(id)?.state !== 'published') return gone()
      const retry = { text: w.again, href: downloadPath(id, form) }
      return press.send(request, reply.header('retry-after', '10'), { ...notFoundPage(w.busy, retry), status: 503 })
    }
    // What could not be kept, since a picture is still to come, must not be kept by others either.
    if (!work.atHand(of)) reply.removeHeader('etag').header('cache-control', 'no-store')
    return reply
      .header('content-disposition', disposition('attachment', fileName(shown.record.title, form)))
      .header('link', `<${baseUrl}${itemPath(id)}>; rel="canonical"`)
      .type(paperMediaTypes[form])
      .send(bytes)
  }
  app.get('/items/:id(^\\d{1,12}).pdf', hidden, download('pdf'))
  app.get('/items/:id(^\\d{1,12}).docx', hidden, download('docx'))

  app.get('/items/:id/qr.svg', hidden, async (request: Asked, reply) => {
    const id = /^\d{1,12}$/.test(request.params.id) ? Number(request.params.id) : 0
    if (press.replica().record(id)?.state !== 'published')
      return press.send(request, reply, notFoundPage(words.errors.noItem))
    return reply
      .type('image/svg+xml')
      .header('cache-control', freshness)
      .send(await qrCode(baseUrl + itemPath(id)))
  })
}
