import { describe, expect, test } from 'vitest'
import { openZip } from '../../src/foundations/documents/hidden/zip-parts.ts'
import { checkFile, findHidden, readDocument, stripHidden } from '../../src/foundations/documents/index.ts'
import { cell, ofdFile, presentationFile, row, workbookFile } from './office-files.ts'

const strip = async (bytes: Uint8Array, name: string, options = {}) => {
  const stripped = await stripHidden(bytes, name, options)
  const again = await stripHidden(stripped.bytes, name, options)
  expect(Buffer.from(again.bytes).equals(Buffer.from(stripped.bytes)), 'a second time changes nothing').toBe(true)
  expect(stripped.proved).toBe(true)
  return stripped
}
const kinds = (list: { kind: string }[]) => list.map(({ kind }) => kind)
const everything = (bytes: Uint8Array) => {
  const parts = openZip(bytes)
  return parts.names.map((name) => `${name} ${parts.text(name)}`).join('\n')
}

const shown = { name: '公示', data: row(1, cell('A1', '姓名') + cell('B1', '金额')) + row(2, cell('A2', '合计')) }

describe('workbooks', () => {
  test('a clean one has no findings', async () => expect(await findHidden(workbookFile([shown]), 'a.xlsx')).toEqual([]))

  test.each(['hidden', 'veryHidden'])('a %s sheet is told of with its words, and goes when asked', async (state) => {
    const file = workbookFile(
      [
        { name: '底稿', state, data: row(1, cell('A1', '内部测算')) },
        {
          ...shown,
          after:
            '<dataValidations><dataValidation type="list" sqref="B2"><formula1>底稿!$A$1:$A$9</formula1></dataValidation></dataValidations>',
        },
        { name: '旧稿', state, data: row(1, cell('A1', '上年测算')) },
      ],
      {
        before: '<bookViews><workbookView activeTab="1"/></bookViews>',
        names:
          '<definedName name="名单">底稿!$A$1</definedName><definedName name="区" localSheetId="1">公示!$A$1</definedName>',
      },
    )
    const found = await findHidden(file, 'a.xlsx')
    expect(found[0]).toMatchObject({
      kind: 'hidden-sheet',
      severity: 'block',
      place: '工作表“底稿”',
      sample: '内部测算',
    })
    expect(kinds(found)).toEqual(['hidden-sheet', 'hidden-list', 'hidden-sheet'])
    const kept = await strip(file, 'a.xlsx')
    expect(kept.bytes).toBe(file)
    const { bytes, removed, left } = await strip(file, 'a.xlsx', { drop: ['hidden-sheet'] })
    expect(removed.map(({ place }) => place)).toEqual(['工作表“底稿”', '工作表“旧稿”'])
    expect(left).toEqual([])
    expect(everything(bytes)).not.toMatch(/底稿|旧稿|测算|sheet3/)
    expect(openZip(bytes).text('xl/workbook.xml')).toContain('localSheetId="0"')
  })

  test('hidden rows and columns with something in them; empty ones are layout', async () => {
    const file = workbookFile([
      {
        name: '名单',
        before: '<cols><col min="3" max="3" hidden="1"/><col min="9" max="9" hidden="1"/></cols>',
        data:
          row(1, cell('A1', '姓名') + cell('C1', '身份证')) +
          row(2, cell('A2', '某某'), 'hidden="1"') +
          row(3, cell('A3', '合计') + '<c r="B3"><f>COUNTA(A1:A2)</f><v>2</v></c>'),
      },
    ])
    const found = await findHidden(file, 'a.xlsx')
    expect(found).toMatchObject([{ kind: 'hidden-cells', place: '工作表“名单” 第 2 行、C 列', sample: '身份证 某某' }])
    const { bytes, left } = await strip(file, 'a.xlsx', { drop: ['hidden-cells'] })
    expect(left).toEqual([])
    expect(everything(bytes)).not.toMatch(/身份证|某某|COUNTA/)
    expect(everything(bytes)).toContain('<v>2</v>')
  })

  test('words that no cell shows any more go with the cells', async () => {
    const file = workbookFile(
      [
        {
          name: '表',
          data: row(1, '<c r="A1" t="s"><v>0</v></c>') + row(2, '<c r="A2" t="s"><v>1</v></c>', 'hidden="1"'),
        },
      ],
      { shared: ['公开的', '不公开的'] },
    )
    const { bytes } = await strip(file, 'a.xlsx', { drop: ['hidden-cells'] })
    expect(everything(bytes)).toContain('公开的')
    expect(everything(bytes)).not.toContain('不公开的')
  })

  test('comments go with their boxes', async () => {
    const comments =
      '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>张三</author></authors><commentList><comment ref="A1" authorId="0"><text><t>不要公开</t></text></comment></commentList></comments>'
    const file = workbookFile(
      [
        {
          ...shown,
          after: '<legacyDrawing r:id="v"/>',
          links: [
            { id: 'c', type: 'comments', target: '../comments1.xml' },
            { id: 'v', type: 'vmlDrawing', target: '../drawings/vmlDrawing1.vml' },
          ],
        },
      ],
      {
        parts: {
          'xl/comments1.xml': comments,
          'xl/drawings/vmlDrawing1.vml': '<xml><x:ClientData ObjectType="Note"/></xml>',
        },
      },
    )
    const { bytes, removed } = await strip(file, 'a.xlsx')
    expect(removed).toMatchObject([{ kind: 'comment', place: '工作表“公示”', sample: '不要公开' }])
    expect(everything(bytes)).not.toMatch(/张三|legacyDrawing|vmlDrawing/)
  })

  test('white words on nothing, paths, names, printers, connections, pivot caches, history', async () => {
    const styles =
      '<fonts><font/><font><color rgb="FFFFFFFF"/></font></fonts><fills><fill><patternFill patternType="none"/></fill></fills><cellXfs><xf fontId="0" fillId="0"/><xf fontId="1" fillId="0"/></cellXfs>'
    const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    const file = workbookFile(
      [
        {
          ...shown,
          data: row(1, cell('A1', '姓名') + cell('B1', '白字', 1)),
          after: '<pageSetup paperSize="9" r:id="p"/>',
          links: [{ id: 'p', type: 'printerSettings', target: '../printerSettings/printerSettings1.bin' }],
        },
      ],
      {
        styles,
        before:
          '<mc:AlternateContent xmlns:mc="m"><mc:Choice><x15ac:absPath xmlns:x15ac="x" url="C:\\Users\\张三\\"/></mc:Choice></mc:AlternateContent><fileSharing userName="张三"/>',
        names: '<definedName name="内部" hidden="1">1</definedName>',
        links: [
          { id: 'n', type: 'connections', target: 'connections.xml' },
          { id: 'q', type: 'pivotCacheDefinition', target: 'pivotCache/pivotCacheRecords1.xml' },
          { id: 'h', type: 'revisionHeaders', target: 'revisions/revisionHeaders.xml' },
        ],
        parts: {
          'xl/printerSettings/printerSettings1.bin': new Uint8Array([1]),
          'xl/connections.xml': `<connections ${main}><connection id="1" name="财政库"/></connections>`,
          'xl/pivotCache/pivotCacheRecords1.xml': `<pivotCacheRecords ${main}/>`,
          'xl/revisions/revisionHeaders.xml': `<headers ${main}/>`,
        },
      },
    )
    const found = kinds(await findHidden(file, 'a.xlsx'))
    const gone = ['local-path', 'author', 'printer-settings', 'tracked-change']
    const stay = ['invisible-text', 'data-connection', 'pivot-cache', 'hidden-name']
    expect(found).toEqual(expect.arrayContaining([...gone, ...stay]))
    const { bytes, left } = await strip(file, 'a.xlsx')
    expect(kinds(left).sort()).toEqual(stay.sort())
    expect(everything(bytes)).not.toMatch(/张三|printerSettings|revisions/)
  })

  test('identity numbers past the rows that are read, and on hidden sheets, are found', async () => {
    const rows = Array.from({ length: 1500 }, (_, i) =>
      row(i + 1, cell(`A${i + 1}`, i === 1400 ? '11010519491231002X' : `第${i}号`)),
    )
    const found = (await checkFile(workbookFile([{ name: '名单', data: rows.join('') }]), 'a.xlsx')).findings
    expect(found).toContainEqual(
      expect.objectContaining({
        kind: 'identity_number',
        severity: 'block',
        place: '工作表“名单”',
        text: '11010519491231002X',
      }),
    )
  })
})

