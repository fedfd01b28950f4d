import { existsSync } from 'node:fs'
import { strFromU8, unzipSync } from 'fflate'
import QRCode from 'qrcode'
import { describe, expect, test } from 'vitest'
import { readDocument } from '../../src/foundations/documents/index.ts'
import { openedPdf, pagesInPdf } from '../../src/foundations/documents/testing.ts'
import { type Paper, paperApart } from '../../src/foundations/paper/index.ts'

const address = 'http://www.qinglan.example/items/7'
const paper = async (given: Partial<Paper> = {}): Promise<Paper> => ({
  title: '关于修缮农村公路的通知',
  docNumber: '青政办发〔2026〕3号',
  author: '青澜县人民政府办公室',
  facts: [
    ['索引号', '990000002/2026-00007'],
    ['发布日期', '2026-03-02'],
  ],
  html: '<h2>一、总体要求</h2><p class="indent">坚持<strong>因地制宜</strong>，10 月底前完成。</p><ol start="3"><li>先修危桥<ul><li>三座</li></ul></li><li>再修路面</li></ol><table><thead><tr><th>乡镇</th><th>里程</th></tr></thead><tbody><tr><td rowspan="2">柳树镇</td><td>12</td></tr><tr><td>13</td></tr><tr><td colspan="2">合计 25</td></tr></tbody></table><p class="align-right">2026年3月2日</p>',
  pictures: {},
  warning: '',
  attachments: [{ name: '附件1：清单.xlsx', detail: 'XLSX，12 KB', address: `${address}/files/1/a` }],
  address,
  origin: [`网页地址：${address}`, '核验编号：12-abcdef'],
  qr: {
    svg: await QRCode.toString(address, { type: 'svg' }),
    png: await QRCode.toBuffer(address),
    caption: '手机扫码看本页',
  },
  at: '2026-03-02T01:00:00Z',
  ...given,
})
const squeezed = (text: string) => text.replace(/\s+/g, '')
const pdfOf = async (given: Partial<Paper> = {}) => {
  const bytes = (await paperApart(await paper(given), 'pdf'))!
  const pdf = await openedPdf(bytes)
  return { bytes, pdf, text: squeezed((await pagesInPdf(pdf)).join('\n')), pages: pdf.numPages }
}

type Pdf = Awaited<ReturnType<typeof openedPdf>>
type Told = { role?: string; alt?: string; type?: string; id?: string; children?: Told[] }
/** The structure of each page as a screen reader walks it: roles, what stands for pictures, texts in brackets. */
const structureOf = async (pdf: Pdf) => {
  const texts = new Map<string, string>()
  const say = ({ role, alt, children = [] }: Told): string => {
    const own = children.filter((child) => child.type === 'content')
    const text = own.length ? `[${squeezed(own.map((one) => texts.get(one.id!) ?? '').join(''))}]` : ''
    const below = children.filter((child) => child.role).map(say)
    return `${role}${alt ? `=${alt}` : ''}${text}${below.length ? `(${below.join(' ')})` : ''}`
  }
  const told: string[] = []
  for (let n = 1; n <= pdf.numPages; n++) {
    const page = await pdf.getPage(n)
    let id = ''
    for (const item of (await page.getTextContent({ includeMarkedContent: true })).items) {
      if ('str' in item) texts.set(id, (texts.get(id) ?? '') + item.str)
      else id = item.type === 'endMarkedContent' ? '' : (item.id ?? '')
    }
    told.push(say((await page.getStructTree()) as Told))
  }
  return told
}

const words = [
  '关于修缮农村公路的通知',
  '青政办发〔2026〕3号',
  '一、总体要求',
  '因地制宜',
  '先修危桥',
  '三座',
  '再修路面',
  '柳树镇',
  '合计25',
  '附件1：清单.xlsx',
  address,
  '核验编号：12-abcdef',
  '990000002/2026-00007',
]

