import { escapeText, withoutInvisible } from './runs.ts'

const article =
  /^(第[〇零一二三四五六七八九十百千0-9０-９]+条(?:之[一二三四五六七八九十]+)?)([\s\u3000]+|(?=[^的规第中款项、和至及或，。]))/
const division = /^第[〇零一二三四五六七八九十百千0-9]+(编|分编|章|节)(?:[\s\u3000]|(?=[^的规之，。、；])).{0,40}$/
const drawing = /[┌┐└┘├┤┬┴┼│┃━─═║╔╗╚╝╠╣╬]/
const boxed = /[┌┐└┘├┤┬┴┼│┃━─═║╔╗╚╝╠╣╬]{2}|[│┃║].*[│┃║]/
const levels: Record<string, number> = { 编: 2, 分编: 2, 章: 2, 节: 3 }

/** `**bold**` and `[words](http…)` of light Markdown; links that lead nowhere here keep only their words. */
const inline = (text: string): string => {
  const safe = escapeText(text)
  if (!safe.includes('**') && !safe.includes('](')) return safe
  return safe
    .replace(/\[([^\][]+)\]\(([^()\s]+)\)/g, (_, words: string, href: string) =>
      /^https?:\/\/[^"'<>]+$/i.test(href) ? `<a href="${href.replaceAll('"', '%22')}">${words}</a>` : words,
    )
    .replace(/\*\*(?=\S)([^*]*[^*\s])\*\*/g, (_, words: string) =>
      words.includes('<a ') ? words : `<strong>${words}</strong>`,
    )
}

/** What chapters and articles begin with, asked before the expressions are: an old portal has millions of lines. */
const mayBeNumbered = (line: string) => line.startsWith('第')

const tidyLine = (line: string) =>
  line.replace(/[ \t\r\f]+/g, ' ').replace(/^[ \u00a0\u2002\u2003\u3000]+|[ \u00a0\u2002\u2003\u3000]+$/g, '')

const withoutBlanks = (line: string) => line.replace(/[\s\u3000]+/g, '')

const paragraph = (raw: string, line: string): string => {
  // A short line pushed far to the right by blanks is a signature or its date.
  const blanks = /^[ \t\u00a0\u2002\u2003\u3000]+/.exec(raw)?.[0] ?? ''
  let width = 0
  for (const blank of blanks) width += blank === '\u3000' || blank === '\u2003' ? 2 : blank === '\t' ? 4 : 1
  const name = width >= 16 && line.length <= 32 ? 'align-right' : /[\u3000\u2003]/.test(blanks) ? 'indent' : ''
  const indent = name === '' ? '' : ` class="${name}"`
  if (line === '') return ''
  const number = mayBeNumbered(line) && line.match(article)
  if (number) {
    const rest = inline(line.slice(number[0].length))
    return `<p${indent}><strong>${number[1]}</strong>${rest === '' ? '' : `\u3000${rest}`}</p>`
  }
  return `<p${indent}>${inline(line)}</p>`
}

const pipeRow = (line: string) =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => inline(tidyLine(cell)))

const pipeTable = (lines: string[]): string => {
  const rows = lines.filter((l) => !/^\s*\|[\s:|-]+\|?\s*$/.test(l)).map(pipeRow)
  const hasHead = lines.length > 1 && /^\s*\|[\s:|-]+\|?\s*$/.test(lines[1]!)
  const write = (row: string[], tag: string) => `<tr>${row.map((c) => `<${tag}>${c}</${tag}>`).join('')}</tr>`
  if (rows.flat().every((cell) => cell === '')) return ''
  const head = hasHead && rows[0] ? `<thead>${write(rows[0], 'th')}</thead>` : ''
  const body = rows.slice(hasHead ? 1 : 0)
  return `<table>${head}${body.length > 0 ? `<tbody>${body.map((r) => write(r, 'td')).join('')}</tbody>` : ''}</table>`
}

/**
 * Plain text or light Markdown → clean HTML (cleanHtml changes nothing in it): a paragraph for each line, `##` and
 * 第…章 as headings, the number of an article bold, pipe tables as tables, drawn tables kept as they stand.
 * A chapter line that comes twice is a table of contents the first time and a heading the second.
 */
export const textToHtml = (text: string): string => {
  const lines = withoutInvisible(text.replace(/\r\n?|\u2028|\u2029/g, '\n')).split('\n')
  const tidied = lines.map(tidyLine)
  const drawings = drawing.test(text)
  const seen = new Map<string, number>()
  for (const line of tidied) {
    if (!mayBeNumbered(line) || !division.test(line)) continue
    const key = withoutBlanks(line)
    seen.set(key, (seen.get(key) ?? 0) + 1)
  }
  let html = ''
  for (let i = 0; i < lines.length; i++) {
    const raw = lines[i]!
    const line = tidied[i]!
    if (line === '') continue
    const heading = line.startsWith('#') && line.match(/^(#{1,6})\s+(.+)$/)
    if (heading) {
      const level = Math.max(2, heading[1]!.length)
      const words = tidyLine(heading[2]!.replace(/#+$/, '').replaceAll('**', ''))
      if (words !== '') html += `<h${level}>${inline(words)}</h${level}>`
      continue
    }
    if (line.startsWith('|') && lines[i + 1]?.trimStart().startsWith('|')) {
      let end = i
      while (end < lines.length && lines[end]!.trimStart().startsWith('|')) end++
      html += pipeTable(lines.slice(i, end))
      i = end - 1
      continue
    }
    if (drawings && boxed.test(line)) {
      let end = i
      while (end < lines.length && boxed.test(lines[end]!)) end++
      const drawn = lines
        .slice(i, end)
        .join('\n')
        .replace(/^\n+|\s+$/g, '')
      html += `<pre>${escapeText(drawn)}</pre>`
      i = end - 1
      continue
    }
    if (/^(-{3,}|\*{3,}|_{3,})$/.test(line)) {
      html += '<hr />'
      continue
    }
    const part = mayBeNumbered(line) && line.match(division)
    if (part) {
      const key = withoutBlanks(line)
      const left = (seen.get(key) ?? 1) - 1
      seen.set(key, left)
      if (left <= 0) {
        const level = levels[part[1]!]!
        html += `<h${level}>${inline(line)}</h${level}>`
        continue
      }
    }
    html += paragraph(raw, line)
  }
  return html
}
