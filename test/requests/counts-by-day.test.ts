import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { counts2 } from '../../src/capabilities/requests/annual/store.ts'
import type { Count2 } from '../../src/capabilities/requests/annual/table2.ts'
import { unit } from '../support/people.ts'
import { type TestPlatform, testPlatform } from '../support/platform.ts'

/** What is kept counted by day is what a plain count over the cases gives, whatever happened to them, in whatever order. */

let stage: TestPlatform
let units: number[]
beforeAll(async () => {
  stage = await testPlatform()
  units = [await unit(stage, { name: '云溪县水务局' }), await unit(stage, { name: '云溪县民政局' })]
})
afterAll(() => stage.close())

type Row = {
  unit: number
  party: string
  received: string | null
  closed: string | null
  outcome: string | null
  counted: boolean
}
type Act = { at: number; row: Row | null }

const first = Temporal.PlainDate.from('2025-12-20')
const day = fc.nat(24).map((n) => first.add({ days: n }).toString())
/** Also what should not be: ended before it was received, or without having been received. */
const row = fc
  .record({
    unit: fc.nat(1),
    party: fc.constantFrom('natural_person', 'enterprise'),
    received: fc.option(day),
    closed: fc.option(day),
    outcome: fc.constantFrom('r1', 'r2', 'r3.1'),
    counted: fc.integer({ min: 0, max: 4 }).map((n) => n > 0),
  })
  .map((one): Row => ({ ...one, outcome: one.closed && one.outcome }))
/** Changes the case at a place of the list, or makes one; null takes it away. */
const act: fc.Arbitrary<Act> = fc.record({
  at: fc.nat(11),
  row: fc.option(row, { freq: 12 }),
})
/** Acts of one transaction; some are undone. */
const rounds = fc.array(fc.record({ acts: fc.array(act, { minLength: 1, maxLength: 5 }), undone: fc.boolean() }), {
  minLength: 1,
  maxLength: 8,
})

let code = 0
const does = async (
  trx: Parameters<Parameters<ReturnType<TestPlatform['owner']['transaction']>['execute']>[0]>[0],
  ids: (number | undefined)[],
  { at, row: given }: Act,
) => {
  const id = ids[at]
  if (!given) {
    if (id) await trx.deleteFrom('case_file').where('id', '=', id).execute()
    ids[at] = undefined
    return
  }
  const columns = {
    unit_id: units[given.unit]!,
    party: given.party,
    received_on: given.received,
    closed_on: given.closed,
    outcome: given.outcome,
    counted: given.counted,
  }
  if (id) await trx.updateTable('case_file').set(columns).where('id', '=', id).execute()
  else {
    const made = await trx
      .insertInto('case_file')
      .values({
        ...columns,
        kind: 'request',
        code: `code-${++code}`,
        status: 'handling',
        submitted_at: new Date(),
        status_at: new Date(),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    ids[at] = Number(made.id)
  }
}

/** Table 2 as a count by hand over all rows. */
const plain = (rows: readonly Row[], { from, to }: { from: string; to: string }): Count2[] => {
  const counts = new Map<string, Count2>()
  const add = (row: string, party: string) => {
    const count = counts.get(`${row} ${party}`) ?? { row, party, n: 0 }
    counts.set(`${row} ${party}`, { ...count, n: count.n + 1 })
  }
  for (const { party, received, closed, outcome } of rows.filter((one) => one.counted)) {
    if (received && received >= from && received <= to) add('new', party)
    if (closed && closed >= from && closed <= to) add(outcome!, party)
    if (received && received < from && (!closed || closed >= from)) add('carried_in', party)
    if (received && received <= to && (!closed || closed > to)) add('carried_out', party)
  }
  return [...counts.values()]
}
const sorted = (counts: readonly Count2[]) =>
  counts.map(({ row: what, party, n }) => `${what} ${party} ${n}`).toSorted()

const undo = new Error('undone')

test('after any history, for any days and units', async () => {
  await fc.assert(
    fc.asyncProperty(rounds, day, day, async (history, one, other) => {
      await stage.owner.deleteFrom('case_file').execute()
      let ids: (number | undefined)[] = []
      for (const { acts, undone } of history) {
        const within = [...ids]
        await stage.owner
          .transaction()
          .execute(async (trx) => {
            for (const each of acts) await does(trx, within, each)
            if (undone) throw undo
          })
          .then(
            () => {
              ids = within
            },
            (error) => {
              if (error !== undo) throw error
            },
          )
      }
      const kept =
        await sql`select kind, day, party, outcome, n from case_day where n <> 0 order by 1, 2, 3, 4`.execute(stage.db)
      const counted = await sql`select * from plain_case_days() order by 1, 2, 3, 4`.execute(stage.db)
      expect(kept.rows).toEqual(counted.rows)

      const [from, to] = [one, other].sort() as [string, string]
      const rows = await stage.db
        .selectFrom('case_file')
        .select(['unit_id', 'party', 'received_on as received', 'closed_on as closed', 'outcome', 'counted'])
        .execute()
      const all = rows.map((found): Row => ({ ...found, unit: units.indexOf(found.unit_id) }))
      expect(sorted(await counts2(stage.db, 'all', { from, to }))).toEqual(sorted(plain(all, { from, to })))
      expect(sorted(await counts2(stage.db, units, { from, to }))).toEqual(sorted(plain(all, { from, to })))
      for (const [i, id] of units.entries())
        expect(sorted(await counts2(stage.db, [id], { from, to }))).toEqual(
          sorted(
            plain(
              all.filter((found) => found.unit === i),
              { from, to },
            ),
          ),
        )
    }),
    { numRuns: 60 },
  )
})

test('two who write the same days at once are both counted', async () => {
  await stage.owner.deleteFrom('case_file').execute()
  const same: Row = {
    unit: 0,
    party: 'natural_person',
    received: '2026-01-05',
    closed: null,
    outcome: null,
    counted: true,
  }
  await Promise.all(
    Array.from({ length: 8 }, (_, n) =>
      stage.db.transaction().execute(async (trx) => {
        const ids: (number | undefined)[] = []
        for (let at = 0; at < 5; at++)
          // Every other one writes the days in the other order.
          await does(trx, ids, { at, row: { ...same, received: `2026-01-0${n % 2 ? at + 1 : 5 - at}` } })
      }),
    ),
  )
  const { rows } = await sql`select day, n from case_day where n <> 0 order by day`.execute(stage.db)
  expect(rows).toEqual([1, 2, 3, 4, 5].map((n) => ({ day: `2026-01-0${n}`, n: 8 })))
})
