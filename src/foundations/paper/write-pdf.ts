import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import type { Face } from 'fontkit'
import type { Content, ContentTable, TableCell } from 'pdfmake/interfaces.js'
import { type Block, blocksOf, type Cell, type Paragraph, type Run, type Table } from '../documents/index.ts'
import { layout, type Paper, placed } from './paper.ts'
import { signatureFrom } from './signature.ts'
import { cellOf, type Part, partOf, type Role } from './structure.ts'
import { type Marked, type TaggedDefinition, taggedPdf } from './tagged-pdf.ts'
import { paperWords } from './words.zh.ts'

const require = createRequire(import.meta.url)
const fonts = dirname(require.resolve('@expo-google-fonts/noto-serif-sc/package.json'))
/** Noto Serif SC, SIL Open Font License 1.1; only the characters used are put into a file. */
const regular = join(fonts, '400Regular', 'NotoSerifSC_400Regular.ttf')
const bold = join(fonts, '700Bold', 'NotoSerifSC_700Bold.ttf')

/**
 * Fonts of rare characters (生僻字, GB 18030-2022 level 3 and beyond) as Debian's packages fonts-babelstone-han and
 * fonts-hanazono bring them: used where they are installed, for what Noto Serif SC does not have.
 */
const rareFonts = [
  '/usr/share/fonts/truetype/babelstone/BabelStoneHan.ttf',
  '/usr/share/fonts/truetype/hanazono/HanaMinB.ttf',
].filter((path) => existsSync(path))

const points = (mm: number) => (mm * 72) / 25.4
/** A line's height in points: the font's own is 1.44 of its size. */
const lineOf = (size: number, spacing = 1.4) => size * 1.44 * spacing
const red = '#c8281e'
const grey = '#525d64'
const rule = '#8c979d'

/** Stands for a character that no font here has, as printers do it. */
const geta = '〓'

/** Words in one font; the usual one when it names none. */
type Span = { text: string; font?: string }

type Writer = {
  spans: (words: string) => Span[]
  pictures: Paper['pictures']
  labels: TaggedDefinition['labels']
  /** Of the heading above: none may be more than one lower than the one before it. */
  depth: number
}
/** Where a block stands, and what it belongs to; `only` when it is all that its cell or list item holds. */
type Place = { under: Part; inside: 'page' | 'cell'; only?: boolean }

const runs = (list: readonly Run[], { spans }: Writer, part?: Part): Content[] =>
  list.flatMap((run): Content[] => {
    if (run.br) return [{ text: '\n', part } as Content]
    if (run.img) return spans(paperWords.picture(run.img.alt)).map((span) => ({ ...span, color: grey, part }))
    return spans(run.text).map((span) => ({
      ...span,
      part,
      ...(run.marks.has('strong') ? { bold: true } : {}),
      ...(run.marks.has('u') ? { decoration: 'underline' as const } : {}),
      ...(run.marks.has('s') ? { decoration: 'lineThrough' as const } : {}),
      ...(run.marks.has('sup') ? { sup: true } : {}),
      ...(run.marks.has('sub') ? { sub: true } : {}),
      ...(run.href && /^https?:/.test(run.href) ? { link: run.href, decoration: 'underline' as const } : {}),
    }))
  })

const aligned = (align: 'align-center' | 'align-right' | null) =>
  align ? { alignment: align === 'align-center' ? ('center' as const) : ('right' as const) } : {}

/** Rows made even: every cell that another one covers has an empty one in its place, as the library wants it. */
const grid = (table: Table, writer: Writer, under: Part): TableCell[][] => {
  const rows = [...table.headRows, ...table.rows]
  const heads = table.headRows.length
  const laid: TableCell[][] = rows.map(() => [])
  const head = heads > 0 ? partOf(under, 'THead') : under
  const body = heads > 0 ? partOf(under, 'TBody') : under
  rows.forEach((row, r) => {
    const line = partOf(r < heads ? head : body, 'TR')
    let c = 0
    for (const cell of row) {
      while (laid[r]![c] !== undefined) c++
      const across = Math.max(1, Math.min(cell.colspan, 60))
      const down = Math.max(1, Math.min(cell.rowspan, rows.length - r))
      for (let y = 0; y < down; y++) for (let x = 0; x < across; x++) laid[r + y]![c + x] ??= {}
      const part = cellOf(line, {
        scope: cell.head ? (r < heads ? 'Column' : 'Row') : undefined,
        colspan: across,
        rowspan: down,
      })
      laid[r]![c] = {
        stack: blocksContent(cell.blocks, writer, part, 'cell'),
        ...(across > 1 ? { colSpan: across } : {}),
        ...(down > 1 ? { rowSpan: down } : {}),
        ...(cell.head ? { bold: true, fillColor: '#f1f4f4' } : {}),
      }
      c += across
    }
  })
  const width = Math.max(1, ...laid.map((row) => row.length))
  return laid.map((row) => Array.from({ length: width }, (_, i) => row[i] ?? {}))
}

