import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanHtml, cleanHtmlWithReport, htmlToText, summaryOf, textToHtml } from './sanitize.ts'

describe('cleanHtml', () => {
  const cases: [string, string, string][] = [
    ['scripts go', '<p>甲<script>alert(1)</script></p>', '<p>甲</p>'],
    ['handlers go', '<p onclick="x()">甲</p><img src=x onerror=alert(1)>', '<p>甲</p>'],
    ['script links lose their address', '<p><a href=" java\tscript:alert(1)">甲</a></p>', '<p>甲</p>'],
    ['protocol-relative links too', '<p><a href="//evil.example">甲</a></p>', '<p>甲</p>'],
    [
      'good links stay',
      '<p><a href="/a?b=1&amp;c=2" target=_blank>甲</a></p>',
      '<p><a href="/a?b=1&amp;c=2">甲</a></p>',
    ],
    ['data pictures go', '<p>甲<img src="data:image/png;base64,AA"></p>', '<p>甲</p>'],
    ['our pictures stay', '<p><img src="/files/1" alt="图"></p>', '<p><img src="/files/1" alt="图" /></p>'],
    [
      'Word alignment becomes a class',
      '<p class=MsoNormal style="text-align:center;mso-x:y"><b><span style="font-size:18pt">关于</span></b><b>调整的通知</b><o:p></o:p></p>',
      '<p class="align-center"><strong>关于调整的通知</strong></p>',
    ],
    [
      'blank indentation becomes a class',
      '<p>&nbsp;&nbsp;&nbsp; 根据</p><p>　　现将</p>',
      '<p class="indent">根据</p><p class="indent">现将</p>',
    ],
    ['source indentation does not', '<p>\n    根据\n    规定\n</p>', '<p>根据规定</p>'],
    ['empty paragraphs go', '<p>甲</p><p>&nbsp;</p><p><br></p><p>乙</p>', '<p>甲</p><p>乙</p>'],
    [
      'double breaks cut',
      '<div>甲<br><br>乙<br>丙<br>　　丁</div>',
      '<p>甲</p><p>乙<br />丙</p><p class="indent">丁</p>',
    ],
    ['font and center', '<center><font size=5>标题</font></center>', '<p class="align-center">标题</p>'],
    [
      'merged cells survive',
      '<table border=1><tr><td colspan="2" align=center>甲</td></tr><tr><td rowspan=2><p>乙</p></td><td>丙</td></tr><tr><td>丁</td></tr></table>',
      '<table><tbody><tr><td colspan="2" class="align-center">甲</td></tr><tr><td rowspan="2">乙</td><td>丙</td></tr><tr><td>丁</td></tr></tbody></table>',
    ],
    [
      'nested tables survive',
      '<table><tr><td>甲<table><tr><td>乙</td></tr></table></td><td>丙</td></tr></table>',
      '<table><tbody><tr><td><p>甲</p><table><tbody><tr><td>乙</td></tr></tbody></table></td><td>丙</td></tr></tbody></table>',
    ],
    [
      'a table that only lays out the page is opened',
      '<table><tr><td><p>甲</p><table><tr><td>乙</td><td>丙</td></tr></table></td></tr></table>',
      '<p>甲</p><table><tbody><tr><td>乙</td><td>丙</td></tr></tbody></table>',
    ],
    ['hidden text goes', '<p>甲<span style="display:none">密</span></p>', '<p>甲</p>'],
    ['zero-width characters go', '<p>身\u200b份\ufeff证</p>', '<p>身份证</p>'],
    ['lists', '<ul><li><p>甲</p><li>乙<ol><li>丙</ol></ul>', '<ul><li>甲</li><li>乙<ol><li>丙</li></ol></li></ul>'],
    [
      'conditional comments go',
      '<!--[if gte mso 9]><xml>x</xml><![endif]--><p>甲</p><![if !x]><![endif]>',
      '<p>甲</p>',
    ],
    ['headings lose their bold', '<h2><b>第一章</b></h2>', '<h2>第一章</h2>'],
    ['svg goes', '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg><p>甲</p>', '<p>甲</p>'],
  ]
  it.each(cases)('%s', (_, given, expected) => expect(cleanHtml(given)).toBe(expected))

  it('says what it dropped', () => {
    const { dropped } = cleanHtmlWithReport(
      '<img src=http://a/b.png><p style="display:none">甲</p><iframe src=x></iframe><script>1</script>',
    )
    expect(dropped).toEqual({ images: 1, hidden: 1, active: 2 })
  })

  it.each([
    ['a broken declaration in a list', '<ol start=3><!<p>', ''],
    ['a processing instruction in a list', '<ul><?xml:namespace prefix = o ?><li>甲</ul>', '<ul><li>甲</li></ul>'],
    [
      'a declaration in a table',
      '<table><!<tr><tr><! x><td>甲</table>',
      '<table><tbody><tr><td>甲</td></tr></tbody></table>',
    ],
    ['a comment in a row', '<table><tr><!-- x --><td>甲</table>', '<table><tbody><tr><td>甲</td></tr></tbody></table>'],
  ])('is not led astray by %s', (_, given, expected) => expect(cleanHtml(given)).toBe(expected))

  it('survives absurd depth and breadth', () => {
    expect(htmlToText(cleanHtml(`${'<div>'.repeat(200)}${'甲<br>'.repeat(200_000)}`))).toContain('甲')
    const deep = `${'<div><b>'.repeat(20_000)}甲${'</b></div>'.repeat(20_000)}`
    expect(htmlToText(cleanHtml(deep))).toBe('甲')
  })

  const piece = fc.oneof(
    fc.constantFrom(
      '<p>',
      '</p>',
      '<div align=center>',
      '</div>',
      '<b>',
      '</b>',
      '<i>',
      '</i>',
      '<span style="font-weight:bold">',
      '</span>',
      '<br>',
      '<br/>',
      '&nbsp;',
      '&nbsp;&nbsp;',
      '　　',
      ' ',
      '\n',
      '<table>',
      '</table>',
      '<tr>',
      '</tr>',
      '<td colspan=2>',
      '<td align=right>',
      '</td>',
      '<th>',
      '<thead>',
      '<tbody>',
      '<caption>',
      '</caption>',
      '<ul>',
      '<ol start=3>',
      '</ul>',
      '<li>',
      '</li>',
      '<h1>',
      '</h1>',
      '<pre>',
      '</pre>',
      '<blockquote>',
      '</blockquote>',
      '<hr>',
      '<a href="/x">',
      '<a href="http://a.b/c?d&e">',
      '</a>',
      '<img src="/y" alt=\'"z"\'>',
      '<p style="text-indent:2em">',
      '<center>',
      '</center>',
      '<font>',
      '<o:p>',
      '<sup>',
      '</sup>',
      '<u>',
      '</u>',
      '<script>',
      '</script>',
      '<style>',
      '</style>',
      '<!',
      '<?',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '&lt;',
      '&amp;lt;',
      '<',
      '>',
      '"',
      '&#0;',
      '&#x80;',
      '\u200b',
      '\ud800',
      '<p class="align-right indent">',
      '<svg>',
      '</svg>',
      '<template>',
      '<textarea>',
      '</textarea>',
      '<select><option>x',
      '<form>',
      '<noscript>',
      '<math>',
      '<title>',
      '</title>',
      '<xmp>',
      '<plaintext>',
      '<iframe>',
      '</iframe>',
    ),
    fc.constantFrom('甲', '乙', '第一条', 'abc', '1'),
    fc.string({ maxLength: 6 }),
  )
  const messy = fc.array(piece, { maxLength: 40 }).map((parts) => parts.join(''))

  it('cleaning twice is cleaning once', () => {
    fc.assert(
      fc.property(messy, (html) => {
        const once = cleanHtml(html)
        expect(cleanHtml(once)).toBe(once)
      }),
      { numRuns: 4000 },
    )
  })

  it('never lets script through', () => {
    fc.assert(
      fc.property(messy, (html) => {
        const out = cleanHtml(html)
        expect(out).not.toMatch(
          /<(?!\/?(h[1-6]|p|ul|ol|li|table|caption|thead|tbody|tr|th|td|blockquote|pre|hr|br|strong|em|u|s|sup|sub|a|img)[\s/>])/,
        )
        expect(out).not.toMatch(/<[^>]*\s(on\w+|style)\s*=/i)
      }),
      { numRuns: 4000 },
    )
  })

  it('is read as text the same with the parser, which a comment asks for, and without', () => {
    fc.assert(
      fc.property(messy, (html) => {
        const clean = cleanHtml(html)
        expect(htmlToText(clean)).toBe(htmlToText(`${clean}<!---->`))
      }),
      { numRuns: 4000 },
    )
  })
})

