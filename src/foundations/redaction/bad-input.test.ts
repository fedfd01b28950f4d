import { degrees, PDFDocument, StandardFonts } from '@cantoo/pdf-lib'
import { describe, expect, test } from 'vitest'
import { grounds } from '../classification/index.ts'
import type { DocumentKind } from '../documents/index.ts'
import { wordParagraph } from '../documents/testing.ts'
import { barText } from './bar-text.ts'
import {
  citationOf,
  type Mark,
  markSchema,
  marksSchema,
  maxMarks,
  outlineApart,
  outlineOf,
  redact,
  redactApart,
} from './index.ts'
import { makeWord } from './testing.ts'

const simplePdf = async (pages = 1, size: [number, number] = [300, 400]) => {
  const pdf = await PDFDocument.create()
  const font = await pdf.embedFont(StandardFonts.Helvetica)
  for (let i = 0; i < pages; i++) pdf.addPage(size).drawText(`Page ${i + 1}`, { x: 40, y: size[1] / 2, size: 20, font })
  return pdf
}
const area = (page: number, x = 0.1): Mark => ({ page, rect: { x, y: 0.4, width: 0.3, height: 0.2 }, ground: 'EX15' })

describe('marks', () => {
  test.each([
    ['area', { page: 1, rect: { x: 0, y: 0, width: 1, height: 1 }, ground: 'EX15', note: '姓名' }, true],
    ['page', { page: 3, whole: true, ground: 'EX14a' }, true],
    ['passage', { block: 'document:p1', start: 0, end: 4, ground: 'EX16c' }, true],
    ['block', { block: 'document:d0', whole: true, ground: 'EX16a' }, true],
    ['unknown ground', { page: 1, whole: true, ground: 'EX17' }, false],
    ['page zero', { page: 0, whole: true, ground: 'EX15' }, false],
    ['beside the page', { page: 1, rect: { x: 0.9, y: 0, width: 0.2, height: 0.1 }, ground: 'EX15' }, false],
    ['of no size', { page: 1, rect: { x: 0.9, y: 0, width: 0, height: 0.1 }, ground: 'EX15' }, false],
    ['negative', { page: 1, rect: { x: -0.1, y: 0, width: 0.1, height: 0.1 }, ground: 'EX15' }, false],
    ['not a number', { page: 1, rect: { x: Number.NaN, y: 0, width: 0.1, height: 0.1 }, ground: 'EX15' }, false],
    ['backwards', { block: 'document:p1', start: 4, end: 4, ground: 'EX15' }, false],
    ['both', { page: 1, block: 'document:p1', whole: true, ground: 'EX15' }, false],
    ['more than known', { page: 1, whole: true, ground: 'EX15', colour: 'red' }, false],
  ])('%s', (_, mark, right) => {
    expect(markSchema.safeParse(mark).success).toBe(right)
  })

  test('every ground has a bar, and none tells of what is under it', () => {
    expect(grounds.map(({ code }) => barText([code]))).toEqual([
      '【条例第十四条】',
      '【条例第十四条】',
      '【条例第十四条】',
      '【条例第十五条】',
      '【条例第十六条第一款】',
      '【条例第十六条第二款】',
      '【条例第十六条第二款】',
    ])
    expect(citationOf(['EX15', 'EX14a', 'EX14c'])).toBe('条例第十四条、第十五条')
  })

  test('ten thousand of them are done, one more is refused', async () => {
    const many = Array.from({ length: maxMarks }, (_, i): Mark => area(1, (i % 700) / 1000))
    expect(marksSchema.safeParse(many).success).toBe(true)
    expect(marksSchema.safeParse([...many, area(1)]).success).toBe(false)
    const pdf = await (await simplePdf()).save()
    expect(await redact(pdf, 'pdf', many)).toMatchObject({ ok: true, report: { byGround: { EX15: maxMarks } } })
    expect(await redact(pdf, 'pdf', [...many, area(1)])).toMatchObject({ ok: false, key: 'too-many-marks' })
    const word = makeWord(wordParagraph('长'.repeat(30_000)))
    const passages = many.map((_, i): Mark => ({ block: 'document:p0', start: i * 3, end: i * 3 + 2, ground: 'EX15' }))
    expect(await redact(word, 'docx', passages)).toMatchObject({ ok: true, report: { bars: maxMarks } })
  })
})

