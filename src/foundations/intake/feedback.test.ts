import { expect, test } from 'vitest'
import { asInquiry, type Feedback } from './feedback.ts'

const said: Feedback = { kind: 'wrong_content', text: '第三段写错了\n河名', contact: '', page: '/items/1' }

test.each([
  ['', {}],
  ['13800000000', { phone: '13800000000' }],
  ['0571-0000000', { phone: '0571-0000000' }],
  ['zhangsan@example.cn', { email: 'zhangsan@example.cn' }],
  ['村口小卖部李小溪', { address: '村口小卖部李小溪' }],
])('the contact %s', (contact, kept) => {
  const nobody = { name: '', phone: '', email: '', address: '', pin: '' }
  expect(asInquiry({ ...said, contact }).writer).toEqual({ ...nobody, ...kept })
})

test('errors of the site say which; everything else is an opinion', () => {
  expect(asInquiry(said)).toMatchObject({
    kind: 'site_error',
    content: { subject: '内容有误', text: said.text, place: '/items/1' },
  })
  expect(asInquiry({ ...said, kind: 'broken_link' }).content.subject).toBe('链接失效')
  expect(asInquiry({ ...said, kind: 'other' })).toMatchObject({ kind: 'opinion', content: { subject: '' } })
})
