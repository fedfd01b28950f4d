import fc from 'fast-check'
import { unzipSync } from 'fflate'
import mammoth from 'mammoth'
import { describe, expect, test } from 'vitest'
import { findHidden } from '../documents/index.ts'
import { wordParagraph } from '../documents/testing.ts'
import { findPassages, type Mark, outlineOf, proposeMarks, redact } from './index.ts'
import { makeWord, namespaces, type Part, tracesOf } from './testing.ts'

const NAME = '欧阳锦绣'
const ID = '11010519491231002X'
const BAR = '【条例第十五条】'

const run = (text: string, properties = '') =>
  `<w:r>${properties ? `<w:rPr>${properties}</w:rPr>` : ''}<w:t xml:space="preserve">${text}</w:t></w:r>`
const p = (...runs: string[]) => `<w:p>${runs.join('')}</w:p>`
const box = (text: string, old = text) =>
  `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:docPr id="9" name="文本框 ${NAME}" descr="${NAME}的说明" title="${NAME}"/><a:graphic><a:graphicData uri="x"><wps:wsp><wps:txbx><w:txbxContent>${p(run(text))}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape alt="${NAME}"><v:textbox><w:txbxContent>${p(run(old))}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>`
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const picture = (id: string, alt: string) =>
  `<w:r><w:drawing><wp:inline><wp:docPr id="3" name="${alt}.jpg" descr="${alt}"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="${alt}"/></pic:nvPicPr><pic:blipFill><a:blip r:embed="${id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`
const wordRoot = (name: string, inside: string) => `<w:${name} ${namespaces}>${inside}</w:${name}>`

/** A document with the name in every place that Word has for it. */
const everywhere = () => {
  const body = [
    p(
      run('申请人'),
      run('欧阳', '<w:b/>'),
      `<w:proofErr w:type="spellStart"/>`,
      run('锦'),
      `<w:bookmarkStart w:id="1" w:name="${NAME}"/>`,
      run('绣'),
      '<w:bookmarkEnd w:id="1"/>',
      run('住在本县。'),
    ),
    p(run('链接：'), `<w:hyperlink r:id="link" w:tooltip="${NAME}">${run(`${NAME}的主页`)}</w:hyperlink>`, run('。')),
    p(
      run('域：'),
      `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "mailto:a@b.cn?subject=${encodeURIComponent(NAME)}" \\o "${NAME}" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run(NAME)}<w:r><w:fldChar w:fldCharType="end"/></w:r>`,
      run('完。'),
    ),
    p(`<w:fldSimple w:instr=" AUTHOR ${NAME} ">${run(NAME)}</w:fldSimple>`, run('签收')),
    `<w:sdt><w:sdtPr><w:alias w:val="${NAME}"/><w:tag w:val="${NAME}"/><w:dropDownList><w:listItem w:displayText="${NAME}" w:value="1"/></w:dropDownList></w:sdtPr><w:sdtContent>${p(run(`控件里的${NAME}先生`))}</w:sdtContent></w:sdt>`,
    p(
      run('修订：'),
      `<w:ins w:id="5" w:author="${NAME}" w:date="2026-01-01T00:00:00Z">${run('新增')}</w:ins><w:del w:id="6" w:author="${NAME}" w:date="2026-01-01T00:00:00Z"><w:r><w:delText>${NAME}</w:delText></w:r></w:del>`,
      run('结束'),
    ),
    p(
      `<w:commentRangeStart w:id="0"/>`,
      run('有批注的话'),
      `<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>`,
    ),
    p(run('隐藏'), run(NAME, '<w:vanish/>'), run('文字')),
    p(run('文本框：'), box(`框内${NAME}在此`), run('后文')),
    p(run('图：'), picture('pic', `${NAME}身份证`), run('图后')),
    p(run('数学：'), `<m:oMath><m:r><m:t>${NAME}+1</m:t></m:r></m:oMath>`),
    `<w:tbl><w:tblPr><w:tblCaption w:val="${NAME}"/></w:tblPr><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>${p(run(`表中${NAME}一格`))}</w:tc></w:tr></w:tbl>`,
    p(
      `<!-- ${NAME} --><w:smartTag w:uri="u" w:element="${NAME}"><w:smartTagPr><w:attr w:name="n" w:val="${NAME}"/></w:smartTagPr>${run('智能标记')}</w:smartTag>${NAME}`,
    ),
    p(
      run(`身份证号${ID}，页码`),
      '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
      '<w:r><w:footnoteReference w:id="2"/></w:r>',
    ),
    '<w:sectPr><w:headerReference w:type="default" r:id="h1"/><w:headerReference w:type="first" r:id="h2"/></w:sectPr>',
  ].join('')
  const parts: Part[] = [
    { id: 'h1', type: 'header', name: 'header1.xml', xml: wordRoot('hdr', p(run(`页眉${NAME}案`))) },
    { id: 'h2', type: 'header', name: 'header2.xml', xml: wordRoot('hdr', p(run('页眉欧阳'), run('锦绣案'))) },
    {
      id: 'fn',
      type: 'footnotes',
      name: 'footnotes.xml',
      xml: wordRoot('footnotes', `<w:footnote w:id="2">${p(run(`脚注提到${NAME}。`))}</w:footnote>`),
    },
    {
      id: 'c',
      type: 'comments',
      name: 'comments.xml',
      xml: wordRoot('comments', `<w:comment w:id="0" w:author="${NAME}">${p(run(`批注：${NAME}`))}</w:comment>`),
    },
    {
      id: 's',
      type: 'settings',
      name: 'settings.xml',
      xml: wordRoot(
        'settings',
        `<w:evenAndOddHeaders/><w:docVars><w:docVar w:name="n" w:val="${NAME}"/></w:docVars><w:captions><w:caption w:name="${NAME}"/></w:captions>`,
      ),
    },
    { id: 'pic', type: 'image', name: 'media/image1.png', bytes: png },
    { id: 'link', type: 'hyperlink', name: `https://example.cn/${encodeURIComponent(NAME)}`, external: true },
    { id: 'x', type: 'customXml', name: '../customXml/item1.xml' },
  ]
  const rootParts: Part[] = [
    {
      id: 'p1',
      type: 'extended-properties',
      name: 'docProps/app.xml',
      xml: `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><TitlesOfParts>${NAME}</TitlesOfParts></Properties>`,
    },
    {
      id: 'p2',
      type: 'custom-properties',
      name: 'docProps/custom.xml',
      xml: `<Properties><property name="n"><lpwstr>${NAME}</lpwstr></property></Properties>`,
    },
    { id: 'p3', type: 'none', name: 'customXml/item1.xml', xml: `<root><n>${NAME}</n></root>` },
  ]
  return makeWord(body, parts, rootParts)
}

