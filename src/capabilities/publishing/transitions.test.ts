import { describe, expect, test } from 'vitest'
import { roles } from '../../foundations/identity/roles.ts'
import { articles } from '../../foundations/law/articles.ts'
import { gates, openStatuses, type Status, statuses } from './record.ts'
import { actions, gateRole, type Target, transitionFor, transitions } from './transitions.ts'
import { actionLabels, gateLabels, statusLabels, stepLabels, toDoLabels } from './words.zh.ts'

/** Statuses a target may stand for, given that the last gate publishes or withholds. */
const reached = (from: Status, to: Target): Status[] => {
  if (to === 'same') return [from]
  if (to === 'doubted_gate') return gates.filter((gate) => gate !== 'disclosure_review')
  if (to === 'signing_gate') return ['sign_off']
  if (to === 'next') return from === 'draft' ? [...gates] : [...gates, 'scheduled', 'published', 'withheld']
  return [to]
}

describe('the table of transitions', () => {
  test('every status but the superseded one, which a correction leaves behind, can be reached from a draft', () => {
    const seen = new Set<Status>(['draft'])
    for (const status of seen)
      for (const row of transitions) if (row.from === status) for (const to of reached(status, row.to)) seen.add(to)
    expect(statuses.filter((status) => !seen.has(status))).toEqual(['superseded'])
  })

  test.each(openStatuses)('%s is not a dead end', (status) => {
    const ways = transitions.filter((row) => row.from === status && row.to !== 'same')
    expect(ways.length).toBeGreaterThan(0)
  })

  test.each(gates)('%s can be passed or sent back, by the role of the gate and nobody else', (gate) => {
    const rows = transitions.filter((row) => row.from === gate && row.action !== 'save')
    expect(rows.map((row) => row.action)).toEqual(expect.arrayContaining(['approve', 'return']))
    expect(new Set(rows.map((row) => row.role))).toEqual(new Set([gateRole[gate]]))
  })

  test('nothing leads out of what is settled but correction, withdrawal, repeal and decisions on its term', () => {
    const settled = statuses.filter((status) => !(openStatuses as readonly Status[]).includes(status))
    const out = transitions.filter((row) => settled.includes(row.from)).map((row) => `${row.from} ${row.action}`)
    expect([...new Set(out)].sort()).toEqual([
      'published correct',
      'published extend',
      'published let_lapse',
      'published repeal',
      'published withdraw',
      'withdrawn correct',
    ])
  })

  test('only an approval at a gate leads towards the public', () => {
    const onward = transitions.filter((row) => row.to === 'next' && row.from !== 'draft')
    expect(onward.every((row) => row.action === 'approve')).toBe(true)
    expect(transitions.filter((row) => row.to === 'published' || row.to === 'withheld')).toEqual([])
  })

  test('whatever sends back, doubts, ends or changes what is public says why', () => {
    const mute = transitions.filter((row) => row.reason !== 'required').map((row) => row.action)
    expect([...new Set(mute)].sort()).toEqual(['approve', 'save', 'submit'])
  })

  test('no action has two rows for one role and status', () => {
    const keys = transitions.map((row) => `${row.action} ${row.from} ${row.role}`)
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('every action is in the table and every row rests on a known article', () => {
    expect(actions.filter((action) => !transitions.some((row) => row.action === action))).toEqual([])
    expect(transitions.filter((row) => !(row.law in articles))).toEqual([])
    expect(transitions.filter((row) => !(row.role in roles))).toEqual([])
  })

  test('the row is found by action, status and a held role', () => {
    expect(transitionFor('approve', 'sign_off', (role) => role === 'signing_leader')?.to).toBe('next')
    expect(transitionFor('approve', 'sign_off', (role) => role === 'clerk')).toBeUndefined()
  })
})

describe('words', () => {
  const chinese = /^[\p{Script=Han}，、（）]+$/u
  test('every status, gate and action has its Chinese name, and no name is given twice', () => {
    for (const [names, labels] of [
      [statuses, statusLabels],
      [gates, gateLabels],
      [actions, actionLabels],
    ] as const) {
      expect(Object.keys(labels).sort()).toEqual([...names].sort())
      expect(Object.values(labels).filter((label) => !chinese.test(label))).toEqual([])
      expect(new Set(Object.values(labels)).size).toBe(names.length)
    }
  })
  test('every gate and the consultation have a place in the to-do list', () => {
    expect([...gates, 'consultation'].filter((key) => !(key in toDoLabels))).toEqual([])
    expect(actions.filter((action) => !(action in stepLabels))).toEqual([])
  })
})
