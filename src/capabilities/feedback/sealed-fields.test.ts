import { expect, test } from 'vitest'
import { maskContact } from './sealed-fields.ts'

test.each([
  ['13800000000', '138****0000'],
  ['0571-0000000', '0571-*****00'],
  ['1234567', '*******'],
  ['zhangsan@example.cn', 'zh***@example.cn'],
  ['李小溪', '李**'],
  ['李', '*'],
])('%s is shown as %s', (contact, shown) => {
  expect(maskContact(contact)).toBe(shown)
})
