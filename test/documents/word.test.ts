import { describe, expect, test } from 'vitest'
import { openZip } from '../../src/foundations/documents/hidden/zip-parts.ts'
import { findHidden, readDocument, stripHidden } from '../../src/foundations/documents/index.ts'
import {
  coreLink,
  coreProperties,
  type Extra,
  extendedProperties,
  links,
  paragraph,
  part,
  run,
  wordFile,
} from './office-files.ts'
import { exifSegment, jpeg } from './pictures.ts'

const visible = paragraph(run('关于集市管理的通知'))
const who = 'w:id="1" w:author="张三" w:date="2026-01-01T00:00:00Z"'
const deleted = (text: string) => `<w:del ${who}><w:r><w:delText>${text}</w:delText></w:r></w:del>`
const inserted = (text: string) => `<w:ins ${who}>${run(text)}</w:ins>`
const deletedMark = `<w:rPr><w:del ${who}/></w:rPr>`

const kindsOf = async (bytes: Uint8Array) => (await findHidden(bytes, 'a.docx')).map(({ kind }) => kind)
const strip = async (bytes: Uint8Array, options = {}) => {
  const stripped = await stripHidden(bytes, 'a.docx', options)
  const again = await stripHidden(stripped.bytes, 'a.docx', options)
  expect(Buffer.from(again.bytes).equals(Buffer.from(stripped.bytes)), 'a second time changes nothing').toBe(true)
  expect(stripped.proved).toBe(true)
  return stripped
}
const textOf = async (bytes: Uint8Array) => {
  const read = await readDocument(bytes, 'a.docx')
  return read.ok ? read.text : read.key
}
const mainXml = (bytes: Uint8Array) => openZip(bytes).text('word/document.xml')

const embeddedObject = `<w:p><w:r><w:object><v:shape xmlns:v="urn:schemas-microsoft-com:vml"/><o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" r:id="o1"/></w:object></w:r></w:p>`
const settings = (inside: string, more: string = ''): Extra => ({
  links: [{ id: 'set', type: 'settings', target: 'settings.xml' }],
  parts: { 'word/settings.xml': part('settings', inside), ...(more ? { 'word/_rels/settings.xml.rels': more } : {}) },
})
const custom = 'http://schemas.openxmlformats.org/officeDocument/2006/custom-properties'

