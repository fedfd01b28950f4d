const firstBlock = /^\s*<(p|h[1-6])\b[^>]*>([\s\S]*?)<\/\1>/
const plain = (html: string) =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&nbsp;|&#160;/g, ' ')
    .replace(/\s+/g, '')

/**
 * The body without the title that office files repeat above it, in one paragraph or broken over several; anything else
 * comes back as it was. The page sets the title itself, and twice would look careless.
 */
export function withoutTitle(html: string, title: string): string {
  const wanted = plain(title)
  let rest = html
  let seen = ''
  while (wanted !== '' && seen.length < wanted.length) {
    const block = rest.match(firstBlock)
    if (!block) return html
    seen += plain(block[2] ?? '')
    if (!wanted.startsWith(seen)) return html
    rest = rest.slice(block[0].length)
  }
  return seen === wanted ? rest : html
}
