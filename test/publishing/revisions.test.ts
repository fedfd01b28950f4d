import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aRecord } from '../../src/capabilities/publishing/testing.ts'
import { type PublishingStage, publishingStage } from './stage.ts'

/** What a reviewer is shown of a text that is another than the one seen before. */

let stage: PublishingStage
beforeAll(async () => {
  stage = await publishingStage()
})
afterAll(() => stage.close())

const record = (given = {}) => aRecord(stage.platform, stage.people, given)
const seenBy = async (role: 'clerk' | 'section_head' | 'deputy_leader', recordId: number) =>
  (await stage.calls[role]('GET', `/api/records/${recordId}`)).body.lastSeen

const table = (amount: string) =>
  `<p>现将安排公布如下。</p><table><tbody><tr><td>张村</td><td>${amount}</td></tr><tr><td>李村</td><td>7</td></tr></tbody></table>`

describe('since the last time', () => {
  test('who sent it back is shown what became of it; who never acted is not', async () => {
    const recordId = await record({ bodyHtml: table('12') })
      .submitted()
      .returned()
      .saved({ bodyHtml: table('15'), summary: '张村的数字已更正。' })
      .submitted()
    expect(await seenBy('section_head', recordId)).toMatchObject({
      edition: 1,
      revision: 1,
      what: 'own_step',
      label: '退回修改',
    })
    expect(await seenBy('deputy_leader', recordId)).toBeNull()
    const { body } = await stage.calls.section_head('GET', `/api/records/${recordId}/compare?from=1.1&to=1.2`)
    expect(body.changes).toBe(1)
    expect(body.rows.map((row: { change: string }) => row.change)).toEqual(['same', 'changed'])
    expect(body.rows[1].inline).toContain('<td class="cell-changed"><del>12</del><ins>15</ins></td>')
    expect(body.metadata).toEqual([expect.objectContaining({ field: 'summary' })])
  })

  test('whose text was not touched is shown nothing', async () => {
    const recordId = await record().broughtTo('deputy_review')
    expect(await seenBy('section_head', recordId)).toBeNull()
    expect(await seenBy('clerk', recordId)).toBeNull()
  })

  test('a correction is compared with what is public by whoever comes to it first', async () => {
    const recordId = await record().published().corrected().saved({ title: '关于印发更正后的河道管理办法的通知' })
    expect(await seenBy('deputy_leader', recordId)).toMatchObject({ edition: 1, revision: 1 })
    const { body } = await stage.calls.deputy_leader('GET', `/api/records/${recordId}/compare?from=1.1&to=2.2`)
    expect(body.title.inline).toContain('<ins>')
  })

  test('fields are told in words, never by number', async () => {
    const recordId = await record().saved({ columnId: null, kind: 'notice', attribute: 'on_request' })
    const { body } = await stage.calls.clerk('GET', `/api/records/${recordId}/compare?from=1.1&to=1.2`)
    const told = Object.fromEntries(
      body.metadata.map((one: { field: string; inline: string }) => [one.field, one.inline]),
    )
    expect(told.columnId).toMatch(/^<del>.*行政规范性文件.*<\/del>$/)
    expect(told.kind).toContain('通知公告')
    expect(told.attribute).toContain('依申请公开')
  })
})