describe('files that cannot be redacted are refused with a sentence', () => {
  const encrypted = async () => {
    const pdf = await simplePdf()
    await pdf.encrypt({ userPassword: 'secret', ownerPassword: 'other' })
    return pdf.save()
  }
  const word = () => makeWord(wordParagraph('一二三'))
  const cut = (bytes: Uint8Array) => bytes.slice(0, bytes.length - 60)
  const damaged = (bytes: Uint8Array) => bytes.map((byte, i) => (i > 60 && i < 120 ? 0 : byte))
  test.each([
    ['nothing', () => new Uint8Array(), 'pdf', [], 'empty'],
    ['an encrypted PDF', encrypted, 'pdf', [area(1)], 'encrypted'],
    ['no PDF at all', () => new TextEncoder().encode('%PDF-1.7 and nothing more'), 'pdf', [], 'broken-file'],
    ['a broken zip', () => cut(word()), 'docx', [], 'broken-file'],
    ['a damaged member', () => damaged(word()), 'docx', [], 'broken-file'],
    ['a .docx that is none', () => makeWord('<w:p>'), 'docx', [], 'broken-file'],
    ['a picture that is none', () => new Uint8Array(100).fill(7), 'image', [], 'picture-kind'],
    ['a .doc', () => new Uint8Array(10), 'doc', [], 'not-supported'],
    ['an .xlsx', () => new Uint8Array(10), 'xlsx', [], 'not-supported'],
    ['an .ofd', () => new Uint8Array(10), 'ofd', [], 'not-supported'],
    ['a page that is not there', async () => (await simplePdf()).save(), 'pdf', [area(2)], 'no-such-page'],
    [
      'a block that is not there',
      word,
      'docx',
      [{ block: 'document:p9', whole: true, ground: 'EX15' }],
      'no-such-block',
    ],
    [
      'words that are not there',
      word,
      'docx',
      [{ block: 'document:p0', start: 1, end: 4, ground: 'EX15' }],
      'no-such-block',
    ],
    ['areas of a text', word, 'docx', [area(1)], 'wrong-mark'],
    [
      'words of a page',
      async () => (await simplePdf()).save(),
      'pdf',
      [{ block: 'document:p0', whole: true, ground: 'EX15' }],
      'wrong-mark',
    ],
    [
      'embedded documents',
      () =>
        makeWord('<w:altChunk r:id="a"/>', [
          { id: 'a', type: 'aFChunk', name: 'chunk.html', bytes: Buffer.from('<p>x</p>') },
        ]),
      'docx',
      [],
      'word-parts',
    ],
    [
      'equations written as fields',
      () =>
        makeWord(
          '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>EQ \\f(1,2)</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
        ),
      'docx',
      [],
      'word-parts',
    ],
  ] as [string, () => Uint8Array | Promise<Uint8Array>, DocumentKind, Mark[], string][])(
    '%s',
    async (_, bytes, kind, marks, key) => {
      const refusal = await redact(await bytes(), kind, marks)
      expect(refusal).toMatchObject({ ok: false, key })
      expect((refusal as { message: string }).message).toMatch(/[\u4e00-\u9fff].*。$/)
    },
  )

  test('a word left where nobody sees it, in the name of a style', async () => {
    const styles =
      '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:customStyle="1" w:styleId="x"><w:name w:val="欧阳锦绣专用"/></w:style></w:styles>'
    const bytes = makeWord(wordParagraph('欧阳锦绣'), [{ id: 's', type: 'styles', name: 'styles.xml', xml: styles }])
    expect(await redact(bytes, 'docx', [{ block: 'document:p0', whole: true, ground: 'EX15' }])).toMatchObject({
      key: 'word-traces',
    })
  })
})

describe('files out of measure', () => {
  test('five hundred pages, some marked', async () => {
    const bytes = await (await simplePdf(500)).save()
    const pages: number[] = []
    const copy = await redact(bytes, 'pdf', [area(1), area(250), area(500)], (done) => pages.push(done))
    expect(copy).toMatchObject({ ok: true, report: { pagesFlattened: [1, 250, 500] } })
    expect(pages).toEqual(Array.from({ length: 500 }, (_, i) => i + 1))
  })

  test('a page of ten metres is drawn as finely as it can be, and keeps its size', async () => {
    const pdf = await simplePdf(1, [28_346, 800])
    pdf.getPage(0).setRotation(degrees(90))
    const copy = await redact(await pdf.save(), 'pdf', [area(1)])
    if (!copy.ok) throw new Error(copy.key)
    expect(copy.report.notes.map(({ key }) => key)).toEqual(['coarse-page'])
    expect(await outlineOf(copy.bytes, 'pdf')).toMatchObject({ pages: [{ width: 800, height: 28_346 }] })
  })
})

describe('apart', () => {
  test('the same answers, with progress', async () => {
    const bytes = await (await simplePdf(3)).save()
    expect(await outlineApart(bytes, 'pdf')).toEqual(await outlineOf(bytes, 'pdf'))
    const heard: string[] = []
    const copy = await redactApart(bytes, 'pdf', [area(2)], (done, all) => heard.push(`${done}/${all}`))
    expect(copy).toMatchObject({ ok: true, mediaType: 'application/pdf', report: { pagesFlattened: [2] } })
    expect(heard).toEqual(['1/3', '2/3', '3/3'])
    expect(await redactApart(bytes, 'doc', [])).toMatchObject({ ok: false, key: 'not-supported' })
    expect(
      await redactApart(makeWord(wordParagraph('甲乙丙')), 'docx', [
        { block: 'document:p0', start: 0, end: 2, ground: 'EX15' },
      ]),
    ).toMatchObject({ ok: true })
  })
})
