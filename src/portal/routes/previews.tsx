import { buffer } from 'node:stream/consumers'
import type { FastifyInstance } from 'fastify'
import { type Preview, previewApart, previewVersion } from '../../foundations/documents/index.ts'
import { previewPath } from '../addresses.ts'
import type { Assets } from '../assets.ts'
import type { PortalDeps } from '../deps.ts'
import type { KeptWork } from '../kept-work.ts'
import { type OpenLimits, refusedFor } from '../limits.ts'
import { PreviewPage } from '../pages/preview.tsx'
import { notFoundPage, tooManyPage } from '../pages/trouble.tsx'
import type { Page, Press } from '../press.tsx'
import { previewWords as w } from '../preview-words.zh.ts'
import { words } from '../words.zh.ts'
import { hidden } from './hidden.ts'

/** Larger files are not read for a preview, bytes. */
const largest = 30 * 1024 * 1024

class Busy extends Error {}

const keptForm = (preview: Preview) => Buffer.from(JSON.stringify(preview))

/**
 * /items/:id/files/:position/preview — an attachment to look at, under the record it belongs to. What it shows is asked
 * of the replica before the work and again after it: a file withdrawn meanwhile is not shown.
 */
export function registerPreviews(
  app: FastifyInstance,
  press: Press,
  assets: Assets,
  deps: PortalDeps,
  work: KeptWork,
  limits: OpenLimits,
): void {
  app.get<{ Params: { id: string; position: string } }>(
    '/items/:id/files/:position/preview',
    hidden,
    async (request, reply) => {
      const { id, position } = request.params
      const numbers = /^\d{1,12}$/.test(id) && /^\d{1,6}$/.test(position)
      const find = () => (numbers ? press.replica().attachment(Number(id), Number(position)) : undefined)
      const missing = () => press.send(request, reply, notFoundPage(words.errors.noFile))
      const file = find()
      if (!file) return missing()
      const make = async (): Promise<Buffer | undefined> => {
        if (file.size > largest) return keptForm({ form: 'none', sentence: w.tooLarge })
        const opened = await deps.openFile(file.hash, Number(id))
        if (!opened) return undefined
        const preview = await previewApart(await buffer(opened.stream), file.name)
        if (!preview) throw new Busy()
        return keptForm(preview)
      }
      const of = { recordId: Number(id), made: file.hash, how: `preview ${previewVersion} ${file.name}` }
      const still = () => find()?.hash === file.hash
      const wait = work.atHand(of) ? undefined : await limits.files(request)
      if (wait !== undefined)
        return press.send(request, refusedFor(reply, wait), tooManyPage(wait, request.url, w.tooMany(wait)))
      let bytes: Buffer | undefined
      try {
        bytes = await work.of(of, still, make)
      } catch (error) {
        if (!(error instanceof Busy)) throw error
        const retry = { text: w.again, href: previewPath(Number(id), Number(position)) }
        return press.send(request, reply.header('retry-after', '10'), { ...notFoundPage(w.busy, retry), status: 503 })
      }
      if (!bytes || !still()) return missing()
      const preview = JSON.parse(bytes.toString()) as Preview
      const page = (): Page => {
        const shown = press.replica().record(Number(id))
        return {
          section: 'other',
          head: { title: w.title(file.name), noindex: true },
          body: (
            <PreviewPage
              record={{ id: Number(id), title: shown?.state === 'published' ? shown.record.title : '' }}
              file={file}
              preview={preview}
              script={assets.preview.path}
            />
          ),
        }
      }
      return press.sendKept(request, reply, page)
    },
  )
}