describe('htmlToText', () => {
  it('gives a line for each paragraph and a tab between cells', () => {
    expect(
      htmlToText(
        '<h2>甲</h2><p>乙<br />丙</p><table><tbody><tr><td></td><td>一</td><td><p>二</p><p>三</p></td></tr></tbody></table>',
      ),
    ).toBe('甲\n乙\n丙\n\t一\t二 三')
  })
  it('reads entities and leaves scripts out', () => {
    expect(htmlToText('<p>a &lt; b</p><script>x</script>')).toBe('a < b')
  })
})

describe('textToHtml', () => {
  const cases: [string, string, string][] = [
    ['chapters', '## 第一章 总则', '<h2>第一章 总则</h2>'],
    ['articles', '第一条 为了规范，制定本条例。', '<p><strong>第一条</strong>\u3000为了规范，制定本条例。</p>'],
    ['bold articles', '**第二条**\u3000本法所称', '<p><strong>第二条</strong>\u3000本法所称</p>'],
    ['a reference to an article is no article', '第三十一条规定：“任何单位”', '<p>第三十一条规定：“任何单位”</p>'],
    ['plain chapters', '第一章 总 则', '<h2>第一章 总 则</h2>'],
    [
      'a table of contents is no heading',
      '第一章 总则\n第二章 附则\n第一章 总则\n正文。',
      '<p>第一章 总则</p><h2>第二章 附则</h2><h2>第一章 总则</h2><p>正文。</p>',
    ],
    ['markup is escaped', '<script>1</script>', '<p>&lt;script&gt;1&lt;/script&gt;</p>'],
    [
      'pipe tables',
      '| 甲 | 乙 |\n|---|---|\n| 1 | 2 |',
      '<table><thead><tr><th>甲</th><th>乙</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>',
    ],
    ['drawn tables', '┌──┬──┐\n│甲│乙│\n└──┴──┘', '<pre>┌──┬──┐\n│甲│乙│\n└──┴──┘</pre>'],
    [
      'dead links keep their words',
      '见[保险法](../a/b/)和[网](https://a.cn/)',
      '<p>见保险法和<a href="https://a.cn/">网</a></p>',
    ],
  ]
  it.each(cases)('%s', (_, given, expected) => expect(textToHtml(given)).toBe(expected))

  it('writes clean HTML, whatever the text', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '## 甲',
        '# #',
        '**第一条** 甲',
        '**',
        '|a|',
        '| |',
        '│x│',
        '---',
        '　　甲',
        '第一章 总则',
        '[a](http://b"c)',
        '**[a](http://b)**',
        '&nbsp;',
        '第二条',
      ),
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const html = textToHtml(lines.join('\n'))
        expect(cleanHtml(html)).toBe(html)
      }),
      { numRuns: 3000 },
    )
  })
})

describe('summaryOf', () => {
  it('passes over the head of a document and ends with a sentence', () => {
    expect(
      summaryOf(
        '国发〔2019〕1号\n各省人民政府：\n为贯彻落实党中央决策部署，现就有关事项通知如下。一、总体要求。坚持以人民为中心。',
        40,
      ),
    ).toBe('为贯彻落实党中央决策部署，现就有关事项通知如下。一、总体要求。坚持以人民为中心。')
    expect(summaryOf('为贯彻落实党中央决策部署，现就有关事项通知如下。一、总体要求。坚持以人民为中心。', 26)).toBe(
      '为贯彻落实党中央决策部署，现就有关事项通知如下。',
    )
  })
})
