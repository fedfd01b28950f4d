import type { FastifyInstance } from 'fastify'
import { columnPath, itemPath, letterPath, questionPath, sectorPath, unitPath } from '../addresses.ts'
import { escapeMarkup } from '../html.ts'
import { notFoundPage } from '../pages/trouble.tsx'
import { freshness, type Press } from '../press.tsx'
import type { Replica } from '../replica/types.ts'
import { hidden } from './hidden.ts'

/** Addresses per file; the protocol allows 50,000. */
const chunk = 20_000
const xml = 'application/xml; charset=utf-8'
const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
const space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

const url = (loc: string, changedAt?: string) =>
  `<url><loc>${escapeMarkup(loc)}</loc>${changedAt ? `<lastmod>${changedAt}</lastmod>` : ''}</url>\n`

/** First ids of the files: each begins after the last id of the one before. */
function starts(replica: Replica): number[] {
  const found: number[] = []
  for (let after = 0; ; ) {
    const page = replica.addresses({ after, size: chunk })
    if (page.length === 0) break
    found.push(after)
    after = page.at(-1)!.id
    if (page.length < chunk) break
  }
  return found
}

const mainPages = [
  '/',
  '/open',
  '/latest',
  '/sectors',
  '/units',
  '/requests',
  '/inquiries',
  '/mailboxes',
  '/letters',
  '/letters/figures',
  '/questions',
  '/search',
  '/map',
  '/about',
  '/accessibility',
]

export function registerSitemaps(app: FastifyInstance, press: Press, baseUrl: string): void {
  app.get('/robots.txt', hidden, (_request, reply) =>
    reply
      .type('text/plain; charset=utf-8')
      .header('cache-control', 'public, max-age=3600')
      .send(
        `User-agent: *\nDisallow: /search\nDisallow: /suggest\nDisallow: /display\nSitemap: ${baseUrl}/sitemap.xml\n`,
      ),
  )

  app.get('/sitemap.xml', hidden, (_request, reply) => {
    const body = press.keep(press.replica(), 'sitemap', (replica) => {
      const files = [
        '/sitemaps/pages.xml',
        '/sitemaps/questions.xml',
        '/sitemaps/letters.xml',
        ...starts(replica).map((after) => `/sitemaps/items-${after}.xml`),
      ]
      const lines = files.map((file) => `<sitemap><loc>${escapeMarkup(baseUrl + file)}</loc></sitemap>\n`)
      return `${declaration}<sitemapindex ${space}>\n${lines.join('')}</sitemapindex>\n`
    })
    return reply.type(xml).header('cache-control', freshness).send(body)
  })

  app.get<{ Params: { file: string } }>('/sitemaps/:file', hidden, (request, reply) => {
    const { file } = request.params
    const replica = press.replica()
    const after = /^items-(\d{1,12})\.xml$/.exec(file)?.[1]
    if (file === 'questions.xml') {
      const found = replica.questionAddresses().map((one) => url(baseUrl + questionPath(one.id), one.changedAt))
      return reply
        .type(xml)
        .header('cache-control', freshness)
        .send(`${declaration}<urlset ${space}>\n${found.join('')}</urlset>\n`)
    }
    if (file === 'letters.xml') {
      const found = replica.letterAddresses().map((one) => url(baseUrl + letterPath(one), one.changedAt))
      return reply
        .type(xml)
        .header('cache-control', freshness)
        .send(`${declaration}<urlset ${space}>\n${found.join('')}</urlset>\n`)
    }
    if (after === undefined && file !== 'pages.xml') return press.send(request, reply, notFoundPage())
    const lines =
      after === undefined
        ? [
            ...mainPages,
            ...replica.units().map((unit) => unitPath(unit.code)),
            ...replica.columns().map((column) => columnPath(column.code)),
            ...replica.sectors().map((sector) => sectorPath(sector.code)),
          ].map((path) => url(baseUrl + path))
        : replica
            .addresses({ after: Number(after), size: chunk })
            .map((item) => url(baseUrl + itemPath(item.id), item.changedAt))
    return reply
      .type(xml)
      .header('cache-control', freshness)
      .send(`${declaration}<urlset ${space}>\n${lines.join('')}</urlset>\n`)
  })
}
