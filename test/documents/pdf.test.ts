import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  BlendMode,
  clip,
  concatTransformationMatrix,
  endPath,
  type PDFArray,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFString,
  popGraphicsState,
  pushGraphicsState,
  rectangle,
  rgb,
  setTextRenderingMode,
  TextRenderingMode,
} from '@cantoo/pdf-lib'
import { describe, expect, test } from 'vitest'
import { checkApart, findHidden, readApart, readDocument, stripHidden } from '../../src/foundations/documents/index.ts'
import { exifSegment, jpeg } from './pictures.ts'

const n = (name: string) => PDFName.of(name)
const save = (document: PDFDocument) => document.save({ useObjectStreams: false, updateFieldAppearances: false })

const aPdf = async (change: (document: PDFDocument) => void | Promise<void> = () => undefined) => {
  const document = await PDFDocument.create({ updateMetadata: false })
  const page = document.addPage([400, 400])
  page.drawText('Notice of the county on market fees and their collection', { x: 20, y: 300, size: 12 })
  await change(document)
  return save(document)
}

const annotation = (document: PDFDocument, subtype: string, more: Record<string, unknown> = {}) => {
  const page = document.getPage(0)
  const dict = document.context.obj({
    Type: 'Annot',
    Subtype: subtype,
    Rect: [10, 10, 50, 50],
    ...(more as Record<string, string>),
  })
  dict.set(n('Contents'), PDFHexString.fromText('这里再议'))
  const list = page.node.Annots() ?? document.context.obj([])
  ;(list as PDFArray).push(document.context.register(dict))
  page.node.set(n('Annots'), list)
}

const layer = (document: PDFDocument) => {
  const { context, catalog } = document
  const group = context.register(context.obj({ Type: 'OCG', Name: PDFString.of('draft') }))
  catalog.set(n('OCProperties'), context.obj({ OCGs: [group], D: { OFF: [group] } }))
}

/** `stays`: reported, not taken out. */
const cases: [kind: string, file: () => Promise<Uint8Array>, stays?: true][] = [
  ['author', () => aPdf((d) => d.setAuthor('Zhang San'))],
  ['document-properties', () => aPdf((d) => d.setKeywords(['internal', 'draft']))],
  [
    'author',
    () =>
      aPdf(({ context, catalog }) => {
        const xml = '<x:xmpmeta><dc:creator><rdf:Seq><rdf:li>张三</rdf:li></rdf:Seq></dc:creator></x:xmpmeta>'
        catalog.set(
          n('Metadata'),
          context.register(context.stream(new TextEncoder().encode(xml), { Type: 'Metadata', Subtype: 'XML' })),
        )
      }),
  ],
  ['embedded-object', () => aPdf((d) => d.attach(new Uint8Array([1, 2, 3]), 'draft.docx', { mimeType: 'a/b' }))],
  ['script', () => aPdf((d) => d.addJavaScript('hello', 'app.alert(1)'))],
  [
    'script',
    () =>
      aPdf(({ context, catalog }) =>
        catalog.set(n('OpenAction'), context.obj({ S: 'Launch', F: PDFString.of('cmd.exe') })),
      ),
  ],
  ['comment', () => aPdf((d) => annotation(d, 'Text'))],
  ['comment', () => aPdf((d) => annotation(d, 'Highlight'))],
  ['annotation', () => aPdf((d) => annotation(d, 'Stamp')), true],
  ['unapplied-redaction', () => aPdf((d) => annotation(d, 'Redact')), true],
  ['hidden-layer', () => aPdf(layer), true],
  [
    'form-value',
    () =>
      aPdf((d) => {
        const field = d.getForm().createTextField('name')
        field.setText('Zhang')
        field.addToPage(d.getPage(0))
      }),
    true,
  ],
  [
    'position',
    () =>
      aPdf(async (d) => {
        const image = await d.embedJpg(jpeg(exifSegment({ gps: true })))
        d.getPage(0).drawImage(image, { x: 10, y: 10, width: 20, height: 20 })
      }),
  ],
  [
    'private-data',
    () => aPdf((d) => d.getPage(0).node.set(n('PieceInfo'), d.context.obj({ Illustrator: { Private: 'old' } }))),
  ],
  [
    'old-version',
    async () => {
      const first = await aPdf((d) => d.setTitle('FIRST-WORDING'))
      const size = Buffer.from(first)
        .toString('latin1')
        .match(/startxref\s+(\d+)/)![1]
      const root = Buffer.from(first)
        .toString('latin1')
        .match(/\/Root (\d+ \d+ R)/)![1]
      const count = Buffer.from(first)
        .toString('latin1')
        .match(/\/Size (\d+)/)![1]!
      const at = first.length
      const added = `${count} 0 obj\n<</Title (second)>>\nendobj\n`
      const table = `xref\n${count} 1\n${String(at).padStart(10, '0')} 00000 n \ntrailer\n<</Size ${Number(count) + 1} /Root ${root} /Info ${count} 0 R /Prev ${size}>>\nstartxref\n${at + added.length}\n%%EOF\n`
      return new Uint8Array(Buffer.concat([first, Buffer.from(added + table, 'latin1')]))
    },
  ],
]

