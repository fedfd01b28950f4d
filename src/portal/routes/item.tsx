import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { renderToString } from 'preact-render-to-string'
import { itemPath, unitColumnPath } from '../addresses.ts'
import { articleRenderer } from '../article.tsx'
import { type Fragment, readFragment } from '../fragment.ts'
import { notFoundPage } from '../pages/trouble.tsx'
import { RelatedLine, relatedFrame } from '../parts/related.tsx'
import type { Press } from '../press.tsx'
import type { Replica } from '../replica/types.ts'
import { words } from '../words.zh.ts'
import { hidden } from './hidden.ts'

const shown = 5
const nothing = Buffer.alloc(0)

type Neighbours = { before: Buffer; after: Buffer; lines: { id: number; bytes: Buffer }[]; tag: string }

/**
 * The newest items of one unit's column. They are the same for every item of that column and change with each
 * publication and withdrawal there, so they stand outside the stored fragment: what is withdrawn leaves its
 * neighbours' pages at once.
 */
function neighbours(replica: Replica, unitId: number, columnId: number): Neighbours {
  const unit = replica.unit(unitId)
  const column = replica.column(columnId)
  const items = unit && column ? replica.newest({ unitId, columnId, limit: shown + 1 }) : []
  if (!unit || !column || items.length < 2) return { before: nothing, after: nothing, lines: [], tag: '' }
  const { gap, node } = relatedFrame(unitColumnPath(unit.code, column.code))
  const [before = '', after = ''] = renderToString(node).split(gap)
  const lines = items.map((item) => ({ id: item.id, bytes: Buffer.from(renderToString(<RelatedLine item={item} />)) }))
  const tag = createHash('sha256')
    .update(Buffer.concat(lines.map((line) => line.bytes)))
    .digest('base64url')
    .slice(0, 6)
  return { before: Buffer.from(before), after: Buffer.from(after), lines, tag }
}

function stored(replica: Replica, id: number): Fragment | undefined {
  const bytes = replica.article(id)
  if (bytes) return readFragment(bytes)
  const record = replica.record(id)
  return record && readFragment(Buffer.from(articleRenderer.render(record, replica)))
}

/** /items/:id — one look-up and a joining of bytes; nothing is rendered for a page that is stored. */
export function registerItem(app: FastifyInstance, press: Press): void {
  app.get<{ Params: { id: string } }>('/items/:id', hidden, (request, reply) => {
    const replica = press.replica()
    const id = /^\d{1,12}$/.test(request.params.id) ? Number(request.params.id) : 0
    const article = id > 0 ? stored(replica, id) : undefined
    if (!article) return press.send(request, reply, notFoundPage(words.errors.noItem))
    if (article.state === 'withdrawn') {
      return press.sendParts(
        request,
        reply,
        { section: 'other', status: 410, head: article.head, body: [article.body], tag: article.etag },
        false,
      )
    }
    const near = press.keep(replica, `near ${article.unitId} ${article.columnId}`, (from) =>
      neighbours(from, article.unitId, article.columnId),
    )
    const lines = near.lines.filter((line) => line.id !== id).slice(0, shown)
    const body = [article.body, near.before, ...lines.map((line) => line.bytes), near.after]
    return press.sendParts(
      request,
      reply,
      { section: 'other', status: 200, head: article.head, body, tag: article.etag + near.tag },
      true,
    )
  })

  // An index number is how other documents name this one; it leads to the item's own address.
  app.get<{ Params: { '*': string } }>('/index/*', hidden, (request, reply) => {
    const id = press.replica().recordByIndexNumber(request.params['*'])
    return id === undefined
      ? press.send(request, reply, notFoundPage(words.errors.noItem))
      : reply.redirect(itemPath(id), 302)
  })
}
