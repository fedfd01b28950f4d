import { Parser } from 'htmlparser2'

const blocks = new Set(
  (
    'p div h1 h2 h3 h4 h5 h6 ul ol li table caption thead tbody tfoot tr blockquote pre hr section article header footer ' +
    'center dl dt dd figure figcaption address main nav aside form fieldset'
  ).split(' '),
)
const silent = new Set(['script', 'style', 'title', 'noscript', 'template', 'iframe', 'object', 'textarea', 'select'])

/** What is told of a piece of HTML, in its order. */
type Hearer = { open: (name: string) => void; close: (name: string) => void; text: (text: string) => void }

/**
 * HTML → plain text for search and checks: a line for each paragraph, a tab between the cells of a row, one line for
 * each row of a table (paragraphs inside a cell are joined by a blank). One pass, no tree: the importer runs this on
 * every item. Pictures and scripts leave nothing.
 */
export const htmlToText = (html: string): string => read(html, plainly) ?? read(html, parsed)!

const read = (html: string, tell: (html: string, hearer: Hearer) => boolean): string | undefined => {
  const lines: string[] = []
  let line = ''
  let quiet = 0
  let cells = 0
  let cellsInRow = 0
  let pre = 0
  // Inside a cell every line end is a blank, so that a row stays one line.
  const endLine = () => {
    if (cells > 0) {
      if (line !== '' && !/[\t ]$/.test(line)) line += ' '
      return
    }
    const done = pre > 0 ? line.replace(/\s+$/, '') : line.replace(/^[ \u00a0\u3000]+|[ \u00a0\u3000]+$/g, '')
    if (done.trim() !== '') lines.push(done)
    line = ''
  }
  const told = tell(html, {
    open(name) {
      if (silent.has(name)) quiet++
      else if (name === 'td' || name === 'th') {
        if (cells === 0 && cellsInRow++ > 0) line = `${line.replace(/[ \u00a0\u3000]+$/, '')}\t`
        cells++
      } else if (name === 'br' || blocks.has(name)) endLine()
      if (name === 'tr' && cells === 0) cellsInRow = 0
      if (name === 'pre') pre++
    },
    close(name) {
      if (silent.has(name)) quiet--
      else if (name === 'td' || name === 'th') cells = Math.max(0, cells - 1)
      else if (blocks.has(name)) endLine()
      if (name === 'pre') pre--
    },
    text(text) {
      if (quiet > 0) return
      if (pre > 0 && cells === 0) {
        const parts = text.split(/\r?\n/)
        parts.forEach((part, i) => {
          if (i > 0) endLine()
          line += part
        })
        return
      }
      const flat = text.replace(/[ \t\r\n\f]+/g, ' ')
      line += flat.startsWith(' ') && (line === '' || /\s$/.test(line)) ? flat.slice(1) : flat
    },
  })
  if (!told) return undefined
  cells = 0
  endLine()
  return lines.join('\n')
}

const parsed = (html: string, { open, close, text }: Hearer): boolean => {
  const parser = new Parser({ onopentag: open, onclosetag: close, ontext: text })
  parser.write(html)
  parser.end()
  return true
}

/** `p`, `/p` and `br /`, with attributes in double quotes. */
const tag = /^(\/?)([a-z][a-z0-9]*)(?:\s+[a-z-]+="[^"<>]*")*\s*\/?$/
const empty = new Set(['br', 'hr', 'img', 'col', 'wbr'])

/**
 * HTML as our own cleaner writes it, every element closed in its turn: three fifths of what the parser needs.
 * @returns false when it is not written so, whatever was told until then
 */
const plainly = (html: string, { open, close, text }: Hearer): boolean => {
  const within: string[] = []
  let at = 0
  while (at < html.length) {
    const start = html.indexOf('<', at)
    const words = html.slice(at, start < 0 ? html.length : start)
    // What `&nbsp;` and the like stand for is the parser's business.
    if (words.includes('&')) return false
    if (words !== '') text(words)
    if (start < 0) break
    const end = html.indexOf('>', start)
    const [, ending, name] = tag.exec(html.slice(start + 1, end < 0 ? start + 1 : end)) ?? []
    if (name === undefined || silent.has(name)) return false
    if (ending === '/') {
      if (within.pop() !== name) return false
      close(name)
    } else {
      open(name)
      if (empty.has(name)) close(name)
      else within.push(name)
    }
    at = end + 1
  }
  return within.length === 0
}
