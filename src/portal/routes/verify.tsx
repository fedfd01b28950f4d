import type { FastifyInstance } from 'fastify'
import { verifyPath } from '../addresses.ts'
import type { Assets } from '../assets.ts'
import type { PortalDeps } from '../deps.ts'
import { notFoundPage } from '../pages/trouble.tsx'
import { VerifyPage } from '../pages/verify.tsx'
import type { Press } from '../press.tsx'
import { provedRecord } from '../proofs.ts'
import { qrCode } from '../qr.ts'
import { verifyWords } from '../verify-words.zh.ts'
import { words } from '../words.zh.ts'
import { hidden } from './hidden.ts'

/** /verify/:id and the QR code that leads there; withdrawn items too, whose entries stay in the log. */
export function registerVerify(
  app: FastifyInstance,
  press: Press,
  assets: Assets,
  { checkpoint, baseUrl }: Pick<PortalDeps, 'checkpoint' | 'baseUrl'>,
): void {
  const idOf = (text: string) => (/^\d{1,12}$/.test(text) ? Number(text) : 0)

  app.get<{ Params: { id: string } }>('/verify/:id', hidden, (request, reply) => {
    const replica = press.replica()
    const id = idOf(request.params.id)
    const held = checkpoint()
    const shown = replica.record(id)
    const entries = provedRecord(replica, id, held)
    if (!shown || !entries) return press.send(request, reply, notFoundPage(words.errors.noItem))
    return press.send(request, reply, {
      section: 'other',
      head: { title: verifyWords.title, description: verifyWords.lead, noindex: true },
      body: (
        <VerifyPage
          id={id}
          shown={shown}
          entries={entries}
          checkpoint={held}
          baseUrl={baseUrl}
          script={assets.verify.path}
        />
      ),
    })
  })

  app.get<{ Params: { id: string } }>('/verify/:id/qr.svg', hidden, async (request, reply) => {
    const id = idOf(request.params.id)
    if (!press.replica().record(id)) return press.send(request, reply, notFoundPage(words.errors.noItem))
    return reply
      .type('image/svg+xml')
      .header('cache-control', 'public, max-age=86400')
      .send(await qrCode(baseUrl + verifyPath(id)))
  })
}
