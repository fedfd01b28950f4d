import { describe, expect, test } from 'vitest'
import { agreementIssues } from './agreement.ts'

const form = {
  title: '云溪县人民政府关于印发河道管理办法的通知',
  docNumber: '云溪政发〔2026〕3号',
  formedOn: '2026-02-26',
  effectiveOn: '2026-04-01',
  expiresOn: '2031-03-31',
}
const found = (text: string, more: Partial<typeof form> = {}) =>
  agreementIssues({ ...form, ...more }, text).map(
    ({ severity, key, text }) => `${severity} ${key.replace(/-\d+$/, '')}${text ? ` ${text}` : ''}`,
  )
const paper = (more: { number?: string; title?: string; body?: string; date?: string } = {}) =>
  [
    '云溪县人民政府文件',
    more.number ?? '云溪政发〔2026〕3号',
    more.title ?? '云溪县人民政府关于印发河道管理办法的通知',
    '各乡镇人民政府，县政府各部门：',
    more.body ?? '现将《云溪县河道管理办法》印发给你们，请认真贯彻执行。本办法自2026年4月1日起施行，有效期5年。',
    '云溪县人民政府',
    more.date ?? '2026年2月26日',
  ].join('\n')

describe('agreementIssues', () => {
  test('a paper that says what its form says', () => expect(found(paper())).toEqual([]))
  test.each([
    ['another number', { number: '云溪政发〔2026〕4号' }, ['warn doc-number-differs']],
    ['another day', { date: '2026年2月25日' }, ['warn formed-differs']],
    ['a title with a slip', { title: '云溪县人民政府关于印发河道管理方法的通知' }, ['warn title-differs']],
    ['another title', { title: '云溪县人民政府关于做好春季植树工作的通知' }, ['warn title-differs']],
    ['in force later', { body: '本办法自2026年5月1日起施行。' }, ['warn effective-differs 2026年5月1日']],
    ['shorter validity', { body: '本办法自2026年4月1日起施行，有效期2年。' }, ['warn expires-differs 有效期2年']],
    ['until another day', { body: '有效期至2030年12月31日。' }, ['warn expires-differs 2030年12月31日']],
    ['no such day', { body: '请于2026年2月30日前报送。' }, ['warn no-such-day 2026年2月30日']],
    ['another weekday', { body: '定于2026年3月2日（星期二）召开。' }, ['warn wrong-weekday 2026年3月2日（星期二']],
    ['odd brackets', { body: '根据国办发[2016]80号文件，现通知如下。' }, ['info doc-number-written 国办发[2016]80号']],
  ])('%s', (_, paperOf, expected) => {
    expect(found(paper(paperOf))).toEqual(expected)
  })
  test('an issuer left out of the title, and a law named with its own day, are no contradiction', () => {
    expect(found(paper({ title: '关于印发河道管理办法的通知' }))).toEqual([])
    expect(found(paper({ body: '《水法》自2002年10月1日起施行以来成效明显。' }))).toEqual([])
  })
})
