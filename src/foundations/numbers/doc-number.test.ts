import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chineseInteger, readChineseInteger } from './chinese-integer.ts'
import { findDocNumbers, normaliseDocNumber, parseDocNumber } from './doc-number.ts'

describe('one number', () => {
  test.each([
    ['国办发〔2017〕47号', '国办发〔2017〕47号'],
    ['国办发[2017]47号', '国办发〔2017〕47号'],
    ['国办发（2017）47号', '国办发〔2017〕47号'],
    ['国办发(2017)47号', '国办发〔2017〕47号'],
    ['国办发【2017】47号', '国办发〔2017〕47号'],
    ['国办发［2017］47号', '国办发〔2017〕47号'],
    ['国办发﹝2017﹞47号', '国办发〔2017〕47号'],
    ['国办发〔２０１７〕４７号', '国办发〔2017〕47号'],
    ['国办发 〔 2017 〕 47 号', '国办发〔2017〕47号'],
    ['国办发〔2017〕第047号', '国办发〔2017〕47号'],
    ['国办发〔2017年〕47号', '国办发〔2017〕47号'],
    ['国办发〔2017〕47', '国办发〔2017〕47号'],
    ['国办发2017-47号', '国办发〔2017〕47号'],
    ['国办公开办函〔2021〕30号', '国办公开办函〔2021〕30号'],
    ['法释〔2025〕8号', '法释〔2025〕8号'],
    ['国务院令第711号', '国务院令第711号'],
    ['国务院令 第 711 号', '国务院令第711号'],
    ['国令第706号', '国令第706号'],
    ['中华人民共和国主席令第七十三号', '中华人民共和国主席令第73号'],
    ['杭州市第十二届人民代表大会常务委员会公告第56号', '杭州市第十二届人民代表大会常务委员会公告第56号'],
    ['国家税务总局公告2020年第5号', '国家税务总局公告2020年第5号'],
  ])('%s', (written, normal) => {
    expect(parseDocNumber(written)?.text).toBe(normal)
    expect(parseDocNumber(normal)?.text).toBe(normal)
  })

  test('the parts', () => {
    expect(parseDocNumber('宿政办函[2021]021号')).toEqual({
      kind: 'document',
      text: '宿政办函〔2021〕21号',
      code: '宿政办函',
      year: 2021,
      number: 21,
    })
    expect(parseDocNumber('国务院令第713号')).toMatchObject({
      kind: 'order',
      code: '国务院令',
      year: null,
      number: 713,
    })
  })

  test.each([
    '',
    '无',
    '2017年47号',
    '国办发〔20170〕47号',
    '国办发〔1017〕47号',
    '国办发〔2017〕0号',
    'HFGS-2022-7',
    '〔2017〕47号',
    '关于2017年工作的通知',
    '(2008)民一终字第12号',
  ])('"%s" is none', (text) => {
    expect(parseDocNumber(text)).toBeNull()
    expect(normaliseDocNumber(` ${text} `)).toBe(text)
  })

  test('every bracket, width and padding gives the same normal form', () => {
    const brackets = fc.constantFrom(...['〔〕', '[]', '()', '（）', '【】', '［］', '﹝﹞'].map((b) => [...b]))
    const wide = (text: string) => text.replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0))
    fc.assert(
      fc.property(
        brackets,
        fc.integer({ min: 1949, max: 2100 }),
        fc.integer({ min: 1, max: 99_999 }),
        fc.boolean(),
        fc.constantFrom('', ' ', '　'),
        (b, year, no, full, gap) => {
          const written = `云政办发${b[0]}${gap}${year}${b[1]}${gap}第${String(no).padStart(3, '0')}${gap}号`
          expect(parseDocNumber(full ? wide(written) : written)?.text).toBe(`云政办发〔${year}〕${no}号`)
        },
      ),
    )
  })
})

describe('numbers in a running text', () => {
  test('each with its place', () => {
    const text =
      '根据《通知》（国办发〔2019〕54号）和财预[2016]143号、《条例》（国务院令第711号）的规定，废止云政发（2009）40号。'
    const found = findDocNumbers(text)
    expect(found.map((f) => f.text)).toEqual([
      '国办发〔2019〕54号',
      '财预〔2016〕143号',
      '国务院令第711号',
      '云政发〔2009〕40号',
    ])
    for (const f of found) expect(text.slice(f.start, f.end)).toBe(f.found)
  })
  test('lead-in words are cut off', () => {
    expect(findDocNumbers('现将国办函〔2020〕109号文件转发给你们').map((f) => f.text)).toEqual(['国办函〔2020〕109号'])
    expect(findDocNumbers('2017年9月26日国家工商行政管理总局令第92号').map((f) => f.code)).toEqual([
      '国家工商行政管理总局令',
    ])
    expect(findDocNumbers('按照国办发明电〔2025〕7号执行').map((f) => f.code)).toEqual(['国办发明电'])
  })
  test('a place whose name begins like a lead-in word keeps it', () => {
    expect(findDocNumbers('（和政发〔2020〕1号）').map((f) => f.code)).toEqual(['和政发'])
    expect(findDocNumbers('《办法》和国经贸〔2000〕12号').map((f) => f.code)).toEqual(['国经贸'])
  })
  test('articles of a law are none', () => {
    expect(findDocNumbers('违反本条例第十四条、第2号附件的')).toEqual([])
  })
})

describe('Chinese integers', () => {
  test.each([
    [1, '一'],
    [10, '十'],
    [14, '十四'],
    [20, '二十'],
    [56, '五十六'],
    [100, '一百'],
    [105, '一百零五'],
    [110, '一百一十'],
    [201, '二百零一'],
    [1260, '一千二百六十'],
    [1005, '一千零五'],
  ])('%i is %s', (n, text) => {
    expect(chineseInteger(n)).toBe(text)
    expect(readChineseInteger(text)).toBe(n)
  })
  test('what is written can be read', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 9999 }), (n) => readChineseInteger(chineseInteger(n)) === n))
  })
  test.each([
    ['一九九三', 1993],
    ['二〇〇七', 2007],
    ['十十', null],
    ['百', null],
    ['', null],
    ['号', null],
  ])('%s reads as %s', (text, n) => expect(readChineseInteger(text)).toBe(n))
})
