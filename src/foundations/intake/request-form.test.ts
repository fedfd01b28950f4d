import { describe, expect, test } from 'vitest'
import { creditCheckCharacter } from '../numbers/credit-code.ts'
import { identityCheckCharacter } from '../numbers/index.ts'
import { organisationCheckCharacter } from '../numbers/organisation-code.ts'
import { type Applicant, applicantIssues, type Party, partyOfCode } from './request-form.ts'

/** A made-up code of a place that does not exist, by 登记管理部门 and 机构类别. */
const code = (category: string) => {
  const body = `${category}999999MA000000${organisationCheckCharacter('MA000000')}`
  return body + creditCheckCharacter(body)
}

describe('the kind of applicant that a 统一社会信用代码 suggests', () => {
  test.each<[string, Exclude<Party, 'natural_person'> | null]>([
    // 市场监管: 企业, 个体工商户, 农民专业合作社
    ['91', 'enterprise'],
    ['92', 'enterprise'],
    ['93', 'enterprise'],
    // 民政: 社会团体, 民办非企业单位, 基金会
    ['51', 'public_benefit'],
    ['52', 'public_benefit'],
    ['53', 'public_benefit'],
    // 司法行政: 律师执业机构
    ['31', 'legal_service'],
    // 机构编制: 机关, 事业单位
    ['11', 'other_organisation'],
    ['12', 'other_organisation'],
    // 农业农村: 村经济合作社
    ['N1', 'other_organisation'],
    // 工会
    ['81', 'other_organisation'],
  ])('%s… → %s', (category, party) => expect(partyOfCode(code(category))).toBe(party))

  test.each([
    ['with a wrong check character', `${code('91').slice(0, -1)}${code('91').endsWith('A') ? 'B' : 'A'}`],
    ['too short', '91999999'],
    ['empty', ''],
    ['an identity number', '110101199003070012'],
  ])('none from a code that is none: %s', (_, typed) => expect(partyOfCode(typed)).toBeNull())

  test('spaces and small letters do not matter', () => {
    expect(partyOfCode(code('91').toLowerCase())).toBe('enterprise')
  })
})

describe('papers, by kind of applicant', () => {
  const identity = (born: string) => {
    const body = `119999${born}001`
    return body + identityCheckCharacter(body)
  }
  const somebody: Applicant = {
    party: 'natural_person',
    name: '苏见山',
    identityKind: 'resident',
    identityNumber: identity('19900307'),
    representative: '',
    agent: '',
    guardian: '',
    phone: '19900001234',
    email: '',
    address: '云溪县示范大道8号',
    postcode: '',
  }
  test.each<[string, Partial<Applicant>, [string, string][]]>([
    ['a grown-up with an identity card', {}, []],
    ['a name missing', { name: '' }, [['name', 'missing']]],
    ['fifteen digits', { identityNumber: '119999900307001' }, [['identityNumber', 'wrong']]],
    ['a minor without a guardian', { identityNumber: identity('20100307') }, [['guardian', 'missing']]],
    ['a minor with one', { identityNumber: identity('20100307'), guardian: '苏远' }, []],
    ['eighteen today', { identityNumber: identity('20080612') }, []],
    ['eighteen tomorrow', { identityNumber: identity('20080613') }, [['guardian', 'missing']]],
    ['a passport', { identityKind: 'passport', identityNumber: 'E12345678' }, []],
    ['a passport copied in groups', { identityKind: 'passport', identityNumber: 'e1234 5678' }, []],
    ['a passport in full-width signs', { identityKind: 'passport', identityNumber: 'Ｅ１２３４５６７８' }, []],
    ['a permit of Hong Kong', { identityKind: 'hong_kong_macao', identityNumber: 'H12345678' }, []],
    [
      'no permit of Hong Kong',
      { identityKind: 'hong_kong_macao', identityNumber: 'X1' },
      [['identityNumber', 'wrong']],
    ],
    ['a firm without an agent', { party: 'enterprise', identityNumber: code('91') }, [['agent', 'missing']]],
    ['a firm', { party: 'enterprise', identityNumber: code('91'), agent: '苏远' }, []],
    ['a firm with an identity number', { party: 'enterprise', agent: '苏远' }, [['identityNumber', 'wrong']]],
    [
      'no way to be reached',
      { phone: '', address: '' },
      [
        ['phone', 'missing'],
        ['phone', 'missing'],
      ],
    ],
  ])('%s', (_, change, faults) => {
    const found = applicantIssues({ ...somebody, ...change }, 'online', '2026-06-12')
    expect(found.map(({ field, key }) => [field, key])).toEqual(faults)
  })
})
