import { expect, test } from 'vitest'
import { withScrollingTables } from './document-body.ts'

const box = (n: number, wide = '') =>
  `<div class="table-scroll${wide}" role="region" tabindex="0" aria-label="表格 ${n}，内容较宽时可左右移动查看">`

test.each([
  ['text without tables stays', '<p>甲</p>', '<p>甲</p>'],
  ['one table is boxed', '<table><tr></tr></table>', `${box(1)}<table><tr></tr></table></div>`],
  [
    'a nested table stays inside its parent',
    '<table class="x"><tr><td><table></table></td></tr></table><p></p><table></table>',
    `${box(1)}<table class="x"><tr><td><table></table></td></tr></table></div><p></p>${box(2)}<table></table></div>`,
  ],
  [
    'six columns are wide',
    '<table><tr><th rowspan="2">甲</th><th colspan="5">乙</th></tr><tr><td>丙</td></tr></table>',
    `${box(1, ' table-wide')}<table><tr><th rowspan="2">甲</th><th colspan="5">乙</th></tr><tr><td>丙</td></tr></table></div>`,
  ],
  ['a stray closing tag is left alone', '</table><p>乙</p>', '</table><p>乙</p>'],
])('%s', (_, html, expected) => {
  expect(withScrollingTables(html)).toBe(expected)
})
