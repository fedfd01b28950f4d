import { describe, expect, test } from 'vitest'
import { creditCheckCharacter } from '../foundations/numbers/credit-code.ts'
import { identityCheckCharacter } from '../foundations/numbers/index.ts'
import type { UnitChanged } from '../foundations/publication-log/entries.ts'
import { assess, type Draft, readDraft } from './request-draft.ts'

const unit = (id: number, code: string, name: string, more: Partial<UnitChanged> = {}): UnitChanged => ({
  id,
  code,
  name,
  shortName: name,
  kind: 'department',
  parentId: null,
  position: id,
  organisationCode: '',
  disclosureOffice: { name: '', address: '', officeHours: '', phone: '', fax: '', email: '', postcode: '' },
  dissolvedOn: null,
  mergedIntoId: null,
  ...more,
})
const units = [
  unit(1, 'swj', '云溪县水务局'),
  unit(2, 'slj', '云溪县水利局', { dissolvedOn: '2025-01-01', mergedIntoId: 1 }),
  unit(3, 'yz', '云溪县第一中学', { kind: 'public_enterprise' }),
]
const identity = (born: string) => {
  const body = `119999${born}001`
  return body + identityCheckCharacter(body)
}
const creditCode = (category: string) => {
  const body = `${category}999999MA0000007`
  return body + creditCheckCharacter(body)
}
const person = (more: Partial<Draft> = {}): Draft =>
  readDraft({
    who: 'person',
    what: '云溪县2025年农村饮水安全工程的验收报告',
    unit: 'swj',
    form: 'electronic',
    way: 'online',
    name: '苏见山',
    identityNumber: identity('19900307'),
    phone: '19900001234',
    ...more,
  })
const organisation = (more: Partial<Draft> = {}): Draft =>
  person({ who: 'organisation', name: '云溪县示范公司', identityNumber: creditCode('91'), agent: '林一', ...more })
const fields = (draft: Draft) => assess(draft, units, '2026-03-02').issues.map(({ field }) => field)

describe('a person', () => {
  test('who filled in everything gets a form as the office takes it', () => {
    const { form, issues } = assess(person(), units, '2026-03-02')
    expect(issues).toEqual([])
    expect(form).toMatchObject({
      unitId: 1,
      applicant: { party: 'natural_person', identityKind: 'resident', email: '' },
      content: { asks: 'information', form: 'electronic', way: 'online', features: '' },
    })
  })

  test.each<[string, Partial<Draft>, string[]]>([
    [
      'nothing at all',
      { what: '', unit: '', form: '', way: '', name: '', identityNumber: '', phone: '' },
      ['what', 'unit', 'form', 'way', 'name', 'identityNumber', 'phone'],
    ],
    ['a 15-digit number', { identityNumber: '119999900307001' }, ['identityNumber']],
    [
      'a wrong last digit',
      { identityNumber: identity('19900307').replace(/.$/, (c) => (c === '1' ? '2' : '1')) },
      ['identityNumber'],
    ],
    ['a minor without a guardian', { identityNumber: identity('20150307') }, ['guardian']],
    ['a minor with one', { identityNumber: identity('20150307'), guardian: '苏大' }, []],
    ['a foreign passport', { identityKind: 'passport', identityNumber: 'e1234567' }, []],
    ['a passport that is none', { identityKind: 'passport', identityNumber: '我' }, ['identityNumber']],
    ['a kind of paper that is none', { identityKind: 'x' }, ['identityKind']],
    ['post without an address', { way: 'post' }, ['address']],
    ['20,000 characters', { what: '水'.repeat(20_000) }, []],
    ['20,001 characters', { what: '水'.repeat(20_001) }, ['what']],
    ['emoji and Extension G in the name', { name: '𰻝😀三' }, []],
    ['a NUL', { name: 'a\u0000b' }, ['name']],
    ['a dissolved unit', { unit: 'slj' }, ['unit']],
    ['a school', { unit: 'yz' }, ['unit']],
    ['a unit that is none', { unit: '1 or 1' }, ['unit']],
    ['ways that are none', { form: 'x', way: 'y' }, ['form', 'way']],
    ['an address without @', { email: 'x' }, ['email']],
  ])('%s', (_, more, wrong) => expect(fields(person(more))).toEqual(wrong))

  test('a dissolved unit names its heir', () => {
    expect(assess(person({ unit: 'slj' }), units, '2026-03-02').issues[0]!.message).toContain('云溪县水务局')
  })
})

describe('an organisation', () => {
  test('confirms what its code says of it', () => {
    const first = assess(organisation(), units, '2026-03-02')
    expect(first.issues.map(({ field }) => field)).toEqual(['party'])
    expect(first.draft.party).toBe('enterprise')
    expect(assess(first.draft, units, '2026-03-02').form!.applicant).toMatchObject({
      party: 'enterprise',
      guardian: '',
    })
  })
  test('may know better', () => {
    expect(assess(organisation({ party: 'research' }), units, '2026-03-02').form!.applicant.party).toBe('research')
  })
  test.each<[string, Partial<Draft>, string[]]>([
    ['a wrong code', { identityNumber: `${creditCode('91').slice(0, 17)}0`, party: 'enterprise' }, ['identityNumber']],
    ['a person’s number', { identityNumber: identity('19900307') }, ['identityNumber', 'party']],
    ['nobody who acts for it', { agent: '', party: 'enterprise' }, ['agent']],
  ])('%s', (_, more, wrong) => expect(fields(organisation(more))).toEqual(wrong))
})

test('whatever types arrive, a draft is text', () => {
  const draft = readDraft({ who: ['x', 'y'], what: { a: 1 }, unit: 7, asks: null, name: [' 苏 '], at: undefined })
  expect(draft).toMatchObject({ who: 'person', what: '', unit: '', asks: 'information', name: '苏', at: '' })
})
