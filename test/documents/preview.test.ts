import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { utils, write } from '@e965/xlsx'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { findHidden, previewApart, previewDocument } from '../../src/foundations/documents/index.ts'
import { svgPath } from '../../src/foundations/documents/preview/ofd-drawing.ts'
import { makeDocx, wordParagraph } from '../../src/foundations/documents/testing.ts'
import { home } from '../../src/platform/home.ts'
import { ofdFile, ofdText } from '../portal/attachments.ts'
import { cell, row, workbookFile } from './office-files.ts'
import { png } from './pictures.ts'

const preview = async (bytes: Uint8Array, name: string) => {
  const shown = await previewDocument(bytes, name)
  return { ...shown, text: JSON.stringify(shown) }
}
const sentence = async (bytes: Uint8Array, name: string) => {
  const shown = await previewDocument(bytes, name)
  return shown.form === 'none' ? shown.sentence : shown.form
}

const picture = png(['IDAT', Buffer.alloc(4)])

describe('what each kind shows', () => {
  test('a Word file: its words as clean HTML', async () => {
    const shown = await preview(makeDocx({ body: wordParagraph('关于修路的通知') }), 'a.docx')
    expect(shown).toMatchObject({ form: 'text', html: expect.stringContaining('关于修路的通知') })
  })

  test('a workbook: each shown sheet, hidden ones not', async () => {
    const book = workbookFile([
      { name: '收入', data: row(1, cell('A1', '税收')) },
      { name: '底稿', data: row(1, cell('A1', '内部')), state: 'hidden' },
      { name: '支出', data: row(1, cell('A1', '教育')) },
    ])
    const shown = await preview(book, 'a.xlsx')
    expect(shown.form === 'sheets' && shown.sheets.map(({ name }) => name)).toEqual(['收入', '支出'])
    expect(shown.text).not.toContain('内部')
  })

  test('rows beyond what a page can hold are said', async () => {
    const rows = Array.from({ length: 1200 }, (_, i) => row(i + 1, cell(`A${i + 1}`, `第${i + 1}户`))).join('')
    const shown = await preview(workbookFile([{ name: '名单', data: rows }]), 'a.xlsx')
    expect(shown).toMatchObject({ notes: ['工作表“名单”共 1200 行，这里显示前 1000 行，完整内容请下载查看。'] })
    expect(shown.text).not.toContain('第1001户')
  })

  test('a workbook of Excel 97: sheets, merged cells, sums as shown, hidden columns not', async () => {
    const sheet = utils.aoa_to_sheet([
      ['项目', '内部', '金额'],
      ['低保', 1, 1234.5],
      ['合计', null],
    ])
    sheet['!merges'] = [utils.decode_range('A3:C3')]
    sheet['!cols'] = [{}, { hidden: true }]
    const book = utils.book_new()
    utils.book_append_sheet(book, sheet, '支出')
    const bytes = new Uint8Array(write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer)
    expect(await preview(bytes, '支出.xls')).toMatchObject({
      form: 'sheets',
      sheets: [
        {
          name: '支出',
          html: '<table><tbody><tr><td>项目</td><td>金额</td></tr><tr><td>低保</td><td>1234.5</td></tr><tr><td colspan="2">合计</td></tr></tbody></table>',
        },
      ],
    })
  })

  test('an OFD: words where they stand, colours, paths, pictures, and the same words to read', async () => {
    const shown = await preview(
      ofdFile(
        `${ofdText('青澜县', 'Weight="700"')}<ofd:PathObject Boundary="20 50 100 1"><ofd:StrokeColor Value="#ee #20 #25"/><ofd:AbbreviatedData>S 0 0 L 100 0 C</ofd:AbbreviatedData></ofd:PathObject><ofd:ImageObject ResourceID="9" Boundary="20 60 30 30"/>`,
        { 'Doc_0/Res/a.png': picture },
      ),
      'a.ofd',
    )
    if (shown.form !== 'pages') throw new Error(shown.text)
    const [page] = shown.pages
    expect(page).toMatchObject({ width: 210, height: 297, html: '<p>青澜县</p>' })
    expect(page!.svg).toContain('<tspan x="0 6 12" y="9">青澜县</tspan>')
    expect(page!.svg).toContain('stroke="#ee2025"')
    expect(page!.svg).toContain('d="M0 0L100 0Z"')
    expect(page!.svg).toContain('href="data:image/png;base64,')
  })

  test.each([
    ['M 0 0 L 1 2 Q 1 1 2 2 B 1 1 2 2 3 3 A 5 5 0 1 0 9 9 C', 'M0 0L1 2Q1 1 2 2C1 1 2 2 3 3A5 5 0 1 0 9 9Z'],
    ['M 0 0 L 1 "/><script>', 'M0 0'],
    ['nonsense', ''],
  ])('the path %s', (data, path) => expect(svgPath(data)).toBe(path))

  test('a picture is shown as it is; one that browsers do not know is not', async () => {
    expect(await previewDocument(picture, 'a.png')).toMatchObject({ form: 'picture', mediaType: 'image/png' })
    expect(await sentence(new Uint8Array(Buffer.from('49492a0008000000000000000000', 'hex')), 'a.tif')).toContain(
      '下载',
    )
  })

  test.each([
    ['a.zip', zipSync({ 'a.txt': strToU8('甲') }), '压缩包'],
    ['空.pdf', new Uint8Array(), '空的'],
    ['a.mp3', new Uint8Array([0x49, 0x44, 0x33, 3, 0, 0, 0, 0, 0, 0, 255, 251, 144, 0]), '下载'],
  ])('%s: a sentence', async (name, bytes, said) => expect(await sentence(bytes, name)).toContain(said))
})

