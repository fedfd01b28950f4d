import { escapeMarkup } from './html.ts'

/** What a page says about itself in <head>: the tags of 网站指引's 附件 (rules.md 4.2) beyond the site's three. */
export type PageHead = {
  title: string
  description?: string
  /** On list and item pages. */
  column?: { name: string; description: string; keywords: string; type: string }
  /** On item pages. */
  article?: { title: string; pubDate: string; source: string; keywords: string; author: string; path: string }
  feeds?: { title: string; path: string }[]
  /** For pages that no search engine should keep. */
  noindex?: boolean
  /** What the page answers, as schema.org says it, for search engines. */
  structured?: Record<string, unknown>
}

const meta = (name: string, content: string) => `<meta name="${name}" content="${escapeMarkup(content)}">`

export function renderHead(head: PageHead, siteName: string): string {
  const lines = [
    `<title>${escapeMarkup(!siteName || head.title === siteName ? head.title : `${head.title}_${siteName}`)}</title>`,
  ]
  if (head.column) {
    lines.push(meta('ColumnName', head.column.name))
    lines.push(meta('ColumnDescription', head.column.description || head.column.name))
    lines.push(meta('ColumnKeywords', head.column.keywords))
    lines.push(meta('ColumnType', head.column.type))
  }
  if (head.article) {
    lines.push(meta('ArticleTitle', head.article.title))
    lines.push(meta('PubDate', head.article.pubDate))
    lines.push(meta('ContentSource', head.article.source))
    lines.push(meta('Keywords', head.article.keywords))
    lines.push(meta('Author', head.article.author))
    lines.push(meta('Url', head.article.path))
  }
  if (head.description) lines.push(meta('Description', head.description))
  // No text of the data may end the element.
  if (head.structured)
    lines.push(
      `<script type="application/ld+json">${JSON.stringify(head.structured).replaceAll('<', '\\u003c')}</script>`,
    )
  if (head.noindex) lines.push(meta('robots', 'noindex'))
  for (const feed of head.feeds ?? [])
    lines.push(
      `<link rel="alternate" type="application/atom+xml" title="${escapeMarkup(feed.title)}" href="${escapeMarkup(feed.path)}">`,
    )
  return lines.join('')
}
