/**
 * Words with places on a page (PDF, OFD) → paragraphs in reading order. Both formats know only where each piece of
 * text stands; lines are pieces of about one height, and a new paragraph begins where a line is indented, follows a
 * short line, or follows a gap.
 */
export type Piece = {
  text: string
  /** Left edge and baseline, measured from the top left of the page; any unit, the same for all. */
  x: number
  y: number
  width: number
  /** Height of a character. */
  size: number
}
export type Line = { text: string; x: number; right: number; y: number; size: number }
export type PageParagraph = { text: string; align: 'center' | 'right' | null; indent: boolean; size: number }

const CJK = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—]/

const glue = (a: string, b: string, gap: number, size: number): string => {
  if (a === '' || b === '') return a + b
  const wide = gap > size * 1.8
  if (wide) return `${a}\u3000\u3000${b}`
  const latin = !CJK.test(a.at(-1)!) && !CJK.test(b[0]!)
  return gap > size * (latin ? 0.2 : 0.8) && !/\s$/.test(a) ? `${a} ${b}` : a + b
}

/** Pieces → lines from top to bottom, each from left to right. */
export const linesOf = (pieces: Piece[]): Line[] => {
  const sorted = pieces.filter((p) => p.text.trim() !== '').sort((a, b) => a.y - b.y || a.x - b.x)
  const rows: Piece[][] = []
  for (const piece of sorted) {
    const row = rows.at(-1)
    const near = row && Math.abs(row[0]!.y - piece.y) <= Math.min(row[0]!.size, piece.size) * 0.45
    if (row && near) row.push(piece)
    else rows.push([piece])
  }
  return rows.map((row) => {
    row.sort((a, b) => a.x - b.x)
    let text = ''
    let right = row[0]!.x
    for (const p of row) {
      text = text === '' ? p.text : glue(text, p.text, p.x - right, p.size)
      right = Math.max(right, p.x + p.width)
    }
    const size = row.map((p) => p.size).sort((a, b) => a - b)[Math.floor(row.length / 2)]!
    return { text: text.trim(), x: row[0]!.x, right, y: row[0]!.y, size }
  })
}

const isPageNumber = (line: Line) => /^[-—–\s]*\d{1,4}[-—–\s]*$/.test(line.text) || /^第\s*\d+\s*页/.test(line.text)

/** The lines of one page as paragraphs; `width` is the page's width in the same unit. */
export const paragraphsOfPage = (lines: Line[], width: number): PageParagraph[] => {
  const body = lines.filter((l) => !isPageNumber(l))
  if (body.length === 0) return []
  const long = body.filter((l) => l.right - l.x > width * 0.5)
  const lefts = (long.length >= 3 ? long : body).map((l) => l.x).sort((a, b) => a - b)
  const left = lefts[Math.floor(lefts.length * 0.2)]!
  const rights = (long.length >= 3 ? long : body).map((l) => l.right).sort((a, b) => a - b)
  const right = rights[Math.floor(rights.length * 0.8)]!
  const gaps = body
    .slice(1)
    .map((l, i) => l.y - body[i]!.y)
    .sort((a, b) => a - b)
  const usualGap = gaps[Math.floor(gaps.length / 2)] ?? 0
  const out: PageParagraph[] = []
  body.forEach((line, i) => {
    const before = body[i - 1]
    const inset = line.x - left
    const rest = right - line.right
    const centred = inset > line.size * 2.5 && Math.abs(inset - rest) < line.size * 2.5
    const pushed = !centred && inset > (right - left) * 0.4
    const align = centred ? 'center' : pushed ? 'right' : null
    const sameSize = before && Math.abs(before.size - line.size) < line.size * 0.12
    const wasFull = before && right - before.right < line.size * 2.2
    const close = before && line.y - before.y < Math.max(usualGap * 1.45, line.size * 1.5)
    const last = out.at(-1)
    const wrappedTitle =
      align === 'center' && last?.align === 'center' && sameSize && close && line.size > 1.15 * usualSize(body)
    const continues =
      last && before && sameSize && close && align === null && last.align === null && inset < line.size && wasFull
    if (last && (continues || wrappedTitle)) last.text = glue(last.text, line.text, 0, line.size)
    else out.push({ text: line.text, align, indent: align === null && inset >= line.size * 1.2, size: line.size })
  })
  return out
}

const usualSize = (lines: Line[]): number => {
  const sizes = lines.map((l) => l.size).sort((a, b) => a - b)
  return sizes[Math.floor(sizes.length / 2)] ?? 1
}

/** A paragraph that a page break cut in two flows together again. */
export const joinPages = (pages: PageParagraph[][]): PageParagraph[] => {
  const out: PageParagraph[] = []
  for (const page of pages) {
    const [first, ...rest] = page
    if (!first) continue
    const last = out.at(-1)
    const cut =
      last && last.align === null && first.align === null && !first.indent && !/[。！？：；.!?）)”]$/.test(last.text)
    if (last && cut && last.text.length > 15) last.text = glue(last.text, first.text, 0, first.size)
    else out.push(first)
    out.push(...rest)
  }
  return out
}