/** One file for each thing that a Word file can hide; `stays` when only a decision may take it out. */
const cases: [what: string, kind: string, file: Uint8Array, stays?: true][] = [
  [
    'a deletion',
    'tracked-change',
    wordFile(visible + paragraph(run('摊位费') + deleted('五百元') + inserted('三百元'))),
  ],
  [
    'a comment',
    'comment',
    wordFile(
      visible +
        paragraph(
          `<w:commentRangeStart w:id="0"/>${run('收费')}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>`,
        ),
      {
        links: [
          { id: 'c1', type: 'comments', target: 'comments.xml' },
          { id: 'c2', type: 'http://schemas.microsoft.com/office/2011/relationships/people', target: 'people.xml' },
        ],
        overrides: { 'word/comments.xml': 'officedocument.wordprocessingml.comments' },
        parts: {
          'word/comments.xml': part(
            'comments',
            `<w:comment w:id="0" w:author="李四">${paragraph(run('这里要再议'))}</w:comment>`,
          ),
          'word/people.xml': part('people', ''),
        },
      },
    ),
  ],
  ['hidden words', 'hidden-text', wordFile(visible + paragraph(run('内部底价八十万', '<w:vanish/>'))), true],
  [
    'words hidden by a style',
    'hidden-text',
    wordFile(visible + paragraph(run('内部底价', '<w:rStyle w:val="B"/>')), {
      styles:
        '<w:style w:type="character" w:styleId="A"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="character" w:styleId="B"><w:basedOn w:val="A"/></w:style>',
    }),
    true,
  ],
  ['white words', 'invisible-text', wordFile(visible + paragraph(run('看不见', '<w:color w:val="FFFFFF"/>'))), true],
  [
    'names in the properties',
    'author',
    wordFile(visible, {
      rootLinks: [coreLink, { id: 'app', type: 'extended-properties', target: 'docProps/app.xml' }],
      parts: {
        'docProps/core.xml': coreProperties(
          '<dc:title>通知</dc:title><dc:creator>张三</dc:creator><cp:lastModifiedBy>李四</cp:lastModifiedBy>',
        ),
        'docProps/app.xml': extendedProperties('<Company>云溪县某局</Company><Application>Word</Application>'),
      },
    }),
  ],
  [
    'how often it was saved',
    'document-properties',
    wordFile(visible, {
      rootLinks: [coreLink],
      parts: { 'docProps/core.xml': coreProperties('<cp:revision>17</cp:revision><dc:subject>草稿</dc:subject>') },
    }),
  ],
  [
    'session ids',
    'revision-ids',
    wordFile(
      '<w:p w:rsidR="00AB12CD"><w:r w:rsidRPr="00AB12CE"><w:t>通知</w:t></w:r></w:p>',
      settings('<w:rsids><w:rsid w:val="00AB12CD"/></w:rsids>'),
    ),
  ],
  [
    'custom properties',
    'custom-property',
    wordFile(visible, {
      rootLinks: [{ id: 'cu', type: 'custom-properties', target: 'docProps/custom.xml' }],
      parts: {
        'docProps/custom.xml': `<Properties xmlns="${custom}"><property name="承办人"><v>张三</v></property></Properties>`,
      },
    }),
  ],
  [
    'a data store',
    'custom-xml',
    wordFile(visible, {
      links: [{ id: 'x', type: 'customXml', target: '../customXml/item1.xml' }],
      parts: { 'customXml/item1.xml': '<a><b>内部流转意见</b></a>' },
    }),
  ],
  [
    'document variables',
    'document-variable',
    wordFile(visible, settings('<w:docVars><w:docVar w:name="密级" w:val="内部"/></w:docVars>')),
  ],
  [
    'an embedded workbook',
    'embedded-object',
    wordFile(visible + embeddedObject, {
      links: [{ id: 'o1', type: 'package', target: 'embeddings/book.xlsx' }],
      parts: { 'word/embeddings/book.xlsx': new Uint8Array([1, 2, 3]) },
    }),
  ],
  [
    'a thumbnail',
    'thumbnail',
    wordFile(visible, {
      rootLinks: [
        {
          id: 't',
          type: 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail',
          target: 'docProps/thumbnail.jpeg',
        },
      ],
      parts: { 'docProps/thumbnail.jpeg': jpeg() },
    }),
  ],
  [
    'a template on the web',
    'remote-template',
    wordFile(
      visible,
      settings(
        '<w:attachedTemplate r:id="t"/>',
        links({ id: 't', type: 'attachedTemplate', target: 'http://example.org/a.dotm', external: true }),
      ),
    ),
  ],
  [
    'a template on a disk',
    'local-path',
    wordFile(
      visible,
      settings(
        '<w:attachedTemplate r:id="t"/>',
        links({ id: 't', type: 'attachedTemplate', target: 'file:///C:\\Users\\zhang\\a.dotm', external: true }),
      ),
    ),
  ],
  [
    'a linked picture',
    'external-link',
    wordFile(visible, { links: [{ id: 'i', type: 'image', target: 'http://example.org/a.png', external: true }] }),
    true,
  ],
  ['a part that nothing leads to', 'unused-part', wordFile(visible, { parts: { 'word/old.xml': '<old>旧稿</old>' } })],
  [
    'where a photo was taken',
    'position',
    wordFile(visible, {
      links: [{ id: 'i', type: 'image', target: 'media/image1.jpeg' }],
      parts: { 'word/media/image1.jpeg': jpeg(exifSegment({ gps: true })) },
    }),
  ],
  [
    'a cropped picture',
    'cropped-image',
    wordFile(visible + paragraph('<w:r><w:drawing><a:srcRect xmlns:a="a" l="20000"/></w:drawing></w:r>')),
    true,
  ],
]

