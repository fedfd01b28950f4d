import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  allFeedPath,
  columnFeedPath,
  columnPath,
  itemPath,
  letterPath,
  lettersFeedPath,
  unitColumnFeedPath,
  unitColumnPath,
  unitFeedPath,
  unitPath,
} from '../addresses.ts'
import { escapeMarkup } from '../html.ts'
import { letterWords } from '../letter-words.zh.ts'
import { notFoundPage } from '../pages/trouble.tsx'
import { freshness, type Press } from '../press.tsx'
import type { Letter } from '../replica/dialogue.ts'
import type { ListItem, Replica } from '../replica/types.ts'
import { words } from '../words.zh.ts'
import { hidden } from './hidden.ts'

const limit = 30

/** What a feed says of an item or a letter. */
type FeedEntry = {
  path: string
  title: string
  publishedAt: string
  author: string
  category: { term: string; label: string }
  summary: string
}
type Feed = { title: string; self: string; page: string; items: FeedEntry[] }

const ofItem = (item: ListItem): FeedEntry => ({
  path: itemPath(item.id),
  title: item.title,
  publishedAt: item.publishedAt,
  author: item.unitName,
  category: { term: item.kind, label: words.kinds[item.kind] },
  summary: item.summary || [item.unitName, item.docNumber, item.publishedOn].filter(Boolean).join(' '),
})

const ofLetter = (letter: Letter): FeedEntry => ({
  path: letterPath(letter),
  title: letter.title,
  publishedAt: letter.publishedAt,
  author: letter.unitName,
  category: { term: letter.kind, label: letterWords.kinds[letter.kind] ?? letter.kind },
  summary: letter.answer.slice(0, 200),
})

/** One Atom feed (RFC 4287). Identifiers are tag URIs, so that they outlive a change of host. */
export function atom(feed: Feed, site: { siteName: string; siteDomain: string }, baseUrl: string, now: string): string {
  const tag = (path: string) => `tag:${site.siteDomain},2019:${path}`
  const entries = feed.items.map(
    (item) => `<entry>
<id>${escapeMarkup(tag(item.path))}</id>
<title>${escapeMarkup(item.title)}</title>
<link href="${escapeMarkup(baseUrl + item.path)}"/>
<published>${item.publishedAt}</published>
<updated>${item.publishedAt}</updated>
<author><name>${escapeMarkup(item.author)}</name></author>
<category term="${item.category.term}" label="${escapeMarkup(item.category.label)}"/>
<summary>${escapeMarkup(item.summary)}</summary>
</entry>`,
  )
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
<id>${escapeMarkup(tag(feed.self))}</id>
<title>${escapeMarkup([feed.title, site.siteName].filter(Boolean).join(' - '))}</title>
<updated>${feed.items[0]?.publishedAt ?? now}</updated>
<link rel="self" type="application/atom+xml" href="${escapeMarkup(baseUrl + feed.self)}"/>
<link rel="alternate" type="text/html" href="${escapeMarkup(baseUrl + feed.page)}"/>
${entries.join('\n')}
</feed>
`
}

/** Feeds for everything, for a unit, for a column, and for a unit's column. Read live: what is withdrawn is gone. */
export function registerFeeds(app: FastifyInstance, press: Press, baseUrl: string): void {
  const send = (request: FastifyRequest, reply: FastifyReply, make: (replica: Replica) => Feed | string) => {
    const kept = press.keep(press.replica(), `feed ${request.url.split('?')[0]}`, (replica) => {
      const feed = make(replica)
      const now = replica.position().at ?? '1970-01-01T00:00:00Z'
      return typeof feed === 'string' ? { missing: feed } : { xml: atom(feed, replica.site(), baseUrl, now) }
    })
    if (kept.xml === undefined) return press.send(request, reply, notFoundPage(kept.missing))
    return reply.header('cache-control', freshness).type('application/atom+xml; charset=utf-8').send(kept.xml)
  }
  const bare = (name: string) => (name.endsWith('.xml') ? name.slice(0, -4) : '')

  app.get(allFeedPath, hidden, (request, reply) =>
    send(request, reply, (replica) => ({
      title: words.feed.all,
      self: allFeedPath,
      page: '/latest',
      items: replica.newest({ limit }).map(ofItem),
    })),
  )
  app.get(lettersFeedPath, hidden, (request, reply) =>
    send(request, reply, (replica) => ({
      title: letterWords.feed,
      self: lettersFeedPath,
      page: '/letters',
      items: replica.letters({ what: 'reply', page: 1, size: limit }).items.map(ofLetter),
    })),
  )
  app.get<{ Params: { file: string } }>('/feeds/units/:file', hidden, (request, reply) =>
    send(request, reply, (replica) => {
      const unit = replica.unitByCode(bare(request.params.file))
      if (!unit) return words.errors.noUnit
      const items = replica.newest({ unitId: unit.id, limit }).map(ofItem)
      return { title: words.feed.unit(unit.name), self: unitFeedPath(unit.code), page: unitPath(unit.code), items }
    }),
  )
  app.get<{ Params: { file: string } }>('/feeds/columns/:file', hidden, (request, reply) =>
    send(request, reply, (replica) => {
      const column = replica.columnByCode(bare(request.params.file))
      if (!column) return words.errors.noColumn
      const items = replica.newest({ columnId: column.id, limit }).map(ofItem)
      return {
        title: words.feed.column(column.title),
        self: columnFeedPath(column.code),
        page: columnPath(column.code),
        items,
      }
    }),
  )
  app.get<{ Params: { code: string; file: string } }>('/feeds/units/:code/:file', hidden, (request, reply) =>
    send(request, reply, (replica) => {
      const unit = replica.unitByCode(request.params.code)
      const column = replica.columnByCode(bare(request.params.file))
      if (!unit) return words.errors.noUnit
      if (!column) return words.errors.noColumn
      return {
        title: words.feed.unitColumn(unit.name, column.title),
        self: unitColumnFeedPath(unit.code, column.code),
        page: unitColumnPath(unit.code, column.code),
        items: replica.newest({ unitId: unit.id, columnId: column.id, limit }).map(ofItem),
      }
    }),
  )
}
