import { describe, expect, test } from 'vitest'
import { readLine } from './line.ts'

const line = (more: Record<string, unknown> = {}) =>
  JSON.stringify({
    id: 'a1',
    title: '关于做好春耕备耕工作的通知',
    body: '各村要抓好春耕备耕。',
    doc_number: '云溪农发[2019]3号',
    issuer: '云溪县农业农村局',
    issued_on: '2019-03-05',
    kind: 'notice',
    extra: {
      url: 'http://old.example/1.html',
      published_on: '2019-03-06',
      topic: '农业\\种植业',
      keywords: '春耕；备耕',
    },
    ...more,
  })

describe('a good line', () => {
  test('is read with what it says', () => {
    expect(readLine(line())).toMatchObject({
      sourceId: 'a1',
      docNumber: '云溪农发〔2019〕3号',
      formedOn: '2019-03-05',
      publishedOn: '2019-03-06',
      kind: 'notice',
      columnCode: 'notices',
      subject: ['农业', '种植业'],
      keywords: ['春耕', '备耕'],
      sourceUrl: 'http://old.example/1.html',
    })
  })
  test('takes the better layout of its companion', () => {
    const read = readLine(line(), (id) => (id === 'a1' ? '<p>各村要<b>抓好</b></p><script>x()</script>' : undefined))
    expect(read).toMatchObject({
      bodyHtml: expect.stringMatching(/抓好/),
      bodyText: expect.not.stringContaining('x()'),
    })
  })
  test.each([
    ['a number as id', { id: 17 }, { sourceId: '17' }],
    ['no dates', { issued_on: null, extra: null }, { formedOn: null, publishedOn: null }],
    ['an unknown kind', { kind: 'poem' }, { kind: 'other' }],
    ['a kind of ours', { kind: 'statistics' }, { kind: 'statistics' }],
    ['an expired document', { extra: { expired: true } }, { expired: true }],
    [
      'a keyword as long as a sentence is cut',
      { extra: { keywords: '长'.repeat(90) } },
      { keywords: ['长'.repeat(40)] },
    ],
    ['a topic as long as a sentence is cut', { extra: { topic: '题'.repeat(90) } }, { subject: ['题'.repeat(50)] }],
    ['a date of the early republic', { issued_on: '1950-05-01', extra: null }, { formedOn: '1950-05-01' }],
  ])('%s', (_, more, read) => {
    expect(readLine(line(more))).toMatchObject(read)
  })
})

describe('a bad line is refused in a Chinese sentence, with its id where it has one', () => {
  test.each([
    ['an id beyond all measure', line({ id: 'x'.repeat(201) }), 'x'.repeat(200), /字段 id/],
    ['an id with a null byte', line({ id: 'a\u00001' }), 'a\ufffd1', /空字符/],
    ['cut off', line().slice(0, 60), null, /JSON/],
    ['not an object', '"文字"', null, /字段/],
    ['null', 'null', null, /字段/],
    ['an array', '[1]', null, /字段/],
    ['no id', line({ id: null }), null, /字段 id/],
    ['a title that is a number', line({ title: 5 }), 'a1', /字段 title/],
    ['extra that is a text', line({ extra: '无' }), 'a1', /字段 extra/],
    ['no title', line({ title: '  ' }), 'a1', /没有标题/],
    ['a title of 400 characters', line({ title: '长'.repeat(400) }), 'a1', /400 个字/],
    ['no body', line({ body: null }), 'a1', /没有正文/],
    ['a body of markup only', line({ body: '', html: '<p><br></p>' }), 'a1', /没有正文/],
    ['a body beyond all measure', line({ body: `${'字'.repeat(2_100_000)}` }), 'a1', /正文/],
    ['31 February', line({ issued_on: '2019-02-31' }), 'a1', /2019-02-31/],
    ['a date in words', line({ extra: { published_on: '二〇一九年' } }), 'a1', /published_on/],
    ['a month only', line({ extra: { valid_from: '2019-03' } }), 'a1', /valid_from/],
    ['the year 0', line({ issued_on: '0000-01-01' }), 'a1', /0000-01-01/],
    ['a year of five digits', line({ issued_on: '+012019-01-01' }), 'a1', /\+012019/],
    ['a null byte in the title', line({ title: '通\u0000知' }), 'a1', /空字符/],
    ['a null byte in the body', line({ body: '通\u0000知' }), 'a1', /空字符/],
    ['a null byte in the issuer', line({ issuer: '水务\u0000局' }), 'a1', /空字符/],
    ['a null byte in the address', line({ extra: { url: 'http://x/\u0000' } }), 'a1', /空字符/],
    ['half a character', line({ issuer: '水务\ud800局' }), 'a1', /字符/],
  ])('%s', (_, text, id, reason) => {
    const read = readLine(text)
    expect(read).toMatchObject({ id, reason: expect.stringMatching(reason) })
    expect((read as { reason: string }).reason).not.toMatch(/expected|received|Invalid/)
  })
})
