import { describe, expect, it } from 'vitest'
import { cleanHtml } from '../../../foundations/documents/index.ts'
import { pictureIssues, picturesIn, withMeasures, withPublicPictures } from './pictures.ts'

const hash = 'ab'.repeat(32)
const html = cleanHtml(`<p>见下图。<img src="/api/pictures/${hash}" alt="河道 &lt;示意&gt; 图"></p>`)

describe('pictures of a text', () => {
  it('are found with their words', () => {
    expect(picturesIn(html)).toEqual([{ src: `/api/pictures/${hash}`, alt: '河道 <示意> 图', hash }])
    expect(picturesIn('<p><img src="/upload/a.png" alt="旧图" /></p>')[0]!.hash).toBeNull()
    expect(picturesIn(cleanHtml('<p>&lt;img src="/api/pictures/x" alt=""&gt;</p>'))).toEqual([])
  })

  it('get their stored measures, which cleaning keeps', () => {
    const measured = withMeasures(html, new Map([[hash, { width: 640, height: 480 }]]))
    expect(measured).toContain('width="640" height="480" loading="lazy"')
    expect(cleanHtml(measured)).toBe(measured)
    expect(withMeasures(measured, new Map([[hash, { width: 1, height: 2 }]]))).toContain('width="1" height="2"')
  })

  it('have a public address under their item', () => {
    expect(withPublicPictures(html, 12)).toContain(`<img src="/items/12/pictures/${hash}" alt=`)
    expect(withPublicPictures(html, 12)).not.toContain('/api/')
  })

  it.each([
    ['no words', `<p><img src="/api/pictures/${hash}"></p>`, ['picture-alt-missing-1']],
    ['not kept here', '<p><img src="/upload/a.png" alt="图"></p>', ['picture-lost-1']],
    [
      'an identity number in its words',
      `<p><img src="/api/pictures/${hash}" alt="张三 11010519491231002X"></p>`,
      ['picture-alt-unfit-1'],
    ],
    ['in order', `<p><img src="/api/pictures/${hash}" alt="河道整治后"></p>`, []],
  ])('%s', (_, text, keys) => {
    expect(pictureIssues(picturesIn(cleanHtml(text)), new Set([hash])).map(({ key }) => key)).toEqual(keys)
  })
})
