import { Parser } from 'htmlparser2'

const blocks = new Set(
  (
    'p div h1 h2 h3 h4 h5 h6 ul ol li table caption thead tbody tfoot tr blockquote pre hr section article header footer ' +
    'center dl dt dd figure figcaption address main nav aside form fieldset'
  ).split(' '),
)
const silent = new Set(['script', 'style', 'title', 'noscript', 'template', 'iframe', 'object', 'textarea', 'select'])

/**
 * HTML → plain text for search and checks: a line for each paragraph, a tab between the cells of a row, one line for
 * each row of a table (paragraphs inside a cell are joined by a blank). One pass, no tree: the importer runs this on
 * every item. Pictures and scripts leave nothing.
 */
export const htmlToText = (html: string): string => {
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
  const parser = new Parser({
    onopentag(name) {
      if (silent.has(name)) quiet++
      else if (name === 'td' || name === 'th') {
        if (cells === 0 && cellsInRow++ > 0) line = `${line.replace(/[ \u00a0\u3000]+$/, '')}\t`
        cells++
      } else if (name === 'br' || blocks.has(name)) endLine()
      if (name === 'tr' && cells === 0) cellsInRow = 0
      if (name === 'pre') pre++
    },
    onclosetag(name) {
      if (silent.has(name)) quiet--
      else if (name === 'td' || name === 'th') cells = Math.max(0, cells - 1)
      else if (blocks.has(name)) endLine()
      if (name === 'pre') pre--
    },
    ontext(text) {
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
  parser.write(html)
  parser.end()
  cells = 0
  endLine()
  return lines.join('\n')
}
