import { expect, test } from 'vitest'
import { readRoles } from './roles.ts'

test.each([
  ['office,portal,worker', ['office', 'portal', 'worker']],
  ['worker, office', ['office', 'worker']],
  ['portal,portal', ['portal']],
])('%s', (text, roles) => {
  expect(readRoles(text)).toEqual(roles)
})

test.each(['', ',', 'office,cook'])('“%s” is refused in a sentence', (text) => {
  expect(() => readRoles(text)).toThrow(/角色/)
})