describe('Word files', () => {
  test('a clean one has no findings', async () => expect(await findHidden(wordFile(visible), 'a.docx')).toEqual([]))

  test.each(cases)('%s is found, taken out or reported as left', async (_, kind, file, stays) => {
    const found = await findHidden(file, 'a.docx')
    expect(found.map((one) => one.kind)).toContain(kind)
    const { bytes, removed, left } = await strip(file)
    expect((stays ? left : removed).map((one) => one.kind)).toContain(kind)
    if (!stays) expect(await kindsOf(bytes)).not.toContain(kind)
    expect(await textOf(bytes)).toBe(await textOf(file))
  })

  test('says where and what', async () => {
    const [change] = await findHidden(wordFile(visible + paragraph(run('摊位费') + deleted('五百元'))), 'a.docx')
    expect(change).toMatchObject({ severity: 'block', place: '第 2 段', sample: '五百元', strippable: true })
  })

  test('white words on a coloured cell are a table head', async () => {
    const table = `<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:fill="1F4E79"/></w:tcPr>${paragraph(run('项目', '<w:color w:val="FFFFFF"/>'))}</w:tc></w:tr></w:tbl>`
    expect(await kindsOf(wordFile(visible + table))).toEqual([])
  })

  test('hidden words go when somebody decided so', async () => {
    const file = wordFile(visible + paragraph(run('内部底价八十万', '<w:vanish/>')))
    const { bytes, left } = await strip(file, { drop: ['hidden-text'] })
    expect(left).toEqual([])
    expect(mainXml(bytes)).not.toContain('底价')
  })

  describe('accepting changes', () => {
    const accepted = async (body: string) => {
      const { bytes } = await strip(wordFile(body))
      expect(mainXml(bytes)).not.toMatch(/<w:(ins|del|move|\w+Change)|张三/)
      return mainXml(bytes).replace(/^.*?<w:body>|<\/w:body>.*$/gs, '')
    }
    const p = (text: string) => paragraph(run(text))

    test('keeps what was put in and drops what was taken out', async () =>
      expect(await accepted(paragraph(run('收费') + deleted('五百') + inserted('三百') + run('元')))).toBe(
        paragraph(run('收费') + run('三百') + run('元')),
      ))
    test('a change inside a change', async () =>
      expect(await accepted(paragraph(run('甲') + `<w:ins ${who}>${run('乙')}${deleted('丙')}</w:ins>`))).toBe(
        paragraph(run('甲') + run('乙')),
      ))
    test('moved words stand where they were moved to', async () =>
      expect(
        await accepted(
          `${paragraph(`<w:moveFromRangeStart ${who} w:name="m"/><w:moveFrom ${who}>${run('丙')}</w:moveFrom><w:moveFromRangeEnd w:id="1"/>${run('甲')}`)}${paragraph(`<w:moveTo ${who}>${run('丙')}</w:moveTo>`)}`,
        ),
      ).toBe(p('甲') + p('丙')))
    test('a deleted end of paragraph joins it to the next, whose properties hold', async () =>
      expect(
        await accepted(
          paragraph(run('甲'), `<w:jc w:val="left"/>${deletedMark}`) +
            paragraph(run('乙'), deletedMark) +
            paragraph(run('丙'), '<w:jc w:val="center"/>') +
            p('丁'),
        ),
      ).toBe(paragraph(run('甲') + run('乙') + run('丙'), '<w:jc w:val="center"/>') + p('丁')))
    test('the last paragraph before a table only loses its mark', async () => {
      const table = `<w:tbl><w:tr><w:tc>${p('格')}</w:tc></w:tr></w:tbl>`
      expect(await accepted(paragraph(run('甲'), deletedMark) + table)).toBe(
        `${paragraph(run('甲'), '<w:rPr></w:rPr>')}${table}`,
      )
    })
    test('deleted rows go, and a table with them when none is left', async () => {
      const gone = `<w:tr><w:trPr><w:del ${who}/></w:trPr><w:tc>${p('旧')}</w:tc></w:tr>`
      const kept = `<w:tr><w:tc>${p('新')}</w:tc></w:tr>`
      expect(await accepted(`<w:tbl>${gone}${kept}</w:tbl>${p('甲')}`)).toBe(`<w:tbl>${kept}</w:tbl>${p('甲')}`)
      expect(await accepted(`<w:tbl>${gone}</w:tbl>${p('甲')}`)).toBe(p('甲'))
    })
    test('earlier formatting is forgotten', async () =>
      expect(
        await accepted(paragraph(run('甲', `<w:b/><w:rPrChange ${who}><w:rPr><w:i/></w:rPr></w:rPrChange>`))),
      ).toBe(paragraph(run('甲', '<w:b/>'))))
  })

  test('a signed file is left as it is, with a sentence', async () => {
    const file = wordFile(visible + paragraph(deleted('旧')), {
      rootLinks: [
        {
          id: 'sig',
          type: 'http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin',
          target: '_xmlsignatures/origin.sigs',
        },
      ],
      parts: { '_xmlsignatures/origin.sigs': '' },
    })
    const { bytes, removed, left } = await strip(file)
    expect(bytes).toBe(file)
    expect(removed).toEqual([])
    expect(left.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['signature', 'tracked-change']))
  })
})