const outlined = async (bytes: Uint8Array) => {
  const outline = await outlineOf(bytes, 'docx')
  if (!outline.ok || outline.kind !== 'docx') throw new Error(JSON.stringify(outline))
  return outline
}
const done = async (bytes: Uint8Array, marks: readonly Mark[]) => {
  const copy = await redact(bytes, 'docx', marks)
  if (!copy.ok) throw new Error(copy.message)
  return copy
}
const textOf = async (bytes: Uint8Array) => (await mammoth.extractRawText({ buffer: Buffer.from(bytes) })).value

describe('a name in every place that Word has for it', () => {
  test('is found, marked and gone; the rest is there for another reader', async () => {
    const bytes = everywhere()
    expect(tracesOf(bytes, [NAME]).length).toBeGreaterThan(10)
    const outline = await outlined(bytes)
    const passages = findPassages(outline, NAME)
    expect(passages.length).toBeGreaterThanOrEqual(10)
    const copy = await done(
      bytes,
      passages.map((one) => ({ ...one, ground: 'EX15' })),
    )
    expect(tracesOf(copy.bytes, [NAME, '欧阳', '锦绣'])).toEqual([])
    expect(copy.report).toMatchObject({ byGround: { EX15: passages.length }, bars: passages.length, notes: [] })

    const text = await textOf(copy.bytes)
    for (const left of [
      `申请人${BAR}住在本县。`,
      `链接：${BAR}的主页。`,
      `域：${BAR}完。`,
      `${BAR}签收`,
      `控件里的${BAR}先生`,
      '修订：新增结束',
      '有批注的话',
      '隐藏文字',
      `框内${BAR}在此`,
      '图后',
      `表中${BAR}一格`,
      '智能标记',
      `身份证号${ID}，页码1`,
    ])
      expect(text).toContain(left)
    const parts = unzipSync(copy.bytes)
    const xml = (name: string) => Buffer.from(parts[name]!).toString()
    expect(xml('word/header1.xml')).toContain(`页眉</w:t></w:r>`)
    expect(xml('word/header2.xml')).toContain(BAR)
    expect(xml('word/footnotes.xml')).toContain('脚注提到')
    expect(xml('word/document.xml')).toContain(
      `<m:t xml:space="preserve">${BAR}</m:t><m:t xml:space="preserve">+1</m:t>`,
    )
    expect(xml('word/document.xml')).toContain(' PAGE ')
    expect(Object.keys(parts).sort()).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'word/_rels/document.xml.rels',
      'word/document.xml',
      'word/footnotes.xml',
      'word/header1.xml',
      'word/header2.xml',
      'word/media/image1.png',
      'word/settings.xml',
    ])
    const hidden = await findHidden(copy.bytes, 'a.docx')
    expect(hidden.filter(({ severity }) => severity !== 'info')).toEqual([])
  })

  test('a picture is marked whole and its file goes', async () => {
    const bytes = everywhere()
    const outline = await outlined(bytes)
    const drawing = outline.blocks.filter(({ kind }) => kind === 'drawing')[1]!
    const copy = await done(bytes, [{ block: drawing.id, whole: true, ground: 'EX15' }])
    expect(Object.keys(unzipSync(copy.bytes))).not.toContain('word/media/image1.png')
    expect(await textOf(copy.bytes)).toContain(`图：${BAR}图后`)
  })

  test('words that stay elsewhere are told of', async () => {
    const bytes = everywhere()
    const [first] = findPassages(await outlined(bytes), NAME)
    const copy = await done(bytes, [{ ...first!, ground: 'EX15' } as Mark])
    expect(copy.report.notes.map(({ key }) => key)).toEqual(['elsewhere'])
    expect(copy.report.notes[0]!.message).not.toContain(NAME)
  })

  test('personal data is proposed', async () => {
    const outline = await outlined(everywhere())
    const marks = proposeMarks(outline)
    expect(marks).toHaveLength(1)
    const copy = await done(everywhere(), marks)
    expect(tracesOf(copy.bytes, [ID])).toEqual([])
    expect(await textOf(copy.bytes)).toContain(`身份证号${BAR}，页码1`)
  })
})