/** Columns as wide as their words ask, between a narrow and a wide bound. */
const widths = (rows: readonly Cell[][], count: number): number[] => {
  const asked = Array.from({ length: count }, () => 4)
  for (const row of rows) {
    if (row.length !== count) continue
    for (const [i, cell] of row.entries())
      for (const block of cell.blocks)
        if (block.kind === 'p')
          asked[i] = Math.max(
            asked[i]!,
            Math.min(
              24,
              block.runs.reduce((n, run) => n + run.text.length, 0),
            ),
          )
  }
  const sum = asked.reduce((a, b) => a + b, 0)
  const line = points(layout.page.width - layout.margin.left - layout.margin.right) - count * 9
  return asked.map((n) => (line * n) / sum)
}

const lines = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0.5,
  hLineColor: () => rule,
  vLineColor: () => rule,
  paddingTop: () => 3,
  paddingBottom: () => 4,
}

const tableContent = (table: Table, writer: Writer, under: Part): Content[] => {
  if (![...table.headRows, ...table.rows].some((row) => row.length > 0)) return []
  const part = partOf(under, 'Table')
  const caption: Content[] =
    table.caption.length > 0
      ? [
          {
            text: runs(table.caption, writer, partOf(part, 'Caption')),
            bold: true,
            fontSize: 12,
            room: lineOf(12) + 6 + (table.headRows.length + 1) * (lineOf(layout.small, 1.15) + 8),
          },
        ]
      : []
  const body = grid(table, writer, part)
  const count = body[0]!.length
  const made: ContentTable = {
    table: {
      body,
      widths: widths([...table.headRows, ...table.rows], count),
      headerRows: table.headRows.some((row) => row.some((cell) => cell.rowspan > 1)) ? 0 : table.headRows.length,
    },
    layout: lines,
    fontSize: count > 6 ? 9 : layout.small,
    lineHeight: 1.15,
    margin: [0, 6, 0, 10],
  }
  return [...caption, made]
}

/** The library sets a picture as a block of its own: the words before and after it are paragraphs. */
const withPictures = (block: Paragraph, writer: Writer, { under, inside }: Place): Content[] => {
  const parts: Content[] = []
  let words: Run[] = []
  const flush = () => {
    if (words.some((run) => run.text.trim() !== '' || run.img))
      parts.push({ text: runs(words, writer, partOf(under, 'P')), ...aligned(block.align) })
    words = []
  }
  for (const run of block.runs) {
    const known = run.img && writer.pictures[run.img.src]
    if (!known) {
      words.push(run)
      continue
    }
    flush()
    const image = `data:${known.mediaType};base64,${Buffer.from(known.bytes).toString('base64')}`
    const part = partOf(under, 'Figure', { alt: run.img!.alt || paperWords.nameless })
    parts.push({ image, part, ...placed(known, inside), alignment: 'center', margin: [0, 4, 0, 4] })
  }
  flush()
  return [{ stack: parts, margin: [0, 0, 0, inside === 'cell' ? 0 : 5] }]
}

const blocksContent = (blocks: readonly Block[], writer: Writer, under: Part, inside: 'page' | 'cell'): Content[] =>
  blocks.flatMap((block) => blockContent(block, writer, { under, inside, only: blocks.length === 1 }))

const blank = ({ runs }: Paragraph) => runs.every((run) => !run.img && run.text.trim() === '')

