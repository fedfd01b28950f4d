import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Content, ContentTable, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { type Block, blocksOf, type Cell, type Paragraph, type Run, type Table } from '../documents/index.ts'
import { layout, type Paper, placed } from './paper.ts'
import { paperWords } from './words.zh.ts'

const require = createRequire(import.meta.url)
const fonts = dirname(require.resolve('@expo-google-fonts/noto-serif-sc/package.json'))
/** Noto Serif SC, SIL Open Font License 1.1; only the characters used are put into a file. */
const regular = join(fonts, '400Regular', 'NotoSerifSC_400Regular.ttf')
const bold = join(fonts, '700Bold', 'NotoSerifSC_700Bold.ttf')

const points = (mm: number) => (mm * 72) / 25.4
const red = '#c8281e'
const grey = '#525d64'
const rule = '#8c979d'

/** Stands for a character that the font does not have, as printers do it. */
const geta = '〓'

type Writer = { text: (words: string) => string; pictures: Paper['pictures'] }

const runs = (list: readonly Run[], { text }: Writer): Content[] =>
  list.map((run) => {
    if (run.br) return { text: '\n' }
    if (run.img) return { text: text(paperWords.picture(run.img.alt)), color: grey }
    return {
      text: text(run.text),
      ...(run.marks.has('strong') ? { bold: true } : {}),
      ...(run.marks.has('u') ? { decoration: 'underline' as const } : {}),
      ...(run.marks.has('s') ? { decoration: 'lineThrough' as const } : {}),
      ...(run.marks.has('sup') ? { sup: true } : {}),
      ...(run.marks.has('sub') ? { sub: true } : {}),
      ...(run.href && /^https?:/.test(run.href) ? { link: run.href, decoration: 'underline' as const } : {}),
    }
  })

const aligned = (align: 'align-center' | 'align-right' | null) =>
  align ? { alignment: align === 'align-center' ? ('center' as const) : ('right' as const) } : {}

