import { expect, test } from 'vitest'
import { linksIn } from './links.ts'

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