const blockContent = (block: Block, writer: Writer, place: Place): Content[] => {
  const { under, inside, only } = place
  const flat = inside === 'cell'
  switch (block.kind) {
    case 'p': {
      if (block.runs.some((run) => run.img && writer.pictures[run.img.src])) return withPictures(block, writer, place)
      // An empty line is air, and what holds nothing but one paragraph is that paragraph.
      const part = blank(block) ? undefined : only ? under : partOf(under, 'P')
      const indent = block.indent && !flat ? { leadingIndent: layout.text * 2 } : {}
      return [
        { text: runs(block.runs, writer, part), ...aligned(block.align), ...indent, margin: [0, 0, 0, flat ? 0 : 5] },
      ]
    }
    case 'heading': {
      writer.depth = flat ? writer.depth : Math.min(Math.max(block.level, 2), writer.depth + 1)
      return [
        {
          text: runs(block.runs, writer, partOf(under, flat ? 'P' : (`H${writer.depth}` as Role))),
          ...aligned(block.align),
          bold: true,
          ...(flat
            ? {}
            : {
                fontSize: block.level <= 2 ? 17 : layout.text,
                margin: [0, 8, 0, 5] as const,
                room: 13 + lineOf(17) + 2 * lineOf(layout.text),
              }),
          headlineLevel: block.level,
        } as Content,
      ]
    }
    case 'list': {
      const numbering = block.ordered ? 'Decimal' : 'Disc'
      const list = partOf(under, 'L', { attributes: { O: 'List', ListNumbering: numbering } })
      const items = block.items.map((blocks): Marked => {
        const one = partOf(list, 'LI')
        const label = partOf(one, 'Lbl', block.ordered ? {} : { actual: '•' })
        const item = { stack: blocksContent(blocks, writer, partOf(one, 'LBody'), inside) }
        writer.labels.push({ item, label })
        return item
      })
      return block.ordered
        ? [{ ol: items, start: block.start, margin: [0, 0, 0, 4] }]
        : [{ ul: items, margin: [0, 0, 0, 4] }]
    }
    case 'quote':
      return [
        { stack: blocksContent(block.blocks, writer, partOf(under, 'BlockQuote'), inside), margin: [24, 0, 0, 4] },
      ]
    case 'pre': {
      const part = partOf(under, 'P')
      return [
        {
          text: writer.spans(block.text).map((span) => ({ ...span, preserveLeadingSpaces: true, part })),
          fontSize: 11,
          margin: [0, 0, 0, 6],
        },
      ]
    }
    case 'hr':
      return [{ canvas: [{ type: 'line', x1: 0, y1: 0, x2: 440, y2: 0, lineWidth: 0.5 }], margin: [0, 4, 0, 6] }]
    case 'table':
      return tableContent(block, writer, under)
  }
}

const factsTable = (facts: Paper['facts'], { spans }: Writer, under: Part): Content => {
  const table = partOf(under, 'Table')
  return {
    table: {
      widths: [72, '*'],
      body: facts.map(([name, value]) => {
        const row = partOf(table, 'TR')
        const cell = (words: string, part: Part) => spans(words).map((span) => ({ ...span, part }))
        return [
          { text: cell(name, cellOf(row, { scope: 'Row' })), color: grey, fillColor: '#f1f4f4' },
          { text: cell(value, cellOf(row, {})) },
        ]
      }),
    },
    layout: lines,
    fontSize: layout.small,
    lineHeight: 1.15,
    margin: [0, 0, 0, 22],
  }
}

/**
 * A4 with the measures of GB/T 9704: text that can be searched and copied, title and language in the file's properties,
 * page numbers, the font's used characters inside, and a structure that screen readers follow.
 */