/** Rows made even: every cell that another one covers has an empty one in its place, as the library wants it. */
const grid = (table: Table, writer: Writer): TableCell[][] => {
  const rows = [...table.headRows, ...table.rows]
  const laid: TableCell[][] = rows.map(() => [])
  rows.forEach((row, r) => {
    let c = 0
    for (const cell of row) {
      while (laid[r]![c] !== undefined) c++
      const across = Math.max(1, Math.min(cell.colspan, 60))
      const down = Math.max(1, Math.min(cell.rowspan, rows.length - r))
      for (let y = 0; y < down; y++) for (let x = 0; x < across; x++) laid[r + y]![c + x] ??= {}
      laid[r]![c] = {
        stack: cell.blocks.flatMap((block) => blockContent(block, writer, 'cell')),
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

const tableContent = (table: Table, writer: Writer): Content[] => {
  const body = grid(table, writer)
  const count = body[0]?.length ?? 0
  if (count === 0) return []
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
  const caption = table.caption.length > 0 ? [{ text: runs(table.caption, writer), bold: true, fontSize: 12 }] : []
  return [...caption, made]
}

/** The library sets a picture as a block of its own: the words before and after it are paragraphs. */
const withPictures = (block: Paragraph, writer: Writer, inside: 'page' | 'cell'): Content[] => {
  const parts: Content[] = []
  let words: Run[] = []
  const flush = () => {
    if (words.some((run) => run.text.trim() !== '' || run.img))
      parts.push({ text: runs(words, writer), ...aligned(block.align) })
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
    parts.push({ image, ...placed(known, inside), alignment: 'center', margin: [0, 4, 0, 4] })
  }
  flush()
  return [{ stack: parts, margin: [0, 0, 0, inside === 'cell' ? 0 : 5] }]
}

const blockContent = (block: Block, writer: Writer, inside: 'page' | 'cell' = 'page'): Content[] => {
  const flat = inside === 'cell'
  switch (block.kind) {
    case 'p': {
      if (block.runs.some((run) => run.img && writer.pictures[run.img.src])) return withPictures(block, writer, inside)
      const indent = block.indent && !flat ? { leadingIndent: layout.text * 2 } : {}
      return [{ text: runs(block.runs, writer), ...aligned(block.align), ...indent, margin: [0, 0, 0, flat ? 0 : 5] }]
    }
    case 'heading':
      return [
        {
          text: runs(block.runs, writer),
          ...aligned(block.align),
          bold: true,
          ...(flat ? {} : { fontSize: block.level <= 2 ? 17 : layout.text, margin: [0, 8, 0, 5] as const }),
          headlineLevel: block.level,
        } as Content,
      ]
    case 'list': {
      const items = block.items.map((item) => ({ stack: item.flatMap((inner) => blockContent(inner, writer, inside)) }))
      return block.ordered
        ? [{ ol: items, start: block.start, margin: [0, 0, 0, 4] }]
        : [{ ul: items, margin: [0, 0, 0, 4] }]
    }
    case 'quote':
      return [{ stack: block.blocks.flatMap((inner) => blockContent(inner, writer, inside)), margin: [24, 0, 0, 4] }]
    case 'pre':
      return [{ text: writer.text(block.text), preserveLeadingSpaces: true, fontSize: 11, margin: [0, 0, 0, 6] }]
    case 'hr':
      return [{ canvas: [{ type: 'line', x1: 0, y1: 0, x2: 440, y2: 0, lineWidth: 0.5 }], margin: [0, 4, 0, 6] }]
    case 'table':
      return tableContent(block, writer)
  }
}

const factsTable = (facts: Paper['facts'], { text }: Writer): Content => ({
  table: {
    widths: [72, '*'],
    body: facts.map(([name, value]) => [
      { text: text(name), color: grey, fillColor: '#f1f4f4' },
      { text: text(value) },
    ]),
  },
  layout: lines,
  fontSize: layout.small,
  lineHeight: 1.15,
  margin: [0, 0, 0, 22],
})

/**
 * A4 with the measures of GB/T 9704: text that can be searched and copied, title and language in the file's properties,
 * page numbers, and the font's used characters inside.
 */
export async function paperPdf(paper: Paper): Promise<Uint8Array> {
  const [{ default: pdfmake }, { openSync }] = await Promise.all([import('pdfmake'), import('fontkit')])
  const face = openSync(regular)
  const missing = new Set<string>()
  const text = (words: string) =>
    [...words.replaceAll('\t', '\u3000')]
      .map((c) => {
        if (c === '\n' || c < ' ' || face.hasGlyphForCodePoint(c.codePointAt(0)!)) return c
        missing.add(c)
        return geta
      })
      .join('')
  const writer: Writer = { text, pictures: paper.pictures }
  const body = blocksOf(paper.html).flatMap((block) => blockContent(block, writer))
  const files = paper.attachments.flatMap(({ name, detail, address }, i): Content[] => [
    { text: text(`${i + 1}. ${name}（${detail}）`), fontSize: 12 },
    { text: text(address), link: address, fontSize: 9, color: grey, margin: [16, 0, 0, 6] },
  ])
  const head: Content[] = [
    ...(paper.docNumber
      ? [
          {
            text: text(paper.docNumber),
            alignment: 'center' as const,
            margin: [0, 0, 0, 8] as [number, number, number, number],
          },
          {
            canvas: [{ type: 'line' as const, x1: 0, y1: 0, x2: points(156), y2: 0, lineWidth: 1.6, lineColor: red }],
            margin: [0, 0, 0, 22] as [number, number, number, number],
          },
        ]
      : []),
    {
      text: text(paper.title),
      fontSize: layout.title,
      bold: true,
      alignment: 'center',
      lineHeight: 1.3,
      margin: [0, 0, 0, 20],
    },
    ...(paper.warning
      ? [
          {
            text: text(paper.warning),
            color: red,
            fontSize: 12,
            margin: [0, 0, 0, 12] as [number, number, number, number],
          },
        ]
      : []),
  ]
  const said = paper.origin.map((line) => text(line))
  const source = (qr: NonNullable<Paper['qr']>): Content => ({
    unbreakable: true,
    stack: [
      { canvas: [{ type: 'line', x1: 0, y1: 0, x2: points(156), y2: 0, lineWidth: 0.5, lineColor: rule }] },
      {
        columns: [
          {
            width: '*',
            stack: [
              { text: paperWords.origin, bold: true, fontSize: 12 },
              ...said.map((line) => ({ text: line })),
              ...(missing.size > 0 ? [{ text: paperWords.missing([...missing]) }] : []),
            ],
            fontSize: 9.5,
            color: '#1a2125',
          },
          {
            width: 92,
            stack: [
              { svg: qr.svg, width: 84 },
              { text: qr.caption, fontSize: 8.5, alignment: 'center', color: grey },
            ],
          },
        ],
        columnGap: 14,
        margin: [0, 10, 0, 0],
      },
    ],
    margin: [0, 26, 0, 0],
  })
  const definition: TDocumentDefinitions = {
    pageSize: 'A4',
    pageMargins: [
      points(layout.margin.left),
      points(layout.margin.top),
      points(layout.margin.right),
      points(layout.margin.bottom),
    ],
    info: {
      title: paper.title,
      author: paper.author,
      subject: paper.docNumber,
      creationDate: new Date(paper.at),
      modDate: new Date(paper.at),
    },
    language: 'zh-CN',
    displayTitle: true,
    version: '1.7',
    defaultStyle: { font: 'serif', fontSize: layout.text, lineHeight: 1.4, fontFeatures: [] as never },
    content: [
      ...(paper.facts.length ? [factsTable(paper.facts, writer)] : []),
      ...head,
      ...body,
      ...(files.length > 0
        ? [
            { text: paperWords.attachments, bold: true, margin: [0, 16, 0, 6] as [number, number, number, number] },
            ...files,
          ]
        : []),
      ...(paper.qr ? [source(paper.qr)] : []),
    ],
    footer: (page: number) => ({
      text: paperWords.page(page),
      alignment: page % 2 === 1 ? 'right' : 'left',
      fontSize: 12,
      margin: [points(layout.margin.left + 5), points(6), points(layout.margin.right + 5), 0],
    }),
  }
  pdfmake.setFonts({ serif: { normal: regular, bold } })
  // Nothing of a paper may lead the program to another file or another machine.
  pdfmake.setLocalAccessPolicy((path: string) => path === regular || path === bold)
  pdfmake.setUrlAccessPolicy(() => false)
  return new Uint8Array(await pdfmake.createPdf(definition).getBuffer())
}
