import { type PDFArray, PDFDocument, PDFHexString, PDFName, PDFNumber, PDFString } from '@cantoo/pdf-lib'
import { describe, expect, test } from 'vitest'
import { findHidden, readDocument, stripHidden } from '../../src/foundations/documents/index.ts'
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