export async function paperPdf(paper: Paper): Promise<Uint8Array> {
  const { openSync } = await import('fontkit')
  const face = openSync(regular)
  const missing = new Set<string>()
  // They are large: opened when a character asks for them.
  const rare = rareFonts.map((path) => ({ name: basename(path, '.ttf'), path, face: undefined as Face | undefined }))
  const holderOf = (code: number) =>
    rare.find((font) => {
      font.face ??= openSync(font.path)
      return font.face.hasGlyphForCodePoint(code)
    })?.name
  const spans = (words: string): Span[] => {
    const made: Span[] = []
    for (const c of words.replaceAll('\t', '\u3000')) {
      const code = c.codePointAt(0)!
      const usual = c === '\n' || c < ' ' || face.hasGlyphForCodePoint(code)
      const font = usual ? undefined : holderOf(code)
      if (!usual && !font) missing.add(c)
      const last = made.at(-1)
      const sign = usual || font ? c : geta
      if (last && last.font === font) last.text += sign
      else made.push(font ? { text: sign, font } : { text: sign })
    }
    return made.length ? made : [{ text: '' }]
  }
  const whole: Part = { role: 'Document', parts: [] }
  const said = (words: string, role: Role, under = whole) => {
    const part = partOf(under, role)
    return spans(words).map((span) => ({ ...span, part }))
  }
  const writer: Writer = { spans, pictures: paper.pictures, labels: [], depth: 1 }

  // In the order in which it is read: the structure grows with it.
  const content: Content[] = []
  if (paper.facts.length) content.push(factsTable(paper.facts, writer, whole))
  if (paper.docNumber)
    content.push(
      { text: said(paper.docNumber, 'P'), alignment: 'center', margin: [0, 0, 0, 8] },
      {
        canvas: [{ type: 'line', x1: 0, y1: 0, x2: points(156), y2: 0, lineWidth: 1.6, lineColor: red }],
        margin: [0, 0, 0, 22],
      },
    )
  content.push({
    text: said(paper.title, 'H1'),
    fontSize: layout.title,
    bold: true,
    alignment: 'center',
    lineHeight: 1.3,
    margin: [0, 0, 0, 20],
  })
  if (paper.warning) content.push({ text: said(paper.warning, 'P'), color: red, fontSize: 12, margin: [0, 0, 0, 12] })
  const blocks = blocksOf(paper.html)
  const signed = signatureFrom(blocks)
  const written = (some: readonly Block[]) =>
    some.flatMap((block) => blockContent(block, writer, { under: whole, inside: 'page' }))
  content.push(...written(blocks.slice(0, signed)))
  if (signed < blocks.length) content.push({ unbreakable: true, stack: written(blocks.slice(signed)) })
  if (paper.attachments.length > 0) {
    content.push({
      text: said(paperWords.attachments, 'H2'),
      bold: true,
      room: 22 + 3 * lineOf(layout.text),
      margin: [0, 16, 0, 6],
    })
    const list = partOf(whole, 'L')
    for (const [i, { name, detail, address }] of paper.attachments.entries()) {
      const item = partOf(partOf(list, 'LI'), 'LBody')
      content.push(
        { text: said(`${i + 1}. ${name}（${detail}）`, 'P', item), fontSize: 12 },
        { text: said(address, 'P', item), link: address, fontSize: 9, color: grey, margin: [16, 0, 0, 6] },
      )
    }
  }
  if (paper.qr) {
    const origin = said(paperWords.origin, 'H2')
    // Their own rare characters are known before what is missing is said.
    for (const line of paper.origin) spans(line)
    const all = [...paper.origin, ...(missing.size > 0 ? [paperWords.missing([...missing], true)] : [])]
    content.push({
      unbreakable: true,
      stack: [
        { canvas: [{ type: 'line', x1: 0, y1: 0, x2: points(156), y2: 0, lineWidth: 0.5, lineColor: rule }] },
        {
          columns: [
            {
              width: '*',
              stack: [{ text: origin, bold: true, fontSize: 12 }, ...all.map((line) => ({ text: said(line, 'P') }))],
              fontSize: 9.5,
              color: '#1a2125',
            },
            {
              width: 92,
              stack: [
                { svg: paper.qr.svg, width: 84, part: partOf(whole, 'Figure', { alt: paper.qr.caption }) },
                { text: said(paper.qr.caption, 'P'), fontSize: 8.5, alignment: 'center', color: grey },
              ],
            },
          ],
          columnGap: 14,
          margin: [0, 10, 0, 0],
        },
      ],
      margin: [0, 26, 0, 0],
    })
  }
  if (!paper.qr && missing.size > 0)
    content.push({
      text: said(paperWords.missing([...missing], false), 'P'),
      fontSize: 9.5,
      color: grey,
      margin: [0, 22, 0, 0],
    })
  const { page, margin } = layout
  return taggedPdf({
    page: { width: points(page.width), height: points(page.height) },
    margins: {
      left: points(margin.left),
      top: points(margin.top),
      right: points(margin.right),
      bottom: points(margin.bottom),
    },
    info: {
      Title: paper.title,
      Author: paper.author,
      Subject: paper.docNumber,
      CreationDate: new Date(paper.at),
      ModDate: new Date(paper.at),
    },
    language: 'zh-CN',
    fonts: {
      serif: { normal: regular, bold },
      ...Object.fromEntries(
        rare.filter(({ face }) => face).map(({ name, path }) => [name, { normal: path, bold: path }]),
      ),
    },
    // No list of features of the font, not even an empty one: with it the library measures every sign anew.
    defaultStyle: { font: 'serif', fontSize: layout.text, lineHeight: 1.4 },
    content,
    footer: (page: number) => ({
      text: paperWords.page(page),
      alignment: page % 2 === 1 ? 'right' : 'left',
      fontSize: 12,
      margin: [points(margin.left + 5), points(6), points(margin.right + 5), 0],
    }),
    structure: whole,
    labels: writer.labels,
  })
}