describe('bars', () => {
  const body = wordParagraph('甲乙丙丁戊己庚辛壬癸')
  const bar = async (marks: [number, number, Mark['ground']][]) => {
    const copy = await done(
      makeWord(body),
      marks.map(([start, end, ground]) => ({ block: 'document:p0', start, end, ground })),
    )
    return { text: (await textOf(copy.bytes)).trim(), bars: copy.report.bars }
  }
  test.each([
    ['one', [[2, 4, 'EX15']], '甲乙【条例第十五条】戊己庚辛壬癸', 1],
    ['of constant length', [[2, 9, 'EX15']], '甲乙【条例第十五条】癸', 1],
    [
      'two in one piece',
      [
        [1, 2, 'EX16a'],
        [4, 6, 'EX14a'],
      ],
      '甲【条例第十六条第一款】丙丁【条例第十四条】庚辛壬癸',
      2,
    ],
    [
      'side by side',
      [
        [1, 2, 'EX16b'],
        [2, 3, 'EX15'],
      ],
      '甲【条例第十六条第二款】【条例第十五条】丁戊己庚辛壬癸',
      2,
    ],
    [
      'overlapping',
      [
        [1, 4, 'EX15'],
        [2, 6, 'EX14c'],
        [1, 2, 'EX15'],
      ],
      '甲【条例第十四条、第十五条】庚辛壬癸',
      1,
    ],
    ['from end to end', [[0, 10, 'EX16c']], '【条例第十六条第二款】', 1],
  ] as [string, [number, number, Mark['ground']][], string, number][])('%s', async (_, marks, text, bars) => {
    expect(await bar(marks)).toEqual({ text, bars })
  })

  test('a box that old readers see differently loses that', async () => {
    const bytes = makeWord(p(run('前'), box('新样子', `旧样子${NAME}`), run('后')))
    expect(findPassages(await outlined(bytes), NAME)).toEqual([])
    const copy = await done(bytes, [])
    expect(tracesOf(copy.bytes, [NAME])).toEqual([])
  })
})

test('whatever is marked is gone, and nothing else', async () => {
  const letters = '天地玄黄宇宙洪荒日月盈昃辰宿列张'
  const word = fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 12 })
  const runs = fc.array(fc.tuple(word, fc.constantFrom('', '<w:b/>', '<w:i/>')), { minLength: 1, maxLength: 5 })
  const cases = fc.tuple(
    fc.array(runs, { minLength: 1, maxLength: 4 }),
    fc.array(fc.tuple(fc.nat(3), fc.nat(60), fc.nat(60)), { maxLength: 6 }),
  )
  await fc.assert(
    fc.asyncProperty(cases, async ([paragraphs, spans]) => {
      const bytes = makeWord(paragraphs.map((list) => p(...list.map(([text, look]) => run(text, look)))).join(''))
      const texts = paragraphs.map((list) => list.map(([text]) => text).join(''))
      const marks = spans.flatMap(([n, a, b]) => {
        const text = texts[n % texts.length]!
        const [start, end] = [a % text.length, (b % text.length) + 1].sort((x, y) => x - y) as [number, number]
        return start < end ? [{ block: `document:p${n % texts.length}`, start, end, ground: 'EX15' as const }] : []
      })
      const expected = texts.map((text, n) => {
        const chars = [...text].map((c, i) => {
          const over = marks.filter((one) => one.block === `document:p${n}` && one.start <= i && i < one.end)
          return over.length ? '■' : c
        })
        return chars.join('').replace(/■+/g, BAR)
      })
      const copy = await redact(bytes, 'docx', marks)
      if (!copy.ok) throw new Error(copy.key)
      const got = (await textOf(copy.bytes)).split('\n\n').slice(0, texts.length)
      expect(got.map((text) => text.replace(/(【条例第十五条】)+/g, BAR))).toEqual(expected)
    }),
    { numRuns: 40 },
  )
})