describe('PDF', () => {
  test('a clean one has no findings and stays as it is', async () => {
    const file = await aPdf()
    expect(await findHidden(file, 'a.pdf')).toEqual([])
    expect((await stripHidden(file, 'a.pdf')).bytes).toBe(file)
  })

  test.each(cases)('%s', async (kind, make, stays) => {
    const file = await make()
    const found = await findHidden(file, 'a.pdf')
    expect(found.map((one) => one.kind)).toContain(kind)
    const { bytes, removed, left, proved } = await stripHidden(file, 'a.pdf')
    expect(proved).toBe(true)
    expect((stays ? left : removed).map((one) => one.kind)).toContain(kind)
    if (!stays) expect((await findHidden(bytes, 'a.pdf')).map((one) => one.kind)).not.toContain(kind)
    const again = await stripHidden(bytes, 'a.pdf')
    expect(Buffer.from(again.bytes).equals(Buffer.from(bytes))).toBe(true)
    const [before, after] = [await readDocument(file, 'a.pdf'), await readDocument(bytes, 'a.pdf')]
    expect(after.ok && after.text).toBe(before.ok && before.text)
  })

  test('what earlier versions left behind is gone from the bytes', async () => {
    const file = await cases.find(([kind]) => kind === 'old-version')![1]()
    const { bytes } = await stripHidden(file, 'a.pdf')
    const document = await PDFDocument.load(bytes, { updateMetadata: false })
    expect(document.getTitle()).toBe('second')
    expect(
      document.context
        .enumerateIndirectObjects()
        .map(([, object]) => String(object))
        .join(' '),
    ).not.toContain('FIRST')
  })

  test('a signed one is left as it is', async () => {
    const file = await aPdf((d) => {
      d.setAuthor('Zhang San')
      const signature = d.context.obj({ Type: 'Sig', ByteRange: [0, 1, 2, 3].map((one) => PDFNumber.of(one)) })
      d.catalog.set(n('Perms'), d.context.obj({ DocMDP: d.context.register(signature) }))
    })
    const { bytes, left } = await stripHidden(file, 'a.pdf')
    expect(bytes).toBe(file)
    expect(left.map(({ kind }) => kind)).toEqual(['signature', 'author'])
  })
})

