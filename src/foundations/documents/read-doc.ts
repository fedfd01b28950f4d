import type { Draft } from './reading.ts'
import { escapeText } from './runs.ts'
import { textToHtml } from './text-to-html.ts'
import { warningWords } from './words.zh.ts'

/**
 * The rows of a Word 97 table come as lines whose cells end with a tab; paragraphs inside a cell come as plain lines
 * before it. Lines are gathered until one ends with a tab; how far back the first cell reaches cannot be known, so only
 * short lines inside a running table are counted to it.
 */
const tableRows = (lines: string[], from: number): { cells: string[]; next: number } | null => {
  let text = ''
  for (let i = from; i < Math.min(lines.length, from + 12); i++) {
    const line = lines[i]!
    text += (text === '' ? '' : '\n') + line
    if (line.endsWith('\t')) return { cells: text.slice(0, -1).split('\t'), next: i + 1 }
    if (!line.includes('\t') && line.trim().length > 40) return null
  }
  return null
}

const cellHtml = (text: string): string =>
  text
    .split('\n')
    .map((l) => l.trim())
    .filter((l) => l !== '')
    .map((l) => `<p>${escapeText(l)}</p>`)
    .join('')

const tableHtml = (rows: string[][]): string => {
  const columns = Math.max(...rows.map((r) => r.length))
  return `<table><tbody>${rows
    .map((row) => {
      const span = columns - row.length + 1
      return `<tr>${row
        .map((c, i) => `<td${i === row.length - 1 && span > 1 ? ` colspan="${span}"` : ''}>${cellHtml(c)}</td>`)
        .join('')}</tr>`
    })
    .join('')}</tbody></table>`
}

/** Text of a Word 97 body → HTML: paragraphs, and tables as far as the format's flat text tells. */
export const legacyTextToHtml = (body: string): string => {
  const lines = body.replace(/\r\n?/g, '\n').split('\n')
  let html = ''
  let plain: string[] = []
  let rows: string[][] = []
  const flushPlain = () => {
    if (plain.length > 0) html += textToHtml(plain.map((l) => l.replace(/\t+/g, '\u3000').trimEnd()).join('\n'))
    plain = []
  }
  const flushRows = () => {
    // A single cell is a paragraph that happens to end with a tab.
    if (rows.length === 1 && rows[0]!.length === 1) html += cellHtml(rows[0]![0]!)
    else if (rows.length > 0) html += tableHtml(rows)
    rows = []
  }
  for (let i = 0; i < lines.length; ) {
    const line = lines[i]!
    const isCell = line.endsWith('\t') && line.trim() !== ''
    const row = isCell || rows.length > 0 ? tableRows(lines, i) : null
    if (row) {
      flushPlain()
      rows.push(row.cells)
      i = row.next
    } else {
      flushRows()
      plain.push(line)
      i++
    }
  }
  flushRows()
  flushPlain()
  return html
}

/** .doc and .wps (Word 97 file format) → HTML. Words are exact; tables and numbering are a reconstruction. */
export const readDoc = async (bytes: Uint8Array): Promise<Draft> => {
  const { default: WordExtractor } = await import('word-extractor')
  try {
    const document = await new WordExtractor().extract(Buffer.from(bytes))
    const body = document.getBody({ filterUnicode: false })
    const boxes = document.getTextboxes({ filterUnicode: false, includeHeadersAndFooters: false })
    if (body.trim() === '' && boxes.trim() === '') return { refused: 'no-text' }
    const warnings: Draft['warnings'] = [{ key: 'tables-flattened', message: warningWords['tables-flattened']() }]
    const notes = document
      .getAnnotations({ filterUnicode: false })
      .split('\n')
      .filter((l) => l.trim() !== '').length
    if (notes > 0) warnings.push({ key: 'comments', message: warningWords.comments(notes) })
    return { html: legacyTextToHtml([boxes.trim(), body].filter((t) => t !== '').join('\n')), warnings }
  } catch {
    return { refused: 'broken-file' }
  }
}
