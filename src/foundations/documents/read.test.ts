import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { type DocumentRead, readDocument } from './read.ts'
import { cleanHtml, htmlToText, textToHtml } from './sanitize.ts'
import { makeDocx, wordCell, wordParagraph } from './testing.ts'

const read = async (bytes: Uint8Array, name: string): Promise<DocumentRead> => {
  const result = await readDocument(bytes, name)
  if (!result.ok) throw new Error(result.message)
  expect(cleanHtml(result.html)).toBe(result.html)
  return result
}
const keys = (r: DocumentRead) => r.warnings.map((w) => w.key)

describe('.docx', () => {
  it('keeps headings, alignment and merged cells', async () => {
    const row = (...cells: string[]) => `<w:tr>${cells.join('')}</w:tr>`
    const body = [
      wordParagraph('示范县人民政府文件', '<w:jc w:val="center"/>'),
      wordParagraph('示府发〔2024〕7号', '<w:jc w:val="center"/>'),
      wordParagraph('关于公布名单的通知', '<w:jc w:val="center"/>'),
      wordParagraph('各乡镇人民政府：'),
      wordParagraph('现将名单公布如下。', '<w:ind w:firstLine="640"/>'),
      wordParagraph('一、名单', '<w:pStyle w:val="Heading1"/>'),
      `<w:tbl>${row(wordCell('乡镇', '<w:vMerge w:val="restart"/>'), wordCell('合计', '<w:gridSpan w:val="2"/>'))}${row(
        wordCell('', '<w:vMerge/>'),
        wordCell('甲'),
        wordCell('乙'),
      )}</w:tbl>`,
      wordParagraph('示范县人民政府', '<w:jc w:val="right"/>'),
      wordParagraph('2024年6月1日', '<w:ind w:left="5600"/>'),
    ].join('')
    const styles = '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    const result = await read(makeDocx({ body, styles }), '名单.docx')
    expect(result.html).toBe(
      '<p class="align-center">示范县人民政府文件</p><p class="align-center">示府发〔2024〕7号</p>' +
        '<p class="align-center">关于公布名单的通知</p><p>各乡镇人民政府：</p><p class="indent">现将名单公布如下。</p>' +
        '<h2>一、名单</h2><table><tbody><tr><td rowspan="2">乡镇</td><td colspan="2">合计</td></tr>' +
        '<tr><td>甲</td><td>乙</td></tr></tbody></table>' +
        '<p class="align-right">示范县人民政府</p><p class="align-right">2024年6月1日</p>',
    )
    expect(result.metadata).toEqual({
      title: '关于公布名单的通知',
      docNumber: '示府发〔2024〕7号',
      issuer: '示范县人民政府',
      formedOn: '2024-06-01',
      addressee: '各乡镇人民政府',
      publicity: null,
    })
    expect(result.warnings).toEqual([])
  })

  it('writes automatic Chinese numbering out as words', async () => {
    const numbering =
      '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>' +
      '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum>' +
      '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%1条"/></w:lvl></w:abstractNum>' +
      '<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl></w:abstractNum>' +
      '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>'
    const numbered = (text: string, id: number, level = 0) =>
      wordParagraph(text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${id}"/></w:numPr>`)
    const styles =
      '<w:style w:type="paragraph" w:styleId="Article"><w:name w:val="条"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    const body = [
      numbered('总体要求', 1),
      numbered('指导思想', 1, 1),
      numbered('基本原则', 1, 1),
      numbered('主要任务', 1),
      numbered('任务一', 1, 1),
      wordParagraph('为了规范', '<w:pStyle w:val="Article"/>'),
      wordParagraph('本办法所称', '<w:pStyle w:val="Article"/>'),
      numbered('点', 3),
    ].join('')
    const result = await read(makeDocx({ body, numbering, styles }), '方案.docx')
    expect(result.text.split('\n')).toEqual([
      '一、总体要求',
      '（一）指导思想',
      '（二）基本原则',
      '二、主要任务',
      '（一）任务一',
      '第一条 为了规范',
      '第二条 本办法所称',
      '点',
    ])
    expect(result.html).toContain('<ul><li>点</li></ul>')
  })

  it('takes a signature pushed to the right by blanks for one, and reads a red head in a text box', async () => {
    const box = `<w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><w:txbxContent>${wordParagraph('示范县人民政府文件')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>`
    const blanks = ' '.repeat(30)
    const body =
      box +
      wordParagraph('    请执行。') +
      wordParagraph(`${blanks}示范县人民政府`) +
      wordParagraph(`${blanks}2024年6月1日`)
    expect((await read(makeDocx({ body }), '通知.docx')).html).toBe(
      '<p>示范县人民政府文件</p><p class="indent">请执行。</p><p class="align-right">示范县人民政府</p><p class="align-right">2024年6月1日</p>',
    )
  })

  it('leaves hidden words and comments out and says so', async () => {
    const body =
      '<w:p><w:r><w:t>公开</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>秘密</w:t></w:r><w:ins w:id="1" w:author="a"><w:r><w:t>新增</w:t></w:r></w:ins><w:del w:id="2" w:author="a"><w:r><w:delText>旧文</w:delText></w:r></w:del></w:p>'
    const result = await read(
      makeDocx({
        body,
        comments: '<w:comment w:id="0"><w:p/></w:comment>',
        core: '<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:creator>张三</dc:creator></cp:coreProperties>',
      }),
      '稿.docx',
    )
    expect(result.text).toBe('公开新增')
    expect(keys(result).sort()).toEqual(['author-data', 'comments', 'hidden-text', 'tracked-changes'])
  })
})