const good = makeDocx({ body: wordParagraph('甲'.repeat(3_000_000)) })
const lying = (() => {
  const bytes = Buffer.from(good)
  bytes.writeUInt32LE(100, bytes.lastIndexOf('word/document.xml') - 46 + 24)
  return new Uint8Array(bytes)
})()
const bomb = (() => {
  const book = Buffer.from(workbookFile([{ name: 'a', data: ' '.repeat(60_000_000) }]))
  book.writeUInt32LE(1000, book.lastIndexOf('xl/worksheets/sheet1.xml') - 46 + 24)
  return new Uint8Array(book)
})()

describe('files made to hurt', () => {
  test.each<[string, string, Uint8Array, string]>([
    ['a PDF of garbage', 'a.pdf', new Uint8Array([...strToU8('%PDF-1.7\n'), ...Buffer.alloc(3000, 0xc3)]), '打不开'],
    ['a zip that unpacks to more than it says', 'a.docx', lying, '打不开'],
    ['the same as a workbook', 'a.xlsx', bomb, '打不开'],
    ['an OFD that leads nowhere', 'a.ofd', zipSync({ 'OFD.xml': strToU8('<ofd:OFD/>') }), '打不开'],
    ['an OLE file cut off', 'a.xls', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, ...new Uint8Array(3000)]), '打不开'],
  ])('%s ends in a sentence', async (_, name, bytes, said) => {
    expect(await sentence(bytes, name)).toContain(said)
    const apart = await previewApart(bytes, name)
    expect(apart).toEqual(await previewDocument(bytes, name))
  })

  test('an OFD with sheets of no colour over its words: they hide nothing; what is not visible is not drawn', async () => {
    const sheet =
      '<ofd:PathObject Boundary="0 0 210 297" Alpha="0" Stroke="false" Fill="true"><ofd:FillColor Value="255 255 255"/><ofd:AbbreviatedData>M 0 0 L 210 0 L 210 297 L 0 297 C</ofd:AbbreviatedData></ofd:PathObject>'
    const file = ofdFile(
      `${ofdText('青澜县')}${ofdText('半透明', 'Alpha="51"')}${ofdText('看不见', 'Visible="false"')}${sheet}`,
    )
    const shown = await preview(file, 'a.ofd')
    if (shown.form !== 'pages') throw new Error(shown.text)
    const [page] = shown.pages
    expect(page!.svg).not.toContain('<path')
    expect(page!.svg).toContain('青澜县')
    expect(page!.svg).toContain('opacity="0.2"')
    expect(page!.svg).not.toContain('看不见')
    expect((await findHidden(file, 'a.ofd')).map(({ kind, sample }) => [kind, sample])).toEqual([
      ['invisible-text', '看不见'],
    ])
  })

  test('an OFD with entities: none is expanded, none leads out', async () => {
    const declared = `<!DOCTYPE p [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>`
    const shown = await preview(ofdFile(ofdText('甲&b;&x;'), {}, declared), 'a.ofd')
    expect(shown.text).not.toMatch(/aaaa|root:/)
  })

  test('an OFD whose words and numbers are markup draws no markup', async () => {
    const shown = await preview(
      ofdFile(
        `${ofdText('&lt;script&gt;alert(1)&lt;/script&gt;')}<ofd:PathObject Boundary='0 0 "/&gt;&lt;script/&gt; 1' CTM="1 0 0 1 x y" LineWidth='"&gt;&lt;a'><ofd:FillColor Value='"&gt;&lt;a'/><ofd:AbbreviatedData>M 0 0 "&gt;&lt;script</ofd:AbbreviatedData></ofd:PathObject><ofd:ImageObject ResourceID="9" Boundary="0 0 1 1"/>`,
        { 'Doc_0/Res/a.png': strToU8('<svg onload="alert(1)"/>') },
      ),
      'a.ofd',
    )
    expect(shown).toMatchObject({ form: 'pages' })
    const { svg } = (shown as { pages: { svg: string }[] }).pages[0]!
    expect(svg).not.toMatch(/<script|<a|onload|href/)
    expect(svg).toContain('&lt;script&gt;')
  })

  test('one that never ends stops, and the next is shown', async () => {
    const [slow, next] = await Promise.all([previewApart(bomb, 'a.xlsx'), previewApart(strToU8('通知'), 'a.txt')])
    expect(slow).toMatchObject({ form: 'none' })
    expect(next).toMatchObject({ form: 'text' })
  })
})

const corpus = resolve(home, process.env.GONGKAI_CORPUS ?? '../shared/corpus', 'attachments')
const names = (() => {
  try {
    return readdirSync(corpus)
  } catch {
    console.log(`skipped: no corpus at ${corpus} (GONGKAI_CORPUS)`)
    return []
  }
})()

describe.skipIf(names.length === 0)('real files', () => {
  test.each(names)('%s is shown, or says why not', async (name) => {
    const shown = await previewDocument(readFileSync(join(corpus, name)), name)
    const forms: Record<string, string> = { pdf: 'pages', ofd: 'pages', xlsx: 'sheets' }
    expect(shown.form).toBe(forms[name.split('.').at(-1)!] ?? 'text')
    expect(JSON.stringify(shown)).not.toMatch(/<script|javascript:/)
  })

  test('the seal of a signed OFD is drawn, and said to be a picture only', async () => {
    const name = names.find((n) => n.includes('辞职'))!
    const shown = await previewDocument(readFileSync(join(corpus, name)), name)
    if (shown.form !== 'pages') throw new Error('not shown')
    expect(shown.pages[1]!.svg).toContain('data:image/png')
    expect(shown.notes.join('')).toContain('印章只是图样')
  })
})
