import { expect, test } from 'vitest'
import { escapeHtml, htmlToText } from './html-text.ts'
import { fold, foldKeepingLength, toSimplified } from './normalise.ts'
import { wordsForIndex, wordsInside } from './segment.ts'

test('one form for traditional, full-width and upper-case text', () => {
  expect(fold('政府資訊公開條例　ＡＢＣ')).toBe('政府资讯公开条例 abc')
  expect(toSimplified('后备军')).toBe('后备军')
  expect(toSimplified('後備軍')).toBe('后备军')
})

test('folding for highlighting never moves a character', () => {
  for (const text of ['政府資訊公開條例', 'İstanbul ＡＢＣ', '𠀀一']) {
    expect(foldKeepingLength(text)).toHaveLength(text.length)
  }
})

test('text of HTML has a line per block and no markup', () => {
  expect(
    htmlToText(
      '<h2>一、总则</h2><p>第一条&nbsp;为了<b>规范</b>&lt;b&gt;</p><table><tr><td>甲</td><td>乙</td></tr></table>',
    ),
  ).toBe('一、总则\n第一条 为了规范<b>\n甲 乙')
  expect(escapeHtml('<a href="x">&')).toBe('&lt;a href=&quot;x&quot;&gt;&amp;')
})

test('long words bring the words inside them', () => {
  expect(wordsForIndex('农村土地承包')).toEqual(expect.arrayContaining(['农村', '土地', '农村土地']))
  expect(wordsInside('中华人民共和国')).toEqual(expect.arrayContaining(['中华', '人民', '共和国']))
})