describe('.html and text', () => {
  const gbk = (text: string) => {
    // 标题通知 in GBK, spelled out so that the test needs no encoder.
    const table: Record<string, number[]> = { 标: [0xb1, 0xea], 题: [0xcc, 0xe2], 通: [0xcd, 0xa8], 知: [0xd6, 0xaa] }
    return Uint8Array.from([...text].flatMap((c) => table[c] ?? [c.charCodeAt(0)]))
  }
  it('reads GBK whether declared, undeclared or declared wrongly', async () => {
    for (const meta of ['<meta charset="gb2312">', '', '<meta charset="utf-8">'])
      expect((await read(gbk(`<html>${meta}<body><p>标题通知</p></body></html>`), 'a.html')).text).toBe('标题通知')
    expect((await read(gbk('标题通知'), 'a.txt')).text).toBe('标题通知')
  })
  it('takes the article out of a portal page', async () => {
    const html = `<html><head><title>关于开展检查的通知_示范县人民政府</title></head><body><div class="nav">首页</div><div class="TRS_Editor"><p>关于开展检查的通知</p><p>${'各单位要认真组织。'.repeat(12)}</p></div><div>版权所有</div></body></html>`
    const result = await read(strToU8(html), 'a.html')
    expect(result.title).toBe('关于开展检查的通知')
    expect(result.text).not.toMatch(/首页|版权/)
  })
  it('warns of a wrong extension', async () => {
    const result = await read(strToU8('<html><body><p>正文</p></body></html>'), '文件.doc')
    expect(result.kind).toBe('html')
    expect(keys(result)).toEqual(['extension-mismatch'])
  })
})

describe('.xlsx', () => {
  it('reads merged cells and leaves hidden sheets, rows and columns out', async () => {
    const { default: Excel } = await import('exceljs')
    const book = new Excel.Workbook()
    const sheet = book.addWorksheet('名单')
    sheet.addRow(['救助名单', null, null])
    sheet.mergeCells('A1:C1')
    sheet.addRow(['姓名', '身份证', '金额'])
    sheet.addRow(['甲', '1', 0.1 + 0.2])
    sheet.addRow(['乙', '2', { formula: 'C3', result: 5 }])
    sheet.getColumn(2).hidden = true
    sheet.getRow(4).hidden = true
    book.addWorksheet('底稿', { state: 'hidden' }).addRow(['密'])
    const result = await read(new Uint8Array((await book.xlsx.writeBuffer()) as ArrayBuffer), '名单.xlsx')
    expect(result.html).toBe(
      '<table><tbody><tr><td colspan="2">救助名单</td></tr><tr><td>姓名</td><td>金额</td></tr><tr><td>甲</td><td>0.3</td></tr></tbody></table>',
    )
    expect(keys(result)).toEqual(['hidden-sheets', 'hidden-rows'])
  })
})

describe('what cannot be read', () => {
  const cases: [string, Uint8Array, string, string][] = [
    ['empty', new Uint8Array(), 'a.docx', 'empty'],
    ['cut off zip', makeDocx({ body: '' }).slice(0, 300), 'a.docx', 'broken-file'],
    ['damaged part', makeDocx({ body: '<w:p><w:r>' }), 'a.docx', 'broken-file'],
    ['docx without words', makeDocx({ body: '<w:p/>' }), 'a.docx', 'no-text'],
    ['damaged pdf', strToU8('%PDF-1.7\nnothing'), 'a.pdf', 'broken-file'],
    ['a plain zip', zipSync({ 'a.txt': strToU8('甲') }), 'a.zip', 'attach-only'],
    [
      'a picture',
      Uint8Array.from([
        0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8,
        2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x49, 0x44, 0x41, 0x54,
      ]),
      'a.png',
      'attach-only',
    ],
    ['noise', Uint8Array.from({ length: 2000 }, (_, i) => (i * 7919) % 256), 'a.doc', 'not-supported'],
    [
      'an OLE head and no body',
      Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array(600).fill(0)]),
      'a.doc',
      'broken-file',
    ],
  ]
  it.each(cases)('%s', async (_, bytes, name, key) => {
    const result = await readDocument(bytes, name)
    expect(result).toMatchObject({ ok: false, key })
    if (!result.ok) expect(result.message).toMatch(/[\u4e00-\u9fff].*。$/)
  })
})

const corpus = path.resolve(process.env.GONGKAI_CORPUS ?? '../shared/corpus')
const present = existsSync(path.join(corpus, 'attachments'))
if (!present) console.log(`skipped: no corpus at ${corpus}`)

