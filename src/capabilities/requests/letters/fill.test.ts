import { describe, expect, test } from 'vitest'
import { replyKindKeys } from '../rules/reply-kinds.ts'
import { blank } from './blank.ts'
import { fill, templateIssues } from './fill.ts'
import { noticeKeys } from './letter-kinds.ts'
import { shippedTemplates } from './templates.zh.ts'

describe('filling', () => {
  test.each([
    ['<p>{{申请人}}：</p>', { 申请人: '苏见山' }, '<p>苏见山：</p>'],
    ['<p>{{ 申请人 }}：</p>', { 申请人: '苏见山' }, '<p>苏见山：</p>'],
    ['<p>{{申请内容}}</p>', { 申请内容: '<b>甲</b>\n乙 & 丙' }, '<p>&lt;b&gt;甲&lt;/b&gt;<br>乙 &amp; 丙</p>'],
    ['<p>{{第三方}}：</p>', {}, `<p>${blank}：</p>`],
    ['<p>{{理由}}</p>', { 理由: '{{申请人}}' }, '<p>{{申请人}}</p>'],
    ['<p>{{constructor}}</p>', {}, '<p>{{constructor}}</p>'],
  ])('%s', (body, values, filled) => {
    expect(fill(body, values)).toBe(filled)
  })
})

describe('a template', () => {
  const keys = (key: string, body: string) => templateIssues(key, { title: '告知书', body }).map((issue) => issue.key)
  test.each([
    ['an unknown placeholder', 'fee_notice', '<p>{{申请者}}{{机关}}</p>', ['unknown']],
    ['a broken one', 'fee_notice', '<p>{{申请人}{{机关}}</p>', ['broken']],
    ['an answer without remedy', 'reply_refused', '<p>{{机关}}</p>', ['no-remedy']],
    ['without the agency', 'fee_notice', '<p>{{申请人}}</p>', ['no-agency']],
  ])('%s is refused', (_, key, body, found) => {
    expect(keys(key, body)).toEqual(found)
  })

  test.each([...noticeKeys, ...replyKindKeys.map((key) => `reply_${key}` as const)])(
    '%s as shipped is sound',
    (key) => {
      expect(templateIssues(key, shippedTemplates[key])).toEqual([])
    },
  )
})
