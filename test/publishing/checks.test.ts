import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkLinks } from '../../src/capabilities/publishing/index.ts'
import { aRecord, cleanDraft } from '../../src/capabilities/publishing/testing.ts'
import { saveEntry } from '../../src/capabilities/word-list/actions/save-entry.ts'
import { fileBody } from '../support/office.ts'
import { type PublishingStage, publishingStage } from './stage.ts'

/** The one list of checks, asked over HTTP as the editor asks it. */

let stage: PublishingStage
beforeAll(async () => {
  stage = await publishingStage()
})
afterAll(() => stage.close())

const asked = async (given: object) => {
  const body = { ...cleanDraft(stage.column, given), unitId: stage.unitId }
  const answer = await stage.calls.clerk('POST', '/api/records/checks', body)
  return answer.body.issues as { key: string; text?: string; replacement?: string; start?: number; end?: number }[]
}
const keys = async (given: object) => (await asked(given)).map(({ key }) => key)
const html = (text: string) => ({ bodyHtml: `<p>${text}</p>` })

describe('words', () => {
  test('a typo is named with its place and its right form', async () => {
    expect(await asked(html('补贴打入指定帐户，现印发给你们。'))).toMatchObject([
      { text: '帐户', replacement: '账户', start: 6, end: 8 },
    ])
  })
  test('the title of a public item is cited as it is', async () => {
    await aRecord(stage.platform, stage.people, {
      title: '关于台帐登记的通知',
      kind: 'notice',
      docNumber: '',
      effectiveOn: null,
    }).published()
    expect(await keys(html('请按《关于台帐登记的通知》办理。'))).toEqual([])
    expect(await keys(html('请按《关于台帐管理的通知》办理。'))).toHaveLength(1)
  })
})

describe('attachments', () => {
  const named = (name: string) => {
    const { payload, headers } = fileBody('file', name, '经研究，使用“云水工程”简称。')
    return stage.calls.clerk('POST', '/api/files', payload, headers)
  }

  test('are held against what the county keeps, also when they were looked at before it did', async () => {
    const { hash, name } = (await named('简称.txt')).body
    const draft = { attachments: [{ hash, name }] }
    expect(await keys(draft)).toEqual([])
    const entry = {
      word: '云水工程',
      advice: '写全称',
      kind: 'banned',
      severity: 'block',
      exceptions: [] as string[],
    } as const
    const bounds = { note: '', source: '', from: null, until: null }
    await saveEntry(stage.platform.as(stage.people.disclosure_office), { ...entry, ...bounds })
    expect(await asked(draft)).toMatchObject([{ field: 'attachments', severity: 'block', text: '云水工程' }])
    await saveEntry(stage.platform.as(stage.people.disclosure_office), { ...entry, ...bounds, until: '2026-03-01' })
    expect(await keys(draft)).toEqual([])
  })

  test('are named in public: their names are words like any other', async () => {
    const { hash } = (await named('名单.txt')).body
    const name = '王明11010519491231002X.txt'
    expect(await asked({ attachments: [{ hash, name }] })).toMatchObject([
      { field: 'attachments', key: 'identity_number-attachments-2', replacement: '110105********002X' },
    ])
  })
})

describe('personal data', () => {
  test('is found in every field that readers see, and in addresses of links', async () => {
    const number = '11010519491231002X'
    const fields = { keywords: ['河道', number], source: number, issuer: number, summary: number, title: number }
    const fault = (field: string, at = 0) => `identity_number-${field}-${at}`
    expect((await keys(fields)).filter((key) => key.startsWith('identity'))).toEqual([
      fault('title'),
      fault('summary'),
      fault('issuer'),
      fault('source'),
      fault('keywords', 3),
    ])
    expect(await keys(html('请<a href="tel:13900000072">联系</a>办理，现印发给你们。'))).toEqual([
      'mobile_phone-link-1',
    ])
  })

  test('is offered masked, and masked in one call, tags kept', async () => {
    const text = '身份证号<strong>110105</strong>19491231002X'
    expect(await asked(html(text))).toMatchObject([{ replacement: '110105********002X' }])
    const { body } = await stage.calls.clerk('POST', '/api/records/masking', {
      ...html(text),
      title: '手机19900009722',
    })
    expect(body).toMatchObject({
      title: '手机199****9722',
      bodyHtml: '<p>身份证号<strong>110105********002X</strong></p>',
    })
    expect(await keys({ bodyHtml: body.bodyHtml })).toEqual([])
  })
})

describe('numbers', () => {
  test('one used before is said, with the item that has it', async () => {
    const given = { docNumber: '云溪政发〔2026〕999号' }
    expect(await keys(given)).toEqual([])
    await aRecord(stage.platform, stage.people, given).published()
    expect(await keys(given)).toEqual(['doc-number-taken'])
  })
})

describe('links', () => {
  const to = (href: string) => html(`见<a href="${href}">附件说明</a>，现印发给你们。`)
  test('to what is public, to what is not any more, to what never was', async () => {
    const id = await aRecord(stage.platform, stage.people).published()
    expect(await keys(to(`/items/${id}`))).toEqual([])
    await stage.calls.signing_leader('POST', `/api/records/${id}/withdrawal`, { ground: 'error', reason: '内容有误。' })
    expect((await keys(to(`/items/${id}`)))[0]).toMatch(/^link-withdrawn/)
    expect((await keys(to('/items/99999999')))[0]).toMatch(/^link-missing/)
    expect((await keys(to('http://10.1.2.3/oa')))[0]).toMatch(/^link-inside/)
  })
  test('to outside are asked in the background, and told when they failed twice', async () => {
    const url = 'https://www.example.gov.cn/gone'
    await aRecord(stage.platform, stage.people, to(url))
    const calls: string[] = []
    const gone = async (one: string) => {
      calls.push(one)
      return { ok: false, status: 404 }
    }
    expect(await checkLinks(stage.platform, gone)).toBe(1)
    expect(await keys(to(url))).toEqual([])
    const now = stage.platform.time.now()
    stage.platform.time.set(now.add({ hours: 2 }).toString())
    await checkLinks(stage.platform, gone)
    expect(await checkLinks(stage.platform, gone)).toBe(0)
    // The clerk's session would have ended by then.
    stage.platform.time.set(now.toString())
    expect(calls).toEqual([url, url])
    expect((await keys(to(url)))[0]).toMatch(/^link-dead/)
  })
})