describe('as PDF', () => {
  test('every word can be searched, and the file names its title, issuer and language', async () => {
    const { text, pdf, bytes, pages } = await pdfOf()
    for (const word of words) expect(text).toContain(word)
    const { info } = await pdf.getMetadata()
    expect(info).toMatchObject({ Title: '关于修缮农村公路的通知', Author: '青澜县人民政府办公室', Language: 'zh-CN' })
    expect(pages).toBe(2)
    expect(bytes.length).toBeLessThan(150_000)
  })

  test('tagged: what stands on it is read in order, and as what it is', async () => {
    const html =
      '<h4>一、总体要求</h4><p></p><p class="indent">坚持<strong>因地制宜</strong>，见<a href="https://www.gov.cn/">国务院网站</a>。</p><ol start="3"><li>先修危桥<ul><li>三座</li></ul></li><li>再修路面</li></ol><table><caption>表1</caption><thead><tr><th>乡镇</th><th>里程</th></tr></thead><tbody><tr><th rowspan="2">柳树镇</th><td>12</td></tr><tr><td>13</td></tr><tr><td colspan="2">合计</td></tr></tbody></table><p><img src="/p/1" alt="整治后的河道" /></p>'
    const bytes = await QRCode.toBuffer('河道')
    const pictures = { '/p/1': { bytes, mediaType: 'image/png', width: 100, height: 100 } }
    const { pdf } = await pdfOf({
      html,
      pictures,
      facts: [['索引号', '990000002/2026-00007']],
      warning: '本文已经废止',
    })
    const parts = (...parts: string[]) => `Root(Document(${parts.join(' ')}))`
    expect(await structureOf(pdf)).toEqual([
      parts(
        'Table(TR(TH[索引号] TD[990000002/2026-00007]))',
        'P[青政办发〔2026〕3号]',
        'H1[关于修缮农村公路的通知]',
        'P[本文已经废止]',
        'H2[一、总体要求]',
        'P[坚持因地制宜，见。](Link[国务院网站])',
        'L(LI(Lbl[3.] LBody(P[先修危桥] L(LI(Lbl=•[] LBody[三座])))) LI(Lbl[4.] LBody[再修路面]))',
        'Table(Caption[表1] THead(TR(TH[乡镇] TH[里程])) TBody(TR(TH[柳树镇] TD[12]) TR(TD[13]) TR(TD[合计])))',
        'Figure=整治后的河道[]',
      ),
      parts(
        'H2[附件]',
        `L(LI(LBody(P[1.附件1：清单.xlsx（XLSX，12KB）] P(Link[${address}/files/1/a]))))`,
        'H2[来源与核验]',
        `P[网页地址：${address}]`,
        'P[核验编号：12-abcdef]',
        'Figure=手机扫码看本页[]',
        'P[手机扫码看本页]',
      ),
    ])
    for (const [told, name] of [
      [await pdf.getMarkInfo(), 'Marked'],
      [await pdf.getViewerPreferences(), 'DisplayDocTitle'],
    ] as const)
      expect([...((told ?? []) as Map<string, unknown>)]).toContainEqual([name, true])
  })

  test('a table over several pages: its head is read once', async () => {
    const rows = Array.from({ length: 120 }, (_, i) => `<tr><td>第${i}村</td><td>${i}</td></tr>`).join('')
    const html = `<table><thead><tr><th>村</th><th>户数</th></tr></thead><tbody>${rows}</tbody></table>`
    const { pdf, bytes, pages, text } = await pdfOf({ html, facts: [], attachments: [], qr: null })
    expect(pages).toBeGreaterThan(3)
    expect(text.split('户数').length - 1).toBe(pages)
    const told = await structureOf(pdf)
    expect(told[0]).toContain('THead(TR(TH[村] TH[户数])) TBody(TR(TD[第0村] TD[0]) TR(TD[第1村]')
    expect(told.join().split('户数').length - 1).toBe(1)
    expect(bytes.length).toBeLessThan(100_000)
  })

  test('no heading stays behind at the foot of a page, nor the caption of a table', async () => {
    const section = (_: unknown, i: number) =>
      `<h3>第${i}节</h3><p>起句${i}。</p>${'<p>又一段。</p>'.repeat((i * 5) % 8)}<table><caption>表${i}号</caption><thead><tr><th>乡镇</th></tr></thead><tbody><tr><td>首行${i}格</td></tr></tbody></table>`
    const { pdf, pages } = await pdfOf({ html: Array.from({ length: 90 }, section).join(''), facts: [] })
    expect(pages).toBeGreaterThan(20)
    const text = await pagesInPdf(pdf)
    const pageOf = (words: string) => text.findIndex((page) => squeezed(page).includes(words))
    for (let i = 0; i < 90; i++) {
      expect([i, pageOf(`第${i}节`)]).toEqual([i, pageOf(`起句${i}。`)])
      expect([i, pageOf(`表${i}号`)]).toEqual([i, pageOf(`首行${i}格`)])
    }
  })

  test('a document of five thousand characters in some five hundred different ones stays small', async () => {
    const common =
      '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严'
    const html = Array.from({ length: 50 }, (_, i) => `<p>${[...common].slice(i * 9, i * 9 + 100).join('')}</p>`).join(
      '',
    )
    const { bytes } = await pdfOf({ html })
    expect(bytes.length).toBeLessThan(300_000)
  })

  test('a character the font lacks is printed as 〓, and said', async () => {
    const { text } = await pdfOf({ html: '<p>张\u{3FFF0}三</p>' })
    expect(text).toContain('张〓三')
    expect(text).toContain('字体中没有的1个字以“〓”代替')
  })

  test.skipIf(!existsSync('/usr/share/fonts/truetype/babelstone'))(
    'a rare character of a name is set in the font of rare characters, where one is installed',
    async () => {
      const { text } = await pdfOf({
        facts: [['申请人', '王\u{30EDE}\u{2CDA8}三']],
        html: '<p>张<strong>\u{30EDE}</strong>三</p>',
      })
      expect(text).toContain('王\u{30EDE}\u{2CDA8}三')
      expect(text).toContain('张\u{30EDE}三')
      expect(text).not.toContain('〓')
    },
  )

  test('a letter, which stands on no page, says so too', async () => {
    const { text } = await pdfOf({ html: '<p>张\u{3FFF0}三</p>', qr: null, origin: [], attachments: [] })
    expect(text).toContain('字体中没有的1个字以“〓”代替')
    expect(text).toContain('以Word版为准')
  })

  test('who signs and the day never stand alone on a page', async () => {
    const signed = '<p class="align-right">云溪县水务局</p><p class="align-right">2026年6月12日</p>'
    const ends = async (lines: number) => {
      const html = `${'<p>一行。</p>'.repeat(lines)}<p>如不服本答复，可以申请行政复议。</p>${signed}`
      const { pdf } = await pdfOf({ html, facts: [], qr: null, origin: [], attachments: [] })
      const { items } = await (await pdf.getPage(pdf.numPages)).getTextContent()
      return items.map((item) => ('str' in item ? item.str : '')).join('')
    }
    for (let lines = 14; lines < 24; lines++) {
      const last = await ends(lines)
      expect(last, `${lines} lines`).toContain('云溪县水务局')
      expect(last, `${lines} lines`).toContain('可以申请行政复议。')
    }
  })

  test('a text that is none, a table of many columns, a word without end: set all the same', async () => {
    const wide = `<table><tbody><tr>${'<td>甲乙丙丁</td>'.repeat(30)}</tr></tbody></table>`
    const { text } = await pdfOf({ html: `${wide}<p>${'A'.repeat(3000)}</p><table><tbody><tr></tr></tbody></table>` })
    expect(text).toContain('甲乙丙丁')
    expect((await pdfOf({ html: '' })).text).toContain('关于修缮农村公路的通知')
  })
})

