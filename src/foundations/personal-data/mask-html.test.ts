import { describe, expect, it } from 'vitest'
import { maskHtml } from './mask-html.ts'

const id = '11010519491231002X'

describe('maskHtml', () => {
  it.each([
    [`<p>身份证号${id}。</p>`, '<p>身份证号110105********002X。</p>'],
    [
      '<p>手机<strong>1990</strong>0009<em>722</em>，<a href="/a?b=1&amp;c=2">附件</a></p>',
      '<p>手机<strong>199****9722</strong><em></em>，<a href="/a?b=1&amp;c=2">附件</a></p>',
    ],
    [
      '<table><tbody><tr><td>王明</td><td>19900009722</td></tr></tbody></table>',
      '<table><tbody><tr><td>王明</td><td>199****9722</td></tr></tbody></table>',
    ],
    ['<p>１９９００００９７２２</p>', '<p>199****9722</p>'],
    ['<p>没有个人信息 &amp; 其他。</p>', '<p>没有个人信息 &amp; 其他。</p>'],
  ])('%s', (html, expected) => expect(maskHtml(html, () => true).html).toBe(expected))

  it('masks only what is chosen, and says what it masked', () => {
    const { html, masked } = maskHtml(`<p>${id}</p><p>19900009722</p>`, ({ kind }) => kind === 'mobile_phone')
    expect(html).toBe(`<p>${id}</p><p>199****9722</p>`)
    expect(masked).toEqual([{ kind: 'mobile_phone', count: 1 }])
  })

  it('never joins what stands in two paragraphs', () => {
    expect(maskHtml('<p>199000</p><p>09722</p>', () => true).masked).toEqual([])
  })
})
