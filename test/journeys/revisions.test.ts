import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { barriers, browsing, eventually, textIn, type Width, widths } from '../support/browser.ts'
import { type County, serveCounty } from '../support/county.ts'
import { picture } from '../support/looking.ts'
import { signIn } from './staff.ts'

/** What changed in a text, for those who decide on it. */
const browser = browsing()
let county: County
beforeAll(async () => {
  county = await serveCounty('revisions')
})
afterAll(() => county?.close())

const before = `<p>各乡镇人民政府，县政府各部门：</p><p>为做好冬季供暖工作，现将有关事项通知如下。</p>
  <p>一、供暖时间自2026年11月15日起，至2027年3月15日止。</p><p>二、室温不低于18度。</p><p>三、各单位要落实责任。</p>
  <p>四、县城管局负责巡查。</p><p>五、学校、医院优先保障。</p><p>六、费用按原标准收取。</p>
  <table><thead><tr><th>乡镇</th><th>户数</th><th>状态</th></tr></thead><tbody><tr><td>城关镇</td><td>1200</td><td>已检修</td></tr>
  <tr><td>石桥乡</td><td>340</td><td>检修中</td></tr><tr><td>柳林镇</td><td>560</td><td>已检修</td></tr></tbody></table><p>特此通知。</p>`
const after = before
  .replace('2026年11月15日', '2026年11月10日')
  .replace('<td>340</td>', '<td>362</td>')
  .replace('<tr><td>柳林镇</td><td>560</td><td>已检修</td></tr>', '<tr><td>青山乡</td><td>210</td><td>未开始</td></tr>')
  .replace('<p>三、各单位要落实责任。</p>', '')
  .replace('<p>特此通知。</p>', '<p>三、各单位要落实责任。</p><p>特此通知。</p>')

describe.each(widths.map((width) => ({ width: width as Width })))('at $width px', ({ width }) => {
  it('shows the change where it stands, side by side and in one', async () => {
    const { page, open } = await signIn(browser, county, 'wenyining', { width })
    const recordId = await page.evaluate(
      async ([first, second]) => {
        const send = async (method: string, url: string, body: unknown) =>
          (
            await fetch(url, {
              method,
              headers: { 'content-type': 'application/json', 'x-gongkai': '1' },
              body: JSON.stringify(body),
            })
          ).json()
        const me = await (await fetch('/api/session')).json()
        const unitId = me.posts[0].unitId
        const made = await send('POST', '/api/records', {
          unitId,
          title: '关于做好冬季供暖工作的通知',
          bodyHtml: first,
        })
        const { number } = made.revision
        await send('PUT', `/api/records/${made.recordId}/draft`, {
          title: '关于做好今冬明春供暖工作的通知',
          bodyHtml: second,
          docNumber: '云溪政办发〔2026〕40号',
          baseRevision: number,
        })
        return made.recordId as number
      },
      [before, after] as const,
    )
    await open(`/record/${recordId}/compare?from=1.1&to=1.2`)
    await eventually(() => textIn(page.locator('.comparison'))).toContain('正文 3 处、信息项 1 项有变化。')
    expect(await page.locator('.change-changed .cell-changed').count()).toBeGreaterThan(0)
    expect(await barriers(page)).toEqual([])
    await picture(page, `compare-side-${width}`)
    await page.getByText('合在一起').click()
    await eventually(() => page.locator('.comparison-inline').count()).toBe(1)
    expect(await barriers(page)).toEqual([])
    await picture(page, `compare-inline-${width}`)
  })
})
