import { expect, test } from 'vitest'
import { linksIn, personalInLinks } from './links.ts'

const site = 'https://www.yunxi.gov.cn'
test.each([
  ['/items/12', 'item 12'],
  ['items/12?from=a', 'item 12'],
  ['https://www.yunxi.gov.cn/items/12#top', 'item 12'],
  [`/files/${'a'.repeat(64)}`, `file ${'a'.repeat(64)}`],
  ['/units', undefined],
  ['#top', undefined],
  ['mailto:a@example.com', undefined],
  ['/api/files/1', 'inside'],
  ['/record/7', 'inside'],
  ['http://10.1.2.3/oa', 'inside'],
  ['http://192.168.0.8:8080/', 'inside'],
  ['http://oa/', 'inside'],
  ['http://[::1]/', 'inside'],
  ['\\\\server\\share', 'inside'],
  ['C:\\公文\\通知.docx', 'inside'],
  ['http://', 'inside'],
  ['https://www.gov.cn/zhengce/#a', 'external https://www.gov.cn/zhengce/'],
])('%s', (href, expected) => {
  const [link] = linksIn(`<p><a href="${href}">看</a></p>`, site)
  const said =
    link &&
    [link.kind, 'recordId' in link ? link.recordId : 'hash' in link ? link.hash : 'url' in link ? link.url : '']
      .join(' ')
      .trim()
  expect(said).toBe(expected)
})

test.each([
  ['a mobile number behind a name', 'tel:+8613900000072', '王主任', ['mobile_phone +8613900000072']],
  ['a private mailbox', 'mailto:user92@example.com?subject=a', '写信', ['email user92@example.com']],
  ['the mailbox of an office', 'mailto:office@yunxi.gov.cn', '写信', []],
  ['what the text shows as well', 'tel:13900000072', '电话 13900000072', []],
  [
    'an identity number in a query',
    'https://a.cn/q?id=11010519491231002X',
    '查询',
    ['identity_number 11010519491231002X'],
  ],
  ['the same, encoded', 'https://a.cn/%E5%BC%A0%31%31010519491231002X', '查询', ['identity_number 11010519491231002X']],
  ['a long number of another kind', 'https://a.cn/t20260302_13900000072.html', '通知', []],
  ['an address that cannot be decoded', 'https://a.cn/%E5%BC', '通知', []],
])('personal data in addresses: %s', (_, href, shown, expected) => {
  const found = personalInLinks(`<p><a href="${href}">${shown}</a></p>`, shown)
  expect(found.map(({ kind, text }) => `${kind} ${text}`)).toEqual(expected)
})
