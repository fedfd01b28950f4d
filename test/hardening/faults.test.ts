import { expect, test } from 'vitest'
import { databaseStopped } from '../../bench/faults/database.ts'
import { killed } from '../../bench/faults/kill.ts'

/** A small edition of `script/bench faults`, so that what it proves is proved at every change. */

const quiet = () => undefined

test('killed three times while clerks publish and an import runs: nothing lost, nothing half done', {
  timeout: 240_000,
}, async () => {
  expect(await killed(3, quiet)).toMatchObject({ value: 0, faults: [] })
})

test('PostgreSQL silent, stopped and killed: no public read fails', async () => {
  expect(await databaseStopped(quiet)).toMatchObject({ value: 0, failed: [] })
})