describe('words under bars', () => {
  const at = { x: 20, y: 200, size: 12 }
  /** Wide enough for `Zhang San, 13900001234`. */
  const bar = { x: 18, y: 196, width: 150, height: 15 }
  const [black, white, grey] = [rgb(0, 0, 0), rgb(1, 1, 1), rgb(0.85, 0.85, 0.85)]
  const turned = [concatTransformationMatrix(0.8, 0.6, -0.6, 0.8, 120, -40)]
  type Page = ReturnType<PDFDocument['getPage']>
  const file = (draw: (page: Page, document: PDFDocument) => unknown) =>
    aPdf(async (document) => void (await draw(document.getPage(0), document)))
  const name = (page: Page, more = {}) => page.drawText('Zhang San, 13900001234', { ...at, ...more })
  const found = async (draw: Parameters<typeof file>[0]) =>
    (await findHidden(await file(draw), 'a.pdf'))
      .filter(({ kind }) => kind === 'covered-text' || kind === 'text-under-image')
      .map(({ kind, severity, place, sample }) => [kind, severity, place, sample])
  const told = [['covered-text', 'block', '第 1 页', 'Zhang San, 13900001234']]
  const path = 'M 0 0 L 150 0 L 150 15 L 0 15 Z'

  const covering: [how: string, draw: Parameters<typeof file>[0]][] = [
    ['a black bar', (page) => [name(page), page.drawRectangle({ ...bar, color: black })]],
    ['a white one', (page) => [name(page), page.drawRectangle({ ...bar, color: white })]],
    [
      'one turned with its words',
      (page) => [page.pushOperators(...turned), name(page), page.drawRectangle({ ...bar, color: black })],
    ],
    ['an outline that is filled', (page) => [name(page), page.drawSvgPath(path, { x: 18, y: 211, color: black })]],
    [
      'a thick line',
      (page) => [
        name(page),
        page.drawLine({ start: { x: 18, y: 204 }, end: { x: 170, y: 204 }, thickness: 15, color: black }),
      ],
    ],
    [
      'letters in the colour of the bar below',
      (page) => [page.drawRectangle({ ...bar, color: black }), name(page, { color: black })],
    ],
    ['an ellipse', (page) => [name(page), page.drawEllipse({ x: 90, y: 204, xScale: 120, yScale: 40, color: black })]],
    [
      'words that OCR has set unseen',
      (page) => [
        page.pushOperators(setTextRenderingMode(TextRenderingMode.Invisible)),
        name(page),
        page.drawRectangle({ ...bar, color: black }),
      ],
    ],
  ]
  test.each(covering)('%s: its words are told', async (_how, draw) => expect(await found(draw)).toEqual(told))

  test('told also when the thread has read a PDF before', async () => {
    const bytes = await file((page) => [name(page), page.drawRectangle({ ...bar, color: black })])
    expect(await readApart(bytes, 'a.pdf')).toMatchObject({ ok: true })
    const { findings } = await checkApart(bytes, 'a.pdf')
    expect(findings).toContainEqual(expect.objectContaining({ kind: 'covered-text', text: 'Zhang San, 13900001234' }))
  })

  test('a box drawn on top as an annotation', async () => {
    const draw = (page: Page, { context }: PDFDocument) => {
      name(page)
      const look = context.stream('0 g 0 0 150 15 re f', { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 150, 15] })
      const box = { Type: 'Annot', Subtype: 'Square', Rect: [18, 196, 168, 211], AP: { N: context.register(look) } }
      page.node.set(n('Annots'), context.obj([context.register(context.obj(box))]))
    }
    expect(await found(draw)).toEqual(told)
  })

  test('only what is covered, place by place', async () => {
    const draw = (page: Page) => {
      name(page)
      page.drawText('Li Si', { ...at, y: 100 })
      page.drawRectangle({ ...bar, width: 61, color: black })
      page.drawRectangle({ ...bar, y: 96, color: black })
    }
    expect(await found(draw)).toEqual([['covered-text', 'block', '第 1 页', 'Zhang San Li Si']])
  })

  test('a picture laid over words is something to look at, a scan over its own words to know', async () => {
    const over = (place: { x: number; y: number; width: number; height: number }) =>
      found(async (page, document) => {
        name(page)
        page.drawImage(await document.embedJpg(jpeg()), place)
      })
    expect(await over(bar)).toEqual([['covered-text', 'warn', '第 1 页', 'Zhang San, 13900001234']])
    expect(await over({ x: 0, y: 0, width: 400, height: 400 })).toEqual([['text-under-image', 'info', '', '']])
  })

  const harmless: [how: string, draw: Parameters<typeof file>[0]][] = [
    ['a shade behind a table, painted first', (page) => [page.drawRectangle({ ...bar, color: grey }), name(page)]],
    [
      'white letters on a dark head',
      (page) => [page.drawRectangle({ ...bar, color: black }), name(page, { color: white })],
    ],
    [
      'white letters on a dark head on a white page',
      (page) => [
        page.drawRectangle({ x: 0, y: 0, width: 400, height: 260, color: white }),
        page.drawRectangle({ ...bar, color: black }),
        name(page, { color: white }),
      ],
    ],
    [
      'a marker that multiplies',
      (page) => [name(page), page.drawRectangle({ ...bar, color: rgb(1, 1, 0), blendMode: BlendMode.Multiply })],
    ],
    ['a shade seen through', (page) => [name(page), page.drawRectangle({ ...bar, color: grey, opacity: 0.4 })]],
    ['a frame', (page) => [name(page), page.drawRectangle({ ...bar, borderColor: black, borderWidth: 1 })]],
    [
      'a line through the words',
      (page) => [
        name(page),
        page.drawLine({ start: { x: 18, y: 204 }, end: { x: 170, y: 204 }, thickness: 2, color: black }),
      ],
    ],
    ['a bar beside the words', (page) => [name(page), page.drawRectangle({ ...bar, y: 230, color: black })]],
    [
      'a bar clipped to beside them',
      (page) => [
        name(page),
        page.pushOperators(pushGraphicsState(), rectangle(0, 230, 400, 20), clip(), endPath()),
        page.drawRectangle({ x: 0, y: 0, width: 400, height: 400, color: black }),
        page.pushOperators(popGraphicsState()),
      ],
    ],
    ['words drawn again on top', (page) => [name(page), page.drawRectangle({ ...bar, color: grey }), name(page)]],
    [
      'dots and lines to write on',
      (page) => [page.drawText('______________', at), page.drawRectangle({ ...bar, color: white })],
    ],
  ]
  test.each(harmless)('%s: nothing is told', async (_how, draw) => expect(await found(draw)).toEqual([]))

  test('nothing is told of the files that offices really have', async () => {
    const corpus = join(process.env.GONGKAI_CORPUS ?? '../shared/corpus', 'attachments')
    if (!existsSync(corpus)) return console.warn(`skipped: no corpus at ${corpus}`)
    const pdfs = readdirSync(corpus).filter((file) => file.endsWith('.pdf'))
    expect(pdfs.length).toBeGreaterThan(0)
    for (const file of pdfs) {
      const kinds = (await findHidden(readFileSync(join(corpus, file)), file)).map(({ kind }) => kind)
      expect(kinds, file).not.toContain('covered-text')
    }
  })
})
