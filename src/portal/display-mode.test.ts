import { expect, test } from 'vitest'
import { displayMode, safeReturn } from './display-mode.ts'

test.each([
  [undefined, 'standard'],
  ['display=elders', 'elders'],
  ['a=1; display=elders; b=2', 'elders'],
  ['xdisplay=elders', 'standard'],
  ['display=elderse', 'standard'],
])('cookie %s means %s', (cookie, mode) => {
  expect(displayMode(cookie)).toBe(mode)
})

test.each([
  ['/items/12', '/items/12'],
  ['/search?q=%E4%BD%8E%E4%BF%9D&page=2', '/search?q=%E4%BD%8E%E4%BF%9D&page=2'],
  ['//evil.example/x', '/'],
  ['/\\evil.example', '/'],
  ['/x\\..\\y', '/'],
  ['/..//evil.example', '/'],
  ['/.//evil.example/x', '/'],
  ['/a/%2e%2e//evil.example', '/'],
  ['https://evil.example/', '/'],
  ['/a\r\nSet-Cookie: x=1', '/'],
  ['', '/'],
  [undefined, '/'],
])('going back to %j leads to %s', (to, path) => {
  expect(safeReturn(to)).toBe(path)
})
