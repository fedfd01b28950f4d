import type { FileChild, IRunOptions, ParagraphChild, Table as WordTable } from 'docx'
import { type Block, blocksOf, type Run, type Table } from '../documents/index.ts'
import { layout, type Paper, placed } from './paper.ts'
import { signatureFrom } from './signature.ts'
import { paperWords } from './words.zh.ts'

/** What Word and WPS have for Chinese official documents; another system puts its own serif in their place. */
const faces = { text: '仿宋', title: '方正小标宋简体', heading: '黑体' } as const
const face = (name: string) => ({ ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: name })

const twips = (mm: number) => Math.round((mm / 25.4) * 1440)
const halfPoints = (points: number) => points * 2
const grey = '525D64'
const red = 'C8281E'
const rule = '8C979D'
const wash = 'F1F4F4'

/**
 * A4 with the measures of GB/T 9704, fonts by name: tables, lists and headings stay what they are, so that the reader
 * can go on working with the text.
 */
export async function paperDocx(paper: Paper): Promise<Uint8Array> {
  const docx = await import('docx')
  const { AlignmentType, BorderStyle, ImageRun, Packer, Paragraph, ShadingType, TableCell, TableRow, TextRun } = docx
  const thin = { style: BorderStyle.SINGLE, size: 4, color: rule }
  const borders = { top: thin, bottom: thin, left: thin, right: thin, insideHorizontal: thin, insideVertical: thin }
  const cellMargins = { top: 50, bottom: 50, left: 100, right: 100 }
  const lists: { reference: string; start: number }[] = []

  const picture = ({ src, alt }: NonNullable<Run['img']>, cell: boolean): ParagraphChild | undefined => {
    const known = paper.pictures[src]
    if (!known) return undefined
    const { width, height } = placed(known, cell ? 'cell' : 'page')
    return new ImageRun({
      type: known.mediaType === 'image/png' ? 'png' : 'jpg',
      data: known.bytes,
      // The library counts in pixels of 96 an inch.
      transformation: { width: Math.round(width / 0.75), height: Math.round(height / 0.75) },
      altText: { name: alt, title: alt, description: alt },
    })
  }

  const runs = (list: readonly Run[], usual: Partial<IRunOptions> = {}): ParagraphChild[] =>
    list.flatMap((run): ParagraphChild[] => {
      if (run.br) return [new TextRun({ break: 1 })]
      if (run.img)
        return [
          picture(run.img, usual.size !== undefined) ??
            new TextRun({ ...usual, text: paperWords.picture(run.img.alt), color: grey }),
        ]
      const made = new TextRun({
        ...usual,
        text: run.text,
        ...(run.marks.has('strong') ? { bold: true } : {}),
        ...(run.marks.has('em') ? { italics: true } : {}),
        ...(run.marks.has('u') ? { underline: {} } : {}),
        ...(run.marks.has('s') ? { strike: true } : {}),
        ...(run.marks.has('sup') ? { superScript: true } : {}),
        ...(run.marks.has('sub') ? { subScript: true } : {}),
      })
      return run.href && /^https?:/.test(run.href)
        ? [new docx.ExternalHyperlink({ link: run.href, children: [made] })]
        : [made]
    })

  const alignment = (align: 'align-center' | 'align-right' | null) =>
    align ? { alignment: align === 'align-center' ? AlignmentType.CENTER : AlignmentType.RIGHT } : {}

  const headings = [docx.HeadingLevel.HEADING_2, docx.HeadingLevel.HEADING_2, docx.HeadingLevel.HEADING_3] as const

  /** `keep`: stays on the page of the paragraph after it. */
  type Place = { size?: number; list?: { reference: string; level: number }; indent?: number; keep?: boolean }

  const write = (block: Block, place: Place = {}): FileChild[] => {
    const usual = place.size ? { size: halfPoints(place.size) } : {}
    const left = place.indent ? { indent: { left: place.indent } } : {}
    switch (block.kind) {
      case 'p': {
        const first = block.indent && !place.size ? { indent: { firstLine: twips(11.3) } } : left
        const numbering = place.list ? { numbering: place.list } : first
        // Lines of a fixed height would cut a picture off.
        const free = block.runs.some((run) => run.img) ? { spacing: { line: 240 } } : {}
        const kept = place.keep ? { keepNext: true, keepLines: true } : {}
        const children = runs(block.runs, usual)
        return [new Paragraph({ children, ...alignment(block.align), ...numbering, ...free, ...kept })]
      }
      case 'heading':
        return [
          new Paragraph({
            heading: headings[Math.min(block.level, 3) - 1]!,
            children: runs(block.runs, usual),
            ...alignment(block.align),
          }),
        ]
      case 'list': {
        const reference = block.ordered ? `numbers-${lists.length + 1}` : 'bullets'
        if (block.ordered) lists.push({ reference, start: block.start })
        const level = place.list ? Math.min(place.list.level + 1, 5) : 0
        return block.items.flatMap((item) =>
          item.flatMap((inner, i) =>
            inner.kind === 'list'
              ? write(inner, { ...place, list: { reference, level } })
              : write(
                  inner,
                  i === 0 ? { ...place, list: { reference, level } } : { size: place.size, indent: twips(8) },
                ),
          ),
        )
      }
      case 'quote':
        return block.blocks.flatMap((inner) => write(inner, { ...place, indent: twips(10) }))
      case 'pre':
        return block.text
          .split('\n')
          .map((line) => new Paragraph({ children: [new TextRun({ text: line, size: halfPoints(11) })], ...left }))
      case 'hr':
        return [new Paragraph({ border: { bottom: thin } })]
      case 'table':
        return [
          ...(block.caption.length > 0 ? [new Paragraph({ children: runs(block.caption, { bold: true }) })] : []),
          table(block),
          new Paragraph({ spacing: { line: 200 } }),
        ]
    }
  }

  const table = (block: Table): WordTable =>
    new docx.Table({
      width: { size: 100, type: docx.WidthType.PERCENTAGE },
      borders,
      margins: cellMargins,
      rows: [...block.headRows, ...block.rows].map(
        (row, i) =>
          new TableRow({
            // Written as false it still counts as a head row for some readers.
            ...(i < block.headRows.length ? { tableHeader: true } : {}),
            cantSplit: true,
            children: row.map(
              (cell) =>
                new TableCell({
                  columnSpan: Math.max(1, cell.colspan),
                  rowSpan: Math.max(1, cell.rowspan),
                  ...(cell.head ? { shading: { type: ShadingType.CLEAR, fill: wash, color: 'auto' } } : {}),
                  // Word refuses a cell without a paragraph at its end.
                  children: [
                    ...cell.blocks.flatMap((inner) => write(inner, { size: layout.small }) as never[]),
                    ...(cell.blocks.at(-1)?.kind === 'p' ? [] : [new Paragraph({})]),
                  ],
                }),
            ),
          }),
      ),
    })

  const words = (text: string, options: Partial<IRunOptions> = {}) => new TextRun({ text, ...options })
  const small = halfPoints(layout.small)
  const facts = new docx.Table({
    width: { size: 100, type: docx.WidthType.PERCENTAGE },
    columnWidths: [1500, 7350],
    borders,
    margins: cellMargins,
    rows: paper.facts.map(
      ([name, value]) =>
        new TableRow({
          children: [
            new TableCell({
              width: { size: 1500, type: docx.WidthType.DXA },
              shading: { type: ShadingType.CLEAR, fill: wash, color: 'auto' },
              children: [new Paragraph({ children: [words(name, { size: small, color: grey })] })],
            }),
            new TableCell({
              width: { size: 7350, type: docx.WidthType.DXA },
              children: [new Paragraph({ children: [words(value, { size: small })] })],
            }),
          ],
        }),
    ),
  })
  const blocks = blocksOf(paper.html)
  const signed = signatureFrom(blocks)
  const body = blocks.flatMap((block, i) => write(block, i >= signed && i < blocks.length - 1 ? { keep: true } : {}))
  const source = (qr: NonNullable<Paper['qr']>): FileChild[] => [
    new Paragraph({
      border: { top: { ...thin, space: 8 } },
      spacing: { before: 400 },
      keepNext: true,
      children: [words(paperWords.origin, { bold: true, size: halfPoints(12) })],
    }),
    ...paper.origin.map((line) => new Paragraph({ keepNext: true, children: [words(line, { size: small })] })),
    new Paragraph({
      children: [
        new ImageRun({
          type: 'png',
          data: qr.png,
          transformation: { width: 110, height: 110 },
          altText: { name: qr.caption, title: qr.caption, description: qr.caption },
        }),
        words(qr.caption, { size: halfPoints(9), color: grey, break: 1 }),
      ],
    }),
  ]
  const children: FileChild[] = [
    ...(paper.facts.length ? [facts, new Paragraph({})] : []),
    ...(paper.docNumber
      ? [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            border: { bottom: { style: BorderStyle.SINGLE, size: 12, color: red, space: 8 } },
            children: [words(paper.docNumber)],
          }),
          new Paragraph({}),
        ]
      : []),
    new Paragraph({ heading: docx.HeadingLevel.TITLE, children: [words(paper.title)] }),
    ...(paper.warning ? [new Paragraph({ children: [words(paper.warning, { color: red })] })] : []),
    ...body,
    ...(paper.attachments.length > 0
      ? [
          new Paragraph({ heading: docx.HeadingLevel.HEADING_2, children: [words(paperWords.attachments)] }),
          ...paper.attachments.map(
            ({ name, detail, address }, i) =>
              new Paragraph({
                children: [
                  words(`${i + 1}. `, { size: halfPoints(12) }),
                  new docx.ExternalHyperlink({
                    link: address,
                    children: [words(name, { size: halfPoints(12), underline: {} })],
                  }),
                  words(`（${detail}）`, { size: halfPoints(12) }),
                  words(address, { size: halfPoints(9), color: grey, break: 1 }),
                ],
              }),
          ),
        ]
      : []),
    ...(paper.qr ? source(paper.qr) : []),
  ]

  const level = (n: number, format: 'decimal' | 'bullet', start = 1) => ({
    level: n,
    format: docx.LevelFormat[format === 'decimal' ? 'DECIMAL' : 'BULLET'],
    text: format === 'decimal' ? `%${n + 1}.` : '•',
    start: n === 0 ? start : 1,
    style: { paragraph: { indent: { left: twips(8 + n * 7), hanging: twips(8) } } },
  })
  const levels = (format: 'decimal' | 'bullet', start?: number) =>
    [0, 1, 2, 3, 4, 5].map((n) => level(n, format, start))
  const document = new docx.Document({
    title: paper.title,
    creator: paper.author,
    lastModifiedBy: paper.author,
    subject: paper.docNumber,
    styles: {
      default: {
        document: {
          run: {
            font: face(faces.text),
            size: halfPoints(layout.text),
            language: { value: 'zh-CN', eastAsia: 'zh-CN' },
          },
          paragraph: { spacing: { line: 460 } },
        },
        title: {
          run: { font: face(faces.title), size: halfPoints(layout.title) },
          paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 120, after: 360 } },
        },
        heading2: {
          run: { font: face(faces.heading), size: halfPoints(layout.text), color: '000000' },
          paragraph: { spacing: { before: 200, after: 80 } },
        },
        heading3: {
          run: { font: face(faces.heading), size: halfPoints(layout.text), color: '000000' },
          paragraph: { spacing: { before: 120, after: 60 } },
        },
      },
    },
    numbering: {
      config: [
        { reference: 'bullets', levels: levels('bullet') },
        ...lists.map(({ reference, start }) => ({ reference, levels: levels('decimal', start) })),
      ],
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: twips(layout.page.width), height: twips(layout.page.height) },
            margin: {
              top: twips(layout.margin.top),
              right: twips(layout.margin.right),
              bottom: twips(layout.margin.bottom),
              left: twips(layout.margin.left),
            },
          },
        },
        footers: {
          default: new docx.Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [new TextRun({ children: ['— ', docx.PageNumber.CURRENT, ' —'], size: halfPoints(12) })],
              }),
            ],
          }),
        },
        children,
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}
