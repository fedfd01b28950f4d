import { describe, expect, test } from 'vitest'
import { unitKinds } from '../../../foundations/publication-log/entries.ts'
import { columnsFor, statutoryColumn, statutoryColumns } from './statutory-columns.ts'

const titles = (kind: (typeof unitKinds)[number], parent: string | null) =>
  columnsFor(kind)
    .filter((c) => c.parentCode === parent)
    .map((c) => c.title)

describe('the 政府信息公开 page', () => {
  test('has the four fixed entries in order', () => {
    expect(statutoryColumns.filter((c) => c.parentCode === null && c.entry !== 'other').map((c) => c.title)).toEqual([
      '政府信息公开指南',
      '政府信息公开制度',
      '法定主动公开内容',
      '政府信息公开年报',
    ])
  })

  test('covers every item of art 20, and no item twice on one level', () => {
    const laws = statutoryColumns.filter((c) => c.parentCode === 'statutory').map((c) => c.law)
    const art20 = laws.filter((law) => law.startsWith('OGI-20-'))
    expect(art20).toEqual(Array.from({ length: 15 }, (_, i) => `OGI-20-${i + 1}`))
    expect(statutoryColumn('normative')?.article).toBe('条例第二十条第（一）项')
  })

  test('art 21 differs between county and township', () => {
    const county = ['市政建设', '公共服务', '公益事业', '治安管理', '土地征收', '房屋征收', '社会救助']
    expect(titles('government', 'local-matters')).toEqual(county)
    expect(titles('department', 'local-matters')).toEqual(county)
    expect(titles('township', 'local-matters')).toEqual([
      '农业农村政策',
      '农田水利',
      '土地承包经营权流转',
      '宅基地',
      '土地征收',
      '房屋征收',
      '筹资筹劳',
      '社会救助',
    ])
    expect(titles('subordinate', 'local-matters')).toEqual([])
  })

  test('bodies of art 55 show what their sector rules ask for', () => {
    expect(titles('public_enterprise', 'statutory')).toEqual(['机构职能', '行政事业性收费', '公共服务信息'])
    expect(columnsFor('public_enterprise').some((c) => c.entry === 'annual_report')).toBe(false)
  })

  test('is a sound tree: codes unique and fit for addresses, parents first, shown wherever a child is shown', () => {
    const seen = new Set<string>()
    for (const column of statutoryColumns) {
      expect(column.code).toMatch(/^[a-z]+(-[a-z]+)*$/)
      expect(seen.has(column.code)).toBe(false)
      seen.add(column.code)
      expect(column.appliesTo.length).toBeGreaterThan(0)
      expect(column.description).not.toBe('')
      if (column.parentCode === null) continue
      expect(seen.has(column.parentCode)).toBe(true)
      const parent = statutoryColumn(column.parentCode)!
      expect(column.entry).toBe(parent.entry)
      expect(column.appliesTo.every((kind) => parent.appliesTo.includes(kind))).toBe(true)
    }
    for (const parent of [null, ...seen]) {
      const positions = statutoryColumns.filter((c) => c.parentCode === parent).map((c) => c.position)
      expect(positions).toEqual(positions.map((_, i) => i + 1))
    }
  })

  test('every kind of unit has a guide and somewhere to publish', () => {
    for (const kind of unitKinds) expect(columnsFor(kind).map((c) => c.entry)).toContain('guide')
  })

  test('staleness defaults and the special law of budgets', () => {
    expect(statutoryColumn('news')?.staleAfterDays).toBe(14)
    expect(statutoryColumn('finance')).toMatchObject({ staleAfterDays: 365, specialLimit: 'budget_disclosure' })
    expect(statutoryColumn('homestead')?.staleAfterDays).toBeNull()
    expect(statutoryColumn('nothing')).toBeUndefined()
  })
})
