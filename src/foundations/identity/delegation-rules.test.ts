import { describe, expect, test } from 'vitest'
import { type DelegationAsked, delegationIssues } from './delegation-rules.ts'
import { administrations, roleNames } from './roles.ts'

const 水务局 = 7
const 民政局 = 8
const asked = (more: Partial<DelegationAsked> = {}): DelegationAsked => ({
  today: '2026-09-28',
  startsOn: '2026-10-01',
  endsOn: '2026-10-08',
  principal: { personId: 2, active: true },
  post: { unitId: 水务局, role: 'section_head' },
  deputy: { personId: 3, active: true, posts: [{ unitId: 水务局, role: 'clerk' }] },
  ...more,
})
const deputy = (more: Partial<NonNullable<DelegationAsked['deputy']>>) =>
  asked({ deputy: { ...asked().deputy!, ...more } })
const found = (given: DelegationAsked) => delegationIssues(given).map(({ field, key }) => `${field} ${key}`)

describe('who may stand in for whom, and when', () => {
  test.each([
    ['a colleague over the National Day week', asked(), []],
    ['from today on', asked({ startsOn: '2026-09-28' }), []],
    ['for one day', asked({ endsOn: '2026-10-01' }), []],
    ['from yesterday', asked({ startsOn: '2026-09-27' }), ['startsOn past']],
    ['ending before it begins', asked({ endsOn: '2026-09-30' }), ['endsOn order']],
    ['for 180 days', asked({ endsOn: '2027-03-29' }), []],
    ['for 181 days', asked({ endsOn: '2027-03-30' }), ['endsOn too_long']],
    ['nobody', asked({ deputy: undefined }), ['deputyId no_deputy']],
    ['a closed account', deputy({ active: false }), ['deputyId no_deputy']],
    ['for a closed account', asked({ principal: { personId: 2, active: false } }), ['postId closed']],
    ['oneself', deputy({ personId: 2 }), ['deputyId oneself']],
    ['somebody without a post', deputy({ posts: [] }), ['deputyId other_unit']],
    ['somebody of another unit', deputy({ posts: [{ unitId: 民政局, role: 'clerk' }] }), ['deputyId other_unit']],
    [
      'somebody with a post in both',
      deputy({
        posts: [
          { unitId: 民政局, role: 'clerk' },
          { unitId: 水务局, role: 'supervisor' },
        ],
      }),
      [],
    ],
    [
      'everything at once',
      asked({ startsOn: '2026-09-01', endsOn: '2026-08-01', deputy: undefined }),
      ['deputyId no_deputy', 'startsOn past', 'endsOn order'],
    ],
  ] as const)('%s', (_, given, issues) => {
    expect(found(given)).toEqual(issues)
  })

  test('none of the three administrations is lent', () => {
    const lent = roleNames.filter((role) => found(asked({ post: { unitId: 水务局, role } })).length === 0)
    expect(lent).toEqual(roleNames.filter((role) => !(administrations as readonly string[]).includes(role)))
  })
  test.each(administrations)('%s borrows nothing', (role) => {
    const posts = [
      { unitId: 水务局, role: 'clerk' as const },
      { unitId: 民政局, role },
    ]
    expect(found(deputy({ posts }))).toEqual(['deputyId administrator'])
  })
})
