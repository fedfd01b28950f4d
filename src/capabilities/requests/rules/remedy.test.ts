import { describe, expect, test } from 'vitest'
import { type Agency, remedyParagraph, reviewBody } from './remedy.ts'
import { replyKind, replyKindKeys } from './reply-kinds.ts'

const agency = (more: Partial<Agency> = {}): Agency => ({
  kind: 'department',
  government: '云溪县人民政府',
  governmentAbove: '青岚市人民政府',
  ...more,
})

describe('the body to name (复议法 arts 24, 27, 28)', () => {
  test.each<[string, Partial<Agency>, string]>([
    ['a department: its own government, never the department above', {}, '云溪县人民政府'],
    ['a township: the county government', { kind: 'township' }, '云溪县人民政府'],
    ['a county government: the one above', { kind: 'government' }, '青岚市人民政府'],
    ['a county government, nothing set', { kind: 'government', governmentAbove: '' }, '上一级人民政府'],
    ['an authorised organisation', { kind: 'subordinate' }, '云溪县人民政府'],
    ['a tax office', { special: 'vertical', departmentAbove: '国家税务总局青岚市税务局' }, '国家税务总局青岚市税务局'],
    ['a tax office, nothing set', { special: 'vertical' }, '上一级主管部门'],
    ['a justice bureau', { special: 'justice' }, '云溪县人民政府或者上一级司法行政部门'],
  ])('%s', (_, more, body) => {
    expect(reviewBody(agency(more))).toBe(body)
  })
})

describe('the paragraph', () => {
  const said = (route: 'review_first' | 'either' | 'none', more = {}) =>
    remedyParagraph({
      route,
      partial: false,
      body: '云溪县人民政府',
      court: '',
      online: false,
      onlineReview: '',
      ...more,
    })

  test('a refusal under arts 14-16 goes to review first and says so', () => {
    expect(said('review_first')).toBe(
      '如不服本决定，应当依照《中华人民共和国行政复议法》第二十三条的规定，自收到本决定之日起60日内先向云溪县人民政府申请行政复议；对行政复议决定不服的，可以自收到行政复议决定书之日起15日内向有管辖权的人民法院提起行政诉讼。',
    )
  })
  test('anything else: review or court', () => {
    expect(said('either')).toBe(
      '如不服本答复，可以自收到本答复之日起60日内向云溪县人民政府申请行政复议，也可以自收到本答复之日起6个月内直接向有管辖权的人民法院提起行政诉讼。',
    )
  })
  test('in part refused: that part goes to review first', () => {
    expect(said('review_first', { partial: true })).toContain('对不予公开的部分不服的，应当')
  })
  test('served online, the way to apply online stands there (复议法 art 22)', () => {
    expect(said('either', { online: true, onlineReview: 'https://fuyi.example.gov.cn' })).toContain(
      'https://fuyi.example.gov.cn',
    )
    expect(said('either', { online: true })).toContain('网上')
    expect(said('either')).not.toContain('网上')
  })
  test('review comes first exactly for what refuses under arts 14-16, in whole or in part', () => {
    expect(replyKindKeys.filter((key) => replyKind(key).remedy === 'review_first')).toEqual(['partial', 'refused'])
  })
})
