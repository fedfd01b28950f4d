import { expect, test } from 'vitest'
import { withFigureColumns } from './figure-columns.ts'

const table = (...rows: string[]) => `<table>${rows.map((row) => `<tr>${row}</tr>`).join('')}</table>`

test.each([
  [
    'figures and their name',
    table('<th>项目</th><th>金额</th>', '<td>甲</td><td>1,200.50</td>', '<td>乙</td><td>—</td>'),
    table(
      '<th>项目</th><th data-figure>金额</th>',
      '<td>甲</td><td data-figure>1,200.50</td>',
      '<td>乙</td><td data-figure>—</td>',
    ),
  ],
  [
    'a row of nothing but figures',
    table('<th>接待费</th><th>合计</th>', '<td>1.60</td><td>7.00</td>'),
    table('<th data-figure>接待费</th><th data-figure>合计</th>', '<td data-figure>1.60</td><td data-figure>7.00</td>'),
  ],
  [
    'below merged heads',
    table(
      '<td rowspan="2">项目</td><td colspan="2">预算</td>',
      '<td>本年</td><td>说明</td>',
      '<td>甲</td><td>3</td><td>5</td>',
      '<td>乙</td><td>12%</td><td>从略</td>',
    ),
    table(
      '<td rowspan="2">项目</td><td colspan="2">预算</td>',
      '<td data-figure>本年</td><td>说明</td>',
      '<td>甲</td><td data-figure>3</td><td>5</td>',
      '<td>乙</td><td data-figure>12%</td><td>从略</td>',
    ),
  ],
])('%s are marked', (_, html, expected) => expect(withFigureColumns(html)).toBe(expected))

test.each([
  ['a text without tables', '<p>1</p>'],
  ['the first column', table('<td>1</td>', '<td>2</td>')],
  ['one figure alone', table('<td>甲</td><td>1</td>')],
  ['years and numbers of things', table('<td>村</td><td>序号</td>', '<td>甲</td><td>1</td>', '<td>乙</td><td>2</td>')],
  ['words among them', table('<td>甲</td><td>1</td>', '<td>乙</td><td>2 万元</td>')],
  [
    'what its writer aligned',
    table('<td>甲</td><td class="align-center">1</td>', '<td>乙</td><td><p class="align-center">2</p></td>'),
  ],
])('%s: left as it is', (_, html) => expect(withFigureColumns(html)).toBe(html))
