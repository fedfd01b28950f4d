import type { FastifyInstance } from 'fastify'
import { compareEditions, editionsOf } from '../editions.ts'
import { notFoundPage } from '../pages/trouble.tsx'
import { VersionsPage, type Way } from '../pages/versions.tsx'
import type { Press } from '../press.tsx'
import { versionWords as w } from '../version-words.zh.ts'
import { words } from '../words.zh.ts'
import { hidden } from './hidden.ts'

type Asked = { Params: { id: string }; Querystring: { from?: unknown; to?: unknown; way?: unknown } }

/** /items/:id/versions — of what is withdrawn there is none, not even that it had several. */
export function registerVersions(app: FastifyInstance, press: Press): void {
  app.get<Asked>('/items/:id/versions', hidden, (request, reply) => {
    const replica = press.replica()
    const id = /^\d{1,12}$/.test(request.params.id) ? Number(request.params.id) : 0
    const shown = replica.record(id)
    if (shown?.state !== 'published') return press.send(request, reply, notFoundPage(words.errors.noItem))
    const editions = editionsOf(shown, replica)
    const standing = editions.filter((edition) => edition.record)
    const asked = (value: unknown, otherwise: number | undefined) =>
      typeof value === 'string' && /^\d{1,5}$/.test(value) ? Number(value) : otherwise
    const to = asked(request.query.to, standing[0]?.number)
    const from = asked(request.query.from, standing[1]?.number)
    const [old, now] = [from, to].map((number) => standing.find((edition) => edition.number === number)?.record)
    const given = request.query.from !== undefined || request.query.to !== undefined
    if (given && !(old && now)) return press.send(request, reply, notFoundPage(w.unknownEdition))
    const way: Way = request.query.way === 'side' ? 'side' : 'inline'
    const comparison =
      old && now ? { from: old.edition, to: now.edition, compared: compareEditions(old, now, shown.record) } : undefined
    const { title } = shown.record
    return press.send(request, reply, {
      section: 'other',
      head: { title: `${w.title}：${title}`, description: w.lead, noindex: true },
      body: <VersionsPage id={id} title={title} editions={editions} way={way} comparison={comparison} />,
    })
  })
}