describe('as .docx', () => {
  test('the words, real headings, lists and merged cells, title and language', async () => {
    const bytes = (await paperApart(await paper(), 'docx'))!
    const read = await readDocument(bytes, 'a.docx')
    if (!read.ok) throw new Error(read.message)
    for (const word of words.filter((word) => word !== address)) expect(squeezed(read.text)).toContain(word)
    expect(read.html).toContain('<td rowspan="2">柳树镇</td>')
    expect(read.html).toContain('<td colspan="2">合计 25</td>')
    expect(read.html).toMatch(/<h2>一、总体要求<\/h2>/)
    const parts = Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]))
    expect(parts['docProps/core.xml']).toContain('<dc:title>关于修缮农村公路的通知</dc:title>')
    expect(parts['word/styles.xml']).toContain('w:eastAsia="zh-CN"')
    expect(parts['word/numbering.xml']).toContain('w:start w:val="3"')
  })

  test('who signs and the day stay with the last paragraph', async () => {
    const html =
      '<p>一行。</p><p>可以申请行政复议。</p><p class="align-right">云溪县水务局</p><p class="align-right">2026年6月12日</p>'
    const bytes = (await paperApart(await paper({ html, qr: null, attachments: [] }), 'docx'))!
    const body = strFromU8(unzipSync(bytes)['word/document.xml']!)
    const kept = body.split('<w:p>').filter((one) => one.includes('<w:keepNext/>'))
    expect(kept.map((one) => one.replace(/<[^>]+>/g, ''))).toEqual(['可以申请行政复议。', '云溪县水务局'])
  })
})