describe('slides', () => {
  const file = presentationFile([
    { text: '第一页', notes: '这里不要念预算', comment: '再改' },
    { text: '备用', hidden: true },
  ])
  test('notes, comments and hidden slides', async () => {
    expect(await findHidden(presentationFile([{ text: '第一页' }]), 'a.pptx')).toEqual([])
    expect(await findHidden(file, 'a.pptx')).toMatchObject([
      { kind: 'comment', sample: '再改' },
      { kind: 'speaker-notes', place: '第 1 张幻灯片', sample: '这里不要念预算' },
      { kind: 'hidden-slide', place: '第 2 张幻灯片', sample: '备用' },
    ])
    const first = await strip(file, 'a.pptx')
    expect(kinds(first.removed)).toEqual(['comment'])
    const second = await strip(file, 'a.pptx', { drop: ['speaker-notes', 'hidden-slide'] })
    expect(second.left).toEqual([])
    expect(everything(second.bytes)).not.toMatch(/预算|备用|再改|slide2/)
    expect(everything(second.bytes)).toContain('第一页')
  })
})

describe('OFD', () => {
  test('a clean one has no findings', async () => expect(await findHidden(ofdFile(''), 'a.ofd')).toEqual([]))
  test('names, custom data and attachments go; the page stays', async () => {
    const file = ofdFile(
      '<ofd:Author>张三</ofd:Author><ofd:CustomDatas><ofd:CustomData Name="部门">某科</ofd:CustomData></ofd:CustomDatas>',
      '<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>',
      {
        'Doc_0/Attachs/Attachments.xml':
          '<ofd:Attachments xmlns:ofd="o"><ofd:Attachment ID="1" Name="底稿.docx"><ofd:FileLoc>a.docx</ofd:FileLoc></ofd:Attachment></ofd:Attachments>',
        'Doc_0/Attachs/a.docx': '内部底稿',
      },
    )
    const { bytes, removed, left } = await strip(file, 'a.ofd')
    expect(kinds(removed).sort()).toEqual(['author', 'custom-property', 'embedded-object'])
    expect(left).toEqual([])
    expect(everything(bytes)).not.toMatch(/张三|某科|底稿/)
    expect(await readDocument(bytes, 'a.ofd')).toMatchObject({ ok: true, text: '关于同意设立集市的批复' })
  })
})