describe.skipIf(!present)('the corpus', () => {
  const file = (name: string) => new Uint8Array(readFileSync(path.join(corpus, 'attachments', name)))
  const lines = (name: string) =>
    gunzipSync(readFileSync(path.join(corpus, 'documents', name)))
      .toString()
      .trim()
      .split('\n')
      .map((l) => JSON.parse(l))

  it('answers for every attachment', async () => {
    for (const name of readdirSync(path.join(corpus, 'attachments'))) {
      const result = await readDocument(file(name), name)
      if (result.ok) {
        expect(cleanHtml(result.html), name).toBe(result.html)
        expect(result.text.length, name).toBeGreaterThan(5)
      } else expect(['scanned-pdf', 'garbled-pdf'], name).toContain(result.key)
    }
  })

  it('tells a scan and a garbage text layer from text', async () => {
    expect(await readDocument(file('国务院文件-扫描件.pdf'), 'a.pdf')).toMatchObject({ key: 'scanned-pdf' })
    expect(await readDocument(file('标准目次页-文本层乱码.pdf'), 'a.pdf')).toMatchObject({ key: 'garbled-pdf' })
    const good = await read(file('国务院文件-文本层.pdf'), 'a.pdf')
    expect(good.metadata).toMatchObject({
      title: '国务院关于河北雄安新区总体规划（2018—2035年）的批复',
      docNumber: '国函〔2018〕159号',
      issuer: '国务院',
      formedOn: '2018-12-25',
    })
  })

  it('reads a red-head OFD', async () => {
    const result = await read(file('关于同意张阿三同志辞职的批复.ofd'), 'a.ofd')
    expect(result.metadata).toMatchObject({
      title: '关于同意张阿三同志辞职的批复',
      docNumber: '路卫发〔2011〕76号',
      issuer: '测试符路桥区卫生局',
      formedOn: '2011-03-10',
      addressee: '区中医院',
    })
  })

  it('reads a docx under the name of a doc, a wps and a GBK page', async () => {
    const docx = await read(file('审批处理表-扩展名错写.doc'), '审批处理表-扩展名错写.doc')
    expect(docx.kind).toBe('docx')
    expect(keys(docx)).toContain('extension-mismatch')
    const wps = await read(file('上海市防汛信息中心文件.wps'), '上海市防汛信息中心文件.wps')
    expect(wps.metadata).toMatchObject({ issuer: '上海市防汛信息中心', formedOn: '2008-12-29' })
    expect(keys(wps)).not.toContain('extension-mismatch')
    expect((await read(file('国务院文件-GBK编码.html'), 'a.html')).title).toBe('专利代理条例')
    expect((await read(file('政府信息公开工作年度报告-标准表.html'), 'a.html')).html).toContain('rowspan="22"')
  })

  it('cleans every page of the old portals, once for all, and loses no word of their tables', () => {
    for (const name of ['state_council.html.jsonl.gz', 'county.html.jsonl.gz']) {
      for (const { id, html } of lines(name)) {
        const clean = cleanHtml(html)
        expect(cleanHtml(clean), id).toBe(clean)
        expect(clean).not.toMatch(/style=|mso|<span|<font/i)
        const cells = (html.match(/<td[\s>]/gi) ?? []).length
        expect((clean.match(/<td[\s>]/g) ?? []).length, id).toBe(cells)
        const letters = (t: string) => t.replace(/[^\p{L}\p{N}]/gu, '')
        const before = letters(htmlToText(html))
        expect(letters(htmlToText(clean)).length, id).toBe(before.length)
      }
    }
  })

  it('proposes the metadata of State Council pages as the portal has them', async () => {
    const known = new Map(lines('state_council.jsonl.gz').map((d) => [d.id, d]))
    const { proposeMetadata } = await import('./metadata.ts')
    let right = 0
    let all = 0
    for (const { id, html } of lines('state_council.html.jsonl.gz')) {
      const proposal = proposeMetadata(htmlToText(cleanHtml(html)))
      const d = known.get(id)
      const bare = (t: string | null) => (t ?? '').replace(/\s/g, '')
      for (const same of [
        bare(proposal.title) === bare(d.title),
        proposal.docNumber === d.doc_number,
        proposal.issuer === d.issuer,
        proposal.formedOn === d.issued_on,
      ]) {
        all++
        if (same) right++
      }
    }
    console.log(`metadata of State Council pages: ${right} of ${all} fields right`)
    expect(right / all).toBeGreaterThan(0.95)
  })

  it('turns every body of the corpus into clean HTML', () => {
    const names = readdirSync(path.join(corpus, 'documents')).filter((n) => n.endsWith('.gz') && !n.includes('html'))
    let bodies = 0
    for (const name of names) {
      for (const [i, { id, body }] of lines(name).entries()) {
        const html = textToHtml(body)
        bodies++
        // Cleaning is slower than writing: every fifth document is enough to prove the writer.
        if (i % 5 === 0) expect(cleanHtml(html), id).toBe(html)
        // Addresses of links and the marks of Markdown are not words.
        if (!body.includes(']('))
          expect(htmlToText(html).length, id).toBeGreaterThan(body.replace(/\s/g, '').length * 0.8)
      }
    }
    console.log(`${bodies} bodies written as HTML`)
  })
})
