import { afterAll, beforeAll, expect, test } from 'vitest'
import { people, units } from '../../db/seeds/demo/index.ts'
import { statuses } from '../../src/capabilities/requests/request.ts'
import { loadRequests } from '../../src/demo/requests.ts'
import { transact } from '../../src/foundations/context.ts'
import { addPerson } from '../../src/foundations/identity/index.ts'
import { addUnit } from '../../src/foundations/units/index.ts'
import { type TestPlatform, testPlatform } from '../support/platform.ts'

/** The demo county's requests, made on an ordinary day, on a holiday and in the first days of a year. */

let platform: TestPlatform
beforeAll(async () => {
  platform = await testPlatform()
})
afterAll(() => platform.close())

const county = async () => {
  const ids = new Map<string, number>()
  await transact(platform.as(), async (work) => {
    for (const unit of units.filter((one) => people.some((person) => person.unit === one.code)))
      ids.set(unit.code, await addUnit(work, { ...unit, parentId: null }))
    for (const { username, name, unit, roles, title } of people)
      await addPerson(work, {
        username,
        name,
        passwordHash: '',
        demo: true,
        posts: roles.map((role) => ({ unitId: ids.get(unit)!, role, title })),
      })
  })
}

test('it shows every state, with clocks that run on the day it is made', async () => {
  await county()
  for (const now of ['2026-11-22T02:00:00Z', '2026-02-18T02:00:00Z', '2026-01-05T02:00:00Z']) {
    platform.time.set(now)
    await platform.db
      .updateTable('case_file')
      .set({ code: null as never })
      .where('id', '<', 0)
      .execute()
    const made = await loadRequests({ ...platform, ...platform.as() }).catch((error) => {
      throw new Error(`${now}: ${error.message}`, { cause: error })
    })
    expect(made).toBeGreaterThan(15)
    const rows = await platform.db.selectFrom('case_file').select(['status', 'due_on', 'closed_on']).execute()
    const shown = new Set(rows.map((row) => row.status))
    expect([now, statuses.filter((status) => !shown.has(status))]).toEqual([
      now,
      ['secrecy_review', 'archived', 'void'],
    ])
    const today = now.slice(0, 10)
    expect(rows.some((row) => row.due_on && !row.closed_on && row.due_on < today)).toBe(true)
    expect(rows.some((row) => row.due_on && !row.closed_on && row.due_on >= today)).toBe(true)
    // The code for trying can be given once.
    await platform.db
      .updateTable('case_file')
      .set({ code: `made-${now}` })
      .where('code', '=', '20260901-GK2026AZ')
      .execute()
  }
})
