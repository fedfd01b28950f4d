import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { home } from '../../src/platform/home.ts'
import { openKeyring, rotateKeys } from '../../src/platform/keyring.ts'
import { sealAnew } from '../../src/platform/sealed-columns.ts'
import { sealedColumns } from '../../src/sealed-columns.ts'
import { person, unit } from '../support/people.ts'
import { type TestPlatform, testPlatform } from '../support/platform.ts'

let platform: TestPlatform
let folder: string
beforeAll(async () => {
  platform = await testPlatform()
  folder = await mkdtemp(join(tmpdir(), 'gongkai-rotation-'))
})
afterAll(async () => {
  await platform.close()
  await rm(folder, { recursive: true, force: true })
})

const secrets = async () =>
  (await platform.db.selectFrom('totp').select(['person_id', 'secret']).orderBy('person_id').execute()).map((row) => ({
    id: row.person_id,
    sealed: row.secret,
  }))

test('every column that holds sealed values is known to the rotation', async () => {
  // What is sealed has the ring's mark: a key's name, a point, base64url.
  const { rows } = await sql<{ table: string; column: string }>`
    select table_name as "table", column_name as "column" from information_schema.columns
    where table_schema = 'public' and (column_name like '%\_sealed' or (table_name, column_name) = ('totp', 'secret'))
    order by 1, 2`.execute(platform.db)
  const known = sealedColumns.map(({ table, column }) => ({ table, column }))
  expect(known.sort((a, b) => `${a.table} ${a.column}`.localeCompare(`${b.table} ${b.column}`))).toEqual(rows)
})

test('a new key, then everything sealed anew: in batches, begun again after a stop, nothing lost', async () => {
  const ring = openKeyring(folder)
  const home = await unit(platform)
  const people = []
  for (let n = 0; n < 5; n++) people.push((await person(platform, { role: 'clerk', unit: home })).personId)
  for (const id of people)
    await platform.db
      .insertInto('totp')
      .values({ person_id: id, secret: ring.seal(`secret ${id}`, `totp/${id}`), created_at: new Date() })
      .execute()
  expect(rotateKeys(folder)).toBe('k2')
  // Old values open all the while.
  for (const { id, sealed } of await secrets()) expect(ring.open(sealed, `totp/${id}`)).toBe(`secret ${id}`)
  await platform.db
    .updateTable('totp')
    .set({ secret: ring.seal('changed meanwhile', `totp/${people[0]}`) })
    .where('person_id', '=', people[0]!)
    .execute()
  const told: string[] = []
  expect(await sealAnew(platform.db, ring, sealedColumns, (done, total) => told.push(`${done}/${total}`))).toBe(4)
  expect(told).toEqual(['4/4'])
  for (const { id, sealed } of await secrets()) {
    expect(sealed).toMatch(/^k2\./)
    expect(ring.open(sealed, `totp/${id}`)).toBe(id === people[0] ? 'changed meanwhile' : `secret ${id}`)
  }
  expect(await sealAnew(platform.db, ring, sealedColumns)).toBe(0)
})

test('by the command, with an entry for the auditor', async () => {
  const env = { ...process.env, GONGKAI_DATA: folder, DATABASE_URL: platform.ownerUrl, NODE_OPTIONS: '' }
  const output = await new Promise<string>((resolve, reject) =>
    execFile(join(home, 'bin', 'gongkai'), ['keys', 'rotate', '--reseal'], { env }, (error, stdout) =>
      error ? reject(error) : resolve(stdout),
    ),
  )
  expect(output).toContain('The current key is k3')
  expect(output).toContain('5 values sealed with k3')
  for (const { sealed } of await secrets()) expect(sealed).toMatch(/^k3\./)
  const notes = await platform.db
    .selectFrom('audit_entry')
    .select(['action', 'detail'])
    .where('subject', '=', 'keys/data-keys')
    .orderBy('seq')
    .execute()
  expect(notes).toEqual([
    { action: 'keys.rotated', detail: { key: 'k3' } },
    { action: 'keys.resealed', detail: { key: 'k3', sealed: 5 } },
  ])
})
