import { describe, expect, it } from 'vitest'
import { withoutTitle } from './without-title.ts'

describe('a title repeated above the text', () => {
  it.each([
    ['in one paragraph', '<p>关于开会的通知</p><p>各镇：</p>', '<p>各镇：</p>'],
    ['as a heading, centred', '<h2 style="text-align: center">关于开会的通知</h2><p>各镇：</p>', '<p>各镇：</p>'],
    ['broken over two lines', '<p><b>关于开会</b></p><p>的通知</p><p>各镇：</p>', '<p>各镇：</p>'],
    ['with blanks inside', '<p>关于 开会&nbsp;的通知</p><p>各镇：</p>', '<p>各镇：</p>'],
  ])('%s is taken out', (_, html, kept) => {
    expect(withoutTitle(html, '关于开会的通知')).toBe(kept)
  })
  it.each([
    ['a first paragraph that only begins like it', '<p>关于开会的通知如下</p>'],
    ['a table first', '<table><tr><td>关于开会的通知</td></tr></table>'],
    ['no title at all', '<p>各镇：</p>'],
  ])('%s stays', (_, html) => {
    expect(withoutTitle(html, '关于开会的通知')).toBe(html)
  })
  it('an empty title takes nothing', () => {
    expect(withoutTitle('<p></p><p>各镇：</p>', '')).toBe('<p></p><p>各镇：</p>')
  })
})
